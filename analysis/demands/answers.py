"""How demands were met: rejections, concessions, counter-offers and assurances, wherever they stand.

An answer is linked by what it names: the demand that follows it, the demands of their owner ("the
Kremlin's demands"), all that stand ("the demands"), or those whose words it repeats.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import msgspec

from analysis.catalogue import Catalogue, classify
from analysis.demands import ends, sides, subjects
from analysis.demands.guards import change_head
from analysis.demands.lexicon import words
from analysis.demands.nouns import after
from analysis.demands.parties import NOBODY, Parties, Party
from analysis.demands.tokens import Line, is_word
from analysis.demands.topics import against, denies, shares
from store.records import Article, Demand, Response, Statement

Kind = Literal["rejected", "counter-offer", "assurance", "conceded"]
KINDS: tuple[Kind, ...] = ("rejected", "conceded", "counter-offer")
OPPOSITE: dict[Kind, Kind] = {"conceded": "rejected", "rejected": "conceded"}


class Answer(NamedTuple):
    """One answer: its span, by whom, and wording, owner and noun of what it answers."""

    kind: Kind
    start: int
    end: int
    by: Party
    about: str
    owner: Party
    anaphor: int


@cache
def rules() -> dict[str, dict[str, str]]:
    """The words of answers.toml."""
    found: dict[str, dict[str, str]] = tomllib.loads(
        (files("analysis.demands") / "answers.toml").read_text("utf-8")
    )
    return found


class Form(NamedTuple):
    """A way to open an answer: its words, its kind, and whether it is a noun."""

    words: tuple[str, ...]
    kind: Kind
    noun: bool


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """The forms of all kinds by their first word, longer ones first."""
    found: dict[str, list[Form]] = {}
    for kind in KINDS:
        for sort in ("verb", "noun"):
            for text in rules()[kind][sort].split():
                form = Form(tuple(text.split("_")), kind, sort == "noun")
                found.setdefault(form.words[0], []).append(form)
    return {
        first: tuple(sorted(given, key=lambda form: -len(form.words)))
        for first, given in found.items()
    }


def link(
    article: Article,
    lines: Sequence[Line],
    found: Sequence[Demand],
    statements: Sequence[Statement],
    parties: Parties,
    catalogue: Catalogue,
) -> tuple[Demand, ...]:
    """The demands with their answers, and with the target that an answer shows.

    `lines` are the sentences of the story, `statements` and `found` what was found in them.
    """
    if not found:
        return ()
    given = list(_answers(lines, parties))
    answered: dict[str, list[tuple[Answer, Kind]]] = {item.id: [] for item in found}
    refused: list[tuple[Answer, list[Demand]]] = []
    for answer in given:
        if answer.kind == "counter-offer":
            hit = _offered(answer, found, refused, parties)
        else:
            hit = _meant(answer, found, parties)
        if answer.kind == "rejected" and hit:
            refused.append((answer, hit))
        for item in hit:
            answered[item.id].append((answer, answer.kind))
    for answer, item, kind in _assurances(found, statements, parties, catalogue):
        answered[item.id].append((answer, kind))
    full = [_with(item, answered[item.id], article) for item in found]
    return tuple(_aimed(item, refused, parties) for item in full)


def _aimed(
    item: Demand, refused: Sequence[tuple[Answer, list[Demand]]], parties: Parties
) -> Demand:
    """The demand with a target: who refuses other demands of its holder is whom it was made to."""
    if item.target:
        return item
    holder = parties.named(item.holder)
    for answer, hit in refused:
        if any(sides.same(parties.named(other.holder), holder) for other in hit):
            return msgspec.structs.replace(item, target=answer.by.name)
    return item


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
    if not target:
        target = next((answer.by.name for answer, kind in given if kind == "rejected"), "")
    ordered = tuple(once[key] for key in sorted(once))
    return msgspec.structs.replace(item, responses=ordered, target=target)


def _answers(lines: Sequence[Line], parties: Parties) -> Iterator[Answer]:
    """Every passage that may be an answer, in text order."""
    opening = forms()
    for item in lines:
        for at, token in enumerate(item.tokens):
            for form in opening.get(token.low, ()):
                answer = _read(item, at, form, parties)
                if answer:
                    yield answer
                    break


def _read(item: Line, at: int, form: Form, parties: Parties) -> Answer | None:
    if any(item.low(at + k) != word for k, word in enumerate(form.words)):
        return None
    if not form.noun:
        return _by_verb(item, at, at + len(form.words), form.kind, parties)
    if item.low(at + 1) not in ("of", "to"):
        return None
    owner = subjects.owner(item, at)
    by = parties.mention(item.span(*owner)) if owner else NOBODY
    first = owner[0] if owner else at
    return _made(item, (first, at + 2), form.kind, by, parties)


def _by_verb(item: Line, at: int, past: int, kind: Kind, parties: Parties) -> Answer | None:
    before = [item.low(k) for k in range(max(0, at - 4), at)]
    if any(low in words("hypothetical") | {"to"} - {"can"} for low in before[-2:]):
        if not any(low in ("refuse", "refused", "refuses", "refusing") for low in before):
            return None
    negated = any(low in ("not", "never", "n't", "no") or low.endswith("n't") for low in before)
    if before[-1:] == ["to"] and kind == "conceded":
        negated = True
    if negated:
        if kind not in OPPOSITE:
            return None
        kind = OPPOSITE[kind] if kind == "conceded" else kind
        if item.low(at).startswith("reject"):
            return None
    if item.low(at - 1) in ("was", "were", "been", "being", "be"):
        return _passive(item, at, kind, parties)
    subject = subjects.before(item, at)
    if subject is None:
        return None
    shared = item.low(at - 1) in ("but", "and", "also", "instead") or item.low(at).endswith("ing")
    by = parties.mention(item.span(*subject))
    return _made(item, (at if shared else subject[0], past), kind, by, parties)


def _passive(item: Line, at: int, kind: Kind, parties: Parties) -> Answer | None:
    """ "The demands were rejected by X"."""
    subject = subjects.before(item, at)
    if subject is None or kind == "counter-offer":
        return None
    noun = next((k for k in range(*subject) if item.low(k) in _anaphors()), None)
    if noun is None:
        return None
    by = NOBODY
    past = at + 1
    if item.low(at + 1) == "by":
        past = ends.find(item, at + 2)
        by = parties.mention(item.span(at + 2, past)) if past > at + 2 else NOBODY
    owner = subjects.owner(item, noun)
    start, end = item.span(subject[0], past)
    held = parties.mention(item.span(*owner)) if owner else NOBODY
    return Answer(kind, start, end, by, "", held, item.tokens[noun].start)


def _anaphors() -> frozenset[str]:
    return frozenset(rules()["words"]["anaphor"].split())


def _made(
    item: Line, head: tuple[int, int], kind: Kind, by: Party, parties: Parties
) -> Answer | None:
    """The answer whose object starts after `head`, the tokens of subject and verb."""
    first = head[1]
    if first >= len(item.tokens) or not (is_word(item.low(first)) or item.low(first) in "“\""):
        return None
    past = ends.find(item, first)
    if past <= first:
        return None
    if not _answerable(item, head[1] - 1, first, past, kind):
        return None
    noun = next(
        (k for k in range(first, min(first + 9, past)) if item.low(k) in _anaphors()), None
    )
    owner = None
    if noun is not None:
        owner = subjects.owner(item, noun, floor=first)
        if owner is None and item.low(noun + 1) in ("from", "by"):
            owner = after(item, noun + 2)
    start, end = item.span(head[0], past)
    return Answer(
        kind,
        start,
        end,
        by,
        item.text[item.tokens[first].start : end],
        parties.mention(item.span(*owner)) if owner else NOBODY,
        item.tokens[noun].start if noun is not None else -1,
    )


def _answerable(item: Line, verb: int, first: int, past: int, kind: Kind) -> bool:
    """Whether what follows an answering verb can be the answer to a demand."""
    low, after = item.low(first), item.low(first + 1)
    if low in ("that", "no", "with", "whether", "what"):
        return False
    if low == "to" and after in ("say", "comment", "answer", "speak", "give", "name", "identify"):
        return False
    if kind == "conceded":
        loose = item.low(verb) in ("met", "meet", "meets", "meeting", "satisfied", "satisfy", "granted")
        named = any(item.low(k) in _anaphors() for k in range(first, min(first + 9, past)))
        return low not in rules()["words"]["talk"].split() and (named or not loose)
    if kind == "counter-offer":
        deed = any(item.low(k) == "to" for k in range(first, min(first + 8, past)))
        return deed or change_head(item, first, past)
    return True


def _meant(answer: Answer, found: Sequence[Demand], parties: Parties) -> list[Demand]:
    """The demands that a rejection or concession is about."""
    others = [
        item for item in found if not sides.same(parties.named(item.holder), answer.by)
    ]
    if answer.anaphor >= 0:
        named = [item for item in others if answer.anaphor < item.start <= _listed_until(answer, found)]
        if named:
            return named
        owner = answer.owner
        if not owner.name:
            earlier = [item for item in others if item.start < answer.start] or others
            if not earlier:
                return []
            owner = parties.named(earlier[-1].holder)
        return [item for item in others if sides.same(parties.named(item.holder), owner)]
    return [
        item
        for item in others
        if not (item.start < answer.end and answer.start < item.end)
        and shares(item.text, answer.about)
    ]


def _listed_until(answer: Answer, found: Sequence[Demand]) -> int:
    """The last start of the demands that follow the anaphor at once (", and", ": A; B")."""
    last = answer.anaphor + 60
    for item in found:
        if answer.anaphor < item.start <= last:
            last = max(last, item.end + 12)
    return last if last > answer.anaphor + 60 or answer.end > answer.anaphor + 60 else answer.end


def _offered(
    answer: Answer,
    found: Sequence[Demand],
    refused: Sequence[tuple[Answer, list[Demand]]],
    parties: Parties,
) -> list[Demand]:
    """The demands that an offer answers: what its maker refused, else what was asked of it."""
    for earlier, hit in reversed(refused):
        if sides.same(earlier.by, answer.by):
            return hit
    return [
        item
        for item in found
        if item.start < answer.start
        and sides.same(parties.named(item.target), answer.by)
        and not sides.same(parties.named(item.holder), answer.by)
    ]


def _assurances(
    found: Sequence[Demand],
    statements: Sequence[Statement],
    parties: Parties,
    catalogue: Catalogue,
) -> Iterator[tuple[Answer, Demand, Kind]]:
    """Statements of the other side that a thing demanded will be, or not be."""
    for said in statements:
        if said.nested or not said.speaker or not denies(said.text):
            continue
        speaker = parties.named(said.speaker)
        meaning = classify(catalogue, said.text)
        answer = Answer(
            "assurance", said.start, said.end, speaker, said.text, NOBODY, -1
        )
        for item in found:
            if sides.same(parties.named(item.holder), speaker) or item.statement == said.id:
                continue
            if item.start < said.end and said.start < item.end:
                continue
            same_entry = meaning is not None and meaning.entry.key == item.demand
            asked = sides.same(parties.named(item.target), speaker)
            if same_entry or (asked and item.demand == "other" and shares(item.text, said.text)):
                yield answer, item, "assurance" if same_entry or against(item.text) else "rejected"
