"""Bundles: what one colleague packs another unpacks, all of it, once, and only if it is whole."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import exports
from store.exports import bundle_reader
from store.exports.bundle import MANIFEST, MEMBERS, sealed
from store.exports.bundle_reader import BundleError
from store.records import VERDICTS, Article, Event, Findings, Statement, article_id, finding_id
from store.workspace import Workspace

TEXTS = st.text(max_size=30) | st.sampled_from(
    ["=1+1", "\x1b[2J\u202e", "\ud800", '"', "\r\n\u2028"]
)
SAVED = {"number": 0, "id": "", "batch": "", "of": ""}


def acts(workspace: Workspace) -> list[Event]:
    """The events without what a workspace numbers for itself."""
    return [msgspec.structs.replace(event, **SAVED) for event in workspace.events()]


@pytest.fixture
def packed(workspace: Workspace, tmp_path: Path) -> Path:
    claim = workspace.findings(workspace.articles()[0].id).claims[0]
    workspace.mark([claim.id], "false", reason="The log says 14.", by="Ana")
    workspace.note(claim.id, "Ask again.", by="Bo")
    workspace.undo("Bo")
    path = tmp_path / "b.zip"
    exports.export(workspace, "bundle", path=path)
    return path


def test_a_bundle_brings_articles_findings_and_acts_into_another_workspace(
    workspace: Workspace, packed: Path, tmp_path: Path
) -> None:
    other = Workspace.open(tmp_path / "other", create=True)
    done = exports.received(other, packed)
    assert (done.articles, done.refused) == (3, [])
    assert other.articles() == workspace.articles()
    assert other.all_findings() == workspace.all_findings()
    assert other.story() == workspace.story()
    assert acts(other) == acts(workspace)
    assert other.reviews() == workspace.reviews()
    assert exports.received(other, packed).summary.endswith("0 of them new, 0 new acts of readers")
    assert len(other.events()) == 3
    assert exports.export(other, "bundle") != b""


def test_what_another_undid_can_be_redone_by_them_here(packed: Path, tmp_path: Path) -> None:
    other = Workspace.open(tmp_path / "other", create=True)
    exports.received(other, packed)
    target = other.events()[1].target
    assert other.review(target).note == ""
    assert len(other.redo("Bo")) == 1
    assert other.review(target).note == "Ask again."


def test_a_bundle_joins_the_acts_of_two_readers(
    fill: Callable[[Path], Workspace], packed: Path, tmp_path: Path
) -> None:
    mine = fill(tmp_path / "mine")
    claim = mine.findings(mine.articles()[2].id).claims[0]
    mine.mark([claim.id], "verified", by="Cy")
    done = exports.received(mine, packed)
    assert done.articles == 0
    assert {event.by for event in mine.events()} == {"Ana", "Bo", "Cy"}
    assert mine.review(claim.id).verdict == "verified"


def test_the_same_workspace_gives_the_same_bytes(workspace: Workspace, packed: Path) -> None:
    assert exports.export(workspace, "bundle") == packed.read_bytes()


def test_a_query_packs_only_the_articles_it_finds(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "part.zip"
    workspace.note(workspace.articles()[0].id, "mine", by="Ana")
    exports.export(workspace, "bundle", "article:three", path=path)
    held = bundle_reader.read(path)
    assert [article.name for article in held.articles] == ["three.txt"]
    assert (list(held.findings), held.events) == ([held.articles[0].id], [])


def rewritten(packed: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(packed) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    path = packed.with_name("changed.zip")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def change_verdict(parts: dict[str, bytes]) -> None:
    parts["events.jsonl"] = parts["events.jsonl"].replace(b'"false"', b'"verified"')


def change_text(parts: dict[str, bytes]) -> None:
    parts["articles.jsonl"] = parts["articles.jsonl"].replace(b"40 ships", b"90 ships")


def drop_part(parts: dict[str, bytes]) -> None:
    del parts["events.jsonl"]


def add_part(parts: dict[str, bytes]) -> None:
    parts["../../evil.txt"] = b"x"


def change_manifest(parts: dict[str, bytes]) -> None:
    parts[MANIFEST] = parts[MANIFEST].replace(b'"records": 3', b'"records": 2', 1)


def newer(parts: dict[str, bytes]) -> None:
    manifest = json.loads(parts[MANIFEST]) | {"version": 99}
    parts[MANIFEST] = json.dumps(manifest | {"sha256": sealed(manifest)}).encode()


def reseal_with_a_foreign_text(parts: dict[str, bytes]) -> None:
    import hashlib

    change_text(parts)
    manifest = json.loads(parts[MANIFEST])
    for name in MEMBERS:
        manifest["members"][name]["sha256"] = hashlib.sha256(parts[name]).hexdigest()
    parts[MANIFEST] = json.dumps(manifest | {"sha256": sealed(manifest)}).encode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (change_verdict, "events.jsonl is not as it was"),
        (change_text, "articles.jsonl is not as it was"),
        (drop_part, "a part is missing or was added"),
        (add_part, "a part is missing or was added"),
        (change_manifest, "manifest.json is not as it was"),
        (newer, "version 99"),
        (reseal_with_a_foreign_text, "is not what its id stands for"),
    ],
)
def test_tampering_is_refused_and_nothing_is_stored(
    packed: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], says: str
) -> None:
    other = Workspace.open(tmp_path / "other", create=True)
    with pytest.raises(BundleError, match=says):
        exports.received(other, rewritten(packed, change))
    assert (other.articles(), other.events()) == ([], [])


@given(st.data())
@settings(max_examples=40)
def test_a_damaged_bundle_is_refused_or_read_whole(
    analysed_bundle: bytes, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(analysed_bundle) - 1))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "b.zip"
        cut = data.draw(st.booleans())
        end = b"" if cut else bytes([analysed_bundle[place] ^ 0x41]) + analysed_bundle[place + 1 :]
        path.write_bytes(analysed_bundle[:place] + end)
        try:
            held = bundle_reader.read(path)
        except (BundleError, OSError) as error:
            outcome = str(error)
        else:
            outcome = held.articles[0].text
        assert outcome


@pytest.fixture(scope="module")
def analysed_bundle(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    workspace = made(tmp_path_factory.mktemp("b"), [("One ship sank, she said.", "x")])
    return exports.export(workspace, "bundle")


def made(folder: Path, articles: list[tuple[str, str]]) -> Workspace:
    """A workspace of texts with titles, a statement over the whole of each."""
    workspace = Workspace.open(folder, create=True)
    rows = [
        Article(article_id(f"in/{n}", text), f"{n}.txt", f"in/{n}", text, title=title)
        for n, (text, title) in enumerate(articles)
    ]
    found = {
        row.id: Findings(
            row.id,
            (
                Statement(
                    finding_id(row.id, "s", 0, len(row.text)), row.id, 0, len(row.text), row.text,
                    "direct", speaker=row.title,
                ),
            ),
            engine="1",
        )
        for row in rows
    }  # fmt: skip
    workspace.put_articles(rows)
    workspace.put_analysis([], found, workspace.story())
    return workspace


@given(
    st.lists(st.tuples(TEXTS.filter(bool), TEXTS), min_size=1, max_size=3),
    st.lists(st.tuples(st.integers(0, 2), st.sampled_from([*VERDICTS, None]), TEXTS), max_size=4),
)
@settings(max_examples=12, deadline=None)
def test_any_workspace_survives_bundle_and_lines(
    articles: list[tuple[str, str]], marks: list[tuple[int, str | None, str]]
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        first = made(folder / "a", articles)
        ids = [found.statements[0].id for found in first.all_findings().values()]
        for place, verdict, text in marks:
            target = ids[place % len(ids)]
            first.mark([target], verdict, reason=text, by=text)  # type: ignore[arg-type]
            first.note(target, text, by="Ana")
            first.tag(target, [text], by="Bo")
        exports.export(first, "bundle", path=folder / "b.zip")
        second = Workspace.open(folder / "c", create=True)
        exports.received(second, folder / "b.zip")
        assert second.articles() == first.articles()
        assert second.all_findings() == first.all_findings()
        assert second.reviews() == first.reviews()
        lines = [json.loads(line) for line in exports.export(first, "jsonl").splitlines()]
        kept = [msgspec.convert(row, Event) for row in lines if row["record"] == "event"]
        assert kept == first.events()
        texts = [msgspec.convert(row, Article) for row in lines if row["record"] == "article"]
        assert texts == first.articles()
