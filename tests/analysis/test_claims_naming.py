"""How a question is called: by its event and place, or by the words of a claim."""

from __future__ import annotations

import re

import pytest

from analysis.claims import naming
from analysis.claims.alike import Member
from analysis.claims.questions import Question
from store.records import Claim


def member(text: str, event: str, *, base: tuple[str, ...] = (), by_thing: bool = True) -> Member:
    """A claim of an event; `base` is that of a fact unless given."""
    claim = Claim("c1", "a1", 0, len(text), text, rule=f"claim:deed:{event}")
    told = base or ("fact", event, "force")
    asked = Question(told, event, frozenset(), frozenset(), frozenset(("calm", "town")), by_thing)
    return Member(claim, asked, 0)


def test_a_question_of_a_verb_that_tells_nothing_is_called_by_its_words() -> None:
    group = [member("The garrison kept 40 tanks in the valley", "upkeep")]
    assert naming.title(group) == "The garrison kept 40 tanks in the valley"


def test_a_question_of_an_event_is_called_by_event_and_place() -> None:
    group = [member("The army withdrew its units from Norland", "withdrawal")]
    assert naming.title(group) == "Withdrawal from Norland"


@pytest.mark.parametrize(
    ("text", "event", "place"),
    [
        ("44 people of Norland died", "deaths", "in Norland"),
        ("44 people died on the way to Norland", "deaths", "in Norland"),
        ("44 people died near Norland", "deaths", "near Norland"),
        ("40 tanks were sent to Norland", "deployment", "to Norland"),
    ],
)
def test_a_place_is_told_as_it_is_of_the_event(text: str, event: str, place: str) -> None:
    base = ("count", event, "person", "", "")
    assert naming.title([member(text, event, base=base)]).endswith(f" {place}")


def test_a_place_within_weighs_more_than_whose_it_is() -> None:
    base = ("count", "deaths", "person", "", "")
    texts = ("44 people of Velde died near Harnau", "44 people of Velde died")
    group = [member(text, "deaths", base=base) for text in texts]
    assert naming.title(group).endswith(" near Harnau")


def test_days_and_adjectives_are_no_places() -> None:
    base = ("count", "deaths", "person", "", "")
    text = "44 people died on Monday in Russian shelling"
    assert naming.title([member(text, "deaths", base=base)]) == "Deaths"


def test_a_question_without_event_is_called_by_its_shortest_claim_that_says_enough() -> None:
    texts = (
        "who calmed the town after a long and angry night of talks",
        "Calm it",
        "which calmed the town",
    )
    group = [member(text, "", base=("fact", "", ""), by_thing=False) for text in texts]
    assert naming.title(group) == "Calmed the town"


def test_a_long_claim_is_cut_in_its_title() -> None:
    text = "one two three four five six seven eight nine ten eleven"
    group = [member(text, "", base=("fact", "", ""), by_thing=False)]
    assert naming.title(group) == "One two three four five six seven eight nine …"


def test_a_key_is_made_of_words_and_hyphens() -> None:
    group = [member("The town was calm", "", base=("fact", "", ""), by_thing=False)]
    assert naming.slug(group) == "calm-town"
    assert re.fullmatch(r"[a-z0-9-]+", naming.slug([member("…", "withdrawal")]))
