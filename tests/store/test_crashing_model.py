"""Random marks, undos, crashes, reopenings and merges against a list of what was confirmed.

Every place for events must pass; files are folded and checked besides.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from store import care
from store.frames import journal_of
from store.records import Article, Event, Findings, Statement, Story
from store.reviews import LocalReviews
from store.workspace import Workspace
from tests.store.review_places import Files, Memory, Place, States, opened

TARGETS = ("s000", "s001")
SIDES = st.sampled_from((0, 1))


class Storms(RuleBasedStateMachine):
    """Two copies of a workspace; every confirmed event must stay, in order, with its values."""

    backend: Callable[[], Place] = Files

    def __init__(self) -> None:
        super().__init__()
        self.place = type(self).backend()
        self.folder = Path(tempfile.mkdtemp())
        made = Workspace.open(self.folder / "0", create=True)
        rows = tuple(Statement(one, "a1", 0, 1, "x", "direct") for one in TARGETS)
        made.put_articles([Article("a1", "a.txt", "a.txt", "x")])
        made.put_analysis([], {"a1": Findings("a1", rows)}, Story())
        shutil.copytree(made.path, self.folder / "1")
        self.spaces = [opened(self.place, self.folder / str(side)) for side in (0, 1)]
        self.confirmed: list[list[Event]] = [[], []]

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

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
        """A writer dies with part of its act written; it confirmed nothing."""
        self.place.crash(self.folder / str(side), share, zeros)
        self.reopen(side)

    @rule(side=SIDES)
    def reopen(self, side: int) -> None:
        self.spaces[side] = opened(self.place, self.folder / str(side))

    @rule(into=SIDES)
    def merge(self, into: int) -> None:
        other = opened(self.place, self.folder / str(1 - into))
        self.spaces[into].merge(other.events())
        merged = self.spaces[into].events()
        ids = {event.id for side in self.confirmed for event in side}
        assert {event.id for event in merged} == ids
        self.confirmed[into] = merged

    @invariant()
    def nothing_confirmed_is_lost(self) -> None:
        for side, space in enumerate(self.spaces):
            space.reload_if_changed()
            fresh = opened(self.place, self.folder / str(side))
            assert space.events() == fresh.events() == self.confirmed[side]
            assert space.reviews() == fresh.reviews()


class OnFiles(Storms):
    """The same with what only files know: folding, half of a fold, and the check of all bytes."""

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

    def path(self, side: int) -> Path:
        return self.folder / str(side) / "reviews.json"

    @invariant()
    def a_check_finds_nothing_wrong(self) -> None:
        for side in (0, 1):
            assert care.check(self.folder / str(side)).problems == ()


class InMemory(Storms):
    """The same where nothing is written."""

    backend = Memory


TestOnFiles = OnFiles.TestCase
TestOnFiles.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)
TestInMemory = InMemory.TestCase
TestInMemory.settings = settings(max_examples=8, stateful_step_count=15, deadline=None)


class Forgetful(Memory):
    """Loses its newest event when a writer dies."""

    def crash(self, folder: Path, share: float, zeros: bool) -> None:
        del self.reviews(folder).history().events[-1:]


class OnStates(Storms):
    """Where what the events add up to is read from the disk."""

    backend = States


TestOnStates = OnStates.TestCase
TestOnStates.settings = settings(max_examples=10, stateful_step_count=20, deadline=None)


class OnWhatForgets(Storms):
    """A place that must be found out."""

    backend = Forgetful


def test_a_place_that_loses_an_event_is_found_out() -> None:
    quick = settings(max_examples=30, database=None, phases=[Phase.generate])
    with pytest.raises(AssertionError):
        run_state_machine_as_test(OnWhatForgets, settings=quick)
