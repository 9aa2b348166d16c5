"""The actors of a story: names, titles, roles and capitals, learned from its articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.records import Actor, Article


class ActorTable(NamedTuple):
    """Who can speak in a story."""

    actors: tuple[Actor, ...]

    def resolve(self, mention: str) -> Actor | None:
        """The actor that a name or description stands for, None when unknown."""
        folded = mention.casefold()
        for actor in self.actors:
            if folded == actor.name.casefold() or folded in {a.casefold() for a in actor.aliases}:
                return actor
        return None


def learn(articles: Sequence[Article]) -> ActorTable:
    """The actors that the articles name."""
    del articles
    return ActorTable(())
