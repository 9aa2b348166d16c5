"""What a briefing tells, gathered from the workspace before a line of it is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.exports.markdown_text import address, code, day, listed, plain, span
from store.exports.provenance import Row, notes
from store.query import Query
from store.records import ClaimGroup, CopyLink
from store.sources import families

if TYPE_CHECKING:
    from store.workspace import Workspace

# In the order in which they are worth reading.
STATUS = {
    "conflict": "**Conflict**, these cannot all be true",
    "disputed": "**Disputed** by an actor of the story",
    "lower-bounds-differ": "Different lower bounds, which do not contradict each other",
    "source-differs": "The same value from different sources",
    "agree": "The answers agree",
    "single": "One source only",
}
ORDER = tuple(STATUS)
OPEN = ("conflict", "disputed")


@dataclass(frozen=True)
class Briefing:
    """Rows in the order of the articles; articles are cited by their number, from 1."""

    title: str
    query: Query
    articles: list[Row]
    statements: list[Row]
    demands: list[Row]
    claims: list[Row]
    findings: list[Row]
    orphans: list[Row]
    groups: list[ClaimGroup]
    links: list[CopyLink]
    occurrences: dict[str, tuple[str, ...]]
    numbers: dict[str, int]
    titles: dict[str, str]
    families: list[list[int]]

    def values(self) -> dict[str, object]:
        """What a template can tell: the rows as in the JSON export, the query as text."""
        return {
            "title": self.title,
            "query": self.query.text if self.query else "",
            "dates": self.dates(),
            "articles": self.articles,
            "statements": self.statements,
            "demands": self.demands,
            "claims": self.claims,
            "findings": self.findings,
            "groups": self.groups,
            "orphans": self.orphans,
        }

    def dates(self) -> str:
        """ "15 to 17 February 2022": the days of the articles, as far as they are known."""
        told = {row["date"] for row in self.articles if row["date"]}
        known = sorted(one for one in told if not any(two[:-1].startswith(one) for two in told))
        return span(known[0], known[-1]) if known else ""

    def cite(self, row: Row) -> str:
        """ "[2]", the source of a row; of an article's own row too."""
        return f"[{self.number(row)}]"

    def number(self, row: Row) -> int:
        """The number of the source that a row stands in; an article's own row stands in itself."""
        return self.numbers[row["article_id"] if "article_id" in row else row["id"]]

    def open_questions(self) -> list[tuple[ClaimGroup, str]]:
        """The claim groups whose answers cannot all be true, and why, in words."""
        return [(group, self.status(group)) for group in self.groups if group.status in OPEN]

    def status(self, group: ClaimGroup) -> str:
        """Whether the answers of a group agree, with the reason; articles by their numbers."""
        note = plain(self.reason(group)).rstrip(".")
        return f"{STATUS[group.status]}{': ' + note if note else ''}."

    def reason(self, group: ClaimGroup) -> str:
        """Why a group has its status; "" where the status says it all.

        A note that goes on to list the articles is cut there: the claims follow with their sources.
        """
        if group.status in ("agree", "lower-bounds-differ"):
            return "all from one source, so none confirms another" if self.alone(group) else ""
        note = " ".join(group.note.split())
        lead, colon, listing = note.partition(": ")
        named = colon and any(row["article"] in listing for row in self.articles)
        return lead if named else note

    def alone(self, group: ClaimGroup) -> bool:
        """Whether all claims of a group stand in articles that draw on one text."""
        homes = {self.numbers[row["article_id"]] for row in self.rows_of(group)}
        return bool(homes) and any(homes <= set(family) for family in self.families)

    def rows_of(self, group: ClaimGroup) -> list[Row]:
        """The claims of a group that are told here."""
        held = set(group.ids)
        return [row for row in self.claims if row["id"] in held]

    def figures(self) -> list[tuple[ClaimGroup, list[tuple[str, Row, list[Row]]]]]:
        """The groups that name numbers of one thing: what is said, by whom, told where."""
        found = []
        for group in self.groups:
            told = [pair for pair in self.once(self.rows_of(group)) if _counted(pair[0])]
            if len(told) > 1:
                told.sort(key=lambda pair: pair[0]["quantity"], reverse=True)
                found.append((group, [(figure(row), row, same) for row, same in told]))
        return found

    def voices(self) -> list[tuple[str, int]]:
        """The five that are heard most, and how many statements of theirs there are."""
        said = (row["speaker"] for row, _ in self.once(self.statements))
        return Counter(name for name in said if name).most_common(5)

    def recurring(self) -> list[tuple[str, int]]:
        """The catalogue's demands that more than one article tells, and how many do."""
        homes: dict[str, set[str]] = {}
        for row in self.demands:
            if row["demand"] in self.titles:
                homes.setdefault(row["demand_title"], set()).add(row["article_id"])
        many = [(title, len(held)) for title, held in homes.items() if len(held) > 1]
        return sorted(many, key=lambda pair: -pair[1])

    def once(self, rows: list[Row]) -> list[tuple[Row, list[Row]]]:
        """Rows with their occurrences in copies: each finding once, the first in order."""
        by_id = {row["id"]: row for row in rows}
        told: set[str] = set()
        found = []
        for row in rows:
            if row["id"] in told:
                continue
            same = self.occurrences.get(row["id"], (row["id"],))
            told.update(same)
            found.append((row, [by_id[one] for one in same if one in by_id]))
        return found

    def cite_all(self, rows: list[Row]) -> str:
        """ "[1] [4]", the sources of several rows."""
        numbers = sorted({self.numbers[row["article_id"]] for row in rows})
        return " ".join(f"[{number}]" for number in numbers)

    def source(self, row: Row) -> str:
        """One entry of the list of sources."""
        facts = [plain(row["outlet"]), listed([plain(one) for one in row["agencies"]])]
        if row["published"]:
            how = {"stated": "", "caption": " (from a caption)", "inferred": " (inferred)"}
            facts.append(day(row["published"]["date"]) + how[row["published"]["how"]])
        else:
            facts.append("undated" if any(facts) else "Undated")
        if not row["source"].endswith(row["article"]):
            facts.append(code(row["article"]))
        place = address(row["source"])
        facts.append(place if place.startswith("<") else code(row["source"]))
        title = plain(row["title"] or row["article"]).rstrip(". ")
        text = f"{title}{' ' if title.endswith('…') else '. '}" + ", ".join(filter(None, facts))
        shared = [self._link(link, row["id"]) for link in self.links]
        lines = [f"{text}.", *filter(None, shared), f"SHA-256 {code(row['sha256'])}"]
        lines += [plain(notice) for notice in row["notices"]]
        return "\n   - ".join(lines)

    def _link(self, link: CopyLink, article: str) -> str:
        if article not in (link.left, link.right):
            return ""
        other = self.numbers.get(link.right if article == link.left else link.left)
        if other is None:
            return ""
        what = "Copy of" if link.relation == "copy" else "Shares a passage with"
        return f"{what} [{other}]: {plain(link.why or f'{link.shared_words} words in common')}"


