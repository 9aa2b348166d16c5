"""Groups of claims: which belong together, what status they have and how they are named."""

from __future__ import annotations

import random
import re

import pytest

from analysis import claims
from analysis.claims import alike
from store.records import Article, ClaimGroup, Findings, GroupStatus
from tests.analysis.claim_stories import NAMES, article, extracted, matched, statement, story


def grouped(*texts: str, story_name: str = "Norland") -> list[ClaimGroup]:
    """Groups of one claim article per text; a shared dateline puts the articles in one story."""
    names = f" (The {story_name} desk of the Halden Gazette and the Ostby Herald.)"
    items = [article(text + names, f"a{number}") for number, text in enumerate(texts)]
    found = [Findings(item.id, (), (), extracted(item)) for item in items]
    return list(claims.group(items, found)[0])


def joined(groups: list[ClaimGroup]) -> list[tuple[int, str]]:
    return [(len(group.ids), group.status) for group in groups]


@pytest.mark.parametrize("name", NAMES)
def test_gold_groups_of_our_stories_are_found(name: str) -> None:
    told = story(name)
    pairs = [
        (claim.group, row["group"])
        for findings, gold in zip(told.found, told.gold, strict=True)
        for claim, row in matched(findings.claims, gold)
        if "group" in row
    ]
    assert len(pairs) >= 3
    for found, wanted in pairs:
        assert {other for mine, other in pairs if mine == found} == {wanted}
        assert {mine for mine, other in pairs if other == wanted} == {found}


@pytest.mark.parametrize(
    ("texts", "status"),
    [
        (
            ("Over 150,000 troops stand near Norland.",
             "More than 100,000 troops are massed near Norland."),
            "lower-bounds-differ",
        ),
        (
            ("The flood killed 44 people.", "The flood killed 57 people."),
            "conflict",
        ),
        (
            ("The flood killed 44 people.", "The flood killed 44 people on the coast."),
            "agree",
        ),
        (
            ("The flood killed at least 30 people.", "The flood killed 44 people."),
            "agree",
        ),
        (
            ("Up to 9,000 workers walked out.", "About 12,000 workers walked out."),
            "conflict",
        ),
        (
            ("About 60,000 residents were evacuated.", "Some 65,000 people were evacuated."),
            "agree",
        ),
        (
            ("The army withdrew 10,000 troops from Norland.",
             "It is not possible to know the number of soldiers that were withdrawn."),
            "conflict",
        ),
        (
            ("The army has begun withdrawing its troops from Norland.",
             "The minister saw no signs of troop reductions in Norland."),
            "conflict",
        ),
        (
            ("The exercises in Norland ended on 20 February 2022.",
             "The drills in Norland ended on 20 February 2022."),
            "agree",
        ),
        (
            ("The exercises in Norland ended on 20 February 2022.",
             "The drills in Norland ended on 24 February 2022."),
            "conflict",
        ),
    ],
)  # fmt: skip
def test_status_says_whether_the_answers_can_be_true_together(
    texts: tuple[str, ...], status: GroupStatus
) -> None:
    groups = grouped(*texts)
    assert joined(groups) == [(len(texts), status)]
    assert groups[0].note


def test_a_denied_deed_is_disputed() -> None:
    text = "Two people were killed. The ministry denied that anyone had died."
    item = article(text)
    row = {"text": "anyone had died", "speaker": "ministry", "cue": "denied", "act": "deny"}
    told = (statement(item, row),)
    groups, _ = claims.group([item], [Findings(item.id, told, (), extracted(item, told))])
    assert [(group.status, group.values) for group in groups] == [
        ("disputed", ("2 people", "denied"))
    ]


def test_dates_of_different_exactness_from_different_sources_differ_by_source() -> None:
    text = "The army attacked Norland on 16 February 2022. Ada Holm said the attack began at 3 a.m."
    item = article(text)
    row = {"text": "the attack began at 3 a.m.", "speaker": "Ada Holm", "cue": "said"}
    told = (statement(item, row),)
    groups, _ = claims.group([item], [Findings(item.id, told, (), extracted(item, told))])
    assert joined(list(groups)) == [(2, "source-differs")]


def test_a_claim_of_its_own_is_single() -> None:
    assert joined(grouped("The company dismissed 27 drivers.")) == [(1, "single")]


def test_a_narrower_place_is_a_question_of_its_own() -> None:
    groups = grouped(
        "Some units are leaving Norland.",
        "The army withdrew its units from Norland.",
        "More units were leaving Karvia.",
    )
    assert joined(groups) == [(2, "agree"), (1, "single")]


