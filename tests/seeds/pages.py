"""Pages, records and feeds that tests build, so that no publisher's text is needed."""

from __future__ import annotations

from seeds.readers.choose import read_bytes
from seeds.readers.items import Item, Source
from store.records import Article

PARAGRAPHS = (
    (
        "The harbour council said on Tuesday that the northern pier would stay shut until the "
        "damage of last week's storm had been surveyed."
    ),
    (
        "“We will not open it before the divers have seen every pile,” said its chair, "
        "Ada Lindqvist, who had inspected the pier in the morning with two engineers."
    ),
    (
        "The ferry company demanded that one berth be given back by Friday. It carries about 1,400 "
        "passengers a day and has moved half of them to buses."
    ),
    "A spokesman for the ministry of transport declined to say when the survey would be paid for.",
)
TEXT = "\n\n".join(PARAGRAPHS)
NOISE = "Sign up for our newsletter. Share this story. Most read: ten piers to see before you die."


def page(head: str = "", body: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    """A page with an article among a menu, a list of links and a footer."""
    links = "".join(f'<li><a href="/{n}">Another story, number {n}</a></li>' for n in range(12))
    prose = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>Pier stays shut | Harbour News</title>{head}</head>"
        f"<body><nav><ul>{links}</ul></nav>{body}<article><h1>Pier stays shut</h1>{prose}</article>"
        f'<div class="related"><ul>{links}</ul></div><footer><p>{NOISE}</p></footer></body></html>'
    ).encode()


def items(data: bytes, name: str = "source", address: str = "", charset: str = "") -> list[Item]:
    """What the readers make of these bytes."""
    return list(read_bytes(data, Source(name, "place/" + name, address, charset)))


def only(data: bytes, name: str = "source", address: str = "", charset: str = "") -> Article:
    """The single article in these bytes."""
    (article,) = items(data, name, address, charset)
    assert isinstance(article, Article)
    return article


def fact(article: Article, kind: str) -> list[str]:
    """What is stated of an article beside its text."""
    return [item.value for item in article.metadata if item.kind == kind]


def codes(article: Article) -> list[str]:
    return [notice.code for notice in article.notices]
