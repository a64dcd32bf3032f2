"""An address of every kind of page, without its language."""

KINDS = [
    "", "plans/", "plans/nap5/", "plans/nap6/", "plans/nap5/commitments/4/", "plans/nap4/commitments/1/",
    "plans/nap5/refresh/", "plans/nap5/refresh/activities/", "plans/nap5/refresh/new-commitments/",
    "plans/nap5/refresh/before-after/",
    "consultations/", "consultations/2024-nap5-refresh/", "meetings/", "meetings/2024/",
    "meetings/2022-06-23-workshop/", "news/", "news/2024-08-25-refresh-outcomes/",
    "organizations/", "organizations/prime-ministry/", "documents/", "documents/refresh-outcomes-report/",
    "standards/", "changes/", "search/", "data/", "licences/", "about/jordan/", "no-such-page/",
]  # fmt: skip
