"""The event verbs and nouns of `events.toml` and the small words of `words.toml`, compiled."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any, NamedTuple

BASE, S_FORM, PAST, PARTICIPLE, ING = 1, 2, 4, 8, 16


class Event(NamedTuple):
    """A question that deeds answer: its key, its readable name, the pole of these verbs."""

    name: str
    title: str
    pole: str
    things: frozenset[str]
    objects: frozenset[str]


class Entry(NamedTuple):
    """One verb of one event: lemma, the words that must follow its head, and whether it is weak."""

    event: Event
    lemma: str
    particles: tuple[str, ...]
    weak: bool


class Lexicon(NamedTuple):
    """All tables; `forms` maps a word to its verbs' (head lemma, form flags)."""

    forms: dict[str, tuple[tuple[str, int], ...]]
    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Event, ...]]
    states: dict[str, Event]
    things: dict[str, str]
    phases: dict[str, str]
    phase_nouns: dict[str, str]
    sets: dict[str, frozenset[str]]
    lists: dict[str, tuple[str, ...]]


@functools.cache
def table(name: str) -> dict[str, Any]:
    """A data file of this package as read: "events", "words" or "worth"."""
    path = resources.files("analysis.claims").joinpath(f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _doubles(lemma: str) -> bool:
    """Whether a one-syllable verb doubles its last letter: "stop", "ban"."""
    vowels = sum(letter in "aeiou" for letter in lemma)
    return (
        vowels == 1
        and len(lemma) >= 3
        and lemma[-1] not in "aeiouwxy"
        and lemma[-2] in "aeiou"
        and lemma[-3] not in "aeiou"
    )


def inflect(lemma: str) -> dict[str, int]:
    """The forms of a regular verb with their flags."""
    forms = {lemma: BASE}
    if lemma.endswith("y") and lemma[-2:-1] not in set("aeiou"):
        forms |= {lemma[:-1] + "ies": S_FORM, lemma[:-1] + "ied": PAST | PARTICIPLE}
        return forms | {lemma + "ing": ING}
    sibilant = lemma.endswith(("s", "sh", "ch", "x", "z", "o"))
    forms[lemma + ("es" if sibilant else "s")] = S_FORM
    stem = lemma + lemma[-1] if _doubles(lemma) else lemma
    if lemma.endswith("e"):
        forms[lemma + "d"] = PAST | PARTICIPLE
        forms[(lemma if lemma.endswith("ee") else lemma[:-1]) + "ing"] = ING
    else:
        forms |= {stem + "ed": PAST | PARTICIPLE, stem + "ing": ING}
    return forms


def _irregular() -> dict[str, dict[str, int]]:
    known = {}
    for row in table("events")["irregular"]["forms"]:
        lemma, *rest = row.split()
        regular = inflect(lemma)
        past = [form for form in rest if not form.endswith("ing") or form == lemma]
        forms = {form: flag for form, flag in regular.items() if not flag & (PAST | ING)}
        if not any(form.endswith("ing") and form != lemma for form in rest):
            forms |= {form: flag for form, flag in regular.items() if flag == ING}
        forms |= {form: ING for form in rest if form.endswith("ing") and form != lemma}
        for place, form in enumerate(past):
            flag = PAST | PARTICIPLE
            if len(past) == 2 and past[0] != past[1] and past[0][-2:] != "ed":
                flag = PAST if place == 0 else PARTICIPLE
            forms[form] = forms.get(form, 0) | flag
        known[lemma] = forms
    return known


def _plurals(noun: str) -> Iterable[str]:
    yield noun
    if " " in noun or ("-" in noun and not noun.endswith(("out", "up"))):
        head, _, last = noun.rpartition(" ")
        yield (f"{head} " if head else "") + last + "s"
    elif noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        yield noun[:-1] + "ies"
    else:
        yield noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


def _things(events: dict[str, Any]) -> dict[str, str]:
    return {
        form: thing for thing, words in events["things"].items() for word in words
        for form in _plurals(word)
    }  # fmt: skip


def _specific(entry: Entry) -> tuple[int, bool, bool]:
    """Entries with particles and with things come first, weak ones last."""
    return -len(entry.particles), not (entry.event.things or entry.event.objects), entry.weak


@functools.cache
def lexicon() -> Lexicon:
    """The compiled tables, read once."""
    events, words, irregular = table("events"), table("words"), _irregular()
    forms: dict[str, dict[str, int]] = {}
    verbs: dict[str, list[Entry]] = {}
    nouns: dict[str, list[Event]] = {}
    states: dict[str, Event] = {}
    for row in events["event"]:
        event = Event(
            row["name"], row["title"], row.get("pole", ""), frozenset(row.get("things", ())),
            frozenset(row.get("objects", ())),
        )  # fmt: skip
        for weak, lemmas in ((row["name"] == "", row["verbs"]), (True, row.get("weak", ()))):
            for lemma in lemmas:
                head, *particles = lemma.split()
                verbs.setdefault(head, []).append(Entry(event, lemma, tuple(particles), weak))
        for noun in row["nouns"]:
            for form in _plurals(noun):
                nouns.setdefault(form, []).append(event)
        states |= dict.fromkeys(row.get("states", ()), event)
    phases = {lemma: name for name, lemmas in events["phases"].items() for lemma in lemmas}
    for head in {*verbs, *(lemma.split()[0] for lemma in phases)}:
        for form, flag in (irregular.get(head) or inflect(head)).items():
            forms.setdefault(form, {})[head] = flag
    sets = {f"{part}.{key}": frozenset(values) for part, keys in words.items()
            for key, values in keys.items() if isinstance(values, list)}  # fmt: skip
    lists = {
        key: tuple(sorted(values, key=lambda word: -len(word))) for key, values in sets.items()
    }
    return Lexicon(
        {form: tuple(sorted(heads.items())) for form, heads in forms.items()},
        {head: tuple(sorted(rows, key=_specific)) for head, rows in verbs.items()},
        {noun: tuple(rows) for noun, rows in nouns.items()},
        states, _things(events), phases,
        {noun: name for name, values in events["phase_nouns"].items() for noun in values},
        sets, lists,
    )  # fmt: skip
