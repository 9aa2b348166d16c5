"""One demand per item: what was found after a cue is split where a new deed or thing begins."""

from __future__ import annotations

import itertools

from analysis.demands.lexicon import words
from analysis.demands.tokens import DETERMINERS, PREPOSITIONS, Line, is_action, is_word

Piece = tuple[int, int]
NO_ITEM = frozenset("which who whom whose including where when but while not or and such".split())
PHRASE = 4
"""Two phrases of no more words, each with its own article, are two things: "a vote and a law"."""
ADJECTIVE_ENDINGS = ("able", "ible", "al", "ful", "ic", "ive", "less", "ous", "ate", "ary")
DEED_LEAD = frozenset("to also not then instead immediately finally never “".split())
MODALS = frozenset("must should has have needs need".split())
LEAD = frozenset("and or as well also not to then , ; for that finally instead both either".split())


def deeds(item: Line, first: int, past: int, verb: int | None) -> list[Piece]:
    """The deeds of "X to do A, do B and do C" or "that X do A and B be done".

    `verb` is the index of the first deed's verb.  A lone deed keeps the whole span; in a list the
    shared subject is left out, but the subject of a passive first item stays: it is not shared.
    """
    if verb is None:
        return [(first, past)]
    passive = item.low(verb) == "be"
    marks = [
        at
        for at in range(verb + 1, past)
        if _opens_deed(item, at, past) or (passive and _be_again(item, at, past))
    ]
    if not marks:
        return [(first, past)]
    own = item.low(verb) == "be" and item.low(verb - 1) != "to"
    start = first if own or item.low(verb) in words("lasting") else verb
    if item.low(verb - 1) in ("not", "never"):
        start = min(start, verb - 1)
    return _pieces(item, start, past, marks)


def _opens_deed(item: Line, at: int, past: int) -> bool:
    """Whether a comma or conjunction at this index is followed by another deed's verb."""
    if item.low(at) not in (",", "and", "or", ";"):
        return False
    if item.low(at) == "," and item.low(at + 1) in ("and", "or"):
        return False
    k = at + 1
    if item.low(k) == "that":
        return True
    if item.low(k) == "for" and any(item.low(j) == "to" for j in range(k, min(k + 10, past))):
        return True
    if item.low(at) == "," and _closes_insertion(item, at):
        return False
    if item.low(at) == "and" and item.low(k) == "to" and item.low(k + 1) in words("action"):
        return True
    k = _to_verb(item, k)
    if _other_actor(item, at, k, past):
        return True
    return k < past and is_action(item, k) and item.low(at - 1) not in PREPOSITIONS


def _be_again(item: Line, at: int, past: int) -> bool:
    """Whether another shall be done to without a "be" of its own: "and its licence revoked"."""
    if item.low(at) != "and":
        return False
    for k in range(at + 1, min(at + 6, past)):
        low = item.low(k)
        if low.endswith("ed") and (k == at + 1 or not low.endswith("eed")):
            return k == at + 1 or _closed(item, k + 1, past)
        if not is_word(low) or low in PREPOSITIONS:
            return False
    return False


def _closed(item: Line, at: int, past: int) -> bool:
    """Whether no noun follows a participle, which would be one of its phrase."""
    low = item.low(at)
    return at >= past or not is_word(low) or low in PREPOSITIONS | {"at", "again", "and", "too"}


def _closes_insertion(item: Line, at: int) -> bool:
    """Whether the comma is the second one of ", which has been held since May, "."""
    for k in range(at - 1, max(-1, at - 16), -1):
        if item.low(k) == ",":
            return item.low(k + 1) in ("which", "who", "whose", "whom", "where")
    return False


def _to_verb(item: Line, at: int) -> int:
    """The index after "to", adverbs and a repeated "it must", where a deed's verb may stand."""
    if item.low(at) in ("it", "they", "he", "she") and item.low(at + 1) in MODALS:
        at += 2
    while item.low(at) in DEED_LEAD:
        at += 1
    return at


def _other_actor(item: Line, mark: int, at: int, past: int) -> bool:
    """Whether "and the company to sell" follows: another who shall act."""
    if item.low(mark) == ",":
        return _other_to_be(item, at, past)
    if item.low(mark) != "and" or not (item.low(at) in DETERMINERS or item.raw(at)[:1].isupper()):
        return False
    for k in range(at + 1, min(at + 7, past - 1)):
        if item.low(k) == "to":
            return is_action(item, k + 1) and item.low(k - 1) not in words("not_before_to")
        if item.low(k) in PREPOSITIONS or not is_word(item.low(k)):
            return False
    return False


def _other_to_be(item: Line, at: int, past: int) -> bool:
    """Whether ", imports to be capped" follows in a row of such wishes."""
    for k in range(at + 1, min(at + 8, past - 2)):
        if item.low(k) == "to" or not is_word(item.low(k)):
            return item.low(k + 1) == "be" and item.low(k + 2).endswith("ed")
    return False


def things(item: Line, first: int, past: int, *, loose: bool) -> list[Piece]:
    """The things of "an end to A, a ban on B and the release of C".

    `loose`: the list was announced ("two demands: ..."), so that every comma of a real list
    separates; else only before an article or a word of degree with a noun of change after it.
    """
    commas = [at for at in range(first, past) if item.low(at) in (",", ";")]
    marks = []
    for at in range(first + 1, past - 1):
        low = item.low(at)
        if low not in (",", ";", "and", "or") or item.low(at + 1) in ("and", "or", ","):
            continue
        if _in_quotation(item, first, at, past) or _adjectives(item, first, at):
            continue
        if (
            low == ";"
            or _opens_thing(item, at, first, past)
            or (loose and commas and _plain_item(item, at, past))
        ):
            marks.append(at)
    marks += _closing(item, past, marks)
    marks = sorted({*marks, *_series(item, first, marks)})
    return _pieces(item, first, past, marks) if marks else [(first, past)]


