"""Texts that other processes read from a file by themselves."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from analysis import copies
from analysis.copies_words import story
from seeds import copying
from seeds.pool import Pool
from seeds.shelf import Shelf
from store.records import Article, Region

WORDS = "the tide gate was shut at noon and no boat may pass before the pumps have run dry"
TEXTS = [
    f"ADVERTISEMENT {WORDS} said the keeper of the lower lock",
    f"{WORDS} as the keeper told the harbour office",
    "Ž \udcff \U0001f600 a line that nobody else has",
    "",
]


def articles() -> list[Article]:
    return [
        Article(f"a{number}", "", "", text, boilerplate=(Region(0, 13, "promo"),) * (number == 0))
        for number, text in enumerate(TEXTS)
    ]


def test_articles_of_a_shelf_have_the_ids_and_words_of_those_put_there(tmp_path: Path) -> None:
    with Shelf(tmp_path / "shelf", articles()) as shelf:
        some = pickle.loads(pickle.dumps(shelf.some([0, 2, 3])))
        read = [(one.id, story(one).split()) for one in some]
        assert [shelf.letters[number] for number in (1, 3)] == [len(TEXTS[1]), 0]
        assert len(shelf.letters) == len(TEXTS)
    whole = articles()
    assert read == [(whole[n].id, story(whole[n]).split()) for n in (0, 2, 3)]
    assert not list(tmp_path.iterdir())


def test_processes_that_read_the_shelf_find_the_same_links(tmp_path: Path) -> None:
    whole = articles()
    with Pool(2) as pool, Shelf(tmp_path / "shelf", whole) as shelf:
        found = copies.links(whole, pool.run, shelf)
    assert found == copies.links(whole)
    assert [(link.left, link.right) for link in found] == [("a0", "a1")]


def test_where_no_file_can_be_written_the_texts_travel_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("WORTH", 1), ("WORTH_PROCESSES", 0), ("SHELF", "no such folder/texts")):
        monkeypatch.setattr(copying, name, value)
    assert copying.links(tmp_path, articles()) == copies.links(articles())
