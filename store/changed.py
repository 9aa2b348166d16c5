"""What is not as it was stored: the documents of articles, findings and the story to write anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from store.corpus import Aside, Told
from store.frames import GONE, Change
from store.known import heads
from store.lazy import Head
from store.records import Findings, Story
from store.spill import Spill
from store.splicing import encoded, put_aside

FINDINGS, STORY = "findings", "story"


def spilled(changes: Iterable[Change], spill: Spill) -> list[Aside]:
    """Changes whose documents are put aside.  Raises WorkspaceError."""
    return [(table, key, row if row == GONE else spill.add(row)) for table, key, row in changes]


def changed_findings(
    told: Told, path: Path, stored: Collection[str], found: Mapping[str, Findings]
) -> Iterator[Change]:
    """The documents of findings that are not as they were `told`.  Raises WorkspaceError."""
    table = told.table(FINDINGS)
    keys = {row.article: key for key, row in heads(table, FINDINGS, Head, path)}
    yield from ((FINDINGS, key, GONE) for article, key in keys.items() if article not in stored)
    last = max(map(int, table), default=0)
    for article, row in found.items():
        key = keys.get(article)
        if key is None or article not in stored:
            last += 1
            key = str(last)
        document = encoded(row, path)
        if key not in table or memoryview(table[key]) != document:
            yield FINDINGS, key, document


def changed_story(told: Told, path: Path, story: Story, spill: Spill) -> list[Aside]:
    """The document of the story, put aside, if it is not as `told`.  Raises WorkspaceError."""
    before = told.table(STORY)
    now = put_aside(story, path, spill)
    if list(before) == ["1"] and now.same(memoryview(before["1"])):
        return []
    gone = [(STORY, key, GONE) for key in before if key != "1"]
    return [*gone, (STORY, "1", now)]
