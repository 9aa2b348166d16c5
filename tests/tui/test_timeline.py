"""The line of blocks over the feed: statements per day, of all and of one actor."""

from __future__ import annotations

from store.records import Statement, Story
from store.utterances import ordered
from tui.timeline import Timeline, blocks


def story(*told: tuple[str, str]) -> Timeline:
    """A timeline of (day, speaker)."""
    rows = [
        Statement(f"s{n}", "a", n, n + 1, "x", "direct", speaker=who, when=day or None)
        for n, (day, who) in enumerate(told)
    ]
    return Timeline(ordered([("a", rows)], Story()))


FEBRUARY = story(
    ("2022-02-15", "Ada"), ("2022-02-17", "Bo"), ("2022-02-15", "Bo"), ("2022-02-15", "Ada"),
    ("", "Ada"), ("2022-02", "Bo"),
)  # fmt: skip


def test_days_without_a_statement_keep_their_place() -> None:
    assert (FEBRUARY.first, FEBRUARY.last) == ("2022-02-15", "2022-02-17")
    assert FEBRUARY.spark(None, 5) == ("█·▃", 0, 0)
    assert FEBRUARY.spark("Bo", 5, "2022-02-17") == ("█·█", 2, 3)
    assert FEBRUARY.spark("Nobody", 5)[0] == "···"


def test_a_day_takes_the_room_there_is_and_many_days_share_a_cell() -> None:
    assert FEBRUARY.spark(None, 12) == ("███ ·   ▃▃▃ ", 0, 0)
    year = story(*((f"2022-{month:02}-01", "Ada") for month in range(1, 13)))
    text, start, end = year.spark(None, 6, "2022-12-01")
    assert (len(text), start, end) == (6, 5, 6)


def test_one_day_alone_has_no_line() -> None:
    assert story(("2022-02-15", "Ada"), ("", "Bo")).spark(None, 20) == ("", 0, 0)
    assert story().spark(None, 20) == ("", 0, 0)


def test_the_least_is_seen_and_none_is_a_dot() -> None:
    assert blocks([0, 1, 800, 400]) == "·▁█▄"
