"""workspace.json: what makes a folder a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from store.documents import FORMAT, damaged, encode, newer_than, parse_json
from store.files import WorkspaceError, replace, said_plainly, unreadable

CARD = "workspace.json"
CATALOGUE = "catalogue.toml"
KEPT = (
    "articles.json", "articles.json.journal", "findings.json", "findings.json.journal",
    "reviews.json", "reviews.json.journal",
)  # fmt: skip


class Card(NamedTuple):
    """Name and settings; `newer` is why the workspace may only be read, if so."""

    name: str
    settings: dict[str, Any]
    newer: WorkspaceError | None = None


def read(folder: Path) -> Card:
    """The card of a workspace that may be written.

    Raises WorkspaceError: missing, damaged, newer, unwritable.
    """
    found = look(folder)
    if found.newer is not None:
        raise found.newer
    return found


def look(folder: Path) -> Card:
    """The card of a workspace, of whatever format.  Raises WorkspaceError but for newer ones."""
    card = folder / CARD
    with said_plainly(card, writing=False):
        try:
            data = card.read_bytes()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise _missing(folder) from error
    document = parse_json(data, card)
    if not isinstance(document, dict):
        raise damaged(card, "is no object")
    later = newer_than(document, card)
    name, settings = document.get("name", folder.name), document.get("settings", {})
    if not isinstance(name, str) or not isinstance(settings, dict):
        raise unreadable(damaged(card, "name or settings have the wrong type"), later)
    return Card(name, settings, later)


def _missing(folder: Path) -> WorkspaceError:
    if folder.exists() and not folder.is_dir():
        return WorkspaceError("missing", folder, "is a file; a workspace is a folder")
    left = [name for name in KEPT if (folder / name).exists()]
    if left:
        return damaged(folder / CARD, f"is missing, though {left[0]} is there")
    return WorkspaceError("missing", folder, "there is no workspace here")


def create(folder: Path) -> None:
    """Make the folder and its card, unless it is a workspace already.  Raises WorkspaceError."""
    try:
        look(folder)
    except WorkspaceError as error:
        if error.kind != "missing" or (folder.exists() and not folder.is_dir()):
            raise
    else:
        return
    with said_plainly(folder, writing=True):
        folder.mkdir(parents=True, exist_ok=True)
    write(folder, folder.resolve().name, {})


def write(folder: Path, name: str, settings: dict[str, Any]) -> None:
    """Replace the card.  Raises WorkspaceError."""
    card = folder / CARD
    data = encode({"format": FORMAT, "name": name, "settings": settings}, card)
    with said_plainly(card, writing=True):
        replace(card, data)
