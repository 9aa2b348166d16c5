"""Which named body the people of an article belong to: "the dockers" to the one union in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from analysis.demands.lexicon import words

NAME = r"[A-Z][\w’'-]+(?: (?:of|for|and) [A-Z][\w’'-]+| [A-Z][\w’'-]+){0,5}"
SORTS = ("union", "fighters", "company")


@cache
def _headed(sort: str) -> re.Pattern[str]:
    """A name whose last word says what it is: "Harbour Workers’ Union"."""
    heads = "|".join(sorted(words(f"{sort}_heads")))
    return re.compile(rf"((?:[A-Z][\w’'-]+ (?:(?:of|for|and) )?){{1,6}}(?:{heads}))\b")


@cache
def _introduced() -> re.Pattern[str]:
    """A name after what it is: "terminal operator Nordquay"."""
    kinds = "|".join(sorted(words("company_kinds")))
    return re.compile(rf"\b(?:{kinds}) ({NAME})")


@cache
def stand_in(word: str) -> str:
    """The sort of body whose people or kind a word names, "" for other words."""
    low = word.casefold()
    return next((sort for sort in SORTS if low in words(f"{sort}_people")), "")


def _full(names: Iterable[str]) -> list[str]:
    """The names, without those that are the end of another: "The Front" of "Free Island Front"."""
    bare = [name.removeprefix("The ") for name in names]
    kept = (name for name in bare if not any(other.endswith(f" {name}") for other in bare))
    return list(dict.fromkeys(kept))


def bodies(text: str) -> dict[str, list[str]]:
    """The named bodies of each sort in a text, each once."""
    found = {sort: _full(dict.fromkeys(_headed(sort).findall(text))) for sort in SORTS[:2]}
    found["company"] = list(dict.fromkeys(_introduced().findall(text)))
    return found
