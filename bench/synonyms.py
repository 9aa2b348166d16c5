"""Makes analysis/synonyms.txt from the files of WordNet: `python -P -m bench.synonyms FOLDER`.

FOLDER holds `index.sense` and `data.noun|verb|adj|adv` of WordNet 3.1.  Kept are words of three
letters or more that the tagged corpus of WordNet holds at least five times, in senses that it
holds and that are among the first four of the word.  Two words belong together when they stand in
one set, when one is derived from the other, and when the set of one is the next wider or a similar
one of the other's, both in their first two senses.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from analysis.wordforms import stem

WORD = re.compile(r"[a-z]{3,}$")
KINDS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSES, OFTEN, FIRST = 4, 5, 2
NOTE = "# Synonyms by stem, from WordNet 3.1 (Princeton University), made by bench/synonyms.py"

Place = tuple[str, str]


class Senses(NamedTuple):
    """How often the tagged corpus holds each (word, kind, set), its rank, and each word at all."""

    often: dict[tuple[str, str, str], int]
    rank: dict[tuple[str, str, str], int]
    total: dict[str, int]

    def usual(self, word: str, place: Place, first: int = SENSES) -> bool:
        """Whether a word is common and this is one of its first senses."""
        key = (word, *place)
        known = bool(WORD.match(word)) and self.total.get(word, 0) >= OFTEN
        return known and self.often.get(key, 0) >= 1 and self.rank[key] <= first


def read_senses(folder: Path) -> Senses:
    """The counts of `index.sense`."""
    count, rank, total = {}, {}, defaultdict[str, int](int)
    for line in (folder / "index.sense").read_text("ascii").splitlines():
        key, offset, number, tagged = line.split()
        word, rest = key.split("%")
        at = (word, KINDS[rest[0]], offset)
        count[at], rank[at] = int(tagged), int(number)
        total[word] += int(tagged)
    return Senses(count, rank, total)


def read_sets(folder: Path) -> dict[Place, tuple[list[str], list[list[str]]]]:
    """The words of each set and its pointers (sign, offset, kind, which words)."""
    sets = {}
    for name, kind in FILES.items():
        for line in (folder / f"data.{name}").read_text("ascii").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split("|")[0].split()
            size = int(fields[3], 16)
            words = [fields[4 + 2 * n].lower().split("(")[0] for n in range(size)]
            at = 5 + 2 * size
            pointers = [
                fields[at + 4 * n : at + 4 * n + 4] for n in range(int(fields[4 + 2 * size]))
            ]
            sets[kind, fields[0]] = (words, pointers)
    return sets


def relations(folder: Path) -> dict[str, set[str]]:
    """Which stems may stand for each stem."""
    senses, sets = read_senses(folder), read_sets(folder)
    found: dict[str, set[str]] = defaultdict(set)

    def add(a: str, b: str) -> None:
        left, right = stem(a), stem(b)
        if left != right:
            found[left].add(right)
            found[right].add(left)

    for place, (words, pointers) in sets.items():
        for a in (usual := [w for w in words if senses.usual(w, place)]):
            for b in usual:
                add(a, b)
        for sign, offset, kind, which in pointers:
            other = ("a" if kind == "s" else kind, offset)
            if sign == "+":
                here, there = divmod(int(which, base=16), 256)
                a, b = words[here - 1], sets[other][0][there - 1]
                if senses.usual(a, place) and senses.usual(b, other):
                    add(a, b)
            elif sign in "@&":
                wider = [w for w in sets[other][0] if senses.usual(w, other, FIRST)]
                for a in (w for w in words if senses.usual(w, place, FIRST)):
                    for b in wider:
                        add(a, b)
    return found


def main(folder: str) -> None:
    """Prints the table."""
    print(NOTE)
    for head, rest in sorted(relations(Path(folder)).items()):
        print(head, *sorted(rest))


if __name__ == "__main__":
    main(sys.argv[1])
