"""How the words of an answer tell: what is weighed, done, firm, reasoned or possible."""

from __future__ import annotations

import re

from analysis.demands import retorts
from analysis.demands.offers import numbers_answer
from analysis.demands.replies import Kind
from analysis.demands.topics import against, denies, grants, meaning, touches
from store.records import Demand, Statement

WEIGHED = re.compile(
    r"\b(?:is|was|were|are|being|be) being (?:\w+ed|held|thought over|looked \w+)\b"
    r"|\b(?:consider|examin|study|review|discuss|assess|weigh|look|explor|think|investigat)\w*ing\b"
    r"|\b(?:would|will) (?:consider|examine|study|review|discuss|assess|weigh|decide|look|listen)\b"
    r"|\b(?:is|was|were) (?:open|ready|willing|prepared|free|welcome)\b|\bunder (?:review|way)\b",
    re.IGNORECASE,
)
"""What is weighed is neither granted nor refused."""
DONE = re.compile(
    r"\b(?:has|have|had) (?:already |now |all |both )*been \w+(?:ed|en|ght|nt|id|de|ne|wn|ld|et)\b"
    r"|\b(?:has|have|had) already\b|\bon (?:its|their|the) way\b",
    re.IGNORECASE,
)
"""What has been done meets a demand to do something."""
FIRM = re.compile(
    r"\bas planned\b|\b(?:would|will|to) (?:continue|go on|go ahead|proceed|remain|stay|stand|keep"
    r"|carry on|see \w+|be back|be running|resume|begin|start)\b",
    re.IGNORECASE,
)
"""What goes on is not stopped."""
REASON = re.compile(
    r"\b(?:needed|necessary|required|impossible|illegal|unlawful|safe|in order|under control|enough"
    r"|(?:full |every )?(?:confidence|trust|faith) in|support(?:s|ed)?|stands? by|stood by"
    r"|too (?:early|late|soon|expensive|dangerous|costly)|up to|a matter for|the business of)\b",
    re.IGNORECASE,
)
"""Why something is not done."""
COSTLY = re.compile(
    r"\b(?:would|will) (?:take|cost|require|need|delay|endanger|be (?:too|impossible))\b"
    r"|\bin court\b",
    re.IGNORECASE,
)
"""What something would take is a reason against it."""
WILLING = re.compile(r"\bgoes without saying\b|\b(?:of course|certainly|gladly)\b", re.IGNORECASE)
POSSIBLE = re.compile(
    r"\b(?:could|can|would) (?:probably |well |only )?be (?:done|arranged|possible|managed|ready)\b"
    r"|\b(?:was|is|were) (?:possible|feasible)\b|\bsorry\b|\bapologi[sz]\w+|\bregret\w*",
    re.IGNORECASE,
)
"""What can be done is granted."""
BACK = re.compile(
    r"[“\"‘']?(?:that|this|it|such|these|those|the (?:idea|demand|call|request))\b", re.IGNORECASE
)
"""A statement that opens with a word for what was demanded."""
FORMS = (WEIGHED, DONE, FIRM, REASON, POSSIBLE, COSTLY, WILLING)


def formed(said: Statement) -> bool:
    """Whether a statement refuses, promises or weighs something, or tells that it is done."""
    words = said.text
    if said.act in ("promise", "offer") or retorts.NEGATED.search(words) or grants(words):
        return True
    return any(pattern.search(words) for pattern in FORMS) or denies(words)


def how(item: Demand, said: Statement) -> Kind:
    """What the words of an answer make of the demand."""
    words, stop = said.text, against(item.text) or bool(meaning(item.text) & meaning("resign"))
    if numbers_answer(words, item.text):
        return "counter-offer"
    if WEIGHED.search(words):
        return "counter-offer" if retorts.IF.search(words) else "assurance"
    if retorts.NEGATED.search(words) or denies(words):
        return "assurance" if stop and touches(item.text, words) else "rejected"
    if COSTLY.search(words):
        return "rejected"
    if said.act in ("promise", "offer") or WILLING.search(words):
        return "assurance"
    if stop:
        return "conceded" if against(words) and not FIRM.search(words) else "rejected"
    if DONE.search(words) or POSSIBLE.search(words):
        return "conceded"
    return "assurance" if grants(words) and not FIRM.search(words) else "rejected"


__all__ = ["BACK", "formed", "how"]
