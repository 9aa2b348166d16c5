"""Annotations of other tools to acts on findings, anchored by the words they quote.

Read are Web Annotations (one, a list, a page or collection) and what the Hypothesis API returns
({"rows": [...]}).  The words are looked for in the article that the annotation names, else in all;
the finding that stands there takes the act.  Where none does, the words go with the comment into
the note of the article, so that nothing is lost; what fits nowhere is refused with the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from store.acts import now
from store.anchors import anchor, everything
from store.exports.annotation_bodies import Remark, remark
from store.exports.joining import join
from store.exports.provenance import sha256
from store.exports.scope import Refused
from store.exports.web_annotation import identifier
from store.records import Article, Event

if TYPE_CHECKING:
    from store.workspace import Finding, Workspace

SHORTEST_QUOTE = 12
OVERLAP = 0.5
_QUOTES = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]'}


class AnnotationError(ValueError):
    """The file holds no annotations that can be read."""


class Annotated(NamedTuple):
    """How many annotations were taken in, how many acts that made, and what was refused."""

    taken: int
    events: int
    refused: list[Refused]


def receive(workspace: Workspace, data: bytes) -> Annotated:
    """Take in the annotations of a file.

    Taken in again, they add nothing.  Raises AnnotationError, WorkspaceError.
    """
    places = _Places(workspace)
    refused: list[Refused] = []
    acts: list[Event] = []
    taken = 0
    for item in items(data):
        found = remark(item)
        if found is None:
            refused.append(Refused(str(item.get("id", "")), "is no annotation of a text"))
            continue
        where = places.of(found)
        if isinstance(where, str):
            refused.append(Refused(found.ident, where))
            continue
        taken += 1
        acts += _acts(workspace, found, *where)
    return Annotated(taken, join(workspace, acts), refused)


def items(data: bytes) -> list[dict[str, Any]]:
    """The annotations of a document.  Raises AnnotationError."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise AnnotationError(f"is no JSON ({error})") from error
    if isinstance(document, dict):
        first = document.get("first")
        for holder in (document, first if isinstance(first, dict) else {}):
            for key in ("items", "rows", "annotations", "@graph"):
                if isinstance(holder.get(key), list):
                    document = holder[key]
                    break
    found = document if isinstance(document, list) else [document]
    rows = [row for row in found if isinstance(row, dict) and ("target" in row or "body" in row)]
    if not rows and found:
        raise AnnotationError("holds no annotations")
    return rows


class _Places:
    """Where in a workspace an annotation belongs."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.articles = workspace.articles()
        self.by_name: dict[str, Article] = {}
        self.own: dict[str, Article | Finding] = {}
        for article in self.articles:
            hashed = f"urn:sha256:{sha256(article)}"
            for name in (article.name, article.source, hashed, article.title):
                self.by_name.setdefault(_address(name), article)
            self.own[identifier("annotation", article.id)] = article
            for item in everything(workspace.findings(article.id)):
                self.own[identifier("annotation", item.id)] = item

    def of(self, found: Remark) -> tuple[Article | Finding, str] | str:
        """The finding or article meant, with the words that no finding holds; or why none is."""
        own = self.own.get(found.ident)
        if own is not None and self._says(own, found):
            return own, ""
        named = [
            self.by_name[name] for name in map(_address, found.sources) if name in self.by_name
        ]
        if not found.exact:
            return (named[0], "") if named else "names no article of this workspace"
        for article in named or self._all(found):
            span = self._span(article, found)
            if span is not None:
                return self._finding(article, span)
        return "its words stand in no article of this workspace"

    def _says(self, own: Article | Finding, found: Remark) -> bool:
        return isinstance(own, Article) or own.text == found.exact

    def _all(self, found: Remark) -> list[Article]:
        return self.articles if len(found.exact) >= SHORTEST_QUOTE else []

    def _span(self, article: Article, found: Remark) -> tuple[int, int] | None:
        """Where the words stand; of several places the one whose surroundings fit best."""
        text = article.text
        spans = [match.span() for match in _pattern(found.exact).finditer(text)]

        def fit(span: tuple[int, int]) -> tuple[int, int]:
            before = _alike(text[: span[0]][::-1], found.prefix[::-1])
            after = _alike(text[span[1] :], found.suffix)
            near = -abs(span[0] - found.start) if found.start is not None else 0
            return before + after, near

        return max(spans, key=fit, default=None)

    def _finding(self, article: Article, span: tuple[int, int]) -> tuple[Article | Finding, str]:
        start, end = span
        best: tuple[float, Article | Finding] = (OVERLAP, article)
        for item in everything(self.workspace.findings(article.id)):
            shared = min(end, item.end) - max(start, item.start)
            whole = max(end, item.end) - min(start, item.start)
            if shared > 0 and shared / whole > best[0]:
                best = (shared / whole, item)
        return best[1], article.text[start:end] if best[1] is article else ""


def _address(name: str) -> str:
    return name.split("#")[0].rstrip("/").removeprefix("https://").removeprefix("http://")


def _pattern(words: str) -> re.Pattern[str]:
    """The words with any blanks between them and quotation marks of any shape."""
    parts = ("".join(_QUOTES.get(c, re.escape(c)) for c in word) for word in words.split())
    return re.compile(r"\s+".join(parts))


def _alike(text: str, wanted: str) -> int:
    return next(
        (n for n, (one, other) in enumerate(zip(text, wanted, strict=False)) if one != other),
        min(len(text), len(wanted)),
    )


def _acts(
    workspace: Workspace, found: Remark, item: Article | Finding, words: str
) -> Iterator[Event]:
    """The acts that an annotation amounts to; none for what holds already."""
    held = workspace.review(item.id)
    note = "\n\n".join(f"“{words}”: {one}" if words else one for one in found.notes)
    if words and not note and (found.tags or found.verdict):
        note = f"“{words}”: {', '.join((*found.tags, *filter(None, (found.verdict,))))}"
    if note and note in held.note:
        note = ""
    values: dict[str, object] = {
        "verdict": None if isinstance(item, Article) else found.verdict,
        "note": "\n\n".join(filter(None, (held.note, note))) if note else None,
        "tags": _more(held.tags, found.tags),
        "evidence": _more(held.evidence, found.evidence),
    }
    before: dict[str, object] = {
        "verdict": None if held.inherited else held.verdict,
        "note": held.note,
        "tags": list(held.tags),
        "evidence": list(held.evidence),
    }
    where = None
    if not isinstance(item, Article):
        text = workspace.article(item.article)
        where = anchor(text, item.start, item.end) if text else None
    for field, after in values.items():
        if after is None or after == before[field]:
            continue
        by, time = found.who.get(field, ("", ""))
        yield Event(
            number=0, time=time or found.time or now(), by=by or found.by or "unknown",
            op=field, target=item.id, before=before[field],  # type: ignore[arg-type]
            after=after, reason=found.reason if field == "verdict" else "", anchor=where,
            id=f"{found.ident} {field}",
        )  # fmt: skip


def _more(held: tuple[str, ...], new: tuple[str, ...]) -> list[str] | None:
    added = [one for one in dict.fromkeys(new) if one not in held]
    return [*held, *added] if added else None
