"""The rules of the engine in words, for people who want to know why it believes something."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from store.records import Claim, Demand, Statement

TENTHS = 10
FULL, EMPTY = "█", "░"


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("tui") / "rules.toml").read_text("utf-8"))


def in_words(finding: Statement | Demand | Claim) -> str:
    """What the rule of a finding looks for; "" for one that has no words."""
    rule = finding.rule
    if isinstance(finding, Statement):
        known = _words()["statement"]
        return known.get(rule) or known.get(rule.partition(",")[0], "")
    if isinstance(finding, Demand):
        return _words()["demand"].get(rule.removeprefix("demand-"), "")
    kind, event = _claim(rule)
    told = _words()["claim"].get(kind, "")
    return f"{told}: {event.replace('-', ' ')}" if told and event else told


def _claim(rule: str) -> tuple[str, str]:
    """The kind and the event of a claim's rule, "claim:KIND:EVENT"."""
    parts = [*rule.split(":"), "", ""]
    return parts[1], parts[2]


def sureness(finding: Statement | Demand | Claim) -> str:
    """The confidence as a bar and a share, and what it rests on."""
    if finding.rule == "reader":
        return f"{FULL * TENTHS} 100%, a reader said so"
    share = min(1.0, max(0.0, finding.confidence))
    bar = FULL * round(share * TENTHS)
    how = " of what this rule finds is right" if isinstance(finding, Statement) else ", an estimate"
    return f"{bar:{EMPTY}<{TENTHS}} {share:.0%}{how}"
