"""The questions about one finding: tags, evidence, and the note in the reader's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from store.workspace import WorkspaceError
from tui import display
from tui.asking import ask
from tui.messages import Reviewed
from tui.screens.prompt import After, LineDialog, RefusedError

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from tui.screens.workbench import Workbench


def _target(bench: Workbench) -> str | None:
    """The finding that is chosen, else the article."""
    finding, article = bench.session.finding, bench.session.article
    if finding is None and article is None:
        bench.say("there is nothing to mark yet: a adds articles", "dim")
    return finding.id if finding else article.id if article else None


def _title(bench: Workbench, what: str, target: str) -> str:
    finding = bench.session.finding_by_id.get(target)
    about = finding.text if finding else bench.session.article_by_id[target].title
    return f"{what}: {display.line(about, 60)}"


async def _kept(bench: Workbench, act: Awaitable[str]) -> After:
    try:
        notice = await act
    except (WorkspaceError, OSError) as error:
        raise RefusedError(f"not saved: {error}") from error
    return partial(bench.post_message, Reviewed(notice))


def tags(bench: Workbench) -> None:
    """Ask for the tags of the finding, or of the article where none is chosen."""
    target = _target(bench)
    if target is None:
        return
    reviews = bench.session.workspace.reviews().values()
    known = sorted({tag for review in reviews for tag in review.tags})
    before = " ".join(bench.session.review(target).tags)

    async def save(text: str) -> After:
        chosen = [tag.strip("#,") for tag in text.split()]
        return await _kept(bench, bench.marking.tag(target, [tag for tag in chosen if tag]))

    hints = "Words separated by blanks; enter saves, esc closes. Right or tab completes."
    if known:
        hints += f"\nIn use: {display.line(' '.join(known), 120)}"

    def complete(text: str) -> str | None:
        head, _, last = text.rpartition(" ")
        found = next((tag for tag in known if last and tag.startswith(last) and tag != last), None)
        return f"{head} {found}".lstrip() if found else None

    ask(bench, LineDialog(_title(bench, "Tags", target), hints, before, save, complete))


def evidence(bench: Workbench) -> None:
    """Ask for one more piece of evidence: address, quotation, date."""
    target = _target(bench)
    if target is None:
        return
    held = bench.session.review(target).evidence

    async def save(text: str) -> After:
        added = " ".join(text.split())
        if not added:
            raise RefusedError("write an address, a quotation or a date")
        kept = [item for item in held if item != added]
        remove = len(kept) < len(held)
        return await _kept(
            bench, bench.marking.evidence(target, kept if remove else [*held, added])
        )

    hints = (
        "An address, a quotation, the day, as: https://example.org “its words” 2022-02-15\n"
        "enter adds it (the same again takes it away), esc closes."
    )
    for item in held[-3:]:
        hints += f"\n· {display.line(item, 66)}"
    ask(bench, LineDialog(_title(bench, "Evidence", target), hints, "", save))


def editor() -> list[str]:
    """The reader's own editor, as the environment names it; [] where it names none."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        return shlex.split(named)
    except ValueError:
        return []


def note_outside(bench: Workbench) -> None:
    """Open the note in the reader's editor; what is saved there is the note."""
    target = _target(bench)
    if target is None:
        return
    command = editor()
    if not command:
        bench.say("no editor is named: set EDITOR, or press e to write here", "dim")
        return
    before = bench.session.review(target).note
    try:
        text = edited_outside(bench, command, before, "note.md")
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
        bench.say(display.line(f"the editor failed, the note is as it was: {error}"), "false")
        return
    if text.strip() == before.strip():
        bench.say("the note is as it was", "dim")
    else:
        bench.run_review(bench.marking.note(target, text.strip()))


def edited_outside(bench: Workbench, command: list[str], before: str, name: str) -> str:
    """The text after the editor, on a file of that name; the app waits for it.

    Raises OSError, SubprocessError, UnicodeDecodeError.
    """
    with tempfile.TemporaryDirectory(prefix="wirecopy-") as folder:
        file = Path(folder) / name
        file.write_text(before, "utf-8")
        with bench.app.suspend():
            subprocess.run([*command, str(file)], check=True)  # noqa: S603 - the reader's own editor
        return file.read_text("utf-8")
