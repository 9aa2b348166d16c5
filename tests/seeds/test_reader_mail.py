"""Messages and pages saved by a browser: the part that a person would read."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.readers.items import UnreadableError
from tests.seeds.pages import PARAGRAPHS, TEXT, fact, items, only, page


def newsletter(plain: str = TEXT, html: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = "Harbour News <news@harbour.test>"
    message["To"] = "reader@x.test"
    message["Subject"] = "Pier shut – für heute"
    message["Date"] = "Thu, 17 Feb 2022 22:00:00 -0500"
    message["Message-ID"] = "<1@harbour.test>"
    message.set_content(plain)
    if html:
        message.add_alternative(html, subtype="html")
    message.add_attachment(b"a,b" * 30, maintype="text", subtype="plain", filename="x.txt")
    return message.as_bytes()


def mhtml(content: bytes, kind: str = "text/html") -> bytes:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.test/pier\r\n"
        "Subject: Pier\r\nDate: Thu, 17 Feb 2022 22:00:00 -0500\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n\r\n'
        f"------B\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: binary\r\n"
        "Content-Location: https://x.test/pier\r\n\r\n"
    )
    return head.encode() + content + b"\r\n------B--\r\n"


def test_a_message_is_its_text_with_subject_sender_and_date() -> None:
    article = only(newsletter(), "a.eml")
    assert article.text.strip() == TEXT
    assert (article.title, article.outlet) == ("Pier shut – für heute", "Harbour News")
    assert article.published is not None
    assert article.published.date == "2022-02-17"


def test_a_message_of_markup_only_is_read_from_its_markup() -> None:
    html = "<style>p{}</style>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert only(newsletter("See the web version.", html)).text == TEXT


def test_a_saved_page_is_read_as_the_page() -> None:
    article = only(mhtml(page()), "saved.mhtml")
    assert TEXT in article.text
    assert fact(article, "canonical") == ["https://x.test/pier"]
    assert fact(article, "format") == ["web page"]


def test_a_message_without_text_is_refused() -> None:
    with pytest.raises(UnreadableError, match="no text"):
        items(newsletter(" "))
    with pytest.raises(UnreadableError, match="without a page"):
        items(mhtml(b"x", "image/png"))


@given(st.binary(max_size=300), st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_any_message_is_an_article_or_a_refusal(junk: bytes, place: int) -> None:
    for whole in (newsletter(), mhtml(page())):
        data = whole[:place] + junk + whole[place:]
        try:
            found = items(data, "a")
        except UnreadableError:
            continue
        assert len(found) == 1
