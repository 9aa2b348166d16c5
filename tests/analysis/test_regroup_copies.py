"""Copy groups after a reader's splits and merges."""

from __future__ import annotations

from analysis.regroup import apply, restored
from analysis.regroup_copies import regrouped
from store.records import Article, Correction, Findings, Story

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
