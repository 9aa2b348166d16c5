"""A list of feeds (OPML): no articles, but feeds, which are named and fetched only when asked."""

from __future__ import annotations

from seeds.readers.agency import DECLARED, ENTITY
from seeds.readers.items import Items, Left, Source, UnreadableError, squeezed, web_address
from seeds.readers.markup import markup

MOST = 2000


def read(data: bytes, source: Source) -> Items:
    """What to do with each feed of the list; UnreadableError where there are none."""
    feeds = outlines(data, source.charset)
    if not feeds:
        raise UnreadableError("a list of feeds (OPML) without feeds")
    for number, (title, address) in enumerate(feeds, 1):
        yield Left(f"feed {number}", f"“{title}”: wirecopy follow {address}", skipped=True)


def outlines(data: bytes, charset: str = "") -> list[tuple[str, str]]:
    """The feeds of a list: title and address.  Raises UnreadableError."""
    from lxml import etree

    text = markup(data, charset).text.lstrip("\ufeff")
    if ENTITY.search(text):
        raise UnreadableError("a list of feeds that declares entities (DTD): not read")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(DECLARED.sub("", text, count=1).encode(), parser=parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError("a list of feeds (OPML) that holds no element") from error
    found: dict[str, str] = {}
    for outline in [] if tree is None else tree.iter("outline"):
        names = {name.lower(): value for name, value in outline.attrib.items()}
        address = web_address(names.get("xmlurl", ""))
        if address and len(found) < MOST:
            found.setdefault(address, squeezed(names.get("title") or names.get("text") or "", 200))
    return [(title, address) for address, title in found.items()]
