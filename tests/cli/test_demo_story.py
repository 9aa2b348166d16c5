"""The story of the README, with the keyboard, in a real terminal, from first start to reopening."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

WIRECOPY = str(Path(sys.executable).parent / "wirecopy")


def verdicts() -> list[dict[str, object]]:
    run = subprocess.run(
        [WIRECOPY, "statements", "--json"], check=True, capture_output=True, text=True
    )
    return [row for row in json.loads(run.stdout) if row["verdict"] or row["note"]]


def test_the_demo_story_end_to_end(tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    with Terminal([WIRECOPY], 120, 40) as terminal:
        terminal.until("5 articles, 3 independent")
        terminal.until(lambda text: "0 statements" not in text)
        terminal.until("?: all keys")
        terminal.press("n")
        terminal.press("v")
        terminal.until("✓ verified: ")
        own = [row for row in verdicts() if not row["inherited"]]
        assert [row["verdict"] for row in own] == ["verified"]
        terminal.press("e")
        terminal.until("ctrl+s saves")
        terminal.press("asked the ministry", "ctrl+s")
        terminal.until("note saved")
        terminal.press("x")
        terminal.until("? unverified: ")
        terminal.press("u")
        terminal.until("undone")
        terminal.press("d")
        terminal.until(lambda text: "Diff" in text and "change 1/" in text)
        terminal.press("]")
        terminal.until("change 2/")
        terminal.press("esc")
        terminal.until(lambda text: "Statements" in text and "Demands" in text)
        terminal.press("W")
        terminal.until("Export articles")
        terminal.press(str(notes))
        terminal.until(notes.name)
        terminal.press("enter")
        terminal.until("written:")
        terminal.press("q")
        assert terminal.ended() == 0
    text = notes.read_text("utf-8")
    assert "asked the ministry" in text
    assert "verified" in text
    with Terminal([WIRECOPY], 120, 40) as terminal:
        terminal.until("✓ 1")
        terminal.press("q")
        assert terminal.ended() == 0
    own = [row for row in verdicts() if not row["inherited"]]
    assert [(row["verdict"], row["note"]) for row in own] == [("verified", "asked the ministry")]


def test_resizing_in_a_real_terminal_keeps_the_app_alive(sample: Path) -> None:
    for columns, lines in ((80, 24), (60, 20), (200, 60)):
        with Terminal([WIRECOPY, str(sample)], columns, lines) as terminal:
            terminal.until("wirecopy")
            terminal.press("n", "tab", "tab", "j", "j", "2", "q")
            assert terminal.ended() == 0


def test_no_colour_leaves_every_sign(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with Terminal([WIRECOPY, str(sample)], 160, 45) as terminal:
        terminal.until("5 articles")
        terminal.press("n", "v")
        assert "●" in terminal.until("✓ 1")
        terminal.press("q")
        assert terminal.ended() == 0
