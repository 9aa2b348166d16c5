"""Looking back in the app: who did what, what two readers said of one thing, what was lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store import files
from store.records import Findings
from store.workspace import Workspace
from tests.tui.piloting import bench_of, drawn, press
from tui.app import WirecopyApp

if TYPE_CHECKING:
    from tests.tui.conftest import StoryMaker

SHUT = "The harbour of Brisholm was shut on Monday"
TALKS = "Talks are to begin on [b]Thursday[/nope] morning"
SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def harbour(maker: StoryMaker) -> Path:
    """Ana and Bo, who did not see each other's verdict, and a note of Bo's on another passage."""
    maker.article("001", f"{SHUT}. {TALKS}.")
    shut, talks = maker.say("001", SHUT, "Ida Borg"), maker.say("001", TALKS, "Ida Borg")
    ana = maker.session().workspace
    bo = Workspace.open(ana.path)
    bo.reviews()
    ana.mark([shut], "verified", by="Ana", reason="the log says so", note="page 3")
    bo.mark([shut], "false", by="Bo", reason="saw a ferry")
    bo.note(talks, "ask [again]", by="Bo")
    return ana.path


def lose(folder: Path, words: str) -> None:
    """A new analysis no longer finds the statement of these words."""
    workspace = Workspace.open(folder)
    (article,) = workspace.articles()
    found = workspace.findings(article.id)
    kept = tuple(one for one in found.statements if one.text != words)
    fresh = Findings(article.id, kept, engine=found.engine)
    workspace.put_analysis([], {article.id: fresh}, workspace.story())


@pytest.mark.parametrize("size", SIZES)
async def test_acts_on_a_finding_are_told_the_newest_first(
    harbour: Path, size: tuple[int, int]
) -> None:
    app = WirecopyApp(Workspace.open(harbour))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "n", "U")
        page = drawn(pilot)
        assert SHUT[:20] in page.splitlines()[0]
        bo, ana = page.index("verdict: ✓ verified → ✗ false"), page.index("→ ✓ verified")
        assert bo < ana < page.index("note: no note → page 3")
        assert page.count("why: the log says so") == 1
        assert "overruled what its author had not seen" in page
        assert "ask [again]" not in page
        await press(pilot, "a")
        assert "ask [again]" in drawn(pilot)
        assert "[b]Thursday[/nope]" in drawn(pilot)
        await press(pilot, "enter")
        finding = bench_of(pilot).session.finding
        assert finding is not None
        assert finding.text == TALKS


async def test_an_act_that_was_undone_says_so(harbour: Path) -> None:
    Workspace.open(harbour).undo("Bo")
    app = WirecopyApp(Workspace.open(harbour))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "U", "a")
        assert "undo: note ask [again], given" in drawn(pilot)
        assert "Bo (undone)" in drawn(pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("key", "verdict"), [("1", "verified"), ("2", "false")])
async def test_a_conflict_shows_both_values_and_is_decided(
    harbour: Path, size: tuple[int, int], key: str, verdict: str
) -> None:
    app = WirecopyApp(Workspace.open(harbour))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "asterisk")
        page = drawn(pilot)
        assert "1 conflict" in page
        assert "1: verdict: ✓ verified" in page
        assert "2: verdict: ✗ false (holds until you decide)" in page
        assert "Ana, because: the log says so" in page
        await press(pilot, key)
        assert "decided" in bench_of(pilot).foot.message
        kept = Workspace.open(harbour)
        (statement, _) = kept.findings(kept.articles()[0].id).statements
        assert kept.review(statement.id).verdict == verdict
        assert kept.conflicts() == []
        await press(pilot, "asterisk")
        assert "No two readers" in drawn(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_lost_review_is_listed_and_attached(harbour: Path, size: tuple[int, int]) -> None:
    lose(harbour, TALKS)
    app = WirecopyApp(Workspace.open(harbour))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "tilde")
        page = drawn(pilot)
        assert "1 review without passage" in page
        assert "Talks are to begin on [b]Thursday[/nope] morning" in page
        assert "note: ask [again]" in page
        await press(pilot, "enter", "enter")
        assert "attached" in bench_of(pilot).foot.message
        kept = Workspace.open(harbour)
        assert kept.orphans() == []
        await press(pilot, "tilde")
        assert "Every review has its passage." in drawn(pilot)
        await press(pilot, "escape", "u")
        assert Workspace.open(harbour).orphans()


async def test_after_a_failed_sync_the_workspace_is_opened_again_and_that_is_said(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, failures = files.sync, [OSError(5, "Input/output error")]

    def broken(handle: int) -> None:
        if failures:
            raise failures.pop()
        sound(handle)

    app = WirecopyApp(Workspace.open(harbour))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await press(pilot, "n")
        monkeypatch.setattr(files, "sync", broken)
        await press(pilot, "v")
        assert "state unknown, reopened: the act was kept" in bench_of(pilot).foot.message
        await press(pilot, "x")
        kept = Workspace.open(harbour)
        (statement, _) = kept.findings(kept.articles()[0].id).statements
        assert kept.review(statement.id).verdict == "unverified"


async def test_what_was_dropped_or_is_newer_is_said_at_the_start(harbour: Path) -> None:
    journal = harbour / "reviews.json.journal"
    journal.write_bytes(journal.read_bytes() + b"half a li")
    app = WirecopyApp(Workspace.open(harbour))
    async with app.run_test(size=(120, 30)) as pilot:
        await app.begun.wait()
        await pilot.pause()
        assert "unfinished act, never confirmed; dropped" in bench_of(pilot).foot.message


async def test_a_workspace_of_a_later_version_opens_and_refuses_a_mark_in_one_line(
    harbour: Path,
) -> None:
    card = harbour / "workspace.json"
    card.write_text(json.dumps({**json.loads(card.read_text()), "format": 99}))
    app = WirecopyApp(Workspace.open(harbour))
    async with app.run_test(size=(120, 30)) as pilot:
        await app.begun.wait()
        await pilot.pause()
        assert "open for reading only" in bench_of(pilot).foot.message
        before = (harbour / "reviews.json.journal").read_bytes()
        await press(pilot, "n", "v")
        assert "newer wirecopy (format 99" in bench_of(pilot).foot.message
        assert (harbour / "reviews.json.journal").read_bytes() == before
        await press(pilot, "U")
        assert "note: no note → page 3" in drawn(pilot)
