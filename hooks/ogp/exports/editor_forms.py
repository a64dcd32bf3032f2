"""The forms of the editor in the browser, made from the records: a form for each kind of file under data/."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ogp.exports.schemas import described_schema
from ogp.loading.layout import DATA, NAME
from ogp.loading.restoring import LAST
from ogp.messages import Message, message
from ogp.records.base import Record
from ogp.records.commitment import Commitment, Completion
from ogp.records.consultation import Consultation
from ogp.records.dates import TimeUnit
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.organization import Organization
from ogp.records.place import PlaceKind
from ogp.records.plan import Plan, PlanStage
from ogp.records.redirect import Redirect, RedirectMatch
from ogp.records.refresh import Outcome, Refresh
from ogp.register import Register
from ogp.translation import Translator
from ogp.views.labels import LABELS
from ogp.views.names import LISTS, name_of

ITEMS = "items"
"""The field under which the editor holds the records of a file that is a list."""

_PREFIX = "#/components/schemas/"
_TEXTS = ("Text", "Prose")
_LONG = "Prose"

_CHOICES: Mapping[str, Mapping[str, Message]] = {
    PlanStage.__name__: {
        PlanStage.IN_PREPARATION: message("In preparation"),
        PlanStage.ADOPTED: message("Adopted"),
    },
    TimeUnit.__name__: {
        TimeUnit.DAYS: message("Days"),
        TimeUnit.WEEKS: message("Weeks"),
        TimeUnit.MONTHS: message("Months"),
        TimeUnit.YEARS: message("Years"),
        TimeUnit.ONGOING: message("Ongoing, without an end"),
    },
    RedirectMatch.__name__: {
        RedirectMatch.EXACT: message("This address only"),
        RedirectMatch.PREFIX: message("All addresses that begin so"),
    },
    Completion.__name__: {
        Completion.NOT_STARTED: message("Not started – no work has been done; say what stood in the way"),
        Completion.LIMITED: message("Limited – some work, far from done; say what stood in the way"),
        Completion.SUBSTANTIAL: message("Substantial – most of it is done"),
        Completion.COMPLETE: message("Complete – all is done; evidence is needed"),
    },
    Outcome.__name__: {
        Outcome.ADDED: message("Added – it is part of the plan now"),
        Outcome.ALREADY_INCLUDED: message("Already included – the plan had it before"),
        Outcome.WILL_BE_CONSIDERED: message("Will be considered – later, or when it is carried out"),
        Outcome.NOT_ADDED: message("Not added – a reasoned response is needed"),
    },
}
"""How choices are explained where their names alone would not do."""

_BY_NAME: dict[str, dict[str, Message]] = {}
for _member, _label in LABELS.items():
    _BY_NAME.setdefault(type(_member).__name__, {})[_member.value] = _label

_PLACE = "|".join(sorted(PlaceKind, key=len, reverse=True))
_FORMATS: Mapping[str, str] = {
    "Place": rf"^({_PLACE})( \d+)?(, ({_PLACE})( \d+)?)*$",
    "email": r"^[^\s@]+@[^\s@]+\.[^\s@]+$",
}

_HEAD = ("id", "number")
_FOOT = (*LAST, "published")


def collections(
    register: Register, translate: Translator, languages: Sequence[str]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The collections of the editor, with labels and hints as `translate` says them, and the fields of their forms, which they
    name by the kind of record: there may be hundreds of plans, and each has a collection."""
    forms = _Forms(translate, languages)
    say = forms.say
    news = forms.folder("news", LISTS[NewsPost.kind], message("News post"), NewsPost, "news")
    meetings = forms.folder("meetings", LISTS[Meeting.kind], message("Meeting"), Meeting, "meetings")
    calls = forms.folder(
        "consultations", LISTS[Consultation.kind], message("Consultation"), Consultation, "consultations"
    )
    made = [news, meetings, calls]
    for plan in register.plans.values():
        short = plan.short_title.side(languages[0] if translate.language not in languages else translate.language).text
        own = forms.folder(
            f"commitments-{plan.id}", LISTS[Commitment.kind], message("Commitment"), Commitment,
            f"plans/{plan.id}/commitments",
        )  # fmt: skip
        own |= {"label": f"{own['label']} – {short}", "slug": "{{fields.number}}", "identifier_field": "number"}
        made.append(own)
    plans = [
        forms.file(f"{plan.id}-plan", plan.short_title.side(languages[0]).text, Plan, f"plans/{plan.id}/plan.yaml")
        for plan in register.plans.values()
    ]
    refreshes = [
        forms.file(
            f"{own.plan}-refresh",
            f"{say(LISTS[Refresh.kind])} – {own.plan}",
            Refresh,
            f"plans/{own.plan}/refresh.yaml",
        )
        for own in register.refreshes.values()
    ]
    made.append({"name": "plans", "label": say(LISTS[Plan.kind]), "format": "yaml", "files": [*plans, *refreshes]})
    lists = [
        forms.list_file("organizations", say(LISTS[Organization.kind]), Organization),
        forms.list_file("documents", say(LISTS[Document.kind]), Document),
        forms.list_file("redirects", say(message("Old addresses")), Redirect),
    ]
    made.append({"name": "lists", "label": say(message("Lists")), "format": "yaml", "files": lists})
    return made, forms.named


