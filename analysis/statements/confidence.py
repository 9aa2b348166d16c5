"""How likely a statement is right, by the rule that found it: measured, not set by hand.

`confidence.toml` holds what `bench/rule_rates.py` counted.  Few cases of a rule say little, so
every rule starts from the rate of all rules together, as if `WEIGHT` cases of it had been seen
(a beta prior; A. Gelman et al., Bayesian Data Analysis, chapter 2).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

WEIGHT = 6


@cache
def _rates() -> dict[str, float]:
    """The probability of each rule that was met; "" is that of all rules together."""
    data = tomllib.loads(
        resources.files(__package__).joinpath("confidence.toml").read_text("utf-8")
    )
    rules: dict[str, list[int]] = data["rules"]
    right, of = (sum(counts[k] for counts in rules.values()) for k in (0, 1))
    every = right / of
    found = {rule: (hits + WEIGHT * every) / (n + WEIGHT) for rule, (hits, n) in rules.items()}
    return {"": round(every, 2)} | {rule: round(rate, 2) for rule, rate in found.items()}


def confidence(rule: str) -> float:
    """The probability, 0..1, that span and speaker of a statement by this rule are right."""
    rates = _rates()
    return rates.get(rule, rates[""])
