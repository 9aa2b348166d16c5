"""Passages that may answer a demand: "rejected X", "the demands were met", "offered to Y"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from analysis.demands import ends, replies, subjects
from analysis.demands.guards import change_head
from analysis.demands.lexicon import answer_rules as rules
from analysis.demands.lexicon import words
from analysis.demands.nouns import after
from analysis.demands.parties import NOBODY, Parties, Party
from analysis.demands.replies import Kind
from analysis.demands.story import Story
from analysis.demands.tokens import DETERMINERS, Line, is_possessive, is_word

KINDS: tuple[Kind, ...] = ("rejected", "conceded", "counter-offer", "assurance")


class Answer(NamedTuple):
    """One answer: its span, by whom, and wording, owner and noun of what it answers.

    `last`: it speaks of what was demanded just before ("refused", "ruled that out").
    """

    kind: Kind
    start: int
    end: int
    by: Party
    about: str
    owner: Party
    anaphor: int
    last: bool = False


class Form(NamedTuple):
    """A way to open an answer: its words, its kind, and whether it is a noun."""

    words: tuple[str, ...]
    kind: Kind
    noun: bool


OBJECT = 6
"""So many words of an object tell what is offered."""
BETTERED = frozenset("raised raises improved improves increased increases sweetened upped".split())
"""Verbs that make an offer a better one: "raised its offer to 5 percent"."""
NO_DEMAND = frozenset("will would not phone telephone conference video roll wake-up close".split())
"""What stands before "call" and makes it a verb, or a talk."""
PARTIAL = frozenset("one a an another two some".split())
"""What opens a phrase for a part of what was demanded: "one request had been granted"."""


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


def passages(story: Story, parties: Parties) -> Iterator[Answer]:
    """Every passage that may be an answer, in text order."""
    opening, answering = forms(), replies.verbs()
    for place in story.answering():
        item = story.line(place)
        for at, low in enumerate(item.lows):
            short = replies.read(item, at) if low in answering else None
            if short:
                yield _short(item, short, parties)
                continue
            for form in opening.get(low, ()):
                answer = _read(item, at, form, parties)
                if answer:
                    yield answer
                    break


def _short(item: Line, found: replies.Reply, parties: Parties) -> Answer:
    """An answer to what was demanded just before, or to what stands between verb and particle."""
    start, end = item.span(*found.span)
    by = parties.mention(item.span(*found.by)) if found.by else NOBODY
    about = item.text[slice(*item.span(*found.about))] if found.about else ""
    noun = -1
    if found.about:
        named = (k for k in range(*found.about) if _stands_for(item, k))
        noun = next((item.starts[k] for k in named), -1)
    return Answer(found.kind, start, end, by, about, NOBODY, noun, last=not about)


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
    refuses = any(low in ("refuse", "refused", "refuses", "refusing") for low in before)
    if not refuses and any(low in words("hypothetical") or low == "to" for low in before[-2:]):
        return None
    negated = any(low in ("not", "never", "n't", "no") or low.endswith("n't") for low in before)
    if before[-1:] == ["to"]:
        if kind != "conceded":
            return None
        negated = True
    if negated:
        if kind in ("counter-offer", "assurance"):
            return None
        kind = "rejected"
        if item.low(at).startswith("reject"):
            return None
    if item.low(at - 1) in DETERMINERS or is_possessive(item.low(at - 1)):
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
    if subject is None or kind == "counter-offer" or item.low(subject[0]) in PARTIAL:
        return None
    noun = next((k for k in range(*subject) if _stands_for(item, k)), None)
    if noun is None:
        return None
    by = NOBODY
    past = at + 1
    agent = next((k for k in range(at + 1, at + 6) if item.low(k) == "by"), None)
    if agent is not None:
        whom = after(item, agent + 1)
        past = whom[1] if whom else past
        by = parties.mention(item.span(*whom)) if whom else NOBODY
    owner = subjects.owner(item, noun)
    start, end = item.span(subject[0], past)
    held = parties.mention(item.span(*owner)) if owner else NOBODY
    return Answer(kind, start, end, by, "", held, item.starts[noun])


def _anaphors() -> frozenset[str]:
    return frozenset(rules()["words"]["anaphor"].split())


def _stands_for(item: Line, at: int) -> bool:
    """Whether the token is a noun for a demand made elsewhere."""
    if item.low(at) not in _anaphors() or item.low(at - 1) in NO_DEMAND:
        return False
    return item.low(at - 1) != "to" or item.low(at).endswith("s")


def _made(
    item: Line, head: tuple[int, int], kind: Kind, by: Party, parties: Parties
) -> Answer | None:
    """The answer whose object starts after `head`, the tokens of subject and verb."""
    first = head[1]
    if first >= len(item.lows) or not (is_word(item.low(first)) or item.low(first) in '“"$£€'):
        return None
    past = ends.find(item, first)
    if past <= first:
        return None
    if not _answerable(item, head[1] - 1, first, past, kind):
        return None
    noun = next((k for k in range(first, min(first + 9, past)) if _stands_for(item, k)), None)
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
        item.text[item.starts[first] : end],
        parties.mention(item.span(*owner)) if owner else NOBODY,
        item.starts[noun] if noun is not None else -1,
    )


def _answerable(item: Line, verb: int, first: int, past: int, kind: Kind) -> bool:
    """Whether what follows an answering verb can be the answer to a demand."""
    low, after = item.low(first), item.low(first + 1)
    if low in ("no", "with", "whether", "what") or (low == "that" and kind != "assurance"):
        return False
    if low == "to" and after in ("say", "comment", "answer", "speak", "give", "name", "identify"):
        return False
    if item.low(verb) in ("denied", "denies", "ignored", "ignores", "ignoring"):
        return any(_stands_for(item, k) for k in range(first, min(first + 4, past)))
    if kind == "conceded":
        if any(item.low(k) == "that" for k in range(first, min(first + 3, past))):
            return False
        loose = item.low(verb) in (
            "met",
            "meet",
            "meets",
            "meeting",
            "satisfied",
            "satisfy",
            "granted",
        )
        named = any(_stands_for(item, k) for k in range(first, min(first + 9, past)))
        return low not in rules()["words"]["talk"].split() and (named or not loose)
    if kind == "counter-offer" and item.low(verb) in BETTERED:
        return any(item.low(k) == "offer" for k in range(first, min(first + OBJECT, past)))
    if kind == "counter-offer" and any(
        item.low(k)[:1].isdigit() for k in range(first, min(first + OBJECT, past))
    ):
        return True
    if kind == "counter-offer":
        deed = any(item.low(k) == "to" for k in range(first, min(first + 8, past)))
        return deed or change_head(item, first, past)
    return True
