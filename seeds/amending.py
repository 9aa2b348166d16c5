"""Keeps the stored statements as readers corrected them: analysed anew when that has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from store.records import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analysis.corrections import Amendment
    from store.records import Article, Findings, Story
    from store.workspace import Workspace


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


def amender(workspace: Workspace) -> Callable[[Article, Findings], Findings] | None:
    """What puts readers' corrections into an article's findings; None where there are none."""
    values = workspace.amendments()
    if not values:
        return None
    from analysis import corrections

    said: dict[str, list[Amendment]] = {}
    newest = {
        version.id: article.id
        for article in workspace.articles()
        for version in workspace.versions(article.id)
    }
    for one in _each(values):
        said.setdefault(newest.get(one.at.article, ""), []).append(one)
    return lambda article, found: (
        corrections.apply(article, found, said.get(article.id, ())).findings
    )


def _each(values: Mapping[str, object]) -> list[Amendment]:
    from analysis import corrections

    flat: list[object] = []
    for value in values.values():
        added = value.get("added") if isinstance(value, dict) else None
        flat += added if isinstance(added, list) else [value]
    return [one for one in map(corrections.read, flat) if one is not None]


def _mark(values: Mapping[str, object]) -> str:
    """A few characters that stand for these corrections; "" for none."""
    return digest(msgspec.json.encode(values, order="sorted").decode()) if values else ""
