"""The line that tells how far an intake is."""

from __future__ import annotations

import pytest

from tui.verbs import output


def test_it_is_told_how_long_the_rest_takes_once_that_can_be_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([100.0, 101.0, 110.0, 400.0, 430.0])
    monkeypatch.setattr(output, "monotonic", lambda: next(clock))
    line = output.ProgressLine()
    line._live = True
    for number in (1, 2, 3):
        line(number, 5, "a.txt")
    line.analysed(0, 1000)
    line.analysed(100, 1000)
    said = [part.strip() for part in capsys.readouterr().err.split("\r") if part.strip()]
    assert said == [
        "reading 1 of 5: a.txt",
        "reading 2 of 5: a.txt",
        "reading 3 of 5, 15 s left: a.txt",
        "analysing 0 of 1000",
        "analysing 100 of 1000, 4 min left",
    ]
