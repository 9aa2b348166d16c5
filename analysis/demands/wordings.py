"""How the words of an answer tell: what is weighed, done, firm, reasoned, possible or scorned."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.demands import deeds
from analysis.demands.lexicon import answer_rules
from analysis.demands.moves import Move
from analysis.demands.offers import INSTEAD, numbers_answer
from analysis.demands.replies import Kind
from analysis.demands.topics import against, denies, grants, meaning, touches
from store.records import Demand

WEIGHED = re.compile(
    r"\b(?:is|was|were|are|being|be) being (?:\w+ed|held|sought|done|thought over|looked \w+)\b"
    r"|\b(?:is|was|were|are|be|been|now|already|still|and) (?:\w+ly )?"
    r"(?:consider|examin|study|review|discuss|assess|weigh|look|explor|think|investigat)\w*ing\b"
    r"|\b(?:would|will) (?:consider|examine|study|review|discuss|assess|weigh|decide|look|listen)\b"
    r"|\b(?:is|was|were) (?:open|ready|willing|prepared|free|welcome)\b|\bunder (?:review|way)\b",
    re.IGNORECASE,
)
"""What is weighed is neither granted nor refused."""
DONE = re.compile(
    r"\b(?:has|have|had) (?:already |now |all |both )*been \w+(?:ed|en|ght|nt|id|de|ne|wn|ld|et)\b"
    r"|\b(?:has|have|had) already\b|\bon (?:its|their|the) way\b|\balready at work\b",
    re.IGNORECASE,
)
"""What has been done meets a demand to do something."""
FIRM = re.compile(
    r"\bas planned\b|\b(?:would|will|to) (?:continue|go on|go ahead|proceed|remain|stay|stand|keep"
    r"|carry on|see \w+|be back|be running|resume|begin|start)\b",
    re.IGNORECASE,
)
"""What goes on is not stopped."""
STAYS = re.compile(
    r"\bas planned\b|\b(?:would|will|to) (?:continue|go on|go ahead|proceed|remain|stay|stand|keep"
    r"|carry on|be back|be running)\b",
    re.IGNORECASE,
)
"""What stays as it is grants nothing."""
REASON = re.compile(
    r"\b(?:needed|necessary|required|impossible|illegal|unlawful|safe|in order|under control|enough"
    r"|(?:full |every )?(?:confidence|trust|faith) in|support(?:s|ed)?|stands? by|stood by"
    r"|too (?:early|late|soon|expensive|dangerous|costly)|up to|a matter for|the business of)\b",
    re.IGNORECASE,
)
"""Why something is not done."""
COSTLY = re.compile(
    r"\b(?:would|will) (?:take(?! place)|cost|require|need|delay|endanger|be (?:too|impossible))\b"
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
NEGATED = re.compile(
    r"\b(?:no|not|never|nothing|cannot|nor|neither|nobody|none)\b"
    r"(?! (?:only|yet|clear|known|immediately))|n[’']t\b",
    re.IGNORECASE,
)
IF = re.compile(r"\b(?:if|provided|once|as long as|on condition)\b", re.IGNORECASE)
OWN_WILL = re.compile(r"(?:it|he|she|they|we|i) (?:will|would)\b", re.IGNORECASE)
"""What somebody says that he will do, asked for something else."""
IT = re.compile(
    r"\b(?:it|this|that|so|one|them|these|both)\b(?! (?:will|would))"
    r"|\b\d[\d,.]*(?= (?:from|by|on|in|next|at|within)\b|[.,;]?$)",
    re.IGNORECASE,
)
"""What was demanded, in a word or a bare number: "would send 80"."""
PROMISING = re.compile(r"\b(?:assur|promis|pledg|vow|guarant)\w*", re.IGNORECASE)
FORMS = {
    "weighed": WEIGHED, "done": DONE, "firm": FIRM, "reason": REASON, "possible": POSSIBLE,
    "costly": COSTLY, "willing": WILLING, "negated": NEGATED,
}  # fmt: skip


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The phrases of answers.toml under this name, as one pattern."""
    rows = sorted(answer_rules()["retort"][name].split("\n"), key=len, reverse=True)
    words = "|".join(re.escape(row.strip()) for row in rows if row.strip())
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 10)
def forms(text: str) -> frozenset[str]:
    """The ways in which words refuse, promise or weigh something, or tell that it is done."""
    found = {name for name, wording in FORMS.items() if wording.search(text)}
    found |= {"negated"} if denies(text) else set()
    found |= {"will"} if grants(text) else set()
    found |= {"scorn"} if pattern("scorn").search(text) else set()
    ready = any(pattern(name).search(text) for name in ("ready", "done", "needless"))
    return frozenset(found | {"ready"} if ready else found)


def how(item: Demand, move: Move) -> Kind:
    """What the words or the deed of a move make of the demand that it answers."""
    done = deeds.told(move.line, move.verb, meaning(item.text)) if move.line else None
    if done is not None:
        return done
    if numbers_answer(move.text, item.text):
        return "counter-offer"
    known = _deed(item, move) if move.said is None else _scorned(move)
    return known or _worded(item, move)


def _deed(item: Demand, move: Move) -> Kind | None:
    """What is done: refused, granted, or what the verb makes of the thing."""
    if deeds.refuses(move.cue):
        return "rejected"
    if INSTEAD.search(move.text):
        return "counter-offer"
    if deeds.offers(move.cue):
        return "assurance"
    return "conceded" if touches(item.text, move.words) and not NEGATED.search(move.text) else None


def _scorned(move: Move) -> Kind | None:
    """A rejection that calls what was demanded by a bad name, or that is one by its act."""
    named = pattern("describing").search(move.cue) and not pattern("praise").search(move.text)
    if named or (move.said is not None and move.said.act == "reject"):
        return "rejected"
    scorn = pattern("scorn").search(move.text) or pattern("needless").search(move.text)
    return "rejected" if scorn else None


def _worded(item: Demand, move: Move) -> Kind:
    """What the words of a statement make of a demand."""
    words = move.text
    act = move.said.act if move.said is not None else "statement"
    ends = against(item.text)
    stop = ends or bool(meaning(item.text) & meaning("resign"))
    if INSTEAD.search(words):
        return "counter-offer"
    if WEIGHED.search(words) or pattern("ready").search(words):
        return "counter-offer" if IF.search(words) else "assurance"
    if pattern("done").search(words) and not stop:
        return "conceded"
    if PROMISING.search(move.cue) and not stop:
        return "assurance"
    if NEGATED.search(words) or denies(words):
        return "assurance" if ends and touches(item.text, words) else "rejected"
    if COSTLY.search(words):
        return "rejected"
    if act == "offer" and not touches(item.text, words):
        return "counter-offer"
    if act in ("promise", "offer") or WILLING.search(words):
        return "assurance"
    if stop:
        return "conceded" if against(words) and not FIRM.search(words) else "rejected"
    if DONE.search(words) or POSSIBLE.search(words):
        return "conceded"
    if OWN_WILL.match(words) and not touches(item.text, words) and not IT.search(words):
        return "rejected" if STAYS.search(words) else "counter-offer"
    return "assurance" if grants(words) and not STAYS.search(words) else "rejected"


__all__ = ["BACK", "forms", "how", "pattern"]
