"""Judged claims as ClaimReview (schema.org, JSON-LD), as search engines take it.

A claim goes out when somebody judged it and its article has a public address; the others are
refused with the reason.  `url` is where the review is published: the scope's address and the
claim's id behind it, or, while there is none, the address of the claim itself.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from store import neutral
from store.exports.json_rows import line
from store.exports.provenance import Row, Told, actor_of
from store.exports.scope import Refused
from store.exports.web_annotation import is_address

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace

# Name and value of a verdict, 1 worst and 5 best; None where a number would say too much.
RATINGS: dict[str, tuple[str, int | None]] = {
    "verified": ("True", 5),
    "false": ("False", 1),
    "disputed": ("Disputed", 3),
    "unverified": ("Unproven", None),
}
AGENT = "Organization"
AGENTS = {"person": "Person", "state": "GovernmentOrganization", "medium": "NewsMediaOrganization"}
SHORTEST, LONGEST = 3, 500
_PRIVATE = (".local", ".internal", ".lan", ".home", ".test", ".localhost", ".onion")


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """An array of reviews, one a line; `scope.refused` says what was left out and why."""
    parted = b"[\n"
    kinds = {actor.name: AGENTS.get(actor.kind, AGENT) for actor in workspace.story().actors}
    for row in Told(workspace, scope.query).findings(("claims",)):
        if row["verdict"] is None or row["inherited"]:
            continue
        reason = refusal(row)
        if reason:
            scope.refused.append(Refused(row["id"], reason))
            continue
        yield parted + line(review(row, scope, kinds))[:-1]
        parted = b",\n"
    yield b"\n]\n" if parted == b",\n" else b"[]\n"


def refusal(row: Row) -> str:
    """Why a claim cannot be published; "" when it can."""
    if row["verdict"] not in RATINGS:
        return f"a claim that is {row['verdict']} is not published as a ClaimReview"
    if not is_public(row["source"]):
        return "its article has no public address, so nobody could look the claim up"
    if len(_words(row)) < SHORTEST:
        return "too short for a ClaimReview"
    return ""


def is_public(address: str) -> bool:
    """Whether an address is one of the open web: no private host, no user name or password."""
    if not is_address(address):
        return False
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_PRIVATE) and not host.replace(".", "").isdigit()


def review(row: Row, scope: Scope, kinds: dict[str, str]) -> dict[str, Any]:
    """One claim as a ClaimReview; `kinds` maps actors to their schema.org types."""
    name, value = RATINGS[row["verdict"]]
    reasons = [act["reason"] for act in row["history"] if act["op"] == "verdict"]
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": name}
    if value is not None:
        rating |= {"ratingValue": value, "bestRating": 5, "worstRating": 1}
    why = _clean(" ".join(filter(None, [reasons[-1] if reasons else "", row["note"]])))
    if why:
        rating["ratingExplanation"] = why
    author = scope.publisher or row["reviewed_by"]
    work = {"@type": "NewsArticle", "url": row["source"], "name": _clean(row["article_title"])}
    if row["outlet"]:
        work["publisher"] = {"@type": "NewsMediaOrganization", "name": _clean(row["outlet"])}
    claim: dict[str, Any] = {"@type": "Claim", "text": _clean(row["quote"]), "appearance": [work]}
    if actor_of(row) not in ("", "(article)"):
        who = actor_of(row)
        claim["author"] = {"@type": kinds.get(who, AGENT), "name": _clean(who)}
    if row["date"] and row["date"][:4].isdigit():
        claim["datePublished"] = row["date"]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{scope.address}#{row['id']}" if scope.address else row["source"],
        "claimReviewed": _words(row),
        "datePublished": row["reviewed"][:10],
        "author": {
            "@type": "Organization" if scope.publisher else "Person",
            "name": _clean(author),
        },
        "reviewRating": rating,
        "itemReviewed": claim,
    }


def _words(row: Row) -> str:
    text = _clean(row["quote"])
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _clean(text: str) -> str:
    """Neutral text in which no HTML page that quotes the JSON finds markup."""
    return " ".join(neutral.single_line(text).replace("<", "‹").replace(">", "›").split())
