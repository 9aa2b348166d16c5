"""What is demanded: clauses, deeds of others and things, as ranges of tokens."""

from __future__ import annotations

from typing import NamedTuple

from analysis.demands import ends, lists
from analysis.demands.guards import change_head, subjunctive
from analysis.demands.lexicon import words
from analysis.demands.tokens import (
    CURRENCIES,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECTS,
    Line,
    is_adverb,
    is_word,
)

CLAUSE_REACH = 24
CLAUSES = frozenset(
    "that which who whom what when if where because as than how why whatever whoever".split()
)
"""Behind these a verb is not that of the sentence."""
FINITE = frozenset(
    "came went began became fell rose grew took makes means shows gives comes goes remains seems "
    "appears becomes".split()
)
"""Past forms that are no participles."""
CLAUSE_SUBJECTS = SUBJECTS - {"you", "it"}
PLAIN = 3
"""A plain verb that no list knows has so many letters."""


class Content(NamedTuple):
    """Token ranges of the items, and of the one who must act; `targets` where each has its own."""

    items: list[tuple[int, int]]
    target: tuple[int, int] | None
    rule: str
    targets: tuple[tuple[int, int] | None, ...] = ()


def clause(item: Line, first: int, sort: str, *, quoted: bool) -> Content | None:
    """A clause after "that"; with sort "wish" only one that wishes, with "" none."""
    if not sort or first >= len(item.lows):
        return None
    past = ends.find(item, first, quoted=quoted)
    again = {k: opens for k in range(first + 2, past - 1) if (opens := _that_again(item, k))}
    if again:
        return _clauses(item, [first, *again.values()], [*again, past], sort)
    verb = subjunctive(item, first, past)
    if sort == "wish" and verb is None:
        return None
    if past - first < 2:
        return None
    items = lists.deeds(item, first, past, verb)
    actor = (first, _subject_end(item, first, verb)) if verb is not None else None
    if actor and item.low(verb or 0) == "be":
        actor = None
    return Content(items, actor, "clause")


def _that_again(item: Line, at: int) -> int:
    """Where a further clause under the same cue begins, behind "and that" or ", that"; else 0.

    Words of time may stand between: "and until then that".
    """
    if item.low(at) not in ("and", ","):
        return 0
    reach = range(at + 1, at + 5 if item.low(at + 1) in ("until", "till", "in", "for") else at + 2)
    return next((k + 1 for k in reach if item.low(k) == "that"), 0)


def _clauses(item: Line, starts: list[int], pasts: list[int], sort: str) -> Content | None:
    """ "that X do A and that Y do B": what each clause demands, each with its own actor."""
    items: list[tuple[int, int]] = []
    actors: list[tuple[int, int] | None] = []
    for first, past in zip(starts, pasts, strict=True):
        cut = past - 1 if item.low(past - 1) == "," else past
        verb = subjunctive(item, first, cut)
        found = lists.deeds(item, first, cut, verb)
        actor = (first, _subject_end(item, first, verb)) if verb is not None else None
        if actor and item.low(verb or 0) == "be":
            actor = None
        items += found
        actors += [actor] * len(found)
    wished = sort != "wish" or any(subjunctive(item, f, p) is not None
                                   for f, p in zip(starts, pasts, strict=True))  # fmt: skip
    return Content(items, None, "clause", tuple(actors)) if wished else None


def _subject_end(item: Line, first: int, verb: int) -> int:
    at = verb
    while at > first and (
        item.low(at - 1) in words("auxiliary")
        or item.low(at - 1) in ("not", "never", "to", ",")
        or (is_adverb(item.low(at - 1)) and item.raw(at - 1)[:1].islower())
    ):
        at -= 1
    return at


def deed_after(item: Line, marker: int) -> int:
    """The index of the verb after "to": adverbs, "not" and a quotation mark are stepped over."""
    at = marker + 1
    while item.low(at) in ("not", "never", "also", "“", '"') or _manner(item.low(at)):
        at += 1
    return at


def _manner(low: str) -> bool:
    return low.endswith("ly") and len(low) > PLAIN + 1 and low not in words("action")


