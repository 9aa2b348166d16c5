"""Where what is demanded ends: narration, attribution and the next predicate are left out."""

from __future__ import annotations

from analysis.demands.lexicon import words
from analysis.demands.tokens import (
    CLOSE,
    DETERMINERS,
    OPEN,
    PREPOSITIONS,
    STRAIGHT,
    SUBJECTS,
    WEEKDAYS,
    Line,
    is_word,
    past_verb,
)

WISHING = frozenset("must should has".split())
OBJECTS = frozenset("him her them it us me that".split())
SUBORDINATE = frozenset("whether that who which how what why if where when".split())
CLAUSE = 11
"""The verb of a clause behind ", and" is one of so many words."""
SAYING = frozenset(
    "suggest say argue believe think hope claim insist warn fear note complain".split()
)
THREAT = frozenset("face else risk lose suffer".split())


def find(item: Line, first: int, limit: int | None = None, *, quoted: bool = False) -> int:
    """The token index after the content that starts at `first`, no further than `limit`.

    `quoted` tells that the content starts inside a quotation: it ends with it.
    """
    last = len(item.lows) if limit is None else limit
    at, depth = first, 0
    straight = quoted
    while at < last:
        low = item.low(at)
        if low in OPEN:
            depth += 1
        elif low in CLOSE or (low == STRAIGHT and straight):
            if depth == 0 and (quoted or low in CLOSE):
                break
            depth, straight = max(0, depth - 1), False
        elif low == STRAIGHT:
            straight, depth = True, depth + 1
        elif at > first and _stops(item, at, last):
            break
        at += 1
    return trimmed(item, first, at)


def trimmed(item: Line, first: int, past: int) -> int:
    """The end of the content without marks, "and" and adverbs of the next clause behind it."""
    while past > first and item.low(past - 1) in (
        ",",
        ";",
        ":",
        "—",
        "–",
        "-",
        ".",
        "and",
        "!",
        "?",
        "even",
        "also",
        "so",
        "such",
        "just",
        "however",
        "too",
    ):
        past -= 1
    if past - 2 > first and item.lows[past - 2 : past] == ["as", "well"]:
        past -= 2
    return past


def _stops(item: Line, at: int, last: int) -> bool:
    """Whether the content is over at this token."""
    low, after = item.low(at), item.low(at + 1)
    if low in (";", ":", "—", "–", "…") or (low == "-" and _dash(item, at)):
        return True
    if low in words("reporting"):
        return item.low(at - 1) not in PREPOSITIONS
    if low in ("after", "before", "while", "when") and after in words("reporting"):
        return True
    if low in (".", "!", "?"):
        return not any(is_word(item.low(k)) for k in range(at + 1, min(at + 3, last)))
    if low == ",":
        return _stops_at_comma(item, at, last)
    if low in ("but", "while", "whereas", "amid", "albeit"):
        return True
    if low == "or":
        return after in THREAT
    if low == "and":
        if _done_too(item, at):
            return False
        return _new_predicate(item, at + 1) or _new_subject(item, at + 1, last)
    if low in ("as", "after") and item.low(at - 1) != "such":
        return _narrates(item, at, last)
    return False


def _done_too(item: Line, at: int) -> bool:
    """Whether something else shall be done to the same: "be released by May and compensated"."""
    behind = item.low(at + 2)
    if not item.low(at + 1).endswith("ed") or behind in DETERMINERS | OBJECTS | {"that"}:
        return False
    before = range(max(0, at - CLAUSE), at - 1)
    return any(item.low(k) == "be" and item.low(k + 1).endswith("ed") for k in before)


def _dash(item: Line, at: int) -> bool:
    """Whether a hyphen stands for a dash: "speaking events - and her management"."""
    begin = item.starts[at]
    return item.text[begin - 1 : begin] == " " and item.text[begin + 1 : begin + 2] in (" ", "-")


def _stops_at_comma(item: Line, at: int, last: int) -> bool:
    after = item.low(at + 1)
    if after in ("and", "but", "or"):
        return after == "but" or _new_predicate(item, at + 2) or _new_clause(item, at + 2, last)
    if after in ("a", "an", "one"):
        return not _in_list(item, at, last)
    if after in PREPOSITIONS | {"without"} and item.low(at + 2) in ("which", "whom"):
        return True
    if after in ("of", "from") and item.low(at + 2) == "all":
        return True
    if after in ("which", "whom", "where", "albeit", "who", "whose"):
        return not _goes_on(item, at, last)
    if any(
        item.low(k) == "of" and item.low(k + 1) in ("which", "whom") for k in range(at + 2, at + 5)
    ):
        return True
    if after == "on" and item.low(at + 3) == "grounds":
        return True
    if after == "when":
        return False
    if item.low(at + 2) in OBJECTS and past_verb(item, at + 1):
        return True
    if after.endswith("ing") and after not in words("no_narration") and is_word(item.low(at + 2)):
        return not _in_list(item, at, last)
    return after in words("narration") or attribution(item, at + 1, last)


