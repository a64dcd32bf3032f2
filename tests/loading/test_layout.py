"""Which file holds which record, and which ids a record may have."""

import pytest

from ogp.loading.layout import FILE_KINDS, is_other, kind_of


@pytest.mark.parametrize(
    ("path", "kind", "id_"),
    [
        ("site.yaml", "site", None),
        ("documents.yaml", "document", None),
        ("redirects.yaml", "redirect", None),
        ("plans/nap7/plan.yaml", "plan", "nap7"),
        ("plans/nap7/refresh.yaml", "refresh", "nap7/refresh"),
        ("plans/nap7/commitments/12.yaml", "commitment", "nap7/12"),
        ("consultations/2026-call.yaml", "consultation", "2026-call"),
        ("meetings/2026-12-01-forum.yaml", "meeting", "2026-12-01-forum"),
        ("news/2026-12-01-forum.yaml", "news", "2026-12-01-forum"),
    ],
)
def test_the_kind_and_the_id_follow_from_the_place(path: str, kind: str, id_: str | None) -> None:
    found = kind_of(path)
    assert found
    assert (found[0].type.__name__.lower().removesuffix("post"), found[1]) == (kind, id_)
    assert found[0].path_of(id_ or "any") == (path if id_ else None)


@pytest.mark.parametrize(
    "path",
    ["plans/nap7.yaml", "plans/nap7/commitments/01.yaml", "plans/nap7/commitments/0.yaml", "news/Über.yaml", "news/a--b.yaml",
     "news/a.yml", "old/news/a.yaml", "siteXyaml", "news/a.yaml.bak"],
)  # fmt: skip
def test_other_places_hold_no_records(path: str) -> None:
    assert kind_of(path) is None


def test_an_id_that_no_file_can_have() -> None:
    paths = {kind.type.__name__: kind for kind in FILE_KINDS}
    assert paths["Commitment"].path_of("nap7") is None
    assert paths["Commitment"].path_of("nap7/x") is None
    assert paths["Plan"].path_of("NAP7") is None
    assert paths["Commitment"].example == "plans/<plan>/commitments/<number>.yaml"
    assert paths["NewsPost"].example == "news/<name>.yaml"
    assert paths["Site"].example == "site.yaml"


def test_files_that_hold_no_records_but_belong() -> None:
    assert [path for path in ("addresses.txt", "documents/a-1.txt", "documents/A.txt", "a.txt") if is_other(path)] == [
        "addresses.txt",
        "documents/a-1.txt",
    ]
