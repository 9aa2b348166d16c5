"""Two translations of one text are known as such; reports of one event by two hands are not.

The texts are our own; `quarry_*` were put aside until the rules stood.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import align, copies, engine, provenance
from analysis.copies_retold import compared, landmarks, rows, sentence, story_sentences
from seeds import sample
from store.records import Article, Published

FOLDER = Path(__file__).parent / "retellings"
PAIRS = ("heating", "ballot", "quarry")


def article(name: str, day: str = "") -> Article:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    published = Published(day) if day else None
    return engine.read(Article(name, f"{name}.txt", "", text, published=published))


@pytest.mark.parametrize("name", PAIRS)
def test_two_translations_without_a_common_run_are_one_source_and_named_so(name: str) -> None:
    one, two = article(f"{name}_1", "2026-03-05"), article(f"{name}_2", "2026-03-06")
    links = copies.links([one, two])
    assert [(link.relation, link.why[:39]) for link in links] == [
        ("copy", "probably two translations of one text: ")
    ]
    arrow = provenance.arrows([one, two], links)[0]
    assert (arrow.sort, arrow.source, arrow.probable) == ("retranslation", one.id, True)
    assert copies.groups([one, two], links, "strict") == ((one.id,), (two.id,))


def test_texts_of_two_agencies_are_two_reports_also_where_a_copy_lacks_the_credit() -> None:
    one, two = article("quarry_1"), article("quarry_2")
    print_of_one = msgspec.structs.replace(one, id="print")
    one = msgspec.structs.replace(one, agencies=("Reuters",))
    two = msgspec.structs.replace(two, agencies=("AFP",))
    links = copies.links([one, print_of_one, two])
    assert [{link.left, link.right} for link in links] == [{one.id, "print"}]
    same = msgspec.structs.replace(two, agencies=("AFP", "Reuters"))
    assert len(copies.links([one, print_of_one, same])) == 3


def test_every_text_is_grouped_with_its_translation_and_with_no_report_by_another_hand() -> None:
    articles = [article(path.stem) for path in sorted(FOLDER.glob("*.txt"))]
    found = copies.groups(articles, copies.links(articles))
    assert {group for group in found if len(group) > 1} == {
        (f"{name}_1", f"{name}_2") for name in PAIRS
    }
    assert len(articles) == 8


@pytest.mark.parametrize("name", PAIRS)
def test_the_diff_puts_the_sentences_of_two_translations_beside_one_another(name: str) -> None:
    found = align.align(article(f"{name}_1"), article(f"{name}_2"))
    linked = [row for row in found.rows if row.left and row.right]
    assert found.notice == align.RETOLD
    assert len(linked) >= 8
    assert {row.label for row in linked} == {"edited"}


def test_nothing_tells_which_translation_was_first_and_that_is_said() -> None:
    pair = [article("quarry_1"), article("quarry_2")]
    arrow = provenance.arrows(pair, copies.links(pair))[0]
    assert (arrow.source, arrow.sort) == ("", "retranslation")
    assert arrow.why.startswith("probably two translations of one text; nothing tells")


def test_quotations_in_one_order_are_enough_where_much_else_was_left_out() -> None:
    quotes = [
        "“The dam at Kovel holds another 12 metres,” engineer Marta Holub said.",
        "“Pumps from Lviv arrive before Friday,” the colonel promised.",
        "“Forty tents stand at the stadium,” said the deacon.",
        "“Nobody drowned, thank heaven, but 318 cows did,” a farmer said.",
    ]
    again = [
        "Engineer Marta Holub gave the dam of Kovel “12 metres more”.",
        "The colonel vowed: “By Friday we get pumps, from Lviv.”",
        "At the stadium, in the deacon's words, “there are forty tents”.",
        "A farmer thanked heaven: “Only cows drowned, 318 of them.”",
    ]
    filler = ["Rain fell over the uplands all week.", "Shops along the quay stayed closed."]
    common = frozenset(["the", "from", "another"])
    left = [sentence(said, common) for said in (*quotes, *filler)]
    right = [sentence(said, common) for said in again]
    assert compared(left, right).same
    assert not compared(left, right[::-1]).same
    assert not compared(left[:3], right[:3]).same


def test_one_sentence_that_became_two_is_one_row() -> None:
    places = [
        "Tromso Narvik",
        "Bergen Molde",
        "Turku Vaasa",
        "Malmo Lund",
        "Riga Cesis",
        "Tartu Narva",
    ]
    pairs = [place.split() for place in places]
    said = [
        f"Delegates of {a} met in {b}, and {n}50 tents burnt." for n, (a, b) in enumerate(pairs)
    ]
    again = [f"{n}50 tents went up in flames." for n in range(6)]
    again[2:2] = ["In Vaasa those of Turku came together."]
    told = [
        [(n, sentence(one, frozenset())) for n, one in enumerate(side)] for side in (said, again)
    ]
    beside = [(0,), (1,), (2, 3), (4,), (5,), (6,)]
    assert rows(*told) == [((n,), rights) for n, rights in enumerate(beside)]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(max_size=40) | st.sampled_from(["Kyiv 2022 “x”", "Rome 3.5 Milan"]), max_size=9
    )
)
def test_any_sentences_can_be_compared(texts: list[str]) -> None:
    told = [sentence(text, frozenset()) for text in texts]
    found = compared(told, told[::-1])
    assert 0 <= found.left <= 1
    assert found.pairs == sorted(found.pairs)


def test_the_landmarks_of_a_text_are_those_of_its_sentences() -> None:
    texts = [article(f"{name}_{side}") for name in PAIRS for side in (1, 2)] + sample.articles()
    for one in (*texts, *map(engine.read, texts)):
        told = frozenset(mark for said in story_sentences(one) for mark in said.marks)
        assert landmarks([one]) == [told]
