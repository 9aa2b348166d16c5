"""CPU of the analysis by layer, over texts given: articles a second, and what each layer adds.

python -P -m bench.engine TEXTS... [--most N] [--rounds N] [--story [N ...]]
    TEXTS are .txt files, folders of them, or JSON lines with a "text".  Articles of about 600 words
    are cut from them.  Of several rounds the best time of each article and layer counts, and all
    are given in units of a fixed piece of work too, so that a busy machine does not decide.
--story
    the joins over the articles as one story, for so many of them, else for half of them and for
    all: the time per article shows whether a join is linear.  Where more are asked for than there
    are, further ones are made: half the paragraphs of one and half of another, numbers changed
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from analysis import actors, catalogue, claims, copies, demands, engine, variants
from analysis.demands import across
from analysis.statements import extract
from store.records import Article, Findings, article_id

SIZE = 600
BREAK = re.compile(r"(\n\s*)")
WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
DIGIT = re.compile(r"(?<=\d)\d(?=\b)")
LAYERS = ("work", "read", "learn", "statements", "demands", "claims")
LONG, SHORT = 2_000_000, 4_000
"""Characters of the two texts whose time per character is compared."""
Result = TypeVar("Result")


def texts(paths: Sequence[Path]) -> Iterator[str]:
    """The texts of files, of folders, and of JSON lines."""
    for path in paths:
        if path.is_dir():
            yield from texts(sorted(path.glob("*.txt")))
        elif path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as lines:
                yield from (json.loads(line)["text"] for line in lines)
        else:
            yield path.read_text("utf-8")


def articles(paths: Sequence[Path], most: int) -> list[Article]:
    """Pieces of about 600 words, cut at paragraphs; shorter texts are put together."""
    found: list[Article] = []
    piece, count = "", 0
    for text in texts(paths):
        for part in BREAK.split(text + "\n\n"):
            piece, count = piece + part, count + len(part.split())
            if count >= SIZE - 20:
                name = str(len(found))
                found.append(Article(article_id(name, piece), name, name, piece))
                piece, count = "", 0
                if len(found) == most:
                    return found
    return found


def made(given: Sequence[Article], count: int) -> list[Article]:
    """The articles, and as many made of halves of two as are missing; the same each time."""
    chance, found = random.Random(count), list(given)
    for number in range(len(found), count):
        halves = []
        for one in chance.sample(given, 2):
            parts = one.text.split("\n\n")
            first = chance.randrange(len(parts) // 2 + 1)
            halves += parts[first : first + (len(parts) + 1) // 2]
        text = DIGIT.sub(lambda _: str(chance.randrange(1, 10)), "\n\n".join(halves))
        found.append(Article(article_id(str(number), text), str(number), str(number), text))
    return found


def work(text: str) -> object:
    """A fixed piece of work of the same kind: what the machine is worth just now."""
    counts = Counter(found.group().casefold() for found in WORD.finditer(text))
    return sorted(counts.items(), key=lambda item: item[1])


class Clock:
    """Best CPU seconds of each layer and article."""

    def __init__(self) -> None:
        self.best: dict[tuple[str, str], float] = {}

    def take(self, layer: str, article: str, act: Callable[..., Result], *given: object) -> Result:
        """Do it with what is given, and note the time it took."""
        begun = time.process_time()
        result = act(*given)
        spent = time.process_time() - begun
        self.best[layer, article] = min(spent, self.best.get((layer, article), spent))
        return result

    def total(self, layer: str) -> float:
        """Seconds of a layer over all articles."""
        return sum(spent for (one, _), spent in self.best.items() if one == layer)


def layers(found: Sequence[Article], rounds: int) -> None:
    """Each article by itself, layer by layer."""
    clock, book = Clock(), catalogue.default()
    for _ in range(rounds):
        for raw in found:
            clock.take("work", raw.id, work, raw.text)
            one_article(clock, clock.take("read", raw.id, engine.read, raw), book)
    size = sum(len(article.text.split()) for article in found) / SIZE
    seconds = {layer: clock.total(layer) for layer in LAYERS}
    for layer, spent in seconds.items():
        relative = spent / seconds["work"]
        print(f"{layer:11} {1000 * spent / size:6.2f} ms an article, {relative:5.2f} x the work")
    said = seconds["learn"] + seconds["statements"]
    added = seconds["demands"] + seconds["claims"]
    print(f"statements, actors learnt: {size / said:.0f} articles of {SIZE} words per CPU second")
    way = said + seconds["read"]
    print(f"demands and claims add {added / said:.0%}; {added / way:.0%} to all up to statements")
    whole = sum(seconds.values()) - seconds["work"]
    print(f"all layers: {size / whole:.0f} articles per CPU second")


def one_article(clock: Clock, article: Article, book: catalogue.Catalogue) -> None:
    """The layers after reading."""
    key = article.id
    table = clock.take("learn", key, actors.learn, [article])
    said = clock.take("statements", key, extract, article, table)
    clock.take("demands", key, demands.extract, article, said, table, book)
    clock.take("claims", key, claims.extract, article, said, table)


def linear(found: Sequence[Article]) -> None:
    """Time per character of statements in a text of 2 MB against one of 4 kB."""
    whole = "\n\n".join(article.text for article in found)
    whole = (whole * (LONG // max(1, len(whole)) + 1))[:LONG]
    table, spent = actors.ActorTable(), dict[int, float]()
    for length in (SHORT, LONG):
        text = whole[:length]
        article = Article(article_id("long", text), "long", "long", text)
        rounds = 20 if length == SHORT else 1
        begun = time.process_time()
        for number in range(rounds):
            extract(Article(article.id, "long", "long", text + " " * number), table)
        spent[length] = (time.process_time() - begun) / rounds / length
    print(f"a character of 2 MB costs {spent[LONG] / spent[SHORT]:.2f} x one of 4 kB")


def story(raw: Sequence[Article]) -> None:
    """The joins over the articles as one story."""
    clock, book, key = Clock(), catalogue.default(), str(len(raw))
    full = clock.take("read", key, engine.read_all, raw)
    links = clock.take("copies", key, copies.links, full)
    table = clock.take("learn", key, actors.learn, full)
    found: list[Findings] = []
    for one in full:
        said = clock.take("statements", one.id, extract, one, table)
        asked = clock.take("demands", one.id, demands.extract, one, said, table, book)
        told = clock.take("claims", one.id, claims.extract, one, said, table)
        found.append(Findings(one.id, said, asked, told))
    answered = clock.take("answers across", key, across.link, found, table)
    _, grouped = clock.take("claim groups", key, claims.group, full, answered)
    clock.take("variants", key, variants.join, full, grouped)
    clock.take("occurrences", key, copies.occurrences, full, grouped, links)
    names = dict.fromkeys(layer for layer, _ in clock.best)
    times = {layer: 1000 * clock.total(layer) / len(raw) for layer in names}
    told_ = ", ".join(f"{layer} {spent:.2f}" for layer, spent in times.items())
    print(f"{len(raw)} articles as a story, ms an article: {told_}; sum {sum(times.values()):.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--story", type=int, nargs="*")
    given = parser.parse_args()
    found = articles(given.paths, given.most)
    engine.findings(engine.read(found[0]), actors.learn(found[:1]), catalogue.default())
    if given.story is not None:
        sizes = given.story or [len(found) // 2, len(found)]
        found = made(found, max(sizes))
        for size in sizes:
            story(found[:size])
    else:
        layers(found, given.rounds)
        linear(found)


if __name__ == "__main__":
    main()
