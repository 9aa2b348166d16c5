"""ZIP, WACZ, Word and PDF files: read in memory, within limits, with a message where one cannot."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.breaking.reader_samples import packed, pdf
from seeds.readers.items import Left, UnreadableError
from store.records import Article
from tests.seeds.pages import PARAGRAPHS, TEXT, fact, items, only, page
from tests.seeds.test_reader_warc import PAGE

HOSTILE = Path(__file__).parents[1] / "hostile"


def word() -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for text in PARAGRAPHS:
        document.add_paragraph(text)
    document.core_properties.title = "Pier shut"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_each_member_is_read_by_its_own_reader() -> None:
    members = {"a.html": page(), "notes/b.txt": TEXT.encode(), "c.bin": bytes(range(256)) * 4}
    data = packed({**members, "__MACOSX/d.txt": b"x", "e.warc": PAGE})
    found = items(data, "story.zip")
    articles = [item for item in found if isinstance(item, Article)]
    assert [article.name for article in articles] == ["story.zip#1", "story.zip#2", "story.zip#3"]
    assert articles[1].source == "place/story.zip#notes/b.txt"
    assert articles[2].source == "https://x.test/pier"
    said = [item for item in found if isinstance(item, Left)]
    assert any("c.bin" in item.where and "binary" in item.reason for item in said)
    assert any(item.skipped for item in said)


def test_a_name_that_climbs_out_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (article,) = items((HOSTILE / "slip.zip").read_bytes(), "slip.zip")
    assert isinstance(article, Article)
    assert article.name == "slip.zip#1"
    assert list(tmp_path.parent.rglob("evil*")) == []


def test_bombs_are_named_and_the_rest_is_read() -> None:
    found = items(packed({"bomb.txt": b"a " * 20_000_000, "a.txt": TEXT.encode()}), "b.zip")
    assert isinstance(found[0], Left)
    assert "unpacks to more than" in found[0].reason
    assert isinstance(found[1], Article)
    nested = items(packed({"b.zip": packed({"c.zip": packed({"d.txt": b"Text."})})}), "a.zip")
    assert not any(isinstance(item, Article) for item in nested)


def test_a_wacz_is_read_for_its_archives() -> None:
    data = packed(
        {"datapackage.json": b"{}", "archive/data.warc": PAGE, "pages/pages.jsonl": b"{}"}
    )
    (article,) = items(data, "crawl.wacz")
    assert isinstance(article, Article)
    assert article.source == "https://x.test/pier"


def test_damaged_archives_are_refused() -> None:
    whole = packed({"a.txt": TEXT.encode() * 50})
    with pytest.raises(UnreadableError, match="ZIP archive that is damaged"):
        items(whole[:-30])
    damaged = bytearray(whole)
    damaged[60:90] = bytes(30)
    (lost,) = items(bytes(damaged))
    assert isinstance(lost, Left)
    assert "damaged" in lost.reason


def test_a_word_file_is_an_article() -> None:
    article = only(word(), "a.docx")
    assert (article.text, article.title, fact(article, "format")) == (
        TEXT,
        "Pier shut",
        ["Word file"],
    )


def test_a_pdf_file_is_an_article() -> None:
    pytest.importorskip("pypdf")
    article = only(pdf("The pier stays shut, the council said."), "a.pdf")
    assert article.text == "The pier stays shut, the council said."
    assert article.title == "Pier shut"
    assert article.published is not None
    assert article.published.date == "2024-05-03"
    for bad in (pdf(""), pdf("x")[:200], b"%PDF-1.7\n"):
        with pytest.raises(UnreadableError, match="PDF"):
            items(bad, "b.pdf")


def test_a_missing_extra_is_said_with_how_to_add_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = word()
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(UnreadableError, match=r"wirecopy\[docx\]"):
        items(data)
    with pytest.raises(UnreadableError, match=r"wirecopy\[pdf\]"):
        items(pdf("x"))


@given(st.binary(max_size=80), st.integers(0, 600))
@settings(max_examples=60, deadline=None)
def test_any_archive_or_pdf_is_items_or_a_refusal(junk: bytes, place: int) -> None:
    for whole in (packed({"a.txt": TEXT.encode()}), pdf("The pier stays shut.")):
        try:
            found = items(whole[:place] + junk + whole[place + len(junk) :], "a")
        except UnreadableError:
            continue
        assert found
