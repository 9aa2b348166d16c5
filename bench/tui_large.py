"""A large story for measuring the app: articles, statements, demands and claims made by number.

python -m bench.tui_large FOLDER [--articles 10000] [--statements 10]
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from analysis import ENGINE
from store import fulltext
from store.records import (
    ACTS,
    Actor,
    Article,
    Claim,
    ClaimGroup,
    CopyLink,
    Demand,
    Findings,
    Published,
    Statement,
    Story,
    article_id,
    finding_id,
)
from store.workspace import Workspace

NOUNS = "harbour grain convoy border ceasefire pipeline embassy ballot reactor ferry".split()
ACTORS = tuple(
    Actor(f"Minister {letter}{noun}", "person", (f"{noun.title()} minister {letter}",))
    for noun in NOUNS
    for letter in "ABCDE"
)
BATCH = 1000
KEYS = tuple(f"demand-{noun}" for noun in NOUNS)


def told(number: int, statements: int, chance: random.Random) -> tuple[Article, Findings]:
    """Article and findings of one number."""
    source = f"{number:05}_wire.txt"
    day = f"2023-{1 + number % 12:02}-{1 + number // 12 % 28:02}"
    words: list[str] = []
    spans: list[tuple[int, int, str, Actor]] = []
    place = 0
    for turn in range(statements):
        actor, noun = chance.choice(ACTORS), chance.choice(NOUNS)
        said = f"the {noun} will not open before number {number}-{turn} is settled by both sides"
        lead = f"{actor.name} said on the day that "
        tail = f". Nobody near the {noun} could say why, and ships waited outside in the night.\n"
        start = place + len(lead)
        spans.append((start, start + len(said), said, actor))
        words.append(lead + said + tail)
        place += len(words[-1])
    text = "".join(words)
    ident = article_id(source, text)
    article = Article(
        ident, source, source, text, f"Day {number} at the {NOUNS[number % 10]}",
        "wire", published=Published(day), language="en",
    )  # fmt: skip
    found = tuple(
        Statement(
            finding_id(ident, "s", start, end), ident, start, end, said, "indirect",
            actor.name, cue="said", when=day, when_source="stated", act=chance.choice(ACTS),
            rule="cue-before", confidence=0.9,
        )
        for start, end, said, actor in spans
    )  # fmt: skip
    start, end, said, actor = spans[0]
    demand = Demand(
        finding_id(ident, "d", start, end), ident, start, end, said, chance.choice(KEYS),
        holder=actor.name, statement=found[0].id, rule="wish",
    )  # fmt: skip
    start, end, said, actor = spans[-1]
    claim = Claim(
        finding_id(ident, "c", start, end), ident, start, end, said, actor.name,
        quantity=number, unit="ships", group=f"g{number // 4}",
    )  # fmt: skip
    return article, Findings(ident, found, (demand,), (claim,), ENGINE)


def make(folder: Path, articles: int, statements: int, *, seed: int = 1) -> None:
    """Fill a workspace; every fourth article has a copy after it."""
    chance = random.Random(seed)
    made = [told(number, statements, chance) for number in range(articles)]
    workspace = Workspace.open(folder, create=True)
    workspace.put_articles([article for article, _ in made])
    ids = [article.id for article, _ in made]
    pairs = [(ids[n], ids[n + 1]) for n in range(0, articles - 1, 4)]
    alone = [(ids[n],) for n in range(articles) if n % 4 > 1 or (n % 4 == 0 and n == articles - 1)]
    claims = [found.claims[0].id for _, found in made]
    story = Story(
        links=tuple(CopyLink(a, b, "copy", 0.9, 0.8, 120, "share 120 words") for a, b in pairs),
        copies=(*pairs, *alone),
        claim_groups=tuple(
            ClaimGroup(f"g{n}", f"Ships of {n}", tuple(claims[4 * n : 4 * n + 4]))
            for n in range((articles + 3) // 4)
        ),
        actors=ACTORS,
    )
    workspace.put_analysis([], {found.article: found for _, found in made}, story)
    fulltext.keep(workspace)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--statements", type=int, default=10)
    options = parser.parse_args()
    make(options.folder, options.articles, options.statements)


if __name__ == "__main__":
    main()
