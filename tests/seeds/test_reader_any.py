"""Lists of feeds and Word files of any content: what they hold, or a refusal."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.breaking.reader_samples import BREAK, CORE, DOCUMENT, OPML, packed, word
from seeds.readers import docx, feed, mail, opml, table, text, zipped
from seeds.readers.items import Item, Left, Source, UnreadableError
from store.records import Article

XML = st.characters(
    codec="utf-8", exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff"
)
WORDS = st.text(XML, max_size=20)
ADDRESS = st.sampled_from(["https://x.test/a", "http://x.test/b", "javascript:x", "", "file:///x"])
SOURCE = Source("a", "a")


@given(st.lists(st.tuples(WORDS, ADDRESS), max_size=8), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_list_names_each_feed_of_the_open_web_once(
    told: list[tuple[str, str]], nested: bool
) -> None:
    outlines = "".join(f"<outline text={quoteattr(t)} xmlUrl={quoteattr(a)}/>" for t, a in told)
    held = f"<outline text='More'>{outlines}</outline>" if nested else outlines
    found = opml.outlines(f"<opml><body>{held}</body></opml>".encode())
    public = [address for _, address in told if address.startswith("http")]
    assert [address for _, address in found] == list(dict.fromkeys(public))


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_any_list_is_read_or_refused(data: st.DataObject) -> None:
    found, refused = _taken(lambda: opml.read(_changed(data, OPML.encode()), SOURCE))
    assert all(isinstance(item, Left) and item.skipped for item in found)
    assert bool(found) != ("feeds" in refused)


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
@settings(max_examples=40, deadline=None)
def test_the_paragraphs_of_a_word_file_are_its_text(told: list[str], title: str) -> None:
    pytest.importorskip("docx")
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in told)
    head, _, rest = DOCUMENT.partition("<w:p>")
    document = head + paragraphs + rest[rest.index("<w:sectPr/>") :]
    core = CORE.replace("Pier", escape(title))
    file = io.BytesIO(word(document.encode() + BREAK + core.encode()))
    wanted = "\n\n".join(stripped for one in told if (stripped := one.strip()))
    try:
        (article,) = docx.read(file, SOURCE)
    except UnreadableError:
        assert not wanted
    else:
        assert isinstance(article, Article)
        assert (article.text, article.title) == (wanted, " ".join(title.split()))


@given(st.data(), st.booleans())
@settings(max_examples=80, deadline=None)
def test_any_word_file_is_read_or_refused(data: st.DataObject, packed: bool) -> None:
    pytest.importorskip("docx")
    parts = DOCUMENT.encode() + BREAK + CORE.encode()
    given = word(_changed(data, parts)) if packed else _changed(data, word(parts))
    found, refused = _taken(lambda: docx.read(io.BytesIO(given), SOURCE))
    assert all(isinstance(item, Article) and item.text.strip() for item in found)
    assert bool(found) != ("Word file" in refused)


NAMELESS = packed({"qqqq": b""}).replace(b"qqqq", b"\0qqq")
SPOILT = {
    "a list without an element": (opml, b"", "holds no element"),
    "a text of exotic blanks": (text, b"\xff\xfe\x00\x20", "no text found"),
    "a ZIP of a member without a name": (zipped, NAMELESS, ""),
    "an empty table": (table, b"", ""),
    "a feed with a reference to a surrogate": (feed, b"<!><p &#xD800;", "feed"),
}
"""What fuzzing found the readers to fail on."""


@pytest.mark.parametrize(("reader", "data", "reason"), SPOILT.values(), ids=SPOILT)
def test_what_fuzzing_found_is_refused_in_words(reader: Any, data: bytes, reason: str) -> None:
    given = io.BytesIO(data) if reader is zipped else data
    found, refused = _taken(lambda: reader.read(given, SOURCE))
    assert not [item for item in found if isinstance(item, Article)]
    assert reason in refused


def test_a_subject_of_an_impossible_encoding_stays_as_it_is() -> None:
    data = b"From: a@x.test\nSubject: =?utf-\xf88?q?Pier?=\n\nThe pier stays shut."
    (article,) = mail.read(data, SOURCE)
    assert isinstance(article, Article)
    assert "Pier" in article.title


def test_a_member_whose_place_is_wrong_does_not_lose_the_others() -> None:
    whole = bytearray(packed({"a.txt": b"The pier stays shut.", "b.txt": b"It opens on Friday."}))
    entry = whole.index(b"PK\x01\x02")
    whole[entry + 42 : entry + 46] = (len(whole) + 999).to_bytes(4, "little")
    found, refused = _taken(lambda: zipped.read(io.BytesIO(bytes(whole)), SOURCE))
    assert refused == ""
    assert [type(item) for item in found] == [Left, Article]


def _taken(read: Callable[[], Iterator[Item]]) -> tuple[list[Item], str]:
    """The items that a reader gives, and why it gave no more."""
    found: list[Item] = []
    try:
        found.extend(read())
    except UnreadableError as error:
        return found, str(error)
    return found, ""


def _changed(data: st.DataObject, sample: bytes) -> bytes:
    """A sample with a stretch of it replaced by any bytes, or by markup that means something."""
    start = data.draw(st.integers(0, len(sample)))
    end = data.draw(st.integers(start, min(len(sample), start + 60)))
    put = st.binary(max_size=12) | st.sampled_from(
        [b"<!ENTITY x 'y'>", b"<!DOCTYPE opml>", b"&#27;", b"&#xD800;", b"\xff\xfe", b"]]>", b"<a>"]
    )
    return sample[:start] + data.draw(put) + sample[end:]