def _counted(row: Row) -> bool:
    return row["quantity"] is not None and bool(row["unit"])


def figure(row: Row) -> str:
    """ "more than 100,000 troops": the quantity of a claim as the article bounds it."""
    high = row["quantity_high"]
    number = _number(row["quantity"]) + (f" to {_number(high)}" if high is not None else "")
    return " ".join(filter(None, (row["qualifier"], number, row["unit"])))


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"


def gather(workspace: Workspace, query: Query) -> Briefing:
    """All that the briefing of a workspace, or of what a query leaves of it, tells."""
    found = notes(workspace, query)
    story = workspace.story()
    numbers = {row["id"]: place for place, row in enumerate(found.articles, 1)}
    held = {row["id"] for row in found.findings}
    sources = families(list(numbers), story.links, story.copies)
    return Briefing(
        title=workspace.name,
        query=query,
        articles=found.articles,
        statements=found.of("statement"),
        demands=found.of("demand"),
        claims=found.of("claim"),
        findings=found.findings,
        orphans=found.orphans,
        groups=[group for group in story.claim_groups if held & set(group.ids)],
        links=list(story.links),
        occurrences={ident: same for same in story.occurrences for ident in same},
        numbers=numbers,
        titles=dict(story.demand_titles),
        families=[[numbers[one] for one in family] for family in sources],
    )
