"""The packaged words and cues of the demand rules, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec


class Cue(msgspec.Struct, frozen=True):
    """One word that opens a demand, and its constructions; the keys are told in cues.toml."""

    forms: str
    example: str
    that: str = ""
    object: str = ""
    object_after: str = ""
    content: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    to: bool = False
    access: bool = False
    done: bool = False
    list: bool = False
    forbid: bool = False
    agent: bool = False
    strict: bool = False
    any: bool = False


class Cues(msgspec.Struct, frozen=True):
    """All cues, verbs and nouns apart."""

    verb: tuple[Cue, ...]
    noun: tuple[Cue, ...]


def packaged(name: str) -> dict[str, Any]:
    """A TOML file of this folder."""
    return tomllib.loads((files("analysis.demands") / name).read_text("utf-8"))


@cache
def cues() -> Cues:
    """The cues of cues.toml."""
    return msgspec.convert(packaged("cues.toml"), Cues)


@cache
def verbs() -> Mapping[str, Cue]:
    """Each form of each cue verb."""
    return {form: cue for cue in cues().verb for form in cue.forms.split()}


@cache
def nouns() -> Mapping[str, Cue]:
    """Each form of each cue noun."""
    return {form: cue for cue in cues().noun for form in cue.forms.split()}


@cache
def words(name: str) -> frozenset[str]:
    """The list of words.toml with this name, as a set; KeyError when there is none."""
    return frozenset(str(_lists()[name]).split())


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The list of words.toml with this name, one phrase per line."""
    return tuple(line.strip() for line in str(_lists()[name]).splitlines() if line.strip())


@cache
def _lists() -> dict[str, Any]:
    return packaged("words.toml")


@cache
def answer_rules() -> dict[str, dict[str, str]]:
    """The words of answers.toml."""
    found: dict[str, dict[str, str]] = packaged("answers.toml")
    return found


@cache
def same_words() -> dict[str, str]:
    """Each word of the rows of answers.toml that mean one thing, with the first of its row."""
    rows = [row.split() for row in packaged("answers.toml")["same"]["rows"]]
    return {word: row[0] for row in reversed(rows) for word in row}


@cache
def same_phrases() -> tuple[tuple[str, str], ...]:
    """(words, the word that they mean) of the phrases of answers.toml."""
    rows = (row.split(" = ") for row in packaged("answers.toml")["same"]["phrases"])
    return tuple((pair, word) for pair, word in rows)
