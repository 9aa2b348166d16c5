"""The order of all utterances in time, as columns: what a feed of a million rows is drawn from.

Statements are counted from 0, article by article, in the order of each article's findings.  The
same passage in copies is one utterance; a rendering in other words follows the one it renders.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

import msgspec

from store.records import Story


class Head(NamedTuple):
    """A day: the place of its first utterance, an ISO date or "", how many, is one inferred?"""

    start: int
    when: str
    total: int
    inferred: bool


class Order(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Utterances by their place in time.

    `leads` are numbers of statements (unsigned 32 bit): the best dated printing of each utterance.
    `place` says for each statement which utterance it belongs to.  `printings` has those of more
    than one, in the order of the articles; `carried` how many articles carry an utterance where
    that is not one; `again` (a byte each) is 1 where it says in other words what stands before it;
    `variants` names the utterances that have renderings.  `speakers` are names, `speaker` their
    number for each statement; `said_by` is that of each utterance's lead, in order of time;
    `jointly` has the numbers of all speakers of a statement that several make.
    """

    leads: bytes
    place: bytes
    heads: list[Head]
    printings: dict[int, tuple[int, ...]]
    carried: dict[int, int]
    again: bytes
    variants: dict[int, int]
    speakers: list[str]
    speaker: bytes
    said_by: bytes
    jointly: dict[int, tuple[int, ...]]

    def places_of(self, speaker: str) -> list[int]:
        """The utterances that a speaker makes, alone or with others, in order of time."""
        if speaker not in self.speakers:
            return []
        code = self.speakers.index(speaker)
        told = self.jointly
        joint = {number for number, codes in told.items() if code in codes} if told else set()
        leads = self.numbers()
        return [
            place
            for place, said in enumerate(unpacked(self.said_by))
            if said == code or leads[place] in joint
        ]

    def numbers(self) -> array[int]:
        """`leads` as numbers."""
        return unpacked(self.leads)

    def place_of(self, number: int) -> int:
        """The place of the utterance that a statement belongs to."""
        return memoryview(self.place).cast("I")[number]


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers below 2**32 as bytes."""
    return array("I", numbers).tobytes()


def unpacked(data: bytes) -> array[int]:
    """What `packed` was given."""
    numbers = array("I")
    numbers.frombytes(data)
    return numbers


class _Told(NamedTuple):
    """What the order needs to know of a statement."""

    day: str
    time: str
    inferred: bool
    surely: bool


class Said(Protocol):
    """As much of a statement as its place in time takes."""

    @property
    def id(self) -> str:
        """Its own."""

    @property
    def speaker(self) -> str:
        """Who said it, "" when unknown."""

    @property
    def speakers(self) -> tuple[str, ...]:
        """All who said it, where they are several."""

    @property
    def when(self) -> str | None:
        """The ISO date, if there is one."""

    @property
    def when_source(self) -> str | None:
        """How that is known."""


def ordered(articles: Iterable[tuple[str, Sequence[Said]]], story: Story) -> Order:
    """The order of statements, given article by article with their article's id; n log n."""
    told: list[_Told] = []
    number_of: dict[str, int] = {}
    home: list[int] = []
    codes: dict[str, int] = {}
    speaker: list[int] = []
    jointly: dict[int, tuple[int, ...]] = {}
    whens: dict[tuple[str | None, str | None], _Told] = {}
    for at, (_, statements) in enumerate(articles):
        for item in statements:
            number_of[item.id] = len(told)
            key = item.when, item.when_source
            when = whens.get(key)
            if when is None:
                when = whens[key] = _when(*key)
            told.append(when)
            home.append(at)
            speaker.append(codes.setdefault(item.speaker, len(codes)))
            if len(item.speakers) > 1:
                names = item.speakers
                jointly[len(told) - 1] = tuple(codes.setdefault(n, len(codes)) for n in names)
    leads, same = _utterances(told, number_of, story)
    variant_of = {
        number_of[one]: name
        for name, variant in enumerate(story.quote_variants)
        for one in variant.ids
        if one in number_of
    }
    by_time = _by_time(told, leads, variant_of)
    place = array("I", bytes(4 * len(told)))
    printings: dict[int, tuple[int, ...]] = {}
    for where, lead in enumerate(by_time):
        for one in same.get(lead, (lead,)):
            place[one] = where
        if len(same.get(lead, ())) > 1:
            printings[where] = same[lead]
    variants = {place: variant_of[lead] for place, lead in enumerate(by_time) if lead in variant_of}
    heads = headings([(told[one].day, told[one].inferred) for one in by_time])
    again = _again(heads, variants, len(by_time))
    carried = _carried(by_time, printings, variants, again, (variant_of, home))
    return Order(
        packed(by_time), place.tobytes(), heads, printings, carried, again, variants,
        list(codes), packed(speaker), packed(speaker[one] for one in by_time),
        jointly,
    )  # fmt: skip