def _in_quotation(item: Line, first: int, at: int, past: int) -> bool:
    """Whether the token stands in a quotation that is only a part of the content."""
    opened = next((k for k in range(at - 1, first - 1, -1) if item.low(k) in "“”"), None)
    if opened is None or item.low(opened) == "”":
        return False
    closed = next((k for k in range(at + 1, past) if item.low(k) == "”"), past)
    return closed < past - 1


def _adjectives(item: Line, first: int, at: int) -> bool:
    """Whether "and" here joins two adjectives of one thing: "the immediate and full release"."""
    start = first
    while start < at - 1 and (item.low(start) in DETERMINERS or not is_word(item.low(start))):
        start += 1
    if item.low(at) != "and" or at != start + 1 or item.low(at + 1) in DETERMINERS:
        return False
    low = item.low(start)
    adjective = low in words("degree") or low.endswith(ADJECTIVE_ENDINGS)
    return adjective and low not in words("change")


def _closing(item: Line, past: int, marks: list[int]) -> list[int]:
    """The "and" before the last item of a series that commas have opened."""
    if not any(item.low(at) == "," for at in marks):
        return []
    for at in range(marks[-1] + 1, past - 1):
        if item.low(at) == "and" and item.low(at + 1) in DETERMINERS:
            return [at]
    return []


def _series(item: Line, first: int, marks: list[int]) -> list[int]:
    """The commas before ", and an end to": "the resignation of X, clean water, and an end to Y"."""
    closing = next((at for at in marks if item.low(at) == "and" and item.low(at - 1) == ","), None)
    closing = closing or next((at for at in marks if item.low(at) == "and"), None)
    if closing is None:
        return []
    found = []
    for at in range(first + 1, closing - 2):
        after = item.raw(at + 1)
        named = item.raw(at - 1)[:1].isupper()
        if after in NO_ITEM or (named and after in DETERMINERS):
            continue
        if item.low(at) == "," and after[:1].islower():
            found.append(at)
    return found


def _opens_thing(item: Line, at: int, first: int, past: int) -> bool:
    """Whether a new thing to be had begins after this comma or conjunction."""
    k = at + 1
    if item.low(k) == "for":
        return item.low(k + 1) not in ("example", "instance", "now", "all")
    if any(item.low(j) == "between" for j in range(max(first, at - 6), at)):
        return False
    head = [item.low(j) for j in range(k, min(k + 7, past))]
    for place, low in enumerate(head):
        if low in PREPOSITIONS or low == ",":
            head = head[:place]
            break
    if not head or item.low(k) in ("which", "who", "including"):
        return False
    if item.low(at) == "," and "than" in head:
        return False
    change, degree = words("change"), words("degree")
    if item.low(k) in degree:
        return True
    short = [item.low(j) for j in range(first, at)]
    if item.low(k) in ("a", "an", "the", "new") and len(short) <= 4 and short[0] in degree | change:
        return not any(low in PREPOSITIONS for low in short)
    if item.low(at) == "and" and _whole_phrase(item, first, at, past):
        return True
    begun = short[:1] in (["a"], ["an"]) or short[0][:1].isdigit()
    alike = item.low(k) in ("a", "an") and begun and len(short) <= PHRASE
    if alike and item.low(at) == "and" and not any(low in PREPOSITIONS for low in short):
        return True
    return any(low in change for low in head)


def _whole_phrase(item: Line, first: int, at: int, past: int) -> bool:
    """Whether "and" joins two whole phrases: "a halt to A and a flat for B"."""
    opened = item.low(first) in DETERMINERS or not item.low(first)[:1].isalpha()
    if not opened or item.low(at + 1) not in ("a", "an", "the"):
        return False
    if any(item.low(k) in ("both", "between", "either") for k in range(first, at)):
        return False
    behind = [item.low(k) for k in range(at + 2, min(at + 7, past))]
    linked = next((k for k, low in enumerate(behind) if low in ("of", "for", "to", "in", "on")), 0)
    if not linked or any(not is_word(low) for low in behind[:linked]):
        return False
    inside = sum(item.low(k) in PREPOSITIONS for k in range(first, at))
    return inside > 0 and (item.low(at + 1) != "the" or behind[linked] == "of")


def _plain_item(item: Line, at: int, past: int) -> bool:
    """Whether a mark in an announced list separates two items and no pair inside one."""
    after = item.low(at + 1)
    if after in ("which", "who", "whom", "whose", "including", "where", "when", "but", "while"):
        return False
    if item.low(at) in (",", ";"):
        return is_word(after)
    closing = not any(item.low(k) in (",", ";") for k in range(at + 1, past))
    before = [item.low(k) for k in range(max(0, at - 12), at)]
    return (closing and ("," in before or item.low(at - 1) == ",")) or after in DETERMINERS


def _pieces(item: Line, first: int, past: int, marks: list[int]) -> list[Piece]:
    edges = [first, *marks, past]
    found = []
    for left, right in itertools.pairwise(edges):
        start = left
        if left != first and item.low(left + 1) in ("it", "they", "he", "she"):
            start = _to_verb(item, left + 1)
        elif left != first and item.low(left + 2) in ("it", "they", "he", "she"):
            start = _to_verb(item, left + 2)
        while start < right and item.low(start) in LEAD and (left != first or start == first):
            if left == first and item.low(start) in ("not", "to", "for", "that"):
                break
            if item.low(start) == "not" and item.low(start - 1) != "as":
                break
            start += 1
        end = right
        while end > start and item.low(end - 1) in (",", ";", "and", "or"):
            end -= 1
        if end > start:
            found.append((start, end))
    return found
