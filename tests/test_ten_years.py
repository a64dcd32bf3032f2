"""Ten years of a country's site: records come, are renamed, split and retired, plans close. The check refuses each such change as
long as it would lose an address, and in the end every address and anchor that any version had still leads where it should."""

import http.client
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import pytest
import yaml
from bs4 import BeautifulSoup

from built import PROJECT, ogp
from ogp.exports import promises
from ogp.exports.affected import Edition, effect
from ogp.problems import report
from ogp.site.addresses import address_of, prefix, short_addresses
from ogp.site.open_data import api_path
from ogp.site.survey import survey
from ogp.site.table_shapes import ROOTS
from ogp.translation import Translator
from served import served, served_plainly
from small import small_project

FIRST = 2012
BUILT = (0, 19)
"""Half-years whose site is built, for the addresses that no list knows."""

NOT_FOR_READERS = ("/_", "/assets/", "/pagefind/", "/admin/")
"""Of servers, and what pages load: the names of these files change with their content, and nobody writes them down."""

COMPRESSED = (".gz", ".br")
"""Endings of copies that only servers look for."""

ENGLISH = Translator("en_GB", PROJECT / "translations")
TEXT = {"original": ["ar", "en"], "ar": "نص", "en": "Text"}
Stage = Callable[[], None]


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _written(values: Any) -> str:
    return str(yaml.dump(values, Dumper=_Plain, allow_unicode=True, sort_keys=False))


