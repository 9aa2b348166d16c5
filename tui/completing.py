"""What can be typed next in a query: names of filters, and the story’s own words after them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.session import Session

COMPARED = {"conf": "<", "number": ">"}
"""Filters that are compared, and the sign that is offered after them."""
LEAST = 3
"""Letters of a word of a name for it to be offered by itself."""
MOST = 8


def words_for(session: Session) -> dict[str, list[str]]:
    """What can stand after each filter's colon: the story's own names, and the fixed words."""
    from store.query import HAS, KINDS
    from store.records import ACTS, VERDICTS

    actors = [actor.name for actor in session.story.actors]
    outlets = sorted({item.outlet for item in session.articles if item.outlet})
    tags = sorted({tag for review in session.workspace.reviews().values() for tag in review.tags})
    verdicts = [*VERDICTS, "unreviewed"]
    return {
        "actor": actors,
        "act": list(ACTS),
        "status": verdicts,
        "verdict": verdicts,
        "demand": [key for key, _ in session.story.demand_titles],
        "article": [session.label(item.id) for item in session.articles],
        "outlet": outlets,
        "kind": list(KINDS),
        "after": [],
        "before": [],
        "tag": tags,
        "conf": [],
        "number": [],
        "has": list(HAS),
    }


def completed(text: str, words: dict[str, list[str]]) -> str | None:
    """The query with its last word completed; None where nothing fits."""
    lead, last = _last(text)
    value = last.partition(":")[2].rpartition(",")[2].strip('"')
    if not last or (":" in last and not value):
        return None
    whole = next((f"{lead}{found}" for found in _fitting(last, words)), "")
    return whole if whole.casefold().startswith(text.casefold()) and whole != text else None


def offered(text: str, words: dict[str, list[str]]) -> str:
    """What may stand where the last word is being typed, in a row: "status: verified · false"."""
    _, last = _last(text)
    if not last:
        return ""
    found = list(dict.fromkeys(_fitting(last, words)))
    if not found or found == [last]:
        return ""
    key, colon, _ = found[0].partition(":")
    shown = [
        one.partition(":")[2].rpartition(",")[2] if colon in last and colon else one
        for one in found
    ]
    rest = f" · {len(shown) - MOST} more" if len(shown) > MOST else ""
    lead = f"{key}: " if ":" in last else ""
    return f"{lead}{' · '.join(shown[:MOST])}{rest}"


def _last(text: str) -> tuple[str, str]:
    """What stands before the last word, and that word without a minus or parentheses."""
    last = text[text.rfind(" ") + 1 :].lstrip("-(")
    return text[: len(text) - len(last)], last


def _fitting(last: str, words: dict[str, list[str]]) -> Iterator[str]:
    """The words that a begun one may become: the first words of names before their others."""
    key, colon, value = last.partition(":")
    if not colon:
        yield from (
            f"{name}{COMPARED.get(name, ':')}" for name in words if name.startswith(key.lower())
        )
        return
    before, comma, piece = value.rpartition(",")
    begun = piece.strip('"').casefold()
    names = [name.casefold().split() for name in words.get(key.lower(), [])]
    firsts = [name[0] for name in names if name and name[0].startswith(begun)]
    inner = [
        word
        for name in names
        for word in (part.strip("()") for part in name[1:])
        if begun and len(word) >= LEAST and word.startswith(begun)
    ]
    yield from (f"{key}:{before}{comma}{word}" for word in (*firsts, *inner))
