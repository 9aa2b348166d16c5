"""Proposed catalogue entries: what is grouped, and that their TOML holds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import catalogue
from analysis.demand_proposals import propose
from store.records import Demand


def other(number: int, text: str, *, holder: str = "Crew", demand: str = "other") -> Demand:
    return Demand(f"d{number}", "a", 0, len(text), text, demand, holder=holder)


WORDINGS = [
    "a 12 percent raise",
    "the owner to raise pay by 12 percent",
    "an end to night shifts",
    "no more night shifts",
    "night shifts be abolished",
    "a new cook",
]


def test_demands_for_one_thing_are_proposed_together_and_the_largest_group_first() -> None:
    found = propose([other(n, text) for n, text in enumerate(WORDINGS)])
    assert [entry.demands for entry in found] == [("d2", "d3", "d4"), ("d0", "d1")]
    assert found[0].title == "no more night shifts"
    assert {entry.holder for entry in found} == {"Crew"}


def test_the_toml_of_a_proposal_is_a_catalogue_that_reads_its_own_examples() -> None:
    for entry in propose([other(n, text) for n, text in enumerate(WORDINGS)]):
        loaded = catalogue.load(entry.toml)
        assert [item.key for item in loaded.entries] == [entry.key]
        assert catalogue.check(loaded) == ()
        text = loaded.entries[0].positive[0]
        assert catalogue.classify(loaded, text, ("Crew",)) is not None
        assert catalogue.classify(loaded, text, ("Owner",)) is None


def test_a_holder_with_brackets_still_fits_its_own_entry() -> None:
    given = [other(n, text, holder="Russia (government)") for n, text in enumerate(WORDINGS)]
    entry = propose(given)[0]
    loaded = catalogue.load(entry.toml)
    meaning = catalogue.classify(loaded, "no more night shifts", ("Russia (government)",))
    assert meaning is not None


def test_copies_of_one_wording_propose_nothing_by_themselves() -> None:
    assert propose([other(n, "a new cook") for n in range(5)]) == ()


def test_demands_of_an_entry_are_not_proposed_again() -> None:
    assert propose([other(n, t, demand="no-nights") for n, t in enumerate(WORDINGS)]) == ()


def test_keys_of_proposals_never_clash() -> None:
    texts = ["release men now", "release men soon", "“release” men boats", "men, boats"]
    found = propose([other(n, text) for n, text in enumerate(texts * 3)])
    assert len({entry.key for entry in found}) == len(found)


@settings(max_examples=60)
@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_wordings_are_grouped_without_an_error(texts: list[str]) -> None:
    for entry in propose([other(n, text) for n, text in enumerate(texts)]):
        assert catalogue.load(entry.toml).entries[0].key == entry.key
