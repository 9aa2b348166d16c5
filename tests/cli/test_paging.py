"""Long output goes through the reader's pager on a terminal, and nowhere else."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tui.verbs import paging

LINES = ["first", "sécond"]


def python(code: str) -> str:
    return shlex.join([sys.executable, "-c", code])


@pytest.fixture(autouse=True)
def _on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WIRECOPY_PAGER", raising=False)
    monkeypatch.setattr(paging, "on_terminal", lambda: True)


def test_the_pager_gets_every_line_and_what_less_needs(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    code = (
        "import os,sys;"
        f"open({str(kept)!r}, 'w').write(os.environ['LESS'] + sys.stdin.buffer.read().decode())"
    )
    monkeypatch.delenv("LESS", raising=False)
    monkeypatch.setenv("PAGER", python(code))
    paging.show(LINES)
    assert kept.read_text() == "FRXfirst\nsécond\n"
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize("wanted", ["", "cat", "no-such-pager --x", "'unclosed"])
def test_without_a_pager_lines_are_printed(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, wanted: str
) -> None:
    monkeypatch.setenv("PAGER", wanted)
    paging.show(LINES)
    assert capfd.readouterr().out == "first\nsécond\n"


def test_without_a_terminal_or_on_request_nothing_is_paged(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIRECOPY_PAGER", python("raise SystemExit(9)"))
    paging.show(LINES[:1], paged=False)
    monkeypatch.setattr(paging, "on_terminal", lambda: False)
    paging.show(LINES[:1])
    assert capfd.readouterr().out == "first\nfirst\n"


def test_a_pager_that_stops_reading_ends_quietly(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", python("pass"))
    paging.show(["a line"] * 20_000)
    assert capfd.readouterr().out == ""
