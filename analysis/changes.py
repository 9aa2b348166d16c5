"""The findings of two articles and their alignment to what a copy added, dropped or altered.

A finding is matched with the finding of its kind that stands where the alignment puts it.  One
whose words the other side still has is never called dropped; where only its attribution went, that
is said instead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from analysis.projection import Projection, projection
from analysis.text import words
from store.records import Alignment, Claim, Demand, Findings, Statement

Finding = Statement | Demand | Claim
Kind = Literal["statement", "demand", "claim", "quantity", "attribution", "speaker"]
What = Literal["dropped", "added", "altered"]
MATCHED = 0.2
GONE = 0.5
ARTICLE = "(article)"
BOUNDS = {"at-least": "at least", "at-most": "at most", "about": "about"}


class Change(NamedTuple):
    """One finding, or one trait of it, that differs.

    `left` and `right` are finding ids, "" on the side that lacks it.  `before` and `after` are what
    the sides have: the wording; for attribution and speaker names; for quantity its wording.
    `who` is the speaker, holder or asserter of what was dropped, added or altered.
    """

    what: What
    kind: Kind
    left: str
    right: str
    before: str
    after: str
    who: str = ""


def changes(left: Findings, right: Findings, alignment: Alignment) -> tuple[Change, ...]:
    """What `right` dropped, added and altered against `left`.

    `alignment` is of the two articles, offsets in their texts.  Statements come first, then
    demands, claims with numbers among them, and last the speakers that only one side has; each
    kind in reading order, the right's own additions last.
    """
    there, back = projection(alignment)
    kinds: tuple[tuple[Sequence[Finding], Sequence[Finding]], ...] = (
        (_outer(left.statements), _outer(right.statements)),
        (left.demands, right.demands),
        (left.claims, right.claims),
    )
    found: list[Change] = []
    for lefts, rights in kinds:
        matched = _match(lefts, rights, there)
        taken = set(matched.values())
        for number, item in enumerate(lefts):
            if number in matched:
                found += _altered(item, rights[matched[number]], there)
            else:
                found += _missing(item, there, dropped=True)
        for number, item in enumerate(rights):
            if number not in taken:
                found += _missing(item, back, dropped=False)
    return (*found, *_speakers(left, right))


def _outer(statements: Sequence[Statement]) -> list[Statement]:
    """Statements that are not inside another one: a quote in a quote goes with it."""
    return [item for item in statements if not item.nested]


def _match(
    lefts: Sequence[Finding], rights: Sequence[Finding], there: Projection
) -> dict[int, int]:
    """Numbers of right findings by numbers of left ones: best overlap first, each used once."""
    order = sorted(range(len(rights)), key=lambda number: rights[number].start)
    starts = [rights[number].start for number in order]
    reach, far = [], 0
    for number in order:
        far = max(far, rights[number].end)
        reach.append(far)
    scored: list[tuple[float, int, int]] = []
    for number, item in enumerate(lefts):
        spots = there.place(item.start, item.end)
        for other, overlap in _overlaps(spots, rights, order, starts, reach).items():
            whole = sum(b - a for a, b in spots) + rights[other].end - rights[other].start
            if (score := 2 * overlap / max(1, whole)) >= MATCHED:
                scored.append((-score, number, other))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, other in sorted(scored):
        if number not in matched and other not in taken:
            matched[number] = other
            taken.add(other)
    return matched


def _overlaps(
    spots: Sequence[tuple[int, int]],
    rights: Sequence[Finding],
    order: Sequence[int],
    starts: Sequence[int],
    reach: Sequence[int],
) -> dict[int, int]:
    """How many characters of the spots each right finding covers, by its number."""
    found: dict[int, int] = {}
    for start, end in spots:
        place = bisect_left(starts, end) - 1
        while place >= 0 and reach[place] > start:
            number = order[place]
            shared = min(end, rights[number].end) - max(start, rights[number].start)
            if shared > 0:
                found[number] = found.get(number, 0) + shared
            place -= 1
    return found


def _missing(item: Finding, across: Projection, *, dropped: bool) -> Iterator[Change]:
    """A finding of one side without a counterpart: gone, without its attribution, or neither."""
    name = who(item)
    ids = (item.id, "") if dropped else ("", item.id)
    if across.kept(item.start, item.end) < GONE:
        texts = (item.text, "") if dropped else ("", item.text)
        yield Change("dropped" if dropped else "added", _kind(item), *ids, *texts, name)
    elif name and isinstance(item, Statement) and _unattributed(item, across):
        yield Change("altered", "attribution", *ids, *((name, "") if dropped else ("", name)), name)


def _unattributed(item: Statement, across: Projection) -> bool:
    """Whether the words that say who said it are gone from the other side."""
    spans = [(item.mention_start, item.mention_end), (item.cue_start, item.cue_end)]
    known = [(a, b) for a, b in spans if a is not None and b is not None and a < b]
    return bool(known) and all(across.kept(a, b) < GONE for a, b in known)


def _altered(old: Finding, new: Finding, there: Projection) -> Iterator[Change]:
    """In what a finding differs from its counterpart."""
    before, after = who(old), who(new)
    name = after or before
    lost = isinstance(old, Statement) and not after and _unattributed(old, there)
    if isinstance(old, Claim) and isinstance(new, Claim):
        if _amount(old) != _amount(new):
            texts = amount_said(old), amount_said(new)
            yield Change("altered", "quantity", old.id, new.id, *texts, name)
        attributed = old.statement is None and new.statement is None
    else:
        attributed = True
    if attributed and before and (lost or (after and not same_name(before, after))):
        yield Change("altered", "attribution", old.id, new.id, before, after, name)
    if _key(old.text) != _key(new.text):
        kind: Kind = "claim" if isinstance(old, Claim) else _kind(old)
        yield Change("altered", kind, old.id, new.id, old.text, new.text, name)


def _amount(item: Claim) -> tuple[object, ...]:
    bound = "" if item.bound in ("", "exact", "reported") else item.bound
    return (item.quantity, item.quantity_high, bound if item.quantity is not None else "")


def amount_said(item: Claim) -> str:
    """A number as its claim words it: "over 150,000 troops"; the claim's text where it has none."""
    if item.quantity is None:
        return item.text
    high = "" if item.quantity_high is None else f"-{item.quantity_high:,}"
    bound = item.qualifier or BOUNDS.get(item.bound, "")
    return " ".join(part for part in (bound, f"{item.quantity:,}{high}", item.unit) if part)


