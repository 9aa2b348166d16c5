"""A claim to the question that it answers: event, thing or unit, who does it, where, about what."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from analysis import actors_data
from analysis.claims.contents import contents, known, named, names_of, small, stems_of
from analysis.claims.counting import (
    AGAIN,
    HAS,
    LIMIT,
    MORE,
    NUMBER_OF,
    ON_TOP,
    PART,
    SPOKEN,
    head_of,
    kind_of,
    of_some,
    only_counts,
    past_of,
    sort_of,
)
from analysis.claims.lexicon import lexicon, table
from analysis.claims.onsets import hourly, onset
from analysis.claims.stances import CHARGE, charged_event, seen_event
from analysis.claims.sums import costing
from analysis.claims.terms import narrow, stem, toll
from analysis.claims.tokens import Token, finite, tokens
from analysis.claims.verbs import things_of
from analysis.units import rules
from store.records import Claim

RATE = re.compile(r"(?:an?|per|each|every) |daily|annually", re.IGNORECASE)
DENIALS = frozenset(("denied", "unknown", "none"))
STANCES = frozenset(("denied", "not", "none", "not seen", "not verified"))
"""Values of claims that contradict another."""
ON_BOARD = re.compile(r"\d[\d,.]* (?:[\w-]+ ){0,3}(?:on board|aboard)\b")
ABOARD, PASSENGER = "aboard", "passenger"
CARRIES = frozenset(("with", "carrying", "of", "there"))
"""Words before a number of passengers that says no more than how many they are."""
MOST = 1_000_000
"""A bare number as large as this is money rather than people."""
POSTS = frozenset(("jobs", "posts", "positions", "job", "post", "position"))
CUT = re.compile(r"\b(?:cut|cuts|cutting|shed|axe|axed|slash|slashed|lost|lose|go)\b")
"""Posts that are cut are people laid off."""
IRREGULAR = "fighter"
"""The stem of those who are no army: they are counted apart from soldiers."""
LOOSE = frozenset(
    ("", "upkeep", "increase", "decrease", "prices", "record", "movement", "decision", "attack")
) | {"election", "publication", "meeting"}
"""Events that say less of a number of people than a word of a toll beside it."""
HARMED = frozenset(("deaths", "injuries", "missing", "arrests"))


class Question(NamedTuple):
    """What a claim answers.

    base: what claims must share to be compared at all; doers and places: canonical names;
    stems: content words, by which claims are told apart where the event alone says little;
    counted: the stem of what a number counts, "" for people as such; year: of a time long past.
    """

    base: tuple[str, ...]
    event: str
    doers: frozenset[str]
    places: frozenset[str]
    stems: frozenset[str]
    by_thing: bool
    counted: str = ""
    year: str = ""


def event_of(claim: Claim) -> str:
    """The event that the claim's rule names, "" without one."""
    parts = claim.rule.split(":")
    return parts[2] if len(parts) > 2 else ""


def rule_of(claim: Claim) -> str:
    """The bare name of the rule: deed, number, dated, nominal, perception ..."""
    parts = claim.rule.split(":")
    return parts[1] if len(parts) > 1 else ""


@functools.cache
def _states() -> frozenset[str]:
    """The states of the world in small letters."""
    return frozenset(state.casefold() for state in actors_data.world().states)


@functools.cache
def power(name: str) -> bool:
    """Whether a name as `named` gives it is a state or a bloc: its deeds are no one else's."""
    return name in _states() or name in table("words")["blocs"]


def question(
    claim: Claim, previous: Question | None = None, number: Question | None = None
) -> Question:
    """The question of one claim.

    `previous` is that of the claim before it in its article, `number` that of a number told just
    before: a claim that only speaks of "the number of soldiers", or a bare number, takes it from
    there.
    """
    words = [word for word in tokens(claim.text, 0, len(claim.text)) if word.role != "mark"]
    event, sorts = event_of(claim), table("events")["questions"]
    rule = rule_of(claim)
    perceived = rule == "perception"
    if perceived:
        event = seen_event(words) or event
    told = contents(words)
    doers, places = names_of(words, told, perceived=perceived or rule == "size-unknown")
    asked = Question((), event, doers, places, stems_of(words, told, event), by_thing=True)
    things = things_of(words)
    thing = things[0] if things else ""
    if event == "opening" and "talks" in things:
        event, asked = "start", asked._replace(event="start")
    if "exercise" in things and claim.when:
        return asked._replace(base=("when", "exercises"), event="exercises")
    if rule == "rank":
        return asked._replace(base=("fact", "rank", ""), by_thing=False)
    if rule == "size-unknown":
        if not event and number is not None and "force" not in things:
            return number
        event = event or seen_event(words) or (previous.event if previous is not None else "")
        kind = "force" if "force" in things or event == "withdrawal" else ""
        return asked._replace(base=("count", event, kind, "", ""), event=event)
    if claim.quantity is not None or (event in sorts["tolls"] and claim.value in DENIALS):
        said = toll(words) if event in LOOSE | {"jobs"} else ""
        again = _again(claim, event, said, number)
        return again or _count(claim, asked, said, words, sorts)
    if onset(claim, words):
        return asked._replace(base=("when", "onset"), event=event or "damage")
    dated = claim.when or claim.value[:1] == "T" or (event == "attack" and hourly(claim))
    if event in sorts["when"] and dated and claim.value not in STANCES:
        return asked._replace(base=("when", event), by_thing=event == "attack")
    thing = "force" if thing == "equipment" or event == "withdrawal" else thing
    if event == "rejection" and CHARGE.search(claim.text):
        return _charged(asked, words)
    if event == "rejection":
        asked = asked._replace(doers=_refusing(words) or doers)
    by_thing = event in sorts["by_thing"] and (bool(thing) or event == "presence")
    base = ("fact", event, thing) if by_thing else ("fact", "", "")
    return asked._replace(base=base, by_thing=by_thing)


