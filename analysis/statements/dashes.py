"""Quotations that stand behind a dash: "— It is shut, said Anna Berg. — It will open soon." """

from __future__ import annotations

import re

from analysis.text import Span

VERBS = "said|says|asked|added|replied|answered|told|declared|explained|insisted|shouted|cried"
OPENER = re.compile(r"[—–―]\s*(?=\w)|-\s+(?=\w)")
TOLD = re.compile(
    r"(?:(?P<dash>[,.!?]?\s+[—–―-]\s+)|(?P<comma>[,!?]\s+))"
    rf"(?=(?:{VERBS})\s+(?:[A-Z]|the\b)|(?:he|she|they|(?:[A-Z][\w’'-]+\s+){{1,3}})\s*(?:{VERBS})\b)"
)
AGAIN = re.compile(r"[.,;:]?\s+[—–―-]\s+(?=\w)")


def find(text: str, paragraph: Span) -> list[Span]:
    """The stretches spoken in a paragraph that opens with a dash and names its speaker.

    A hyphen opens list items too: it counts only when a second dash closes the quotation.
    """
    opener = OPENER.match(text, *paragraph)
    if opener is None:
        return []
    told = TOLD.search(text, opener.end(), paragraph.end)
    if told is None or (opener.group()[0] == "-" and told["dash"] is None):
        return []
    end = told.start() + (text[told.start()] in ",.!?")
    found = [Span(opener.end(), end)]
    again = AGAIN.search(text, told.end(), paragraph.end)
    if again is not None:
        found.append(Span(again.end(), paragraph.end))
    return found
