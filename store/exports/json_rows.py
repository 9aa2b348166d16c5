"""Findings as lines of JSON: the rows of `provenance.Told`, encoded some hundred at once.

What is the same for all findings of an article is encoded once: a `Raw` value is copied as it is,
so it may hold a value and, after it, more keys with theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, starmap
from typing import Any

import msgspec

from store import contract, listing, neutral
from store.anchors import AROUND, Finding
from store.exports.provenance import Told, origin
from store.listing import Located
from store.records import Article, Claim, Demand
from store.standing import UNREVIEWED

ROWS = 512
"""Rows that are encoded together."""
_encoder = msgspec.json.Encoder()
_REST = (
    "article", "date", "occurrences", "verdict", "quote", "prefix", "suffix", "source", "history",
)  # fmt: skip


def _shape(*keys: str) -> Any:
    return msgspec.defstruct("Shape", (*keys, *_REST), gc=False)


_Statement = _shape("record", *contract.STATEMENT, "speakers")
_Demand = _shape("demand_title", "record", *contract.DEMAND, "responses")
_Claim = _shape("record", *contract.CLAIM, "about")


def line(value: object) -> bytes:
    """A value as one line of JSON; what acts or hides, and lone surrogates, as escapes."""
    try:
        data = _encoder.encode(value)
    except UnicodeEncodeError:
        return json.dumps(value, allow_nan=False).replace("\x7f", "\\u007f").encode() + b"\n"
    return neutral.json_line(data) + b"\n"


def lines(told: Told, findings: Iterator[Located], *, history: bool) -> Iterator[bytes]:
    """The rows of findings as `line` writes them, many in one piece; their history if asked."""
    make = _Maker(told, history)
    while held := list(islice(findings, ROWS)):
        try:
            data = _encoder.encode_lines(list(starmap(make.row, held)))
        except UnicodeEncodeError:
            yield b"".join(line(_plain(told, located, history)) for located in held)
        else:
            yield neutral.json_line(data)


def noted(findings: Iterable[Located], seen: set[str]) -> Iterator[Located]:
    """The same findings; the id of each goes to `seen` as it is taken."""
    for item, article in findings:
        seen.add(item.id)
        yield item, article


def _plain(told: Told, located: Located, history: bool) -> listing.Row:
    row = told.row(*located)
    if not history:
        del row["history"]
    return row


class _Maker:
    """Makes the structs of rows; knows the fragments of the article that it was at last."""

    def __init__(self, told: Told, history: bool) -> None:
        self._known, self._events = told.known, told.events
        self._history = history
        self._unreviewed = _fragment(listing.reviewed(UNREVIEWED))
        self._at: Article | None = None
        self._home = self._origin = msgspec.Raw()
        self._day: str | None = None

    def row(self, item: Finding, article: Article) -> object:
        """The row of one finding, its keys in the order of `Told.row`."""
        if article is not self._at:
            self._home, self._origin = _fragment(listing.home(article)), _fragment(origin(article))
            self._at, self._day = article, listing.day(article)
        known, start, end, text = self._known, item.start, item.end, article.text
        review = known.reviews.get(item.id)
        rest = (
            self._home,
            (None if isinstance(item, Demand) else item.when) or self._day,
            known.copies.get(item.id, 1),
            self._unreviewed if review is None else _fragment(listing.reviewed(review)),
            text[start:end],
            text[max(0, start - AROUND) : start],
            text[end : end + AROUND],
            self._origin,
            self._events.get(item.id, []) if self._history else msgspec.UNSET,
        )
        if isinstance(item, Demand):
            answers = contract.responses(item, known.names)
            values = contract.demand_values(item)
            return _Demand(known.title(item), "demand", *values, answers, *rest)
        if isinstance(item, Claim):
            about = contract.about(item, known.groups)
            return _Claim("claim", *contract.claim_values(item), about, *rest)
        speakers = item.speakers if len(item.speakers) > 1 else msgspec.UNSET
        return _Statement("statement", *contract.statement_values(item), speakers, *rest)


def _fragment(part: Mapping[str, object]) -> msgspec.Raw:
    """The values of an object with all keys but the first, which stands before it already."""
    return msgspec.Raw(_encoder.encode(part).split(b":", 1)[1][:-1])
