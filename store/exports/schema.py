"""The shape of the JSON export as a JSON Schema (2020-12), made from the records themselves.

python -m store.exports.schema > docs/schema/notes.schema.json
"""

from __future__ import annotations

import json
import sys
from typing import Any, get_args, get_type_hints

import msgspec

from store import contract
from store.exports.differences import KEYS
from store.exports.json_export import VERSION
from store.records import Claim, Demand, Event, Record, Statement, Story

TEXT, WHOLE = {"type": "string"}, {"type": "integer", "minimum": 0}
MAYBE = {"type": ["string", "null"]}
TEXTS = {"type": "array", "items": TEXT}
_DEFS = "#/$defs/"


class Response(Record, frozen=True):
    """How a demand was met, as exported: `article` is a name."""

    start: int
    end: int
    text: str
    by: str
    response: str
    article: str


def schema() -> dict[str, Any]:
    """The schema of the document that `wirecopy export json` writes."""
    _, defs = msgspec.json.schema_components(
        [Statement, Demand, Claim, Story], ref_template=_DEFS + "{name}"
    )
    rows = {
        "statement": _finding(defs["Statement"], Statement("", "", 0, 0, "", "direct")),
        "demand": _finding(defs["Demand"], Demand("", "", 0, 0, "", "")),
        "claim": _finding(defs["Claim"], Claim("", "", 0, 0, "")),
    }
    group, variant = defs["ClaimGroup"], defs["QuoteVariant"]
    rows["claim_group"] = _required(group["properties"])
    rows["quote_variant"] = _required(variant["properties"])
    rows["article"] = _required(_ARTICLE)
    rows["orphan"] = _required(_ORPHAN)
    rows["act"] = _required(_act())
    rows["change"] = _required(_CHANGE)
    arrays = {
        "articles": "article", "statements": "statement", "demands": "demand", "claims": "claim",
        "claim_groups": "claim_group", "quote_variants": "quote_variant", "changes": "change",
        "orphans": "orphan",
    }  # fmt: skip
    top: dict[str, Any] = {
        "format": {"const": "wirecopy-notes"},
        "version": {"const": VERSION},
        "workspace": TEXT,
        "query": TEXT,
        **{key: {"type": "array", "items": {"$ref": _DEFS + name}} for key, name in arrays.items()},
        "copies": _required({"groups": {"type": "array", "items": TEXTS}, "pairs": _pairs(defs)}),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:wirecopy:notes:1",
        "title": "wirecopy export json",
        "description": "Offsets are code points of the article's text, from 0, end exclusive."
        " Keys may be added, never renamed.",
        **_required(top),
        "$defs": rows,
    }


def _required(properties: dict[str, Any]) -> dict[str, Any]:
    plain = {key: _plain(value) for key, value in properties.items()}
    return {"type": "object", "required": list(plain), "properties": plain}


def _plain(value: Any) -> Any:
    """A schema without the defaults of the records, which an export writes out."""
    return {key: part for key, part in value.items() if key != "default"}


def _finding(found: dict[str, Any], sample: Statement | Demand | Claim) -> dict[str, Any]:
    """A row: the record's own keys as the contract has them, where it stands, its review."""
    if isinstance(sample, Statement):
        keys, record = contract.statement(sample), "statement"
    elif isinstance(sample, Demand):
        keys, record = contract.demand(sample, {}), "demand"
    else:
        keys, record = contract.claim(sample), "claim"
    own = {key: found["properties"].get(key, _ABOUT) for key in keys}
    if record == "statement":
        own["speaker"] = MAYBE
    if record == "demand":
        own["responses"] = {"type": "array", "items": _response()}
        own["demand_title"] = TEXT
    return _required({"record": {"const": record}, **own, **_PLACE, **_REVIEW})


def _response() -> dict[str, Any]:
    _, defs = msgspec.json.schema_components([Response], ref_template=_DEFS + "{name}")
    return _required(defs["Response"]["properties"])


def _act() -> dict[str, Any]:
    """An event as the contract has it; `before` and `after` are values of its field."""
    known: dict[str, Any] = {
        "number": WHOLE,
        "op": {"enum": list(get_args(get_type_hints(Event)["op"]))},
        "before": {},
        "after": {},
        "start": {"type": ["integer", "null"]},
        "end": {"type": ["integer", "null"]},
        **dict.fromkeys(("batch", "of", "quote", "prefix", "suffix"), MAYBE),
    }
    keys = contract.event(Event(1, "", "", "note", ""))
    return {**{key: known.get(key, TEXT) for key in keys}, "article": MAYBE}


def _pairs(defs: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _required(defs["CopyLink"]["properties"])}


_ABOUT = {
    "type": ["object", "null"],
    "required": ["group", "ids"],
    "properties": {"group": TEXT, "ids": TEXTS},
}
_HISTORY = {"type": "array", "items": {"$ref": _DEFS + "act"}}
_VERDICT = {"enum": ["verified", "unverified", "disputed", "false", "not-checkable", None]}
_SHA = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_REVIEW = {
    "verdict": _VERDICT, "inherited": {"type": "boolean"}, "note": TEXT, "tags": TEXTS,
    "evidence": TEXTS, "reviewed_by": MAYBE, "reviewed": MAYBE, "history": _HISTORY,
}  # fmt: skip
_PLACE = {
    "article": TEXT, "article_id": TEXT, "article_title": TEXT, "outlet": TEXT, "date": MAYBE,
    "occurrences": {"type": "integer", "minimum": 1}, "quote": TEXT, "prefix": TEXT,
    "suffix": TEXT, "source": TEXT, "published": MAYBE, "sha256": _SHA,
}  # fmt: skip
_ARTICLE = {
    "id": TEXT, "record": {"const": "article"}, "article": TEXT, "title": TEXT, "outlet": TEXT,
    "agencies": TEXTS, "published": {"type": ["object", "null"]}, "date": MAYBE, "language": TEXT,
    "source": TEXT, "version": WHOLE, "previous": MAYBE, "added": TEXT, "copies": TEXTS,
    "statements": WHOLE, "demands": WHOLE, "claims": WHOLE, "notices": TEXTS, "sha256": _SHA,
    **_REVIEW,
}  # fmt: skip
_ORPHAN = {
    "id": TEXT, "record": {"const": "orphan"}, "quote": MAYBE, "article_id": MAYBE,
    **{key: value for key, value in _REVIEW.items() if key != "inherited"},
}  # fmt: skip
_CHANGE = {
    "record": {"const": "change"}, "relation": {"enum": ["copy", "version"]},
    "left_article": TEXT, "left_article_id": TEXT, "right_article": TEXT, "right_article_id": TEXT,
    **dict.fromkeys(KEYS, TEXT),
    "what": {"enum": ["dropped", "added", "altered"]},
    "kind": {"enum": ["statement", "demand", "claim", "quantity", "attribution", "speaker"]},
}  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=1) + "\n")