def _goes_on(item: Line, at: int, last: int) -> bool:
    """Whether the content goes on behind the second comma of ", which has been held, "."""
    close = next((k for k in range(at + 2, min(at + 18, last)) if item.low(k) == ","), last)
    after = item.low(close + 1)
    return close < last and (after in words("action") or after in ("to", "be", "from", "by"))


def _in_list(item: Line, at: int, last: int) -> bool:
    """Whether the comma separates items of a list: a later comma or "and" closes it."""
    rest = [item.low(k) for k in range(at + 1, min(last, at + 25))]
    return "and" in rest or "or" in rest


def attribution(item: Line, first: int, last: int) -> bool:
    """Whether "X said", "said X" or "according to X" begins at this index and closes the clause."""
    if item.low(first) == "according":
        return True
    for at in range(first, min(first + 14, last)):
        low = item.low(at)
        if low in words("speech") and not (low == "read" and at > first):
            return item.low(first) not in ("and", "which", "who", "including", "as")
        if low in (",", ";", "that") or low in OPEN:
            return bool(low == "," and at + 1 < last and _says_after(item, at, last))
    return False


def _says_after(item: Line, comma: int, last: int) -> bool:
    """ ", Mick Lynch, the leader of the union, said": a speech verb after the second comma."""
    for at in range(comma + 1, min(comma + 14, last)):
        if item.low(at) == "," and item.low(at + 1) in words("speech"):
            return True
    return False


WANTING = frozenset(
    "wants demands calls urges asks insists appeals says accuses warns seeks".split()
)


def _new_predicate(item: Line, at: int) -> bool:
    """Whether a new finite predicate of the same subject begins here ("and accused ...")."""
    while item.low(at) in ("also", "has", "have", "then", "later", "even"):
        if item.low(at) in ("has", "have"):
            return True
        at += 1
    low = item.low(at)
    if low in SAYING and item.low(at + 1) == "that":
        return True
    if low in WANTING or (low in words("auxiliary") and low not in ("be", "been", "being")):
        return True
    return past_verb(item, at) and not low.endswith("s") and low not in ("put", "set", "cut", "let")


def _new_clause(item: Line, at: int, last: int) -> bool:
    """Whether after ", and" a whole new clause begins: a finite verb within a few words."""
    if item.low(at) in ("it", "they", "he", "she") and item.low(at + 1) in WISHING:
        return item.low(at + 1) == "has" and item.low(at + 2) != "to"
    if item.low(at).partition("'")[0] in SUBJECTS and "'" in item.low(at):
        return True
    for k in range(at + 1, min(at + CLAUSE, last)):
        low = item.low(k)
        if low in (",", "to", "that", "which", "who", "of"):
            return False
        if low in words("speech") or low in words("auxiliary"):
            return low not in ("be", "been")
        if past_verb(item, k) and k > at + 1 and _has_object(item, k):
            return True
        if low in ("began", "started") and item.low(k + 1).endswith("ing"):
            return True
    return False


def _new_subject(item: Line, first: int, last: int) -> bool:
    """Whether a phrase with its own verb and object begins ("and *the agency blamed it*")."""
    if item.low(first) in SUBJECTS and item.low(first + 1) not in WISHING:
        return is_word(item.low(first + 1))
    if item.low(first) not in DETERMINERS and not item.raw(first)[:1].isupper():
        return False
    if any(item.low(k) in SUBORDINATE for k in range(max(0, first - 9), first)):
        return False
    for k in range(first + 1, min(first + 6, last)):
        low = item.low(k)
        if not is_word(low) or low in PREPOSITIONS or low in words("auxiliary"):
            return False
        if past_verb(item, k) and k > first + 1:
            return _has_object(item, k)
    return False


def _has_object(item: Line, verb: int) -> bool:
    """Whether an object follows a form in -ed, which is then no participle of a phrase."""
    after, then = item.low(verb + 1), item.low(verb + 2)
    if after in WEEKDAYS or then in words("times"):
        return False
    return after in DETERMINERS or after in OBJECTS or item.raw(verb + 1)[:1].isupper()


def _narrates(item: Line, at: int, last: int) -> bool:
    """Whether "as" or "after" opens a clause that tells of what happened."""
    if item.low(at) == "as" and item.low(at + 1) in ("soon", "long", "well", "much", "part", "a"):
        return False
    for k in range(at + 1, min(at + 9, last)):
        low = item.low(k)
        if low in (",", "when", "who", "which", "that", "if"):
            return False
        if k > at + 1 and (past_verb(item, k) or low in words("auxiliary")):
            return True
    return item.low(at) == "as" and item.low(at + 1) in ("he", "she", "it", "they")
