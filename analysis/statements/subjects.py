"""The subject of a reporting verb: the noun phrase that speaks, past asides and auxiliaries."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from analysis.statements.lexicon import lexicon
from analysis.statements.phrases import BOUNDARY, end_of, start_of
from analysis.statements.tokens import Unit


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
    lists = lexicon().lists
    words: list[str] = []
    k = i
    while k > 0:
        step = _before_verb(unit, k, i)
        if step == k:
            break
        if step == k - 1:
            words.append(unit.tokens[step].low)
            if words[-1] in lexicon().pronoun_verbs:
                k = step
                break
        k = step
    return Group(
        k,
        passive=any(w in lists["be"] for w in words),
        negative=any(w in lists["negative"] or w.endswith("n't") for w in words),
        unreal=any(w in lists["unreal"] for w in words),
        infinitive="to" in words,
    )


def _before_verb(unit: Unit, k: int, i: int) -> int:
    """One step to the left of token k inside the group of the verb at token i; k where it ends."""
    tags, tokens = unit.tags, unit.tokens
    tag, low = tags[k - 1], tokens[k - 1].low
    if (
        tag in "xb"
        or (tag == "T" and (k == i or tokens[k].low == "have"))
        or low == "long"
        or low.endswith(("self", "selves"))
    ):
        return k - 1
    if tag == "D" or low in ("earlier", "last", "week"):
        dated = k >= 2 and (
            tags[k - 2] == "D"
            or tokens[k - 2].low in ("on", "from", "late", "early", "earlier", "last", "this")
        )
        return k - 2 if dated else k - 1
    if tag == "," and k >= 3 and tags[k - 2] in "bD":
        j = tags.rfind(",", max(0, k - 7), k - 2)
        if j >= 0 and all(t in "bDpdn#" for t in tags[j + 1 : k - 1]):
            return j
    return k


def subject(unit: Unit, start: int) -> Subject | None:
    """The subject of the verb group that starts at token `start`, None when it has none."""
    near = _near(unit, start)
    if near is not None and near.how == "direct":
        near = _past_phrase(unit, near)
    return _past_relative(unit, start, near) or near


def _past_phrase(unit: Unit, near: Subject) -> Subject:
    """The subject before "has in the past said", or "A letter obtained by the Echo warns"."""
    tags, tokens, k = unit.tags, unit.tokens, near.start - 1
    if k > 1 and tags[k] == "p" and tags[k - 1] == "x":
        return _near(unit, verb_group(unit, k).start) or near
    if k > 1 and tokens[k].low == "by" and tags[k - 1] == "v" and tags[k - 2] in "nN":
        return Subject(start_of(unit, k - 2), k - 1, "direct")
    several = near.end == near.start + 1 and tokens[near.start].low in ("both", "all", "each")
    if several and k > 0 and tags[k] in "x,nN)":
        return _near(unit, verb_group(unit, k + 1).start) or near
    return near


def _past_relative(unit: Unit, start: int, near: Subject | None) -> Subject | None:
    """The noun before a relative clause without commas: "Men who seized a bus are demanding"."""
    if near is not None and near.how not in ("direct", "relative"):
        return None
    tags, tokens = unit.tags, unit.tokens
    w = tags.rfind("w", max(0, start - 25), start)
    if w < 1 or tokens[w].low not in ("who", "which"):
        return None
    if tags[w - 1] not in "nN" and not (tags[w - 1] == "a" and tags[w - 2 : w - 1] in ("d", "n")):
        return None
    inside = tags[w + 1 : start]
    if len(inside) < 3 or inside[0] not in "xvab" or set(inside) & set(",;:.-qhscwr"):
        return None
    first = near.start if near is not None else start
    verb = tokens[first - 1].low
    if first <= w + 1 or verb in lexicon().cues:
        return None
    return Subject(start_of(unit, w - 1), w, "direct")


def _near(unit: Unit, start: int) -> Subject | None:
    """The subject directly before the verb group, or before the aside in front of it."""
    tags, tokens = unit.tags, unit.tokens
    if start < len(tokens) and tokens[start].low in lexicon().pronoun_verbs:
        return Subject(start, start + 1, "pronoun")
    k = start - 1
    if k < 0:
        return None
    if tags[k] == ")":
        opening = tags.rfind("(", 0, k)
        if opening > 0 and tags[opening - 1] in "nN,":
            k = opening - 1
    tag = tags[k]
    if tag in "av" and tags[start : start + 1] == "T":
        return None  # "seems to say"
    if tag in PAST:
        return PAST[tag](unit, k)
    if tag == "d" and tokens[k].low in lexicon().lists["pronominal"]:
        return Subject(k, k + 1, "direct")
    if tag in "nNr#'" or (tag in "agv" and _nominal(unit, k)):
        return Subject(start_of(unit, k), k + 1, "direct")
    return None


def _past_dashes(unit: Unit, k: int) -> Subject | None:
    """The noun phrase before an aside between dashes, the second at token k."""
    opening = unit.tags.rfind("-", 0, k)
    if opening > 0 and unit.tags[opening - 1] in "nN":
        return Subject(start_of(unit, opening - 1), opening, "aside")
    return None


def _past_title(unit: Unit, k: int) -> Subject | None:
    """The name before an aside that ends in a title: "Anna Berg, author of “Piers,” said"."""
    tags, quote = unit.tags, unit.quotes[k]
    comma = tags.rfind(",", max(0, k - 12), k)
    if not quote.stopped or quote.final or comma < 1 or tags[comma - 1] not in "nN":
        return None
    inside = tags[comma + 1 : k]
    if not inside or not set(inside) <= set("dnNp'g#c") or inside[0] not in "dnN":
        return None
    return Subject(start_of(unit, comma - 1), comma, "aside")


def _antecedent(unit: Unit, k: int) -> Subject | None:
    """The noun phrase that "who", "which" or "that" at token k stands for."""
    tags = unit.tags
    if tags[k] == "h":
        named = k > 0 and tags[k - 1] in "nN"
        return Subject(start_of(unit, k - 1), k, "relative") if named else None
    if unit.tokens[k].low not in ("who", "which"):
        return None
    m = k - 2 if k > 1 and tags[k - 1] in ",-" else k - 1
    plural = tags[m] == "a" and m > 0 and tags[m - 1] not in "nNrx" if m >= 0 else False
    if m < 0 or not (tags[m] in "nN)ro'" or (plural and unit.tokens[m].low.endswith("s"))):
        return None
    begin, person = start_of(unit, m), unit.tokens[k].low == "who"
    while person and begin > 1 and tags[begin - 1] == "p" and tags[m] == "n" and tags[k - 1] == ",":
        if unit.tokens[m].low in lexicon().people or tags[begin - 2] not in "nN":
            break
        m = begin - 2
        begin = start_of(unit, m)
    return _of_copula(unit, begin) or Subject(begin, m + 1, "relative")


def _of_copula(unit: Unit, begin: int) -> Subject | None:
    """Who is called something: "Berg is a liar, a bully and | fool who said"."""
    tags, k = unit.tags, begin - (unit.tags[begin] != "d")
    while k > 0 and tags[k] in "dnNc,'gb":
        k -= 1
    indefinite = unit.tokens[k + 1].low in ("a", "an")
    if k < 1 or not indefinite or tags[k] != "x" or unit.tokens[k].low not in ("is", "was"):
        return None
    found = _near(unit, k)
    named = found is not None and (tags[found.end - 1] == "N" or tags[found.start] == "r")
    return found._replace(how="relative") if found is not None and named else None


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
        if PARTY.fullmatch(inside) or (set(inside) == {"N"} and tags[m - 1] in "gpTv"):
            return Subject(m + 1, comma, "aside")
        owned = tags[m - 1] == "a" and m > 1 and tags[m - 2] in "'d"
        if not inside or not (owned or tags[m - 1] in "nN)r'#") or not _is_aside(inside):
            continue
        last = _last_before(unit, m)
        if last < 0:
            continue
        begin = start_of(unit, last)
        office = any(t.low in lexicon().people and not t.capital for t in unit.tokens[begin:last])
        if set(inside) <= set("N'") and (tags[last] == "n" or office):
            return _named_before(unit, begin) or Subject(begin, comma, "aside")
        if begin > 0 and tags[begin - 1] == "p" and inside[0] not in "wgv":
            continue
        named = _named_before(unit, begin) or _at_home(unit, begin)
        return _with_others(unit, named or Subject(begin, last + 1, "aside"))
    return None


def _is_aside(inside: str) -> bool:
    """Whether words between commas are no clause of their own."""
    opener = inside[0]
    finite = (
        "x" in inside or "r" in inside.replace("rp", "p") or (opener not in "dn" and "v" in inside)
    )
    relative = opener == "w" or (opener in "pd" and "w" in inside[:4])
    return relative or opener in "gvpbs" or not finite or "w" in inside


def _last_before(unit: Unit, m: int) -> int:
    """The last token of the noun phrase before the comma at token m, -1 when there is none."""
    tags, last = unit.tags, m - 1
    if tags[last] == "#" and tags[max(0, m - 3) : m - 1] == "N,":
        return m - 3  # "Anna Berg, 22, of Kelm, said"
    if tags[last] == ")":
        last = tags.rfind("(", 0, last) - 1
        return last if last >= 0 and tags[last] in "nN" else -1
    return last


def _with_others(unit: Unit, found: Subject) -> Subject:
    """A speaker with one named before: "Anna Berg, the mayor, and Ben Ode, her deputy, ..."."""
    tags, begin = unit.tags, found.start
    if tags[max(0, begin - 2) : begin] != ",c" or unit.tokens[begin - 1].low != "and":
        return found
    comma = tags.rfind(",", 0, begin - 2)
    if comma < 1 or tags[comma - 1] != "N" or set(tags[comma:begin]) & set("xvaq"):
        return found
    first = start_of(unit, comma - 1)
    return found._replace(start=first) if set(tags[first:comma]) == {"N"} else found


def _named_before(unit: Unit, begin: int) -> Subject | None:
    """The name to which the description at token `begin` stands: "Anna Berg, a judge, ..."."""
    tags = unit.tags
    described = tags[begin] == "d" or unit.tokens[begin].low in lexicon().people
    if not described or begin < 2 or tags[begin - 2 : begin] != "N,":
        return None
    first = start_of(unit, begin - 2)
    if set(tags[first : begin - 1]) != {"N"} or (first and tags[first - 1] not in "qcsm,"):
        return None
    return Subject(first, begin - 1, "aside")


PARTY = re.compile(r"N+\(N[-N]*\)")  # "Anna Berg (R-OH)", with a comma before its verb
HOME = re.compile(r"(?<![^q,cs])(N+),(?:#,)?p[N']+,$")


def _at_home(unit: Unit, begin: int) -> Subject | None:
    """The name before its age and town: "Anna Berg, 30, of Raleigh, | N.C.," at token `begin`."""
    found = HOME.search(unit.tags, max(0, begin - 14), begin)
    return Subject(found.start(1), found.end(1), "aside") if found else None


PAST: dict[str, Callable[[Unit, int], Subject | None]] = {
    ",": _past_aside, "-": _past_dashes, "w": _antecedent, "h": _antecedent, "q": _past_title,
}  # fmt: skip
"""What a mark or word before a verb group is stepped over by."""


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
            if tags[m] == "a" and tags[found.end - 1] not in "nNrd":
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
    if tags[first] in "avg" and tags[first + 1 : first + 2] == "p":
        last = end_of(unit, first + 2)
        last = first if last == first + 2 else last
    elif tags[first] in "avg" and (last == first + 1 or tags[first + 1] not in "nNp"):
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
