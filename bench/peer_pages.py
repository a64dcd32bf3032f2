"""The pages of the invented country as Markdown: what readers see on this project's pages, for the other generators.

Links lead to addresses of the site without a language, such as /plans/nap1/.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from country import Country, Record
from invention import LETTERS
from ogp.messages import message
from ogp.translation import Translator

SECTIONS = {"plans": "Action plans", "meetings": "Meetings", "news": "News", "organizations": "Organizations"}
SECTIONS |= {"documents": "Documents"}
HOME = ""
LABELS = "labels.json"
"""The file with what stands on every page, for generators that read it."""

ADDRESS = "https://www.ogp.gov.jo"
_LOCALES = {"ar": "ar_JO", "en": "en_GB"}
_KEPT_IN_LISTS = {"organizations.yaml": "organizations", "documents.yaml": "documents"}
_CATALOGUES = Path(__file__).parents[1] / "translations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page in one language; `above` are the pages above it, from the home page down, each with address and title."""

    address: str
    language: str
    title: str
    description: str
    updated: str
    above: tuple[tuple[str, str], ...]
    body: str
    is_list: bool = False


def pages(country: Country) -> tuple[list[Page], dict[str, dict[str, Any]]]:
    """Every page of the `country` in each language, and by language what stands on all of them."""
    found = _Records(country)
    writers = [_Writer(found, language) for language in LETTERS]
    return [page for writer in writers for page in writer.pages()], {one.language: one.labels() for one in writers}


class _Records:
    """The records by kind and id, and which of them name which."""

    def __init__(self, country: Country) -> None:
        self.by_kind: dict[str, dict[str, Record]] = {name: {} for name in (*SECTIONS, "commitments")}
        for name, content in country.files():
            kind = _KEPT_IN_LISTS.get(name, name.partition("/")[0])
            kind = "commitments" if "/commitments/" in name else kind
            for record in content if isinstance(content, list) else [content]:
                if kind in self.by_kind:
                    self.by_kind[kind][record["id"]] = record
                elif kind == "site.yaml":
                    self.site = record
        self.commitments_of: dict[str, list[str]] = {}
        self.meetings_of: dict[str, list[str]] = {}
        for id_, record in self.by_kind["commitments"].items():
            bodies = [role["organization"] for part in ("lead", "implementing", "supporting") for role in record[part]]
            for other in (id_.partition("/")[0], *bodies, record["sources"][0]["document"]):
                self.commitments_of.setdefault(other, []).append(id_)
        for id_, record in self.by_kind["meetings"].items():
            for other in (record["plan"], *record["commitments"]):
                self.meetings_of.setdefault(other, []).append(id_)


def _address(kind: str, id_: str) -> str:
    if kind == "commitments":
        return f"/plans/{id_.replace('/', '/commitments/')}/"
    return f"/{kind}/{id_}/"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


