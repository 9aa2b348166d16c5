"""`diff` of an article of the workspace: with its former version, its copy, or by id."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Wirecopy
from tui import cli
from tui.failure import Failure

FIRST = "The port was shut on Monday after a walkout.\n\nAna Berg said 40 ships were waiting."


@pytest.fixture
def port(wirecopy: Wirecopy, tmp_path: Path) -> Path:
    """A workspace with two versions of one article and a stranger."""
    place = tmp_path / "port"
    wirecopy.env["WIRECOPY_WORKSPACE"] = str(place)
    text = tmp_path / "port.txt"
    for said in (FIRST, FIRST.replace("Monday", "Tuesday")):
        text.write_text(said)
        assert wirecopy("add", str(text)).code == 0
    (tmp_path / "bees.txt").write_text("Bees hum in the lime trees.")
    assert wirecopy("add", str(tmp_path / "bees.txt")).code == 0
    return place


def test_one_article_is_compared_with_its_former_version(wirecopy: Wirecopy, port: Path) -> None:
    told = wirecopy("diff", "port").out
    assert told.index("shut on {Monday} after") < told.index("shut on {Tuesday} after")
    newest = next(row for row in wirecopy("articles", "--json").json if row["previous"])
    by_id = wirecopy("diff", "--json", newest["previous"], newest["id"]).json
    assert by_id == wirecopy("diff", "--json", "port").json
    assert [row["label"] for row in by_id["rows"]] == ["edited", "same"]


def test_one_article_is_compared_with_its_copy(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["-w", str(story), "diff", "003"]) == 0
    assert capsys.readouterr().out.startswith(" - 000")


def test_an_article_with_neither_is_told_so(port: Path) -> None:
    with pytest.raises(Failure, match="no former version and no copy"):
        cli.main(["-w", str(port), "diff", "bees"])
    assert cli.main(["-w", str(port), "diff", "nosuch"]) == 1
