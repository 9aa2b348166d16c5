"""A large workspace opens from its summary, and shows what its files hold."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from bench.tui_large import make
from store import by_place, filters, fulltext, gathering, listing, summary
from store.anchors import everything
from store.by_place import Records
from store.documents import record
from store.labels import short_labels
from store.library import Library
from store.query import parse
from store.records import Article, Findings, Statement, Story, article_id
from store.sources import families
from store.utterances import unpacked
from store.workspace import Workspace

A = TypeVar("A")
B = TypeVar("B")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A workspace of twelve articles that has a summary."""
    make(tmp_path / "large", 12, 3)
    return tmp_path / "large"


def test_what_is_read_at_a_glance_is_what_the_files_hold(large: Path) -> None:
    glanced, read = Library(large), Library(large)
    assert glanced.summary() is not None
    (large / summary.NAME).unlink()
    assert read.summary() is None
    assert list(glanced.current()) == list(read.current())
    assert list(glanced.names()) == list(read.names())
    assert dict(glanced.found()) == dict(read.found())
    assert glanced.owners() == read.owners()
    assert glanced.newest() == read.newest()
    assert glanced.engines() == read.engines()
    assert glanced.story() == read.story()


def test_a_summary_has_the_labels_and_sources_that_the_articles_give(large: Path) -> None:
    library = Library(large)
    glance, ids = library.summary(), list(library.present())
    assert glance is not None
    assert glance.labels() == short_labels(ids, library.names())
    story = library.story()
    sources = families(ids, story.links, story.copies)
    assert glance.families() == sources
    assert any(len(source) > 1 for source in sources)


