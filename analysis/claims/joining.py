"""Clauses that belong together: a relative clause that gives the date or the number of another."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.claims.clauses import Clause
from analysis.claims.lexicon import lexicon
from analysis.claims.stances import unknown_size
from analysis.moments import Moment
from analysis.quantities import Quantity

ACCUSED = frozenset(
    "claim claims suggestion suggestions accusation accusations allegation allegations charge"
    " charges".split()
)
"""Nouns whose "that" clause is what is rejected or denied."""


def merged(
    parts: list[Clause], when: Sequence[Moment], numbers: Sequence[Quantity]
) -> list[Clause]:
    """A relative clause that holds the date, or the number, joins the clause before."""
    found: list[Clause] = []
    for clause in parts:
        if not found or clause.marker not in {"that", "which"}:
            found.append(clause)
            continue
        last = found[-1]
        if clause.marker == "which" and _counts_in(last, clause, numbers):
            head = _apart(last)
            if head is not None:
                found[-1:] = [head, last]
            last.take(clause)
        elif (clause.marker == "that" and last.words[-1].low in ACCUSED) or _dates_in(
            last, clause, when
        ):
            last.take(clause)
        else:
            found.append(clause)
    return found


def _dates_in(last: Clause, clause: Clause, when: Sequence[Moment]) -> bool:
    """Whether a relative clause tells when what the clause before tells was, or is unknown."""
    if clause.kind == "main" or not 0 <= clause.start - last.end < 3:
        return False
    if unknown_size(last):
        return True
    holds = any(clause.start <= m.start < clause.end and m.iso for m in when)
    return holds and not any(last.start <= m.start < last.end for m in when)


def _apart(clause: Clause) -> Clause | None:
    """What stands before "after an election" in the clause, as a clause of its own."""
    for at in range(len(clause.words) - 2, max(2, len(clause.words) - 8), -1):
        if clause.words[at].low in {"after", "during", "before"}:
            head = clause.upto(at)
            clause.kind, clause.marker = "subordinate", "after"
            return head
    return None


def _counts_in(last: Clause, clause: Clause, numbers: Sequence[Quantity]) -> bool:
    """Whether "in which 14 people died" gives the number of what the clause before tells."""
    joined = last.words[-1].low in lexicon().sets["clause.prepositions"]
    near = 0 <= clause.start - last.end < 3
    counted = any(clause.holds(item.number[0]) for item in numbers if item.unit)
    return joined and near and counted and not any(last.holds(n.number[0]) for n in numbers)