def _kind(item: Finding) -> Kind:
    if isinstance(item, Statement):
        return "statement"
    if isinstance(item, Demand):
        return "demand"
    return "claim" if item.quantity is None else "quantity"


def who(item: Finding) -> str:
    """Who said, wants or asserts it; "" where unknown or the article itself."""
    if isinstance(item, Statement):
        return item.speaker
    if isinstance(item, Demand):
        return item.holder
    return "" if item.asserted_by == ARTICLE else item.asserted_by


def same_name(one: str, other: str) -> bool:
    """Whether two names can mean one actor: equal, one inside the other, or the same last word."""
    left, right = one.casefold().split(), other.casefold().split()
    if not left or not right:
        return left == right
    return set(left) <= set(right) or set(right) <= set(left) or left[-1] == right[-1]


def _key(text: str) -> list[str]:
    return [text[span.start : span.end].casefold() for span in words(text)]


def _speakers(left: Findings, right: Findings) -> Iterator[Change]:
    """Who speaks in one article only."""
    sides = [_first_by_speaker(side) for side in (left, right)]
    for name, ident in sides[0].items():
        if not any(same_name(name, other) for other in sides[1]):
            yield Change("dropped", "speaker", ident, "", name, "", name)
    for name, ident in sides[1].items():
        if not any(same_name(name, other) for other in sides[0]):
            yield Change("added", "speaker", "", ident, "", name, name)


def _first_by_speaker(side: Findings) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in side.statements:
        for name in item.speakers or (item.speaker,):
            if name:
                found.setdefault(name, item.id)
    return found
