"""How demands were met: rejections, concessions, counter-offers, assurances, far away too.

An answer is linked by what it names: the demand that follows it, the demands of their owner ("the
Kremlin's demands"), all that stand ("the demands"), or those whose words it repeats.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

import msgspec

from analysis.catalogue import Catalogue
from analysis.demands import sides
from analysis.demands.aims import Aims
from analysis.demands.assurances import Ledger, assurances
from analysis.demands.moves import Moves
from analysis.demands.offers import SOON, instead, offered, refused_later
from analysis.demands.parties import Parties
from analysis.demands.passages import Answer, passages
from analysis.demands.replies import Kind
from analysis.demands.story import Story
from analysis.demands.topics import repeats, shares
from analysis.demands.turns import with_turns
from store.records import Article, Demand, Response, Statement

REACH = 60
"""So many characters behind a word for a demand its ordinal or its wording stands."""
SINGLE = re.compile(r"\b(?:it|this|that)\b", re.IGNORECASE)
ONE = re.compile(r"(?:one|an?|another|two|some) ", re.IGNORECASE)
OWN_CONTENT = re.compile(
    r"\b(?:demands?|calls?|requests?|appeals?|pleas?)\s+(?:by \S+ )?(?:to|for|that)\b"
)
"""An answer that says itself what was asked: "rejected an appeal to open the airport"."""
BLANK = re.compile(r"\n\s*\n")
NEXT = 160
"""So many characters after a demand the one of whom it was asked gives in."""
ASSERTING = frozenset(("statement", "accuse", "announce", "warn"))
"""Acts by which something is told that "dismissed that" may be about, and no demand."""
ORDINALS = {"first": 0, "former": 0, "second": 1, "latter": -1, "last": -1}
"""Which of the demands that stand in a row is meant."""
ORDINAL = re.compile(
    r"\b(first|second|former|latter|last) (?:demand|request|call|appeal|point)s?\b"
)
APPOSED = 2
"""So many characters lie between "their main demand" and what it is: a comma."""
REFUSALS = 20
FARTHEST = 2500
"""So many characters back "the demand" may stand, and what an answer repeats in part."""
PLURAL = re.compile(r"\b(?:demands|calls|requests|appeals|pleas|conditions)\b")
NEIGHBOURS = 6


def link(
    article: Article,
    story: Story,
    found: Sequence[Demand],
    statements: Sequence[Statement],
    parties: Parties,
    catalogue: Catalogue,
    told: Collection[tuple[int, int]],
) -> tuple[Demand, ...]:
    """The demands with their answers, and with the target that an answer shows.

    `story` are the sentences, `statements` and `found` what was found in them, `told` the spans of
    the demands whose clause names who must act.
    """
    if not found:
        return ()
    ledger = Ledger(found, [item.start for item in found])
    answered: dict[str, list[tuple[Answer, Kind]]] = {item.id: [] for item in found}
    refused: list[tuple[Answer, list[Demand]]] = []
    for answer, hit in _passages(article, story, ledger, statements, parties):
        if answer.kind == "rejected":
            refused.append((answer, hit))
        for item in hit:
            answered[item.id].append((answer, answer.kind))
    for answer, item, kind in assurances(ledger, statements, parties, catalogue):
        answered[item.id].append((answer, kind))
    own = [_owned(item, answered[item.id], parties) for item in found]
    full = [_with(item, answered[item.id], article) for item in own]
    aimed = [_aimed(item, refused[:REFUSALS], parties) for item in full]
    refuser = {(b.start, b.end) for a, b in zip(full, aimed, strict=True) if a is not b}
    moves = Moves(article.text, story, statements, aimed, parties)
    met = with_turns(aimed, article, story, moves, parties)
    near = list(_as_others(met, parties))
    return tuple(Aims(article.text, story, moves, parties, refuser | set(told)).aimed(near))


def _passages(
    article: Article,
    story: Story,
    ledger: Ledger,
    statements: Sequence[Statement],
    parties: Parties,
) -> Iterator[tuple[Answer, list[Demand]]]:
    """The passages that answer demands, in text order, offers that wait for a refusal last."""
    refused: list[tuple[Answer, list[Demand]]] = []
    waiting: list[Answer] = []
    between = Between(statements)
    for found in passages(story, parties):
        near, answer = ledger.near(found.start), found
        if answer.kind == "assurance" and instead(answer, near, article.text):
            answer = answer._replace(kind="counter-offer")
        if answer.kind == "counter-offer":
            hit = offered(answer, near, refused[-REFUSALS:], parties)
            if not hit:
                waiting.append(answer)
        elif answer.last:
            hit = _just_before(answer, near, article.text, parties, between)
        else:
            hit = _meant(answer, near, parties) or _beside(answer, near, parties)
        if answer.kind == "rejected" and hit:
            refused.append((answer, hit))
        if hit:
            yield answer, hit
    for answer in waiting[:REFUSALS]:
        yield answer, refused_later(answer, refused, parties)


class Between:
    """The statements of an article by their places: what was said last before an answer."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._items = sorted((s for s in statements if not s.nested), key=lambda s: s.start)
        self._starts = [item.start for item in self._items]

    def last(self, position: int) -> Statement | None:
        """The last statement that begins before a position."""
        at = bisect_right(self._starts, position - 1)
        return self._items[at - 1] if at else None


