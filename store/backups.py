"""Whole copies of a workspace's files, each in a folder named by its time below `backups`."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from store import files
from store.card import CARD, CATALOGUE, KEPT, look
from store.checkpoints import FORMAT, Facts, RawTables
from store.corpus import Corpus
from store.documents import newer_than, parse_json
from store.files import WorkspaceError, replace, said_plainly
from store.frames import journal_of
from store.journal import Journal
from store.locking import exclusive
from store.replacing import overwrite

FOLDER = "backups"
REVIEWS = "reviews.json"
FILES = (CARD, *KEPT, CATALOGUE)
REBUILT = ("articles.json", "findings.json")
LINK_FROM = 8 << 20
"""From this size on articles and findings are linked: wirecopy replaces them, never writes in."""
DAILY = "daily"
DAILY_KEPT = 14


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
        return copy(workspace, why)


def daily(workspace: Path) -> None:
    """A copy for today, unless there is one; the oldest of many daily ones go.

    The caller holds the workspace's lock.  Raises WorkspaceError.
    """
    made = [backup for backup in listed(workspace) if backup.name.endswith(f"-{DAILY}")]
    today = f"{datetime.now(UTC):%Y%m%d}"
    if any(backup.name.startswith(today) for backup in made):
        return
    copy(workspace, DAILY)
    for old in made[: len(made) + 1 - DAILY_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def copy(workspace: Path, why: str = "") -> Path:
    """`make` for one who holds the workspace's lock."""
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
                _keep(workspace / name, target / name)
        files.sync_folder(target.parent)
    return target


def _keep(source: Path, target: Path) -> None:
    if source.name in REBUILT and source.stat().st_size >= LINK_FROM:
        with suppress(OSError):
            os.link(source, target)
            return
    replace(target, source.read_bytes())


def changes(workspace: Path, backup: Path) -> list[str]:
    """What `restore` would change, one line for each file.  Raises WorkspaceError."""
    held, reviews = _read(backup)
    lines = []
    for name in (CARD, *REBUILT):
        pair = (name, f"{name}.journal")
        paths = [workspace / one for one in pair]
        there = [path.read_bytes() if path.exists() else None for path in paths]
        if there == [held.get(one) for one in pair]:
            continue
        lines.append(f"{name}: {'goes' if name not in held else 'comes back'}")
    try:
        now: RawTables | None = Journal(workspace / REVIEWS).load()
    except WorkspaceError as error:
        now = None
        lines.append(f"{REVIEWS}: {error.reason}")
    events = reviews.get("events", {})
    present = {} if now is None else now.get("events", {})
    gone = sum(events.get(key) != row for key, row in present.items())
    back = sum(present.get(key) != row for key, row in events.items())
    if gone or back:
        lines.append(f"{REVIEWS}: {gone} events go, {back} come back")
    return lines or ["nothing would change"]


def restore(workspace: Path, backup: Path) -> Path:
    """Put the files of a backup in the place of the present ones; where those were kept.

    The backup is read strictly first: nothing is replaced by a damaged file.
    Raises WorkspaceError.
    """
    kept_files, reviews = _read(backup)
    refuse_if_newer(workspace)
    with exclusive(workspace):
        kept = copy(workspace, "before-restore")
        for name in (CARD, *REBUILT):
            for path in (journal_of(workspace / name), workspace / name):
                with said_plainly(path, writing=True):
                    if path.name in kept_files:
                        replace(path, kept_files[path.name])
                    else:
                        path.unlink(missing_ok=True)
        if (backup / CATALOGUE).is_file():
            with said_plainly(workspace / CATALOGUE, writing=True):
                replace(workspace / CATALOGUE, (backup / CATALOGUE).read_bytes())
        put_reviews(workspace, reviews)
    return kept


def refuse_if_newer(workspace: Path) -> None:
    """Raise WorkspaceError (newer) if a file has a later format; damage is nothing to this."""
    with _though_damaged():
        later = look(workspace).newer
        if later is not None:
            raise later
    for name in REBUILT:
        corpus = Corpus(workspace / name)
        with _though_damaged():
            corpus.read()
        if corpus.newer is not None:
            raise corpus.newer
    journal = Journal(workspace / REVIEWS)
    with _though_damaged():
        journal.load()
    if journal.newer is not None:
        raise journal.newer


@contextmanager
def _though_damaged() -> Iterator[None]:
    """Go on where a file cannot be read."""
    try:
        yield
    except WorkspaceError as error:
        if error.kind == "newer":
            raise


def put_reviews(workspace: Path, tables: RawTables) -> None:
    """Replace the reviews by these tables, be the present files sound or not.

    The caller holds the workspace's lock.  Raises WorkspaceError.
    """
    path = workspace / REVIEWS
    generation, seq = _reached(path)
    last = {name: max(map(int, rows), default=0) for name, rows in tables.items()}
    overwrite(path, tables, Facts(FORMAT, generation + 1, seq, generation + 1, last))


def _read(backup: Path) -> tuple[dict[str, bytes], RawTables]:
    """The files of a backup, each read strictly, and its reviews."""
    held: dict[str, bytes] = {}
    for name in (CARD, *REBUILT):
        path = backup / name
        with said_plainly(path, writing=False):
            if not path.exists():
                continue
            held[name] = path.read_bytes()
        if name == CARD:
            later = newer_than(parse_json(held[name], path), path)
            if later is not None:
                raise later
        else:
            _corpus(path, held)
    if CARD not in held:
        raise WorkspaceError("missing", backup, "is no backup of a workspace")
    journal = Journal(backup / REVIEWS)
    reviews = journal.load()
    if journal.newer is not None:
        raise journal.newer
    return held, reviews


def _corpus(path: Path, held: dict[str, bytes]) -> None:
    """Read a file of articles or findings strictly, and keep its journal, if it has one."""
    corpus = Corpus(path)
    corpus.read()
    if corpus.newer is not None:
        raise corpus.newer
    beside = journal_of(path)
    with said_plainly(beside, writing=False):
        if beside.exists():
            held[beside.name] = beside.read_bytes()


def _reached(path: Path) -> tuple[int, int]:
    """The highest generation and transaction that two files, sound or not, speak of."""
    highest = {b"generation": 0, b"seq": 0, b"s": 0}
    for one in (path, journal_of(path)):
        with suppress(OSError):
            for key, digits in _NUMBERS.findall(one.read_bytes()):
                highest[key] = max(highest[key], int(digits))
    return highest[b"generation"], max(highest[b"seq"], highest[b"s"])


_NUMBERS = re.compile(rb'"(generation|seq|s)":(\d{1,15})\b')
