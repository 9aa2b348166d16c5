"""Who was asked: whether a speaker is the target of a demand, speaks for it, or has a say."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.demands import sides
from analysis.demands.parties import Parties, Party
from store.records import Demand, Statement

BOTH = re.compile(r"(?:both|all|(?:the )?two) |(?:sides|parties|camps)$")
"""Targets of which any may answer."""
AIDE = 24
SPEAKS_FOR = re.compile(r"\b(?:his|her) (?:spokes\w+|office|aide|deputy)\b,? ?", re.IGNORECASE)
"""Who speaks for the person named before."""
STATE = frozenset("government state authorities officials cabinet".split())
OFFICE = re.compile(
    r"\b(?:minist\w*|president|premier|chancellor|governments?|cabinet|gov|governor|mayor|prosecutors?"
    r"|authorit\w+|council|department|commission|secretary|office)\b",
    re.IGNORECASE,
)
"""Who speaks for a government or another authority."""
LEADER = re.compile(
    r"\b(?:chief executive|chief|boss|chairman|chairwoman|director|head|owner|operator|company|ceo"
    r"|manager|management|leader|commander|colonel|general|navy|army|police|coast ?guard)\b",
    re.IGNORECASE,
)
"""Who can grant or refuse something, though nobody said of whom it was asked."""
ROLE = re.compile(
    rf"{OFFICE.pattern}|{LEADER.pattern}|\b(?:spokes\w+|military|officials?|parliament|court|judge"
    r"|party|union|bank|airline|firm)\b",
    re.IGNORECASE,
)
"""Who is no private person."""
CITY = frozenset("city town council municipality village".split())
MAYOR = re.compile(r"\b(?:mayor|council\w*|city hall|town hall)\b", re.IGNORECASE)
HEAD = re.compile(
    r"(?:the |its )?(?:head|headmaster|headmistress|principal|director|chief|manager|owner|boss"
    r"|chair\w*|president|spokes\w+)$",
    re.IGNORECASE,
)
"""Who leads the body that was named, and is called by nothing else."""
MINISTRY = re.compile(r"\b(?:ministry|ministries|department)$", re.IGNORECASE)
MINISTER = re.compile(r"\b(?:minister|secretary)\b", re.IGNORECASE)
MINISTERIAL = re.compile(r"\b(?:minist(?:er|ry|ers|ries)|government|cabinet)\b", re.IGNORECASE)
AIDES = re.compile(
    r"(?:(?:an? |the |another )?(?:spokes\w+|aides?|lawyers?|attorneys?|deputy|office) "
    r"(?:for|of|to) (?:the )?(.+)"
    r"|(?:one of )?(?:the )?(.+)[’']s? (?:office|spokes\w+|aides?|lawyers?|attorneys?))$",
    re.IGNORECASE,
)
"""Who speaks for another."""
BODY = frozenset(
    "company firm operator airline bank group agency club owner manufacturer producer employer"
    " retailer shipowner insurer developer union federation league association party regulator"
    " hospital university school airport museum zoo theatre railway utility committee"
    " organisation organization".split()
)
"""Words for a body that has been named."""
OF_BODY = re.compile(
    r"(?:the |its )?(\w+) "
    r"(?:spokes\w+|chief(?: executive)?|boss|head|director|president|chair\w*)$",
    re.IGNORECASE,
)
"""Who speaks for "the company"."""
SPEAKING = re.compile(r"\b(?:spokes\w+|officials?|army|military|ministry|government)$")
"""Who speaks for the side that was named."""


class Asked(NamedTuple):
    """How who speaks or acts stands to a demand.

    `asked`: he is its target or speaks for it; `other`: he is not on the side that demands;
    `power`: he is in office, leads a body, or is a state; `private`: he was not asked and has no
    role at all.
    """

    asked: bool
    other: bool
    power: bool
    private: bool


def stands(item: Demand, by: Party, name: str, parties: Parties) -> Asked:
    """How a speaker, called by `name` in small letters, stands to a demand."""
    meant = called(item, name)
    whom = _spoken_for(by, parties)
    names = [name.removesuffix(" (government)") for name in (*by.names(), *whom.names())]
    is_asked = (
        meant
        or any(asked(item, one, parties) for one in (by, whom))
        or _speaks_for_state(item, by, parties)
        or _stands_for(item, by)
        or _concerned(item, by)
    )
    kind = by.actor.kind if by.actor is not None else ""
    power = kind == "state" or any(OFFICE.search(one) or LEADER.search(one) for one in names)
    role = power or ROLE.search(name) is not None or any(map(ROLE.search, names))
    private = not (is_asked or role) and (kind == "person" or by.name[:1].islower())
    away = other(item, by, parties) and (whom is by or other(item, whom, parties))
    return Asked(is_asked, meant or away, power, private)


def other(item: Demand, by: Party, parties: Parties) -> bool:
    """Whether who speaks is not on the side that demands."""
    return by.name != item.holder and not sides.same(parties.named(item.holder), by)


def asked(item: Demand, by: Party, parties: Parties) -> bool:
    """Whether who speaks is asked: the target, one of both sides, or one of the government."""
    if sides.same(parties.named(item.target), by) or BOTH.match(item.target):
        return True
    low = item.target.casefold().removeprefix("the ")
    if low in STATE:
        return any(OFFICE.search(name) for name in by.names())
    if low in CITY:
        return any(MAYOR.search(name) for name in by.names())
    if low.rpartition(" ")[2] in BODY and any(HEAD.match(name) for name in by.names()):
        return True
    if MINISTRY.search(low) is None:
        short = low.removesuffix("ernor") if low == "governor" else low
        titled = OFFICE.fullmatch(low) is not None
        return titled and any(re.search(rf"\b{short}", one.casefold()) for one in by.names())
    field = {word for word in low.split()[:-1] if word not in ("provincial", "federal", "state")}
    ministers = [name.casefold() for name in by.names() if MINISTER.search(name)]
    return any(not field or field & set(name.split()) for name in ministers)


def named(said: Statement, text: str) -> str:
    """The words for the speaker, with "his spokesman" before a name, in lower case."""
    if said.mention_start is None or said.mention_end is None:
        return ""
    before = SPEAKS_FOR.search(text, max(0, said.mention_start - AIDE), said.mention_start)
    return (before.group() if before else "") + text[
        said.mention_start : said.mention_end
    ].casefold()


def called(item: Demand, name: str) -> bool:
    """Whether the words for a speaker are those for the target: "the bank", "his spokeswoman"."""
    if SPEAKS_FOR.match(name) is not None:
        return item.target[:1].isupper()
    word = name.removeprefix("the ").removeprefix("its ")
    return word.isalpha() and word in item.target.casefold().split()


def _concerned(item: Demand, by: Party) -> bool:
    """Whether a demand names the person who speaks: "Paz fired"."""
    if by.actor is None or by.actor.kind != "person" or item.target:
        return False
    return re.search(rf"\b{re.escape(by.name.split()[-1])}\b", item.text) is not None


def _spoken_for(by: Party, parties: Parties) -> Party:
    """For whom a spokesman, a lawyer or an office speaks, else the speaker."""
    for known in by.names():
        found = AIDES.match(known)
        if found is not None:
            return parties.named(next(filter(None, found.groups()), by.name))
    return by


def _speaks_for_state(item: Demand, by: Party, parties: Parties) -> bool:
    """Whether a state is asked, and a ministry or minister of no named state speaks."""
    target = parties.named(item.target).actor
    place = target is None or target.kind not in ("person", "org")
    one = item.target[:1].isupper() and " " not in item.target and place
    if not item.target.endswith(" (government)") and not one:
        return False
    return any(MINISTERIAL.search(name) for name in by.names())


def _stands_for(item: Demand, by: Party) -> bool:
    """Whether "the company" or its spokesman speaks, and a body with a name was asked."""
    if not item.target[:1].isupper():
        return False
    body = by.name.casefold().removeprefix("the ").removeprefix("its ").removeprefix("a ")
    if by.name.islower() and SPEAKING.search(body) is not None:
        return True
    roles = (found.group(1).casefold() for name in by.names() if (found := OF_BODY.match(name)))
    whole = body in BODY and by.name.islower()
    return not item.target.endswith(")") and (whole or any(role in BODY for role in roles))


__all__ = ["BOTH", "ROLE", "Asked", "asked", "called", "named", "other", "stands"]
