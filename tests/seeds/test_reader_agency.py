"""NITF, NewsML-G2 and OPML."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.readers.items import Left, UnreadableError
from store.records import Article
from tests.seeds.pages import PARAGRAPHS, TEXT, fact, items, only

PROSE = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
NITF = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf><head>'
    '<title>Slug</title><docdata><date.issue norm="20220217T100000Z"/><doc.copyright '
    'holder="Harbour Agency"/></docdata></head><body><body.head><hedline><hl1>Pier shut</hl1>'
    "</hedline><byline>By <person>Ida Berg</person></byline></body.head>"
    f"<body.content>{PROSE}</body.content></body></nitf>"
).encode()
ITEM = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><rightsInfo><copyrightHolder '
    'literal="Harbour Agency"/></rightsInfo><itemMeta><versionCreated>2022-02-17T12:00:00Z'
    "</versionCreated></itemMeta><contentMeta><headline>Pier shut</headline><by>By Ida Berg</by>"
    "</contentMeta><contentSet><inlineXML><html><body>{prose}</body></html></inlineXML>"
    "</contentSet></newsItem>"
)
G2 = ITEM.format(prose=PROSE).encode()


@pytest.mark.parametrize("data", [NITF, G2], ids=["nitf", "newsml-g2"])
def test_an_agency_document_is_an_article(data: bytes) -> None:
    article = only(data, "wire.xml")
    assert (article.text, article.title, article.outlet) == (TEXT, "Pier shut", "Harbour Agency")
    assert article.published is not None
    assert article.published.date == "2022-02-17"
    assert fact(article, "author") == ["Ida Berg"]


def test_a_package_of_stories_gives_each() -> None:
    stories = ITEM.format(prose=PROSE) + ITEM.format(prose="<p>Two.</p>")
    data = f"<newsMessage><itemSet>{stories}</itemSet></newsMessage>"
    found = items(data.encode(), "wire.xml")
    assert [(i.name, i.text) for i in found if isinstance(i, Article)] == [
        ("wire.xml#1", TEXT),
        ("wire.xml#2", "Two."),
    ]


def test_broken_and_unsafe_documents_are_refused_with_a_place() -> None:
    with pytest.raises(UnreadableError, match=r"line 1, column \d+"):
        items(NITF[:-20])
    with pytest.raises(UnreadableError, match="entities"):
        items(NITF.replace(b'"nitf-3-4.dtd"', b'"x" [<!ENTITY a SYSTEM "file:///etc/hostname">]'))
    with pytest.raises(UnreadableError, match="unknown kind"):
        items(b'<?xml version="1.0"?><invoice><line/></invoice>')


def test_a_list_of_feeds_names_them_and_fetches_nothing() -> None:
    opml = (
        '<opml version="2.0"><body><outline text="Wires"><outline text="Harbour" '
        'xmlUrl="https://x.test/feed"/><outline text="Bad" xmlUrl="file:///etc/passwd"/></outline>'
        "</body></opml>"
    )
    assert items(opml.encode()) == [
        Left("feed 1", "“Harbour”: wirecopy follow https://x.test/feed", skipped=True)
    ]
    with pytest.raises(UnreadableError, match="without feeds"):
        items(b"<opml/>")


@given(st.sampled_from([NITF, G2]), st.binary(max_size=40), st.integers(0, 1500))
@settings(max_examples=60, deadline=None)
def test_any_document_is_items_or_a_refusal(data: bytes, junk: bytes, place: int) -> None:
    try:
        found = items(data[:place] + junk + data[place:], "a")
    except UnreadableError:
        return
    assert found
