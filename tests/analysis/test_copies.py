"""Copies and shared passages, their groups, and findings that are printed twice."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import copies, engine
from analysis.copies_compare import Run, chained, places, runs, shingles
from analysis.copies_index import NEIGHBOURS, Index, prints, sampling
from analysis.copies_join import Held, candidates, index_of
from analysis.copies_words import story, story_words, words
from store.records import Article, Claim, CopyLink, Findings, Region, Statement

STORY = (
    "The harbour master told reporters on Friday that the port would stay shut until two cranes "
    "had been taken down. He said nobody could promise when the first ships would be let in again. "
    "Owners of forty vessels waiting outside the breakwater have asked for help from the ministry. "
    "A diver who looked at the wreck said it lay across the fairway and could break at any time."
)
OTHER = (
    "Farmers in the valley expect the worst harvest for a generation after the frost of early May. "
    "Apple trees lost four blossoms in five, and hail took most of what was left. The growers' "
    "union wants tax relief and cheap credit, which the minister has so far refused to discuss."
)


def article(name: str, text: str, *regions: Region) -> Article:
    return Article(name, f"{name}.txt", name, text, boilerplate=regions)


def found(*texts: str) -> list[tuple[str, str, str]]:
    articles = [article(f"a{number}", text) for number, text in enumerate(texts)]
    return [(link.left, link.right, link.relation) for link in copies.links(articles)]


def test_case_quotes_hyphens_and_spaces_do_not_make_another_text() -> None:
    assert story_words(article("a", "The “Ex-Soviet” state’s\u00a0PLAN")) == story_words(
        article("b", 'the "ex soviet" state\'s\n plan')
    )


def test_a_reworded_copy_is_a_copy_and_an_unrelated_text_is_nothing() -> None:
    edited = (
        STORY.replace("on Friday ", "").replace("vessels", "ships").replace("He said", "He added")
    )
    assert found(STORY, OTHER, edited) == [("a0", "a2", "copy")]


def test_one_paragraph_in_another_story_is_a_shared_passage_and_joins_no_group() -> None:
    passage = " ".join(STORY.split(". ")[1:2])
    articles = [
        article("a", STORY + " " + STORY[:90]),
        article("b", f"{OTHER} {passage}. {OTHER[::-1]}"),
    ]
    links = copies.links(articles)
    assert [link.relation for link in links] == ["shares-passage"]
    assert links[0].why == "common run of 14 words"
    assert copies.groups(articles, links) == (("a",), ("b",))


def test_eleven_words_in_a_row_are_no_passage_and_twelve_are() -> None:
    words = STORY.split()
    assert found(STORY, f"{OTHER} {' '.join(words[5:16])}. {OTHER[::-1]}") == []
    assert found(STORY, f"{OTHER} {' '.join(words[5:17])}. {OTHER[::-1]}") == [
        ("a0", "a1", "shares-passage")
    ]


def test_a_passage_with_a_word_changed_here_and_there_is_still_one() -> None:
    words = STORY.split()[5:27]
    words[7], words[15] = "will", "removed"
    assert found(STORY, f"{OTHER} {' '.join(words)}. {OTHER[::-1]}") == [
        ("a0", "a1", "shares-passage")
    ]


def test_boilerplate_that_two_texts_share_says_nothing() -> None:
    form = STORY
    left, right = f"{OTHER}\n\n{form}", f"{OTHER[::-1]}\n\n{form}"
    plain = [article("a", left), article("b", right)]
    cleaned = [
        article(name, text, Region(text.index(form), len(text), "comment_form"))
        for name, text in (("a", left), ("b", right))
    ]
    assert len(copies.links(plain)) == 1
    assert copies.links(cleaned) == ()


def test_a_text_read_by_a_machine_is_a_copy_by_scattered_agreement() -> None:
    dice = random.Random(4)
    words = (STORY + " " + OTHER).split()
    noisy = [w[::-1] if dice.random() < 0.3 else w for w in words]
    links = copies.links([article("a", " ".join(words)), article("b", " ".join(noisy))])
    assert [link.relation for link in links] == ["copy"]
    assert "of its 10 parts" in links[0].why


def test_equal_texts_are_copies_even_when_they_are_short_or_empty() -> None:
    assert found("Port shut again.", "port shut AGAIN", "", "") == [("a0", "a1", "copy")]


def test_a_group_is_what_a_chain_of_copies_connects_and_its_weakest_link_is_known() -> None:
    articles = [article(name, name) for name in "abcd"]
    links = [
        CopyLink("a", "b", "copy", 0.9, 0.8, 100),
        CopyLink("b", "c", "copy", 0.5, 0.4, 60),
        CopyLink("a", "c", "copy", 0.3, 0.1, 30),
        CopyLink("c", "d", "shares-passage", 0.1, 0.1, 14),
    ]
    assert copies.groups(articles, links) == (("a", "b", "c"), ("d",))
    assert copies.weakest(("a", "b", "c"), links) == links[1]
    assert copies.weakest(("d",), links) is None


def test_many_copies_of_one_text_meet_in_one_group() -> None:
    articles = [article(f"n{number}", f"{STORY} Version {number}.") for number in range(150)]
    assert len(copies.groups(articles, copies.links(articles))) == 1


def pairs(texts: list[str], one_in: int) -> set[tuple[int, int]]:
    return set(candidates(index_of(Held([article("", text) for text in texts]), one_in)))


def test_the_index_meets_every_pair_that_shares_wording() -> None:
    assert pairs([STORY, OTHER, STORY[:150], OTHER[40:]], 1) == {(0, 2), (1, 3)}


@pytest.mark.parametrize("one_in", [4, 8, 16])
@pytest.mark.parametrize("letters", [("harbour", "harbour"), ("a", "ж"), ("o", "ಠ"), ("e", "𐌰")])
def test_a_sampled_index_meets_copies_of_any_script(one_in: int, letters: tuple[str, str]) -> None:
    text = f"{STORY} {OTHER}".replace(*letters)
    assert pairs([f"On top. {text}", "The pier has a pump here.", f"{text} End."], one_in) == {
        (0, 2)
    }


def test_large_collections_are_indexed_less_densely() -> None:
    found = [sampling(letters) for letters in (0, 36_000_000, 50_000_000, 200_000_000, 10**9)]
    assert found == [1, 1, 4, 8, 16]
    assert [sampling(letters, thorough=True) for letters in (10**7, 10**8, 10**9)] == [1, 4, 8]


def test_readers_are_told_which_share_of_short_passages_a_sampled_index_finds() -> None:
    assert copies.missed_among(5_000) == ""
    assert "about 9 in 10 short passages" in copies.missed_among(100_000)
    assert "about 6 in 10 short passages" in copies.missed(16)


def test_one_long_stretch_in_common_is_enough_to_be_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("analysis.copies_index.DENSITIES", {1: 0, 4: 0, 8: 0})
    passage = "could promise when the first ships would be let in again by the town council"
    assert found(f"{OTHER} Nobody {passage}.", STORY[:120], f"Few {passage}. {STORY[220:]}") == [
        ("a0", "a2", "shares-passage")
    ]


def test_the_hashes_of_an_index_are_the_same_in_every_process() -> None:
    assert prints(b"port shut again", 1) == {616808763, 2637699795}  # CRC-32, with seeds 0 and 1


def test_a_formula_of_many_texts_joins_neighbours_only() -> None:
    index = Index()
    for _ in range(100):
        index.add((7, 9))
    assert max(right - left for left, right in candidates(index)) == NEIGHBOURS


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_words_are_the_same_with_places_and_without(text: str) -> None:
    one = (
        article("a", text, Region(2, min(5, len(text)), "promo"))
        if len(text) > 2
        else article("a", text)
    )
    assert story(one).split() == [
        word.encode("utf-8", "surrogatepass") for word in words(one).words
    ]


def in_two_orders(function, parts):  # type: ignore[no-untyped-def]
    """As other processes would: pickled both ways, and worked on in any order."""
    packed = [pickle.dumps(part) for part in parts]
    done = {
        n: pickle.dumps(function(pickle.loads(packed[n]))) for n in reversed(range(len(packed)))
    }
    return (pickle.loads(done[n]) for n in range(len(packed)))


def test_parts_worked_on_elsewhere_give_the_same_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.copies_join.PART_TEXTS", 2)
    monkeypatch.setattr("analysis.copies_join.PART_PAIRS", 1)
    texts = [STORY, OTHER, STORY[:200], f"{OTHER} {STORY[90:220]}", OTHER[20:]]
    articles = [article(f"a{number}", text) for number, text in enumerate(texts)]
    assert copies.links(articles, in_two_orders) == copies.links(articles)
    assert len(copies.links(articles)) >= 5


def test_the_sample_has_one_copy_pair_and_three_shared_passages() -> None:
    folder = Path(__file__).parents[2] / "seeds" / "articles"
    texts = [(p.name[:3], p.read_bytes().decode()) for p in sorted(folder.glob("*.txt"))]
    articles = [Article(name, name, name, text) for name, text in texts]
    full = engine.read_all(articles)
    links = copies.links(full)
    assert [(link.left, link.right, link.relation) for link in links] == [
        ("000", "003", "copy"),
        ("001", "002", "shares-passage"),
        ("003", "004", "shares-passage"),
        ("000", "004", "shares-passage"),
    ]
    assert links[0].why == "81 % of the shorter text; common run of 228 words"
    assert copies.groups(full, links) == (("000", "003"), ("001",), ("002",), ("004",))


def statement(id_: str, text: str, words: str, speaker: str = "") -> Statement:
    start = text.index(words)
    return Statement(id_, id_[0], start, start + len(words), words, "indirect", speaker)


def test_a_finding_printed_in_a_copy_is_one_occurrence_unless_another_is_made_its_source() -> None:
    words = "nobody could promise when the first ships would be let in again"
    texts = {"a": STORY, "b": STORY.replace("on Friday ", ""), "c": STORY, "d": OTHER}
    articles = [article(name, text) for name, text in texts.items()]
    one = [
        Findings("a", (statement("a1", STORY, words, "Ada Byrne"),)),
        Findings("b", (statement("b1", texts["b"], words),)),
        Findings("c", (statement("c1", STORY, words, "Bo Carr"),)),
        Findings("d", (), (), (Claim("d1", "d", 0, 20, OTHER[:20]),)),
    ]
    links = copies.links(articles)
    assert copies.occurrences(articles[:2], one[:2], links) == (("a1", "b1"),)
    assert copies.occurrences(articles[::2], one[::2], links) == ()
    assert copies.occurrences(articles, one, ()) == ()


def test_a_claim_and_a_statement_of_the_same_words_are_two_findings() -> None:
    words = "the port would stay shut until two cranes had been taken down"
    start = STORY.index(words)
    articles = [article("a", STORY), article("b", STORY)]
    found_ = [
        Findings("a", (statement("a1", STORY, words),)),
        Findings("b", (), (), (Claim("b1", "b", start, start + len(words), words),)),
    ]
    assert copies.occurrences(articles, found_, copies.links(articles)) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from("abcde"), max_size=30), st.lists(st.sampled_from("abcde"), max_size=30)
)
def test_runs_are_common_and_cannot_be_longer(left: list[str], right: list[str]) -> None:
    fine = shingles(left, 3)
    for run in runs(fine, places(fine), shingles(right, 3)):
        if min(len(left), len(right)) >= 3:
            end = run.left + run.length, run.right + run.length
            assert left[run.left : end[0]] == right[run.right : end[1]]
            assert chained([run]) == run.length


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60) | st.sampled_from([STORY, OTHER, "\x00", "。"]), max_size=5))
def test_any_texts_can_be_linked(texts: list[str]) -> None:
    articles = [article(f"a{number}", text) for number, text in enumerate(texts)]
    links = copies.links(articles)
    assert {link.left for link in links} <= {one.id for one in articles}
    assert sorted(i for group in copies.groups(articles, links) for i in group) == sorted(
        one.id for one in articles
    )


@pytest.mark.parametrize("gap", [0, 4])
def test_edits_of_a_few_words_do_not_break_a_chain(gap: int) -> None:
    assert chained([Run(0, 0, 7), Run(7 + gap, 7 + gap, 6)]) == 13
    assert chained([Run(0, 0, 7), Run(7 + gap, 30, 6)]) == 7
