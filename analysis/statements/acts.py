"""What a statement does: states, demands, rejects, denies, threatens, promises, accuses ...

The reporting verb decides where it performs the act itself (threatened, denied); after said, told,
added the content decides if it plainly demands, accuses or threatens.  `force` reads any sentence
into the speech-act classes of PLOVER (docs/statements.md).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from store.records import Act


class Pattern(NamedTuple):
    """A class of act, how strongly its words show it, and those words as one expression."""

    force: str
    strength: float
    words: re.Pattern[str]


ACT_OF: dict[str, Act] = {
    "demand": "demand",
    "reject": "reject",
    "threaten": "threaten",
    "accuse": "accuse",
    "agree": "offer",
    "concede": "offer",
}
PLAIN_DEMAND = re.compile(
    r"\b(?:must|have to|has to|needs? to|ought to)\b(?! (?:be|have been) (?:a|an|the|seen)\b)",
    re.IGNORECASE,
)
PLAIN_ACCUSATION = re.compile(
    r"\b(?:cheated|deceived|lied to|betrayed|misled|robbed)"
    r" (?:us|me|them|him|her|people|voters|our)\b"
    r"|\b(?:guilty of|responsible for|to blame for|complicit in)\b",
    re.IGNORECASE,
)
PLAIN_OFFER = re.compile(
    r"\b(?:ready|willing|prepared|open) (?:to|for) (?:talk|talks|engage|discuss|negotiat\w+|meet|"
    r"continue|follow|dialogue|"
    r"compromise|help|work|sign|hold|host|mediate|cooperate)\b",
    re.IGNORECASE,
)
DEMANDING = ("must", "have to", "has to", "need", "ought to")
ACCUSING = (
    "cheated", "deceived", "lied to", "betrayed", "misled", "robbed", "guilty of",
    "responsible for", "to blame", "complicit in",
)  # fmt: skip
OFFERING = ("ready", "willing", "prepared", "open")
"""Without one of these words, a content in small letters does not fit the pattern of that name."""
FIRST = re.compile(r"\b(?:i|we)\b", re.IGNORECASE)


@cache
def patterns() -> tuple[Pattern, ...]:
    """The patterns of acts.toml."""
    source = resources.files(__package__).joinpath("acts.toml").read_text("utf-8")
    found = []
    for row in tomllib.loads(source)["pattern"]:
        words = "|".join(row["words"]).replace(" ~ ", r" (?:[\w'.$-]+,? ){0,12}?")
        found.append(Pattern(row["class"], float(row["strength"]), re.compile(rf"\b(?:{words})\b")))
    return tuple(found)


def force(sentence: str) -> str:
    """The class of a sentence: demand, reject, threaten, accuse, agree, concede, or "".

    The strongest pattern decides, of equally strong ones the first in the sentence.
    """
    low = sentence.replace("’", "'").lower()
    best: tuple[float, int, str] | None = None
    for pattern in patterns():
        match = pattern.words.search(low)
        if match:
            rank = (pattern.strength, -match.start(), pattern.force)
            best = rank if best is None or rank[:2] > best[:2] else best
    return best[2] if best else ""


def act_of(cue_act: str, content: str, *, direct: bool) -> Act:
    """The act of a statement from its cue's act and its content."""
    if cue_act != "statement":
        return cue_act  # type: ignore[return-value]
    low = content.casefold()
    if not low.isascii():
        low = low.replace("i\u0307", "i").replace("ı", "i")
    if any(map(low.__contains__, ACCUSING)) and PLAIN_ACCUSATION.search(content):
        return "accuse"
    asks = any(map(low.__contains__, DEMANDING))
    demands = PLAIN_DEMAND.search(content) if asks else None
    if demands and not direct and not FIRST.search(content[: demands.start()]):
        return "demand"
    if any(map(low.__contains__, OFFERING)) and PLAIN_OFFER.search(content):
        return "offer"
    return "statement"
