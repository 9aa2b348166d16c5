"""What one side says straight after another's demand, in words of its own.

"There was no reason to close the airport", "that had already been done", "he was ready to talk",
"the idea is absurd" repeat little or nothing of what was demanded; they answer it because of who
says them and where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from analysis.demands import sides
from analysis.demands.lexicon import answer_rules
from analysis.demands.offers import numbers_answer
from analysis.demands.parties import Parties, Party
from analysis.demands.replies import Kind
from analysis.demands.topics import against, denies, grants, meaning, touches
from store.records import Demand, Statement

NEXT = 240
"""So many characters after a demand a retort begins."""
FAMILY = 3
"""A retort answers so many demands of one holder that stand in a row."""
LAST = 8
"""So many demands before a statement may be what it is about."""
FAR = 900
"""So many characters lie between a demand and a statement that names it."""
HEAD = 4
"""The head of a demand stands among so many first words."""
POINTS = re.compile(r"\b(?:it|this|that|these|those|them|they|so|one|both|such)\b", re.IGNORECASE)
GIVES = re.compile(
    r"\b(?:will|would|shall|agreed?|agrees)\b(?: \w+){0,2} (?:it|this|that|so|one|them)\b",
    re.IGNORECASE,
)
IF = re.compile(r"\b(?:if|provided|once|as long as|on condition)\b", re.IGNORECASE)
ONE = re.compile(r"(?:one|it|these) (?:will|would|shall) be\b", re.IGNORECASE)
NEGATED = re.compile(
    r"\b(?:no|not|never|nothing|cannot|nor|neither)\b(?! (?:only|yet|clear|known|immediately))"
    r"|n[’']t\b",
    re.IGNORECASE,
)
OWN_WILL = re.compile(r"(?:it|he|she|they|we|i) (?:will|would)\b", re.IGNORECASE)
"""What somebody says that he will do, asked for something else."""
ALREADY = re.compile(r"\balready\b", re.IGNORECASE)
MOST = re.compile(r"\b(?:at most|no more than|beyond|up to|only)\b", re.IGNORECASE)
BOTH = re.compile(r"(?:both|all) |(?:sides|parties)$")
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
MINISTRY = re.compile(r"\b(?:ministry|ministries|department)$", re.IGNORECASE)
MINISTER = re.compile(r"\b(?:minister|secretary)\b", re.IGNORECASE)


class Retort(NamedTuple):
    """A statement that answers a demand, and how."""

    item: Demand
    said: Statement
    by: Party
    kind: Kind


@cache
def _pattern(name: str) -> re.Pattern[str]:
    rows = sorted(answer_rules()["retort"][name].split("\n"), key=len, reverse=True)
    words = "|".join(re.escape(row.strip()) for row in rows if row.strip())
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def retorts(
    found: Sequence[Demand], statements: Sequence[Statement], parties: Parties, text: str
) -> Iterator[Retort]:
    """The answers that stand in statements; `found` are the demands of the text in order."""
    at = 0
    for said in sorted(statements, key=lambda s: (s.start, s.end)):
        while at < len(found) and found[at].start < said.start:
            at += 1
        if said.nested or not said.speaker or said.act == "demand" or not _may_answer(said):
            continue
        by, name = parties.named(said.speaker), named(said, text)
        others = [
            item
            for item in found[max(0, at - LAST) : at]
            if called(item, name) or other(item, by, parties)
        ]
        near = _before(others[-FAMILY:], said)
        telling = [item for item in others if said.start - item.end < FAR and _about(item, said)]
        for item in telling or near:
            was_asked = asked(item, by, parties) or called(item, name)
            kind = _kind(item, said, near, asked=was_asked, about=bool(telling))
            if kind is not None:
                yield Retort(item, said, by, kind)


def _may_answer(said: Statement) -> bool:
    """Whether a word in a statement can make it a retort."""
    names = ("scorn", "done", "needless", "ready", "steadfast")
    if any(_pattern(name).search(said.text) for name in names):
        return True
    cued = _pattern("describing").search(said.cue) or _pattern("replying").search(said.cue)
    plain = MOST.search(said.text) or NEGATED.search(said.text)
    return grants(said.text) or bool(cued or plain)


def _before(near: Sequence[Demand], said: Statement) -> list[Demand]:
    """The demands just before a statement: the last and those of its holder beside it."""
    own = [i for i in near if i.end <= said.start < i.end + NEXT and i.statement != said.id]
    return [item for item in own if item.holder == own[-1].holder]


def other(item: Demand, by: Party, parties: Parties) -> bool:
    """Whether who speaks is not on the side that demands."""
    return not sides.same(parties.named(item.holder), by)


def _about(item: Demand, said: Statement) -> bool:
    """Whether a statement names what is demanded: its head, or nothing else besides scorn."""
    if item.end > said.start or item.statement == said.id:
        return False
    rest = meaning(_pattern("scorn").sub("", said.text)) - _idea()
    wanted = meaning(item.text)
    head = meaning(" ".join(item.text.split()[:HEAD]))
    return bool(rest & head) or (bool(rest) and rest <= wanted) or touches(item.text, said.text)


@cache
def _idea() -> frozenset[str]:
    return meaning(answer_rules()["retort"]["idea"])


class Link(NamedTuple):
    """Why a statement may answer a demand: its target says it, it names it or points to it ..."""

    asked: bool
    about: bool
    points: bool
    last: bool
    alone: bool

    def any(self) -> bool:
        """Whether it is asked, named or pointed to."""
        return self.asked or self.about or self.points


def _kind(
    item: Demand,
    said: Statement,
    near: Sequence[Demand],
    *,
    asked: bool,
    about: bool,
) -> Kind | None:
    """How the statement answers the demand; None where it need not be about it."""
    last = bool(near) and item is near[-1]
    points = last and POINTS.search(said.text) is not None
    if not (asked or not item.target or about or points):
        return None
    link = Link(asked, about, points, last, len(near) == 1)
    return _negative(item, said, link) or _positive(item, said, link)


def asked(item: Demand, by: Party, parties: Parties) -> bool:
    """Whether who speaks is asked: the target, one of both sides, or one of the government."""
    if sides.same(parties.named(item.target), by) or BOTH.match(item.target):
        return True
    low = item.target.casefold().removeprefix("the ")
    if low in STATE:
        return any(OFFICE.search(name) for name in by.names())
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


def _negative(item: Demand, said: Statement, link: Link) -> Kind | None:
    text = said.text
    if _pattern("scorn").search(text) and (link.about or link.points or (link.asked and link.last)):
        return "rejected"
    scorned = _pattern("describing").search(said.cue) and not _pattern("praise").search(text)
    if scorned and link.about:
        return "rejected"
    if _pattern("needless").search(text) and (link.any() or link.alone):
        return "rejected"
    against_it = against(item.text) or meaning(item.text) & meaning("resign")
    if against_it and _pattern("steadfast").search(text) and (link.asked or link.about):
        return "rejected"
    if link.asked and link.last and NEGATED.search(text) and said.kind != "direct":
        return "rejected"
    if link.asked and numbers_answer(text, item.text) and MOST.search(text):
        return "counter-offer"
    return None


def _positive(item: Demand, said: Statement, link: Link) -> Kind | None:
    text = said.text
    if _pattern("done").search(text) and link.any():
        return "conceded"
    ready = link.any() and _pattern("ready").search(text)
    if ready or _gives(item, text, link):
        return "counter-offer" if IF.search(text) else "assurance"
    if link.asked and link.last and said.kind != "direct" and OWN_WILL.match(text):
        stays = against(item.text) or meaning(item.text) & meaning("resign")
        return "rejected" if stays else "counter-offer"
    if _pattern("replying").search(said.cue) and (link.asked or link.about or not item.target):
        if ALREADY.search(text):
            return "conceded"
        yes = grants(text) and not denies(text) and (link.asked or link.about)
        return "assurance" if yes else "rejected"
    return None


def _gives(item: Demand, text: str, link: Link) -> bool:
    """Whether the statement says that what was asked for will be: "it would agree to one"."""
    if not grants(text) or against(item.text):
        return False
    if link.alone and ONE.match(text) and not item.target:
        return True
    return link.asked and (link.about or GIVES.search(text) is not None)