def _carried(
    leads: Sequence[int],
    printings: dict[int, tuple[int, ...]],
    variants: dict[int, int],
    again: bytes,
    of: tuple[dict[int, int], list[int]],
) -> dict[int, int]:
    """How many articles carry an utterance, by its place, where that is not one.

    `of` are the rendering of each statement that is one, and the article of each statement.
    """
    variant_of, home = of
    members: dict[int, set[int]] = {}
    for number, name in variant_of.items():
        members.setdefault(name, set()).add(home[number])
    carried = {}
    for where in printings.keys() | variants.keys():
        prints = {home[one] for one in printings.get(where, (leads[where],))}
        if where in variants and not again[where]:
            prints |= members[variants[where]]
        if len(prints) != 1:
            carried[where] = len(prints)
    return carried


def _when(when: str | None, source: str | None) -> _Told:
    said = when or ""
    return _Told(said[:10], said[10:], source == "inferred", source == "stated" and bool(said))


def _utterances(
    told: list[_Told], number_of: dict[str, int], story: Story
) -> tuple[list[int], dict[int, tuple[int, ...]]]:
    """The best dated printing of each utterance in the order of the first ones; all printings."""
    groups: dict[int, tuple[int, ...]] = {}
    for same in story.occurrences:
        numbers = tuple(sorted(number_of[one] for one in same if one in number_of))
        groups.update(dict.fromkeys(numbers, numbers))
    leads: list[int] = []
    printings: dict[int, tuple[int, ...]] = {}
    for number in range(len(told)):
        group = groups.get(number)
        if group is None or len(group) == 1:
            leads.append(number)
        elif group[0] == number:
            stated = [one for one in group if told[one].surely]
            lead = (stated or [one for one in group if told[one].day] or [number])[0]
            leads.append(lead)
            printings[lead] = group
    return leads, printings


def _by_time(told: list[_Told], leads: list[int], variant_of: dict[int, int]) -> list[int]:
    """Leads in order of time, unknown days last; renderings follow the first of their day."""
    first: dict[tuple[str, int], int] = {}
    keyed = []
    for place, lead in enumerate(leads):
        day, time = told[lead].day, told[lead].time
        name = variant_of.get(lead)
        home = place if name is None else first.setdefault((day, name), place)
        keyed.append((not day, day, time, home, place, lead))
    keyed.sort()
    return [row[-1] for row in keyed]


def headings(days: Sequence[tuple[str, bool]]) -> list[Head]:
    """Days of utterances in order, each with whether it is inferred."""
    heads: list[Head] = []
    start, inferred = 0, False
    for place, (day, doubt) in enumerate(days):
        if place and day != days[place - 1][0]:
            heads.append(Head(start, days[place - 1][0], place - start, inferred))
            start, inferred = place, False
        inferred = inferred or doubt
    if days:
        heads.append(Head(start, days[-1][0], len(days) - start, inferred))
    return heads


def _again(heads: Sequence[Head], variants: dict[int, int], total: int) -> bytes:
    """1 where an utterance of the same day before it is another rendering of the same."""
    starts = {head.start for head in heads}
    again = bytearray(total)
    for place, name in variants.items():
        again[place] = place not in starts and variants.get(place - 1) == name
    return bytes(again)


def kept(order: Order, keeps: Callable[[int], bool]) -> Order:
    """The utterances of which a printing is kept, by the number of its statement."""
    leads = order.numbers()
    places = [
        place
        for place, lead in enumerate(leads)
        if any(map(keeps, order.printings.get(place, (lead,))))
    ]
    starts = [head.start for head in order.heads]
    heads: list[Head] = []
    for new, old in enumerate(places):
        head = order.heads[bisect_right(starts, old) - 1]
        if heads and heads[-1].when == head.when:
            heads[-1] = heads[-1]._replace(total=heads[-1].total + 1)
        else:
            heads.append(Head(new, head.when, 1, head.inferred))
    place_of = array("I", bytes(len(order.place)))
    for new, old in enumerate(places):
        for one in order.printings.get(old, (leads[old],)):
            place_of[one] = new
    variants = {new: order.variants[old] for new, old in enumerate(places) if old in order.variants}
    said_by = unpacked(order.said_by)
    return Order(
        packed(leads[old] for old in places),
        place_of.tobytes(),
        heads,
        {new: order.printings[old] for new, old in enumerate(places) if old in order.printings},
        {new: order.carried[old] for new, old in enumerate(places) if old in order.carried},
        _again(heads, variants, len(places)),
        variants,
        order.speakers,
        order.speaker,
        packed(said_by[old] for old in places),
        order.jointly,
    )
