"""docs/reliability.md names for each promise the test that proves it: there is one."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "reliability.md"


def named() -> list[str]:
    """The second cell of each row: names of files, and parts of the names of tests."""
    rows = [line.split("|") for line in PAGE.read_text("utf-8").splitlines() if line[:1] == "|"]
    found = [name for row in rows if len(row) == 5 for name in re.findall(r"`([^`]+)`", row[2])]
    assert len(found) > 30
    return found


def test_every_promise_names_a_test_that_is_there() -> None:
    files = {path.name: path.read_text("utf-8") for path in TESTS.glob("*/test_*.py")}
    tests = [name for text in files.values() for name in re.findall(r"def (test_\w+)", text)]
    for name in named():
        known = name in files if name.endswith(".py") else sum(name in one for one in tests) == 1
        assert known, name
