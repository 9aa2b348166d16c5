"""The word classes and reporting verbs that the engine knows, loaded once from data files."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple


class Cue(NamedTuple):
    """A form of a reporting verb: what it takes, which act it performs.

    `form` is one of base, present, past, participle, gerund; a regular past is both past and
    participle and is called past.
    """

    lemma: str
    form: str
    takes: frozenset[str]
    act: str
    group: str


class Lexicon(NamedTuple):
    """All word lists; words are in lower case.  `lists` holds those of words.toml by name.

    `openers` are the words with which a cue or a noun for a statement begins.
    """

    tags: dict[str, str]
    time: frozenset[str]
    markers: frozenset[str]
    venue: frozenset[str]
    people: frozenset[str]
    pronoun_verbs: frozenset[str]
    cues: dict[str, Cue]
    nouns: dict[str, str]
    openers: frozenset[str]
    lists: dict[str, frozenset[str]]


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def inflect(verb: str, irregular: list[str] | None = None) -> dict[str, str]:
    """The forms of a verb: form -> "base", "present", "past", "participle" or "gerund"."""
    found = {verb: "base"}
    if irregular:
        for form in irregular:
            found[form] = (
                "gerund"
                if form.endswith("ing")
                else "present"
                if form.endswith("s") and form[:3] == verb[:3]
                else "past"
            )
        kinds = set(found.values())
        if {"gerund", "present", "past"} <= kinds:
            return found
    if verb.endswith("e"):
        present, past, gerund = verb + "s", verb + "d", verb[:-1] + "ing"
    elif re.search(r"[^aeiou]y$", verb):
        present, past, gerund = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    else:
        present = verb + ("es" if re.search(r"(?:s|sh|ch|x|z)$", verb) else "s")
        past, gerund = verb + "ed", verb + "ing"
    kinds = set(found.values())
    for form, kind in ((present, "present"), (past, "past"), (gerund, "gerund")):
        if kind not in kinds:
            found.setdefault(form, kind)
    return found


def _cues(data: dict[str, object]) -> dict[str, Cue]:
    """Every form of every reporting verb; a verb of several groups takes what all of them take."""
    found: dict[str, Cue] = {}
    irregular: dict[str, str] = data.get("irregular", {})  # type: ignore[assignment]
    groups: list[dict[str, str]] = data["group"]  # type: ignore[assignment]
    for group in groups:
        takes = frozenset(group["takes"].split())
        for entry in group["verbs"].split():
            base, _, particle = entry.partition("_")
            verb = f"{base} {particle}".strip()
            forms = inflect(base, irregular.get(base, "").split() or None)
            for plain, kind in forms.items():
                form = f"{plain} {particle}".strip()
                known = found.get(form)
                if known and known.lemma == verb:
                    act = known.act if known.act != "statement" else group.get("act", "statement")
                    found[form] = Cue(verb, kind, known.takes | takes, act, known.group)
                elif not known:
                    act = group.get("act", "statement")
                    found[form] = Cue(verb, kind, takes, act, group["name"])
    return found


def _tags(data: dict[str, dict[str, str]], cues: dict[str, Cue]) -> dict[str, str]:
    """Word -> tag: open classes first, so that closed ones win."""
    found: dict[str, str] = {}
    letter = {"base": "a", "present": "a", "past": "v", "participle": "v", "gerund": "g"}
    for line in _read("verbs.txt").splitlines():
        if line and not line.startswith("#"):
            verb, *irregular = line.split()
            for form, kind in inflect(verb, irregular or None).items():
                if found.get(form) != "v":
                    found[form] = letter[kind]
    for form, cue in cues.items():
        if found.get(form) != "v":
            found[form] = letter[cue.form]
    for word in data["open"]["not_verbs"].split():
        found[word] = "n"
    for tag, words in data["tags"].items():
        for word in words.split():
            found[word] = tag
    return found


@cache
def lexicon() -> Lexicon:
    """The lexicon, read from the package on first use."""
    words = tomllib.loads(_read("words.toml"))
    data = tomllib.loads(_read("cues.toml"))
    cues = _cues(data)
    nouns = {noun: act for act, names in data["nouns"].items() for noun in names.split()}
    lists = {name: frozenset(text.split()) for name, text in words["lists"].items()}
    # verbs that report only when words are quoted do not end another's content
    quiet = {c.lemma for c in cues.values() if all(t.startswith("quoted") for t in c.takes)}
    return Lexicon(
        tags=_tags(words, cues),
        time=frozenset(words["time"]["words"].split()),
        markers=frozenset(words["time"]["markers"].split()),
        venue=frozenset(words["venue"]["words"].split()),
        people=frozenset(words["person_words"]["words"].split()),
        pronoun_verbs=frozenset(words["pronoun_verbs"]["words"].split()),
        cues=cues,
        nouns=nouns,
        openers=frozenset(
            ("according", *lists["opinions"], *nouns, *(cue.split(" ")[0] for cue in cues))
        ),
        lists=lists | {"weak": lists["weak"] | quiet},
    )
