"""What changed in the records, for those who change them: in the terminal, in a pull request, in the draft of a note."""

import re
from collections.abc import Iterable

from ogp.loading.differences import Difference, Kind
from ogp.loading.layout import FILE_KINDS
from ogp.messages import Message, message, plural
from ogp.problems import Problem
from ogp.translation import Translator
from ogp.views.fields import described

_TYPES = {str(getattr(kind.type, "kind", "")): kind.type for kind in FILE_KINDS}
_WHAT = {
    Kind.ADDED: message("new"),
    Kind.REMOVED: message("removed"),
    Kind.CHANGED: message("changed"),
}
_UNTOLD = message("needs a note")
_COLUMNS = (message("Field"), message("Before"), message("After"))


def plain(found: Iterable[Difference], translate: Translator) -> str:
    """One line for each record that changed, and one for each field of it."""
    lines = []
    for one in found:
        lines.append(f"{one.file}: {one.kind} {one.id}: {translate(_WHAT[one.what])}")
        lines += [f"  {change.field}: {_quoted(change.before)} → {_quoted(change.after)}" for change in one.fields]
    return "\n".join(lines) or translate(message("No record changed."))


def markdown(found: Iterable[Difference], translate: Translator) -> str:
    """The same as headings and tables, for the text of a pull request."""
    found = tuple(found)
    changed = plural("{count} record changed", "{count} records changed", len(found))
    parts = [f"## {translate(changed)}"]
    head = " | ".join(translate(column) for column in _COLUMNS)
    for one in found:
        untold = "" if one.noted else f" · **{translate(_UNTOLD)}**"
        parts.append(f"### `{one.kind} {one.id}`: {translate(_WHAT[one.what])}{untold}")
        if one.fields:
            rows = [f"| `{c.field}` | {_cell(c.before)} | {_cell(c.after)} |" for c in one.fields]
            parts.append("\n".join((f"| {head} |", "|---|---|---|", *rows)))
    return "\n\n".join(parts)


def problems(untold: Iterable[Difference]) -> tuple[Problem, ...]:
    """The changed records whose history does not tell the change."""
    return tuple(
        Problem(
            file=one.file, line=1, column=1, field="changes",
            message=message("{record} changed and its history does not say so", record=f"{one.kind} {one.id}"),
            fix=message("Run `ogp diff BASE --draft` and correct the draft, or add a note with “minor: true”"),
        )
        for one in untold
    )  # fmt: skip


def sentence(difference: Difference, translate: Translator) -> str:
    """The draft of a note: which fields changed, by what they are called."""
    type_ = _TYPES[difference.kind]
    names = [described(type_, change.field) for change in difference.fields]
    said = dict.fromkeys(_first_clause(translate(name)) for name in names if name)
    separator: Message = message("; ")
    return translate(message("Changed: {fields}.", fields=translate(separator).join(said)), str)


def _first_clause(text: str) -> str:
    """A description up to its first full stop or explanation."""
    return re.split(r"[.:؛]( |$)", text)[0]


def _quoted(value: str | None) -> str:
    return "∅" if value is None else f"“{value}”"


def _cell(value: str | None) -> str:
    return "" if value is None else re.sub(r"\s+", " ", value).replace("|", "\\|").replace("<", "&lt;")
