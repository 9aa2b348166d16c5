"""What the one who was asked does straight after a demand: "The army freed 12 of them on Monday".

Only the rest of the demand's own sentence and the sentence after it are read, and only where their
subject is the target, or another than the holder where nobody was named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from analysis.demands import sides, subjects, tokens
from analysis.demands.lexicon import answer_rules, same_words, words
from analysis.demands.parties import PRONOUNS, Parties, Party
from analysis.demands.replies import Kind
from analysis.demands.tokens import Line
from analysis.demands.topics import meaning
from store.records import Demand

REACH = 320
"""The sentence after a demand ends within so many characters."""
WITHIN = 16
"""The verb of the deed stands among so many first words of its sentence."""
ROOT = 4
"""Forms of one verb share so many letters: "raise" and "raising"."""
NEXT = re.compile(r"(?<=[.!?])[”\"]?\s+(?=[A-Z])")
IRREGULAR = frozenset("freed met paid sent gave withdrew built left sold shut set".split())
TAKEN_UP = frozenset("it them him her one all both some most".split())
BEGUN = frozenset(("began", "started"))
FIGHT = frozenset("appeal challenge contest fight sue oppose".split())
HOLDING = frozenset("stay remain fight continue resist".split())
NOT = frozenset(("not", "n't", "never", "cannot", "nothing"))
SILENT = frozenset(
    "respond responded reply replied comment commented react reacted say said answer answered"
    " confirm confirmed know known immediately immediate yet only clear available reached".split()
)


class Deed(NamedTuple):
    """What is done after a demand, and by whom: it meets the demand, or refuses it."""

    item: Demand
    start: int
    end: int
    by: Party
    kind: Kind


@cache
def _met() -> frozenset[str]:
    return frozenset(answer_rules()["deed"]["met"].split())


def deeds(found: Sequence[Demand], text: str, parties: Parties) -> Iterator[Deed]:
    """The sentences that follow a demand and tell what became of it."""
    for number, item in enumerate(found):
        opened = NEXT.search(text, item.end, item.end + REACH)
        if opened is None:
            continue
        start = opened.end()
        if number + 1 < len(found) and found[number + 1].start < start:
            continue
        closed = NEXT.search(text, start, start + REACH)
        end = closed.start() if closed else min(len(text), start + REACH)
        read = _read(item, tokens.line(text, start, end), parties)
        if read is not None:
            yield read


def _read(item: Demand, line: Line, parties: Parties) -> Deed | None:
    wanted = meaning(item.text)
    for at in range(1, min(WITHIN, len(line.lows))):
        kind = _kind(line, at, wanted)
        if kind is None:
            continue
        subject = subjects.before(line, at)
        if subject is None:
            return None
        pronoun = line.low(subject[0]) if subject[1] - subject[0] == 1 else ""
        told = pronoun in PRONOUNS and item.target
        by = parties.named(item.target) if told else parties.mention(line.span(*subject))
        if not by.name or not _asked(item, by, pronoun, parties):
            return None
        start, end = line.span(subject[0], len(line.lows))
        stop = end - 1 if line.text[end - 1 : end] == "." else end
        return Deed(item, start, stop, by, kind)
    return None


def _asked(item: Demand, by: Party, pronoun: str, parties: Parties) -> bool:
    """Whether the subject is who was asked; where nobody was, a body that can act."""
    if pronoun in PRONOUNS:
        return bool(item.target) and not sides.same(parties.named(item.holder), by)
    if sides.same(parties.named(item.holder), by):
        return False
    name = by.name.casefold().split()
    if item.target:
        given = item.target.casefold().split()
        return sides.same(parties.named(item.target), by) or set(given) <= set(name)
    return name[-1] in words("actors")


def _kind(line: Line, at: int, wanted: frozenset[str]) -> Kind | None:
    """What the word at an index does to the demand of these meaning words."""
    low, after = line.low(at), line.low(at + 1)
    if low == "voted":
        return "rejected" if after in ("against", "down") else _voted(line, at)
    if low in ("will", "would") and after in FIGHT:
        return "rejected"
    if low == "vowed" and after == "to" and line.low(at + 2) in HOLDING:
        return "rejected"
    if low == "did" and after == "so":
        return "conceded"
    if low in NOT and not {line.low(k) for k in range(at + 1, at + 4)} & SILENT:
        return "rejected" if any(_means(line, k) & wanted for k in range(at + 1, at + 6)) else None
    if low in BEGUN:
        begun = at + 2 if after == "to" else at + 1
        same = any(word[:ROOT] == line.low(begun)[:ROOT] for word in wanted)
        return "conceded" if same or _means(line, begun) & wanted else None
    if low in _met():
        return "conceded" if _taken_up(line, at, wanted) else None
    if (low.endswith("ed") or low in IRREGULAR) and _means(line, at) & wanted:
        return "conceded" if _taken_up(line, at, wanted) else None
    return None


def _voted(line: Line, at: int) -> Kind | None:
    after = [line.low(k) for k in range(at + 1, at + 4)]
    return (
        "conceded"
        if after[:1] == ["for"] or after[:2] in (["in", "favour"], ["in", "favor"])
        else None
    )


def _means(line: Line, at: int) -> frozenset[str]:
    """The meaning of one word."""
    low = line.low(at)
    return meaning(f"it {same_words().get(low, low)}")


def _taken_up(line: Line, at: int, wanted: frozenset[str]) -> bool:
    """Whether the object is what was demanded: a pronoun, a number, or words of the demand."""
    if line.low(at + 1) in TAKEN_UP or line.low(at + 1)[:1].isdigit():
        return True
    rest = line.text[line.span(at + 1, len(line.lows))[0] : line.span(at, len(line.lows))[1]]
    return bool(meaning(rest) & wanted)