def infinitive(item: Line, start: int, *, any_verb: bool = False) -> int | None:
    """The index of the "to" before a plain verb that belongs to the phrase starting here.

    With `any_verb` the verb need not be a known one, if it looks like no other word.
    """
    past_insertion = 0
    for k in range(start + 1, min(start + CLAUSE_REACH, len(item.lows))):
        low, after = item.low(k), item.low(k + 1)
        if k < past_insertion:
            continue
        if low == "," and after.startswith(("whoever", "whichever", "whatever")):
            past_insertion = next((j for j in range(k + 1, k + 9) if item.low(j) == ","), 0) + 1
            continue
        if low in ("who", "which") and item.low(start) in DETERMINERS and k > start + 1:
            return _to_be_done(item, k)
        if low == "to":
            if item.low(k - 1) in words("not_before_to"):
                return None
            probe = deed_after(item, k)
            if item.low(probe) in words("action") or item.low(probe) in words("stative"):
                return k
            if any_verb and may_be_verb(item, probe) and is_word(item.low(probe + 1)):
                return k
        barred = low in words("not_in_person") or low in CLAUSE_SUBJECTS
        if barred or (low in words("auxiliary") and after != "to"):
            return None
        if low.endswith(("'ll", "'d", "'re", "'ve", "'m")) or low in ("it's", "he's", "she's"):
            return None
        if low == "," and not _inserted(item, k):
            return None
    return None


def _to_be_done(item: Line, relative: int) -> int | None:
    """The "to" of "the officer who gave the order to be tried", behind a relative clause."""
    for k in range(relative + 2, min(relative + 12, len(item.lows))):
        if not is_word(item.low(k)):
            return None
        if item.low(k) == "to" and item.low(k + 1) == "be":
            return k if item.low(k + 2).endswith(("ed", "en", "ut", "ld")) else None
    return None


def may_be_verb(item: Line, at: int) -> bool:
    """Whether the word after "to" can be a plain verb: no name, article or form in -s."""
    low, raw = item.low(at), item.raw(at)
    if not low.isalpha() or not raw[:1].islower() or len(low) < PLAIN:
        return False
    barred = DETERMINERS | PREPOSITIONS | words("boundary") | words("auxiliary")
    ending = low.endswith(("ing", "ed", "s")) and not low.endswith(("ss", "eed"))
    return low not in barred and not ending


def _inserted(item: Line, comma: int) -> bool:
    """Whether the comma opens or closes an insertion before the infinitive."""
    after = item.low(comma + 1)
    return (
        after
        in (
            "which",
            "who",
            "a",
            "the",
            "its",
            "his",
            "to",
            "not",
            "in",
            "whose",
            "along",
            "together",
            "including",
        )
        or item.raw(comma + 1)[:1].isupper()
        or (item.low(comma + 1) == "to" and item.low(comma + 2) in words("action"))
    )


def ends_in_actor(item: Line, past: int) -> bool:
    """Whether the last word of the phrase that ends here is one that can act."""
    return item.low(past - 1) in words("actors")


def thing(
    item: Line, first: int, *, change: bool, quoted: bool, deed: bool = True
) -> Content | None:
    """A noun phrase that is demanded, or with `deed` "X to do"."""
    opened = is_word(item.low(first)) or item.low(first) in CURRENCIES or item.low(first) in '“"‘'
    if first >= len(item.lows) or not opened:
        return None
    past = ends.find(item, first, quoted=quoted)
    for cut in range(first + 1, past - 1):
        if (
            item.low(cut) == "and"
            and item.low(cut + 1) == "for"
            and item.low(cut + 2)
            not in (
                "all",
                "example",
                "instance",
            )
        ):
            rest = thing(item, cut + 2, change=change, quoted=quoted)
            items = lists.things(item, first, cut, loose=False)
            return Content(items + rest.items, rest.target, rest.rule) if rest else None
    marker = infinitive(item, first) if deed else None
    if marker is not None and marker < past and _acts(item, first, marker):
        verb = deed_after(item, marker)
        actor = None if item.low(verb) == "be" else (first, marker)
        return Content(lists.deeds(item, first, past, verb), actor, "person")
    if change and not change_head(item, first, past):
        return None
    if past <= first:
        return None
    return Content(lists.things(item, first, past, loose=False), None, "thing")


