"""The workspace as a folder of notes for Obsidian: one for each article, actor, demand and claim
group, with YAML front matter, links and tags.

What wirecopy writes ends at a marked line; what the reader writes below it is kept by every later
export, and so is every note that wirecopy did not write.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from store.exports.briefing import Briefing, gather
from store.exports.names import distinct_names
from store.exports.provenance import Row, actor_of
from store.exports.vault_notes import LAST_LINE, Note, article_note, finding_list, front_matter
from store.files import WorkspaceError, place_new, replace, said_plainly

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace

INDEX = "wirecopy"
FOLDERS = {"article": "articles", "actor": "actors", "demand": "demands", "claim": "claims"}


def notes(workspace: Workspace, scope: Scope) -> Iterator[Note]:
    """The notes: an index, then articles, actors, demands, claims."""
    page = gather(workspace, scope.query)
    held = _titles(page)
    names = distinct_names([(ident, title) for ident, (_, title) in held.items()])
    links = {ident: f"{FOLDERS[kind]}/{names[ident]}" for ident, (kind, _title) in held.items()}
    yield _index(page, held, links)
    for row in page.articles:
        rows = [one for one in page.findings if one["article_id"] == row["id"]]
        yield article_note(row, rows, links, page)
    by_about: dict[str, list[Row]] = defaultdict(list)
    for row in page.findings:
        for ident in _about(row):
            by_about[ident].append(row)
    for ident, (kind, title) in held.items():
        if kind != "article":
            matter = front_matter(kind, title, ident, _tags(by_about[ident]))
            body = finding_list(by_about[ident], links, ident)
            yield Note(links[ident], matter, title, body)


def _titles(page: Briefing) -> dict[str, tuple[str, str]]:
    """The id of every note to its kind and title."""
    held = {row["id"]: ("article", row["title"] or row["article"]) for row in page.articles}
    for row in page.findings:
        actor = actor_of(row)
        if actor and actor != "(article)":
            held.setdefault(f"actor {actor}", ("actor", actor))
        if row["record"] == "demand":
            title = row["demand_title"]
            title = title if " " in title else title.replace("-", " ")
            ident = f"demand {row['demand_title']}"
            held.setdefault(ident, ("demand", title[:1].upper() + title[1:]))
    for group in page.groups:
        held[f"claim {group.group}"] = ("claim", group.title or group.group)
    return held


def _about(row: Row) -> Iterator[str]:
    """The notes, but for its article's, in which a finding stands."""
    if actor_of(row) and actor_of(row) != "(article)":
        yield f"actor {actor_of(row)}"
    if row["record"] == "demand":
        yield f"demand {row['demand_title']}"
    if row["record"] == "claim" and row["group"]:
        yield f"claim {row['group']}"


def _tags(rows: list[Row]) -> list[str]:
    return sorted({tag for row in rows for tag in row["tags"]})


def _index(page: Briefing, held: dict[str, tuple[str, str]], links: dict[str, str]) -> Note:
    body = []
    for kind, folder in FOLDERS.items():
        found = [links[ident] for ident, (one, _title) in held.items() if one == kind]
        if found:
            body += [f"## {folder.capitalize()}", "", *(f"- [[{link}]]" for link in found), ""]
    return Note(INDEX, front_matter("index", page.title, "", []), page.title, body)


def write(workspace: Workspace, scope: Scope, folder: Path, *, force: bool = False) -> int:
    """Write the notes below a folder; how many were written.

    A note of the same name that wirecopy did not write is only replaced with `force`, and so is a
    folder that is not empty and no vault of wirecopy.  Raises FileExistsError before anything is
    written, WorkspaceError.
    """
    made = list(notes(workspace, scope))
    if (
        folder.is_dir()
        and any(folder.iterdir())
        and not force
        and not _ours(folder / f"{INDEX}.md")
    ):
        raise FileExistsError(f"{folder}: is no vault of wirecopy; it is added to only on request")
    if folder.exists() and not folder.is_dir():
        raise FileExistsError(f"{folder}: is a file; a vault is a folder")
    for note in made:
        path = folder / f"{note.name}.md"
        _refuse_links(folder, path)
        if path.exists() and not force and not _ours(path):
            raise FileExistsError(f"{path}: is there and not of wirecopy")
    for note in made:
        path = folder / f"{note.name}.md"
        with said_plainly(path, writing=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            _settle(path, note)
    return len(made)


def _settle(path: Path, note: Note) -> None:
    """Put a note in place, with what the reader wrote below the marked line of the old one."""
    text = note.text()
    try:
        old = path.read_bytes()
    except FileNotFoundError:
        place_new(path, text.encode("utf-8", "replace"))
        return
    kept = old.partition(LAST_LINE.encode())[2].lstrip(b"\r\n")
    replace(path, text.encode("utf-8", "replace") + kept)


def _ours(path: Path) -> bool:
    try:
        return LAST_LINE.encode() in path.read_bytes()
    except OSError:
        return False


def _refuse_links(folder: Path, path: Path) -> None:
    """No note is written through a symbolic link to somewhere else."""
    for place in (path, path.parent):
        if place != folder and place.is_symlink():
            raise WorkspaceError("unwritable", place, "is a link; a vault is written without links")
