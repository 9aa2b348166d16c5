"""Stories made by hand: a session over a real workspace, with findings placed by their words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis import ENGINE
from store.records import (
    Article,
    Claim,
    ClaimGroup,
    CopyLink,
    Demand,
    Findings,
    QuoteVariant,
    Response,
    Statement,
    Story,
    article_id,
    finding_id,
)
from store.workspace import Workspace
from tui.session import Session


@pytest.fixture(autouse=True)
def _no_head_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows the first frame follows at once: no test waits for a clock."""
    monkeypatch.setattr("tui.app.AFTER_FIRST_FRAME", 0.001)


@pytest.fixture(autouse=True)
def _no_tmux(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test puts anything into the tmux of whoever runs it."""
    monkeypatch.delenv("TMUX", raising=False)


@pytest.fixture(autouse=True)
def _quick_to_see_idleness(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's test pilot looks every 4 ms whether the app is idle, not every 20."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.004)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.0004)


class StoryMaker:
    """Articles and findings, told by label and words; `session` stores and opens them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.articles: dict[str, Article] = {}
        self.statements: dict[str, list[Statement]] = {}
        self.demands: dict[str, list[Demand]] = {}
        self.claims: dict[str, list[Claim]] = {}
        self.groups: list[ClaimGroup] = []
        self.copies: list[tuple[str, ...]] = []
        self.links: list[CopyLink] = []
        self.occurrences: list[tuple[str, ...]] = []
        self.variants: list[QuoteVariant] = []
        self.actors: tuple[Any, ...] = ()
        self.titles: tuple[tuple[str, str], ...] = ()

    def article(self, label: str, text: str, **fields: Any) -> str:
        """Add an article called "LABEL_x.txt"; its id."""
        source = f"{label}_x.txt"
        ident = article_id(source, text)
        self.articles[label] = Article(ident, source, source, text, **fields)
        return ident

    def _span(self, label: str, words: str) -> tuple[str, int, int]:
        article = self.articles[label]
        start = article.text.index(words)
        return article.id, start, start + len(words)

    def say(self, label: str, words: str, speaker: str = "", **fields: Any) -> str:
        """A statement of these words in an article; its id."""
        article, start, end = self._span(label, words)
        ident = finding_id(article, "s", start, end)
        fields.setdefault("kind", "direct")
        item = Statement(ident, article, start, end, words, speaker=speaker, **fields)
        self.statements.setdefault(label, []).append(item)
        return ident

    def want(self, label: str, words: str, key: str = "other", **fields: Any) -> str:
        """A demand of these words in an article; its id."""
        article, start, end = self._span(label, words)
        ident = finding_id(article, "d", start, end)
        item = Demand(ident, article, start, end, words, key, **fields)
        self.demands.setdefault(label, []).append(item)
        return ident

    def answer(self, label: str, words: str, by: str, response: Any) -> Response:
        """A passage of an article that answers a demand."""
        article, start, end = self._span(label, words)
        return Response(start, end, words, by, response, article)

    def claim(self, label: str, words: str, **fields: Any) -> str:
        """A claim of these words in an article; its id."""
        article, start, end = self._span(label, words)
        ident = finding_id(article, "c", start, end)
        item = Claim(ident, article, start, end, words, **fields)
        self.claims.setdefault(label, []).append(item)
        return ident

    def group(self, title: str, ids: list[str], **fields: Any) -> None:
        """A group of claims."""
        self.groups.append(ClaimGroup(title, title, tuple(ids), **fields))

    def copy(self, left: str, right: str) -> None:
        """Two articles that are copies of one text."""
        pair = (self.articles[left].id, self.articles[right].id)
        self.copies.append(pair)
        self.links.append(CopyLink(*pair, "copy", 0.9, 0.8, 120, "share 120 words"))

    def same(self, *ids: str) -> None:
        """Findings that are one and the same in copies."""
        self.occurrences.append(ids)

    def renderings(self, name: str, *ids: str) -> None:
        """Statements that render one utterance."""
        self.variants.append(QuoteVariant(name, ids))

    def session(self) -> Session:
        """A session over a workspace that holds all this."""
        workspace = Workspace.open(self.folder, create=True)
        workspace.put_articles(list(self.articles.values()))
        found = {
            article.id: Findings(
                article.id,
                tuple(self.statements.get(name, ())),
                tuple(self.demands.get(name, ())),
                tuple(self.claims.get(name, ())),
                ENGINE,
            )
            for name, article in self.articles.items()
        }
        grouped = {item for pair in self.copies for item in pair}
        alone = [(a.id,) for a in self.articles.values() if a.id not in grouped]
        story = Story(
            links=tuple(self.links),
            copies=(*self.copies, *alone),
            claim_groups=tuple(self.groups),
            quote_variants=tuple(self.variants),
            occurrences=tuple(self.occurrences),
            actors=self.actors,
            demand_titles=self.titles,
        )
        workspace.put_analysis(list(self.articles.values()), found, story)
        return Session(workspace)


@pytest.fixture
def maker(tmp_path: Path) -> StoryMaker:
    """A story to be filled by the test."""
    return StoryMaker(tmp_path / "workspace")