def _acts(item: Line, first: int, marker: int) -> bool:
    """Whether "for X to do" is meant, and no thing with a purpose ("an inquiry to find ...")."""
    head = [item.low(k) for k in range(first, marker)]
    if any(low in words("change") for low in head[-2:]) and head[0] in DETERMINERS | {"an"}:
        return False
    passive = item.low(marker + 1) == "be"
    if item.low(first) in ("a", "an", "more", "no"):
        return passive or ends_in_actor(item, marker)
    named = any(item.raw(k)[:1].isupper() for k in range(first, marker))
    can = named or head[-1].endswith("s") or head[0] in DETERMINERS or len(head[-1]) < 5
    if not (passive or can or ends_in_actor(item, marker)):
        return False
    return (
        not any(low in (",", "and") for low in head)
        or head[-1] in words("actors")
        or (item.raw(marker - 1)[:1].isupper())
    )


def within_phrase(item: Line, at: int, found: Content) -> Content | None:
    """The content of "a petition calling for X has ...": it ends before the verb of the phrase."""
    helped = item.low(at - 1) in words("auxiliary") or is_adverb(item.low(at - 1))
    if helped and item.low(at).endswith("ing"):
        return found
    first, past = found.items[-1]
    for k in range(first + 1, past):
        low = item.low(k)
        if low in CLAUSES or _contact(item, first, k):
            break
        if low in FINITE or (
            low in words("auxiliary") and low not in ("be", "been", "being", "do")
        ):
            end = ends.trimmed(item, first, k)
            return found._replace(items=[*found.items[:-1], (first, end)]) if end > first else None
    return found


def _contact(item: Line, first: int, at: int) -> bool:
    """Whether a clause without "that" begins here: "a ban on goods *the* firm has sold"."""
    low, before = item.low(at), item.low(at - 1)
    opens = low in DETERMINERS or low in words("person_pronoun")
    return (
        opens and at > first + 1 and is_word(before)
        and before not in PREPOSITIONS | {"and", "or", "all", "both"}
        and not (before in words("action") and item.low(at - 2) in ("to", "and"))
    )  # fmt: skip


def before_main_verb(item: Line, found: Content) -> Content:
    """The content of "his call to do X, denounced by Y, has ...": it ends before the insertion."""
    first, past = found.items[-1]
    for k in range(first + 2, past):
        if item.low(k) in ("is", "are", "was", "were", "has", "have", "had") and (
            item.low(k - 1) == ","
        ):
            opened = next((j for j in range(first + 1, k - 1) if item.low(j) == ","), k - 1)
            return found._replace(items=[*found.items[:-1], (first, opened)])
    return found


def before_copula(item: Line, found: Content) -> Content:
    """The content of "demands that X do Y are Z": it ends before the verb of the main clause."""
    first, past = found.items[-1]
    for k in range(first + 1, past):
        low = item.low(k)
        if low in words("not_in_person") or low in ("which", "who", "must", "should", "be"):
            break
        if low in ("is", "are", "was", "were", "has", "have", "had"):
            return found._replace(items=[*found.items[:-1], (first, k)])
    return found


def fronted(item: Line, at: int) -> bool:
    """Whether the cue stands in a clause before the main one ("While X wants ..., Z said ...")."""
    opens = item.low(0) in words("fronts")
    if (
        item.low(0) in ("in", "by", "with", "at")
        and item.low(2) != "request"
        and not item.low(at).endswith("ing")
    ):
        return False
    return opens and not any(item.low(k) == "," for k in range(at))


def to_comma(item: Line, found: Content) -> Content:
    """The content up to the comma that closes its clause."""
    kept = []
    for first, past in found.items:
        cut = next((k for k in range(first + 1, past) if item.low(k) == ","), past)
        kept.append((first, cut))
        if cut < past:
            break
    return found._replace(items=kept)
