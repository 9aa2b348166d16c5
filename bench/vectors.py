"""Makes analysis/vectors.bin from GloVe: `python -P -m bench.vectors GLOVE WORDNET` (needs NumPy).

GLOVE is a text file of vectors ("word 0.1 -0.2 ...", the commonest word first), WORDNET a folder
with `data.noun|verb|adj|adv`.  Kept are the commonest words that are forms of a word which WordNet
writes small, so no names.  The mean and the three strongest common directions are taken out (Mu
and Viswanath, "All-but-the-Top", 2018); a word's code holds on which side of 256 random planes its
vector lies (Charikar, "Similarity estimation techniques from rounding algorithms", 2002).
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from analysis import vectors
from analysis.wordforms import irregular

FIRST = 60_000
"""So many of the commonest words are looked at."""
MOST, COMMON, SEED = 25_000, 3, 7
WORD = re.compile(r"[a-z][a-z'-]*[a-z]")
ENDINGS = re.compile(r"(?:i?es|s|i?ed|d|ing)$")


def known(folder: Path) -> set[str]:
    """The words that WordNet writes small."""
    found = set()
    for name in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{name}").read_text("ascii").splitlines():
            if not line.startswith(" "):
                fields = line.split("|")[0].split()
                found |= set(fields[4 : 4 + 2 * int(fields[3], 16) : 2])
    return {word for word in found if word.islower()}


def lemmas(word: str) -> set[str]:
    """The words that a word may be a form of."""
    found = {word, irregular().get(word, word)}
    for cut in range(1, 5):
        head, tail = word[:-cut], word[-cut:]
        if ENDINGS.fullmatch(tail) and len(head) > 1:
            found |= {head, head + "e", head + "y"}
            found |= {head[:-1]} if head[-1:] == head[-2:-1] else set()
    return found


def read(path: Path) -> tuple[list[str], list[list[float]]]:
    """The commonest words of a file of vectors, and their vectors."""
    words, rows = [], []
    with path.open(encoding="utf-8") as lines:
        for line in islice(lines, FIRST):
            word, *row = line.rstrip("\n").split(" ")
            words.append(word)
            rows.append([float(number) for number in row])
    return words, rows


def codes(rows: Any) -> Any:
    """The bits of each vector, packed into bytes."""
    numpy: Any = import_module("numpy")
    centred = rows - rows.mean(0)
    _, _, axes = numpy.linalg.svd(centred, full_matrices=False)
    centred -= centred @ axes[:COMMON].T @ axes[:COMMON]
    random = numpy.random.default_rng(SEED)
    wide = centred.shape[1]
    turns = [numpy.linalg.qr(random.standard_normal((wide, wide)))[0] for _ in range(3)]
    planes = numpy.concatenate(turns, 1)[:, : vectors.BITS]
    return numpy.packbits(centred @ planes > 0, axis=1)


def main(glove: str, wordnet: str) -> None:
    """Writes the table."""
    numpy: Any = import_module("numpy")
    names, (words, rows) = known(Path(wordnet)), read(Path(glove))
    fit = [
        n
        for n, word in enumerate(words)
        if WORD.fullmatch(word) and len(word) > 2 and not names.isdisjoint(lemmas(word))
    ][:MOST]
    table = codes(numpy.array([rows[n] for n in fit], dtype=numpy.float64))
    order = sorted(range(len(fit)), key=lambda n: words[fit[n]])
    head = " ".join(words[fit[n]] for n in order).encode("ascii")
    vectors.PATH.write_bytes(head + b"\n" + b"".join(table[n].tobytes() for n in order))


if __name__ == "__main__":
    main(*sys.argv[1:])
