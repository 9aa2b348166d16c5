"""Pages to articles: their own text, what they state, and no trust in what they hold."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.readers.items import UnreadableError
from seeds.readers.stamps import in_address, published
from tests.seeds.pages import PARAGRAPHS, TEXT, codes, fact, items, only, page


def linked(**fields: object) -> str:
    data = json.dumps({"@context": "https://schema.org", **fields})
    return f'<script type="application/ld+json">{data}</script>'


def test_the_text_is_the_article_without_what_stands_around_it() -> None:
    article = only(page())
    assert article.text.removeprefix("Pier stays shut\n\n") == TEXT
    assert (article.title, codes(article)) == ("Pier stays shut", [])


def test_what_the_page_states_is_kept_with_its_source() -> None:
    head = linked(
        **{"@graph": [{"@type": "WebSite", "name": "No"}, {
            "@type": ["NewsArticle"], "headline": "Northern pier shut &amp; surveyed",
            "datePublished": "2022-02-17T23:10:00-05:00",
            "author": [{"@type": "Person", "name": "Ida Berg"}, "Per Holm"],
            "publisher": {"name": "Harbour Media"},
        }]}
    )  # fmt: skip
    head += (
        '<meta property="og:site_name" content="Harbour News"><link rel="canonical" href="/pier">'
    )
    article = only(page(head), address="https://news.harbour.test/pier?utm=1")
    assert article.title == "Northern pier shut & surveyed"
    assert article.outlet == "Harbour News"
    assert article.published is not None
    assert (article.published.date, article.published.how) == ("2022-02-17", "stated")
    assert fact(article, "author") == ["Ida Berg", "Per Holm"]
    assert fact(article, "canonical") == ["https://news.harbour.test/pier"]
    assert fact(article, "date-source") == ["json-ld"]


def test_a_page_cannot_claim_the_address_of_another_site() -> None:
    head = '<link rel="canonical" href="https://agency.test/the-real-story">'
    article = only(page(head), address="https://news.harbour.test/pier")
    assert fact(article, "canonical") == ["https://news.harbour.test/pier"]
    script = page('<link rel="canonical" href="javascript:alert(1)">')
    assert fact(only(script), "canonical") == []


@pytest.mark.parametrize(
    ("head", "body", "address", "date"),
    [
        ('<meta name="pubdate" content="20220217">', "", "", "2022-02-17"),
        ('<meta property="article:published_time" content="2022-02">', "", "", "2022-02"),
        ("", '<time datetime="2022-02-17T09:00Z">today</time>', "", "2022-02-17"),
        ("", '<p class="byline-date">Published: 17 February 2022, 09:00</p>', "", "2022-02-17"),
        ("", "", "https://x.test/world/2022/feb/17/pier", "2022-02-17"),
        ("", "", "https://x.test/2022/02/pier", "2022-02"),
    ],
)
def test_the_date_is_found_where_pages_put_it(
    head: str, body: str, address: str, date: str
) -> None:
    article = only(page(head, body), address=address)
    assert article.published is not None
    assert article.published.date == date
    assert article.published.how == ("inferred" if address else "stated")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("17.02.2022", "2022-02-17"),
        ("02/17/2022 10:00", "2022-02-17"),
        ("Thu, 17 Feb 2022 10:00:00 GMT", "2022-02-17"),
        ("1645088400", "2022-02-17"),
        ("Feb. 17, 2022", "2022-02-17"),
        ("02/03/2022", None),
        ("2022-13-45", None),
        ("16 or 17 February", None),
        ("0000000000", "1970-01-01"),
    ],
)
def test_a_stated_date_is_read_or_left_alone(text: str, date: str | None) -> None:
    stamp = published(text)
    assert (stamp.date if stamp else None) == date


def test_numbers_in_an_address_are_no_date() -> None:
    assert in_address("https://x.test/news/20211399/99/1") is None
    assert in_address("https://x.test/?date=2022-02-17") is None


def test_control_references_do_not_make_the_article_vanish() -> None:
    article = only(
        page().replace(b"said on Tuesday", b"said &#27;[2J&#x1b;]52;c;A&#7; on\x1bTuesday")
    )
    assert "divers have seen every pile" in article.text
    assert not any(ord(char) < 32 and char not in "\n\t" for char in article.text + article.title)
    assert codes(article) == ["controls"]


@pytest.mark.parametrize(
    ("encoding", "charset", "meta"),
    [
        ("cp1251", "", '<meta charset="windows-1251">'),
        ("cp1252", "iso-8859-1", ""),
        ("utf-8", "", '<meta charset="iso-8859-1-of-nobody">'),
        ("utf-8", "utf-7", ""),
        ("utf-16", "", ""),
    ],
)
def test_the_encoding_is_the_one_that_is_stated_and_fits(
    encoding: str, charset: str, meta: str
) -> None:
    text = "„Мы не откроем причал“, said the chair." if encoding == "cp1251" else "Café “open”."
    data = page(meta, paragraphs=(*PARAGRAPHS, text * 3)).decode().encode(encoding, "replace")
    assert text in only(data, charset=charset).text


def test_two_extractors_that_disagree_are_said() -> None:
    story = " ".join(PARAGRAPHS)
    other = "".join(
        f"<p>Unrelated {n}, {story[:60]} word{n}, more{n}, and so on{n}.</p>" for n in range(80)
    )
    article = only(page(body=f'<div class="content main-text post">{other}</div>'))
    assert codes(article) == ["extraction-uncertain"]


@pytest.mark.parametrize(
    "data",
    [
        b"<html></html>",
        b"<!doctype html><html><body><script>var a = 'long enough to be text'</script>",
        b"<html><body>" + b"<div>" * 100_000 + b"</html>",
        b"<!DOCTYPE html>" + b"<p>" * 160_000,
    ],
    ids=["empty", "script", "deep", "many"],
)
def test_a_page_without_an_article_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"web page|elements"):
        items(data)


def test_pictures_written_into_a_page_do_not_count_as_its_size() -> None:
    picture = '<img src="data:image/png;base64,' + "A" * 9_000_000 + '">'
    assert only(page(body=picture)).title == "Pier stays shut"


@given(st.binary(max_size=300), st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_page_is_an_article_or_a_refusal(junk: bytes, text: str) -> None:
    for data in (b"<!doctype html><html>" + junk, page(head=f"<title>{text}", body=text)):
        try:
            found = items(data)
        except UnreadableError:
            continue
        assert len(found) == 1