def pickers(register: Register, wording: Any) -> dict[str, list[dict[str, str]]]:
    """What each kind of reference can be chosen from: ids with names, as `wording` says them."""
    found: dict[str, list[dict[str, str]]] = {}
    for record in register.records():
        label = f"{wording(name_of(record, register))} (\u2068{record.id}\u2069)"
        found.setdefault(record.kind, []).append({"label": label, "value": record.id})
    return found


class _Forms:
    """Makes forms from the records' own schema."""

    def __init__(self, translate: Translator, languages: Sequence[str]) -> None:
        self.translate = translate
        self.languages = languages
        self.parts: dict[str, Any] = {}
        self.named: dict[str, list[dict[str, Any]]] = {}
        self.shown = translate.language if translate.language in languages else languages[0]

    def say(self, text: Message) -> str:
        return self.translate(text)

    def folder(self, name: str, label: Message, one: Message, type_: type[Record], folder: str) -> dict[str, Any]:
        return {
            "name": name,
            "label": self.say(label),
            "label_singular": self.say(one),
            "folder": f"{DATA}/{folder}",
            "extension": "yaml",
            "format": "yaml",
            # Without one, an empty form comes after a restored draft and takes its place.
            "media_folder": "",
            "create": True,
            "delete": False,
            "slug": "{{fields.id}}",
            "identifier_field": "id",
            # Isolated, or a day at the beginning of an id would be read from the wrong side.
            "summary": "\u2068{{id}}\u2069 – {{title." + self.shown + "}}",
            "sortable_fields": ["id"],
            "fields": self.form(type_),
        }

    def file(self, name: str, label: str, type_: type[Record], path: str) -> dict[str, Any]:
        return {"name": name, "label": label, "file": f"{DATA}/{path}", "fields": self.form(type_)}

    def list_file(self, name: str, label: str, type_: Any) -> dict[str, Any]:
        items = {
            "name": ITEMS,
            "label": label,
            "widget": "list",
            "collapsed": True,
            "summary": "{{fields.id}}{{fields.old}}",
            "fields": self._fields(type_),
        }
        return {"name": name, "label": label, "file": f"{DATA}/{name}.yaml", "fields": [items]}

    def form(self, type_: type[Record]) -> str:
        """The name of the form of a record of `type_`."""
        if type_.kind not in self.named:
            self.named[type_.kind] = self._fields(type_)
        return type_.kind

    def _fields(self, type_: Any) -> list[dict[str, Any]]:
        """The fields of a record of `type_`: first what it is called, last what it rests on."""
        self.parts = described_schema(type_, self.languages, [self.translate])
        made = {field["name"]: field for field in self._fields_of(self.parts[type_.__name__], must=True)}
        if "updated" in made:
            made["updated"] = {"name": "updated", "label": made["updated"]["label"], "widget": "hidden"}
        if "id" in made:
            # The id of a commitment, plan or refresh holds the one of its plan.
            said = self.say(message("Use only small Latin letters, digits and single hyphens"))
            made["id"]["pattern"] = [rf"^{NAME}(/({NAME}|[1-9][0-9]*))?$", said]
        if "sources" in made and type_ is not Document and issubclass(type_, Record):
            made["sources"] |= {"required": True, "min": 1}
        order = [*_HEAD, *(name for name in made if name not in (*_HEAD, *_FOOT)), *_FOOT]
        return [made[name] for name in order if name in made]

    def _fields_of(self, part: Mapping[str, Any], *, must: bool) -> Iterator[dict[str, Any]]:
        required = part.get("required", ()) if must else ()
        properties = part["properties"]
        for name in sorted(properties, key=lambda name: name in LAST):
            schema = properties[name]
            label, _, hint = schema.get("description", name).partition(". ")
            yield {
                "name": name,
                "label": label.removesuffix("."),
                "hint": hint,
                "required": name in required,
            } | self._widget(schema, must=name in required)

    def _widget(self, schema: Mapping[str, Any], *, must: bool) -> dict[str, Any]:
        if "anyOf" in schema:
            schema = next(one for one in schema["anyOf"] if one.get("type") != "null")
        name = schema.get("$ref", "").removeprefix(_PREFIX)
        if name in _TEXTS:
            return {"widget": "ogp-text", "long": name == _LONG}
        part = self.parts[name] if name else schema
        if "enum" in part:
            return {"widget": "select", "options": self._choices(name, part["enum"])}
        if kind := part.get("x-reference"):
            return {"widget": "select", "pick": kind, "options": []}
        if part.get("type") == "array":
            return self._list(part)
        if "properties" in part:
            return {"widget": "object", "collapsed": True, "fields": [*self._fields_of(part, must=must)]}
        return self._simple(name, part)

    def _list(self, part: Mapping[str, Any]) -> dict[str, Any]:
        inner = self._widget(part["items"], must=True)
        least = {"min": part["minItems"]} if "minItems" in part else {}
        if inner["widget"] == "select":
            return inner | {"multiple": True} | least
        if inner["widget"] == "object":
            summary = self._summary({field["name"]: field["widget"] for field in inner["fields"]})
            return {"widget": "list", "collapsed": True, "fields": inner["fields"], "summary": summary} | least
        summary = "{{fields." + self.shown + "}}" if inner["widget"] == "ogp-text" else "{{fields}}"
        field = {"name": "value", "label": "·"} | inner
        return {"widget": "list", "collapsed": True, "field": field, "summary": summary} | least

    def _summary(self, widgets: Mapping[str, str]) -> str:
        """What a folded item with fields of these widgets shows: what it is called, and the beginning of its text."""
        called = [name for name in ("number", "id", "organization", "document", "date", "start") if name in widgets][:1]
        texts = [f"{name}.{self.shown}" for name, widget in widgets.items() if widget == "ogp-text" and name != "note"]
        # A reference says enough.
        after = [] if {"organization", "document"} & {*called} else texts[:1]
        return " – ".join("{{fields." + name + "}}" for name in (*called, *after))

    def _simple(self, name: str, part: Mapping[str, Any]) -> dict[str, Any]:
        type_ = part.get("type")
        if type_ == "boolean":
            options = [
                {"label": self.say(message("Yes")), "value": "true"},
                {"label": self.say(message("No")), "value": "false"},
            ]
            return {"widget": "select", "options": options}
        if type_ == "integer":
            least = {"min": part["minimum"]} if "minimum" in part else {}
            return {"widget": "number", "value_type": "int", "step": 1} | least
        pattern = _FORMATS.get(name) or _FORMATS.get(part.get("format", "")) or part.get("pattern")
        listed = "\u2069, \u2068".join(map(str, part.get("examples", ())))
        examples = self.say(message("For example: {list}", list=f"\u2068{listed}\u2069"))
        said = examples if part.get("examples") else self.say(message("See the hint below the field"))
        return {"widget": "string"} | ({"pattern": [pattern, said]} if pattern else {})

    def _choices(self, name: str, values: Sequence[str]) -> list[dict[str, str]]:
        labels = _CHOICES.get(name) or _BY_NAME.get(name, {})
        return [{"label": self.say(labels[value]) if value in labels else value, "value": value} for value in values]
