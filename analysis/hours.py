"""Hours as people tell them: "a quarter to one", "half past ten", "eight minutes past two"."""

from __future__ import annotations

import re

from analysis.numerals import Numeral

_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|midnight|noon|[1-9]|1[0-2]"
_MINUTES = r"(?:(?:a )?quarter|half|five|ten|twenty(?:-five)?|\w{3,12} minutes?|\d\d? minutes?)"
_AMOUNT = r"(?!,\d| (?:percent|per cent|million|thousand|hundred))"
CLOCK = re.compile(rf"{_MINUTES} (past|to|before) (?:{_HOURS})\b{_AMOUNT}", re.IGNORECASE)
AT = re.compile(
    r"\b(?:at|by|until|till|since|about|around|before|after|only|from) $", re.IGNORECASE
)
"""Before "a quarter to one", which may be a range of amounts otherwise."""
HALF_PAST = re.compile(r"\b(?:half|quarter) past $", re.IGNORECASE)


def end_of(text: str, item: Numeral) -> int:
    """Where the hour ends that begins with this number; 0 where it begins none."""
    if HALF_PAST.search(text[max(0, item.start - 13) : item.start]):
        return item.end
    if not item.words and not text.startswith(" m", item.end):
        return 0
    hour = CLOCK.match(text, item.start)
    if hour is None:
        return 0
    stands = hour[1] == "past" or AT.search(text[max(0, item.start - 7) : item.start])
    return hour.end() if stands else 0
