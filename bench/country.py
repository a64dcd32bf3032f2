"""The records of an invented country, as many as are asked for: plans, commitments, meetings, news and what they name."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from invention import LETTERS, Author

OF_A_PLAN = 12
"""Commitments of one plan."""

ORGANIZATIONS = 60
FIRST_DAY = date(2012, 1, 1)
LAUNCHED = date(2025, 1, 1)
Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How many records of each kind; without a number, as many as belong to so many commitments."""

    commitments: int
    plans: int = 0
    milestones: int = 6
    meetings: int = -1
    news: int = -1

    def filled(self) -> "Sizes":
        """The same with every number."""
        return replace(
            self,
            plans=self.plans or -(-self.commitments // OF_A_PLAN),
            meetings=max(1, self.commitments // 10) if self.meetings < 0 else self.meetings,
            news=max(1, self.commitments // 10) if self.news < 0 else self.news,
        )


class Country:
    """The records of the country, kind by kind."""

    def __init__(self, sizes: Sizes, seed: int) -> None:
        self.sizes = sizes.filled()
        self.chance = random.Random(seed)
        self.authors = {code: Author(code, seed, 4 * sizes.commitments + 100) for code in LETTERS}
        self.plans = range(1, self.sizes.plans + 1)
        numbers = [(plan, index) for index in range(self.sizes.commitments) for plan in self.plans]
        self.commitments = [f"nap{plan}/{index + 1}" for plan, index in sorted(numbers[: self.sizes.commitments])]
        self.of_plan: dict[str, list[str]] = {}
        for id_ in self.commitments:
            self.of_plan.setdefault(id_.partition("/")[0], []).append(id_)
        self.meetings: dict[str, list[str]] = {}
        for number in range(1, self.sizes.meetings + 1):
            plan = f"nap{self.plans[number % len(self.plans)]}"
            self.meetings.setdefault(plan, []).append(f"{self._day_in(plan)}-meeting-{number}")

    def files(self) -> Iterator[tuple[str, Any]]:
        """Each file below data/ with the content of its record or records."""
        yield "site.yaml", self._site()
        yield "organizations.yaml", list(self._organizations())
        yield "documents.yaml", list(self._documents())
        reason = self._text(lambda author: author.sentence())
        yield "redirects.yaml", [{"old": "/Old/News", "to": "/news/", "reason": reason}]
        for plan in self.plans:
            yield f"plans/nap{plan}/plan.yaml", self._plan(plan)
        for id_ in self.commitments:
            yield f"plans/{id_.replace('/', '/commitments/')}.yaml", self._commitment(id_)
        for plan, ids in self.meetings.items():
            for id_ in ids:
                yield f"meetings/{id_}.yaml", self._meeting(plan, id_)
        for number in range(1, self.sizes.news + 1):
            news = self._news(number)
            yield f"news/{news['id']}.yaml", news

    def _text(self, write: Callable[[Author], str]) -> Record:
        """What `write` writes in each language; a translation, the official text in both, or the site's own."""
        original = self.chance.choice([["ar"], ["ar"], ["ar", "en"]])
        return {"original": original, **{code: write(author) for code, author in self.authors.items()}}

    def _title(self, least: int = 5, most: int = 10) -> Record:
        return self._text(lambda author: author.phrase(least, most))

    def _sentence(self, least: int = 8, most: int = 24) -> Record:
        return self._text(lambda author: author.sentence(least, most))

    def _prose(self, length: int, *links: str) -> Record:
        """Paragraphs, the last of which ends with `links`."""

        def write(author: Author) -> str:
            return " ".join([author.prose(length), *(f"[{author.phrase(2, 4)}]({link})" for link in links)])

        return self._text(write)

    def _bodies(self, count: int) -> list[Record]:
        """So many organizations in a role."""
        numbers = self.chance.sample(range(1, ORGANIZATIONS + 1), count)
        return [{"organization": f"organization-{number}"} for number in numbers]

    def _period(self, plan: str) -> tuple[date, date]:
        start = FIRST_DAY + timedelta(days=365 * (int(plan.removeprefix("nap")) % 11))
        return start, start + timedelta(days=1000)

    def _day_in(self, plan: str, part: float | None = None) -> date:
        """A day of the plan's period; at `part` of it, if that is said."""
        start, end = self._period(plan)
        return start + (end - start) * (self.chance.random() if part is None else part)

    def _head(self, id_: str, plan: str | None, place: str) -> Record:
        """What every record has: id, days, sources, and in half of all cases the note on a change."""
        updated = LAUNCHED + timedelta(days=self.chance.randint(100, 600))
        head: Record = {"id": id_, "updated": str(updated), "sources": self._sources(plan, place)}
        if self.chance.random() < 0.5:
            before, after = (self.authors["en"].phrase(4, 8) for _ in range(2))
            changed = {"field": "title.en", "before": before, "after": after}
            head["changes"] = [{"date": str(updated), "text": self._sentence(), "fields": [changed]}]
        return head

    def _sources(self, plan: str | None, place: str) -> list[Record]:
        return [{"document": f"{plan}-report" if plan else "standards", "at": place}]

    def _site(self) -> Record:
        languages = [
            {"code": "ar", "name": "العربية", "locale": "ar_JO", "direction": "rtl"},
            {"code": "en", "name": "English", "locale": "en_GB", "direction": "ltr"},
        ]
        return {
            "languages": languages,
            "name": _own("الحكومة المنفتحة في أرض المثال", "Open government in Exampleland"),
            "description": self._sentence(),
            "country": _own("أرض المثال", "Exampleland"),
            "publisher": "organization-1",
            "unit": "organization-2",
            "forum": "organization-3",
            "contact_email": "unit@example.org",
            # The search for telephone numbers costs as much as on the real site.
            "personal_data": {"country": "JO", "person_numbers": ["9#########"]},
            "standards": {"document": "standards"},
            "sources": self._sources(None, "header"),
            "launched": str(LAUNCHED),
        }

    def _organizations(self) -> Iterator[Record]:
        kinds = ("ministry", "unit", "forum", "department", "commission", "civil-society", "international")
        for number in range(1, ORGANIZATIONS + 1):
            yield self._head(f"organization-{number}", None, "agencies") | {
                "name": self._title(2, 5),
                "type": kinds[(number - 1) % len(kinds)],
                "description": self._sentence(),
                "url": f"https://organization-{number}.example.org/",
                **({"parent": "organization-1"} if number % 7 == 2 else {}),
            }

    def _documents(self) -> Iterator[Record]:
        common = {"description": self._sentence(), "type": "standard", "languages": ["en"]}
        url = {"url": "https://example.org/standards"}
        yield {"id": "standards", "updated": str(LAUNCHED), "title": self._title(), **common, **url}
        for number in self.plans:
            plan = f"nap{number}"
            yield {
                "id": f"{plan}-report",
                "updated": str(LAUNCHED),
                "title": self._title(4, 8),
                "description": self._sentence(),
                "type": "report",
                "date": str(self._day_in(plan)),
                "languages": ["ar"],
                "publisher": "organization-2",
                "url": f"https://example.org/reports/{number}",
                "plan": plan,
            }

    def _plan(self, number: int) -> Record:
        plan = f"nap{number}"
        start, end = self._period(plan)
        meetings = [{"meeting": id_} for id_ in self.meetings.get(plan, ())]
        return self._head(plan, plan, "introduction") | {
            "number": number,
            "title": self._title(),
            "short_title": self._title(3, 4),
            "summary": self._sentence(),
            "stage": "adopted",
            "period": {"start": str(start), "end": str(end)},
            "preparation": [{"number": step, "title": self._title(3, 6)} for step in range(1, 6)],
            "preparation_text": {"text": self._prose(600)},
            "events": [
                {"date": str(self._day_in(plan, place / 10)), "title": self._sentence(6, 14), **extra}
                for place, extra in enumerate([{}, *meetings[:4], {"approval": True}])
            ],
            "documents": [f"{plan}-report"],
        }

    def _commitment(self, id_: str) -> Record:
        """Six milestones with ten activities, and some 1,500 characters in long texts with two links."""
        plan, _, number = id_.partition("/")
        milestones = list(range(1, self.sizes.milestones + 1))
        start, end = self._period(plan)
        bodies = self._bodies(4)
        found = self._head(id_, plan, f"commitment {number}") | {
            "number": int(number),
            "title": self._title(8, 14),
            "short_title": self._title(3, 6),
            "summary": self._sentence(20, 28),
            "period": {"start": str(start), "end": str(end)},
            "lead": bodies[:1],
            "implementing": bodies[1:3],
            "supporting": bodies[3:],
            "policy_areas": [self._title(2, 3), self._title(2, 3)],
            "milestones": [self._milestone(plan, milestone) for milestone in milestones],
            "progress": list(self._progress(id_)),
            "irm": [
                {"field": "verifiable", "value": "yes"},
                {"field": "ambition", "value": self.chance.choice(["low", "modest", "moderate", "high"])},
                {"field": "completion", "value": "pending-irm-review"},
            ],
            "documents": ["standards"],
        }
        for name in ("recommendations", "indicators") if plan in self.meetings else ():
            found[name] = [
                {"number": 1, "milestone": milestone, "text": self._sentence(), "meeting": self._meeting_of(plan)}
                for milestone in milestones[:3]
            ]
        return found

    def _meeting_of(self, plan: str) -> str:
        return self.chance.choice(self.meetings[plan])

    def _milestone(self, plan: str, number: int) -> Record:
        due: Record = {"original": str(self._day_in(plan, number / 8))}
        if number % 3 == 0:
            due["revised"] = [{"due": str(self._day_in(plan, (number + 1) / 8)), "reason": self._sentence(6, 10)}]
        activities = range(1, 3 if number % 3 else 2)
        return {
            "number": number,
            "title": self._title(4, 9),
            "due": due,
            "activities": [
                {"number": activity, "text": self._sentence(6, 12), "time_frame": {"amount": 3, "unit": "months"}}
                for activity in activities
            ],
        }

    def _progress(self, id_: str) -> Iterator[Record]:
        plan = id_.partition("/")[0]
        other = self.chance.choice(self.of_plan[plan])
        links = (f"https://example.org/{id_}", f"/plans/{other.replace('/', '/commitments/')}/")
        days = [self._day_in(plan, part) for part in (0.1, 0.4, 0.41, 0.7)]
        last = self.chance.choice(["limited", "substantial", "complete"])
        for (start, end), status, link in zip((days[:2], days[2:]), ("limited", last), links, strict=True):
            yield {
                "start": str(start),
                "end": str(end),
                "status": status,
                "text": self._prose(500, link),
                "evidence": [{"text": self._sentence(6, 12), "document": f"{plan}-report"}],
                **({"challenges": self._prose(150)} if status == "limited" else {}),
            }

    def _meeting(self, plan: str, id_: str) -> Record:
        women, men = self.chance.randint(5, 40), self.chance.randint(5, 40)
        own = self.of_plan.get(plan, [])
        commitments = sorted(self.chance.sample(own, min(3, len(own))))
        return self._head(id_, plan, "attendance") | {
            "type": self.chance.choice(["forum-meeting", "workshop", "review", "online-meeting"]),
            "title": self._title(),
            "summary": self._sentence(),
            "date": id_[:10],
            "start": "09:00",
            "end": "13:00",
            "venue": self._title(2, 4),
            "organizers": ["organization-2"],
            "plan": plan,
            "commitments": commitments,
            "agenda": [
                {"number": item, "title": self._title(3, 8), "start": f"{8 + item:02}:00", "end": f"{9 + item:02}:00"}
                for item in range(1, 5)
            ],
            "attendance": {"total": women + men, "women": women, "men": men},
            "topics": [{"number": topic, "title": self._title(), "text": self._prose(400)} for topic in range(1, 4)],
            "discussions": [{"commitment": commitment, "text": self._prose(200)} for commitment in commitments],
            "decisions": [{"number": decision, "text": self._sentence()} for decision in range(1, 5)],
            "documents": [f"{plan}-report"],
        }

    def _news(self, number: int) -> Record:
        plan = self.chance.choice(sorted(self.of_plan))
        day = self._day_in(plan)
        commitments = self.chance.sample(self.of_plan[plan], min(2, len(self.of_plan[plan])))
        address = f"/plans/{commitments[0].replace('/', '/commitments/')}/"
        related: Record = {"plans": [plan], "commitments": commitments, "documents": [f"{plan}-report"]}
        if plan in self.meetings:
            related["meetings"] = [self._meeting_of(plan)]
        return self._head(f"{day}-news-{number}", plan, "news post") | {
            "date": str(day),
            "title": self._title(6, 12),
            "summary": self._sentence(),
            "body": self._prose(600, address, f"https://example.org/news/{number}"),
            "related": related,
        }


def _own(arabic: str, english: str) -> Record:
    return {"original": ["ar", "en"], "ar": arabic, "en": english}
