"""Ids as people type them: whole, or the unique start of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from store.records import Article

SHORTEST_PREFIX = 4
T = TypeVar("T")


class UnknownId(ValueError):  # noqa: N818 - names of the interface
    """No article or finding has this id."""


class AmbiguousId(ValueError):  # noqa: N818 - names of the interface
    """A short form of an id fits several; `candidates` are their ids."""

    def __init__(self, ident: str, candidates: Sequence[str]) -> None:
        shown = ", ".join(candidates[:5]) + (", …" if len(candidates) > 5 else "")
        super().__init__(f"{ident!r} fits {len(candidates)}: {shown}")
        self.candidates = tuple(candidates)


def by_id(ident: str, index: Mapping[str, T]) -> T | None:
    """The item with this id, or whose id alone begins so (four characters or more).

    Raises AmbiguousId.
    """
    if ident in index:
        return index[ident]
    if len(ident) < SHORTEST_PREFIX:
        return None
    fits = [key for key in index if key.startswith(ident)]
    if len(fits) > 1:
        raise AmbiguousId(ident, fits)
    return index[fits[0]] if fits else None


def newest_versions(stored: Mapping[str, Article]) -> dict[str, str]:
    """The id of every stored article to the id of the newest version of the same article."""
    return newest_of({ident: row.previous for ident, row in stored.items()})


def newest_of(previous: Mapping[str, str | None]) -> dict[str, str]:
    """The id of every article to that of its newest version, from the one that each replaced."""
    follower = {old: ident for ident, old in previous.items() if old in previous}
    if not follower:
        return dict(zip(previous, previous, strict=True))
    newest: dict[str, str] = {}
    for ident in previous:
        chain = [ident]
        while chain[-1] not in newest and chain[-1] in follower and len(chain) <= len(previous):
            chain.append(follower[chain[-1]])
        end = newest.get(chain[-1], chain[-1])
        newest.update((link, end) for link in chain)
    return newest
