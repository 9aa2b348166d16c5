"""Random sittings of two readers in two open workspaces, against a model of a few lines."""

from __future__ import annotations

import copy
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from store.records import VERDICTS, Article, Findings, Review, Statement, Story, Verdict
from store.workspace import Workspace
from tests.store.review_places import Files, Memory, Place, States, opened

TARGETS = ("s000", "s001", "s002")
READERS = ("Ana", "Bo")
Change = tuple[str, str, Any]


class Model:
    """Acts of each reader, in order; a review is what the acts that hold last said."""

    def __init__(self) -> None:
        self.acts: list[dict[str, Any]] = []
        self.forgotten: set[int] = set()

    def act(self, by: str, changes: list[Change], tick: int) -> None:
        self.forgotten |= {n for n, act in enumerate(self.acts) if act["by"] == by and act["off"]}
        self.acts.append({"by": by, "changes": changes, "off": 0, "on": tick})

    def undo(self, by: str, tick: int) -> int:
        mine = [act for act in self._live(by) if not act["off"]]
        if not mine:
            return 0
        last = max(mine, key=lambda act: act["on"])
        last["off"] = tick
        return len(last["changes"])

    def redo(self, by: str, tick: int) -> int:
        mine = [act for act in self._live(by) if act["off"]]
        if not mine:
            return 0
        last = max(mine, key=lambda act: act["off"])
        last["off"], last["on"] = 0, tick
        return len(last["changes"])

    def _live(self, by: str) -> list[dict[str, Any]]:
        return [
            act
            for number, act in enumerate(self.acts)
            if act["by"] == by and number not in self.forgotten
        ]

    def state(self) -> dict[str, dict[str, Any]]:
        blank = {"verdict": None, "note": "", "tags": ()}
        state = {target: copy.deepcopy(blank) for target in TARGETS}
        for act in self.acts:
            if not act["off"]:
                for target, field, value in act["changes"]:
                    state[target][field] = value
        return state


class Sitting(RuleBasedStateMachine):
    """Marks, notes, tags, undo, redo and reopening, by two readers on one folder."""

    backend: Callable[[], Place] = Files

    def __init__(self) -> None:
        super().__init__()
        self.place = type(self).backend()
        self.folder = Path(tempfile.mkdtemp())
        made = Workspace.open(self.folder / "w", create=True)
        rows = tuple(Statement(one, "a1", 0, 1, "x", "direct") for one in TARGETS)
        made.put_analysis([], {"a1": Findings("a1", rows)}, Story())
        made.put_articles([Article("a1", "a.txt", "a.txt", "x")])
        self.open = {by: opened(self.place, made.path) for by in READERS}
        self.model = Model()
        self.tick = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(
        by=st.sampled_from(READERS),
        which=st.lists(st.sampled_from(TARGETS), min_size=1, unique=True),
        verdict=st.sampled_from([None, *VERDICTS]),
    )
    def mark(self, by: str, which: list[str], verdict: Verdict | None) -> None:
        events = self.open[by].mark(which, verdict, by=by)
        assert [event.after for event in events] == [verdict] * len(which)
        self.model.act(by, [(one, "verdict", verdict) for one in which], self.next())

    @rule(by=st.sampled_from(READERS), one=st.sampled_from(TARGETS), text=st.text(max_size=5))
    def note(self, by: str, one: str, text: str) -> None:
        assert self.open[by].note(one, text, by=by).after == text
        self.model.act(by, [(one, "note", text)], self.next())

    @rule(
        by=st.sampled_from(READERS),
        one=st.sampled_from(TARGETS),
        tags=st.lists(st.sampled_from("xyz"), unique=True),
    )
    def tag(self, by: str, one: str, tags: list[str]) -> None:
        assert self.open[by].tag(one, tags, by=by).after == tags
        self.model.act(by, [(one, "tags", tuple(tags))], self.next())

    def next(self) -> int:
        self.tick += 1
        return self.tick

    @rule(by=st.sampled_from(READERS))
    def undo(self, by: str) -> None:
        assert len(self.open[by].undo(by)) == self.model.undo(by, self.next())

    @rule(by=st.sampled_from(READERS))
    def redo(self, by: str) -> None:
        assert len(self.open[by].redo(by)) == self.model.redo(by, self.next())

    @rule(by=st.sampled_from(READERS))
    def reopen(self, by: str) -> None:
        self.open[by] = opened(self.place, self.open[by].path)

    @invariant()
    def everybody_sees_what_the_model_says(self) -> None:
        state = self.model.state()
        for workspace in self.open.values():
            workspace.reload_if_changed()
            for target in TARGETS:
                review = workspace.review(target)
                seen = {"verdict": review.verdict, "note": review.note, "tags": review.tags}
                assert seen == state[target]
                assert (review == Review()) == (seen == {"verdict": None, "note": "", "tags": ()})
            events = workspace.events()
            assert [event.number for event in events] == list(range(1, len(events) + 1))


class InMemory(Sitting):
    """The same where nothing is written."""

    backend = Memory


class OnStates(Sitting):
    """The same where what the events add up to is read from the disk."""

    backend = States


TestOnStates = OnStates.TestCase
TestOnStates.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
TestOnFiles = Sitting.TestCase
TestOnFiles.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
TestInMemory = InMemory.TestCase
TestInMemory.settings = settings(max_examples=10, stateful_step_count=20, deadline=None)
