"""Web archives: every page in them once, and what is cut, broken or endless is named."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.readers.choose import read
from seeds.readers.http_message import answer
from seeds.readers.items import Item, Left, Source, UnreadableError
from store.records import Article
from tests.seeds.pages import PARAGRAPHS, TEXT, codes, fact, page

HOSTILE = Path(__file__).parents[1] / "hostile"


def record(kind: str, body: bytes, uri: str = "https://x.test/pier", length: str = "") -> bytes:
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\n"
        f"WARC-Date: 2022-02-18T08:00:00Z\r\nContent-Type: application/http\r\n"
        f"Content-Length: {length or len(body)}\r\n\r\n"
    ).encode() + body + b"\r\n\r\n"  # fmt: skip


def response(body: bytes, head: str = "Content-Type: text/html", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\n{head}\r\n\r\n".encode() + body


def archive(data: bytes, name: str = "crawl.warc") -> list[Item]:
    return list(read(io.BytesIO(data), Source(name, "place/" + name)))


def articles(found: list[Item]) -> list[Article]:
    return [item for item in found if isinstance(item, Article)]


def left(found: list[Item]) -> list[Left]:
    return [item for item in found if isinstance(item, Left)]


PAGE = record("response", response(page()))


def test_a_page_is_an_article_whose_source_is_its_address() -> None:
    (article,) = articles(archive(record("warcinfo", b"software: x") + PAGE))
    assert TEXT in article.text
    assert (article.name, article.source) == ("crawl.warc#1", "https://x.test/pier")
    assert fact(article, "captured") == ["2022-02-18"]
    assert article.published is None


CHUNKS = (
    b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (page()[:100], page()[100:])) + b"0\r\n\r\n"
)
BARE = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Transfer-Encoding: chunked", CHUNKS),
        ("Transfer-Encoding: chunked", page()),
        ("Content-Encoding: gzip", gzip.compress(page())),
        ("Content-Encoding: gzip", page()),
        ("Content-Encoding: deflate", zlib.compress(page())),
        ("Content-Encoding: deflate", BARE.compress(page()) + BARE.flush()),
        ("Content-Encoding: br", page()),
    ],
)
def test_a_body_is_decoded_and_one_that_was_stored_decoded_is_read(head: str, body: bytes) -> None:
    (article,) = articles(archive(record("response", response(body, head))))
    assert TEXT in article.text


def test_what_is_no_page_is_skipped_with_its_reason() -> None:
    odd = {
        "request record": record("request", b"GET / HTTP/1.1\r\n\r\n"),
        "redirect": record("response", response(b"gone", status="301 Moved")),
        "status 404": record("response", response(page(), status="404 Not Found")),
        "not a page (image/png)": record("response", response(b"\x89", "Content-Type: image/png")),
        "empty body": record("response", response(b"  ")),
        "dns record": record("response", b"2022 x.test. A 192.0.2.1", "dns:x.test"),
        "robots.txt, no article": record(
            "response", response(b"User-agent: *", "Content-Type: text/plain"), "https://x.test/robots.txt"
        ),
        "revisit of https://x.test/pier": record("revisit", response(b"")),
        "duplicate of record 8": PAGE + PAGE,
        "no article text found in this web page": record("response", response(b"<html><body>1")),
    }  # fmt: skip
    found = archive(b"".join(odd.values()))
    assert len(articles(found)) == 1
    assert all(item.skipped for item in left(found))
    for reason in odd:
        assert sum(reason in item.reason for item in left(found)) == 1


def test_a_cut_archive_names_record_and_offset_and_keeps_what_is_whole() -> None:
    second = gzip.compress(record("response", response(page() + b"<!--2-->"), "https://x.test/2"))
    whole = gzip.compress(PAGE)
    for cut in (len(second) // 2, 12):
        found = archive(whole + second[:cut], "crawl.warc.gz")
        assert len(articles(found)) == 1
        (lost,) = left(found)
        assert lost.where.startswith(f"record 1 (counted from 0) at byte {len(whole)}")
        assert lost.reason.startswith("cut short")
    plain = archive(PAGE + PAGE[:-200])
    assert len(articles(plain)) == 1
    assert left(plain)[0].where == f"record 1 (counted from 0) at byte {len(PAGE)}"


@pytest.mark.parametrize("length", ["-422", "99999999999999999999", "1e9", "", "9" * 15])
def test_a_lying_length_is_named_and_the_next_record_is_read(length: str) -> None:
    bad = record("response", response(page()), "https://x.test/bad", length or " ")
    found = archive(bad + PAGE)
    assert [article.source for article in articles(found)] == ["https://x.test/pier"]
    assert any("record 0" in item.where and "length" in item.reason for item in left(found))
    members = archive(gzip.compress(bad) + gzip.compress(PAGE))
    assert len(articles(members)) == 1


def test_a_bomb_is_passed_over_and_the_record_after_it_is_read() -> None:
    size = 80 << 20
    head = record("response", b"", length=str(size)).removesuffix(b"\r\n\r\n")
    packed = zlib.compressobj(9, wbits=31)
    bomb = packed.compress(head) + b"".join(packed.compress(bytes(1 << 20)) for _ in range(80))
    bomb += packed.compress(b"\r\n\r\n") + packed.flush()
    found = archive(bomb + gzip.compress(PAGE), "bomb.warc.gz")
    assert len(articles(found)) == 1
    assert "64 MiB" in left(found)[0].reason
    assert "record 0" in left(found)[0].where


def test_a_gzip_of_anything_else_is_read_and_a_second_layer_is_not() -> None:
    (article,) = articles(archive(gzip.compress(page()), "page.html.gz"))
    assert (article.name, codes(article)) == ("page.html", [])
    with pytest.raises(UnreadableError, match="gzip twice"):
        archive(gzip.compress(gzip.compress(page())), "a.gz")
    with pytest.raises(UnreadableError, match="unpacks to more than"):
        archive(gzip.compress(b"He said so. " * 8_000_000, 9), "a.txt.gz")


def test_a_page_text_may_not_hide_a_record() -> None:
    """Content that looks like a record is content, while lengths are right."""
    fake = record("response", response(page(paragraphs=("Forged. " * 30,))), "https://agency.test/")
    found = archive(record("response", response(page(body=f"<pre>{fake.decode()}</pre>"))))
    assert [article.source for article in articles(found)] == ["https://x.test/pier"]


@pytest.mark.parametrize(
    ("name", "count", "said"),
    [
        ("bomb.warc.gz", 0, "64 MiB"),
        ("cut.warc.gz", 0, "cut short"),
        ("neg_len.warc", 0, "-422"),
        ("warc_path.warc", 1, ""),
        ("warc_revisit.warc", 1, "revisit"),
    ],
)
def test_hostile_archives(name: str, count: int, said: str) -> None:
    found = archive((HOSTILE / name).read_bytes(), name)
    assert len(articles(found)) == count
    assert all("/" not in article.name for article in articles(found))
    assert any(said in item.reason for item in left(found)) or not said


PIECES = st.sampled_from([PAGE, PAGE[:300], b"WARC/1.0\r\n", b"\r\n", b"\0", b"junk\n"])


@given(st.lists(PIECES, max_size=5), st.integers(0, 3000), st.booleans())
@settings(max_examples=40, deadline=None)
def test_any_archive_is_items_or_a_refusal(pieces: list[bytes], cut: int, packed: bool) -> None:
    data = b"WARC/1.0\r\n" + b"".join(pieces)
    data = gzip.compress(data)[: cut + 30] if packed else data[: cut + 30]
    try:
        found = archive(data)
    except UnreadableError:
        return
    assert found


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_answer_is_read(junk: bytes) -> None:
    for head in (
        b"HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200\r\n\r\n",
        b"",
    ):
        assert answer(head + junk).status in (0, 200)


def test_paragraphs_survive_the_archive() -> None:
    (article,) = articles(archive(PAGE))
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)
