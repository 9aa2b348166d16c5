"""What an article's text says of itself: title, outlet, agencies, date, language, subheads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.records import Metadata, Published, Region, Span


class Header(NamedTuple):
    """What an article's text says of itself."""

    title: str
    outlet: str
    agencies: tuple[str, ...]
    published: Published | None
    language: str
    subheads: tuple[Span, ...]
    metadata: tuple[Metadata, ...]


def read(text: str, regions: Sequence[Region], name: str = "") -> Header:
    """The header of an article with these boilerplate regions; `name` is its file name."""
    del text, regions
    return Header(name, "", (), None, "", (), ())
