"""Can the answers of a group be true together?  The status, and the reason in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from analysis.claims.alike import Member
from analysis.claims.retold import SOON, minute
from analysis.numerals import VAGUE
from store.records import Claim, GroupStatus

NEAR = 0.1
"""What "about" allows on both sides of a number."""
DOUBTS = frozenset(("not seen", "not verified", "increase", "remain", "not"))
BRIEF, MOST = 8, 3
"""Where a group has no values its first words stand for them, of at most so many claims."""
FAR = 1.5
"""A number that is so many times another's lower bound says something else."""
ARTICLE = "(article)"
DAY = 24 * 60
"""Minutes."""
DATE = re.compile(r"(?:(?P<year>\d{4})-|-{0,2})(?P<month>\d\d)(?:-(?P<day>\d\d))?|(?P<whole>\d{4})")
MONTHS = 12
YEAR = re.compile(r"^\d{4}-")
INFINITE = float("inf")


def interval(claim: Claim) -> tuple[float, float]:
    """The amounts that the claim allows, lowest and highest; a fraction counts as its percent."""
    value = float(claim.quantity or 0) * (100 if claim.unit == "share" else 1)
    highest = float(claim.quantity_high or 0) * (100 if claim.unit == "share" else 1)
    if claim.bound == "at-least":
        return value, INFINITE
    if claim.bound == "at-most":
        return 0.0, value
    if claim.bound == "about":
        return value * (1 - NEAR), (highest or value) * (1 + NEAR)
    return value, (highest or value)


def amount(claim: Claim) -> str:
    """ "over 150,000 troops": a number as a reader would write it."""
    number = _figure(claim.quantity)
    if claim.unit == "share" and claim.quantity is not None:
        number = f"{claim.quantity:.0%}"
    if claim.quantity_high is not None:
        number += f"-{_figure(claim.quantity_high)}"
    words = {"percent": " percent", "share": ""}.get(
        claim.unit, f" {claim.unit}" if claim.unit else ""
    )
    if claim.qualifier.casefold().rpartition(" ")[2] in VAGUE:
        return claim.qualifier.lower() + (f" of {claim.unit}" if claim.unit else "")
    lead = (
        f"{claim.qualifier.lower()} "
        if claim.qualifier and not claim.qualifier[0].isdigit()
        else ""
    )
    scope = f" {claim.scope}" if claim.scope and not claim.scope.startswith("of ") else ""
    return f"{lead}{number}{words}{scope}"


def _figure(value: float | int | None) -> str:
    return "" if value is None else f"{value:,}"


def _source(claim: Claim) -> str:
    if claim.asserted_by != ARTICLE:
        return claim.asserted_by
    return "the article, no source named"


def _told(member: Member, names: Callable[[Member], str]) -> str:
    """One answer with its source and place: '10,000 troops (the article, no source named; 002)'."""
    claim = member.claim
    shown = amount(claim) if claim.quantity is not None else f"“{claim.value or claim.text}”"
    where = ", ".join(sorted(member.question.places)) if claim.quantity is not None else ""
    scope = f"; {where.title()}" if where else ""
    day = f"; {claim.when}" if claim.when else ""
    return f"{shown} ({_source(claim)}{scope}{day}; {names(member)})"


def _listed(members: Sequence[Member], names: Callable[[Member], str]) -> str:
    """The distinct answers, one after the other, at most eight."""
    seen: dict[tuple[object, ...], str] = {}
    for member in members:
        claim = member.claim
        key = (
            claim.quantity,
            claim.bound,
            claim.value if claim.quantity is None else "",
            claim.asserted_by,
        )
        seen.setdefault(key, _told(member, names))
    parts = list(seen.values())
    more = f" and {len(parts) - 8} more" if len(parts) > 8 else ""
    return "; ".join(parts[:8]) + more


