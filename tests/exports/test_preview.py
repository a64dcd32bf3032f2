"""Two built sites compared."""

from pathlib import Path

from ogp.exports.preview import compare

PAGE = "<html><title>{title} · Site</title><nav>{menu}</nav><article>{text}</article></html>"


def _site(folder: Path, pages: dict[str, tuple[str, str, str]], **files: str) -> Path:
    for name, (title, menu, text) in pages.items():
        path = folder / name / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(title=title, menu=menu, text=text), encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_pages_are_new_changed_framed_or_gone(tmp_path: Path) -> None:
    before = {"": ("Home", "m", "a"), "x": ("X", "m", "x"), "y": ("Y", "m", "y"), "en/x": ("X", "m", "x")}
    after = {"": ("Home", "m", "b"), "x": ("X", "n", "x"), "z": ("Z & z", "m", "z"), "en/x": ("New", "m", "x")}
    old = _site(tmp_path / "old", before, feed_xml="1", same_txt="1")
    new = _site(tmp_path / "new", after, feed_xml="2", same_txt="1", preview_html="made before")
    found = compare(old, new, {"ar": "", "en": "en/"})
    told = {
        code: [[own.file for own in part] for part in (one.added, one.changed, one.framed, one.removed)]
        for code, one in found.items()
    }
    assert told == {
        "ar": [["z/index.html"], ["index.html"], ["x/index.html"], ["y/index.html"]],
        "en": [[], ["en/x/index.html"], [], []],
    }
    assert (found["ar"].files, found["en"].files) == (("feed.xml",), ())
    assert found["ar"].added[0].address == "z/"
    assert found["en"].changed[0].title == "New · Site"
    assert found["ar"].pages == 4
