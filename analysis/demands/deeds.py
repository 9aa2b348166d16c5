"""What a deed makes of a demand: "freed 12 of them" meets it, "voted against it" refuses it."""

from __future__ import annotations

from functools import cache

from analysis.demands.lexicon import answer_rules, same_words
from analysis.demands.replies import Kind
from analysis.demands.tokens import Line
from analysis.demands.topics import meaning

WITHIN = 6
"""The verb of the deed stands among so many words from the first verb of its clause on."""
ROOT = 4
"""Forms of one verb share so many letters: "raise" and "raising"."""
IRREGULAR = frozenset("freed met paid sent gave withdrew built left sold shut set".split())
TAKEN_UP = frozenset("it them him her one all both some most".split())
BEGUN = frozenset(("began", "started"))
FIGHT = frozenset("appeal challenge contest fight sue oppose".split())
HOLDING = frozenset("stay remain fight continue resist".split())
NOT = frozenset(("not", "n't", "never", "cannot", "nothing"))


@cache
def _verbs(part: str) -> frozenset[str]:
    return frozenset(answer_rules()["deed"][part].split())


def told(line: Line, verb: int, wanted: frozenset[str]) -> Kind | None:
    """How a clause with its first verb at an index answers a demand of these meaning words."""
    for at in range(verb, min(verb + WITHIN, len(line.lows))):
        kind = _kind(line, at, wanted)
        if kind is not None:
            return kind
    return None


def refuses(verb: str) -> bool:
    """Whether a verb tells that somebody refuses, or stands by what shall end."""
    return verb in _verbs("refusing")


def offers(verb: str) -> bool:
    """Whether a verb tells that somebody grants or promises something."""
    return verb in _verbs("offering")


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
    if low in NOT or line.low(at - 1) in NOT:
        return "rejected" if any(_means(line, k) & wanted for k in range(at, at + 6)) else None
    if low in BEGUN:
        begun = at + 2 if after == "to" else at + 1
        same = any(word[:ROOT] == line.low(begun)[:ROOT] for word in wanted)
        return "conceded" if same or _means(line, begun) & wanted else None
    if low in _verbs("met"):
        return "conceded" if _taken_up(line, at, wanted) else None
    if (low.endswith("ed") or low in IRREGULAR) and _means(line, at) & wanted:
        return "conceded" if _taken_up(line, at, wanted) else None
    return None


def _voted(line: Line, at: int) -> Kind | None:
    after = [line.low(k) for k in range(at + 1, at + 4)]
    yes = after[:1] == ["for"] or after[:2] in (["in", "favour"], ["in", "favor"])
    return "conceded" if yes else None


def _means(line: Line, at: int) -> frozenset[str]:
    """The meaning of one word."""
    low = line.low(at)
    return meaning(f"it {same_words().get(low, low)}")


def _taken_up(line: Line, at: int, wanted: frozenset[str]) -> bool:
    """Whether the object is what was demanded: a pronoun, a number, or words of the demand."""
    if at + 1 >= len(line.lows):
        return False
    if line.low(at + 1) in TAKEN_UP or line.low(at + 1)[:1].isdigit():
        return True
    rest = line.text[line.span(at + 1, len(line.lows))[0] : line.span(at, len(line.lows))[1]]
    return bool(meaning(rest) & wanted)


__all__ = ["offers", "refuses", "told"]
