"""What the number of a claim counts: its kind, the thing told from others of its kind, its time."""

from __future__ import annotations

import re

from analysis.claims.lexicon import table
from analysis.claims.terms import one_of, stem
from analysis.units import rules, unit_of
from store.records import Claim

PERSONS = frozenset(("people", "deaths"))
PEOPLE = frozenset(("people", "troops", "units", "deaths"))
GENERIC = frozenset(
    "people person persons deaths death victims bodies body dead man men others inhabitants".split()
)
INTANGIBLE = frozenset(("person", "force", "formation", "time", "temperature", "speed"))
AMOUNTS = frozenset("hundred thousand million billion trillion percent cent".split())
NUMBER_OF = re.compile(r"\bnumber of ((?:[\w’'-]+ ?){1,4})", re.IGNORECASE)
SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?"
ON_TOP = re.compile(
    rf"(?:\b(?:{SMALL})|\d)\smore\s(?!than\b)|\b(?:as well|in addition|on top of)\b", re.IGNORECASE
)
"""A number of those who come to a toll that is known: "three more died"."""
MORE = re.compile(
    rf"\b(?:another|further|additional)\s+(?:\d|(?:{SMALL})\b)|{ON_TOP.pattern}", re.IGNORECASE
)
"""A number that comes on top of the one before."""
PART = re.compile(r"\d of (?:its|their|his|her|our|the company[’']s) ")
"""A number of those who belong to one side: "12 of its workers"."""
CONCERNED = "dead|killed|victims|injured|wounded|hurt|missing|evacuees|survivors|detainees|arrested"
SOME = re.compile(
    rf"(?<!number )(?<!total )(?<!toll )(?<!count )\bof (?:(?:the|those|these) )?(?:[\d,.]+ )?"
    rf"(?:{CONCERNED})\b|(?<!number )\bof (?:them|whom|those)\b"
    rf"|\bamong (?:the )?(?:{CONCERNED}|them|those)\b|^who(?:se|m) \d",
    re.IGNORECASE,
)
"""A number of some of those whom a toll counts: "three of the injured", "17 are among the dead"."""
NUMBER_BEFORE = re.compile(r"(?<![\d.,])(\d+(?:,\d{3})*)\s$")
AGAIN = re.compile(
    r"^(?:(?:that|the|this|its|their) )?(?:number|figure|amount|total|quantity|sum|count|tally)"
    r" (?:at|is|was|are|were|had|has|would|could|stood|stands)\b",
    re.IGNORECASE,
)
"""A claim that opens with a word for the number before: "the amount is no larger than 8 tonnes"."""
LIMIT = re.compile(
    r"\b(?:licen[sc]ed|permitted|allowed|may not|must not|room for|capacity|maximum|holds"
    r"|(?:seats|sleeps) (?=\d))\b",
    re.IGNORECASE,
)
"""A number of what there may be, and not of what there was: "the hall holds 900"."""
HAS = re.compile(r"\b(?:have|has|had) \S+$")
"""A number that somebody else has: "the Liberals have 19"."""
SPOKEN = re.compile(
    r"\b(?:spoke|speaks?|speaking|talks?|talked) of\b|\bput (?:it|this|that|them) at\b",
    re.IGNORECASE,
)
LONG_TIME = re.compile(
    r"\bin (?:them|these|those|such) ?$|"
    r"\bthis (?:year|season|decade|century)\b"
    r"|\bsince the (?:start of the )?(?:war|conflict|fighting|invasion|pandemic|uprising)\b",
    re.IGNORECASE,
)
PAST_TIME = re.compile(
    r"\b(?:in|last|of)\s+(?:(?:19|20)\d\d|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December))\b",
    re.IGNORECASE,
)


def kind_of(claim: Claim) -> str:
    """What the number counts, so far that two numbers can be compared."""
    if claim.unit in {"percent", "points", "share"}:
        return "share"
    of = NUMBER_OF.search(claim.text) if not claim.unit else None
    options = of.group(1).split() if of else [re.sub(r"\s.*", "", claim.unit)]
    things = [at for at, word in enumerate(options) if word.endswith("s") and word[-2:] != "ss"]
    options = options[: things[0] + 1] if things and of else options
    known = next((unit for word in options if (unit := unit_of(word))), None)
    if claim.unit in {"troops", "units"}:
        return "force"
    if claim.unit in {"people", "deaths"} or (known is not None and known[0] in PERSONS):
        return "person"
    return known[0] if known is not None else one_of(claim.unit) or number_of(claim)


MEMBERS = re.compile(
    r"\bmembers of (?:the|its|their|a|an|our) ((?:[\w’'-]+ ){0,3}[\w’'-]+)", re.IGNORECASE
)
MEMBER = "member"


def head_of(claim: Claim) -> str:
    """The noun that a number counts; "firefighter" for "two members of the fire brigade"."""
    if not claim.subject:
        return number_of(claim)
    head = claim.subject.split()[-1]
    body = MEMBERS.search(claim.text) if stem(head) == MEMBER else None
    if body is None:
        return head
    words = f" {body.group(1).casefold()} "
    rows = table("words")["members"].items()
    return next((who for who, bodies in rows if any(f" {b} " in words for b in bodies)), head)


def number_of(claim: Claim) -> str:
    """What "the number of X" counts."""
    of = NUMBER_OF.search(claim.text) if not claim.unit else None
    options = of.group(1).split() if of else []
    plural = (word for word in options if word.endswith("s") and len(word) > len("gas"))
    return next((word for word in options if unit_of(word)), next(plural, ""))


def sort_of(head: str, kind: str) -> str:
    """What is counted, told from other things of its kind; "" for people as such and for sums."""
    known = unit_of(head)
    if not head or kind in INTANGIBLE - {"person"} or head in AMOUNTS or kind == "share":
        return ""
    return "" if known is not None and head.casefold() in GENERIC else stem(head)


def of_some(claim: Claim) -> bool:
    """Whether the claim's number is of some of those whom a toll counts.

    In "240 were hurt, 37 of them critically" the second number is, and not the claim's own.
    """
    found = SOME.search(claim.text)
    if found is None:
        return False
    other = NUMBER_BEFORE.search(claim.text, 0, found.start())
    return other is None or float(other.group(1).replace(",", "")) == claim.quantity


def only_counts(word: str, kind: str) -> bool:
    """Whether a word only says what the number counts, or how large it is."""
    known = unit_of(word)
    own = known is not None and known[0] not in PEOPLE and (kind in known)
    return own or word in AMOUNTS or word in rules().currencies or f"{word}s" in rules().currencies


def past_of(claim: Claim) -> str:
    """The year or month of a number of long ago ("in 1999", "in April"), "" of one of now.

    What is counted over a longer time than the story lasts is apart as well: "so far this year".
    """
    if LONG_TIME.search(claim.text):
        return "long"
    when, told = claim.when or "", PAST_TIME.search(claim.text)
    if told is None or len(when) not in {0, len("2022"), len("2022-04"), len("--04")}:
        return ""
    return when or told.group().casefold()
