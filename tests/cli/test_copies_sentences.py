"""`copies --sentences` tells which sentence is in which file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Wirecopy
from tui import cli

SHUT = "The harbour of Brisholm was shut on Monday after the crews walked out over their pay."
TALKS = "Talks between the crews and the port authority are to begin on {} morning at nine."
SAIL = "Ferries to the outer islands sail twice a day until the strike is over, it was said."


def test_a_line_and_a_row_for_each_sentence(wirecopy: Wirecopy, tmp_path: Path) -> None:
    texts = {
        "001.txt": (SHUT, TALKS.format("Thursday"), SAIL),
        "002.txt": (SHUT, TALKS.format("Friday")),
        "003.txt": ("Bees hum.",),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text("\n\n".join(text))
    told = wirecopy("copies", "--sentences", str(tmp_path)).out
    assert "001 001.txt: 3 sentences, 1 only here" in told
    rows = [line.split()[:3] for line in told.splitlines() if line.startswith(" =")]
    assert rows == [["=", "=", "The"], ["=", "~", "Talks"], ["=", "·", "Ferries"]]
    (found,) = wirecopy("copies", "--sentences", "--json", str(tmp_path)).json["sentences"]
    assert found["articles"] == ["001.txt", "002.txt"]
    assert [[cell and cell["mark"] for cell in row] for row in found["rows"]] == [
        ["same", "same"],
        ["same", "edited"],
        ["same", None],
    ]


def test_what_a_sampled_index_may_miss_is_said_on_standard_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "001.txt").write_text(f"{SHUT}\n\n{SAIL}")
    monkeypatch.setattr("analysis.copies_index.DENSITIES", {1: 0, 4: 10**9})
    assert cli.main(["copies", "--passages", str(tmp_path)]) == 0
    assert capsys.readouterr().err == ""
    assert cli.main(["copies", str(tmp_path)]) == 0
    said = capsys.readouterr().err
    assert "9 in 10 short passages that two share are found; --passages finds more" in said
