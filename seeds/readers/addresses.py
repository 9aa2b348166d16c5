"""A text that is only a list of addresses: it holds no article, and nothing is fetched for it."""

from __future__ import annotations

from seeds.guard import ForbiddenError, target
from seeds.readers.encoding import decode
from seeds.readers.items import Items, Left, Source, UnreadableError

MOST = 1000


def read(data: bytes, source: Source) -> Items:
    """Each address of the list with the reason why it was not fetched."""
    del source
    decoded = decode(data)
    if decoded is None:
        raise UnreadableError("looks binary, not text")
    for number, line in enumerate(decoded.text.split("\n"), 1):
        address = line.strip()
        if number > MOST:
            yield Left(f"line {number}", f"more than {MOST:,} addresses; the rest is not named")
            return
        if address:
            try:
                reason = f"{target(address).address} is an address; wirecopy add ADDRESS fetches it"
            except ForbiddenError as error:
                reason = f"{address[:200]}: {error}"
            yield Left(f"line {number}", reason)
