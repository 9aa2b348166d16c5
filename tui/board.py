"""The claims board as data: questions, and under each the values that are given to it."""

from __future__ import annotations

from typing import NamedTuple

from store.contract import subjects
from store.records import Claim, ClaimGroup, GroupStatus
from tui.session import Session
from tui.wording import OWN_VOICE, STATUS_WORDS, in_words, value_of, with_unit

ORDER: tuple[GroupStatus, ...] = (
    "conflict", "lower-bounds-differ", "disputed", "source-differs", "agree", "single"
)  # fmt: skip
QUIET = ("agree", "single")
SINGLE, ALONE = "Single source", "nothing here confirms or contradicts it"
OTHERS, UNASKED = "Other claims", "no question was found that they answer"


class Value(NamedTuple):
    """One line of the board: the same value from the same speaker, in one or more articles.

    `low` and `high` are its number and the end of its range, None where it is no number.
    """

    claims: tuple[Claim, ...]
    shown: str
    low: float | None
    high: float | None

    @property
    def claim(self) -> Claim:
        """The first of them."""
        return self.claims[0]


class Question(NamedTuple):
    """A group of claims: title, status and reason in words; `top` scales the bars, 0 for none."""

    title: str
    status: str
    reason: str
    loud: bool
    values: tuple[Value, ...]
    top: float


def build(session: Session) -> list[Question]:
    """Questions whose answers differ, numbers first; then agreement; then what was said once."""
    ranked: list[tuple[tuple[bool, bool, int], Question]] = []
    grouped: set[str] = set()
    once: list[Value] = []
    known = {claim.id: claim for claim in session.claims()}
    for group in session.story.claim_groups:
        found = (known.get(ident) for ident in group.ids)
        claims = [c for c in found if c is not None and session.keeps(c.id)]
        grouped.update(claim.id for claim in claims)
        if len(claims) == 1 and group.status == "single":
            once.append(_single(group, claims[0]))
        elif claims:
            question = _question(session, group, claims)
            rank = group.status in QUIET, not question.top, ORDER.index(group.status)
            ranked.append((rank, question))
    ranked.sort(key=lambda item: item[0])
    questions = [question for _, question in ranked]
    if once:
        questions.append(Question(SINGLE, "", ALONE, False, tuple(once), 0))
    rest = [c for c in known.values() if c.id not in grouped and session.keeps(c.id)]
    if rest:
        values = tuple(value._replace(shown=_said(value.claim)) for value in merge(session, rest))
        questions.append(Question(OTHERS, "", UNASKED, False, values, 0))
    return questions


def _question(session: Session, group: ClaimGroup, claims: list[Claim]) -> Question:
    values = merge(session, claims)
    numbers = [value for value in values if value.low is not None and value.low > 0]
    units = {value.claim.unit for value in numbers}
    title = in_words(group.title or group.group)
    named = all(unit.casefold() in title.casefold() for unit in units)
    top = 0.0
    if len(numbers) > 1 and len(units) == 1:
        top = max(value.high or value.low or 0 for value in numbers)
        values.sort(key=lambda value: -(value.high or value.low or 0))
    if not top or not named:
        values = [value._replace(shown=_said(value.claim)) for value in values]
    values.sort(key=lambda value: bool(subjects(value.claim, group)))
    status = STATUS_WORDS.get(group.status, group.status)
    loud = group.status in ("conflict", "disputed")
    reason = with_labels(session, group.note, claims)
    return Question(title, status, reason, loud, tuple(values), top)


def with_labels(session: Session, text: str, claims: list[Claim]) -> str:
    """The text with articles called by their labels where it calls them by their names."""
    for article in {claim.article for claim in claims}:
        name = session.names.get(article)
        if name:
            text = text.replace(name, session.label(article))
    return text


def _single(group: ClaimGroup, claim: Claim) -> Value:
    title, said = in_words(group.title or group.group), with_unit(claim)
    return Value((claim,), f"{title}: {said}" if said else title, None, None)


def merge(session: Session, claims: list[Claim]) -> list[Value]:
    """Claims that say the same by the same speaker as one value, in the order of the first."""
    rows: dict[object, list[Claim]] = {}
    home: dict[str, object] = {}
    for claim in claims:
        same = session.occurrences.get(claim.id, ())
        key = next((home[item] for item in same if item in home), _key(claim))
        home[claim.id] = key
        rows.setdefault(key, []).append(claim)
    return [_value(tuple(row)) for row in rows.values()]


def _key(claim: Claim) -> tuple[object, ...]:
    said = value_of(claim)
    return (said or claim.text.casefold(), claim.unit, claim.asserted_by, claim.scope, claim.when)


def _value(claims: tuple[Claim, ...]) -> Value:
    first = claims[0]
    low = None if first.quantity is None else float(first.quantity)
    high = None if first.quantity_high is None else float(first.quantity_high)
    return Value(claims, value_of(first) or first.text, low, high)


def _said(claim: Claim) -> str:
    return with_unit(claim) or claim.text


def speaker(claim: Claim) -> str:
    """Who says it; "" is the article itself."""
    return "" if claim.asserted_by == OWN_VOICE else claim.asserted_by
