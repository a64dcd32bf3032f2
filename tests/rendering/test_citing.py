"""Citations for programs that manage references."""

from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database.output.bibtex import Writer

from ogp.rendering.citing import _Writer

TEXTS = st.text(st.one_of(st.characters(exclude_categories=("Cs", "Cc")), st.sampled_from("aé%&$#_{}~^\\\"'`-–—… نص")))


@given(TEXTS)
@example("100% نص")
@example("naïve – “Œuvre” & co_1 #2")
@example("fi -- --- ?` !` ''")
def test_letters_are_spelled_as_pybtex_spells_them(text: str) -> None:
    assert _Writer()._encode(text) == Writer()._encode(text)
