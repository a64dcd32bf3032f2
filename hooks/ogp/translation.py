"""Catalogues of the interface: sentences in the reader's language, plurals and dates by its rules."""

import gettext
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ogp.messages import Message

SOURCE_LANGUAGE = "en"
"""The language in which the sentences stand in code and templates (gettext's msgid)."""

FOLDER = "translations"
"""Name of the project's folder of catalogues."""


class Translator:
    """Sentences in one language. Values that are themselves messages are translated too."""

    def __init__(self, locale: str, catalogues: Path | None = None) -> None:
        """`locale` such as ar_JO; `catalogues` the folder with `<language>/*.po`, None for the source language."""
        self.locale = Locale.parse(locale)
        self.language = self.locale.language
        self._catalogue = _catalogue(catalogues / self.language) if catalogues else gettext.NullTranslations()

    def __call__(self, message: Message, resolve: Callable[[Any], Any] | None = None) -> str:
        """`message` in this language; `resolve` turns its other values into what is printed, as they are if not given."""
        resolve = resolve or self._isolated
        values = {
            key: self(value, resolve) if isinstance(value, Message) else resolve(value)
            for key, value in message.values.items()
        }
        return self.sentence(message).format_map(values)

    def _isolated(self, value: Any) -> Any:
        """`value` between Unicode isolates in right-to-left languages, where 2026-11-20 would be read as 20-11-2026."""
        plain = isinstance(value, int) or self.locale.text_direction == "ltr"
        return value if plain else f"\u2068{value}\u2069"

    def sentence(self, message: Message) -> str:
        """`message` in this language with its gaps still open."""
        if message.plural is None:
            return self._catalogue.gettext(message.text) if message.text else ""
        return self._catalogue.ngettext(message.text, message.plural, message.values["count"])


def _catalogue(folder: Path) -> gettext.NullTranslations:
    merged = gettext.NullTranslations()
    for path in sorted(folder.glob("*.po")):
        translations = gettext.GNUTranslations(BytesIO(_compiled(folder.name, path.read_bytes())))
        translations.add_fallback(merged)
        merged = translations
    return merged


@lru_cache
def _compiled(language: str, source: bytes) -> bytes:
    """The catalogue in the form of gettext's own files."""
    catalogue = read_po(BytesIO(source), locale=language)
    # Written with a gap, it would be the sentence of the code by this language's plural rule.
    for entry in [entry for entry in catalogue if entry.pluralizable and not all(entry.string or ())]:
        catalogue.delete(entry.id, entry.context)
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()