def test_nothing_but_the_summary_is_decoded_to_open(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(large)
    monkeypatch.setattr("store.by_place.record", lambda *_: pytest.fail("a record was read"))
    monkeypatch.setattr(by_place.Records, "at", lambda *_: None)
    assert len(library.current()) == len(library.names()) == 12
    held = library.summary()
    assert held is not None
    assert len(library.owners()) == 12 * 5
    assert len(held.order().leads) == 4 * 36


def test_a_summary_of_other_files_is_not_believed(large: Path) -> None:
    workspace = Workspace.open(large)
    first = workspace.articles()[0]
    monkey = Findings(first.id, engine="other")
    other = Workspace.open(large)
    other.put_analysis([], {first.id: monkey}, other.story())
    (large / summary.NAME).rename(large / "kept")
    other.put_analysis([], {first.id: Findings(first.id, engine="third")}, other.story())
    (large / "kept").replace(large / summary.NAME)
    assert summary.read(large) is None
    assert Workspace.open(large).findings(first.id).engine == "third"


@pytest.mark.parametrize("damage", [b"", b"\x93\x01\x02\x03", b"not msgpack at all"])
def test_a_damaged_summary_costs_nothing_but_time(large: Path, damage: bytes) -> None:
    before = [row.id for row in Workspace.open(large).articles()]
    (large / summary.NAME).write_bytes(damage)
    assert summary.read(large) is None
    assert [row.id for row in Workspace.open(large).articles()] == before


def test_what_another_process_stores_is_seen(large: Path) -> None:
    workspace = Workspace.open(large)
    home = workspace.articles()[3].id
    assert workspace.findings(home).statements
    Workspace.open(large).put_analysis([], {home: Findings(home)}, workspace.story())
    assert workspace.changed()
    assert workspace.reload_if_changed()
    assert not workspace.findings(home).statements


def test_a_summary_tells_of_articles_that_others_added_meanwhile(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "WORTH_IT", 1)
    workspace, other = Workspace.open(large), Workspace.open(large)
    home = workspace.articles()[0].id
    made = Statement("s-new", "new", 0, 1, "x", "direct")
    other.put_articles([Article("new", "new.txt", "new.txt", "x")])
    other.put_analysis([], {"new": Findings("new", (made,))}, other.story())
    workspace.put_analysis([], {home: Findings(home)}, workspace.story())
    told = Library(large).summary()
    assert told is not None
    there = Workspace.open(large).all_findings().values()
    assert len(told.order().place) == 4 * sum(len(found.statements) for found in there)
    assert Workspace.open(large).find("s-new") == made


QUERIES = [
    "harbour", "minister -grain", '"will not open"', "actor:aharbour,bgrain,creactor",
    "act:demand,deny or conf<.5",
    "not (actor:pipeline or grain)", "number>=4 number<9", "after:2023-02 before:2023-04-05",
    "article:00003", "kind:claim or kind:demand", "demand:demand-", "outlet:wire",
    "status:unreviewed", "verdict:false", "tag:odd or has:note", "-tag:odd harbour", "has:verdict",
    "status:unreviewed (act:deny or -has:tags) or surprising",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_the_words_find_what_going_through_all_rows_finds(large: Path, query: str) -> None:
    workspace = Workspace.open(large)
    rows = listing.findings(workspace)
    workspace.mark([rows[0]["id"], rows[7]["id"]], "false")
    workspace.note(rows[3]["id"], "Surprising")
    workspace.tag(rows[5]["id"], ["odd"])
    wanted = parse(query)
    held = fulltext.read(large)
    assert held is not None
    expected = [row for row in listing.findings(workspace) if wanted.matches(row)]
    assert expected
    assert fulltext.found_in(workspace, held, wanted) == [row["id"] for row in expected]
    assert listing.findings(workspace, wanted) == expected
    (large / fulltext.NAME).unlink()
    assert listing.findings(workspace, wanted) == expected


def test_words_of_other_files_are_not_believed(large: Path) -> None:
    workspace = Workspace.open(large)
    home = workspace.articles()[0].id
    workspace.put_analysis([], {home: Findings(home)}, workspace.story())
    assert fulltext.read(large) is None
    assert not listing.statements(workspace, parse("article:00000"))


def test_words_hold_what_the_rows_of_the_contract_hold(large: Path) -> None:
    workspace = Workspace.open(large)
    words, rows = fulltext.read(large), listing.findings(workspace)
    assert words is not None
    assert words.ids == [row["id"] for row in rows]
    empty: tuple[object, ...] = (None, [], "")
    for keys in gathering.GROUPS:
        column = words.columns[" ".join(keys)]
        for row, number in zip(rows, unpacked(column.numbers), strict=True):
            told = {key: row[key] for key in keys if row.get(key) not in empty}
            if "responses" in told:
                told["responses"] = [{"by": answer["by"]} for answer in told["responses"]]
            assert column.values[number] == told
    for row, text in zip(rows, words.texts, strict=True):
        assert sorted(text.split("\0")) == sorted(filter(None, filters.searched(row).split("\0")))


def test_words_are_the_same_wherever_they_are_gathered(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (large / fulltext.NAME).read_bytes()
    monkeypatch.setattr(gathering, "TOGETHER", 5)
    (large / fulltext.NAME).unlink()

    def elsewhere(function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]:
        for item in items:
            yield pickle.loads(pickle.dumps(function(pickle.loads(pickle.dumps(item)))))

    assert fulltext.keep(Workspace.open(large), elsewhere)
    assert (large / fulltext.NAME).read_bytes() == before


def test_articles_without_findings_and_findings_of_older_versions_are_told(large: Path) -> None:
    workspace = Workspace.open(large)
    old, *_, last = workspace.articles()
    text = f"{old.text} And more."
    newer = msgspec.structs.replace(old, id=article_id(old.source, text), text=text)
    fresh = Article(article_id("fresh", "fresh"), "fresh", "fresh", "fresh")
    workspace.put_articles([newer, fresh])
    assert fulltext.keep(Workspace.open(large))
    glanced, words = Workspace.open(large), fulltext.read(large)
    assert glanced.library.summary() is not None
    assert glanced.findings(old.id) == workspace.library.found()[old.id]
    assert glanced.findings(newer.id) == Findings(newer.id)
    assert glanced.findings(last.id) == workspace.findings(last.id)
    ids = [item.id for row in glanced.articles() for item in everything(glanced.findings(row.id))]
    assert words is not None
    assert sorted(words.ids) == sorted(ids) == sorted(glanced.library.owners())


def test_what_is_looked_at_once_is_not_kept(large: Path) -> None:
    workspace = Workspace.open(large)
    assert workspace.library.summary() is not None
    one, other = list(workspace.library.once()), list(workspace.library.once())
    assert not {id(row) for row in one} & {id(row) for row in other}
    assert one == other == workspace.articles()
    found = [workspace.findings_once(one[0].id) for _ in range(2)]
    assert found[0] == found[1]
    assert found[0] is not found[1]


def test_words_of_a_file_that_cannot_be_read_are_not_kept(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (large / fulltext.NAME).unlink()
    with monkeypatch.context() as patched:
        patched.setattr("store.by_place.bytes_at", lambda *_: b"{")
        assert not fulltext.keep(Workspace.open(large))
    monkeypatch.setattr(Records, "once", lambda *_: record(b"{", Article, large, "one"))
    assert not fulltext.keep(Workspace.open(large))
    assert not (large / fulltext.NAME).exists()


@pytest.mark.parametrize("kind", ["statements", "claims", "claim_groups"])
def test_half_a_surrogate_pair_is_read_where_no_summary_can_hold_it(large: Path, kind: str) -> None:
    workspace = Workspace.open(large)
    home, found = next(iter(workspace.all_findings().items()))
    changed: Findings | Story = workspace.story() if kind == "claim_groups" else found
    part = {"statements": "relayed_by", "claims": "asserted_by", "claim_groups": "title"}[kind]
    first, *rest = getattr(changed, kind)
    first = msgspec.structs.replace(first, **{part: "Anna \ud83d"})
    changed = msgspec.structs.replace(changed, **{kind: (first, *rest)})
    story = changed if isinstance(changed, Story) else workspace.story()
    workspace.put_analysis([], {home: changed} if isinstance(changed, Findings) else {}, story)
    fulltext.keep(Workspace.open(large))
    again = Workspace.open(large)
    assert again.story() == story
    assert (again.all_findings()[home] if kind != "claim_groups" else story) == changed
    assert len(listing.findings(again)) == len(list(again.library.owners()))
