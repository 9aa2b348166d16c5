"""The reader's own keys: by action id, clashes told with their line; the keys page is generated."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.workspace import Workspace
from tests.tui.test_workbench import bench_of, press, settle
from tui import actions, keymap, settings
from tui.app import WirecopyApp
from tui.failure import Failure
from tui.keys_page import page
from tui.screens.listed import hints
from tui.screens.origins import OriginsScreen

DOCS = Path(__file__).parents[2] / "docs"


def test_the_keys_page_is_what_the_registry_says() -> None:
    assert (DOCS / "keys.md").read_text("utf-8") == page(), "run: wirecopy keys --markdown"


def test_a_key_of_ones_own_takes_the_place_of_the_registrys() -> None:
    made, wrong = keymap.build({"verified": "y"})
    assert not wrong
    assert made.by_id["verified"].keys == ("y",)
    assert made.by_id["copy"].keys == ()
    assert made.textual() == {"verified": "y", "copy": ""}


def test_a_clash_is_told_with_its_line() -> None:
    source = 'theme = "ansi-dark"\n[keys]\nverified = "y"\nhelp = ["?", "y"]\n'
    made, wrong = keymap.build({"verified": "y", "help": ["?", "y"]}, source=source)
    assert made.by_id["help"].keys == ("question_mark", "y")
    assert [one.line for one in wrong] == [4]
    assert "verified and help" in wrong[0].reason or "help and verified" in wrong[0].reason


@pytest.mark.parametrize("wanted", [{"fly": "y"}, {"help": 3}, {"help": ["y", 3]}, {"help": ""}])
def test_what_cannot_be_is_told_and_left_out(wanted: dict[str, object]) -> None:
    made, wrong = keymap.build(wanted)
    assert len(wrong) == 1
    assert made.by_id["help"].keys == actions.BY_ID["help"].keys


def test_a_key_of_one_screen_is_taken_from_no_other_screen() -> None:
    made, wrong = keymap.build({"origins_split": "s", "origins_merge": "x"})
    assert not wrong
    assert made.by_id["correct_speaker"].keys == ("s",)
    assert made.by_id["unverified"].keys == ("x",)
    assert hints(made.actions, "origins") == "enter diff  s not a copy  x a copy of …  esc"


async def test_own_keys_work_on_the_screen_of_origins(sample: Path) -> None:
    app = WirecopyApp(Workspace.open(sample), settings.Settings(keys={"origins_diff": "f4"}))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "H")
        assert isinstance(pilot.app.screen, OriginsScreen)
        await press(pilot, "f4")
        assert bench_of(pilot).session.diff_pair


def test_the_digits_change_places() -> None:
    made, wrong = keymap.build({}, counting=True)
    assert not wrong
    assert made.by_id["pane_demands"].keys == ("alt+3",)
    assert "5" in made.by_id["count"].keys
    assert made.by_id["count"].title == keymap.COUNTING
    assert made.by_id["clear"].keys == ("0",)


async def test_own_keys_work_and_stand_in_the_footer(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[keys]\nverified = "f4"\nfly = "x"\n', "utf-8")
    monkeypatch.setenv(settings.VARIABLE, str(file))
    app = WirecopyApp(Workspace.open(sample), settings.load())
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        bench = bench_of(pilot)
        assert "line 3" in bench.foot.message
        await press(pilot, "f4")
        finding = bench.session.finding
        assert finding
        assert bench.session.review(finding.id).verdict == "verified"
        bench.say("")
        assert ("f4", "strong") in bench.foot.left()


@pytest.mark.parametrize(
    "text", ["plain = 1", 'theme = "x"', "keys = 3", "reader = 4", 'digits = ["counts"]']
)
def test_a_setting_that_cannot_be_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, "utf-8")
    monkeypatch.setenv(settings.VARIABLE, str(file))
    with pytest.raises(Failure):
        settings.load()