def _numeric(group: Sequence[Member]) -> tuple[GroupStatus, str]:
    """The status of numbers: do the amounts that they allow overlap?"""
    numbers = [member.claim for member in group if member.claim.quantity is not None]
    spans = [interval(claim) for claim in numbers]
    low, high = max(span[0] for span in spans), min(span[1] for span in spans)
    others = {member.claim.value for member in group if member.claim.quantity is None}
    if others & {"denied", "none"}:
        return "disputed", "one side denies it"
    if "unknown" in others:
        return "conflict", "a number stands against the statement that it is not known"
    if low > high:
        return "conflict", _against(group) or "the numbers cannot all be right"
    if (against := _beyond(group)) is not None:
        return "conflict", _told_by(*against)
    if len({(claim.quantity, claim.bound) for claim in numbers}) == 1:
        return "agree", "the same number everywhere"
    if all(claim.bound == "at-least" for claim in numbers):
        return "lower-bounds-differ", "all are lower bounds, so they do not contradict one another"
    return "agree", "the numbers allow one another"


def _told_by(one: Member, other: Member) -> str:
    return " stands against ".join(f"{amount(m.claim)} ({_source(m.claim)})" for m in (one, other))


def _beyond(group: Sequence[Member]) -> tuple[Member, Member] | None:
    """Two sources that an article sets side by side, one with far more than the other's "at least".

    "The mission says at least 17 have died.  Activists put the number at 36."
    """
    told = [m for m in group if m.claim.quantity is not None and m.claim.asserted_by != ARTICLE]
    for one, other in pairwise(sorted(told, key=lambda m: (m.article, m.claim.start))):
        if one.article != other.article or one.claim.asserted_by == other.claim.asserted_by:
            continue
        low, high = sorted((one, other), key=lambda m: interval(m.claim)[0])
        least = low.claim.bound == "at-least" and interval(low.claim)[0] * FAR
        if least and interval(high.claim)[0] >= least and high.claim.bound != "at-least":
            return one, other
    return None


def _against(group: Sequence[Member]) -> str:
    """Which numbers exclude one another within one article; else how they changed, if they grew."""
    told = [member for member in group if member.claim.quantity is not None]
    for one, other in pairwise(sorted(told, key=lambda m: (m.article, m.claim.start))):
        left, right = interval(one.claim), interval(other.claim)
        apart = left[0] > right[1] or right[0] > left[1]
        if apart and one.article == other.article:
            return _told_by(one, other)
    best = {member.article: float(member.claim.quantity or 0) for member in told}
    rising = sorted(best) and all(best[a] <= best[b] for a, b in pairwise(sorted(best)))
    if rising and len(best) > 1:
        return "the number rises from article to article; it may have grown, or the sources differ"
    return ""


def _factual(group: Sequence[Member]) -> tuple[GroupStatus, str]:
    """The status of deeds and dates."""
    claims = [member.claim for member in group]
    values = {claim.value for claim in claims}
    doubts = values & DOUBTS
    if doubts and values - doubts - {"denied", "unknown"}:
        return "conflict", "some say that it happened, others " + ", ".join(sorted(doubts))
    if values & {"denied", "none"} and len(claims) > 1:
        return "disputed", "one side denies it"
    days = {claim.when for claim in claims if claim.when}
    if len(days) > 1 and not _one_day(days):
        return "conflict", "the dates differ"
    if len(_dated(claims)) > 1 and len({claim.asserted_by for claim in claims}) > 1:
        if _hours_apart(group):
            return "conflict", "the sources give different hours"
        return "source-differs", "the sources give different times or less exact ones"
    return "agree", "all say the same"


def _hours_apart(group: Sequence[Member]) -> bool:
    """Whether two voices tell hours of the day that cannot be one."""
    told = sorted({(at, m.claim.asserted_by) for m in group if (at := minute(m)) is not None})
    return any(
        SOON < abs(one - other) < DAY - SOON and voice != by
        for one, voice in (*told[:1], *told[-1:])
        for other, by in told
    )


