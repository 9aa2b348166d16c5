"""Which panes are on screen at which size, and that they tile it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.test_workbench import app_on, bench_of, press, settle
from tui.arrangement import PANES, View, arrange

SIZES = [
    (60, 18),
    (80, 22),
    (99, 38),
    (100, 28),
    (120, 38),
    (149, 40),
    (160, 48),
    (200, 58),
    (300, 90),
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("active", PANES)
@pytest.mark.parametrize("zoomed", [False, True])
def test_panes_tile_the_screen_and_the_active_one_is_there(
    size: tuple[int, int], active: str, zoomed: bool
) -> None:
    right = "claims" if active == "claims" else "demands"
    regions = arrange(*size, View(active, right, zoomed))
    assert active in regions
    assert sum(region.area for region in regions.values()) == size[0] * size[1]
    placed = list(regions.values())
    assert not any(a.overlaps(b) for i, a in enumerate(placed) for b in placed[:i])


def test_below_100_columns_one_pane_at_a_time() -> None:
    assert list(arrange(99, 30, View("reader"))) == ["reader"]


def test_at_120_columns_the_reader_keeps_at_least_70() -> None:
    assert arrange(120, 38, View("reader"))["reader"].width >= 70


def test_a_high_screen_shows_claims_beside_the_ledger() -> None:
    assert {"demands", "statements", "claims"} <= set(arrange(200, 58, View("reader")))


async def test_going_back_to_a_pane_shows_it_at_once(sample: Path) -> None:
    async with app_on(sample).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for size in ((80, 24), (60, 20), (80, 24)):
            await pilot.resize_terminal(*size)
            await press(pilot, "6", "2", "6", "2")
            bench = bench_of(pilot)
            assert bench.reader.region.area > 0
            assert bench.panes["claims"].region.area == 0
