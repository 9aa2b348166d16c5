"""Stories of our own with the claims that a careful reader marks: reading and scoring them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis import claims
from analysis.actors import ActorTable
from store.records import (
    Article,
    Claim,
    ClaimGroup,
    Findings,
    Published,
    Span,
    Statement,
    article_id,
    finding_id,
)

NAMES = ("strike", "flood", "election")
OVERLAP = 0.5


@dataclass
class Story:
    """The articles of one file, what was found in them, and the gold claims of each."""

    articles: list[Article]
    found: list[Findings]
    gold: list[list[dict[str, Any]]]
    groups: tuple[ClaimGroup, ...]


def _placed(text: str, row: dict[str, Any]) -> dict[str, Any]:
    start = text.index(row["text"])
    return {**row, "start": start, "end": start + len(row["text"])}


def article(text: str, name: str = "a", published: str = "", title: str = "") -> Article:
    """An article of the given text; the title line is no story."""
    heads = (Span(text.index(title), text.index(title) + len(title)),) if title else ()
    return Article(
        article_id(name, text),
        name,
        name,
        text,
        published=Published(published) if published else None,
        subheads=heads,
    )


def statement(of: Article, row: dict[str, Any]) -> Statement:
    """The statement of an article that a row of a data file gives."""
    place = _placed(of.text, row)
    start, end = place["start"], place["end"]
    return Statement(
        finding_id(of.id, "s", start, end),
        of.id,
        start,
        end,
        row["text"],
        row.get("kind", "indirect"),
        speaker=row["speaker"],
        cue=row["cue"],
        act=row.get("act", "statement"),
    )


def extracted(of: Article, statements: Sequence[Statement] = ()) -> tuple[Claim, ...]:
    """The claims of an article."""
    return claims.extract(of, statements, ActorTable(()))


def story(name: str) -> Story:
    """One of our own stories, extracted and grouped."""
    path = Path(__file__).parent / f"claims_{name}.toml"
    articles, found, gold = [], [], []
    for row in tomllib.loads(path.read_text("utf-8"))["articles"]:
        lines = row["text"].strip().splitlines()
        title = lines[0] if len(lines[0]) < 70 else ""
        item = article(row["text"], row["name"], row["published"], title)
        told = tuple(statement(item, given) for given in row["statements"])
        articles.append(item)
        found.append(Findings(item.id, told, (), extracted(item, told)))
        gold.append([_placed(item.text, given) for given in row["claims"]])
    groups, found = claims.group(articles, found)
    return Story(articles, found, gold, groups)


def jaccard(claim: Claim, row: dict[str, Any]) -> float:
    """Overlap of two spans over their union."""
    common = min(claim.end, row["end"]) - max(claim.start, row["start"])
    union = (claim.end - claim.start) + (row["end"] - row["start"]) - common
    return common / union if common > 0 else 0.0


def matched(
    found: Sequence[Claim], gold: Sequence[dict[str, Any]]
) -> list[tuple[Claim, dict[str, Any]]]:
    """Pairs of claims and gold rows, one to one, largest overlap first, at least one half."""
    pairs = sorted(
        (
            (jaccard(claim, row), i, j)
            for i, claim in enumerate(found)
            for j, row in enumerate(gold)
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    left: set[int] = set()
    right: set[int] = set()
    result = []
    for overlap, i, j in pairs:
        if overlap >= OVERLAP and i not in left and j not in right:
            left.add(i)
            right.add(j)
            result.append((found[i], gold[j]))
    return result
