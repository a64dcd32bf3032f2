"""The words of the editor in the browser, by the keys that Decap CMS gives them; what is not here stays as Decap says it.

%{gaps} are filled by Decap.
"""

from typing import Any

from ogp.messages import Message, message

STATES: dict[str, Message] = {
    "original": message("Original"),
    "official": message("Official translation"),
    "unofficial": message("Our translation"),
    "missing": message("Not yet available"),
}

WORDS: dict[str, Any] = {
    "auth": {"login": message("Begin"), "loggingIn": message("Opening …")},
    "app": {
        "header": {
            "content": message("Records"),
            "workflow": message("Drafts"),
            "media": message("Files"),
            "quickAdd": message("New"),
        },
        "app": {
            "errorHeader": message("The editor could not be opened"),
            "loadingConfig": message("Loading …"),
            "waitingBackend": message("Waiting for the place where records are saved …"),
        },
        "notFoundPage": {"header": message("Not found")},
    },
    "collection": {
        "sidebar": {
            "collections": message("Records"),
            "allCollections": message("All records"),
            "searchAll": message("Search all"),
            "searchIn": message("Search in"),
        },
        "collectionTop": {
            "sortBy": message("Sort by"),
            "viewAs": message("View as"),
            "viewAsList": message("View as a list"),
            "viewAsGrid": message("View as cards"),
            "newButton": message("New: %{collectionLabel}"),
            "newButtonAriaLabel": message("New: %{collectionLabel}"),
            "ascending": message("Ascending"),
            "descending": message("Descending"),
        },
        "entries": {
            "loadingEntries": message("Loading the records …"),
            "cachingEntries": message("Loading the records …"),
            "longerLoading": message("This may take some minutes"),
            "noEntries": message("No records"),
        },
    },
    "editor": {
        "editorControl": {"field": {"optional": message("not required")}},
        "editorControlPane": {
            "widget": {
                "required": message("%{fieldLabel}: this field is required."),
                "regexPattern": message("%{fieldLabel} is not written as it should be. %{pattern}"),
                "processing": message("%{fieldLabel} is being checked."),
                "range": message("%{fieldLabel} must be between %{minValue} and %{maxValue}."),
                "min": message("%{fieldLabel} must be at least %{minValue}."),
                "max": message("%{fieldLabel} must be %{maxValue} or less."),
                "rangeMin": message("%{fieldLabel}: at least %{minCount} needed."),
                "rangeMax": message("%{fieldLabel}: at most %{maxCount}."),
            },
        },
        "editor": {
            "onLeavePage": message("Leave this page? What you have not saved is lost."),
            "onUpdatingWithUnsavedChanges": message("Save your changes before you change the status."),
            "onPublishingNotReady": message("Set the status to “Ready” before you publish."),
            "onPublishingWithUnsavedChanges": message("Save your changes before you publish."),
            "onPublishing": message("Publish this record?"),
            "onDeleteUnpublishedChanges": message(
                "All changes to this record that are not published will be lost. Go on?"
            ),
            "loadingEntry": message("Loading the record …"),
            "confirmLoadBackup": message("There is a copy of this record that was not saved. Use it?"),
        },
        "editorInterface": {
            "togglePreview": message("Show or hide the preview"),
            "toggleScrollSync": message("Scroll both sides together"),
        },
        "editorToolbar": {
            "publishing": message("Publishing …"),
            "publish": message("Publish"),
            "published": message("Published"),
            "duplicate": message("Duplicate"),
            "publishAndCreateNew": message("Publish and begin a new one"),
            "publishAndDuplicate": message("Publish and duplicate"),
            "deleteUnpublishedChanges": message("Discard the changes"),
            "deleteUnpublishedEntry": message("Discard the draft"),
            "saving": message("Saving …"),
            "save": message("Save"),
            "statusInfoTooltipDraft": message(
                "This is a draft. Set the status to “In review” to hand it to a colleague."
            ),
            "statusInfoTooltipInReview": message("A colleague is reading it. You can still change it."),
            "deleting": message("Deleting …"),
            "updating": message("Updating …"),
            "status": message("Status: %{status}"),
            "backCollection": message("Record in: %{collectionLabel}"),
            "unsavedChanges": message("Not saved yet"),
            "changesSaved": message("Saved"),
            "draft": message("Draft"),
            "inReview": message("In review"),
            "ready": message("Ready"),
            "publishNow": message("Publish now"),
        },
        "editorWidgets": {
            "list": {"add": message("Add: %{item}"), "addType": message("Add: %{item}")},
            "object": {"expand": message("Open"), "collapse": message("Close")},
        },
    },
    "ui": {
        "default": {"goBackToSite": message("To the website")},
        "settingsDropdown": {"logOut": message("Log out"), "account": message("Account")},
        "toast": {
            "onFailToLoadEntries": message("The record could not be loaded: %{details}"),
            "onFailToPersist": message("Not saved: %{details}"),
            "onFailToDelete": message("Not deleted: %{details}"),
            "onFailToUpdateStatus": message("The status was not changed: %{details}"),
            "missingRequiredField": message("Something that is required is missing; see the fields marked in red."),
            "entrySaved": message("Saved"),
            "entryPublished": message("Published"),
            "onFailToPublishEntry": message("Not published: %{details}"),
            "entryUpdated": message("The status was changed"),
            "onDeleteUnpublishedChanges": message("The changes were discarded"),
        },
    },
    "workflow": {
        "workflow": {
            "loading": message("Loading the drafts …"),
            "workflowHeading": message("Drafts"),
            "newPost": message("New"),
            "description": message("%{smart_count} waiting for review, %{readyCount} ready."),
            "dateFormat": "YYYY-MM-DD",
        },
        "workflowCard": {
            "deleteChanges": message("Discard the changes"),
            "deleteNewEntry": message("Discard the draft"),
            "publishChanges": message("Publish the changes"),
            "publishNewEntry": message("Publish"),
        },
        "workflowList": {
            "onDeleteEntry": message("Discard this draft?"),
            "onPublishingNotReadyEntry": message("Only what is “Ready” can be published: drag it there first."),
            "onPublishEntry": message("Publish this record?"),
            "draftHeader": message("Drafts"),
            "inReviewHeader": message("In review"),
            "readyHeader": message("Ready"),
            "currentEntries": message("%{smart_count} in all"),
        },
    },
}
