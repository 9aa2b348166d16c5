"""Demands in the shapes in which agencies tell them, each with its words."""

from __future__ import annotations

import pytest

from analysis import catalogue, engine
from store.records import Article, article_id

SHAPES: dict[str, list[str]] = {
    # what stands between the verb and "that"
    "Orland demanded in a joint statement that Torvia halt the tests and open its depots.": [
        "halt the tests", "open its depots",
    ],
    "The judge ordered in the evening that the driver be held.": ["the driver be held"],
    # sums of money
    "The gang wants $8 million in ransom and a radio broadcast of its oath.": [
        "$8 million in ransom", "a radio broadcast of its oath",
    ],
    "The relief agency asked donors for $9.4 million.": ["$9.4 million"],
    "Mayor Ida Roth appealed to the coast guard for boats, saying that roads were cut.": ["boats"],
    # "insist on"
    "The monitors insisted on unhindered access to the quarry.": [
        "unhindered access to the quarry",
    ],
    "The clerk insisted on her innocence.": [],
    "The clerk insisted on keeping the keys.": [],
    # two things and two deeds
    "Parents demanded that the kitchen be closed and its licence revoked.": [
        "the kitchen be closed", "its licence revoked",
    ],
    "The tenants demanded an immediate stop to the work and a flat for every family.": [
        "an immediate stop to the work", "a flat for every family",
    ],
    "Skippers demanded the return of the boats and the crews.": [
        "the return of the boats and the crews",
    ],
    "The union asked for 15 percent, more than the 11 percent offered.": [
        "15 percent, more than the 11 percent offered",
    ],
    "The union demands a rise of 14 percent, a sixth week of holiday and the return of Lee.": [
        "a rise of 14 percent", "a sixth week of holiday", "the return of Lee",
    ],
    "The league demanded the release of Ada Roth, an engineer, and a fair trial for her husband.": [
        "the release of Ada Roth, an engineer", "a fair trial for her husband",
    ],
    # what tells more of a thing, and what comes next
    "Hale demanded the release of Ana Roth, who has been in custody since May.": [
        "the release of Ana Roth",
    ],
    "Drivers appealed to the ministry to bring them fuel, and the guild began handing out soup.": [
        "the ministry to bring them fuel",
    ],
    "Hale wants the road to be opened to trucks with chlorine, without which the wells go bad.": [
        "the road to be opened to trucks with chlorine",
    ],
    # to stay until something is so is no threat
    "The soldiers would stay there until the last child was home, Hale said.": [],
    "The road would stay shut until the toll was dropped, Hale said.": ["the toll was dropped"],
}  # fmt: skip


@pytest.mark.parametrize("text", SHAPES)
def test_a_demand_has_its_words(text: str) -> None:
    whole = f"A headline\n\nVELDE (Reuters) - It rained on Monday.\n\n{text}\n"
    article = Article(article_id("a", whole), "a", "a", whole)
    _, found, _ = engine.analyse([article], catalogue.default())
    assert [item.text for item in found[article.id].demands] == SHAPES[text]
