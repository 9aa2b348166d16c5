"""How the values of claims are worded, and what a demand that nobody named is called."""

from __future__ import annotations

import pytest

from store.records import Claim, Demand, Story
from tui.ledger import ledger_title
from tui.wording import value_of, with_unit


@pytest.mark.parametrize(
    ("qualifier", "bound", "shown"),
    [
        ("more than", "at-least", "> 9"),
        ("over", "at-least", "> 9"),
        ("at least", "at-least", "≥ 9"),
        ("No fewer than", "at-least", "≥ 9"),
        ("or more", "at-least", "≥ 9"),
        ("fewer than", "at-most", "< 9"),
        ("up to", "at-most", "≤ 9"),
        ("as many as", "at-most", "≤ 9"),
        ("about", "about", "≈ 9"),
        ("", "exact", "9"),
    ],
)
def test_a_bound_that_holds_its_number_has_a_sign_of_its_own(
    qualifier: str, bound: str, shown: str
) -> None:
    claim = Claim("c", "a", 0, 1, "x", quantity=9, qualifier=qualifier, bound=bound)  # type: ignore[arg-type]
    assert value_of(claim) == shown


@pytest.mark.parametrize(
    ("quantity", "high", "shown"),
    [
        (0.3333, None, "a third"),
        (0.75, None, "three quarters"),
        (0.17, None, "17 %"),
        (0.1, 0.15, "10–15 %"),
    ],
)
def test_a_share_is_called_by_its_name(quantity: float, high: float | None, shown: str) -> None:
    claim = Claim("c", "a", 0, 1, "x", quantity=quantity, quantity_high=high, unit="share")
    assert with_unit(claim) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2024-10-15T04:20", "15 Oct 2024 04:20"),
        ("T04:20", "04:20"),
        ("2024-10-15", "15 Oct 2024"),
        ("T4 virus", "T4 virus"),
    ],
)
def test_an_hour_is_told_as_people_tell_it(value: str, shown: str) -> None:
    assert value_of(Claim("c", "a", 0, 1, "x", value=value)) == shown


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("suspend-dunn", "suspend Dunn", "Suspend Dunn"),
        ("operator-halt-flows", "the operator to halt flows", "Operator to halt flows"),
        ("line-stay", "the line stay " + "shut " * 20, "Line stay" + " shut" * 12 + "…"),
        ("Stop the flow", "the operator to halt flows", "Stop the flow"),
        ("pay-rise", "more money", "Pay rise"),
        ("ceasefire", "a ceasefire", "Ceasefire"),
    ],
)
def test_a_demand_that_nobody_named_is_called_by_its_first_words(
    name: str, text: str, title: str
) -> None:
    demand = Demand("d", "a", 0, 1, text, "other", name=name)
    assert ledger_title(demand, dict(Story().demand_titles)) == title
