"""A page to the addresses of the feeds that it names."""

from __future__ import annotations

from urllib.parse import urljoin

from seeds.readers.html import parsed
from seeds.readers.items import UnreadableError, web_address
from seeds.readers.markup import markup


def feeds(data: bytes, charset: str = "", address: str = "") -> list[str]:
    """The addresses of feeds in the links of a page's head; [] for what is no page."""
    try:
        tree = parsed(markup(data, charset).text)
    except UnreadableError:
        return []
    found = []
    for link in [] if tree is None else tree.iter("link"):
        kind = (link.get("type") or "").lower()
        named = "alternate" in (link.get("rel") or "").lower()
        if named and ("rss" in kind or "atom" in kind or "feed+json" in kind):
            try:
                found.append(web_address(urljoin(address, link.get("href") or "")))
            except ValueError:
                continue
    return [feed for feed in dict.fromkeys(found) if feed]
