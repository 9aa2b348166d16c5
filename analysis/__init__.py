"""Pure functions from text to findings: no I/O, no clock, no globals that change."""

ENGINE = "7"
"""Names the state of the engine: findings of another one are made anew."""
