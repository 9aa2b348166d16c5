"""Copied text goes where it can be pasted from, and the reader is told where that is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App

from tui import copying


class Host(App[None]):
    """An app whose terminal remembers what it was sent."""

    heard = ""

    def copy_to_clipboard(self, text: str) -> None:
        self.heard = text


@pytest.fixture
def tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tmux that the app runs in; the file that it keeps its buffer in."""
    kept = tmp_path / "buffer"
    program = tmp_path / "bin" / "tmux"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" > {kept}.args\ncat > {kept}\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("TMUX", "/somewhere,1,0")
    monkeypatch.setenv("TERM", "tmux-256color")
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    return kept


def test_inside_tmux_its_buffer_gets_the_text(tmux: Path) -> None:
    app = Host()
    told = copying.copy(app, "ein Wort – “so”", "auto")
    assert tmux.read_text("utf-8") == "ein Wort – “so”"
    assert Path(f"{tmux}.args").read_text("utf-8").split() == ["load-buffer", "-w", "-"]
    assert "tmux" in told
    assert not app.heard


def test_a_tmux_that_refuses_leaves_it_to_the_terminal_and_that_is_said(
    tmux: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmux.parent / "bin" / "tmux").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    app = Host()
    told = copying.copy(app, "words", "auto")
    assert app.heard == "words"
    assert "OSC 52" in told
    assert "set-clipboard" in told
    monkeypatch.setenv("PATH", str(tmux.parent / "nowhere"))
    assert not copying.by_tmux("words")


def test_who_asks_for_the_terminal_gets_the_terminal(
    tmux: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Host()
    monkeypatch.setenv("TERM", "xterm-256color")
    told = copying.copy(app, "words", "terminal")
    assert app.heard == "words"
    assert "tmux" not in told
    assert not tmux.exists()
