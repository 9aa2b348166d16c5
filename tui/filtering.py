"""The filter over statements, demands and claims: one query, saved ones, and their counts."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from tui import display

if TYPE_CHECKING:
    from store.fulltext import Words
    from store.workspace import Workspace
    from tui.screens.workbench import Workbench
    from tui.session import Session

SETTING = "queries"
MOST_SAVED = 30
COUNTED_OFTEN = 5_000
"""Findings up to which saved queries are counted again after every mark."""


class SavedQuery(NamedTuple):
    """A query that the reader keeps, and how many findings fit it (None: not counted yet)."""

    text: str
    hits: int | None


def matching(workspace: Workspace, text: str, words: Words | None = None) -> frozenset[str]:
    """The ids of all findings that fit a query.  Raises QueryError."""
    from store import fulltext, listing, query

    wanted = query.parse(text)
    if words is not None:
        return frozenset(fulltext.found_in(workspace, words, wanted))
    return frozenset(row["id"] for row in listing.each_finding(workspace, wanted))


def counted(
    workspace: Workspace, texts: Iterable[str], words: Words | None = None
) -> dict[str, int]:
    """How many findings fit each query; those that cannot be read are left out."""
    from store import fulltext, listing, query

    wanted = {}
    for text in texts:
        try:
            wanted[text] = query.parse(text)
        except query.QueryError:
            continue
    if words is not None:
        found = {text: fulltext.found_in(workspace, words, one) for text, one in wanted.items()}
        return {text: len(ids) for text, ids in found.items()}
    counts = dict.fromkeys(wanted, 0)
    for row in listing.each_finding(workspace) if wanted else ():
        for text, one in wanted.items():
            counts[text] += one.matches(row)
    return counts


class Filter:
    """The filter of one workbench."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.counts: dict[str, int] = {}
        self._words: Words | None = None

    def words(self) -> Words | None:
        """The words of a large workspace, read again where its files are other ones."""
        from store import fulltext
        from store.summary import stamps

        held = self._words
        path = self.session.workspace.path
        if held is None or (held.articles, held.findings) != stamps(path):
            self._words = held = fulltext.read(path)
        return held

    def _matching(self, text: str) -> frozenset[str]:
        return matching(self.session.workspace, text, self.words())

    def _counted(self, texts: list[str]) -> dict[str, int]:
        return counted(self.session.workspace, texts, self.words())

    @property
    def session(self) -> Session:
        """The session that is filtered."""
        return self.bench.session

    @property
    def on(self) -> bool:
        """Whether a filter is on."""
        return self.session.kept is not None

    def saved(self) -> list[SavedQuery]:
        """The reader's own queries, as the workspace keeps them."""
        texts = self.session.workspace.settings.get(SETTING)
        found = [text for text in texts if isinstance(text, str)] if isinstance(texts, list) else []
        return [SavedQuery(text, self.counts.get(text)) for text in found]

    async def apply(self, text: str) -> None:
        """Show only what fits the query; an empty one shows all.  Raises QueryError."""
        text = text.strip()
        if not text:
            self.end()
            return
        kept = await asyncio.to_thread(self._matching, text)
        self.session.query, self.session.kept = text, kept
        self.bench.refresh_session()
        number = len(kept)
        noun = "finding fits" if number == 1 else "findings fit"
        self.bench.say(f"{number:,} {noun}: {display.line(text)}  ·  esc ends the filter")

    async def begin(self) -> None:
        """The filter of the last sitting, and how many findings fit the kept ones."""
        from store.query import QueryError

        text = self.session.workspace.settings.get("filter")
        if isinstance(text, str) and text and not self.on:
            with contextlib.suppress(QueryError):
                await self.apply(text)
        await self.count()

    async def again(self) -> None:
        """The same query over other findings."""
        from store.query import QueryError

        if self.on:
            try:
                await self.apply(self.session.query)
            except QueryError as error:
                from tui.messages import Failed

                self.bench.post_message(Failed(display.line(str(error))))
        await self.count()

    def end(self) -> None:
        """All findings again."""
        if self.on:
            self.session.query, self.session.kept = "", None
            self.bench.refresh_session()
        self.bench.say("")

    async def save(self, text: str) -> None:
        """Keep a query, or drop one that is kept.  Raises WorkspaceError."""
        workspace = self.session.workspace
        texts = [query.text for query in self.saved()]
        texts = [one for one in texts if one != text] if text in texts else [*texts, text]
        workspace.settings[SETTING] = texts[-MOST_SAVED:]
        await asyncio.to_thread(workspace.save)
        await self.count()

    async def count(self) -> None:
        """Count the saved queries, and show them in the sidebar."""
        texts = [query.text for query in self.saved()]
        self.counts = await asyncio.to_thread(self._counted, texts)
        self.bench.show_queries(self.saved())

    def recount(self) -> None:
        """After a mark: count again where that is quick."""
        few = len(self.session.finding_by_id) <= COUNTED_OFTEN
        if self.saved() and (few or self._words is not None):
            self.bench.run_alone(self.count, "counts")
