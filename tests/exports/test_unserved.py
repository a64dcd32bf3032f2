"""Pages that can be opened without a server."""

import pytest

from ogp.exports.unserved import opened


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("../../x/", "../../x/index.html"),
        ("x/#a", "x/index.html#a"),
        ("x/?q=1", "x/index.html?q=1"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("./", "./index.html"),
        ("feed.xml", "feed.xml"),
        ("#a", "#a"),
        ("", ""),
        ("https://example.org/b/", "https://example.org/b/"),
        ("mailto:unit@example.org", "mailto:unit@example.org"),
        ("/from/the/root/", "/from/the/root/"),
    ],
)
def test_links_to_folders_become_links_to_files(link: str, file: str) -> None:
    assert opened(f'<a class="a" href="{link}">') == f'<a class="a" href="{file}">'


def test_a_page_that_only_leads_on_leads_to_a_file() -> None:
    page = '<meta http-equiv="refresh" content="0; url=../../news/#a">'
    assert opened(page) == '<meta http-equiv="refresh" content="0; url=../../news/index.html#a">'
