"""What readers say of statements: told to the store, and kept in the findings by a new analysis.

`told` and `missed` give the values for `Workspace.amend`, `alike` the other statements that the
same correction may be right for.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from store.anchors import anchor
from store.records import Article, Statement, digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.corrections import Amendment
    from store.records import Act, Findings, Story
    from store.workspace import Workspace


class Change(NamedTuple):
    """What a reader says of one statement; what is None stays as it is.

    `span` is where its words stand, in offsets of the article; `drop` says that nobody said it.
    """

    speaker: str | None = None
    act: Act | None = None
    span: tuple[int, int] | None = None
    drop: bool = False


class Alike(NamedTuple):
    """Another statement for which a change may be right, and why: a copy, or the same mention."""

    statement: Statement
    change: Change
    why: Literal["copy", "mention"]
    mention: str = ""


def told(workspace: Workspace, old: Statement, change: Change) -> dict[str, object]:
    """The JSON value that says this of a statement, with what was said of it before.

    Raises ValueError where its article is not here.
    """
    from analysis import corrections

    article = workspace.article(old.article)
    if article is None:
        raise ValueError(f"the article of {old.id} is not here")
    known = corrections.read(workspace.amendments().get(old.id))
    one = known or corrections.Amendment(anchor(article, old.start, old.end))
    if change.span is not None and change.span != (old.start, old.end):
        one = one._replace(span=anchor(article, *change.span))
    one = one._replace(
        speaker=one.speaker if change.speaker is None else change.speaker,
        act=change.act or one.act,
        drop=change.drop,
    )
    return corrections.told(one)


def missed(workspace: Workspace, article: Article, change: Change) -> dict[str, object]:
    """The JSON value that says which statements an article has that the engine missed.

    Raises ValueError where the change has no span.
    """
    from analysis import corrections

    if change.span is None:
        raise ValueError("a statement needs its words")
    where = anchor(article, *change.span)
    one = corrections.Amendment(where, change.speaker or "", change.act, add=True)
    value = workspace.amendments().get(article.id)
    before = value.get("added") if isinstance(value, dict) else None
    others = [other for other in before or [] if corrections.read(other) != one]
    return {"added": [*others, corrections.told(one)]}


def alike(workspace: Workspace, old: Statement, change: Change) -> list[Alike]:
    """The copies of the passage, and the story's other mentions of a speaker that was corrected.

    Only those that the engine read as it read this one, and that no reader corrected.
    """
    from analysis import corrections

    every = {s.id: s for found in workspace.all_findings().values() for s in found.statements}
    found = {one.statement.id: one for one in _copies(workspace, old, change, every)}
    if change.speaker is not None and not change.drop:
        new = msgspec.structs.replace(old, speaker=change.speaker)
        said = corrections.suggestions(
            workspace.articles(), workspace.all_findings(), new, old.speaker
        )
        for one in said:
            own = Change(speaker=change.speaker)
            there = Alike(every[one.statement], own, "mention", one.mention)
            found.setdefault(one.statement, there)
    return list(found.values())


def _copies(
    workspace: Workspace, old: Statement, change: Change, every: Mapping[str, Statement]
) -> Iterator[Alike]:
    from analysis.corrections import RULE

    same = {one for group in workspace.story().occurrences if old.id in group for one in group}
    for ident in sorted(same - {old.id}):
        copy = every.get(ident)
        if copy is None or copy.rule == RULE or copy.speaker != old.speaker:
            continue
        span = _there(workspace, old, copy, change.span) if change.span else None
        if span is not None or change.span is None:
            yield Alike(copy, change._replace(span=span), "copy")


def _there(
    workspace: Workspace, old: Statement, copy: Statement, span: tuple[int, int]
) -> tuple[int, int] | None:
    """Where the words of a span stand beside a copy of the statement; None where they do not."""
    here, there = workspace.article(old.article), workspace.article(copy.article)
    by = copy.start - old.start
    start, end = span[0] + by, span[1] + by
    fits = here and there and start >= 0 and there.text[start:end] == here.text[slice(*span)]
    return (start, end) if fits else None


def due(workspace: Workspace) -> bool:
    """Whether readers corrected statements, or took that back, since the findings were stored."""
    return workspace.story().amended != _mark(workspace.amendments())


def keep_up(workspace: Workspace) -> bool:
    """Analyse anew where corrections of statements changed; whether they did.

    Raises WorkspaceError.
    """
    if not due(workspace):
        return False
    from seeds import intake

    intake.renew(workspace)
    return True


def marked(workspace: Workspace, story: Story) -> Story:
    """A story that says which corrections are in it."""
    return msgspec.structs.replace(story, amended=_mark(workspace.amendments()))


class Amender:
    """What puts readers' corrections into an article's findings; it can be pickled."""

    def __init__(self, said: Mapping[str, Sequence[Amendment]]) -> None:
        """`said` has the corrections by article id."""
        self.said = said

    def __call__(self, article: Article, found: Findings) -> Findings:
        """The findings of the article with its readers' corrections."""
        from analysis import corrections

        return corrections.apply(article, found, self.said.get(article.id, ())).findings


def amender(workspace: Workspace) -> Amender | None:
    """What puts readers' corrections into findings; None where there are none."""
    values = workspace.amendments()
    if not values:
        return None
    said: dict[str, list[Amendment]] = {}
    newest = {
        version.id: article.id
        for article in workspace.articles()
        for version in workspace.versions(article.id)
    }
    for one in _each(values):
        said.setdefault(newest.get(one.at.article, ""), []).append(one)
    return Amender(said)


def _each(values: Mapping[str, object]) -> list[Amendment]:
    from analysis import corrections

    flat: list[object] = []
    for value in values.values():
        added = value.get("added") if isinstance(value, dict) else None
        flat += added if isinstance(added, list) else [value]
    return [one for one in map(corrections.read, flat) if one is not None]


def _mark(values: Mapping[str, object]) -> str:
    """A few characters that stand for these corrections; "" for none."""
    if not values:
        return ""
    try:
        return digest(msgspec.json.encode(values, order="sorted").decode())
    except UnicodeEncodeError:  # a lone surrogate
        return digest(json.dumps(values, sort_keys=True))