def _charged(asked: Question, words: list[Token]) -> Question:
    """The question of a charge that is denied: whether what is charged happened."""
    rest = words[next((at for at, w in enumerate(words) if w.low in {"that", "of"}), 0) + 1 :]
    event = charged_event(rest)
    stems = stems_of(rest, contents(rest), event)
    return asked._replace(base=("fact", "", ""), event=event, stems=stems, by_thing=False)


def _refusing(words: list[Token]) -> frozenset[str]:
    """Who rejects: the names before the verb, else the first noun there."""
    heads = [[entry.event.name for entry in word.entries] for word in words]
    verb = next((at for at, events in enumerate(heads) if "rejection" in events), 0)
    doers, _ = names_of(words[:verb], contents(words[:verb]), perceived=False)
    nouns = [w for w in words[:verb] if not w.role and w.low not in small() and not w.skipped]
    told = frozenset(
        named(word.text) for word in nouns if known(word.low) or word.text[0].isupper()
    )
    return doers or told or frozenset(f"~{word.low}" for word in nouns[:1])


def _acts(words: list[Token]) -> bool:
    """Whether something else is told of the passengers: "three passengers needed treatment"."""
    heads = [at for at, word in enumerate(words) if stem(word.low) == PASSENGER]
    if not heads or any(word.low in CARRIES or word.forms for word in words[: heads[0]]):
        return False
    return any(finite(words, at) for at in range(heads[0] + 1, len(words)))


def _again(claim: Claim, event: str, said: str, number: Question | None) -> Question | None:
    """The question of the number before, where the claim names another for it."""
    large = (claim.quantity or 0) >= MOST and not claim.subject
    bare = large and (not claim.unit or claim.unit == "people")
    if bare and number is not None and number.base[2] in rules().currencies.values():
        return number
    if number is None or said or of_some(claim):
        return None
    if event in table("events")["questions"]["tolls"] or HAS.search(claim.text):
        return None
    if NUMBER_OF.search(claim.text) or MORE.search(claim.text) or LIMIT.search(claim.text):
        return None
    if AGAIN.match(claim.text) and (not claim.unit or kind_of(claim) == number.base[2]):
        return number
    bare = not claim.unit and not event and rule_of(claim) in {"figure", "number"}
    spoken = SPOKEN.search(claim.text) is not None and kind_of(claim) == number.base[2]
    return number if bare or spoken or (rule_of(claim) == "figure" and not claim.unit) else None


def _count(
    claim: Claim, asked: Question, said: str, words: list[Token], sorts: dict[str, list[str]]
) -> Question:
    """The question of a number: how many of a kind in which event."""
    event, kind = asked.event, kind_of(claim)
    head = head_of(claim)
    year = past_of(claim)
    asked = asked._replace(counted=sort_of(head, kind), year=year)
    ill = said == "illness" and kind in {"case", "infection"}
    if said and (
        kind in {"person", "lives"} or ill or (not claim.unit and (claim.quantity or 0) < MOST)
    ):
        event, kind = said, "person"
    if kind == "person" and ON_BOARD.search(claim.text) and event not in sorts["tolls"]:
        event = ABOARD
    if stem(head) == PASSENGER and event not in sorts["tolls"] and not _acts(words):
        event = ABOARD
    if not event:
        named_by_unit = lexicon().nouns.get(claim.unit, ())
        event = named_by_unit[0].name if named_by_unit else ""
        kind = "person" if event in sorts["tolls"] else kind
    if kind in POSTS and CUT.search(claim.text):
        event, kind = "layoffs", "person"
    if event in sorts["tolls"] and kind in {"person", ""}:
        own = event in HARMED and PART.search(claim.text) is not None
        part = stem(head) if own else narrow(head) if head and event not in sorts["whole"] else ""
        part = f"some {stem(head)}" if of_some(claim) else part
        part = "more" if event in HARMED and ON_TOP.search(claim.text) else part
        base = ("count", event, "person", part, year)
        return asked._replace(base=base, event=event, doers=frozenset())
    harmed = toll(words) if kind == "force" and event in LOOSE else ""
    event = harmed if harmed in HARMED else event
    if kind == "force" and event in sorts["presence"]:
        event = "presence"
        year = "irregular" if stem(head) == IRREGULAR else year
    told = kind == "force"
    event = "" if event == "upkeep" and not told else event
    rate = claim.scope if RATE.match(claim.scope) else ""
    noun = {stem(word) for word in claim.subject.split()}
    stems = frozenset(w for w in asked.stems if not only_counts(w, kind) and w not in noun)
    if kind in rules().currencies.values():
        stems = costing(claim.text, stems)
    base = ("count", event if told else "", kind, rate, year)
    return asked._replace(base=base, event=event, by_thing=told, stems=stems)
