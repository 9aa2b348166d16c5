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


AT = 4
"""So many characters lie between the "at" of a number and the number."""


def merged(
    parts: list[Clause], when: Sequence[Moment], numbers: Sequence[Quantity]
) -> list[Clause]:
    """A relative clause that holds the date, or the number, joins the clause before."""
    found: list[Clause] = []
    for clause in parts:
        if not found or clause.marker not in {"that", "which", "who"}:
            found.append(clause)
            continue
        last = found[-1]
        if clause.marker == "which" and _counts_in(last, clause, numbers):
            head = _apart(last)
            if head is not None:
                found[-1:] = [head, last]
            last.take(clause)
        elif _belongs(last, clause, when, numbers):
            last.take(clause)
        else:
            found.append(clause)
    return found


def _belongs(
    last: Clause, clause: Clause, when: Sequence[Moment], numbers: Sequence[Quantity]
) -> bool:
    """Whether a relative clause gives what the clause before it is about."""
    if _put_at(last, clause, numbers) or _goes_on(last, clause):
        return True
    return clause.marker != "who" and (_accused(last, clause) or _dates_in(last, clause, when))


def _dates_in(last: Clause, clause: Clause, when: Sequence[Moment]) -> bool:
    """Whether a relative clause tells when what the clause before tells was, or is unknown."""
    if clause.kind == "main" or not 0 <= clause.start - last.end < 3:
        return False
    if unknown_size(last):
        return True
    holds = any(clause.start <= m.start < clause.end and m.iso for m in when)
    return holds and not any(last.start <= m.start < last.end for m in when)


def _goes_on(last: Clause, clause: Clause) -> bool:
    """Whether the verb of a subject stands behind its relative clause.

    "A girl who had been given the shot died on Friday".
    """
    if clause.comma or last.has_finite() or last.kind != "main":
        return False
    verbs = list(clause.finite())
    return len(verbs) > 1 and not clause.words[verbs[-1]].role and verbs[-1] + 1 < len(clause.words)


def _accused(last: Clause, clause: Clause) -> bool:
    """Whether a "that" clause is what a claim or charge before it says."""
    return clause.marker == "that" and last.words[-1].low in ACCUSED


def _put_at(last: Clause, clause: Clause, numbers: Sequence[Quantity]) -> bool:
    """Whether a relative clause ends in the number that the clause before gives.

    "Put the number of people who were on board at 190".
    """
    sets = lexicon().sets
    put = any(word.low in sets["size.put"] for word in last.words)
    if not put or not any(word.low in sets["size.words"] for word in last.words):
        return False
    if any(last.holds(item.number[0]) for item in numbers):
        return False
    near = (item for item in numbers if clause.holds(item.number[0]))
    at = {
        s for word, s in zip(clause.words, clause.starts, strict=True) if word.low in {"at", "to"}
    }
    return any(item.start - place <= AT for item in near for place in at if place < item.start)


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
