"""Records that lie in a file are those that were put there, here and in other processes."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from analysis import copies
from seeds import pile
from seeds.pile import Articles, Packed, Pile
from seeds.pool import Pool
from store.records import Article, Findings, Published, Region

WORDS = "the tide gate was shut at noon and no boat may pass before the pumps have run dry"
TEXTS = [
    f"ADVERTISEMENT {WORDS} said the keeper of the lower lock",
    f"{WORDS} as the keeper told the harbour office",
    "Ž \udcff \U0001f600 a line that nobody else has",
    "",
]


def articles() -> list[Article]:
    return [
        Article(
            f"a{number}", "", "", text, published=Published("2022-02", "month"),
            boilerplate=(Region(0, 13, "promo"),) * (number == 0),
        )
        for number, text in enumerate(TEXTS)
    ]  # fmt: skip


@pytest.fixture
def held(tmp_path: Path) -> Articles:
    found = Articles(tmp_path / "pile")
    for article in articles():
        found.put(article)
    return found


def test_what_was_put_down_is_read_one_by_one_and_all_together(
    held: Articles, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [held[number] for number in range(len(held))] == articles()
    assert held[-1] == articles()[-1]
    assert held[1:3] == articles()[1:3]
    assert list(held.letters) == list(map(len, TEXTS))
    for size in (1, 200, pile.MEGABYTE):
        monkeypatch.setattr(pile, "MEGABYTE", size)
        assert list(held) == articles()
    with pytest.raises(IndexError):
        held[len(held)]


def test_another_process_reads_what_was_there(held: Articles) -> None:
    there: Articles = pickle.loads(pickle.dumps(held))
    some = pickle.loads(pickle.dumps(held.some([0, 2, 3])))
    held.put(articles()[0])
    assert (list(there), list(there.letters)) == (articles(), list(map(len, TEXTS)))
    assert list(some) == [articles()[number] for number in (0, 2, 3)]
    assert list(pickle.loads(pickle.dumps(Packed(articles(), Article)))) == articles()


def test_who_has_a_copy_cannot_add_to_the_file(held: Articles, tmp_path: Path) -> None:
    there: Articles = pickle.loads(pickle.dumps(held))
    before = (tmp_path / "pile").read_bytes()
    there.put(articles()[0])
    with pytest.raises(OSError, match="not open for writing"):
        list(there)
    assert (tmp_path / "pile").read_bytes() == before


def test_a_pile_that_grew_after_it_was_read_is_read_to_its_end(tmp_path: Path) -> None:
    held: Pile[Findings] = Pile(tmp_path / "pile", Findings)
    for number in range(5):
        held.add(pile.encoded(Findings(f"a{number}")))
        assert held[number].article == f"a{number}"
    assert [one.article for one in held] == ["a0", "a1", "a2", "a3", "a4"]


def test_processes_that_read_the_file_find_the_same_links(held: Articles) -> None:
    with Pool(2) as pool:
        found = copies.links(held, pool.run, held)
    assert found == copies.links(articles())
    assert [(link.left, link.right) for link in found] == [("a0", "a1")]
