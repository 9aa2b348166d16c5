"""Which clauses are claims by the sum of their weights, and where rules of structure cut them.

The sentences are of sports, courts, markets, weather, science and local politics.
"""

from __future__ import annotations

import pytest

from analysis import catalogue, engine
from analysis.claims import worth
from analysis.claims.lexicon import table
from store.records import Article, Claim, article_id


def claims(text: str) -> tuple[Claim, ...]:
    article = Article(article_id("a", text), "a", "a", text)
    _, found, _ = engine.analyse([article], catalogue.default())
    return found[article.id].claims


def texts(text: str) -> list[str]:
    return [claim.text for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The survey would take six weeks and cost 2 million euros.",
            ["The survey would take six weeks and cost 2 million euros"],
        ),
        (
            "The plant could employ 900 people and cost 60 million euros.",
            ["The plant could employ 900 people and cost 60 million euros"],
        ),
        (
            "The storm will bring 80 mm of rain and hit the coast on Monday.",
            ["The storm will bring 80 mm of rain and hit the coast on Monday"],
        ),
        (
            "The club will sell 9,000 tickets and put 400 aside.",
            ["The club will sell 9,000 tickets and put 400 aside"],
        ),
        (
            "The bank cut 300 jobs and put 40 branches up for sale.",
            ["The bank cut 300 jobs", "put 40 branches up for sale"],
        ),
        (
            "The party won 41 seats and put up 12 women.",
            ["The party won 41 seats", "put up 12 women"],
        ),
        ("The club sold 9,000 tickets and hit its target in May.", ["The club sold 9,000 tickets"]),
        (
            "The union won 7 percent and said the strike would end.",
            ["The union won 7 percent"],
        ),
    ],
)
def test_plain_verbs_behind_one_auxiliary_are_one_claim(text: str, told: list[str]) -> None:
    assert texts(text)[: len(told)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He lost by 11,400 votes.", ["He lost by 11,400 votes"]),
        ("They won by 40 metres on Sunday.", ["They won by 40 metres on Sunday"]),
        ("The race went to Ada Holm, who won by 12 seconds.", ["who won by 12 seconds"]),
        ("The seat lost by the Greens went to a farmer.", []),
        ("A horse bred by the abbey is lame.", []),
        ("The land owned by the church is a meadow.", []),
        ("We grew by 300 members.", ["We grew by 300 members"]),
        ("The paper cited by the court is a copy.", []),
    ],
)
def test_a_verb_before_by_is_one_behind_a_pronoun(text: str, told: list[str]) -> None:
    assert texts(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He dismissed the demand to free his predecessor.", True),
        ("The judge rejected a motion to stop the trial.", True),
        ("The council rejected calls to end the tram strike.", True),
        ("The club turned down an offer to keep its coach.", True),
        ("The senate rejected a bill to protect wetlands.", True),
        ("The state closed its border to prevent smuggling.", False),
        ("The clinic closed two wards to save money.", False),
        ("Parliament passed a law on Tuesday to protect whales.", False),
        ("The museum opened 12 new rooms to mark its centenary.", False),
        ("The fighters left the town without their weapons.", True),
        ("About 40,000 homes were left without power.", True),
        ("The talks ended on Friday without result.", True),
        ("The ship left port on Monday, without telling the coast guard.", False),
        ("The bank cut 300 jobs, without giving a reason.", False),
        ("Police arrested two men on suspicion of arson.", True),
        ("The governor was arrested on Friday on charges of bribery.", True),
    ],
)
def test_what_a_noun_asks_for_what_lacks_and_a_charge_stay_with_the_deed(
    text: str, *, told: bool
) -> None:
    assert len(found := texts(text)) == 1
    assert (found[0] == text[:-1]) is told
    assert text.startswith(found[0])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Families demanded the return of a ship, which has been held in Odessa since March 30.",
            ["which has been held in Odessa since March 30"],
        ),
        (
            "The union demanded that the mine, where 34 men died in a fire in 2016, be closed.",
            ["where 34 men died in a fire in 2016"],
        ),
        (
            "Residents demanded the closure of the quarry, which employs 120 people.",
            ["which employs 120 people"],
        ),
        (
            "Parents demanded a new bus for the school, where 240 pupils are taught.",
            ["where 240 pupils are taught"],
        ),
        ("The mayor demanded a law that protects 300 trees.", []),
        ("Fans demanded that the coach who lost nine games go.", []),
        ("The doctors demanded a pay rise of 9 percent.", []),
        ("The guild demanded a stage, which would please everybody.", []),
    ],
)
def test_a_demand_holds_claims_only_in_what_is_told_by_the_way(text: str, told: list[str]) -> None:
    found = claims(text)
    assert [claim.text for claim in found] == told
    assert {claim.asserted_by for claim in found} <= {"(article)"}


