"""The subject of a reporting verb: the noun phrase that speaks, past asides and auxiliaries."""

from __future__ import annotations

from typing import NamedTuple

from analysis.statements.phrases import BOUNDARY, end_of, start_of
from analysis.statements.tokens import Unit

BE = frozenset("is was are were be been being 's 're".split())
NEGATIVE = frozenset("not never n't cannot can't won't no nobody".split())
UNREAL = frozenset("would could might may should can must shall".split())


class Subject(NamedTuple):
    """Tokens start..end of a mention, and how it was reached."""

    start: int
    end: int
    how: str


class Group(NamedTuple):
    """The verb group of a cue: its first token, and what its auxiliaries say."""

    start: int
    passive: bool
    negative: bool
    unreal: bool
    infinitive: bool


def verb_group(unit: Unit, i: int) -> Group:
    """The auxiliaries, adverbs and time words directly before the verb at token i."""
    tags, tokens = unit.tags, unit.tokens
    k, words = i - 1, []
    while k >= 0:
        tag = tags[k]
        if (
            tag in "xb"
            or (tag == "T" and k == i - 1)
            or tokens[k].low == "long"
            or tokens[k].low.endswith(("self", "selves"))
        ):
            words.append(tokens[k].low)
            k -= 1
            if tokens[k + 1].low in PRONOUN_VERBS:
                k += 1
                break
        elif tag == "D" or tokens[k].low in ("earlier", "last", "week"):
            k -= 1
            if k >= 0 and (
                tokens[k].low in ("on", "late", "early", "earlier", "last", "this")
                or tags[k] == "D"
            ):
                k -= 1
        elif tag == "," and k >= 2 and tags[k - 1] in "bD" and "," in tags[max(0, k - 6) : k - 1]:
            j = tags.rfind(",", 0, k - 1)
            if any(t not in "bDpdn#" for t in tags[j + 1 : k]):
                break
            k = j - 1
        else:
            break
    negative = any(w in NEGATIVE or w.endswith("n't") for w in words)
    passive = any(w in BE or w in ("wasn't", "weren't", "isn't", "aren't") for w in words)
    infinitive = "to" in words
    return Group(k + 1, passive, negative, any(w in UNREAL for w in words), infinitive)


PRONOUN_VERBS = frozenset(
    "i'm they're we're you're i've we've they've you've i'll we'll he'll she'll they'll i'd he'd she'd we'd they'd you'd you'll it'll".split()
)


def subject(unit: Unit, start: int, depth: int = 0) -> Subject | None:
    """The subject of the verb group that starts at token `start`, None when it has none of its own."""
    tags, tokens = unit.tags, unit.tokens
    if start < len(tokens) and tokens[start].low in PRONOUN_VERBS:
        return Subject(start, start + 1, "pronoun")
    k = start - 1
    if k < 0:
        return None
    tag = tags[k]
    if tag == ")":
        opening = tags.rfind("(", 0, k)
        if opening > 0 and tags[opening - 1] in "nN,":
            k = opening - 1
            tag = tags[k]
    if tag == ",":
        return _past_aside(unit, k)
    if tag == "-" and "-" in tags[:k]:
        opening = tags.rfind("-", 0, k)
        if opening > 0 and tags[opening - 1] in "nN":
            return Subject(start_of(unit, opening - 1), opening, "aside")
        return None
    if tag == "w" and tokens[k].low in ("who", "which"):
        m = k - 1
        if m >= 0 and tags[m] == ",":
            m -= 1
        if m >= 0 and tags[m] in "nN)ro'":
            return Subject(start_of(unit, m), m + 1, "relative")
        return None
    if tag == "h" and k > 0 and tags[k - 1] in "nN":
        return Subject(start_of(unit, k - 1), k, "relative")
    if tag == "d" and tokens[k].low in PRONOMINAL:
        return Subject(k, k + 1, "direct")
    if (
        tag in "nNr#'"
        or (tag in "agq" and _nominal(unit, k))
        or (tag == "w" and tokens[k].low == "who")
    ):
        return Subject(start_of(unit, k), k + 1, "direct")
    return None


PRONOMINAL = frozenset("all both many several most some few others another this".split())


def _nominal(unit: Unit, k: int) -> bool:
    """Whether an ambiguous word ends a noun phrase."""
    if k == 0 and unit.tokens[0].capital:
        return True
    if unit.tags[k] == "a" and unit.tokens[k].low.endswith("s"):
        return k == 0 or unit.tags[k - 1] in "dnN'#p,bqc"
    return unit.tags[k] != "v" and (k == 0 or unit.tags[k - 1] in "dnN'#p,")


def _past_aside(unit: Unit, comma: int) -> Subject | None:
    """The noun phrase before ", a doctor," / ", who ...," / ", speaking in Berlin,"."""
    tags = unit.tags
    if comma > 1 and tags[comma - 1] in "nN":
        near = start_of(unit, comma - 1)
        if near > 0 and unit.tokens[near - 1].low == "as":
            return Subject(near, comma, "aside")
    m = comma
    for _ in range(5):
        m = tags.rfind(",", 0, m)
        if m <= 0:
            return None
        inside = tags[m + 1 : comma]
        if not inside or tags[m - 1] not in "nN)r'#":
            continue
        opener = inside[0]
        finite = "x" in inside or "r" in inside or (opener not in "dn" and "v" in inside)
        relative = opener in "w" or (opener in "pd" and "w" in inside[:4])
        if relative or opener in "gvpbs" or not finite or "w" in inside:
            last = m - 1
            if tags[last] == ")":
                last = tags.rfind("(", 0, last) - 1
                if last < 0 or tags[last] not in "nN":
                    continue
            begin = start_of(unit, last)
            if set(inside) <= set("N'") and tags[last] == "n":
                return Subject(begin, comma, "aside")
            if begin > 0 and tags[begin - 1] in "p" and opener not in "wgv":
                continue
            return Subject(begin, last + 1, "aside")
    return None


def clause_subject(unit: Unit, i: int, low: int = 0) -> Subject | None:
    """The subject of the clause that token i belongs to: of the nearest verb that has its own."""
    tags = unit.tags
    for m in range(i - 1, low, -1):
        if tags[m] not in "xva":
            continue
        group = verb_group(unit, m)
        found = subject(unit, group.start)
        if found is None or found.how == "relative" or found.start >= m:
            continue
        if found.start == 0 or tags[found.start - 1] in BOUNDARY or (found.how == "aside"):
            if tags[m] == "a" and tags[found.end - 1] not in "nNr":
                continue
            return found
    return None


def inverted(unit: Unit, i: int) -> Subject | None:
    """The subject after the verb: ", said Anna Berg" at the end or before a comma."""
    tags = unit.tags
    first = i + 1
    if first >= len(tags) or tags[first] not in ("dnNr#oavg" if tags[i - 1] == "q" else "dnNr#o"):
        return None
    last = end_of(unit, first + 1) if tags[first] in "avg" else end_of(unit, first)
    if tags[first] in "avg" and (last == first + 1 or tags[first + 1] not in "nNp"):
        last = first
    if last == first:
        return None
    k = last
    while k < len(tags) and tags[k] in "bD":
        k += 1
    after = tags[k] if k < len(tags) else "."
    quoted = tags[i - 1] == "q" and unit.quotes[i - 1].stopped
    if (after in ("x" if quoted else "xvh") and k < len(tags)) or (
        after == "a" and tags[first] == "r"
    ):
        return None
    return Subject(first, last, "inverted")
