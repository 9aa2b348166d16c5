"""Prints of one wire story count as one source."""

from __future__ import annotations

from store.records import CopyLink
from store.sources import families


def link(left: str, right: str, relation: str, containment: float, words: int = 50) -> CopyLink:
    return CopyLink(left, right, relation, containment, containment / 2, words)  # type: ignore[arg-type]


def test_copies_and_rewritings_are_one_source_a_shared_sentence_is_not() -> None:
    links = [
        link("a", "d", "copy", 0.8),
        link("b", "c", "shares-passage", 0.08),
        link("a", "e", "shares-passage", 0.03),
    ]
    assert families(["a", "b", "c", "d", "e"], links) == [["a", "d"], ["b", "c"], ["e"]]


def test_links_to_articles_that_are_gone_join_nothing() -> None:
    assert families(["a"], [link("a", "x", "copy", 1.0)]) == [["a"]]


def test_a_readers_groups_are_sources_whatever_the_links_say() -> None:
    links = [link("a", "b", "copy", 0.9), link("b", "c", "shares-passage", 0.2)]
    assert families(["a", "b", "c", "d"], links, [("a", "d"), ("b",), ("c",)]) == [
        ["a", "d"],
        ["b", "c"],
    ]


def test_one_quotation_in_two_short_texts_does_not_make_them_one_source() -> None:
    links = [link("a", "b", "shares-passage", 0.15, 22)]
    assert families(["a", "b"], links) == [["a"], ["b"]]
