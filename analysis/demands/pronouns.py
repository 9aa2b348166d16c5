"""For whom a pronoun stands that is asked to act: "urged him to resign", "asked them to leave"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from analysis import actors_data
from analysis.demands.agents import human
from analysis.statements.speakers import HE, IT, SHE, THEY, gender
from store.records import Actor

REACH = 500
"""So many characters back the antecedent stands."""
NAME = re.compile(r"\b[A-Z][\w’'-]*(?: (?:of |for )?[A-Z][\w’'-]*)*")
WORD = re.compile(r"[\w’'-]+")
ATTRIBUTE = re.compile(r"(?:[^\W\d_][\w-]* )?$")
OPENS = re.compile(r"\A(?:[“\"]?)(?:(?:Mr|Mrs|Ms|Dr)\. )?[A-Z]")
STOPS = frozenset(
    "the a an of to in on at for by with from and or but who which that its their his her our is"
    " are was were be has have had not as all some many when while".split()
)
ROLE = re.compile(r"\b(?:a|an|the|his|her|their) (?:[\w.’'-]+ ){0,3}?([a-z][a-z-]+)\b")


def antecedent(
    text: str, at: int, barred: str, resolve: Callable[[str], Actor | None]
) -> tuple[str, Actor | None]:
    """Name and actor of whom the pronoun at this place means; "" and None where nobody fits.

    `barred` is the name of who asks, `resolve` finds the actor of a mention.  Only the paragraph is
    looked at, and the name with which the one before it opens.
    """
    low = WORD.match(text, at)
    word = low.group().casefold() if low else ""
    start = max(text.rfind("\n\n", 0, at), at - REACH, 0)
    if word in THEY:
        return _several(text, start, at, barred), None
    actors = _named(text, start, at, resolve)
    if word in HE | SHE:
        found = _person(text, at, actors, word, barred)
        found = found or _opening(text, start, word, barred, resolve)
    else:
        fits = (a for _, a in actors if a.kind in ("org", "state") and a.name != barred)
        found = next(fits, None) if word in IT else None
    return (found.name, found) if found is not None else ("", None)


def _named(
    text: str, start: int, at: int, resolve: Callable[[str], Actor | None]
) -> Iterator[tuple[int, Actor]]:
    """The known actors named between two places, the last one first, and where each name ends."""
    for found in reversed(list(NAME.finditer(text, start, at))):
        name = re.sub(r"[’']s?$", "", found.group())
        actor = resolve(name)
        if actor is not None:
            yield found.end(), actor


def _fits(actor: Actor, word: str) -> bool:
    if actor.kind != "person":
        return False
    sort = gender(actor)
    return sort == "person" or (sort == "he") == (word in HE)


def _person(
    text: str, at: int, actors: Iterator[tuple[int, Actor]], word: str, barred: str
) -> Actor | None:
    for end, actor in actors:
        if actor.name.split()[-1] not in barred and _fits(actor, word):
            roles = actors_data.words().roles
            nearer = any(m.group(1) in roles for m in ROLE.finditer(text, end, at))
            return None if nearer else actor
    return None


def _opening(
    text: str, start: int, word: str, barred: str, resolve: Callable[[str], Actor | None]
) -> Actor | None:
    """The person with whose name the paragraph before opens."""
    last = text.rfind("\n\n", 0, max(0, start - 1))
    first = 0 if last < 0 else last + 2
    name = NAME.match(text, first, start) if first < start - 1 and text[start:].strip() else None
    if name is None or not OPENS.match(text[first : first + 8]):
        return None
    actor = resolve(re.sub(r"[’']s?$", "", name.group()))
    fits = actor is not None and actor.name != barred and _fits(actor, word)
    return actor if fits else None


def _several(text: str, start: int, at: int, barred: str) -> str:
    """The last words for several people before a place: "young people"."""
    for found in reversed(list(WORD.finditer(text, start, at))):
        low = found.group()
        plural = low.endswith("s") or low in ("people", "police", "men", "women", "children")
        if not (low.islower() and plural and "’" not in low and "'" not in low and human(low)):
            continue
        if low in barred.casefold().split():
            continue
        before = ATTRIBUTE.search(text, max(start, found.start() - 30), found.start())
        attribute = before.group().strip() if before else ""
        return low if attribute.casefold() in STOPS or not attribute else f"{attribute} {low}"
    return ""


__all__ = ["antecedent"]
