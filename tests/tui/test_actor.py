"""The page of an actor: days in order, and on each what was not so on the days before."""

from __future__ import annotations

from tests.tui.conftest import StoryMaker
from tui.actor_days import days
from tui.screens.actor import ActorScreen
from tui.session import Session

MONDAY = "The guild said 40 ships wait. It wants night work to end. Ode spoke, too."
FRIDAY = (
    "The guild said 70 ships wait. It wants night work to end. It wants more pay. It denied it."
)


def story(maker: StoryMaker) -> Session:
    maker.article("mon", MONDAY)
    maker.article("fri", FRIDAY)
    titles = {"nights": "No night work", "pay": "More pay"}
    maker.titles = tuple(titles.items())
    claims = []
    for label, when, ships in (("mon", "2024-05-13", 40), ("fri", "2024-05-17", 70)):
        said = maker.say(label, f"{ships} ships wait", "Guild", when=when)
        claims.append(
            maker.claim(
                label,
                f"{ships} ships",
                asserted_by="Guild",
                quantity=ships,
                unit="ships",
                statement=said,
            )
        )
        wish = maker.say(label, "night work to end", "Guild", when=when, act="demand")
        maker.want(label, "night work to end", "nights", holder="Guild", statement=wish)
    pay = maker.say("fri", "more pay", "Guild", when="2024-05-17", act="demand")
    maker.want("fri", "more pay", "pay", holder="Guild", statement=pay)
    maker.say("fri", "denied it", "Guild", when="2024-05-17", act="deny")
    maker.say("mon", "Ode spoke", "Ode", when="2024-05-15")
    maker.group("Ships that wait", claims)
    return maker.session()


def test_each_day_tells_what_is_new_what_is_said_again_and_which_number_is_another(
    maker: StoryMaker,
) -> None:
    monday, friday = days(story(maker), "Guild")
    assert (monday.when, friday.when) == ("2024-05-13", "2024-05-17")
    assert monday.changes == []
    assert friday.changes == [
        ("+", "for the first time: denies"),
        ("+", "demands now: More pay"),
        ("=", "demands again: No night work"),
        ("~", "Ships that wait: 70 ships, on 13 May 40 ships"),
    ]
    assert [len(one.utterances) for one in (monday, friday)] == [2, 4]


def test_the_page_shows_the_days_and_fits(maker: StoryMaker) -> None:
    screen = ActorScreen(story(maker), "Guild")
    for width in (30, 60, 110):
        shown = ["".join(text for text, _ in line.pieces) for line in screen.view.write(width)]
        assert max(map(len, shown)) <= width
        told = " ".join(" ".join(shown).split())
        assert told.index("Monday 13 May 2024") < told.index("Friday 17 May 2024")
        assert "~ Ships that wait: 70 ships" in told


def test_nobody_has_no_days(maker: StoryMaker) -> None:
    assert days(story(maker), "Nemo") == []
