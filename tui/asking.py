"""The questions that the workbench asks: a note, where to export, what to add, what to find."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from store.workspace import WorkspaceError
from tui import display
from tui.messages import Loaded, Reviewed
from tui.screens.prompt import LineDialog, NoteDialog

if TYPE_CHECKING:
    from tui.screens.workbench import Workbench

SUFFIXES = {".md": "markdown", ".json": "json", ".csv": "csv"}


def note(bench: Workbench) -> None:
    """Ask for the note of the current finding."""
    finding = bench.session.finding
    if finding is None:
        bench.say("no finding is chosen: n goes to the next one", "dim")
        return

    before = bench.session.review(finding.id).note

    async def save(text: str) -> str | None:
        if text == display.plain(before):
            return None
        try:
            notice = await bench.marking.note(finding.id, text.strip())
        except (WorkspaceError, OSError) as error:
            return f"not saved: {error}"
        bench.post_message(Reviewed(notice))
        return None

    quote = display.line(finding.text, 70)
    hints = "ctrl+s saves, esc closes without saving"
    bench.app.push_screen(NoteDialog(f"Note on: {quote}", hints, before, save))


def search(bench: Workbench) -> None:
    """Ask what to find in the active pane."""

    async def begin(query: str) -> str | None:
        bench.call_after_refresh(bench.finder.begin, query)
        return None

    hints = "enter finds, esc closes. Capitals matter only if you type one."
    pane = display.line(bench.active.heading)
    bench.app.push_screen(LineDialog(f"Find in {pane}", hints, bench.finder.query, begin))


def export(bench: Workbench) -> None:
    """Ask for the file to export to; its ending chooses the format."""
    tried: set[str] = set()

    async def write(text: str) -> str | None:
        from store import exports

        path = Path(text.strip()).expanduser()
        name = SUFFIXES.get(path.suffix.casefold())
        if name is None:
            return "end the name in .md, .json or .csv"
        force = text in tried
        tried.add(text)
        job = partial(exports.export, bench.session.workspace, name, path=path, force=force)
        try:
            await asyncio.to_thread(job)
        except FileExistsError:
            return "this file exists: press enter again to replace it"
        except (OSError, WorkspaceError, ValueError) as error:
            return f"not written: {error}"
        bench.say(f"written: {display.line(str(path))}")
        return None

    hints = (
        "Ends in .md: a briefing for people; .csv: a table; .json: for programs.\n"
        "enter writes, esc closes."
    )
    start = str(Path.cwd() / "wirecopy-notes.md")
    bench.app.push_screen(
        LineDialog("Export articles, findings, verdicts and notes to", hints, start, write)
    )


def add(bench: Workbench) -> None:
    """Ask for a file or folder to take in."""

    async def take(text: str) -> str | None:
        from seeds import intake

        source = str(Path(text.strip()).expanduser())
        try:
            done = await asyncio.to_thread(intake.add, bench.session.workspace, [source])
        except (OSError, WorkspaceError) as error:
            return f"not added: {error}"
        if not done.puts:
            return "; ".join(f"{refusal.name}: {refusal.reason}" for refusal in done.refused)
        bench.post_message(Loaded(display.line(done.summary())))
        return None

    hints = "A file or a folder of .txt or .md articles. enter adds, esc closes."
    bench.app.push_screen(LineDialog("Add articles from", hints, "", take))
