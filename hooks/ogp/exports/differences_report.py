"""What changed in the records, for those who change them: in the terminal, in a pull request, in the draft of a note."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ogp.exports.affected import Effect
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
_LONGEST_VALUE = 300
_LONGEST_SUMMARY = 60_000
"""GitHub takes comments of up to 65,536 characters."""

_MEANT_AS_MARKUP = re.compile(r"([\\`*_\[\]<>|~])")
_COLUMNS = (message("Field"), message("Before"), message("After"))


def plain(found: Iterable[Difference], translate: Translator) -> str:
    """One line for each record that changed, and one for each field of it."""
    lines = []
    for one in found:
        lines.append(f"{one.file}: {one.kind} {one.id}: {translate(_WHAT[one.what])}")
        lines += [f"  {change.field}: {_quoted(change.before)} → {_quoted(change.after)}" for change in one.fields]
    return "\n".join(lines) or translate(message("No record changed."))


def markdown(found: Iterable[Difference], translators: Sequence[Translator], effect: Effect | None) -> str:
    """The same as headings and tables, for the text of a pull request, followed by what it does to pages and addresses; one
    part for each of the `translators`, all of them together short enough for one comment.

    `effect` is None where it cannot be known.
    """
    found = tuple(found)
    room = _LONGEST_SUMMARY // len(translators)
    parts = []
    for translate in translators:
        rest = _fitting(_effect(effect, translate), room // 2, translate)
        records = _fitting(_records(found, translate), room - len(rest), translate)
        body = f"{records}\n\n{rest}"
        # GitHub and GitLab set the direction of such a block, and read Markdown in it between empty lines.
        direction = translate.locale.text_direction
        parts.append(f'<div dir="{direction}">\n\n{body}\n\n</div>' if len(translators) > 1 else body)
    return "\n\n".join(parts)


def _records(found: Sequence[Difference], translate: Translator) -> Iterator[str]:
    changed = plural("{count} record changed", "{count} records changed", len(found))
    yield f"## {translate(changed)}"
    head = " | ".join(translate(column) for column in _COLUMNS)
    for one in found:
        untold = "" if one.noted else f" · **{translate(_UNTOLD)}**"
        name = f"### `{one.kind} {_code(one.id)}`: {translate(_WHAT[one.what])}{untold}"
        rows = [f"| `{_code(c.field)}` | {_cell(c.before)} | {_cell(c.after)} |" for c in one.fields]
        yield "\n\n".join((name, "\n".join((f"| {head} |", "|---|---|---|", *rows)))) if rows else name


def _effect(effect: Effect | None, translate: Translator) -> Iterator[str]:
    if effect is None:
        yield translate(message("Which pages and addresses change is told here once the check finds no problem."))
        return
    added, changed, removed = (
        pages.get(translate.language, ()) for pages in (effect.added, effect.changed, effect.removed)
    )
    if not (added or changed or removed):
        yield f"## {translate(message('No page changes.'))}"
    for said, pages in (
        (plural("{count} new page", "{count} new pages", len(added)), added),
        (plural("{count} page changes", "{count} pages change", len(changed)), changed),
        (plural("{count} page removed", "{count} pages removed", len(removed)), removed),
    ):
        if pages:
            yield "\n".join((f"## {translate(said)}", "", *(_page(address, effect) for address in pages)))
    for said, addresses in (
        (plural("{count} new address", "{count} new addresses", len(effect.new_addresses)), effect.new_addresses),
        (plural("{count} address leads on", "{count} addresses lead on", len(effect.led_on)), effect.led_on),
        (
            plural("{count} address would be lost", "{count} addresses would be lost", len(effect.lost)),
            tuple(str(one.message.values["address"]) for one in effect.lost),
        ),
    ):
        if addresses:
            yield "\n".join((f"## {translate(said)}", "", *(f"- `{_code(address)}`" for address in addresses)))


def _page(address: str, effect: Effect) -> str:
    title = effect.titles.get(address)
    return f"- `{_code(address)}`" + (f" {_cell(title)}" if title else "")


def _fitting(sections: Iterable[str], room: int, translate: Translator) -> str:
    """The first of the `sections` that have room in so many characters, and how many lines are left out."""
    kept: list[str] = []
    left_out = 0
    for line in "\n\n".join(sections).split("\n"):
        room -= len(line) + 1
        if room > 0:
            kept.append(line)
        else:
            left_out += 1
    said = plural("{count} more line is not shown here.", "{count} more lines are not shown here.", left_out)
    return "\n".join(kept) + (f"\n\n**{translate(said)}**" if left_out else "")


def problems(untold: Iterable[Difference]) -> tuple[Problem, ...]:
    """The records whose history does not tell that they changed, or when they came."""
    return tuple(map(_untold, untold))


def _untold(one: Difference) -> Problem:
    record = f"{one.kind} {one.id}"
    if one.what is Kind.ADDED:
        return Problem(
            file=one.file, line=1, column=1, field="published",
            message=message("{record} is new and does not say when it was first published", record=record),
            fix=message("Run `ogp diff BASE --draft`, which writes the day"),
        )  # fmt: skip
    return Problem(
        file=one.file, line=1, column=1, field="changes",
        message=message("{record} changed and its history does not say so", record=record),
        fix=message("Run `ogp diff BASE --draft` and correct the draft, or add a note with “minor: true”"),
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


def _code(text: str) -> str:
    """`text` so that it stays between two backticks and in its cell."""
    return re.sub(r"\s+", " ", text).replace("`", "'").replace("|", "\\|")


def _cell(value: str | None) -> str:
    """`value`, which anybody may have written, as words in one cell: no markup, and nobody is called by it."""
    if value is None:
        return ""
    words = re.sub(r"\s+", " ", value)
    words = words if len(words) <= _LONGEST_VALUE else f"{words[:_LONGEST_VALUE]}…"
    return _MEANT_AS_MARKUP.sub(r"\\\1", words).replace("&", "&amp;").replace("@", "@\u2060")
