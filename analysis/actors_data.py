"""The packaged word lists of actors: states, metonyms, office holders, role words; read once."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from store.records import Actor


class Holder(NamedTuple):
    """Who held an office of a state or body, from and to ISO dates ("" = open)."""

    name: str
    state: str
    office: str
    since: str
    until: str


class Words(NamedTuple):
    """Role words, titles, organisation words, first names by gender."""

    roles: frozenset[str]
    modifiers: frozenset[str]
    titles: frozenset[str]
    organisations: frozenset[str]
    media: frozenset[str]
    places: frozenset[str]
    generic: frozenset[str]
    fields: frozenset[str]
    firms: frozenset[str]
    governments: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]
    particles: frozenset[str]
    stops: frozenset[str]
    acronyms: frozenset[str]
    family_first: frozenset[str]


class World(NamedTuple):
    """Names of states and bodies.

    `actors` maps keys (see `key`) of names, capitals, peoples and metonyms to actors; `adjectives`
    maps "russian" to the name of the state, `peoples` holds the keys of peoples, `named` maps
    canonical names to actors.
    """

    actors: dict[str, Actor]
    adjectives: dict[str, str]
    peoples: frozenset[str]
    states: dict[str, Actor]
    named: dict[str, Actor]


DOTTED = re.compile(r"\b((?:[^\W\d_]\.)+)")
ARTICLE = re.compile(r"(?:the|a|an) ")
TAIL = re.compile(r"'s?$")


@lru_cache(maxsize=1 << 14)
def key(name: str) -> str:
    """One spelling for looking a name up: folded, without article, possessive, dots."""
    folded = name.strip().replace("’", "'").casefold()
    if "." in folded:
        folded = DOTTED.sub(lambda m: m.group().replace(".", ""), folded)
    article = ARTICLE.match(folded)
    folded = folded[article.end() :] if article else folded
    folded = folded.rstrip(" ,.;:")
    if "'" in folded:
        folded = TAIL.sub("", folded)
    folded = folded.replace("defence", "defense").replace("-", " ")
    return " ".join(folded.split())


@lru_cache(maxsize=1 << 14)
def bare(word: str) -> str:
    """A word in small letters without possessive, comma and stop."""
    low = word.rstrip(".,").replace("’", "'").lower()
    return TAIL.sub("", low) if "'" in low else low


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _rows(name: str) -> list[list[str]]:
    """The lines of a table whose columns stand between bars."""
    lines = (line for line in _read(name).splitlines() if line and not line.startswith("#"))
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def _names(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]


@cache
def words() -> Words:
    """The role words and names of actors_words.toml."""
    data = tomllib.loads(_read("actors_words.toml"))
    return Words(**{field: frozenset(data[field].split()) for field in Words._fields})


@cache
def world() -> World:
    """States and metonyms by every name they go by."""
    actors: dict[str, Actor] = {}
    adjectives: dict[str, str] = {}
    peoples: set[str] = set()
    states: dict[str, Actor] = {}
    for name, others, adjective, people, seats in _rows("actors_states.txt"):
        aliases = [name, *_names(others), *_names(seats)]
        state = Actor(f"{name} (government)", "state", tuple(aliases))
        states[name] = state
        for alias in aliases:
            actors.setdefault(key(alias), state)
        for alias in _names(people):
            actors.setdefault(key(alias), state)
            peoples.add(key(alias))
        for word in _names(adjective):
            adjectives.setdefault(key(word), name)
        for alias in _names(people):
            if alias.endswith("s") and not alias.endswith("ss"):
                adjectives.setdefault(key(alias[:-1]), name)
    for name, kind, aliases_cell in _rows("actors_metonyms.txt"):
        actor = Actor(name, kind, tuple(_names(aliases_cell)))  # type: ignore[arg-type]
        for alias in (name, *actor.aliases):
            actors[key(alias)] = actor
    named = {actor.name: actor for actor in actors.values()}
    return World(actors, adjectives, frozenset(peoples), states, named)


@cache
def holders() -> tuple[Holder, ...]:
    """The office holders of actors_holders.txt."""
    return tuple(Holder(*row) for row in _rows("actors_holders.txt"))


@cache
def holders_by_surname() -> dict[str, tuple[Holder, ...]]:
    """Surname key -> holders."""
    found: dict[str, list[Holder]] = {}
    for holder in holders():
        found.setdefault(key(holder.name.split()[-1]), []).append(holder)
    return {name: tuple(items) for name, items in found.items()}
