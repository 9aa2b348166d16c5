"""Statements of several articles that render one utterance."""

from __future__ import annotations

from analysis import variants
from store.records import Article, Findings, Statement


def made(article: str, *said: tuple[str, str]) -> Findings:
    items = tuple(
        Statement(f"{article}{n}", article, n, n + 1, text, "indirect", speaker=who)
        for n, (who, text) in enumerate(said)
    )
    return Findings(article, items)


def groups(*found: Findings) -> list[set[str]]:
    articles = [Article(f.article, f.article, "", "") for f in found]
    return [set(v.ids) for v in variants.join(articles, found)]


FILLER = [
    ("Ben Ode", "schools will open in the autumn after repairs"),
    ("Ben Ode", "the harbour needs new cranes"),
    ("Ruth Kay", "prices rose by a tenth"),
]


def test_copies_and_retranslations_are_one_utterance() -> None:
    one = made("a", ("Ana Cruz", "“We are willing to follow the path of negotiation.”"), *FILLER)
    two = made("b", ("Ana Cruz", "she is “ready to follow the path of negotiations”"))
    assert groups(one, two) == [{"a0", "b0"}]


def test_a_sentence_of_a_long_quotation_counts_by_itself() -> None:
    one = made(
        "a", ("Ana Cruz", "“Nobody slept. An invasion clearly remains possible. We wait.”"), *FILLER
    )
    two = made("b", ("Ana Cruz", "an invasion remains a distinct possibility"))
    assert groups(one, two) == [{"a0", "b0"}]


def test_another_speaker_is_another_utterance() -> None:
    one = made("a", ("Ana Cruz", "the bridge is closed for good"), *FILLER)
    two = made("b", ("Ben Ode", "the bridge is closed for good"))
    assert groups(one, two) == []


def test_one_article_alone_has_no_variants() -> None:
    assert (
        groups(
            made("a", ("Ana Cruz", "the bridge is closed"), ("Ana Cruz", "the bridge is closed"))
        )
        == []
    )


def test_a_question_is_no_variant_of_a_denial() -> None:
    one = made("a", ("Ana Cruz", "“Do we want war or not?”"), *FILLER)
    two = made("b", ("Ana Cruz", "she did not want war"))
    assert groups(one, two) == []


def test_a_denial_is_no_variant_of_the_claim() -> None:
    one = made("a", ("Ana Cruz", "the dam is safe"), *FILLER)
    two = made("b", ("Ana Cruz", "the dam is not safe"))
    assert groups(one, two) == []


def test_larger_groups_come_first_and_have_a_name() -> None:
    said = ("Ana Cruz", "the dam will be repaired by October")
    other = ("Ana Cruz", "fishing is banned near the pier")
    found = [made("a", said, other, *FILLER), made("b", said), made("c", said, other)]
    joined = variants.join([Article(f.article, f.article, "", "") for f in found], found)
    assert [len(v.ids) for v in joined] == [3, 2]
    assert joined[0].name == "the dam will be repaired by October"
