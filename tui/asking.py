"""The questions that the workbench asks: a note, where to export, what to add, what to find."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from store.workspace import WorkspaceError
from tui import display
from tui.messages import Reviewed
from tui.screens.prompt import After, Dialog, LineDialog, NoteDialog, RefusedError

if TYPE_CHECKING:
    from tui.screens.workbench import Workbench

SUFFIXES = {
    ".md": "markdown", ".html": "html", ".csv": "csv", ".tsv": "tsv", ".xlsx": "xlsx",
    ".json": "json", ".jsonl": "jsonl", ".jsonld": "web-annotation", ".bib": "bibtex",
    ".ris": "ris", ".zip": "bundle", ".svg": "svg",
}  # fmt: skip


def ask(bench: Workbench, dialog: Dialog) -> None:
    """Open a dialog; what it leaves to be done is done when the workbench has the keys again."""

    def closed(after: After | None) -> None:
        if after is not None:
            after()

    bench.app.push_screen(dialog, closed)


def note(bench: Workbench) -> None:
    """Ask for the note of the current finding."""
    finding = bench.session.finding
    if finding is None:
        bench.say("no finding is chosen: n goes to the next one", "dim")
        return
    before = bench.session.review(finding.id).note

    async def save(text: str) -> After:
        if text == display.plain(before):
            return partial(bench.say, "the note is as it was", "dim")
        try:
            notice = await bench.marking.note(finding.id, text.strip())
        except (WorkspaceError, OSError) as error:
            raise RefusedError(f"not saved: {error}") from error
        return partial(bench.post_message, Reviewed(notice))

    quote = display.line(finding.text, 70)
    hints = "ctrl+s saves, esc closes without saving"
    ask(bench, NoteDialog(f"Note on: {quote}", hints, before, save))


def search(bench: Workbench) -> None:
    """Ask what to find in the active pane."""

    async def begin(query: str) -> After:
        return partial(bench.finder.begin, query)

    hints = "enter finds, esc closes. Capitals matter only if you type one."
    pane = display.line(bench.active.heading)
    ask(bench, LineDialog(f"Find in {pane}", hints, bench.finder.query, begin))


def _path(text: str) -> Path:
    """The path that was typed, "~" its home.  Raises RefusedError where nobody has that home."""
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise RefusedError(f"nobody here is called {path.parts[0].removeprefix('~')}") from error


def export(bench: Workbench) -> None:
    """Ask for the file to export to; its ending chooses the format."""
    tried: set[str] = set()

    async def write(text: str) -> After:
        from analysis.align import align
        from analysis.changes import changes
        from store import exports

        path = _path(text)
        name = SUFFIXES.get(path.suffix.casefold())
        if name is None:
            raise RefusedError(f"end the name in one of {', '.join(SUFFIXES)}")
        force = text in tried
        tried.add(text)
        if name == "svg":
            if path.exists() and not force:
                raise RefusedError("this file exists: press enter again to replace it")
            return partial(_draw, bench, path, force=force)
        held = bench.session.workspace
        job = partial(
            exports.export, held, name, path=path, force=force, align=align, differ=changes
        )
        try:
            await asyncio.to_thread(job)
        except FileExistsError as error:
            raise RefusedError("this file exists: press enter again to replace it") from error
        except (OSError, WorkspaceError, ValueError) as error:
            raise RefusedError(f"not written: {error}") from error
        return partial(bench.say, f"written: {display.line(str(path))}")

    hints = (
        ".md or .html: a briefing for people; .csv or .xlsx: tables; .json: for programs;\n"
        ".jsonld: annotations; .bib or .ris: sources; .zip: all, for a colleague;\n"
        ".svg: a picture of the screen as it is.\n"
        "enter writes, esc closes."
    )
    start = str(Path.cwd() / "wirecopy-notes.md")
    ask(bench, LineDialog("Export articles, findings, verdicts and notes to", hints, start, write))


def _draw(bench: Workbench, path: Path, *, force: bool) -> None:
    """Write the screen as a picture, once the dialog is gone from it."""
    from store import exports
    from tui.picture import of_screen

    def write() -> None:
        try:
            exports.write(path, of_screen(bench.app).encode("utf-8", "replace"), force=force)
        except (OSError, WorkspaceError) as error:
            bench.say(display.line(f"not written: {error}"), "false")
        else:
            bench.say(f"written: {display.line(str(path))}")

    bench.call_after_refresh(write)


def add(bench: Workbench) -> None:
    """Ask for a file, folder or address to take in."""

    async def take(text: str) -> After:
        source = text.strip()
        if not source:
            raise RefusedError("write a path or an address")
        if "://" not in source:
            path = _path(source)
            if not path.exists():
                raise RefusedError(f"no such file or folder: {path}")
            source = str(path.absolute())
        return partial(bench.labour.begin, "add", (source,))

    hints = "A file, a folder, or an https:// address. enter adds, esc closes."
    ask(bench, LineDialog("Add articles from", hints, "", take))


def follow(bench: Workbench) -> None:
    """Ask for a feed to follow."""

    async def take(text: str) -> After:
        if "://" not in text:
            raise RefusedError("write the address of a feed: https://...")
        return partial(bench.labour.begin, "follow", (text.strip(),))

    hints = "The address of an RSS or Atom feed. enter follows it, esc closes.\nctrl+f asks again."
    ask(bench, LineDialog("Follow a feed", hints, "", take))
