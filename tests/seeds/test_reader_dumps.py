"""JSON, JSON Lines and tables of other tools: good rows are articles, bad ones are named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.readers.items import Left, UnreadableError
from store.records import Article
from tests.seeds.pages import PARAGRAPHS, TEXT, fact, items, only

HOSTILE = Path(__file__).parents[1] / "hostile"
NEWS_PLEASE = {
    "authors": ["Ida Berg"], "date_publish": "2022-02-17 10:00:00", "language": "en",
    "maintext": TEXT, "source_domain": "harbour.test", "title": "Pier shut",
    "url": "https://harbour.test/pier",
}  # fmt: skip
FUNDUS = {
    "title": "Pier shut", "authors": ["Ida Berg"], "publishing_date": "2022-02-17T10:00:00+00:00",
    "publisher": "harbour.test",
    "body": {
        "summary": [PARAGRAPHS[0]],
        "sections": [{"headline": [], "paragraphs": list(PARAGRAPHS[1:])}],
    },
}  # fmt: skip
TRAFILATURA = {
    "title": "Pier shut", "author": "Ida Berg; Per Holm", "hostname": "harbour.test",
    "date": "2022-02-17", "source": "https://harbour.test/pier", "text": TEXT, "comments": "",
}  # fmt: skip


@pytest.mark.parametrize("shape", [NEWS_PLEASE, FUNDUS, TRAFILATURA], ids=["np", "fundus", "tr"])
@pytest.mark.parametrize("wrap", ["line", "one", "list", "envelope"])
def test_articles_of_other_tools(shape: dict[str, Any], wrap: str) -> None:
    given: dict[str, Any] = {
        "line": json.dumps(shape) + "\n" + json.dumps({**shape, "title": "Other", "url": "x"}),
        "one": json.dumps(shape, indent=1),
        "list": json.dumps([shape]),
        "envelope": json.dumps({"status": "ok", "articles": [shape]}),
    }
    article = items(given[wrap].encode(), "dump.json")[0]
    assert isinstance(article, Article)
    assert (article.name, article.title, article.outlet) == (
        "dump.json#1",
        "Pier shut",
        "harbour.test",
    )
    assert article.text == TEXT
    assert article.published is not None
    assert article.published.date == "2022-02-17"
    assert fact(article, "author")[0] == "Ida Berg"


def test_bad_lines_are_named_by_number_and_reason() -> None:
    found = items((HOSTILE / "import.jsonl").read_bytes(), "import.jsonl")
    assert [item.name for item in found if isinstance(item, Article)] == [
        "import.jsonl#1", "import.jsonl#7",
    ]  # fmt: skip
    said = {item.where: item.reason for item in found if isinstance(item, Left)}
    assert list(said) == ["line 2", "line 3", "line 4", "line 5"]
    assert "broken JSON" in said["line 2"]
    assert said["line 3"] == "not an object but a list"
    assert said["line 5"] == "“text” is a list"


@pytest.mark.parametrize(
    "data",
    [b"{", b'{"a": 1}\n{"b": 2}', b"[" * 100_000, b'{"a":' * 100_000, b'{"text": ""}', b"[{}]"],
)
def test_json_without_articles_is_refused_or_named(data: bytes) -> None:
    try:
        found = items(data, "a.json")
    except UnreadableError as error:
        assert "JSON" in str(error)  # noqa: PT017 - both outcomes are right
    else:
        assert not any(isinstance(item, Article) for item in found)


def test_a_lone_surrogate_can_be_stored() -> None:
    article = only(b'{"title": "a\\ud800", "text": "He said \\udfff so.", "id": "\\ud900"}')
    assert (article.text, article.title) == ("He said \ufffd so.", "a")
    assert article.source.encode()


def test_a_table_gives_an_article_for_each_row_with_a_text() -> None:
    table = (
        "\ufefftitle;url;text;date\r\n"
        f'Pier shut;https://x.test/1;"{PARAGRAPHS[0]}\n\nSecond.";2022-02-17\r\n'
        "Only a link;https://x.test/2;;\r\n\r\n;;;\r\nNothing;;;\r\n"
    )
    article, link, nothing = items(table.encode(), "t.csv")
    assert isinstance(article, Article)
    assert article.text == PARAGRAPHS[0] + "\n\nSecond."
    assert fact(article, "canonical") == ["https://x.test/1"]
    assert isinstance(link, Left)
    assert "https://x.test/2" in link.reason
    assert nothing == Left("row 5", "no text in it")


def test_prose_with_commas_is_no_table() -> None:
    text = "Text, body and content were discussed.\n" + TEXT
    assert only(text.encode(), "a.txt").text == text


@given(st.text(max_size=200), st.binary(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_dump_is_items_or_a_refusal(text: str, junk: bytes) -> None:
    row = json.dumps({"text": text, "title": text, "url": text, "date": text}).encode()
    for data in (
        row + b"\n" + row,
        b"[" + row + junk,
        b"title,text\r\n" + text.encode("utf-8", "replace") + junk,
    ):
        try:
            found = items(data, "a")
        except UnreadableError:
            continue
        assert all(item.text for item in found if isinstance(item, Article))
