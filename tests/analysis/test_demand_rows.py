"""Pairs of demands are weighed: one row of the ledger for one thing that is asked for."""

from __future__ import annotations

from analysis import catalogue, engine
from analysis.actors import ActorTable
from analysis.demands import likeness, rows
from store.records import Article, Demand, article_id

WIRE = """Dravania seizes Velmoran boats in the Hallam Strait

PORT ANSELM (AFP) - Velmora on Tuesday urged Dravania to release the crews of three boats that
were seized off Gannet Island. Foreign Minister Lena Harrow spoke in Port Anselm.
"""
OTHER = """Families wait at Gannet Island

GANNET ISLAND, Velmora (AP) - The mayor of Gannet Island, Ada Pell, said that Dravania must free
the crew of the Sea Lark. Harrow was in Port Anselm when the boats were taken in the Hallam Strait.
"""
ELSEWHERE = """Prison riot in Marenland

MARENTON (Reuters) - Gunmen in Marenton on Tuesday urged the governor, Otto Brill, to release the
crew of a supply boat. Brill refused, the Marenton Post said.
"""


def row_names(*texts: str) -> list[str]:
    """The name of the row of the one demand of each text."""
    articles = [Article(article_id(str(n), t), str(n), str(n), t) for n, t in enumerate(texts)]
    full, found, _ = engine.analyse(articles, catalogue.default())
    demands = [found[article.id].demands for article in full]
    assert [len(own) for own in demands] == [1] * len(texts), demands
    return [own[0].name for own in demands]


def test_what_two_sides_ask_in_other_words_in_one_story_is_one_row() -> None:
    first, second = row_names(WIRE, OTHER)
    assert first == second


def test_another_story_has_rows_of_its_own() -> None:
    first, second = row_names(WIRE, ELSEWHERE)
    assert first != second


def test_a_row_takes_no_wording_that_is_like_one_of_its_own_and_unlike_the_others() -> None:
    joined = rows.Sets(4)
    rows.weighed(joined, {(0, 1): 2.0, (0, 2): 1.9, (1, 2): 2.2, (2, 3): 0.4})
    assert joined.members(0) == joined.members(2)
    assert joined.members(3) == [3]


def test_rows_are_joined_in_one_way_whatever_the_order_of_the_pairs() -> None:
    scores = {(0, 1): 1.0, (1, 2): 1.0, (2, 3): 1.0, (0, 3): -3.0}
    found = []
    for order in (list(scores), list(reversed(scores))):
        joined = rows.Sets(4)
        rows.weighed(joined, {pair: scores[pair] for pair in order})
        found.append([joined.first(number) for number in range(4)])
    assert found[0] == found[1]


def test_a_wording_is_compared_with_a_few_others_however_many_there_are() -> None:
    words = "the company to pay for the damage to the wells"
    demands = [
        Demand(f"d{n}", f"a{n}", 0, len(words), words, "other", holder="Ada Holm")
        for n in range(8 * rows.PARTNERS)
    ]
    asked = [likeness.asked(demand, ActorTable()) for demand in demands]
    found = rows.candidates(asked)
    assert len(found) <= rows.PARTNERS * len(demands)
    assert {other for _, other in found} == set(range(1, len(demands)))
