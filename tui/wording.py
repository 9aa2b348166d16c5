"""How names, days, acts and values are worded on screen, short where columns are narrow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from store.records import Act, Actor, Claim, GroupStatus

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ISO_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
ISO_HOUR = re.compile(r"(\d{4}-\d\d-\d\d)?T(\d\d:\d\d)")
WORD = re.compile(r"\w+(?:[’'-]\w+)*")
IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
OWN_VOICE = "(article)"
QUOTES = "“”\"'‘’«»„‚"
ACT_WORDS: dict[Act, str] = {
    "statement": "",
    "demand": "demands",
    "reject": "rejects",
    "deny": "denies",
    "threaten": "threatens",
    "promise": "promises",
    "accuse": "accuses",
    "announce": "announces",
    "warn": "warns",
    "offer": "offers",
}
STATUS_WORDS: dict[GroupStatus, str] = {
    "agree": "agree",
    "lower-bounds-differ": "lower bounds differ",
    "conflict": "conflict",
    "disputed": "disputed",
    "source-differs": "sources differ",
    "single": "single source",
}
LARGEST, HUGE = 1e16, 1e300
PERCENT = ("%", "percent")
BOUND_SIGNS = {"at-least": "> ", "at-most": "< ", "about": "≈ ", "reported": "", "exact": ""}
WITH_THE_NUMBER = {"at-least": "≥ ", "at-most": "≤ "}
INCLUSIVE = re.compile(
    r"at (?:the )?(?:least|most)|(?:not|no) (?:less|more|fewer) than|minimum|maximum|up to"
    r"|as (?:many|much) as|or (?:more|fewer|less)|and more"
)
"""Wordings of a bound that the number itself does not break."""
FRACTIONS = {
    1 / 2: "a half",
    1 / 3: "a third",
    2 / 3: "two thirds",
    1 / 4: "a quarter",
    3 / 4: "three quarters",
    1 / 5: "a fifth",
}
SHARE = "share"


def day(when: str | None, *, year: bool = False) -> str:
    """An ISO date in few cells: "15 Feb", "Feb 2022", "2022"; "" for none, else as it is."""
    match = ISO_DAY.match(when or "")
    if match is None:
        return when or ""
    years, months, days = match.groups()
    if not months or not 1 <= int(months) <= 12:
        return years
    month = MONTHS[int(months) - 1][:3]
    if not days:
        return f"{month} {years}"
    return f"{int(days)} {month}" + (f" {years}" if year else "")


def long_day(when: str) -> str:
    """An ISO date as a heading: "Tuesday 15 February 2022"; less where less is known."""
    match = ISO_DAY.match(when)
    if match is None:
        return when
    years, months, days = match.groups()
    if not months or not 1 <= int(months) <= 12:
        return years
    month = MONTHS[int(months) - 1]
    if not days:
        return f"{month} {years}"
    shown = f"{int(days)} {month} {years}"
    with suppress(ValueError):
        shown = f"{WEEKDAYS[date(int(years), int(months), int(days)).weekday()]} {shown}"
    return shown


class Names:
    """Short forms of actors' names, never the same one for two actors."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        shorts = {actor.name: _short(actor) for actor in actors}
        counts = Counter(shorts.values())
        self._shorts = {name: short for name, short in shorts.items() if counts[short] == 1}

    def short(self, name: str) -> str:
        """A person's last name; other actors without what stands in brackets."""
        return self._shorts.get(name) or name


def _short(actor: Actor) -> str:
    if actor.kind != "person":
        return IN_BRACKETS.sub("", actor.name) or actor.name
    words = actor.name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].islower():
        first -= 1
    return " ".join(words[first:]) or actor.name


def quoted(text: str) -> str:
    """The text in quotation marks, unless it brings its own; marks within it become single ones."""
    text = text.strip()
    if text[:1] in QUOTES and text[:1]:
        return text
    if text.count("“") == text.count("”"):
        text = text.replace("“", "‘").replace("”", "’")
    return f"“{text}”"


def in_words(key: str) -> str:
    """A key or slug as words: "brave-actions" is "Brave actions"; other text stays."""
    words = key if " " in key else key.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def new_words(text: str, reference: str) -> list[tuple[int, int]]:
    """Spans of the words of `text` that `reference` does not have; neighbours as one span."""
    known = {match.group().casefold() for match in WORD.finditer(reference)}
    spans: list[tuple[int, int]] = []
    last_is_new = False
    for match in WORD.finditer(text):
        new = match.group().casefold() not in known
        if new and last_is_new:
            spans[-1] = (spans[-1][0], match.end())
        elif new:
            spans.append(match.span())
        last_is_new = new
    return spans


def number(value: float) -> str:
    """A number with thousands marked: "150,000", "2.5"."""
    if not abs(value) < LARGEST:
        return f"{float(value):g}" if abs(value) < HUGE else "∞"
    if isinstance(value, int) or value.is_integer():
        return f"{int(value):,}"
    shown = f"{value:,.4f}".rstrip("0").rstrip(".")
    return shown if float(shown.replace(",", "") or 0) else f"{value:g}"


def value_of(claim: Claim) -> str:
    """What a claim says, in few cells: "> 150,000", "10–12 %", "20 Feb 2022"; "" if unsaid."""
    if claim.quantity is not None:
        times = 100 if claim.unit == SHARE else 1
        shown = number(times * claim.quantity)
        if claim.quantity_high is not None:
            shown += f"–{number(times * claim.quantity_high)}"
        if claim.unit in (*PERCENT, SHARE):
            shown += " %"
        shown = _fraction(claim) or shown
        signs = BOUND_SIGNS
        if INCLUSIVE.search(claim.qualifier.casefold()):
            signs = signs | WITH_THE_NUMBER
        return signs.get(claim.bound, "") + shown
    return said_value(claim)


def _fraction(claim: Claim) -> str:
    """A share that people call by a word; "" for any other."""
    if claim.unit != SHARE or claim.quantity is None or claim.quantity_high is not None:
        return ""
    return next((word for part, word in FRACTIONS.items() if abs(part - claim.quantity) < 1e-3), "")


def with_unit(claim: Claim) -> str:
    """The same with the unit of its number: "10 arrests"."""
    said = value_of(claim)
    plain = claim.quantity is None or claim.unit in (*PERCENT, SHARE) or not claim.unit
    return said if plain else f"{said} {claim.unit}"


def said_value(claim: Claim) -> str:
    """The value of a claim that is no number: a day, or the words of the engine."""
    if claim.value and ISO_DAY.fullmatch(claim.value):
        return day(claim.value, year=True)
    if claim.value and (hour := ISO_HOUR.fullmatch(claim.value)):
        return f"{day(hour.group(1), year=True)} {hour.group(2)}".strip()
    return claim.value
