"""Finding copies among many texts: CPU, peak memory and recall, peers and wirecopy in turn.

    python bench/copies.py [--documents 100000] [--peers PYTHON] [--rounds 1]

The texts are made, 400 words each: one in five or so stands in a family of two to six whose members
were cut and reworded by chance, so that their likeness is anything from none to all.  The truth is
the Jaccard likeness of word 3-grams, counted for every pair of a family; recall is the share of
pairs of .3 and more that a system names.  PYTHON is one that has datasketch and rensa.  Every
system runs in a process of its own and reads the texts from a file.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, combinations
from operator import sub
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from store.records import Article

WORDS, VOCABULARY = 400, 60_000
FAMILIES = 0.05
LIKE = 0.3
PERMUTATIONS, BANDS = 126, 42
Pair = tuple[int, int]


def make(path: Path, documents: int) -> None:
    """Write the texts, one a line, and the truth beside them."""
    dice = random.Random(7)
    letters = "etaoinshrdlucmfwypvbgk"
    vocabulary = [
        "".join(dice.choices(letters, k=2 + min(9, 1 + n % 9))) for n in range(VOCABULARY)
    ]
    weights = list(accumulate(1 / (10 + n) for n in range(VOCABULARY)))

    def fresh(count: int) -> list[str]:
        return dice.choices(vocabulary, cum_weights=weights, k=count)

    truth: list[Pair] = []
    with path.open("w", encoding="ascii") as out:
        number = 0
        while number < documents:
            first = fresh(WORDS)
            family = [first]
            if dice.random() < FAMILIES:
                size = min(dice.randint(2, 6), documents - number)
                family += [_reworked(first, dice, fresh) for _ in range(size - 1)]
            grams = [set(zip(text, text[1:], text[2:], strict=False)) for text in family]
            for i, j in combinations(range(len(family)), 2):
                shared = len(grams[i] & grams[j])
                if shared >= LIKE * (len(grams[i]) + len(grams[j]) - shared):
                    truth.append((number + i, number + j))
            for text in family:
                out.write(" ".join(text) + "\n")
            number += len(family)
    path.with_suffix(".truth").write_text(json.dumps(truth))


def _reworked(text: list[str], dice: random.Random, fresh: object) -> list[str]:
    """A version of a text: paragraphs left out or new, and words exchanged here and there."""
    kept, rate = dice.uniform(0.2, 1), dice.choice((0.0, 0.01, 0.03, 0.08))
    found: list[str] = []
    for start in range(0, WORDS, 40):
        part = text[start : start + 40] if dice.random() < kept else fresh(40)  # type: ignore[operator]
        found += [fresh(1)[0] if dice.random() < rate else word for word in part]  # type: ignore[operator]
    return found


class Lines(Sequence["Article"]):
    """The texts of a file as articles, each read when it is asked for."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("rb")
        self.starts = [0, *accumulate(map(len, self.file))]
        self.letters = list(map(sub, self.starts[1:], self.starts))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, number: int) -> Article: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Article]: ...
    def __getitem__(self, number: int | slice) -> Article | Sequence[Article]:
        from store.records import Article

        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if number >= len(self):
            raise IndexError(number)
        self.file.seek(self.starts[number])
        text = self.file.read(self.starts[number + 1] - self.starts[number]).decode("ascii")
        return Article(str(number), "", "", text)

    def some(self, numbers: Sequence[int]) -> Iterable[Article]:
        """Texts that another process reads by itself."""
        places = [(number, *self.starts[number : number + 2]) for number in numbers]
        return Some(self.file.name, places)


class Some(Iterable["Article"]):
    """Texts of a file by number, first byte and the byte after the last."""

    def __init__(self, path: str, places: Sequence[tuple[int, ...]]) -> None:
        self.path, self.places = path, places

    def __iter__(self) -> Iterator[Article]:
        from store.records import Article

        with Path(self.path).open("rb", buffering=0) as file:
            for number, start, end in self.places:
                text = os.pread(file.fileno(), end - start, start)
                yield Article(str(number), "", "", text.decode("ascii"))


def wirecopy(path: Path) -> Iterator[Pair]:
    """The pairs that wirecopy calls copies or sharers of a passage."""
    from analysis import copies

    lines = Lines(path)
    for link in copies.links(lines, shelf=lines):
        yield int(link.left), int(link.right)


def two(path: Path) -> Iterator[Pair]:
    """The same by two processes."""
    from analysis import copies
    from seeds.pool import Pool

    lines = Lines(path)
    with Pool(2) as pool:
        for link in copies.links(lines, pool.run, lines):
            yield int(link.left), int(link.right)


def _token_sets(path: Path) -> Iterator[set[str]]:
    with path.open(encoding="ascii") as lines:
        for line in lines:
            words = line.split()
            yield set(map(" ".join, zip(words, words[1:], words[2:], strict=False)))


def datasketch(path: Path) -> Iterator[Pair]:
    """Candidates of datasketch's MinHash and its LSH."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found]

    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS))
    for number, tokens in enumerate(_token_sets(path)):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([token.encode() for token in tokens])
        for other in index.query(sketch):
            yield other, number
        index.insert(number, sketch, check_duplication=False)


def rensa(path: Path) -> Iterator[Pair]:
    """Candidates of rensa's R-MinHash and its LSH."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found]

    index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=BANDS)
    for number, tokens in enumerate(_token_sets(path)):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=42)
        sketch.update(list(tokens))
        for other in index.query(sketch):
            yield other, number
        index.insert(number, sketch)


SYSTEMS = {"wirecopy": wirecopy, "two": two, "rensa": rensa, "datasketch": datasketch}
PEERS = {"rensa", "datasketch"}


def one(system: str, path: Path) -> None:
    """Run one system in this process and print what it took and found, as JSON."""
    begun, wall = time.process_time(), time.perf_counter()
    pairs = {pair if pair[0] < pair[1] else pair[::-1] for pair in SYSTEMS[system](path)}
    spent, passed = time.process_time() - begun, time.perf_counter() - wall
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    truth = {tuple(pair) for pair in json.loads(path.with_suffix(".truth").read_text())}
    result = {
        "system": system,
        "cpu": spent + usage[1].ru_utime + usage[1].ru_stime,
        "own": spent,
        "wall": passed,
        "MB": usage[0].ru_maxrss / 1024,
        "pairs": len(pairs),
        "truth": len(truth),
        "recall": len(truth & pairs) / max(1, len(truth)),
    }
    print(json.dumps(result))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--peers", help="a Python that has datasketch and rensa")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--one", nargs=2, metavar=("SYSTEM", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.one:
        one(given.one[0], Path(given.one[1]))
        return 0
    with TemporaryDirectory() as folder:
        path = Path(folder, "texts")
        make(path, given.documents)
        for _ in range(given.rounds):
            for system in SYSTEMS if given.peers else SYSTEMS.keys() - PEERS:
                python = given.peers if system in PEERS else sys.executable
                options = ["--one", system, str(path)]
                # -P: of the modules beside this file none is meant by its name.
                command = [python, "-P", __file__, *options]
                paths = {"PYTHONPATH": str(Path(__file__).parents[1])}
                subprocess.run(command, check=True, env=os.environ | paths)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
