"""Rows of the ledger and questions of the board as readers want them: merged, split, renamed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from store.records import Claim, Correction, Demand, Statement
from tui import display, ledger
from tui.asking import ask
from tui.asking_correct import kept
from tui.messages import Loaded
from tui.prose import count
from tui.screens.choose import Choice, ChooseDialog
from tui.screens.prompt import After, LineDialog, RefusedError
from tui.wording import in_words

if TYPE_CHECKING:
    from tui.screens.workbench import Workbench
    from tui.session import Session

NEITHER = "choose a demand or a claim first: 3 and 6 list them"


class Row(NamedTuple):
    """A row of the ledger, or a question of the board: its title, its findings by id, its key."""

    title: str
    ids: tuple[str, ...]
    key: str = ""


def rows(session: Session, kind: str) -> list[Row]:
    """All rows of demands ("d") or of claims ("c"), as the panes order them."""
    if kind == "d":
        return [
            Row(row.title, tuple(demand.id for demand in row.demands()), row.key)
            for row in ledger.build(session)
        ]
    return [
        Row(in_words(group.title or group.group), group.ids) for group in session.story.claim_groups
    ]


def row_of(session: Session, ident: str) -> Row | None:
    """The row in which a finding stands; None where it stands in none."""
    return next((row for row in rows(session, ident[0]) if ident in row.ids), None)


def noun(ident: str) -> str:
    """What a row of such findings is called."""
    return "row" if ident[0] == "d" else "group"


def here(bench: Workbench) -> Demand | Claim | None:
    """The demand or claim that is chosen; in an empty cell of the ledger the first of its row."""
    from tui.panes.demands import DemandsPane

    finding, pane = bench.session.finding, bench.active
    if isinstance(finding, Demand | Claim):
        return finding
    if isinstance(pane, DemandsPane) and pane.row is not None:
        return next(iter(pane.row.demands()), None)
    bench.say(NEITHER, "dim")
    return None


# Picking


def pick(bench: Workbench) -> None:
    """Take the finding's row among those to be merged, or leave it."""
    finding = here(bench)
    if finding is None:
        return
    session = bench.session
    row = row_of(session, finding.id)
    own = set(row.ids if row else (finding.id,))
    held = [one for one in session.gathered if one not in own]
    if len(held) == len(session.gathered):
        if held and held[0][0] != finding.id[0]:
            bench.say("demands and claims are no one row: esc lets go of those picked", "dim")
            return
        held.append(finding.id)
    session.gathered = held
    bench.refresh_reviews()
    picked = f"{count(len(held), noun(finding.id))} picked"
    bench.say(f"{picked}  ·  & merges  + picks another  esc lets go" if held else "none picked")


# Acts


def merge(bench: Workbench) -> None:
    """Merge what is picked, or the range, with what the reader is at; alone, ask with what."""
    finding = here(bench)
    if finding is None:
        return
    session = bench.session
    chosen = bench.selection.targets if bench.selection.on else session.gathered
    targets = [one for one in chosen if one[0] == finding.id[0]]
    if not bench.selection.on:
        targets.append(finding.id)
    found = [(one, row_of(session, one)) for one in targets]
    apart = {row.ids: one for one, row in reversed(found) if row is not None}
    if len(apart) > 1:
        bench.selection.end()
        own = [one for one, row in found if row is not None and apart[row.ids] == one]
        _do(bench, Correction("merge", tuple(dict.fromkeys(own))), "merged into")
        return
    _ask_merge(bench, finding)


def _ask_merge(bench: Workbench, finding: Demand | Claim) -> None:
    here = row_of(bench.session, finding.id)
    others = [row for row in rows(bench.session, finding.id[0]) if finding.id not in row.ids]
    choices = [Choice(row.ids[0], row.title, _size(row, finding.id)) for row in others if row.ids]
    if here is None or not choices:
        bench.say(f"there is no other {noun(finding.id)} to merge it with", "dim")
        return
    title = f"Merge another {noun(finding.id)} into “{display.line(here.title, 40)}”"

    async def take(ident: str) -> After:
        return await _kept(bench, Correction("merge", (finding.id, ident)), "merged into")

    ask(bench, ChooseDialog(title, choices, take))


def _size(row: Row, ident: str) -> str:
    return count(len(row.ids), "wording" if ident[0] == "d" else "claim")