def _beside(answer: Answer, found: Sequence[Demand], parties: Parties) -> list[Demand]:
    """What was asked of somebody just before he gives in to something: "agreed to admit one"."""
    if answer.kind != "conceded" or answer.anaphor >= 0:
        return []
    last = next((i for i in reversed(found) if i.end <= answer.start < i.end + NEXT), None)
    asked = last is not None and sides.same(parties.named(last.target), answer.by)
    return [last] if last is not None and asked else []


def _aimed(
    item: Demand,
    refused: Sequence[tuple[Answer, list[Demand]]],
    parties: Parties,
) -> Demand:
    """The demand with a target: who refuses other demands of its holder is whom it was made to.

    Where such a demand names the side for which he speaks, it is the side.
    """
    if item.target:
        return item
    holder = parties.named(item.holder)
    for answer, hit in refused:
        if any(sides.same(parties.named(other.holder), holder) for other in hit):
            told = (other.target for other in hit if other.target)
            side = (name for name in told if sides.same(parties.named(name), answer.by))
            return msgspec.structs.replace(item, target=next(side, answer.by.name))
    return item


def _as_others(found: Sequence[Demand], parties: Parties) -> Iterator[Demand]:
    """The demands, where one without a target has that of the next one by its holder."""
    for number, item in enumerate(found):
        if item.target or not item.holder:
            yield item
            continue
        near = sorted(
            found[max(0, number - NEIGHBOURS) : number + NEIGHBOURS],
            key=lambda other: abs(other.start - item.start),
        )
        holder = parties.named(item.holder)
        aims = (
            other.target
            for other in near
            if other.target and sides.same(parties.named(other.holder), holder)
        )
        yield msgspec.structs.replace(item, target=next(aims, ""))


def _owned(item: Demand, given: Sequence[tuple[Answer, Kind]], parties: Parties) -> Demand:
    """The demand, where who "gave in to calls for it" does not hold it, but was asked."""
    for answer, _ in given:
        inside = 0 <= answer.anaphor < item.start <= answer.end + APPOSED
        own = inside and sides.same(parties.named(item.holder), answer.by)
        if own and _not_own(answer):
            return msgspec.structs.replace(item, holder="", target=answer.by.name)
    return item


def _not_own(answer: Answer) -> bool:
    """Whether nobody is told to hold what is answered, or several are and one person answers."""
    person = answer.by.actor is not None and answer.by.actor.kind == "person"
    return not answer.owner.name or (person and answer.about.startswith("their "))


