"""A group's slug and title, derived from its question and its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analysis import actors_data, moments
from analysis.claims.grouping import Member
from analysis.claims.lexicon import table

PLACE = re.compile(
    r"\b(?:near|around|in|at|to|from|on|along|across|of)\s+(?:the\s+)?"
    r"((?:[A-Z][\w’'-]+\s+){0,2}[A-Z][\w’'-]+"
    r"(?:\s+(?:border|borders|peninsula|territory|region|coast|capital|soil))?)"
)
MOVING = frozenset(("withdrawal", "deployment", "movement", "evacuation", "delivery", "release"))
"""Events that have a way: others are in a place, where their words say "sent to" it."""
ANY_EVENT = "upkeep"
"""The event of the verbs that tell nothing of what happened."""
WAY = re.compile(r"^(?:to|from|of)\b")
CALENDAR = frozenset((*moments.MONTHS, *moments.DAYS))
LABEL = {"fact": (), "count": ("number",), "when": ("when",)}
RELATIVE = re.compile(r"^(?:who|which|that|where|whose)\s+(?=\S+\s)", re.IGNORECASE)
PLACED = 3
"""A phrase with "in" or "near" is so many times likelier a place than one with "of"."""
WORDS = 9
"""A title made of a claim's own text has at most so many words."""


def _titles() -> dict[str, str]:
    return {row["name"]: row["title"] for row in reversed(table("events")["event"])}


def _place(group: Sequence[Member]) -> str:
    """The place phrase that most claims have: "near Ukraine"."""
    phrases: Counter[str] = Counter()
    adjectives = actors_data.world().adjectives
    for member in group:
        for found in PLACE.finditer(member.claim.text):
            words = found.group(1).split()
            dated = words[0].casefold().rstrip("s") in CALENDAR
            if not dated and actors_data.key(words[-1]) not in adjectives:
                weight = 1 if found.group().startswith("of") else PLACED
                phrases[found.group().replace("’s", "")] += weight
    best = max(sorted(phrases), key=lambda phrase: phrases[phrase], default="")
    return best if group[0].question.event in MOVING else WAY.sub("in", best)


def _short(text: str) -> str:
    words = text.split()
    shown = " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")
    shown = RELATIVE.sub("", shown.strip("“”\"‘’'"))
    return shown[:1].upper() + shown[1:]


def title(group: Sequence[Member]) -> str:
    """A readable title: "Troops near Ukraine", or the words of one of its claims."""
    asked = group[0].question
    numbers = [m.claim.unit for m in group if m.claim.quantity is not None and m.claim.unit]
    if not asked.by_thing or asked.event == ANY_EVENT:
        return _shortest(group)
    unit = max(sorted(set(numbers)), key=numbers.count, default="")
    head, place, counted = _titles().get(asked.event, ""), _place(group), ""
    if asked.event == "presence" and unit:
        head = unit
    elif asked.base[0] == "count" and unit and unit not in {"people", "deaths"}:
        counted = f" (number of {unit})" if asked.base[2] in {"force", "person"} else f": {unit}"
    elif asked.base[0] == "fact" and asked.base[2] in {"demand", "talks"}:
        head += {"demand": " of demands", "talks": " of talks"}[asked.base[2]]
    elif asked.base[0] == "fact" and not place:
        return _shortest(group)
    told = f"{head} {place}".strip()
    return told[:1].upper() + told[1:] + counted if told else _short(group[0].claim.text)


def _shortest(group: Sequence[Member]) -> str:
    """The shortest words of a claim of the group that say enough."""
    texts = (member.claim.text for member in group)
    return _short(min(texts, key=lambda text: (len(text) < 12, len(text), text)))


def slug(group: Sequence[Member]) -> str:
    """A key for the group, made of its question: words joined by hyphens."""
    asked = group[0].question
    if asked.by_thing:
        places = Counter(name for m in group for name in m.question.places)
        top = sorted(places, key=lambda name: (-places[name], name))[:1]
        parts = [
            *dict.fromkeys(part for part in asked.base[1:] if part),
            *LABEL[asked.base[0]],
            *top,
        ]
    else:
        stems = Counter(word for m in group for word in m.question.stems)
        top = sorted(stems, key=lambda word: (-stems[word], word))[:3]
        parts = [part for part in asked.base if part and part not in LABEL] + sorted(top)
    return re.sub(r"[^a-z0-9]+", "-", "-".join(parts).casefold()).strip("-") or "claim"