def split(bench: Workbench) -> None:
    """Take the finding, or what is picked, out of its row, its copies with it."""
    finding, session = here(bench), bench.session
    if finding is None:
        return
    if session.finding is None and not session.gathered:
        bench.say("this article does not have it: l, h go to one that does", "dim")
        return
    picked = bench.selection.targets if bench.selection.on else session.gathered
    targets = tuple(one for one in picked if one[0] == finding.id[0]) or (finding.id,)
    row = row_of(session, targets[0])
    same = {copy for one in targets for copy in (one, *session.occurrences.get(one, ()))}
    if row is None or set(row.ids) <= same:
        bench.say(f"it is a {noun(finding.id)} of its own already", "dim")
        return
    bench.selection.end()
    _do(bench, Correction("split", targets), "taken out:")


def rename(bench: Workbench) -> None:
    """Ask for another name of the row."""
    finding = here(bench)
    row = row_of(bench.session, finding.id) if finding else None
    if finding is None:
        return
    if row is None:
        bench.say("this claim answers no question that other claims answer", "dim")
        return
    ident = finding.id

    async def take(text: str) -> After:
        name = " ".join(text.split())
        if not name:
            raise RefusedError("write a name")
        if name == row.title:
            return partial(bench.say, "the name is as it was", "dim")
        return await _kept(bench, Correction("rename", (ident,), name), "named")

    hints = "enter keeps it, esc closes. It outlives a new analysis; u undoes it."
    ask(bench, LineDialog(f"Name of this {noun(ident)}", hints, row.title, take))


def move(bench: Workbench) -> None:
    """Ask which entry of the catalogue the demand means."""
    finding = here(bench)
    if not isinstance(finding, Demand):
        return
    titles = bench.session.story.demand_titles
    choices = [Choice(key, title, key) for key, title in titles if key != finding.demand]
    if finding.demand != ledger.OTHER:
        choices.append(Choice(ledger.OTHER, "None of them", "it becomes a row of its own"))
    ident = finding.id

    async def take(key: str) -> After:
        return await _kept(bench, Correction("move", (ident,), key), "counts as")

    ask(bench, ChooseDialog("Which demand is meant by these words?", choices, take))


def _do(bench: Workbench, how: Correction, told: str) -> None:
    """An act without a dialog."""

    async def run() -> Loaded | str:
        await bench.marking.change(partial(bench.session.workspace.correct, how))
        return _told(bench, how, told)

    bench.run_review(run())


async def _kept(bench: Workbench, how: Correction, told: str) -> After:
    await kept(bench, partial(bench.session.workspace.correct, how), "")
    return partial(bench.post_message, _told(bench, how, told))


def _told(bench: Workbench, how: Correction, told: str) -> Loaded:
    """What became of it, read from the workspace: the session learns of it by this message."""
    session = bench.session
    session.gathered = []
    session.load()
    row = row_of(session, how.targets[0])
    name = f"“{display.line(row.title, 50)}”, {_size(row, how.targets[0])}" if row else ""
    finding = session.current_finding or how.targets[0]
    return Loaded(f"{told} {name}  ·  u undoes", finding, "strong")


# The menu of the key that corrects


def menu(bench: Workbench) -> None:
    """What can be put right about a demand or a claim."""
    finding = here(bench)
    if finding is None:
        return
    deeds = _choices(bench.session, finding)
    choices = [Choice(name, title, _key(bench, name)) for name, title in deeds.items()]

    async def take(name: str) -> After:
        return partial(bench.action_act, name) if name in bench.keymap.by_id else _OWN[name](bench)

    words = display.line(finding.text, 44)
    ask(bench, ChooseDialog(f"What is wrong with “{words}”?", choices, take))


def _choices(session: Session, finding: Demand | Claim) -> dict[str, str]:
    """Titles by the name of the action."""
    row = noun(finding.id)
    found: dict[str, str] = {}
    if isinstance(finding, Demand):
        found["move"] = "It means another demand"
    found["split"] = f"It does not belong to its {row}: take it out"
    found["merge"] = f"Another {row} asks the same: merge them"
    found["rename"] = f"The {row} needs another name"
    within = session.finding_by_id.get(finding.statement or "")
    if isinstance(within, Statement):
        found["statement"] = "Speaker, words or act of the statement it stands in"
    if isinstance(finding, Demand):
        new = finding.demand == ledger.OTHER
        found["entry"] = "Make an entry of it in the catalogue" if new else "Its catalogue entry"
    return found


def _key(bench: Workbench, name: str) -> str:
    from tui.actions import key_glyph

    action = bench.keymap.by_id.get(name)
    return key_glyph(action.keys[0]) if action and action.keys else ""


def _move(bench: Workbench) -> After:
    return partial(move, bench)


def _statement(bench: Workbench) -> After:
    from tui.asking_correct import correct

    within = bench.session.finding_by_id.get(getattr(here(bench), "statement", "") or "")
    return partial(correct, bench, within) if isinstance(within, Statement) else lambda: None


_OWN = {"move": _move, "statement": _statement}
