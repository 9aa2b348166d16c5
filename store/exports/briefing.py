"""What a briefing tells, gathered from the workspace before a line of it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.exports.markdown_text import address, code, day, listed, plain
from store.exports.provenance import Row, notes
from store.query import Query
from store.records import ClaimGroup, CopyLink
from store.sources import families

if TYPE_CHECKING:
    from store.workspace import Workspace

# In the order in which they are worth reading.
STATUS = {
    "conflict": "**conflict**, these cannot all be true",
    "disputed": "**disputed** by an actor of the story",
    "lower-bounds-differ": "different lower bounds, which do not contradict each other",
    "source-differs": "the same value from different sources",
    "agree": "the answers agree",
    "single": "one source only",
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

    def cite(self, row: Row) -> str:
        """ "[2]", the source of a row; of an article's own row too."""
        return f"[{self.numbers[row['article_id'] if 'article_id' in row else row['id']]}]"

    def open_questions(self) -> list[tuple[ClaimGroup, str]]:
        """The claim groups whose answers cannot all be true, and why, in words."""
        return [(group, self.status(group)) for group in self.groups if group.status in OPEN]

    def status(self, group: ClaimGroup) -> str:
        """Whether the answers of a group agree, with the reason; articles by their numbers."""
        note = self.reason(group)
        reason = f" Reason: {plain(note).rstrip('.')}." if note else ""
        words = STATUS[group.status]
        return f"{words}.{reason}"

    def reason(self, group: ClaimGroup) -> str:
        """Why a group has its status, as the engine says it.

        A note that goes on to list the articles is cut there: the claims follow with their sources.
        """
        note = " ".join(group.note.split())
        lead, colon, listing = note.partition(": ")
        named = colon and any(row["article"] in listing for row in self.articles)
        return lead if named else note

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


def gather(workspace: Workspace, query: Query) -> Briefing:
    """All that the briefing of a workspace, or of what a query leaves of it, tells."""
    found = notes(workspace, query)
    story = workspace.story()
    numbers = {row["id"]: place for place, row in enumerate(found.articles, 1)}
    held = {row["id"] for row in found.findings}
    sources = families(list(numbers), story.links)
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
