"""Findings with what readers made of them as Web Annotations (W3C Recommendation, 2017), JSON-LD.

One annotation for each finding and each article that has a note or tags.  A verdict is a body with
the purpose "classifying", a note "commenting", a tag "tagging", evidence "linking"; each says who
and when.  What the program found is "describing".  An inherited verdict is not exported: nobody
gave it.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from store.exports.json_rows import line
from store.exports.provenance import Row, Told, actor_of, told

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[!#$&-;=?-Z_a-z~%]*)?")
_FIELDS = {"verdict": "assessing", "note": "commenting", "tags": "tagging", "evidence": "linking"}


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """An AnnotationPage, one annotation a line."""
    held = Told(workspace, scope.query)
    page = identifier("page", workspace.name, scope.query.text)
    head = line({"@context": CONTEXT, "id": page, "type": "AnnotationPage"})
    yield head.rstrip(b"}\n") + b', "items": ['
    parted = b"\n"
    for row in held.articles():
        if row["note"] or row["tags"]:
            yield parted + line(annotation(row))[:-1]
            parted = b",\n"
    for row in held.findings():
        yield parted + line(annotation(row))[:-1]
        parted = b",\n"
    yield b"\n]}\n"


def identifier(*parts: str) -> str:
    """An address of the form urn:uuid: that always stands for the same parts."""
    text = "\0".join(parts).encode("utf-8", "backslashreplace").decode()
    return uuid.uuid5(uuid.NAMESPACE_URL, "urn:wirecopy:" + text).urn


def annotation(row: Row) -> dict[str, Any]:
    """The annotation of one row with provenance."""
    bodies, motives, times = [], [], []
    acts = {act["op"]: act for act in row["history"]}
    for field, motive in _FIELDS.items():
        if not row[field] or (row["inherited"] and field not in acts):
            continue
        if field == "verdict" and row["inherited"]:
            continue
        act = _last(row, field)
        motives.append(motive)
        times.append(act["created"])
        bodies += [{**body, **act} for body in _bodies(field, row)]
    whole: dict[str, Any] = {
        "@context": CONTEXT,
        "id": identifier("annotation", row["id"]),
        "type": "Annotation",
        "motivation": motives or ["describing"],
        "generator": {"id": "urn:wirecopy:app", "type": "Software", "name": "wirecopy"},
        "body": [*bodies, _found(row)],
        "target": _target(row),
    }
    if times:
        whole["creator"] = _person(row["reviewed_by"] or "unknown")
        whole["created"], whole["modified"] = min(times), max(times)
    return whole


def _bodies(field: str, row: Row) -> Iterator[dict[str, Any]]:
    if field == "verdict":
        reasons = [act["reason"] for act in row["history"] if act["op"] == "verdict"]
        yield _text("classifying", row["verdict"])
        if reasons and reasons[-1]:
            yield _text("assessing", reasons[-1])
    elif field == "note":
        yield _text("commenting", row["note"])
    elif field == "tags":
        yield from (_text("tagging", tag) for tag in row["tags"])
    else:
        yield from (_link(item) for item in row["evidence"])


def _text(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _link(item: str) -> dict[str, Any]:
    if is_address(item):
        return {"type": "SpecificResource", "purpose": "linking", "source": item}
    return _text("linking", item)


def is_address(text: str) -> bool:
    """Whether a text is a web address that can stand as an IRI as it is."""
    return bool(_ADDRESS.fullmatch(text))


def _last(row: Row, field: str) -> dict[str, Any]:
    """Who gave a field the value that it has, and when."""
    for act in reversed(row["history"]):
        if act["op"] == field and act["after"] == row[field]:
            return {"creator": _person(act["by"]), "created": act["time"]}
    return {"creator": _person(row["reviewed_by"] or "unknown"), "created": row["reviewed"]}


def _person(name: str) -> dict[str, str]:
    return {"id": identifier("reader", name), "type": "Person", "name": name}


def _found(row: Row) -> dict[str, Any]:
    """What the program says of the passage, and what was done to it, in words."""
    if row["record"] == "article":
        value = "article"
    else:
        facts = [row["record"], row.get("demand_title"), row.get("act"), actor_of(row)]
        value = ", ".join(dict.fromkeys(fact for fact in facts if fact))
    if row["history"]:
        value += f"; {told(row['history'])}"
    return _text("describing", value)


def _target(row: Row) -> dict[str, Any]:
    hashed = f"urn:sha256:{row['sha256']}"
    source: dict[str, Any] = {
        "id": row["source"] if is_address(row["source"]) else hashed,
        "type": "Text",
        "format": "text/plain",
        "dcterms:identifier": hashed,
        "dcterms:title": row.get("article_title") or row.get("title") or row["article"],
        "dcterms:source": row["article"],
        "dcterms:publisher": row["outlet"],
    }
    published = row["published"]
    if published:
        date = published["date"] if isinstance(published, dict) else published
        source["dcterms:issued"] = date
    if row["record"] == "article":
        return {"type": "SpecificResource", "source": source}
    quote = {
        "type": "TextQuoteSelector",
        "exact": row["quote"],
        "prefix": row["prefix"],
        "suffix": row["suffix"],
    }
    position = {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]}
    return {"type": "SpecificResource", "source": source, "selector": [quote, position]}
