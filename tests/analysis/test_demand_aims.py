"""Of whom a demand is asked, and who asks it: pronouns, things, and what only the context tells."""

from __future__ import annotations

import pytest

from analysis import actors, catalogue, demands, engine, statements
from analysis.demands import agents, aims
from store.records import Article, Demand


def read(text: str) -> tuple[Demand, ...]:
    article = engine.read(Article("a", "a", "a", text))
    table = actors.learn([article])
    return demands.extract(article, statements.extract(article, table), table, catalogue.default())


TARGETS: dict[str, list[str]] = {
    "Nora Hale met Peter Voss on Monday. She urged him to resign.": ["Peter Voss"],
    "The ministry had praised Anna Berg. Peter Voss urged her to resign.": ["Anna Berg"],
    "Hale met young people in a cafe and urged them to vote.": ["young people"],
    "Peter Voss spoke to a lawyer. Hale urged him to resign.": [""],
    "Residents demanded that tank trucks bring water twice a day.": [""],
    "The pastor asked the congregation to stand.": ["congregation"],
    "Hale insists that the rebels first leave the town.": ["rebels"],
    "The agency asked donors for $14 million to buy vaccines.": ["donors"],
    "Hale had urged the owners in vain to reopen the mine.": ["owners"],
    "The bloc gave the officers until Sunday to free the mayor.": ["officers"],
    "The league wants the tax relief to stay.": [""],
    "The pilots’ guild wants 9 percent more pay. The airline has offered 5 percent.": ["airline"],
    "The guild demanded an inquiry. Transport Minister Anna Berg promised one by June.": [
        "Anna Berg"
    ],
    "The guild demanded an inquiry. It rained all day in Varnek, the home of Anna Berg.": [""],
    "The mayor called on the firm to clean the river. She also wants 3 million euros.": [
        "firm",
        "firm",
    ],
}


@pytest.mark.parametrize("text", TARGETS)
def test_who_must_act(text: str) -> None:
    assert [item.target for item in read(text)] == TARGETS[text]


FOUND: dict[str, list[tuple[str, str]]] = {
    "More clerks have begun urging the bank to close.": [("More clerks", "the bank to close")],
    "The firm took heat from a civic group demanding the closure of the dam.": [
        ("civic group", "the closure of the dam")
    ],
    "VARNEK - Owners of boats urged the city to dredge the port.": [
        ("Owners of boats", "the city to dredge the port")
    ],
    "The rebels turned down the army’s demand that the town be left.": [
        ("army", "the town be left")
    ],
    "The mayor rejected Peter Voss’s offer to make an exception to his call for a boycott.": [
        ("Peter Voss", "a boycott")
    ],
    "Hale wants a full and final closure of the pit.": [
        ("Hale", "a full and final closure of the pit")
    ],
    "Hale demanded analyses of the tests - and her staff was no less strict.": [
        ("Hale", "analyses of the tests")
    ],
    "The guild asked crews to stop by threatening a fine.": [
        ("guild", "crews to stop by threatening a fine")
    ],
    "Hale has said there should be a ban on trawling.": [
        ("Hale", "there should be a ban on trawling")
    ],
    "“If Voss knew of it, he should resign,” said Anna Hale.": [("Anna Hale", "he should resign")],
    "A judge ordered the mayor’s office, along with the prosecutor, to release the video.": [
        ("judge", "the mayor’s office, along with the prosecutor, to release the video")
    ],
    "Early results of exit polls came in, and most said they want the council to resign.": [],
    "A good club would demand clarity from the league.": [],
    "“It is essential that we speak our minds,” said Hale.": [],
    "“There should be no doubt about that,” said Hale.": [],
}


@pytest.mark.parametrize("text", FOUND)
def test_who_demands_what(text: str) -> None:
    assert [(item.holder, item.text) for item in read(text)] == FOUND[text]


@pytest.mark.parametrize(
    ("name", "can"),
    [
        ("owners", True), ("state audit office", True), ("firms leaving the port", True),
        ("all companies concerned", True), ("Orlin", True), ("bulldozers", False),
        ("rules on fallow land", False), ("diesel tax relief", False),
    ],
)  # fmt: skip
def test_things_do_not_act(name: str, can: bool) -> None:
    assert agents.names_one(name) is can


def test_who_is_only_named_is_not_asked() -> None:
    assert not aims.met({"before_1", "same_before", "office", "is_person"})
    assert aims.met({"office", "first", "move_act_yes"})
    assert not aims.met({"first", "move_act_yes"})
