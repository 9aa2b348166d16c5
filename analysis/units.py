"""What is counted and how a number is bounded: the words of `quantities.toml`, compiled."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Literal, NamedTuple, cast

from analysis.pieces import ByHeart

Bound = Literal["exact", "at-least", "at-most", "about", "range", "reported"]
WORD = re.compile(r"km/h|km²|km2\b|[^\W\d_]+(?:[’'.\-][^\W\d_]+)*|°[CF]?")


NEXT = re.compile(r"[\s-]*([+%]|[^\W\d_]*)")


class Unit(NamedTuple):
    """A canonical unit and the kind of thing that it is."""

    name: str
    kind: str


class Rules(NamedTuple):
    """The tables of `quantities.toml`, compiled.

    `bound_ends` are the last words of `bounds`, `sign_ends` the last marks of `signs`,
    `after_opens` and `money_opens` the words with which `after` and `money` begin.
    """

    after: re.Pattern[str]
    bounds: dict[str, Bound]
    units: dict[str, Unit]
    signs: dict[str, str]
    sign: re.Pattern[str]
    money: re.Pattern[str]
    currencies: dict[str, str]
    names: frozenset[str]
    stops: frozenset[str]
    people: frozenset[str]
    singular: frozenset[str]
    bound_ends: frozenset[str]
    sign_ends: frozenset[str]
    after_opens: frozenset[str]
    money_opens: frozenset[str]


def _either(words: Sequence[str]) -> str:
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("\\ ", r"\s+") for word in longest)


@functools.cache
def data() -> dict[str, object]:
    """The tables of `quantities.toml` as read."""
    path = resources.files("analysis").joinpath("quantities.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@functools.cache
def rules() -> Rules:
    """The compiled tables, read once."""
    table = cast("dict[str, dict[str, list[str]]]", data())
    units = cast("list[dict[str, list[str]]]", data()["unit"])
    currencies = cast("list[dict[str, list[str]]]", data()["currency"])
    bounds = {
        word: cast("Bound", bound)
        for part in ("after", "bounds")
        for bound, words in table[part].items()
        for word in words
    }
    counted = {
        word: Unit(str(unit["name"]), str(unit["kind"])) for unit in units for word in unit["words"]
    }
    signs = {sign: str(item["code"]) for item in currencies for sign in item["signs"]}
    money = {word: str(item["code"]) for item in currencies for word in item["words"]}
    tail = [word for words in table["after"].values() for word in words]
    words = {name: frozenset(values) for name, values in table["words"].items()}
    return Rules(
        re.compile(rf"[\s-]*(\+|(?:{_either(tail)})\b)", re.IGNORECASE),
        bounds, counted, signs, re.compile(rf"(?:^|(?<=[^\w]))({_either(list(signs))})\s?$"),
        re.compile(rf"[\s-]*({_either(list(money))})(?!\w)", re.IGNORECASE), money,
        words["names"], words["stops"], words["people"], words["singular"],
        frozenset(bound.split()[-1] for bound in bounds), frozenset(sign[-1] for sign in signs),
        _openings(tail) | {"+"}, _openings(money),
    )  # fmt: skip


def _openings(phrases: Iterable[str]) -> frozenset[str]:
    """The words with which phrases begin, as `next_word` gives them."""
    return frozenset(next_word(phrase, 0) for phrase in phrases)


def next_word(text: str, at: int) -> str:
    """The folded word, "+" or "%" that follows a place past spaces and hyphens, "" without one."""
    found = NEXT.match(text, at)
    return found[1].casefold() if found else ""


def _singulars(word: str) -> tuple[str, ...]:
    """The forms under which a word may stand in the table: itself and its singulars."""
    forms = [word]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("s"):
        forms.append(word[:-1])
    return tuple(forms)


def unit_of(word: str) -> tuple[str, str] | None:
    """(unit, kind) of a counted noun in any number, None where the table has none."""
    return WORDS[word].unit


class _Counted(NamedTuple):
    """A word as it can stand after a number: its unit if it has one, whether it ends the phrase."""

    folded: str
    unit: Unit | None
    stops: bool
    plural: bool


def _word(word: str) -> _Counted:
    table, low = rules(), word.casefold()
    forms = (form for form in _singulars(low) if form in table.units)
    known = next((table.units[form] for form in forms), None)
    return _Counted(low, known, low in table.stops, _plural(word))


WORDS = ByHeart(_word)


def _plural(word: str) -> bool:
    lower = word.casefold()
    return (
        len(lower) > 3
        and lower.endswith("s")
        and not lower.endswith(("ss", "us", "’s", "'s"))
        and lower not in rules().singular
    )


class Noun(NamedTuple):
    """A counted noun phrase: its unit, its kind and its span."""

    unit: str
    kind: str
    start: int
    end: int


def noun(text: str, at: int, stop: int) -> Noun | None:
    """The counted noun that follows a number: up to five words, the head being known or plural."""
    found, position, before = None, at, ""
    for _ in range(6):
        match = WORD.search(text, position, min(stop, position + 40))
        if match is None or not _plain_gap(text[position : match.start()], position == at):
            break
        written = match.group()
        word = WORDS[written]
        known = WORDS[f"{before} {written}"].unit or word.unit if before else word.unit
        if known is None and position == at and text[at : at + 1] in HYPHENS:
            break
        if word.stops or (found is not None and known is None and not word.plural):
            break
        if known is not None and not (found and written[0].isupper()):
            found = Noun(*known, at, match.end())
        elif word.plural and (found is None or found.kind in {"thing", "person"}):
            found = Noun(word.folded, "thing", at, match.end())
        position, before = match.end(), word.folded
    return found


HYPHENS = frozenset("-‑")
GAPS = frozenset(("-", "‑", " “", " ‘", ' "', "” ", "’ ", '" '))


def _plain_gap(gap: str, first: bool) -> bool:
    return gap == "" or gap.isspace() or (first and gap in GAPS)
