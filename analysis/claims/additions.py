"""Numbers with words that are not their clause's: those of an addition, and those of a bare report.

The number before "among them nine civilians" is not that of the addition, and one that counts a
part is a claim by itself; "120 arrests" says too little without the "police reported" before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.claims.clauses import Clause
from analysis.claims.spans import COMPARED, TIME_APART
from analysis.claims.verdicts import UNCOUNTED, Context, Verdict
from analysis.quantities import Quantity

ADDED = re.compile(
    r",\s(?:among (?:them|these|those)|including|of (?:whom|them|these|those|which)"
    rf"|(?:(?:some|many|most|\w+) of (?:them|whom|which))\b|{TIME_APART}|{COMPARED})"
)
"""What opens an addition to a number or an hour, with a number of its own."""
PART = re.compile(r",\s(?:among (?:them|these|those)|including|(?=[\w-]+ of (?:them|whom)\b))")
"""What opens an addition that counts a part."""
COUNTS = frozenset(("person", "force", "household", ""))
"""Kinds of what is counted as a part, "" where no noun follows."""
SHORT = 3
"""So many words, marks counted, a bare number with its noun has."""
REPORT = 6
"""The same of a number with its bound, and in quotation marks: "no more than 9,000"."""
GAP, HELPED = 4, 6
"""So many characters lie between "spoke" and the number, and between who speaks and the verb."""


def own(text: str, clause: Clause, numbers: list[Quantity]) -> list[Quantity]:
    """The numbers of a clause without those of an addition."""
    added = ADDED.search(text, clause.start, clause.end)
    if added is None or numbers[0].start > added.start():
        return numbers
    return [item for item in numbers if item.start < added.start()]


def part(
    text: str, clause: Clause, context: Context, held: Sequence[Quantity]
) -> tuple[Context, Verdict] | None:
    """The claim of an addition that counts a part, None without one.

    `held` are all numbers of the clause.  What has no noun is of the kind of the whole: "four of
    them".
    """
    found = PART.search(text, clause.start, clause.end)
    if found is None:
        return None
    mark = text.find(", ", found.end(), clause.end)
    start, end = found.start() + len(", "), mark if mark > 0 else clause.end
    whole = [item for item in held if item.start < start and item.kind not in UNCOUNTED]
    inside = [item for item in held if start <= item.number[0] < end]
    if not whole or not inside or inside[0].kind not in COUNTS:
        return None
    unit, noun = inside[0].unit or whole[0].unit, inside[0].noun or whole[0].noun
    number = inside[0]._replace(unit=unit, noun=noun)
    told = Verdict("number", None, "", 0.5, end=end, start=start)
    return context._replace(quantities=[number], moments=[]), told


def reported(clause: Clause, context: Context) -> int | None:
    """Where a claim begins that is a bare number with its noun: "police reported 120 arrests".

    It is the offset of who reports it, or of the verb; None for any other clause.
    """
    said = context.statement
    if said is None or not context.whole or len(clause.words) > SHORT or clause.has_finite():
        return None
    if said.cue_start is None or said.cue_end is None or not context.quantities:
        return None
    first = context.quantities[0].number[0]
    if first != clause.start or not 0 < clause.start - said.cue_end <= GAP:
        return None
    if said.mention_start is None or said.mention_end is None:
        return said.cue_start
    return said.mention_start if 0 < said.cue_start - said.mention_end <= HELPED else said.cue_start


def bare_report(clause: Clause, context: Context) -> bool:
    """Whether all that somebody says is a number with its noun: it stands without being weighed."""
    told = context.statement is not None and context.whole and len(clause.words) <= REPORT
    return told and bool(context.quantities) and not clause.has_finite()