class Country:
    """The project, what each of its versions published, and where the pages of
    records lead that were given up."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.data = project / "data"
        self.ever: set[str] = set()
        self.gone: dict[str, str] = {}
        self.before: Edition | None = None

    def change(self, file: str, change: Callable[[Any], Any]) -> None:
        """Writes what `change` makes of the content of `file`."""
        path = self.data / file
        values = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        made = change(values)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_written(values if made is None else made), encoding="utf-8")

    def add(self, like: str, file: str, left_out: Iterable[str] = (), **values: Any) -> None:
        """A new record like that in the file `like`."""
        shutil.copyfile(self.data / like, self.data / "new.yaml")
        (self.data / file).parent.mkdir(parents=True, exist_ok=True)
        (self.data / "new.yaml").rename(self.data / file)
        self.change(file, lambda old: {k: v for k, v in old.items() if k not in left_out} | values)

    def rename(self, old: str, new: str, old_file: str | None = None, new_file: str | None = None) -> None:
        """Gives a record another id, wherever that is named."""
        if old_file and new_file:
            (self.data / old_file).rename(self.data / new_file)
        for path in self.data.rglob("*.yaml"):
            if path.name not in ("redirects.yaml", "site.yaml"):
                text = path.read_text(encoding="utf-8")
                path.write_text(re.sub(rf"(?<![\w/-]){re.escape(old)}(?![\w/-])", new, text), encoding="utf-8")

    def redirect(self, *pairs: tuple[str, str], match: str = "exact") -> Stage:
        """Leads each old address on."""

        def stage() -> None:
            own = [{"old": old, "to": to, "match": match, "reason": TEXT} for old, to in pairs]
            self.change("redirects.yaml", lambda old: own + old)

        return stage

    def lead_on(self, old: str, to: str) -> Stage:
        """Corrects the redirects that lead to a page which has moved on."""

        def stage() -> None:
            def follow(redirects: Any) -> None:
                for own in redirects:
                    own["to"] = re.sub(rf"^{re.escape(old)}(?=#|$)", to, own["to"])

            self.change("redirects.yaml", follow)

        return stage

    def refusals(self) -> list[str]:
        """What the check says against the project as it is."""
        found = survey(self.project)
        if found.problems or not found.register:
            return report(found.problems, ENGLISH).splitlines()
        printed = promises.printed_anchors(self.project, found)
        broken = promises.broken(self.project, found, printed)
        anchors = promises.all_anchors(self.project, found, printed)
        now = Edition(found, {}, anchors, promises.current(self.project, found, printed))
        lost = effect(self.before, now).lost if self.before else ()
        self._now = now
        return report((*broken, *lost), ENGLISH).splitlines()

    def publish(self, *, listed: bool) -> None:
        """Notes what the version published, and writes its new addresses into the list, unless that is forgotten."""
        now = self._now
        assert now.found.register
        register = now.found.register
        fresh = tuple(sorted(now.addresses - register.published.keys()))
        for language in register.site.languages:
            before = f"/{prefix(register.site, language.code)}"
            pages = [one for one in now.addresses if one.partition("#")[0].endswith("/")]
            pages += [f"{one}card.png" for one in pages if "#" not in one and "embed/" not in one]
            pages += [
                one
                for one in now.addresses
                if one.endswith(("feed.xml", "calendar.ics", ".pdf", ".docx", "oembed.json"))
            ]
            shorts = [f"/{short}" for short in short_addresses(register)]
            shorts += [f"/{s}#{a}" for s, page in short_addresses(register).items() for a in now.anchors[page]]
            self.ever |= {before + one.removeprefix("/") for one in (*pages, *shorts)}
        self.ever |= {one for one in now.addresses if not one.partition("#")[0].endswith("/")}
        self.ever |= {
            f"/{api_path(name, record.id)}"
            for name, type_ in ROOTS.items()
            for record in register.records()
            if isinstance(record, type_)
        }
        self.ever |= {redirect.old for redirect in register.redirects if not redirect.anchor}
        assert all(address_of(record) in now.anchors for record in register.records())
        if listed:
            promises.write(self.project, now.found, fresh)
        self.before = now

    def build(self) -> Path:
        """Builds the version, and notes the addresses of its files."""
        done = ogp("build", project=self.project)
        assert done.returncode == 0, done.stdout + done.stderr
        site = self.project / "site"
        for path in site.rglob("*"):
            address = f"/{path.relative_to(site).as_posix()}"
            if path.is_file() and not address.startswith(NOT_FOR_READERS) and path.suffix not in COMPRESSED:
                self.ever.add(address.removesuffix("index.html"))
        return site


def _half_year(country: Country, number: int) -> None:
    """What every half-year brings: a commitment, a news post and a meeting; every second one also records of other kinds."""
    year, month = FIRST + number // 2, 1 + 6 * (number % 2)
    day = f"{year}-{month:02d}-15"
    plan = "nap1" if number < 9 else "nap2"
    common = {"updated": day, "published": day}
    _first(country, day, plan=plan, **common)
    if number % 2:
        _second(country, number, day, plan=plan, **common)
    milestones = [{"number": one, "title": TEXT} for one in (1, 2, 3)]
    kept = {"lead", "title", "short_title", "summary", "sources"}
    like = country.data / "plans/nap1/commitments/1.yaml"
    left = set(yaml.load(like.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)) - kept
    country.add(
        "plans/nap1/commitments/1.yaml", f"plans/{plan}/commitments/{_number(number)}.yaml", left,
        id=f"{plan}/{_number(number)}", number=_number(number), milestones=milestones, **common,
    )  # fmt: skip


def _first(country: Country, day: str, *, plan: str, **common: str) -> None:
    """A news post and a meeting."""
    country.add("news/2011-04-01-call.yaml", f"news/{day}-post.yaml", ["related"], id=f"{day}-post", date=day, **common)
    country.add(
        "meetings/2011-05-20-workshop.yaml", f"meetings/{day}-forum.yaml", ["refresh", "commitments"],
        id=f"{day}-forum", date=day, plan=plan, type="forum-meeting",
        decisions=[{"number": 1, "text": TEXT}, {"number": 2, "text": TEXT}], **common,
    )  # fmt: skip


def _second(country: Country, number: int, day: str, *, plan: str, **common: str) -> None:
    """A consultation, an organization and a document."""
    country.add(
        "consultations/2011-refresh.yaml", f"consultations/{day[:7]}.yaml", ["refresh", "received", "discussed_at"],
        id=day[:7], opens=f"{day[:7]}-02", closes=f"{day[:7]}-16", plan=plan, **common,
    )  # fmt: skip
    own = {"id": f"office-{number}", "name": TEXT, "type": "unit", "sources": [{"document": "report"}], **common}
    country.change("organizations.yaml", lambda old: [*old, own])
    paper = {"id": f"paper-{number}", "title": TEXT, "description": TEXT, "type": "report", "languages": ["en"]}
    paper |= {"url": f"https://example.org/{number}", **common}
    country.change("documents.yaml", lambda old: [*old, paper])


def _number(half_year: int) -> int:
    """The number of the commitment that comes then: the first plan had one before, and 9 is what 4 became."""
    if half_year >= 9:
        return half_year - 8
    return half_year + (2 if half_year < 7 else 3)


def _edits(country: Country) -> Iterator[tuple[int, list[Stage]]]:
    """By the number of the half-year, changes that would lose addresses: after each stage but the last the check refuses."""
    c = country

    def renamed(number: int, kind: str, old: str, new: str, *, to_file: bool = True) -> tuple[int, list[Stage]]:
        files = (f"{kind}/{old}.yaml", f"{kind}/{new}.yaml") if to_file else (None, None)
        return number, [
            lambda: c.rename(old, new, *files),
            c.redirect((f"/{kind}/{old}/", f"/{kind}/{new}/")),
        ]

    def retired(number: int, file: str, page: str, to: str, *others: tuple[str, str]) -> tuple[int, list[Stage]]:
        def stage() -> None:
            (c.data / file).unlink()
            c.gone |= {old: new for old, new in ((page, to), *others) if "#" not in old}

        return number, [stage, c.redirect((page, to), *others)]

    def without(kind: str, id_: str) -> Stage:
        def stage() -> None:
            c.change(f"{kind}.yaml", lambda old: [one for one in old if one["id"] != id_])
            c.gone[f"/{kind}/{id_}/"] = f"/{kind}/"

        return stage

    def only(file: str, field: str, *numbers: Any, key: str = "number") -> Stage:
        def keep(old: Any) -> None:
            old[field] = [one for one in old[field] if one[key] not in numbers]

        return lambda: c.change(file, keep)

    def not_published(plan: str, *numbers: int) -> Stage:
        return lambda: c.change(f"plans/{plan}/plan.yaml", lambda old: old | {"commitments_not_published": [*numbers]})

    commitments, compared = "/plans/nap1/commitments", "/plans/nap1/refresh/before-after/"
    yield renamed(1, "news", "2012-01-15-post", "2012-01-15-launch")
    yield renamed(2, "meetings", "2012-01-15-forum", "2012-01-15-session")
    yield renamed(3, "organizations", "office-1", "bureau-1", to_file=False)
    yield renamed(4, "documents", "paper-1", "essay-1", to_file=False)
    yield renamed(5, "consultations", "2012-07", "2012-second")
    # A milestone is given up.
    yield (
        5,
        [
            only("plans/nap1/commitments/3.yaml", "milestones", 3),
            c.redirect((f"{commitments}/3/#milestone-3", f"{commitments}/3/#milestone-2")),
        ],
    )
    # A commitment gets another number, and one of its milestones goes to another commitment on this occasion.
    yield (
        6,
        [
            lambda: c.rename("nap1/4", "nap1/9", "plans/nap1/commitments/4.yaml", "plans/nap1/commitments/9.yaml"),
            lambda: c.change("plans/nap1/commitments/9.yaml", lambda old: old | {"number": 9}),
            not_published("nap1", 4),
            only("plans/nap1/commitments/9.yaml", "milestones", 3),
            c.redirect(
                (f"{commitments}/4/", f"{commitments}/9/"), (f"{compared}#commitment-4", f"{compared}#commitment-9")
            ),
            c.redirect((f"{commitments}/4/#milestone-3", f"{commitments}/5/#milestone-1")),
        ],
    )
    # What was renamed is renamed again: the first redirect has to follow.
    yield (
        7,
        [
            lambda: c.rename(
                "2012-01-15-launch", "2012-01-15-start", "news/2012-01-15-launch.yaml", "news/2012-01-15-start.yaml"
            ),
            c.redirect(("/news/2012-01-15-launch/", "/news/2012-01-15-start/")),
            c.lead_on("/news/2012-01-15-launch/", "/news/2012-01-15-start/"),
        ],
    )
    # A redirect is deleted, and comes back.
    yield (
        8,
        [
            lambda: c.change(
                "redirects.yaml", lambda old: [one for one in old if one["old"] != "/meetings/2012-01-15-forum/"]
            ),
            c.redirect(("/meetings/2012-01-15-forum/", "/meetings/2012-01-15-session/")),
        ],
    )
    yield (
        8,
        [
            only("plans/nap1/refresh.yaml", "activities", "a02", key="id"),
            c.redirect(
                ("/plans/nap1/refresh/activities/#a02", "/plans/nap1/refresh/activities/#a01"),
                (f"{commitments}/1/#change-a02", f"{commitments}/1/#change-a01"),
            ),
        ],
    )
    # One plan is closed and the next one begins; that is no loss.
    yield (
        9,
        [
            lambda: c.change(
                "plans/nap1/plan.yaml", lambda old: old | {"period": {"start": "2010-01-01", "end": "2015-12-31"}}
            )
        ],
    )
    yield retired(10, "news/2013-01-15-post.yaml", "/news/2013-01-15-post/", "/news/")
    yield retired(
        11,
        "meetings/2013-01-15-forum.yaml",
        "/meetings/2013-01-15-forum/",
        "/meetings/",
    )
    yield retired(12, "consultations/2013-07.yaml", "/consultations/2013-07/", "/consultations/")
    yield (
        13,
        [without("documents", "paper-3"), c.redirect(("/documents/paper-3/", "/documents/"))],
    )
    yield (
        13,
        [
            without("organizations", "office-3"),
            c.redirect(("/organizations/office-3/", "/organizations/")),
        ],
    )
    when, given_up = retired(
        14, "plans/nap1/commitments/6.yaml", f"{commitments}/6/", f"{commitments}/5/#milestone-2",
        (f"{compared}#commitment-6", f"{compared}#commitment-5"),
    )  # fmt: skip
    yield when, [given_up[0], not_published("nap1", 4, 6), given_up[1]]
    # The agenda of a meeting is taken back: its file leads to the meeting.
    yield (
        15,
        [
            lambda: c.change(
                "meetings/2014-01-15-forum.yaml", lambda old: {k: v for k, v in old.items() if k != "agenda"}
            ),
            c.redirect(
                *(
                    (f"/meetings/2014-01-15-forum/{one}", "/meetings/2014-01-15-forum/")
                    for one in ("#agenda", "#agenda-1", "#agenda-2", "agenda.pdf")
                )
            ),
        ],
    )
    # Two commitments of the new plan become one: what each told stands in the other.
    yield (
        16,
        [
            (c.data / "plans/nap2/commitments/4.yaml").unlink,
            not_published("nap2", 4),
            only("plans/nap2/commitments/5.yaml", "milestones", 3),
            c.redirect(("/plans/nap2/commitments/4/", "/plans/nap2/commitments/5/")),
            c.redirect(
                ("/plans/nap2/commitments/4/#milestone-3", "/plans/nap2/commitments/5/#milestone-1"),
                ("/plans/nap2/commitments/5/#milestone-3", "/plans/nap2/commitments/5/#milestone-1"),
            ),
        ],
    )


def _next_plan(country: Country) -> None:
    country.add(
        "plans/nap1/plan.yaml", "plans/nap2/plan.yaml", ["events", "commitments_not_published"],
        id="nap2", number=2, documents=["report"],
        period={"start": "2016-01-01", "end": "2017-12-31"}, updated="2015-12-01", published="2015-12-01",
    )  # fmt: skip


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Country:
    """The country after ten years."""
    country = Country(small_project(tmp_path_factory.mktemp("country") / "project", decade="201"))
    edits = list(_edits(country))
    for number in range(20):
        if number == 9:
            _next_plan(country)
        _half_year(country, number)
        for stages in [own for when, own in edits if when == number]:
            for stage in stages[:-1]:
                stage()
                assert country.refusals() != [], (number, stages.index(stage))
            stages[-1]()
        assert country.refusals() == [], number
        # Who forgets the list is not to lose anything by it.
        country.publish(listed=number % 3 != 1)
        if number in BUILT:
            country.build()
    return country


class Browser:
    """Follows addresses as a browser does: what the server answers, and pages that lead on by script."""

    def __init__(self, server: str) -> None:
        self._connection = http.client.HTTPConnection(server.removeprefix("http://"), timeout=20)
        self._answers: dict[str, tuple[int, str | None, str]] = {}

    def follow(self, address: str) -> tuple[int, str, bool]:
        """The status of the place to which `address` leads in the end, its path, and whether its anchor is there."""
        path, _, anchor = address.partition("#")
        for _ in range(8):
            status, location, text = self._ask(path)
            if location is None and 'http-equiv="refresh"' in text:
                page = BeautifulSoup(text, "lxml")
                item = page.find(id=anchor) if anchor else None
                link = page.select_one(f"[id='{anchor}'] a") if item else page.select_one("a[rel=next]")
                assert link
                location = urljoin(path, str(link["href"]))
            if location is None:
                return status, path, not anchor or f' id="{anchor}"' in text
            path, hash_, named = location.partition("#")
            anchor = named if hash_ else anchor
        raise AssertionError(f"{address} goes round in circles")

    def _ask(self, path: str) -> tuple[int, str | None, str]:
        if path not in self._answers:
            self._connection.request("GET", quote(path))
            answer = self._connection.getresponse()
            content = answer.read()
            is_page = str(answer.getheader("Content-Type")).startswith("text/html")
            self._answers[path] = (answer.status, answer.getheader("Location"), content.decode() if is_page else "")
        return self._answers[path]


def _record_of(address: str) -> str:
    """The page, in the default language, to which an address belongs that may be a short one or that of its embed."""
    page = re.sub(r"^/en/", "/", address.partition("#")[0])
    return re.sub(r"^/c/(nap\d)-(\d+)/", r"/plans/\1/commitments/\2/", page)


def test_every_address_ever_published_still_leads_there(country: Country) -> None:
    assert len(country.ever) > 2000
    lost = []
    with served(country.project / "site") as server:
        browser = Browser(server)
        for address in sorted(country.ever):
            status, path, there = browser.follow(address)
            # What a record told that was given up is told, as a whole, by what its redirect names.
            given_up = country.gone.get(_record_of(address)) == _record_of(path)
            if status != 200 or not (there or given_up):
                lost.append((address, status, path))
    assert lost == []


def test_no_rule_of_a_server_is_needed(country: Country) -> None:
    """A host that only serves files leads on too, but for what stood beside a page that was given up."""
    pages = [one for one in country.ever if "#" not in one and not one.startswith("/Old")]
    with served_plainly(country.project / "site") as server:
        browser = Browser(server)
        lost = {one for one in pages if browser.follow(one)[0] != 200}
    assert {one for one in lost if f"{_record_of(one).rpartition('/')[0]}/" not in country.gone} == set()
    assert all("." in one.rpartition("/")[2] for one in lost)