class _Writer:
    """Writes the pages in one language."""

    def __init__(self, found: _Records, language: str) -> None:
        self.found = found
        self.language = language
        self._translate = Translator(_LOCALES[language], _CATALOGUES)
        self.site_name = found.site["name"][language]
        self._prefix = "" if language == found.site["languages"][0]["code"] else f"/{language}"

    def pages(self) -> Iterator[Page]:
        """The pages, section by section."""
        yield self._list_page(HOME, self.site_name, [])
        for section, name in SECTIONS.items():
            yield self._list_page(f"{section}/", self.say(name), self._above())
            for record in self.found.by_kind[section].values():
                yield self._record(section, record)
        for record in self.found.by_kind["commitments"].values():
            yield self._record("commitments", record)

    def labels(self) -> dict[str, Any]:
        """What stands on every page."""
        own = next(one for one in self.found.site["languages"] if one["code"] == self.language)
        sections = [{"address": f"/{section}/", "title": self.say(name)} for section, name in SECTIONS.items()]
        return {
            "name": own["name"],
            "direction": own["direction"],
            "prefix": self._prefix,
            "site": self.site_name,
            "home": self.say("Home"),
            "skip": self.say("Skip to the content"),
            "path": self.say("You are here"),
            "updated": self.say("Changes"),
            "sections": sections,
        }

    def say(self, text: str) -> str:
        """A label of the interface."""
        return self._translate.sentence(message(text))

    def _above(self, section: str = "") -> list[tuple[str, str]]:
        found = [("/", self.say("Home"))]
        return [*found, (f"/{section}/", self.say(SECTIONS[section]))] if section else found

    def _list_page(self, address: str, title: str, above: list[tuple[str, str]]) -> Page:
        site = self.found.site
        return Page(
            address=address,
            language=self.language,
            title=title,
            description=site["description"][self.language],
            updated=site["launched"],
            above=tuple(above),
            body=f"{self._text(site['description'])}\n",
            is_list=True,
        )

    def _record(self, kind: str, record: Record) -> Page:
        above = self._above("plans" if kind == "commitments" else kind)
        if kind == "commitments":
            plan = record["id"].partition("/")[0]
            above.append((f"/plans/{plan}/", self.found.by_kind["plans"][plan]["short_title"][self.language]))
        parts = {
            "plans": self._plan, "commitments": self._commitment, "meetings": self._meeting, "news": self._news,
            "organizations": self._organization, "documents": self._document,
        }[kind]  # fmt: skip
        address = _address(kind, record["id"])
        title = self._name(kind, record)
        body = [*parts(record), *self._foot(address, title, record)]
        return Page(
            address=address.lstrip("/"),
            language=self.language,
            title=title,
            description=record.get("summary", record.get("description", record.get("title")))[self.language],
            updated=record["updated"],
            above=tuple(above),
            body="\n\n".join(body) + "\n",
            is_list=kind == "plans",
        )

    def _name(self, kind: str, record: Record) -> str:
        return str(record["name" if kind == "organizations" else "title"][self.language])

    def _text(self, text: Record) -> str:
        """A text, below it the original where it is our translation."""
        own = text[self.language]
        if self.language in text["original"]:
            return str(own)
        original = text[text["original"][0]].replace("\n\n", " ")
        return f"{own} *({self.say('Unofficial translation')}; {self.say('Original text')}: {original})*"

    def _link(self, kind: str, id_: str) -> str:
        return f"[{self._name(kind, self.found.by_kind[kind][id_])}]({_address(kind, id_)})"

    def _links(self, kind: str, ids: Iterable[str]) -> str:
        return "; ".join(self._link(kind, id_) for id_ in ids)

    def _list(self, kind: str, ids: Iterable[str]) -> str:
        return "\n".join(f"- {self._link(kind, id_)}" for id_ in ids)

    def _facts(self, *facts: tuple[str, str]) -> str:
        return _table((self.say("Field"), self.say("Value")), ((self.say(name), value) for name, value in facts))

    def _heading(self, name: str, *parts: str, level: int = 2) -> list[str]:
        return [f"{'#' * level} {self.say(name)}", *parts]

    def _plan(self, record: Record) -> Iterator[str]:
        yield self._text(record["summary"])
        yield self._facts(("Start", record["period"]["start"]), ("End", record["period"]["end"]))
        yield from self._heading("How the plan was made", self._text(record["preparation_text"]["text"]))
        yield "\n".join(f"{stage['number']}. {self._text(stage['title'])}" for stage in record["preparation"])
        events = ((event["date"], self._text(event["title"])) for event in record["events"])
        yield from self._heading("Timeline", _table((self.say("Date"), self.say("Description")), events))
        yield from self._heading("Meetings", self._list("meetings", self.found.meetings_of.get(record["id"], ())))

    def _commitment(self, record: Record) -> Iterator[str]:
        yield self._text(record["summary"])
        roles = (("Lead", "lead"), ("Implementing organizations", "implementing"))
        roles = (*roles, ("Supporting organizations", "supporting"))
        yield self._facts(
            ("Plan", self._link("plans", record["id"].partition("/")[0])),
            ("Period", f"{record['period']['start']} – {record['period']['end']}"),
            *(
                (label, self._links("organizations", [role["organization"] for role in record[name]]))
                for label, name in roles
            ),
            ("Policy areas", "; ".join(area[self.language] for area in record["policy_areas"])),
            ("State", self.say(record["progress"][-1]["status"].capitalize())),
        )
        milestones = (
            (str(one["number"]), self._text(one["title"]), one["due"]["original"], self._moved(one["due"]))
            for one in record["milestones"]
        )
        heads = (self.say("Milestone"), self.say("Description"), self.say("Due date"), self.say("Changes"))
        yield from self._heading("Milestones", _table(heads, milestones))
        for one in record["milestones"]:
            yield from self._milestone(record, one)
        yield from self._heading("Progress")
        for report in record["progress"]:
            yield from self._progress(report)
        values = ((self.say(own["field"].capitalize()), self.say(own["value"].capitalize())) for own in record["irm"])
        yield from self._heading(
            "Independent Reporting Mechanism", _table((self.say("Assessed"), self.say("Value")), values)
        )
        yield from self._heading("Related", self._list("meetings", self.found.meetings_of.get(record["id"], ())))
        yield self._list("documents", record["documents"])

    def _moved(self, due: Record) -> str:
        return "; ".join(f"{one['due']}: {self._text(one['reason'])}" for one in due.get("revised", ()))

    def _milestone(self, record: Record, one: Record) -> Iterator[str]:
        yield f"### {self.say('Milestone')} {one['number']}"
        activities = (
            (str(own["number"]), self._text(own["text"]), f"{own['time_frame']['amount']} {self.say('Months')}")
            for own in one["activities"]
        )
        yield _table((self.say("Item"), self.say("Activity"), self.say("Time frame")), activities)
        for name, label in (
            ("recommendations", "What people recommended"),
            ("indicators", "Indicators that people proposed"),
        ):
            for own in record.get(name, ()):
                if own["milestone"] == one["number"]:
                    yield from self._heading(label, level=4)
                    yield f"{own['number']}. {self._text(own['text'])} ({self._link('meetings', own['meeting'])})"

    def _progress(self, report: Record) -> Iterator[str]:
        status = self.say(report["status"].capitalize())
        yield f"### {self.say('Progress report')}: {report['start']} – {report['end']}"
        yield f"**{status}**"
        yield self._text(report["text"])
        if "challenges" in report:
            yield from self._heading("Challenges", self._text(report["challenges"]), level=4)
        shown = (
            f"- {self._text(own['text'])} {self._link('documents', own['document'])}" for own in report["evidence"]
        )
        yield from self._heading("Evidence", "\n".join(shown), level=4)

    def _meeting(self, record: Record) -> Iterator[str]:
        yield self._text(record["summary"])
        attendance = record["attendance"]
        yield self._facts(
            ("Date", record["date"]),
            ("Time", f"{record['start']}–{record['end']}"),
            ("Place", self._text(record["venue"])),
            ("Organizers", self._links("organizations", record["organizers"])),
            ("Plan", self._link("plans", record["plan"])),
            ("Attendance", f"{attendance['women']} + {attendance['men']} = {attendance['total']}"),
        )
        agenda = ((f"{own['start']}–{own['end']}", self._text(own["title"])) for own in record["agenda"])
        yield from self._heading("Agenda", _table((self.say("Time"), self.say("Item")), agenda))
        yield from self._heading("Topics discussed")
        for own in record["topics"]:
            yield f"### {self._text(own['title'])}"
            yield self._text(own["text"])
        for own in record["discussions"]:
            yield f"### {self._link('commitments', own['commitment'])}"
            yield self._text(own["text"])
        decisions = "\n".join(f"{own['number']}. {self._text(own['text'])}" for own in record["decisions"])
        yield from self._heading("Decisions", decisions)

    def _news(self, record: Record) -> Iterator[str]:
        yield f"{record['date']} · {self._text(record['summary'])}"
        yield self._text(record["body"])
        related = record["related"]
        lists = (self._list(kind, related[kind]) for kind in ("plans", "commitments", "documents") if kind in related)
        yield from self._heading("Related", *lists)

    def _organization(self, record: Record) -> Iterator[str]:
        yield self._text(record["description"])
        yield self._facts(("Website", f"<{record['url']}>"), ("Kind", self.say(record["type"].capitalize())))
        yield from self._heading(
            "Commitments", self._list("commitments", self.found.commitments_of.get(record["id"], ()))
        )

    def _document(self, record: Record) -> Iterator[str]:
        yield self._text(record["description"])
        yield self._facts(("Address", f"<{record['url']}>"), ("Kind", self.say(record["type"].capitalize())))
        resting = self._list("commitments", self.found.commitments_of.get(record["id"], ()))
        yield from self._heading("Records that rest on it", resting)

    def _foot(self, address: str, title: str, record: Record) -> Iterator[str]:
        """Sources and history of the record, how to cite its page, and the code that shows it on another website."""
        yield from self._heading("Sources and history")
        for own in record.get("sources", ()):
            yield f"- {self._link('documents', own['document'])}, {own['at']}"
        changes: list[Any] = record.get("changes", [])
        for own in changes:
            yield f"- {own['date']}: {self._text(own['text'])}"
            fields = ((field["field"], field["before"], field["after"]) for field in own["fields"])
            yield _table((self.say("Field"), self.say("Before"), self.say("After")), fields)
        url = f"{ADDRESS}{self._prefix}{address}"
        day = record["updated"]
        yield from self._heading("Cite this page", f"“{title}”. {self.site_name}. {day}. <{url}>")
        code = {"id": record["id"], "type": "webpage", "title": title, "container-title": self.site_name, "URL": url}
        yield f"```\n@online{{{record['id']},\n  title = {{{title}}},\n  date = {{{day}}},\n  url = {{{url}}}\n}}\n```"
        yield f"```\n{json.dumps(code, ensure_ascii=False, indent=2)}\n```"
        yield from self._heading("Show this on another website")
        yield f'```\n<iframe src="{url}" title="{title}" width="100%" height="560" loading="lazy"></iframe>\n```'
