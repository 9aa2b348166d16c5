"""One annotation, of the W3C model or of Hypothesis, to what it says and of which words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple, cast

from store.records import VERDICTS, Verdict

Json = dict[str, Any]
_NOTED = ("commenting", "replying", "describing", "editing", "questioning", "")


class Remark(NamedTuple):
    """What an annotation says: of which words in which source, by whom, when.

    `who` has author and time of single fields, where they differ from the whole.
    """

    ident: str
    sources: tuple[str, ...]
    exact: str
    prefix: str
    suffix: str
    start: int | None
    verdict: Verdict | None
    reason: str
    notes: tuple[str, ...]
    tags: tuple[str, ...]
    evidence: tuple[str, ...]
    by: str
    time: str
    who: dict[str, tuple[str, str]]


def remark(item: Json) -> Remark | None:
    """What an annotation says; None where it is about no text."""
    target = next((one for one in _each(item.get("target")) if isinstance(one, (dict, str))), None)
    sources = [*_sources(target), *_sources(item.get("uri"))]
    quote, position = _selectors(target)
    said: dict[str, list[str]] = {key: [] for key in ("verdict", "reason", "note", "tags", "link")}
    who: dict[str, tuple[str, str]] = {}
    own = _text(item, "generator", "id") == "urn:wirecopy:app"
    for body in _bodies(item):
        field = _field(body, own=own)
        if field and body["value"]:
            said[field].append(body["value"])
            who.setdefault({"link": "evidence"}.get(field, field), _who(body))
    if not sources and not quote:
        return None
    start = position.get("start")
    return Remark(
        ident=_text(item, "id"),
        sources=tuple(sources),
        exact=_text(quote, "exact"),
        prefix=_text(quote, "prefix"),
        suffix=_text(quote, "suffix"),
        start=start if isinstance(start, int) else None,
        verdict=cast("Verdict", said["verdict"][0]) if said["verdict"] else None,
        reason=next(iter(said["reason"]), ""),
        notes=tuple(said["note"]),
        tags=tuple(said["tags"]),
        evidence=tuple(said["link"]),
        by=_name(item.get("creator")) or _hypothesis_user(item),
        time=_time(item.get("modified") or item.get("updated") or item.get("created")),
        who=who,
    )


def _bodies(item: Json) -> Iterator[Json]:
    """The bodies, each with its purpose and its value as text."""
    motive = next(iter(_each(item.get("motivation"))), "")
    for body in (*_each(item.get("body")), *_each(item.get("bodyValue"))):
        if isinstance(body, str):
            linked = body.startswith(("http://", "https://")) and body in _each(item.get("body"))
            yield {"purpose": "linking" if linked else motive, "value": body}
        elif isinstance(body, dict):
            value = body.get("value") or body.get("source") or body.get("id")
            value = value.get("id") if isinstance(value, dict) else value
            purpose = next(iter(_each(body.get("purpose"))), motive)
            if isinstance(value, str):
                yield {**body, "purpose": purpose, "value": value}
    if isinstance(item.get("text"), str):
        yield {"purpose": "commenting", "value": item["text"].strip()}
    for tag in _each(item.get("tags")):
        if isinstance(tag, str):
            yield {"purpose": "tagging", "value": tag}


def _field(body: Json, *, own: bool) -> str:
    """What a body sets: verdict, reason, note, tags, link; "" for nothing."""
    purpose, value = body["purpose"], body["value"]
    if purpose in ("classifying", "assessing") and value.casefold() in VERDICTS:
        body["value"] = value.casefold()
        return "verdict"
    if purpose == "classifying":
        return "tags"
    if purpose == "assessing":
        return "reason" if own else "note"
    if purpose == "tagging":
        return "tags"
    if purpose == "linking":
        return "link"
    if own and purpose == "describing":
        return ""
    return "note" if purpose in _NOTED else ""


def _who(body: Json) -> tuple[str, str]:
    return _name(body.get("creator")), _time(body.get("modified") or body.get("created"))


def _name(value: object) -> str:
    if isinstance(value, dict):
        return _text(value, "name") or _text(value, "nickname") or _text(value, "id")
    return value if isinstance(value, str) else ""


def _hypothesis_user(item: Json) -> str:
    found = re.fullmatch(r"acct:([^@]+)@.*", _text(item, "user"))
    return found[1] if found else _text(item, "user")


def _time(value: object) -> str:
    """A time in UTC as events have it; "" for what is none."""
    try:
        time = datetime.fromisoformat(str(value))
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _sources(target: object) -> Iterator[str]:
    if isinstance(target, str):
        yield target
    elif isinstance(target, dict):
        for key in ("source", "id", "dcterms:identifier", "dcterms:source"):
            yield from _sources(target.get(key))


def _selectors(target: object) -> tuple[Json, Json]:
    """The quotation and the position that a target is selected by."""
    found: dict[str, Json] = {}
    waiting = _each(target.get("selector")) if isinstance(target, dict) else []
    for selector in waiting[:20]:
        if isinstance(selector, dict):
            found.setdefault(_text(selector, "type"), selector)
            waiting += _each(selector.get("refinedBy"))
    return found.get("TextQuoteSelector", {}), found.get("TextPositionSelector", {})


def _each(value: object) -> list[Any]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _text(value: Json, *keys: str) -> str:
    found: object = value
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, str) else ""
