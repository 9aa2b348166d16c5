"""Random marks, undos, torn writes, folds and merges against a list of what was confirmed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from store import care
from store.frames import journal_of
from store.records import Article, Event, Findings, Statement, Story
from store.reviews import LocalReviews
from store.workspace import Workspace

TARGETS = ("s000", "s001")
SIDES = st.sampled_from((0, 1))


class Storms(RuleBasedStateMachine):
    """Two copies of a workspace; every confirmed event must stay, in order, with its values."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        made = Workspace.open(self.folder / "0", create=True)
        rows = tuple(Statement(one, "a1", 0, 1, "x", "direct") for one in TARGETS)
        made.put_articles([Article("a1", "a.txt", "a.txt", "x")])
        made.put_analysis([], {"a1": Findings("a1", rows)}, Story())
        shutil.copytree(made.path, self.folder / "1")
        self.spaces = [Workspace.open(self.folder / str(side)) for side in (0, 1)]
        self.confirmed: list[list[Event]] = [[], []]

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def path(self, side: int) -> Path:
        return self.folder / str(side) / "reviews.json"

    @rule(side=SIDES, one=st.sampled_from(TARGETS), text=st.text(max_size=4))
    def note(self, side: int, one: str, text: str) -> None:
        self.confirmed[side].append(self.spaces[side].note(one, text, by=f"r{side}"))

    @rule(side=SIDES, verdict=st.sampled_from(["verified", "false", None]))
    def mark_all(self, side: int, verdict: str | None) -> None:
        given = self.spaces[side].mark(TARGETS, verdict, by=f"r{side}")  # type: ignore[arg-type]
        self.confirmed[side] += given

    @rule(side=SIDES, redo=st.booleans())
    def turn(self, side: int, redo: bool) -> None:
        space = self.spaces[side]
        given = space.redo(f"r{side}") if redo else space.undo(f"r{side}")
        self.confirmed[side] += given

    @rule(side=SIDES, share=st.floats(0, 1), zeros=st.booleans())
    def crash_in_a_write(self, side: int, share: float, zeros: bool) -> None:
        """A writer dies with part of its last line on the disk; it confirmed nothing."""
        journal = journal_of(self.path(side))
        if not journal.exists():
            return
        before = journal.read_bytes()
        Workspace.open(self.folder / str(side)).note(TARGETS[0], "never confirmed", by="dead")
        line = journal.read_bytes()[len(before) :]
        left = line[: int(share * (len(line) - 2))]
        journal.write_bytes(before + (b"\0" * len(left) if zeros else left))
        self.reopen(side)

    @rule(side=SIDES)
    def fold(self, side: int) -> None:
        LocalReviews(self.path(side)).fold()

    @rule(side=SIDES)
    def crash_in_a_fold(self, side: int) -> None:
        """The checkpoint is new, the journal still the old one."""
        journal = journal_of(self.path(side))
        if journal.exists():
            old = journal.read_bytes()
            LocalReviews(self.path(side)).fold()
            journal.write_bytes(old)

    @rule(side=SIDES)
    def reopen(self, side: int) -> None:
        self.spaces[side] = Workspace.open(self.folder / str(side))

    @rule(into=SIDES)
    def merge(self, into: int) -> None:
        care.merge(self.folder / str(into), self.folder / str(1 - into))
        self.spaces[into].reload_if_changed()
        merged = self.spaces[into].events()
        ids = {event.id for side in self.confirmed for event in side}
        assert {event.id for event in merged} == ids
        self.confirmed[into] = merged

    @invariant()
    def nothing_confirmed_is_lost(self) -> None:
        for side, space in enumerate(self.spaces):
            space.reload_if_changed()
            fresh = Workspace.open(self.folder / str(side))
            assert space.events() == fresh.events() == self.confirmed[side]
            assert space.reviews() == fresh.reviews()
            assert care.check(self.folder / str(side)).problems == ()


TestStorms = Storms.TestCase
TestStorms.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)