def _with(item: Demand, given: Sequence[tuple[Answer, Kind]], article: Article) -> Demand:
    once = {
        (answer.start, answer.end): Response(
            start=answer.start,
            end=answer.end,
            text=article.text[answer.start : answer.end],
            by=answer.by.name,
            response=kind,
            article=article.id,
        )
        for answer, kind in given
        if answer.end <= item.start or answer.start >= item.end or answer.start < item.start
    }
    target = item.target
    for sort in ("rejected", "conceded", "assurance"):
        target = target or next((a.by.name for a, kind in given if kind == sort), "")
    ordered = tuple(once[key] for key in sorted(once))
    return msgspec.structs.replace(item, responses=ordered, target=target)


def _meant(answer: Answer, found: Sequence[Demand], parties: Parties) -> list[Demand]:
    """The demands that a rejection or concession is about."""
    others = [item for item in found if not sides.same(parties.named(item.holder), answer.by)]
    if answer.anaphor >= 0:
        counted = _ordinal(answer, others)
        if counted:
            return counted
        until = _listed_until(answer, found)
        named = [item for item in others if answer.anaphor < item.start <= until]
        if not named and _not_own(answer):
            until = answer.end + APPOSED
            named = [item for item in found if answer.anaphor < item.start <= until]
        if named:
            return named
        named = [
            item for item in others if item.end < answer.start and shares(item.text, answer.about)
        ]
        if named and not answer.owner.name:
            return named
        owner = answer.owner
        if not owner.name and (OWN_CONTENT.search(answer.about) or ONE.match(answer.about)):
            return []
        if not owner.name:
            earlier = [item for item in others if item.start < answer.start] or others
            if not earlier:
                return []
            one = PLURAL.search(answer.about) is None and answer.about
            if one and answer.start - earlier[-1].end > FARTHEST:
                return []
            owner = parties.named(earlier[-1].holder)
        return [item for item in others if sides.same(parties.named(item.holder), owner)]
    return [
        item
        for item in others
        if not (item.start < answer.end and answer.start < item.end)
        and shares(item.text, answer.about)
        and (abs(item.start - answer.start) < FARTHEST or repeats(item.text, answer.about))
    ]


def _ordinal(answer: Answer, others: Sequence[Demand]) -> list[Demand]:
    """The one of the demands just before that "the first request" or "the latter" means."""
    told = ORDINAL.search(answer.about[: len("the second ") + REACH])
    before = [item for item in others if item.end <= answer.start < item.end + SOON]
    near = [item for item in before if item.holder == before[-1].holder]
    return [near[ORDINALS[told.group(1)]]] if told is not None and len(near) > 1 else []


def _just_before(
    answer: Answer, found: Sequence[Demand], text: str, parties: Parties, between: Between
) -> list[Demand]:
    """What was demanded just before a short answer: all of it, or the last for "it" and "that"."""
    earlier = [
        item
        for item in found
        if 0 <= answer.start - item.end < SOON
        and not (answer.by.name and sides.same(parties.named(item.holder), answer.by))
    ]
    if not earlier:
        return []
    last = earlier[-1]
    if text.endswith("which ", 0, answer.start):
        return [last]
    if SINGLE.search(text, answer.start, answer.end):
        said = between.last(answer.start)
        if said is None or not last.end < said.start < said.end <= answer.start:
            return [last]
        further = BLANK.search(text, last.end, said.start) is not None
        told = said.act in ASSERTING and (further or said.speaker != last.holder)
        return [] if told else [last]
    holder = parties.named(last.holder)
    return [item for item in earlier if sides.same(parties.named(item.holder), holder)]


def _listed_until(answer: Answer, found: Sequence[Demand]) -> int:
    """The last start of the demands that follow the anaphor at once (", and", ": A; B")."""
    last = answer.anaphor + 60
    for item in found:
        if answer.anaphor < item.start <= last:
            last = max(last, item.end + 12)
    return last if last > answer.anaphor + 60 or answer.end > answer.anaphor + 60 else answer.end
