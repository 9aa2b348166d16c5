"""What the filter bar offers while a query is typed."""

from __future__ import annotations

import pytest

from tui.completing import completed, offered

WORDS = {
    "actor": ["Ida Borg", "Núñez"],
    "act": ["demand", "deny"],
    "has": ["note"],
    "number": [],
    "conf": [],
}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ac", "actor:"),
        ("ships ha", "ships has:"),
        ("act:de", "act:demand"),
        ("act:demand,den", "act:demand,deny"),
        ("ships or (act:de", "ships or (act:demand"),
        ("-(actor:i", "-(actor:ida"),
        ("not -has:n", "not -has:note"),
        ("actor:bo", "actor:borg"),
        ("nu", "number>"),
        ("con", "conf<"),
    ],
)
def test_the_last_word_is_completed_in_its_place(typed: str, offered: str) -> None:
    assert completed(typed, WORDS) == offered


@pytest.mark.parametrize("typed", ["", "ships ", "colour:r", "act:", "act:demand", "zebra"])
def test_nothing_is_offered_where_nothing_fits(typed: str) -> None:
    assert completed(typed, WORDS) is None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("act:", "act: demand · deny"),
        ("ships act:demand,", "act: demand · deny"),
        ("ac", "actor: · act:"),
        ("actor:", "actor: ida · núñez"),
        ("actor:b", "actor: borg"),
        ("", ""),
        ("act:deny", ""),
        ("zebra", ""),
        ("colour:r", ""),
    ],
)
def test_what_may_stand_there_is_told(typed: str, told: str) -> None:
    assert offered(typed, WORDS) == told
