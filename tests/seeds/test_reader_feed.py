"""Feeds to articles, one for each item; nothing that a feed says is done."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.readers.items import Left, UnreadableError
from store.records import Article
from tests.seeds.pages import PARAGRAPHS, TEXT, codes, fact, items

HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
TEASER = "The pier stays shut. Read more ..."


def rss(*given: str, head: str = "", end: str = "</channel></rss>") -> bytes:
    entries = "".join(f"<item>{item}</item>" for item in given)
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour &amp; Sea</title>'
        f"{entries}{end}"
    ).encode()


FULL = (
    "<title>Pier &lt;b&gt;shut&lt;/b&gt;</title><link>https://x.test/pier</link><guid>1</guid>"
    "<pubDate>Thu, 17 Feb 2022 23:30:00 -0500</pubDate><dc:creator>Ida Berg</dc:creator>"
    f"<description>{TEASER}</description><content:encoded><![CDATA[{HTML}]]></content:encoded>"
)
SHORT = f"<title>Shut</title><link>javascript:alert(1)</link><description>{TEASER}</description>"
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour &amp; Sea</title><entry><id>1</id>'
    "<title>Pier shut</title><updated>2022-02-17T23:30:00Z</updated><author><name>Ida Berg</name>"
    '</author><link href="https://x.test/pier"/><content type="xhtml"><div '
    f'xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content></entry></feed>'
).encode()
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    "<title>Harbour &amp; Sea</title></channel><item><title>Pier shut</title>"
    "<link>https://x.test/pier</link><dc:date>2022-02-17</dc:date><dc:creator>Ida Berg</dc:creator>"
    f"<description><![CDATA[{HTML}]]></description></item></rdf:RDF>"
).encode()
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour & Sea",
        "items": [
            {
                "id": 1,
                "url": "https://x.test/pier",
                "title": "Pier shut",
                "content_html": HTML,
                "date_published": "2022-02-17T23:30:00-05:00",
                "authors": [{"name": "Ida Berg"}],
            }
        ],
    }
).encode()


@pytest.mark.parametrize("data", [rss(FULL), ATOM, RDF, JSON], ids=["rss", "atom", "rdf", "json"])
def test_an_item_with_its_story_is_an_article(data: bytes) -> None:
    (article,) = items(data, "wire.xml", address="https://x.test/feed")
    assert isinstance(article, Article)
    assert article.text == TEXT
    assert (article.name, article.title, article.outlet) == (
        "wire.xml#1",
        "Pier shut",
        "Harbour & Sea",
    )
    assert article.published is not None
    assert article.published.date == "2022-02-17"
    assert fact(article, "author") == ["Ida Berg"]
    assert fact(article, "canonical") == ["https://x.test/pier"]


def test_an_item_with_a_teaser_is_marked_and_dangerous_links_are_left_out() -> None:
    full, short = items(rss(FULL, SHORT))
    assert isinstance(full, Article)
    assert isinstance(short, Article)
    assert (codes(full), codes(short)) == ([], ["teaser"])
    assert fact(short, "canonical") == []


def test_items_of_one_id_stay_apart_and_an_item_keeps_its_place_when_others_come() -> None:
    first = [item for item in items(rss(FULL, FULL, SHORT)) if isinstance(item, Article)]
    assert len({article.source for article in first}) == 3
    later = [item for item in items(rss(SHORT, FULL)) if isinstance(item, Article)]
    assert later[1].source == first[0].source


def test_a_feed_cannot_take_the_place_of_a_page() -> None:
    (article,) = items(rss(FULL), "wire.xml")
    assert isinstance(article, Article)
    assert article.source.startswith("place/wire.xml#")


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        "<!--" + "x" * 6_000 + '--><!DOCTYPE rss [<!ENTITY % p "q">]>',
    ],
)
def test_declared_entities_are_refused(head: str) -> None:
    with pytest.raises(UnreadableError, match="feed declares entities"):
        items(rss(FULL, head=head), "a.rss")


def test_a_harmless_doctype_is_read() -> None:
    head = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.test/rss-0.91.dtd">'
    assert len(items(rss(FULL, head=head))) == 1


def test_endless_nesting_is_refused_quickly() -> None:
    with pytest.raises(UnreadableError, match="nested deeper"):
        items(rss("<description>" + "<b>" * 50_000 + "</description>"))


def test_what_is_no_feed_but_is_called_one_is_refused_with_where_it_stopped() -> None:
    with pytest.raises(UnreadableError, match="line 1, column 1"):
        items(b"HTTP/1.1 200 OK\r\n\r\n<html>captcha</html>", "a.rss")


def test_broken_feeds_give_what_is_whole() -> None:
    unclosed = rss(FULL.replace("</content:encoded>", ""), SHORT)
    assert sum(isinstance(item, Article) for item in items(unclosed)) == 2
    ampersand = rss(SHORT.replace("The pier", "Pier & quay"), SHORT)
    assert sum(isinstance(item, Article) for item in items(ampersand)) == 2
    cut = rss(FULL, FULL)[: -len(HTML)]
    *whole, last = items(cut)
    assert len(whole) >= 1
    assert isinstance(last, Left)
    assert "cut short (parsing stopped at line 1, column" in last.reason


def test_an_item_without_any_text_is_named() -> None:
    assert items(rss("<guid>1</guid>")) == [Left("item 1", "no text found in this feed item")]
    with pytest.raises(UnreadableError, match="feed without items: “Harbour & Sea”"):
        items(rss())


def test_a_wrongly_stated_encoding_is_said() -> None:
    data = rss(SHORT).replace(b'version="1.0"', b'version="1.0" encoding="UTF-16"')
    (article,) = items(data)
    assert isinstance(article, Article)
    assert "encoding" in codes(article)


@given(st.text(max_size=200), st.binary(max_size=100), st.integers(0, 900))
@settings(max_examples=60, deadline=None)
def test_any_feed_is_items_or_a_refusal(text: str, junk: bytes, cut: int) -> None:
    for data in (
        rss(FULL, f"<title>{text}</title>")[:cut] + junk,
        b'{"version": "https://jsonfeed.org/version/1", "items": [' + junk,
    ):
        try:
            found = items(data, "a")
        except UnreadableError:
            continue
        assert found
