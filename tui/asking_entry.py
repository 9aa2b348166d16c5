"""Entries of the workspace's catalogue: opened from the ledger, checked, saved, made of demands."""

from __future__ import annotations

import subprocess
from functools import partial
from typing import TYPE_CHECKING

from store.records import Demand
from store.workspace import WorkspaceError
from tui import display, ledger
from tui.asking import ask
from tui.asking_marks import edited_outside, editor
from tui.asking_rows import here
from tui.messages import Loaded
from tui.prose import count
from tui.screens.choose import Choice, ChooseDialog
from tui.screens.entry import Checked, EntryScreen, Wrong
from tui.screens.prompt import After, RefusedError

if TYPE_CHECKING:
    from analysis.catalogue import Failure
    from analysis.demand_proposals import Proposal
    from tui.screens.workbench import Workbench


def entry(bench: Workbench) -> None:
    """Open the entry of the demand that is chosen; one is proposed where it has none."""
    finding = here(bench)
    if finding is None:
        return
    if not isinstance(finding, Demand):
        bench.say("choose a demand first: 3 lists them", "dim")
        return
    if finding.demand == ledger.OTHER:
        _open_new(bench, _proposal_of(bench, finding))
        return
    from analysis import catalogue_edit

    text = _text(bench)
    if text is None:
        return
    own = catalogue_edit.excerpt(text, finding.demand)
    if own:
        title = f"Catalogue entry “{display.line(finding.demand, 50)}”"
        _open(bench, text, finding.demand, own, title)
    else:
        bench.say(f"the catalogue has no entry {display.line(finding.demand, 40)}", "dim")


def proposals(bench: Workbench) -> None:
    """List the groups of similar demands that have no entry; the chosen one becomes one."""
    found = _proposals(bench)
    rest = sum(one.demand == ledger.OTHER for one in bench.session.demands())
    if not found:
        alone = f"{count(rest, 'demand')} without an entry, no two alike: D makes one of a demand"
        bench.say(alone if rest else "every demand has an entry", "dim")
        return
    known = {one.key: one for one in found}
    choices = [
        Choice(one.key, one.title, f"{count(len(one.demands), 'demand')} {one.holder}".rstrip())
        for one in found
    ]

    async def take(key: str) -> After:
        return partial(_open_new, bench, known[key])

    ask(bench, ChooseDialog("Make an entry of demands that are alike", choices, take))


def _proposals(bench: Workbench) -> tuple[Proposal, ...]:
    from analysis.demand_proposals import propose

    return propose(list(bench.session.demands()))


def _proposal_of(bench: Workbench, demand: Demand) -> Proposal:
    from analysis.demand_proposals import propose

    for one in _proposals(bench):
        if demand.id in one.demands:
            return one
    return propose([demand], least=1)[0]


def _open_new(bench: Workbench, one: Proposal) -> None:
    text = _text(bench)
    if text is not None:
        title = f"New catalogue entry of {count(len(one.demands), 'demand')}"
        _open(bench, text, "", one.toml, title)


def _text(bench: Workbench) -> str | None:
    """The workspace's catalogue, else the shipped one; None, and said, if it is unreadable."""
    from analysis.catalogue import CatalogueError
    from seeds import catalogues

    try:
        return catalogues.present(bench.session.workspace.path)
    except CatalogueError as error:
        bench.say(display.line(catalogues.said(error)), "false")
    except OSError as error:
        bench.say(display.line(f"{catalogues.FILE} cannot be read: {error.strerror}"), "false")
    return None


def _open(bench: Workbench, text: str, key: str, own: str, title: str) -> None:
    before = _failing(text)

    def check(edited: str) -> Checked:
        return checked(text, key, edited, before)

    async def save(edited: str) -> After:
        return await _saved(bench, key, edited)

    screen = EntryScreen(title, own, check, save, partial(_outside, bench))

    def closed(after: After | None) -> None:
        if after is not None:
            after()

    bench.app.push_screen(screen, closed)


def _failing(text: str) -> frozenset[tuple[str, str]]:
    """The examples that fail already, by key and words; none where the text is wrong as it is."""
    from analysis import catalogue

    try:
        return frozenset((one.key, one.example) for one in catalogue.check(catalogue.load(text)))
    except catalogue.CatalogueError:
        return frozenset()


def checked(text: str, key: str, edited: str, before: frozenset[tuple[str, str]]) -> Checked:
    """How an edited entry reads in the catalogue of a text; `before` failed already elsewhere."""
    from analysis import catalogue, catalogue_edit
    from seeds import catalogues

    try:
        whole = catalogue_edit.merged(text, key, edited)
    except catalogue.CatalogueError as error:
        return Checked((Wrong(error.line, error.reason, stops=True),), 0)
    try:
        loaded = catalogue.load(whole.text)
    except catalogue.CatalogueError as error:
        line = whole.line_of(error.line)
        there = f"line {error.line} of {catalogues.FILE}: {error.reason}"
        reason = error.reason if line else f"elsewhere, {there}; “wirecopy demands edit” opens it"
        return Checked((Wrong(line, reason, stops=True),), 0)
    wrong = [
        _wrong(one, whole.key, edited)
        for one in catalogue.check(loaded)
        if one.key == whole.key or (one.key, one.example) not in before
    ]
    mine = [one for one in loaded.entries if one.key == whole.key]
    return Checked(tuple(wrong), sum(len(one.positive) + len(one.negative) for one in mine))


def _wrong(one: Failure, own: str, edited: str) -> Wrong:
    from analysis.catalogue_file import line_of_example

    words = f"“{display.line(one.example, 60)}”"
    what = "is not read as" if one.expected else "is read as"
    if one.key != own:
        return Wrong(0, f"another entry suffers: {words} {what} {one.key}")
    return Wrong(line_of_example(edited, own, one.example), f"{words} {what} this demand")


async def _saved(bench: Workbench, key: str, edited: str) -> After:
    from analysis import catalogue, catalogue_edit
    from seeds import catalogues

    workspace = bench.session.workspace
    try:
        whole = catalogue_edit.merged(catalogues.present(workspace.path), key, edited)
        catalogue.load(whole.text)
        now = await bench.marking.save_catalogue(whole.text)
    except catalogue.CatalogueError as error:
        raise RefusedError(f"not saved: {catalogues.said(error)}") from error
    except (WorkspaceError, OSError) as error:
        raise RefusedError(f"not saved: {error}") from error
    if catalogues.stale(workspace):
        return partial(bench.say, f"saved  ·  {now}")
    return partial(_show, bench, whole.key)


def _show(bench: Workbench, key: str) -> None:
    """Say how many demands have the entry now, and go to one of them if the reader is at none."""
    found = _named(bench, key)
    here = bench.session.current_finding or ""
    at = here if here in found or not found else found[0]
    had = f"{count(len(found), 'demand')} of this story {_have(found)}"
    told = f"saved: {had} the entry {key}  ·  u undoes, until you quit"
    bench.post_message(Loaded(display.line(told), at, "strong"))


def _have(found: list[str]) -> str:
    return "has" if len(found) == 1 else "have"


def _named(bench: Workbench, key: str) -> list[str]:
    """The ids of the stored demands that have an entry's key."""
    every = bench.session.workspace.all_findings().values()
    return [one.id for found in every for one in found.demands if one.demand == key]


def _outside(bench: Workbench, text: str) -> str | None:
    """The text after the reader's own editor; None where none is named."""
    command = editor()
    if not command:
        return None
    try:
        return edited_outside(bench, command, text, "entry.toml")
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
        raise RefusedError(f"the editor failed, the text is as it was: {error}") from error
