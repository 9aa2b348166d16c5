"""What only brings in a statement is no claim; what is told before a quotation is one."""

from __future__ import annotations

import pytest

from analysis import catalogue, engine
from store.records import Article, article_id


def told(words: str) -> list[str]:
    """The texts of the claims of a text."""
    whole = f"A headline\n\n{words}\n"
    article = Article(article_id("a", whole), "a", "a", whole)
    _, found, _ = engine.analyse([article], catalogue.default())
    return [claim.text for claim in found[article.id].claims]


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        (
            "The rebels seized 16 lorries that both sides claim. “They are ours,” said Ada Holm.",
            "The rebels seized 16 lorries that both sides claim",
        ),
        (
            "Ada Holm said police had arrested 16 men, which the mayor denied. “It was awful.”",
            "police had arrested 16 men",
        ),
    ],
)
def test_a_number_told_before_a_quotation_is_a_claim(words: str, claim: str) -> None:
    assert any(item.startswith(claim) for item in told(words))


@pytest.mark.parametrize(
    "words",
    [
        "Foreign Minister Milan Berg on Monday ordered the army to leave the island.",
        "A senior official dismissed the offer as “a trick for children”.",
    ],
)
def test_a_clause_that_ends_with_the_verb_of_a_statement_is_none(words: str) -> None:
    assert not any(item.endswith(("ordered", "dismissed")) for item in told(words))


def test_what_a_number_is_held_against_is_none_of_its_claim() -> None:
    assert told("The firm built 311 houses in May, well below the level of last year.") == [
        "The firm built 311 houses in May"
    ]
