"""A table (CSV, TSV) with a column of texts or of addresses: an article for each row.

A row with only an address is named and not fetched: nothing is fetched because a file says so.
"""

from __future__ import annotations

import csv
import io

from seeds.readers.encoding import decode
from seeds.readers.fragment import plain
from seeds.readers.items import (
    Facts,
    Item,
    Items,
    Left,
    Source,
    UnreadableError,
    build,
    web_address,
)
from seeds.readers.kinds import columns
from seeds.readers.stamps import published
from store.records import Notice

FORM = "table row"
MOST, LONGEST_CELL = 200_000, 10_000_000
TEXTS = "text maintext plain_text full_text fulltext article_text content body article".split()
ADDRESSES = "url link address href uri".split()
TITLES = "title headline".split()
DATES = "date published published_at publish_date date_publish pub_date publication_date".split()
OUTLETS = "outlet source publisher site sitename media publication".split()
AUTHORS = "author authors byline".split()


def read(data: bytes, source: Source) -> Items:
    """The articles of the rows; UnreadableError where no row can be read."""
    decoded = decode(data)
    if decoded is None:
        raise UnreadableError("looks binary, not text")
    text = decoded.text.removeprefix("\ufeff")
    if "\0" in text:
        raise UnreadableError("a table with zero bytes in it")
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=columns(text[:4000]) or ",")
        names = [name.strip().lower() for name in next(rows, ())]
        seen: set[str] = set()
        for number, row in enumerate(rows, 1):
            if number > MOST:
                yield Left(f"row {number}", f"more than {MOST:,} rows; the rest is not read")
                return
            if any(cell.strip() for cell in row):
                yield _row(
                    number, dict(zip(names, row, strict=False)), source, seen, decoded.notices
                )
    except csv.Error as error:
        raise UnreadableError(f"a table that is damaged ({error})") from error
    finally:
        csv.field_size_limit(before)


def _row(
    number: int, cells: dict[str, str], source: Source, seen: set[str], notices: tuple[Notice, ...]
) -> Item:
    """The article of one row, or what it lacks."""

    def first(names: list[str]) -> str:
        return next((cells[name].strip() for name in names if cells.get(name, "").strip()), "")

    text, address = first(TEXTS), web_address(first(ADDRESSES))
    if not text:
        said = (
            f"only the address {address[:300]}; wirecopy add fetches it"
            if address
            else "no text in it"
        )
        return Left(f"row {number}", said)
    place = f"{source.place}#{address}" if address and address not in seen else ""
    seen.add(address)
    facts = Facts(
        title=plain(first(TITLES)),
        outlet=first(OUTLETS),
        authors=tuple(name.strip() for name in first(AUTHORS).split(";") if name.strip()),
        published=published(first(DATES)),
        address=address,
        date_source="table",
    )
    body = plain(text) if text.lstrip().startswith("<") else text
    try:
        return build(source.item(number, place), body, FORM, facts, notices)
    except UnreadableError as error:
        return Left(f"row {number}", str(error))
