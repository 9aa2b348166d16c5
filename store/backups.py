"""Whole copies of a workspace's files, each in a folder named by its time below `backups`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from store.card import CARD, KEPT
from store.documents import parse_json, parse_tables, refuse_newer
from store.files import WorkspaceError, replace, said_plainly
from store.reviews import exclusive

FOLDER = "backups"
FILES = (CARD, *KEPT)


def listed(workspace: Path) -> list[Path]:
    """The backups of a workspace folder, oldest first."""
    folder = workspace / FOLDER
    with said_plainly(folder, writing=False):
        if not folder.is_dir():
            return []
        return sorted(copy for copy in folder.iterdir() if (copy / CARD).is_file())


def make(workspace: Path, why: str = "") -> Path:
    """Copy the files as they are now, under the workspace's lock; the new folder.

    `why` ends the folder's name.  Raises WorkspaceError.
    """
    with exclusive(workspace):
        return _copy(workspace, why)


def _copy(workspace: Path, why: str) -> Path:
    stem = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}" + (f"-{why}" if why else "")
    target = workspace / FOLDER / stem
    number = 1
    while target.exists():
        number += 1
        target = workspace / FOLDER / f"{stem}-{number}"
    with said_plainly(target, writing=True):
        target.mkdir(parents=True)
        for name in FILES:
            if (workspace / name).exists():
                replace(target / name, (workspace / name).read_bytes())
    return target


def restore(workspace: Path, backup: Path) -> Path:
    """Put the files of a backup in the place of the present ones; where those were kept.

    The backup is read strictly first: nothing is replaced by a damaged file.
    Raises WorkspaceError.
    """
    held: dict[str, bytes] = {}
    for name in FILES:
        path = backup / name
        with said_plainly(path, writing=False):
            if not path.exists():
                continue
            held[name] = path.read_bytes()
        if name == CARD:
            refuse_newer(parse_json(held[name], path), path)
        else:
            parse_tables(held[name], path)
    if CARD not in held:
        raise WorkspaceError("missing", backup, "is no backup of a workspace")
    with exclusive(workspace):
        kept = _copy(workspace, "before-restore")
        for name in FILES:
            path = workspace / name
            with said_plainly(path, writing=True):
                if name in held:
                    replace(path, held[name])
                else:
                    path.unlink(missing_ok=True)
    return kept
