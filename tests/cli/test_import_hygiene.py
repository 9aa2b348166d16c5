"""What a start loads: the rooms below tui never the screen, help and version nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("textual", "rich", "msgspec", "tinydb", "rapidfuzz", "charset_normalizer", "argparse")


def loaded(code: str) -> set[str]:
    """Top-level modules that are loaded after running `code`."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return {name.partition(".")[0] for name in done.stderr.split()}


def everything_in(room: str) -> str:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / room).rglob("*.py")
    ]
    return "\n".join(f"import {name.removesuffix('.__init__')}" for name in modules)


@pytest.mark.parametrize("room", ["analysis", "store", "seeds"])
def test_rooms_below_the_screen_load_neither_textual_nor_rich(room: str) -> None:
    modules = loaded(everything_in(room))
    assert room in modules
    assert not modules & {"textual", "rich"}


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_no_library(option: str) -> None:
    modules = loaded(f"from tui.cli import main\nassert main(['{option}']) == 0")
    assert "tui" in modules
    assert not modules & set(HEAVY)


@pytest.mark.parametrize("verb", ["digest", "statements", "extract", "mark", "export", "keys"])
def test_verbs_load_no_screen(verb: str) -> None:
    modules = loaded(
        "from tui.cli import main\n"
        f"try:\n    main(['{verb}', '--help'])\nexcept SystemExit:\n    pass"
    )
    assert not modules & {"textual", "rich", "tinydb"}
