"""Pure functions from text to findings: no I/O, no clock, no globals that change."""