def _one_day(days: Iterable[str]) -> bool:
    """Whether dates of different exactness can be one: "2022-02" holds "2022-02-20"."""
    known = [_date(day) for day in days]
    return all(len({part for part in parts if part}) < 2 for parts in zip(*known, strict=True))


def _date(day: str) -> tuple[str, str, str]:
    """Year, month and day of an ISO date, "" where it does not tell it."""
    found = DATE.fullmatch(day)
    if found is None:
        return "", "", ""
    return found["year"] or found["whole"] or "", found["month"] or "", found["day"] or ""


def months_apart(one: str, other: str) -> int:
    """How many months lie between two ISO dates, as far as both tell year and month."""
    (year, month, _), (years, months, _) = _date(one), _date(other)
    gap = int(month) - int(months) if month and months else 0
    if year and years:
        return abs(MONTHS * (int(year) - int(years)) + gap)
    return min(abs(gap), MONTHS - abs(gap))


def _verdict(group: Sequence[Member]) -> tuple[GroupStatus, str]:
    counted = any(member.claim.quantity is not None for member in group)
    return _numeric(group) if counted else _factual(group)


def disagree(group: Sequence[Member]) -> bool:
    """Whether claims of a group, at least two, stand against each other."""
    return _verdict(group)[0] != "agree"


def exclude(one: Claim, other: Claim) -> bool:
    """Whether two claims cannot be true together, if they answer one question."""
    if one.quantity is not None and other.quantity is not None:
        left, right = interval(one), interval(other)
        return left[0] > right[1] or right[0] > left[1]
    if one.quantity is not None or other.quantity is not None:
        return (one if one.quantity is None else other).value in {"denied", "none"}
    return _opposed(one, other) or _opposed(other, one) or _otherwise(one, other)


def _opposed(one: Claim, other: Claim) -> bool:
    """Whether one tells what the other denies, or has not seen."""
    if one.article == other.article and one.asserted_by == other.asserted_by:
        return one.value == "not" != other.value
    denied = one.value in {"denied", "none"} and other.value not in {"denied", "none"}
    doubted = one.value in DOUBTS and other.value not in DOUBTS | {"denied", "unknown"}
    return denied or doubted


def _otherwise(one: Claim, other: Claim) -> bool:
    """Whether two claims tell different days or hours."""
    days = {claim.when for claim in (one, other) if claim.when}
    if len(days) > 1 and not _one_day(days):
        return True
    return one.asserted_by != other.asserted_by and len(_dated((one, other))) > 1


def _dated(claims: Iterable[Claim]) -> set[str]:
    """The times and dates that are values of the claims, without their year."""
    dated = (c.value for c in claims if c.value[:1].isdigit() or c.value[:1] == "T")
    return {YEAR.sub("", value) for value in dated}


def judge(group: Sequence[Member], names: Callable[[Member], str]) -> tuple[GroupStatus, str]:
    """The status of a group and the reason with the answers, their sources, scopes and days."""
    if len(group) == 1:
        return "single", _told(group[0], names)
    status, reason = _verdict(group)
    if status == "agree" and len({member.claim.asserted_by for member in group}) == 1:
        reason += ", from one source"
    return status, f"{reason}: {_listed(group, names)}"


def values(group: Sequence[Member]) -> tuple[str, ...]:
    """The distinct answers, one short string each, numbers first and in order."""
    numbers = {
        (float(m.claim.quantity), amount(m.claim)) for m in group if m.claim.quantity is not None
    }
    texts = {m.claim.value for m in group if m.claim.quantity is None and m.claim.value}
    texts -= {text[5:] for text in texts if text[:4].isdigit()}
    if not numbers and not texts:
        texts = {_brief(member.claim.text) for member in group}
        return tuple(sorted(texts, key=lambda text: (len(text), text))[:MOST])
    return (*(shown for _, shown in sorted(numbers)), *sorted(texts))


def _brief(text: str) -> str:
    words = text.split()
    return " ".join(words[:BRIEF]) + (" …" if len(words) > BRIEF else "")
