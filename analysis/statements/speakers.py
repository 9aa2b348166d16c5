"""Mentions to speakers: names, descriptions and pronouns, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.actors import ActorTable
from store.records import MentionKind

if TYPE_CHECKING:
    from analysis.statements.assemble import Draft

PRONOUNS = frozenset("he she they it i we you him her them his their its who".split())


class Resolver:
    """Names the speakers of one article, from its first draft to its last."""

    def __init__(self, text: str, table: ActorTable) -> None:
        self.text, self.table = text, table
        self.last = ""

    def name_of(self, mention: str) -> str:
        """The canonical name of a mention, else the mention without article and possessive."""
        actor = self.table.resolve(mention)
        if actor is not None:
            return actor.name
        return mention.removesuffix("’s").removesuffix("'s").strip()

    def speaker(self, draft: Draft) -> tuple[str, tuple[str, ...], MentionKind]:
        """Name, all names, and kind of mention of a draft's speaker."""
        if draft.mention is None:
            return self.last, (), "none"
        mention = self.text[slice(*draft.mention)]
        if mention.lower() in PRONOUNS:
            return self.last or mention, (), "pronoun"
        actor = self.table.resolve(mention)
        self.last = self.name_of(mention)
        kind: MentionKind = "nominal"
        if actor is not None:
            kind = "name" if actor.kind == "person" else "org"
        elif any(w[:1].isupper() for w in mention.split()[1:]) or mention[:1].isupper():
            kind = "name"
        return self.last, (), kind
