"""Copy groups after a reader's splits and merges."""

from __future__ import annotations

from analysis.regroup import apply, restored
from analysis.regroup_copies import parted, regrouped
from store.records import Article, Correction, Findings, Statement, Story

GROUPS = (("a", "b", "c"), ("d",), ("e", "f"))


def test_what_is_split_off_stands_together_and_the_rest_stays() -> None:
    assert regrouped(GROUPS, [Correction("split", ("a", "c"))]) == (("a", "c"), ("b",), *GROUPS[1:])


def test_merging_joins_whole_groups_in_the_order_of_their_articles() -> None:
    assert regrouped(GROUPS, [Correction("merge", ("f", "b"))]) == (
        ("a", "b", "c", "e", "f"),
        ("d",),
    )


def test_later_acts_build_on_earlier_ones_and_unknown_articles_are_passed_over() -> None:
    acts = [
        Correction("split", ("b",)),
        Correction("merge", ("d", "b", "gone")),
        Correction("split", ("gone",)),
    ]
    assert regrouped(GROUPS, acts) == (("a", "c"), ("b", "d"), ("e", "f"))


def test_the_story_gets_the_engines_groups_back() -> None:
    articles = [Article(one, one, one, "Text.") for one in "abcdef"]
    found = {one.id: Findings(one.id) for one in articles}
    engines = Story(copies=GROUPS)
    _, story = apply(articles, found, engines, [Correction("split", ("a",))])
    assert story.copies == (("a",), ("b", "c"), *GROUPS[1:])
    assert story.found_copies == GROUPS
    assert restored(found, story)[1] == engines
    _, untouched = apply(articles, found, engines, [Correction("merge", ("s1", "s2"))])
    assert untouched == engines


def test_findings_of_articles_taken_apart_are_no_longer_one() -> None:
    after = regrouped(GROUPS, [Correction("split", ("b",))])
    same = (("a1", "b1", "c1"), ("a2", "b2", "d2"), ("e1", "f1"), ("a3", "b3"))
    owner = {one: one[0] for group in same for one in group}
    assert parted(same, owner, GROUPS, after) == (
        ("a1", "c1"),
        ("a2", "d2"),
        ("b2", "d2"),
        ("e1", "f1"),
    )
    assert parted(same, owner, GROUPS, GROUPS) == same


def test_occurrences_come_back_with_the_engines_groups() -> None:
    articles = [Article(one, one, one, "Text.") for one in "abcdef"]
    said = {one: (Statement(f"{one}1", one, 0, 4, "Text", "direct"),) for one in "abcdef"}
    found = {one: Findings(one, statements=said[one]) for one in said}
    engines = Story(copies=GROUPS, occurrences=(("a1", "b1", "c1"),))
    _, story = apply(articles, found, engines, [Correction("split", ("a",))])
    assert story.occurrences == (("b1", "c1"),)
    assert restored(found, story)[1] == engines
