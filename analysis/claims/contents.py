"""What a word of a claim tells of its question by itself: is it a name, a place's word, a content?

Each word is looked at once, whatever claim it stands in.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from analysis import actors_data, moments
from analysis.claims.lexicon import ING, PARTICIPLE, PAST, lexicon, table
from analysis.claims.terms import stem
from analysis.claims.tokens import Token, finite, token
from analysis.units import unit_of

PLACE_BEFORE = frozenset(
    "in near at around from to into across on outside inside along towards toward".split()
)
BORDER = frozenset(("border", "borders"))
BETWEEN = frozenset(
    "the its eastern western northern southern border borders territory mainland and ,".split()
)
"""What stands between such a word and a name, or between two names."""
MINOR = frozenset(
    "the a an and or of in on at to for from by with its their his her it is are was".split()
)
PARTICLES = frozenset("down out off up away over back aside".split())
DEED = PAST | PARTICIPLE | ING


class Content(NamedTuple):
    """What is known of a word, wherever it stands.

    proper: it is a name within a claim; always: as the first word too; opener: it may be one there
    before another word with a capital letter; names: what it names, by its parts; leads: a place
    follows; deed: a form of an event verb; between: it says nothing of what follows; stem: that of
    a content word, "" of any other; named: what it names as a content word; events: those of which
    it may be the verb.
    """

    proper: bool
    always: bool
    opener: bool
    names: tuple[str, ...]
    leads: bool
    deed: bool
    between: bool
    stem: str
    named: str
    events: frozenset[str]


@functools.cache
def _blocs() -> dict[str, str]:
    return {name: bloc for bloc, names in table("words")["blocs"].items() for name in names}


@functools.cache
def named(word: str) -> str:
    """The state, bloc or body that a capitalised word stands for; the word itself if unknown."""
    low = word.casefold().replace("’", "'").removesuffix("'s").rstrip("'")
    if low in _blocs():
        return _blocs()[low]
    world = actors_data.world()
    key = actors_data.key(low)
    if key in world.adjectives:
        return world.adjectives[key].casefold()
    actor = world.actors.get(key)
    if actor is not None:
        name = actor.name.removesuffix(" (government)").casefold()
        return _blocs().get(name, name)
    if low.endswith("ean"):
        return low[:-1]
    return low.removesuffix("ian") if len(low) > 6 else low


@functools.cache
def small() -> frozenset[str]:
    """Words that name nothing, however they are written."""
    known = lexicon().sets
    parts = ("prepositions", "determiners", "pronouns", "adverbs", "joining", "opening")
    return MINOR.union(PARTICLES, *(known[f"clause.{part}"] for part in parts))


def known(low: str) -> bool:
    """Whether the world's list of states, blocs and bodies has the word."""
    world, key = actors_data.world(), actors_data.key(low)
    return low in _blocs() or key in world.adjectives or key in world.actors


def _names(word: str) -> tuple[str, ...]:
    """What the parts of a name stand for."""
    return tuple(named(part) for part in word.split("-") if part[:1].isupper())


@functools.lru_cache(maxsize=1 << 14)
def content(text: str) -> Content:
    """What is known of a word."""
    word = token(text)
    low, dated = word.low, word.low in moments.MONTHS or word.low in moments.DAYS
    bare = low.replace("’", "'").removesuffix("'s")
    proper = text[0].isupper() and not word.role and bare not in small()
    proper = proper and bare not in moments.MONTHS and bare not in moments.DAYS
    silent = (
        bool(word.role) or len(low) < 3 or low in small() or not text[0].isalpha() or dated
        or low in lexicon().sets["stems.titles"] or "." in low or word.opens
    )  # fmt: skip
    return Content(
        proper=proper,
        always=proper and known(bare),
        opener=proper and not word.forms and unit_of(text) is None,
        names=_names(text) if proper else (),
        leads=low in PLACE_BEFORE,
        deed=bool(word.forms) and not word.role,
        between=low in BETWEEN,
        stem="" if silent else stem(low),
        named=named(text) if proper and not silent else "",
        events=frozenset(entry.event.name for entry in word.entries),
    )


def contents(words: Sequence[Token]) -> list[Content]:
    """What is known of each of the words of a claim."""
    return [content(word.text) for word in words]


def _proper(words: Sequence[Token], told: Sequence[Content], at: int) -> bool:
    """Whether a word is a name; a claim's first word may be capital for another reason."""
    own = told[at]
    if not own.proper or (at + 1 < len(words) and words[at + 1].low == "time"):
        return False
    if at > 0 or own.always:
        return True
    return own.opener and len(words) > 1 and words[1].text[0].isupper()


def names_of(
    words: list[Token], told: Sequence[Content], *, perceived: bool
) -> tuple[frozenset[str], frozenset[str]]:
    """(doers, places): names by what stands before them; who looked is neither."""
    doers: set[str] = set()
    places: set[str] = set()
    first = 0
    if perceived:
        sets = lexicon().sets
        eyes = sets["perception.seen"] | sets["perception.verified"] | sets["perception.known"]
        first = next((at + 1 for at, word in enumerate(words) if word.low in eyes), 0)
    placed = False
    for at in range(first, len(words)):
        own = told[at]
        if own.proper and _proper(words, told, at):
            (places if placed else doers).update(own.names)
        elif own.leads:
            placed = True
        elif own.deed:
            placed = placed or bool(words[at].flags & DEED) or finite(words, at)
        elif not own.between:
            placed = words[at].low == "with" and at > 0 and words[at - 1].low in BORDER
    return frozenset(doers), frozenset(places)


def stems_of(words: Sequence[Token], told: Sequence[Content], event: str) -> frozenset[str]:
    """Content words: no small words, no numbers, no names, not the event's own verb."""
    return frozenset(
        [
            own.named if own.proper and _proper(words, told, at) else own.stem
            for at, own in enumerate(told)
            if own.stem and event not in own.events
        ]
    )
