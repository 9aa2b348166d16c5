"""Notes beside the text: in their places, none over another, and links that lead on."""

from __future__ import annotations

import pytest

from store.records import Review
from tests.tui.conftest import StoryMaker
from tests.tui.test_workbench import bench_of, press, settle
from tui.app import WirecopyApp
from tui.panes.side_notes import WIDTH, laid_out, links, text_of

TEXT = "“No,” said Ana Silva. " + "The strike went on for days in the harbour. " * 20


def test_a_note_that_has_no_room_goes_below_the_one_before() -> None:
    long = "seven words that go on and on " * 2
    column = laid_out([(3, long), (4, "short"), (30, "far")], 31)
    assert sorted(column) == [3, 4, 5, 6, 30]
    assert column[6] == ("├ ", "short")
    assert all(len(rule + text) < WIDTH for rule, text in column.values())


def test_note_and_tags_stand_on_one_harmless_line() -> None:
    shown = text_of(Review(note="ask\nAna \x1b[31m", tags=("war",)))
    assert "\n" not in shown
    assert "\x1b" not in shown
    assert shown.endswith("#war")
    assert text_of(Review(verdict="false")) == ""


def test_a_note_names_findings_by_their_ids() -> None:
    known = {"s0123456789": 1, "d0123456789": 1}
    note = "see d0123456789, [[s0123456789]], d0123456789 and c9999999999 or as0123456789"
    assert links(note, known) == ["d0123456789", "s0123456789"]


@pytest.mark.parametrize(("size", "beside"), [((160, 45), True), ((120, 40), False)])
async def test_notes_stand_beside_the_text_where_there_is_room_and_lead_on(
    maker: StoryMaker, size: tuple[int, int], beside: bool
) -> None:
    maker.article("001", TEXT)
    maker.article("002", TEXT + "More.")
    first, other = maker.say("001", "“No,”", "Ana Silva"), maker.say("002", "“No,”", "Ana Silva")
    session = maker.session()
    app = WirecopyApp(session.workspace)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "2", "n")
        bench = bench_of(pilot)
        reader = bench.reader
        assert bench.session.current_finding == first
        plain = reader.line_count()
        session.workspace.note(first, f"compare {other}")
        bench.refresh_reviews()
        await pilot.pause()
        lines = [reader.render_line(y) for y in range(reader.size.height)]
        assert all(line.cell_length == reader.size.width for line in lines)
        shown = "\n".join(line.text for line in lines)
        assert (f"├ compare {other}" in shown) is beside
        assert (reader.line_count() > plain) is beside
        await press(pilot, "enter")
        assert bench.session.current_finding == other
        await press(pilot, "ctrl+o")
        assert bench.session.current_finding == first
