"""Which workspace is meant: a named one, a folder of articles, the last one, or the sample.

Nothing is written into a folder of articles: it gets a workspace of its own below the data place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.card import CARD as MARK
from store.card import KEPT
from tui import settings
from tui.failure import DONE, REFUSED, USAGE, WORKSPACE, Failure

if TYPE_CHECKING:
    from store.workspace import Workspace

VARIABLE = "WIRECOPY_WORKSPACE"


class Spot(NamedTuple):
    """An opened workspace, where it is, and 1 when some of its folder's files were refused."""

    workspace: Workspace
    path: Path
    code: int = DONE


def _printable(path: Path) -> str:
    from seeds.intake import printable

    return printable(path)


def _say(text: str) -> None:
    from tui.verbs.output import say

    say(text)


def data_folder() -> Path:
    """Where wirecopy keeps its own workspaces (platformdirs)."""
    from platformdirs import user_data_path

    return user_data_path("wirecopy", appauthor=False)


def default() -> Path:
    """The workspace that is meant when none is named: the variable, the setting, the last
    one, the sample."""
    named = os.environ.get(VARIABLE) or settings.load().workspace
    if named:
        try:
            return Path(named).expanduser()
        except RuntimeError as error:
            raise Failure(USAGE, "nobody here has that home", named) from error
    folder = data_folder()
    with suppress(OSError, ValueError):
        last = Path((folder / "last").read_text("utf-8").strip())
        if (last / MARK).is_file():
            return last
    return folder / "sample"


def remember(path: Path) -> None:
    """The next start without a name opens this workspace; a read-only data place is no failure."""
    with suppress(OSError, ValueError):
        if os.environ.get(VARIABLE):
            return
        folder = data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"last.{os.getpid()}"
        fresh.write_text(f"{path.resolve()}\n", "utf-8")
        fresh.replace(folder / "last")


def own_place(source: Path) -> Path:
    """The workspace that belongs to a folder of articles, or to one file, somewhere else."""
    import hashlib
    import re

    whole = Path(os.path.realpath(source))
    mark = hashlib.sha256(os.fsencode(whole)).hexdigest()[:10]
    name = re.sub(r"[^\w.-]+", "-", whole.name, flags=re.ASCII).strip("-.")[:40] or "folder"
    return data_folder() / "folders" / f"{name}-{mark}"


def opened(
    named: str | None, *, create: bool = True, analyse: bool = True, hint: bool = True
) -> Spot:
    """The workspace that is meant, opened; analysed too unless the caller does that later.

    `create` lets a missing or empty folder become a workspace; without it Failure says that there
    is none.  `hint` says of a new one how to fill it.  The default place, when nothing is there,
    gets the sample.
    """
    path = _named(named)
    try:
        if named is None and _to_be_sample(path):
            from seeds import intake

            spot = Spot(intake.first_start(path), path)
        else:
            spot = _existing_or_new(path, create, hint)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Failure(WORKSPACE, f"cannot be opened: {reason}", _printable(path)) from error
    for notice in spot.workspace.notices():
        _say(notice)
    if later := spot.workspace.newer():
        later.told = True
    if analyse:
        _analyse(spot.workspace)
    return spot


def located(named: str | None, *, must_exist: bool = False) -> Path:
    """The folder of the workspace that is meant, not opened; Failure where none must be missing."""
    path = _named(named)
    if _filled(path) and not _is_workspace(path):
        path = own_place(path)
    if must_exist and not _is_workspace(path):
        raise Failure(USAGE, "no workspace here", str(path))
    return path


def _named(named: str | None) -> Path:
    if named is not None and not named:
        raise Failure(USAGE, "the name of the workspace is empty")
    return default() if named is None else Path(named)


def _to_be_sample(path: Path) -> bool:
    """Whether the default place still waits for the sample, or a first start was cut short."""
    if path == data_folder() / "sample" and (path / MARK).exists():
        return not (path / KEPT[0]).exists()
    return not _filled(path)


def _filled(path: Path) -> bool:
    """Whether something is there: a file, or a folder that is not empty."""
    return path.exists() and not (path.is_dir() and not any(path.iterdir()))


def _is_workspace(path: Path) -> bool:
    """Whether a workspace is there, be it a damaged one."""
    return any((path / name).exists() for name in (MARK, *KEPT))


def _existing_or_new(path: Path, create: bool, hint: bool) -> Spot:
    """A workspace, a folder or file of articles, or a new workspace."""
    from store.workspace import Workspace

    if _is_workspace(path):
        return Spot(Workspace.open(path), path)
    if _filled(path):
        return _of_articles(path)
    said = _printable(path)
    if not create:
        raise Failure(USAGE, f"no workspace here; wirecopy -w {said} add SOURCE makes one", said)
    if hint:
        _say(f"{said}: a new workspace; add articles: wirecopy -w {said} add SOURCE...")
    return Spot(Workspace.open(path, create=True), path)


def _of_articles(source: Path) -> Spot:
    """The own workspace of a folder or file of articles, with what is new in it added."""
    from seeds import intake
    from store.workspace import Workspace
    from tui.verbs.output import refuse

    articles, refused = intake.read_sources([str(source)])
    code = refuse(refused)
    path = own_place(source)
    if not articles and not (path / MARK).exists():
        reason = "neither a workspace nor articles are here"
        raise Failure(REFUSED, reason, intake.printable(source))
    workspace = Workspace.open(path, create=True)
    if articles:
        workspace.put_articles(articles)
    return Spot(workspace, path, code)


def _analyse(workspace: Workspace) -> None:
    """Analyse anew where findings are missing, of an older engine or another catalogue.

    A workspace that cannot be written keeps the findings that it has, and that is said.
    """
    from seeds import catalogues, intake, regrouping
    from store.workspace import WorkspaceError
    from tui.log import not_analysed

    if notice := catalogues.notice(workspace):
        _say(notice)
    try:
        if catalogues.stale(workspace):
            for said in not_analysed(intake.renew(workspace)):
                _say(said)
        elif workspace.newer() is None:
            regrouping.keep_up(workspace)
    except WorkspaceError as error:
        if error.kind not in ("unwritable", "locked", "full"):
            raise
        _say(f"findings were not renewed: {error}")


def refuse_misspelt(named: str, verbs: Iterable[str]) -> None:
    """Failure for a word that is no place but close to a verb: a slip makes no workspace."""
    if os.sep in named or Path(named).exists():
        return
    from difflib import get_close_matches

    near = get_close_matches(named.casefold(), [*verbs, "help", "version"], 1, 0.7)
    if near or named.startswith("-"):
        meant = f"did you mean {near[0]}? " if near else ""
        reason = f"no such verb or workspace; {meant}./{named} makes a workspace"
        raise Failure(USAGE, reason, named)
