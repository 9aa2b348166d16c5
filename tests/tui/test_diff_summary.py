"""What the summary of a diff says was reworded."""

from __future__ import annotations

from analysis.changes import Change
from store.records import AlignedRow, Alignment, Span
from tui.panes import diff_summary

BODY = Span(0, 9)
EDITED = Alignment("a", "b", (AlignedRow("edited", (BODY,), (BODY,)),))


def told(*found: Change) -> dict[str, str]:
    items = diff_summary.items(found, EDITED, ("01", "02"), looked=True, copied=True)
    return {item.about: item.text for item in items if item.changes}


def altered(kind: str, before: str, after: str, who: str, ident: str) -> Change:
    return Change("altered", kind, f"{ident}1", f"{ident}2", before, after, who)  # type: ignore[arg-type]


def test_a_demand_in_other_words_is_told_with_both_wordings_and_its_statement_not_again() -> None:
    words = ("a vote before June", "a vote", "Ada Holm")
    found = told(altered("statement", *words, "s"), altered("demand", *words, "d"))
    assert found == {
        "reworded in 02": "1 demand of Ada Holm “a vote before June” → “a vote”",
    }


def test_statements_and_claims_are_counted_but_no_claim_whose_number_is_told() -> None:
    found = told(
        altered("quantity", "11", "12", "", "c"),
        altered("claim", "11 men left", "12 men left", "", "c"),
        altered("statement", "we go", "they go", "Ada Holm", "s"),
        altered("statement", "we stay", "they stay", "Ada Holm", "t"),
    )
    assert found == {
        "reworded in 02": "2 statements by Ada Holm",
        "numbers": "1 changed (11 → 12)",
    }


def test_nothing_reworded_is_not_told() -> None:
    gone = Change("dropped", "statement", "s1", "", "we go", "", "Ada Holm")
    assert list(told(gone)) == ["dropped in 02"]
