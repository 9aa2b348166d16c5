"""Actors: names, roles, states and bodies learned from a story and looked up by mention."""

from __future__ import annotations

import pytest

from analysis import actors, actors_data
from analysis.actors import ActorTable
from store.records import Actor, Article, Published

STORY = (
    "Russian President Vladimir Putin met German Chancellor Olaf Scholz. Putin spoke first. "
    "Kremlin spokesman Dmitry Peskov, and Sergei Lavrov, Russia's foreign minister, were there. "
    "The Russian Defense Ministry sent General Igor Belov. Biden, in Washington, kept silent. "
    "The American Action Network (AAN) paid. WHO Director-General Tedros Adhanom Ghebreyesus left. "
    "Tedros waved. Tedros smiled."
)


def table(*texts: str, date: str = "2022-02-17") -> ActorTable:
    return actors.learn(
        [Article(str(n), str(n), "", t, published=Published(date)) for n, t in enumerate(texts)]
    )


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Putin", "Vladimir Putin"),
        ("Mr. Putin", "Vladimir Putin"),
        ("Russian President Vladimir Putin", "Vladimir Putin"),
        ("the Russian president", "Vladimir Putin"),
        ("The German chancellor", "Olaf Scholz"),
        ("Moscow’s chancellor", "Sergei Lavrov"),
        ("Russia's foreign minister", "Sergei Lavrov"),
        ("its foreign minister, Sergei Lavrov", "Sergei Lavrov"),
        ("Kremlin spokesman Dmitry Peskov", "Dmitry Peskov"),
        ("Biden", "Joe Biden"),
        ("The American", "Joe Biden"),
        ("Tedros", "Tedros Adhanom Ghebreyesus"),
        ("the Kremlin", "Russia (government)"),
        ("the Russians", "Russia (government)"),
        ("Russian authorities", "Russia (government)"),
        ("the Russian government", "Russia (government)"),
        ("Moscow", "Russia (government)"),
        ("U.S.", "United States (government)"),
        ("the US government", "United States (government)"),
        ("Downing Street", "United Kingdom (government)"),
        ("Pretoria", "South Africa (government)"),
        ("Westerners", "Western countries"),
        ("the Defence Ministry", "Russian Defense Ministry"),
        ("AAN", "American Action Network"),
        ("Brussels", "European Union"),
    ],
)
def test_mentions_lead_to_their_actor(mention: str, name: str) -> None:
    actor = table(STORY).resolve(mention)
    assert actor is not None
    assert actor.name == name


@pytest.mark.parametrize("mention", ["us", "", "a spokeswoman", "somebody", "the", "’s"])
def test_what_names_nobody_resolves_to_nobody(mention: str) -> None:
    assert table(STORY).resolve(mention) is None


def test_an_office_holder_answers_only_in_his_time() -> None:
    text = "The German chancellor spoke in Berlin. Merkel and Scholz were there."
    assert table(text, date="2015-05-05").resolve("the German chancellor") == table(
        text, date="2015-05-05"
    ).resolve("Merkel")
    later = table(text, date="2022-05-05").resolve("the German chancellor")
    assert later is not None
    assert later.name == "Olaf Scholz"


def test_other_articles_of_the_story_give_the_full_name() -> None:
    both = table("Costa said no.", "Prime Minister Maria Costa resigned. Costa left.")
    actor = both.resolve("Costa")
    assert actor is not None
    assert actor.name == "Maria Costa"


def test_two_spellings_of_a_name_are_one_person() -> None:
    names = [
        a.name
        for a in table("President Volodymyr Zelensky left.", "Volodymyr Zelenskiy spoke.").actors
    ]
    assert [n for n in names if n.startswith("Volodymyr")] == ["Volodymyr Zelensky"]


def test_boilerplate_teaches_nothing() -> None:
    from store.records import Region

    text = "Anna Berg spoke. Read more about President Karl Braun."
    article = Article("a", "a", "", text, boilerplate=(Region(17, len(text), "related_link"),))
    assert actors.learn([article]).resolve("Braun") is None


def test_a_table_of_given_actors_needs_no_text() -> None:
    given = ActorTable([Actor("Anna Berg", "person", ("Annie",), ("mayor of Bonn",))])
    assert given.resolve("Annie") == given.resolve("the mayor of Bonn") == given.actors[0]


def test_every_state_has_its_names() -> None:
    world = actors_data.world()
    assert len(world.states) > 190
    for name in ("Kyiv", "Élysée", "Pyongyang", "Abuja", "Canberra", "the Swiss", "Brits"):
        assert world.actors[actors_data.key(name)].kind == "state", name
    assert world.adjectives["dutch"] == "Netherlands"
    assert world.adjectives["swede"] == "Sweden"


def test_keys_fold_what_does_not_tell_names_apart() -> None:
    assert actors_data.key("The U.S.") == actors_data.key("us")
    assert actors_data.key("Defence Ministry’s") == "defense ministry"
