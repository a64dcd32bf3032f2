"""The edges of the rules about what a text may hold."""

from collections.abc import Callable

import pytest

Change = Callable[..., None]
Report = Callable[[], list[str]]

NEWS = "news/2031-04-01-call.yaml"


@pytest.mark.parametrize(
    "text",
    [
        "[a page](/plans/)",
        "[a](HTTPS://EXAMPLE.ORG/)",
        "[mail](mailto:unit@example.org)",
        "<https://example.org/a?b=c&d=e>",
        "[a](<https://example.org/a>)",
        "5 < 6 & 7 > 6, R&D, a {brace}",
        "**bold** and _emphasis_",
    ],
)
def test_harmless_markdown(change: Change, problems: Report, text: str) -> None:
    change(NEWS, f"    {text}\n", old="    The call is open, see [the form](https://example.org/form).\n")
    assert problems() == []


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert(1))",
        "[a](JAVASCRIPT:alert(1))",
        "[a]( javascript:alert(1))",
        "[a](<javascript:alert(1)>)",
        "[a](data:text/html,x)",
        "[a](vbscript:x)",
        "[a](file:///etc/passwd)",
        "[a](java&#115;cript:x)",
        "[a](&#x6A;avascript:x)",
        "[a](javascript&colon;x)",
        "[a](java&Tab;script:x)",
        "<javascript:x>",
        "![a](javascript:x)",
        "[a]\n\n    [a]: javascript:x",
        "<script>x</script>",
        "<IMG SRC=x>",
        "</p>",
        "<!-- x -->",
        "<![CDATA[x]]>",
        "{{ x }}",
        "{% x %}",
    ],
)
def test_harmful_markdown(change: Change, problems: Report, text: str) -> None:
    change(NEWS, f"    {text}\n", old="    The call is open, see [the form](https://example.org/form).\n")
    places = [line.split(": ")[0].rsplit(":", 2) for line in problems()]
    assert places and {(file, int(line) >= 14) for file, line, _ in places} == {(f"data/{NEWS}", True)}


def test_a_link_in_a_short_text_is_only_text(change: Change, problems: Report) -> None:
    change(NEWS, 'en: "[A](https://example.org)"}\nbody', old="en: A news post for testing.}\nbody")
    assert problems() == []
