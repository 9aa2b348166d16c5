"""What a large story's screen takes from its summary is what its findings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.tui_large import make
from store import summary
from store.id_block import id_block
from store.records import Statement, Story
from store.utterances import ordered
from store.workspace import Workspace
from tui.feed import Utterance, build
from tui.ledger import GlancedLedger, ledger_of
from tui.session import Session


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of forty articles that has a summary."""
    folder = tmp_path_factory.mktemp("glance") / "large"
    make(folder, 40, 3)
    return folder


@pytest.fixture
def both(large: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Session, Session]:
    """A session from the summary, and one that read everything."""
    glanced = Session(Workspace.open(large))
    monkeypatch.setattr(summary, "read", lambda _: None)
    return glanced, Session(Workspace.open(large))


def test_the_ledger_of_a_summary_is_that_of_its_demands(both: tuple[Session, Session]) -> None:
    first, second = map(ledger_of, both)
    assert isinstance(first, GlancedLedger)
    assert not isinstance(second, GlancedLedger)
    assert len(first.rows) == len(second.rows) > 5
    articles = both[1].article_ids
    for one, other in zip(first.rows, second.rows, strict=True):
        assert (one.key, one.title) == (other.key, other.title)
        assert list(one.articles()) == list(other.articles())
        assert [one.cell(a) for a in articles] == [other.cell(a) for a in articles]
        assert list(one.demands()) == list(other.demands())
        assert one.cells == other.cells
        assert one.commonest == other.commonest
        assert one.first == other.first
        for demand in other.demands():
            assert one.same_words(demand) == other.same_words(demand)
            assert first.row_of(demand) == second.row_of(demand)


def test_a_finding_is_found_by_its_id_without_a_table(
    both: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    glanced, read = both
    monkeypatch.setattr(
        type(glanced.finding_by_id), "owners", lambda _: pytest.fail("a table was made")
    )
    for article in read.article_ids:
        for row in read.by_article[article]:
            assert row.id in glanced.finding_by_id
            assert glanced.finding_by_id[row.id] == row
    assert "s0000000000" not in glanced.finding_by_id
    assert "" not in glanced.finding_by_id
    assert glanced.finding_by_id.get("nothing like an id, and longer than one") is None


def test_numbers_and_the_beginning_are_the_same_at_a_glance(both: tuple[Session, Session]) -> None:
    glanced, read = both
    assert glanced.current_finding == read.current_finding is not None
    for number, item in enumerate(read.statements()):
        assert glanced.numbered.ids[number] == read.numbered.ids[number] == item.id
        assert glanced.numbered.statement(number) == item
        assert glanced.numbered.number_of(item) == number


def test_an_actor_has_the_utterances_that_going_through_all_finds(
    both: tuple[Session, Session],
) -> None:
    for session in both:
        feed, seen = build(session), 0
        for who in session.order.speakers:
            told = [row for _, row in feed.said_by(who)]
            rows = [row for row in feed if isinstance(row, Utterance)]
            assert told == [r for r in rows if who in (r.statement.speaker, *r.statement.speakers)]
            seen += len(told)
        assert seen >= feed.utterances()
    assert not list(build(both[0]).said_by("Nobody"))


def test_who_speaks_with_others_has_the_utterance_too() -> None:
    said = [
        Statement("s1", "a", 0, 1, "x", "direct", "Ana", speakers=("Ana", "Ben")),
        Statement("s2", "a", 2, 3, "y", "direct", "Ben"),
    ]
    order = ordered([("a", said)], Story())
    assert (order.places_of("Ana"), order.places_of("Ben")) == ([0], [0, 1])
    assert order.places_of("Cy") == []


@pytest.mark.parametrize("ids", [[], ["a"], ["s2", "s1", "longer", "é", "s1"], ["", "x"]])
def test_a_block_of_ids_gives_each_by_number_and_finds_it(ids: list[str]) -> None:
    block = id_block(ids)
    assert [block[n] for n in range(len(ids))] == ids[: len(block)]
    assert block.listed() == ids[: len(block)]
    assert all(block.number_of(one) == ids.index(one) for one in ids[: len(block)])
    assert block.number_of("missing") is None