@pytest.mark.parametrize(
    ("text", "whole", "part", "number"),
    [
        ("Twenty-six were hurt, among them nine children.", 26, "among them nine children", 9),
        ("The flood killed 31 people, including 12 nurses.", 31, "including 12 nurses", 12),
        ("The team has 24 players, ten of them from abroad.", 24, "ten of them from abroad", 10),
        ("The crash injured 17 people, three of them seriously.", 17, "three of them seriously", 3),
        ("The jury heard 40 witnesses, some of them twice.", 40, "", 0),
        ("The fair drew 30,000 visitors, many of them from Poland.", 30000, "", 0),
        ("The court sentenced 12 men, among them a judge.", 12, "", 0),
        ("The choir has 80 singers, the youngest of them in Ghent.", 80, "", 0),
    ],
)  # fmt: skip
def test_a_part_with_a_number_is_a_claim_beside_the_whole(
    text: str, whole: float, part: str, number: float
) -> None:
    first, *rest = claims(text)
    assert first.quantity == whole
    assert part not in first.text or not part
    assert [(claim.text, claim.quantity) for claim in rest] == ([(part, number)] if part else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The firm had known since May that the brakes were faulty.",
            "The firm had known since May that the brakes were faulty",
        ),
        (
            "The minister knew in 2019 that the tunnel leaked.",
            "The minister knew in 2019 that the tunnel leaked",
        ),
        (
            "The league knew on Friday that the player was ill.",
            "The league knew on Friday that the player was ill",
        ),
        ("Police reported 120 arrests.", "Police reported 120 arrests"),
        ("The clinic has reported 40 cases.", "The clinic has reported 40 cases"),
        ("The ministry spoke of 340 rioters.", "The ministry spoke of 340 rioters"),
        ("The police reported the theft of 12 paintings.", "the theft of 12 paintings"),
        ("The bank announced a 30 percent cut.", "a 30 percent cut"),
    ],
)
def test_what_is_known_and_a_bare_number_keep_their_verb(text: str, told: str) -> None:
    assert texts(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "About 2,000 people had spent the night on camp beds.",
        "The satellite weighs 3.2 tonnes.",
        "Two of the children are in a critical condition.",
        "The firm was not told of the leak until nine hours later.",
        "A second landslide followed four minutes later.",
        "The 4,000 clerks will keep their jobs for now.",
        "The court has 14 days to decide.",
        "The lake has lost a third of its water since 1990.",
    ],
)
def test_a_clause_that_no_rule_knows_is_a_claim_by_its_weights(text: str) -> None:
    assert texts(text) == [text[:-1]]


@pytest.mark.parametrize(
    "text",
    [
        "We need three more votes.",
        "If 200 guests come, the hall is full.",
        "The league should cut 30 games.",
        "They asked for 40 buses.",
        "He thinks of his 2 dogs.",
        "“We have moved,” the coach said.",
        "She came because fans were shouting.",
        "“The sky fell on us,” the farmer said.",
    ],
)
def test_wishes_thoughts_and_small_talk_weigh_too_little(text: str) -> None:
    assert texts(text) == []


def test_every_weight_is_of_a_feature_that_is_given() -> None:
    kinds = {"rule", "words", "verb", "marker", "number", "when", "bare", "kind"}
    known = table("worth")["weights"]
    assert {name.partition(" ")[0] for name in known} <= kinds | {"bias", "quoted", "accused"} | {
        "attitude",
        "comma",
        "narration",
        "statement",
        "plain",
    }
    assert {name for name in known if name.startswith("marker ")} <= {
        f"marker {word}" for word in worth.MARKED
    }