def test_two_words_for_a_thing_and_one_for_its_place_are_one_question() -> None:
    groups = grouped(
        "The storm left more than 40 ships waiting at anchor in Norland.",
        "In Norland 42 vessels lay at anchor on Friday.",
        "The storm cost Norland 42 million euros.",
    )
    assert joined(groups) == [(2, "agree"), (1, "single")]


def test_a_sum_and_a_sum_a_day_are_two_questions() -> None:
    groups = grouped(
        "The last strike cost the economy of Norland about 180 million euros.",
        "The strike costs the economy of Norland 20 million euros a day.",
    )
    assert joined(groups) == [(1, "single"), (1, "single")]


def test_words_that_open_paragraphs_make_no_common_story() -> None:
    openers = "\n\nHe left.\n\nAccording to all it rained.\n\nThe sun came out.\n\nShe waved."
    texts = ("The flood killed 44 people in Velde.", "The blast killed nine people in Harnau.")
    items = [article(text + openers, name=text[:9]) for text in texts]
    found = [Findings(item.id, (), (), extracted(item)) for item in items]
    killed = [claim.group for one in claims.group(items, found)[1] for claim in one.claims[:1]]
    assert len(set(killed)) == 2


def test_different_events_of_one_unit_are_not_joined() -> None:
    groups = grouped("The flood killed 44 people. Police arrested 12 people.")
    assert joined(groups) == [(1, "single"), (1, "single")]


def test_stories_without_common_names_are_not_joined() -> None:
    items = [
        article("The flood in Velde killed 44 people. Velde lies on the Osk near Harnau.", "a"),
        article("The fire in Lund killed 57 people. Lund lies on the Kama near Torp.", "b"),
    ]
    found = [Findings(item.id, (), (), extracted(item)) for item in items]
    assert joined(list(claims.group(items, found)[0])) == [(1, "single"), (1, "single")]


def test_the_note_names_source_and_scope_and_the_title_can_be_read() -> None:
    text = "Ada Holm said over 150,000 troops are massed near Norland."
    first = article(text + " The Halden Gazette, the Ostby Herald.", "one")
    row = {
        "text": "over 150,000 troops are massed near Norland",
        "speaker": "Ada Holm",
        "cue": "said",
    }
    told = (statement(first, row),)
    second = article(
        "More than 100,000 troops stand near Norland. The Halden Gazette, the Ostby Herald.", "two"
    )
    groups, found = claims.group(
        [first, second],
        [
            Findings(first.id, told, (), extracted(first, told)),
            Findings(second.id, (), (), extracted(second)),
        ],
    )
    (group,) = groups
    assert group.title == "Troops near Norland"
    assert group.values == ("more than 100,000 troops", "over 150,000 troops")
    assert "Ada Holm" in group.note
    assert "no source named" in group.note
    assert "lower bounds" in group.note
    assert {claim.group for item in found for claim in item.claims} == {group.group}
    assert re.fullmatch(r"[a-z0-9-]+", group.group)


def test_grouping_does_not_depend_on_what_was_grouped_before() -> None:
    told = story("flood")
    again, found = claims.group(told.articles, told.found)
    assert again == told.groups
    assert found == told.found


@pytest.mark.parametrize("name", NAMES)
def test_no_claims_that_are_alike_are_put_aside_by_their_outlines(name: str) -> None:
    told = story(name)
    members = claims.ask(told.articles, told.found).members
    outlines = list(map(alike.outline, members))
    pairs = [
        (at, other)
        for at, one in enumerate(members)
        for other in range(at)
        if members[other].question.base == one.question.base and alike.alike(members[other], one)
    ]
    assert pairs
    for at, other in pairs:
        assert alike.perhaps(outlines[at], outlines[other], frozenset(outlines[at].words))


def test_every_claim_is_in_one_group_and_slugs_are_unique() -> None:
    told = story("strike")
    ids = [claim_id for group in told.groups for claim_id in group.ids]
    assert sorted(ids) == sorted(c.id for findings in told.found for c in findings.claims)
    assert len({group.group for group in told.groups}) == len(told.groups)


def test_many_articles_are_grouped_by_story() -> None:
    """Six hundred articles of two hundred stories: as many death tolls, three claims in each."""
    dice = random.Random(3)
    items: list[Article] = []
    for number in range(200):
        names = [f"{a}{number}x".title() for a in ("vel", "kor", "tam", "lis")]
        items += [
            article(
                f"The flood in {names[0]} killed {dice.randint(2, 90)} people. "
                f"It reached {names[1]}, the {names[2]} and the {names[3]}.",
                f"{number}-{copy}",
            )
            for copy in range(3)
        ]
    found = [Findings(item.id, (), (), extracted(item)) for item in items]
    groups, _ = claims.group(items, found)
    tolls = [group for group in groups if group.group.startswith("deaths")]
    assert [len(group.ids) for group in tolls] == [3] * 200
