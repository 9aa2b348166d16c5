"""In a collection of many topics claims of one kind of thing are not one question."""

from __future__ import annotations

import pytest

from analysis import actors, catalogue, engine
from analysis.claims import grouping, manifold
from analysis.claims.alike import Member
from analysis.claims.asking import ask
from store.records import Article, article_id


def read(*texts: str) -> tuple[grouping.Told, list[list[int]]]:
    """The claims of articles with these texts, and their groups."""
    made = [Article(article_id(str(at), text), str(at), str(at), text)
            for at, text in enumerate(texts)]  # fmt: skip
    articles = engine.read_all(made)
    table, entries = actors.learn(articles), catalogue.default()
    found = [engine.findings(article, table, entries) for article in articles]
    return grouping.groups(ask(articles, found))


def together(*texts: str) -> list[set[float]]:
    """The numbers of each group."""
    told, groups = read(*texts)
    return [{float(told[number].claim.quantity or 0) for number in group} for group in groups]


COUNT = (
    "HALDEN - Nora Olsen won 71 delegates in Arden on Tuesday. Tom Hale has 342 delegates. "
    "It takes 1,150 delegates to lead the party of Nora Olsen and Tom Hale. "
    "Some 712 delegates will be chosen in Arden and Halden in May."
)
LATER = (
    "HALDEN - Nora Olsen and Tom Hale met in Arden. In June 455 delegates were chosen in Halden, "
    "and Nora Olsen won 14 delegates on the island."
)
SEARCHES = (
    "ARDEN - Police searched the head office of a shipping firm in Arden on Monday. "
    "Police searched the head office of a trading firm in Brenn on Monday. "
    "Police searched the head office of a fishing firm in Corvo on Monday."
)
SEARCH = (
    "On Monday police searched the office of a shipping firm. "
    "The mayor of Brenn flew from Arden to Corvo."
)


def test_what_an_author_counts_again_and_again_is_several_questions() -> None:
    alone = [numbers for numbers in together(COUNT, LATER) if len(numbers) == 1]
    assert all({number} in alone for number in (342, 455, 712, 1150))


def test_one_number_in_two_articles_stays_one_question_beside_others() -> None:
    told, groups = read(COUNT, COUNT.replace("HALDEN", "ARDEN") + " Police closed the bridge.")
    hale = [group for group in groups if "342" in told[group[0]].claim.text]
    assert [len(group) for group in hale] == [2]


def test_deeds_of_one_kind_that_an_author_tells_apart_stay_apart() -> None:
    told, groups = read(SEARCHES, SEARCH)
    assert [[told[number].article for number in group] for group in groups] == [[0, 1], [0], [0]]


def test_an_author_with_two_answers_is_no_reason_to_sort_a_group_anew() -> None:
    told, groups = read(SEARCHES.rpartition("Police")[0])
    assert len(told) == 2
    assert groups == [[0, 1]]


@pytest.mark.parametrize("answers", [0, 1, 2, 3, 4])
def test_three_answers_of_one_voice_are_several(answers: int) -> None:
    told, _ = read(" ".join(f"Police in Arden held {n}7 drivers in May." for n in range(answers)))
    members: list[Member] = [member for member in told if member.claim.quantity is not None]
    assert manifold.several(members) == (answers >= 3)


def test_a_group_of_an_author_with_many_answers_is_sorted_by_its_words() -> None:
    told, _ = read(
        "Police in Arden held 17 drivers near the old harbour. "
        "Police in Arden held 40 drivers beside the stadium. "
        "Police in Arden held 55 drivers outside the mill.",
        "Police held 17 drivers near the harbour of Arden.",
    )
    members = [member for member in told if member.claim.quantity is not None]
    parts = manifold.apart(range(len(members)), members)
    assert [sorted({float(members[at].claim.quantity or 0) for at in part}) for part in parts] == [
        [17], [40], [55]
    ]  # fmt: skip
    assert len(parts[0]) == 2
