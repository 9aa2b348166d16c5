"""What a briefing tells, gathered from the workspace before a line of it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.exports.markdown_text import code, day, listed, plain
from store.exports.provenance import Row, notes
from store.query import Query
from store.records import ClaimGroup, CopyLink

if TYPE_CHECKING:
    from store.workspace import Workspace

STATUS = {
    "agree": "the figures agree",
    "lower-bounds-differ": "different lower bounds; they do not contradict each other",
    "conflict": "**conflict**: these cannot all be true",
    "disputed": "**disputed** by an actor of the story",
    "source-differs": "the same value, from different sources",
    "single": "one article only",
}
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
    copy_groups: list[list[int]]

    def cite(self, row: Row) -> str:
        """ "[2]", the source of a row; of an article's own row too."""
        return f"[{self.numbers[row['article_id'] if 'article_id' in row else row['id']]}]"

    def open_questions(self) -> list[tuple[str, str, str]]:
        """Title, status in words and note of the claim groups that do not agree."""
        return [
            (group.title, STATUS[group.status], group.note)
            for group in self.groups
            if group.status in OPEN
        ]

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
        facts.append(code(row["source"]))
        title = plain(row["title"] or row["article"]).rstrip(". ")
        text = f"{title}. " + ", ".join(filter(None, facts))
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
        copy_groups=[
            sorted(numbers[one] for one in group if one in numbers) for group in story.copies
        ],
    )
