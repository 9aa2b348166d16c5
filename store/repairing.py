"""Saving what is sound of damaged files.  The damaged ones are kept among the backups."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from store import backups, card
from store.care import REVIEWS, check
from store.chain import BEGINNING, linked
from store.documents import seal
from store.files import WorkspaceError, replace, said_plainly
from store.frames import journal_of, sound_frames
from store.history import well_formed
from store.locking import exclusive
from store.numbering import EVENTS, renumbered
from store.records import Article, Event

_DOCUMENT = re.compile(r'"(\d{1,18})"\s*:\s*(?=\{)')


class Repaired(NamedTuple):
    """What a repair did, one line each, and where the damaged files are kept (None: all sound)."""

    lines: tuple[str, ...]
    kept: Path | None


def repair(workspace: Path) -> Repaired:
    """Write anew what can be read of damaged files.  Raises WorkspaceError (newer, full ...).

    The originals are copied to `backups/...-damaged` first, byte by byte.
    """
    health = check(workspace)
    if any("newer wirecopy" in line for line in (*health.notices, *health.problems)):
        raise WorkspaceError("newer", workspace, "has files of a newer wirecopy; left as it is")
    if not health.problems:
        return Repaired(("nothing to repair",), None)
    with exclusive(workspace):
        kept = backups.copy(workspace, "damaged")
        lines: list[str] = []
        for name, mend in _MENDERS.items():
            if not _sound(workspace, name):
                lines.append(mend(workspace))
    return Repaired(tuple(lines), kept)


def _sound(workspace: Path, name: str) -> bool:
    """Whether one file can be read; one of a newer format is not for this version to repair."""
    mark = str(workspace / name)
    wrong = [line for line in check(workspace).problems if line.startswith(mark)]
    if any("newer wirecopy" in line for line in wrong):
        raise WorkspaceError("newer", workspace / name, "written by a newer wirecopy")
    return not wrong


def _card(workspace: Path) -> str:
    card.write(workspace, workspace.resolve().name, {})
    return f"{card.CARD}: written anew; name and settings are lost"


def _articles(workspace: Path) -> str:
    path = workspace / "articles.json"
    found: dict[str, Article] = {}
    for document in _saved(path, "articles"):
        article = _converted(document, Article)
        if article is not None:
            found[article.id] = article
    table = {str(place): msgspec.to_builtins(row) for place, row in enumerate(found.values(), 1)}
    _put_anew(path, seal({"articles": table}, path))
    return f"{path.name}: {len(found)} articles saved; add the others again from their sources"


def _findings(workspace: Path) -> str:
    path = workspace / "findings.json"
    _put_anew(path, seal({"findings": {}, "story": {}}, path))
    return f"{path.name}: emptied; `wirecopy reanalyse` finds everything again"


def _put_anew(path: Path, data: bytes) -> None:
    """Replace a file of articles or findings; its journal counts no more."""
    with said_plainly(path, writing=True):
        journal_of(path).unlink(missing_ok=True)
        replace(path, data)


def _events(workspace: Path) -> str:
    """Every sound event of checkpoint and journal, by its number."""
    path = workspace / REVIEWS
    found = _saved_events(path)
    highest = max(found, default=0)
    missing = [str(number) for number in range(1, highest + 1) if number not in found]
    events = renumbered([found[number] for number in sorted(found)])
    rows: dict[str, bytes] = {}
    head = BEGINNING
    for event in events:
        rows[str(event.number)], head = linked(event, head)
    backups.put_reviews(workspace, {EVENTS: rows})
    lost = f"lost: number {', '.join(missing)}" if missing else "no gap between them"
    return f"{path.name}: {len(events)} events saved; {lost}; what came after cannot be known"


def _saved_events(path: Path) -> dict[int, Event]:
    found: dict[int, Event] = {}
    for document in _saved(path, EVENTS):
        _save(document, found)
    return found


def _saved(path: Path, name: str) -> Iterator[dict[str, Any]]:
    """Every whole document of a file, then of a table in the sound lines of its journal."""
    for _, document in documents(_text(path)):
        yield document
    journal = _text(journal_of(path)).encode("utf-8", "surrogateescape")
    for _, frame in sound_frames(journal):
        for table, _, change in frame.changes:
            if table == name:
                for _, document in documents(f'"1":{change.decode("utf-8", "replace")}'):
                    yield document


def _save(document: dict[str, Any], found: dict[int, Event]) -> None:
    event = _converted(document, Event)
    if event is not None and well_formed(event) and event.number > 0:
        found.setdefault(event.number, event)


def documents(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every whole document of a TinyDB file that may be cut or altered: its id and values."""
    read = json.JSONDecoder().raw_decode
    at = 0
    while match := _DOCUMENT.search(text, at):
        try:
            value, at = read(text, match.end())
        except (ValueError, RecursionError):
            at = match.end()
            continue
        if isinstance(value, dict) and not all(isinstance(one, dict) for one in value.values()):
            yield match.group(1), value
        else:
            at = match.end()


def _converted(document: dict[str, Any], kind: type[Any]) -> Any:
    try:
        return msgspec.convert(document, kind)
    except (msgspec.ValidationError, RecursionError):
        return None


def _text(path: Path) -> str:
    with said_plainly(path, writing=False):
        return path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""


_MENDERS: dict[str, Callable[[Path], str]] = {
    card.CARD: _card,
    "articles.json": _articles,
    "findings.json": _findings,
    REVIEWS: _events,
}
