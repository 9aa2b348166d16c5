"""Verbs that look: digest, listings with queries, export, keys, config, log, completions."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS, Wirecopy
from tests.cli.test_contract import harmless

NAMES = sorted(path.name for path in SEEDS.glob("*.txt"))


def test_the_digest_names_every_source_and_fits_80_columns(wirecopy: Wirecopy, story: Path) -> None:
    ran = wirecopy("-w", story, "digest")
    assert (ran.code, ran.err) == (0, "")
    flat = " ".join(ran.out.split())
    assert all(name in flat for name in NAMES)
    assert max(map(len, ran.out.splitlines())) <= 80
    assert ran.out == wirecopy("-w", story).out


def test_the_digest_holds_every_finding(wirecopy: Wirecopy, story: Path) -> None:
    digest = wirecopy("-w", story, "digest").out
    document = wirecopy("-w", story, "export", "json").json
    rows = [row for kind in ("statements", "demands", "claims") for row in document[kind]]
    assert [row["id"] for row in rows if row["id"] not in digest] == []
    flat = " ".join(digest.split())
    passages = [" ".join(row["text"].split()) for row in document["demands"]]
    assert [text for text in passages if text not in flat] == []


@pytest.mark.parametrize("verb", ["articles", "statements", "demands", "claims"])
def test_listings_are_arrays_with_the_keys_of_the_contract(
    wirecopy: Wirecopy, story: Path, verb: str
) -> None:
    rows = wirecopy("-w", story, verb, "--json").json
    assert isinstance(rows, list)
    keys = {"id", "article", "verdict", "inherited", "note", "tags"}
    keys |= set() if verb == "articles" else {"start", "end", "text"}
    for row in rows:
        assert keys <= set(row)
        assert row["article"] in NAMES
    plain = wirecopy("-w", story, verb)
    assert plain.code == 0
    assert all(row["id"] in plain.out for row in rows)
    assert plain.messages[-1].startswith(f"wirecopy: {len(rows)} {verb[:-1]}")
    assert harmless(plain.out)


def test_a_query_narrows_a_listing(wirecopy: Wirecopy, story: Path) -> None:
    found = wirecopy("-w", story, "articles", "--json", "verified", "withdrawal").json
    assert [row["article"][:3] for row in found] == ["001"]
    assert wirecopy("-w", story, "articles", "--json", "nosuchword").json == []
    none = wirecopy("-w", story, "articles", "nosuchword")
    assert (none.code, none.out) == (0, "")
    assert none.messages == ["wirecopy: 0 articles found: none of 5 fits nosuchword"]


def test_a_query_that_cannot_be_read_is_a_usage_error(wirecopy: Wirecopy, story: Path) -> None:
    ran = wirecopy("-w", story, "statements", "verdict:nonsense")
    assert ran.code == 2
    assert ran.messages[0].startswith("wirecopy: query: column 9: no 'nonsense'")


def test_exports_go_to_standard_output_or_to_a_file_that_is_never_replaced_unasked(
    wirecopy: Wirecopy, story: Path, tmp_path: Path
) -> None:
    target = tmp_path / "notes.json"
    shown = wirecopy("-w", story, "export", "json")
    assert shown.code == 0
    assert len(shown.json["articles"]) == 5
    assert wirecopy("-w", story, "export", "json", "-o", target).code == 0
    assert target.read_bytes() == shown.raw
    target.write_text("mine", "utf-8")
    again = wirecopy("-w", story, "export", "json", "-o", target)
    assert (again.code, target.read_text("utf-8")) == (2, "mine")
    assert again.messages == [f"wirecopy: {target}: is there already; --force replaces it"]
    assert wirecopy("-w", story, "export", "json", "-o", target, "--force").code == 0
    assert json.loads(target.read_bytes()) == shown.json


def test_csv_and_markdown_are_written(wirecopy: Wirecopy, story: Path) -> None:
    table = wirecopy("-w", story, "export", "csv")
    rows = list(csv.DictReader(io.StringIO(table.raw.decode("utf-8-sig"), newline="")))
    assert {"id", "verdict", "note", "quote"} <= set(rows[0])
    text = wirecopy("-w", story, "export", "markdown")
    assert text.code == 0
    assert text.out.startswith("# ")
    assert harmless(text.out)


@pytest.mark.parametrize("name", ["tarot", "nosuch"])
def test_a_format_that_is_not_there_is_a_usage_error(
    wirecopy: Wirecopy, story: Path, name: str
) -> None:
    ran = wirecopy("-w", story, "export", name)
    assert ran.code == 2
    assert len(ran.messages) == 1
    assert "there are markdown, html, " in ran.err


def test_an_export_into_a_folder_that_is_not_there_is_refused(
    wirecopy: Wirecopy, story: Path, tmp_path: Path
) -> None:
    ran = wirecopy("-w", story, "export", "csv", "-o", tmp_path / "no" / "x.csv")
    assert ran.code == 2
    assert "no such file or directory" in ran.err


def test_keys_lists_every_action(wirecopy: Wirecopy) -> None:
    from tui.actions import ACTIONS

    out = wirecopy("keys").out
    assert all(action.title in out for action in ACTIONS)


def test_config_names_every_place(wirecopy: Wirecopy, story: Path) -> None:
    ran = wirecopy("-w", story, "config")
    assert ran.code == 0
    assert str(story) in ran.out
    assert wirecopy("config", "path").out.strip().endswith("wirecopy/config.toml")


def test_settings_name_the_workspace_and_the_reader(wirecopy: Wirecopy, story: Path) -> None:
    place = Path(wirecopy("config", "path").out.strip())
    place.parent.mkdir(parents=True)
    place.write_text(f'workspace = "{story}"\nreader = "Ada"\n', "utf-8")
    assert len(wirecopy("articles", "--json").json) == 5
    target = wirecopy("articles", "--json").json[0]["id"]
    assert wirecopy("note", target, "seen").code == 0
    assert wirecopy("history", "--json").json[-1]["by"] == "Ada"


def test_broken_settings_are_named_by_line_and_never_quoted(wirecopy: Wirecopy) -> None:
    place = Path(wirecopy("config", "path").out.strip())
    place.parent.mkdir(parents=True)
    place.write_text('workspace = "a"\npassword = hunter2"\n', "utf-8")
    ran = wirecopy("articles")
    assert ran.code == 2
    assert len(ran.messages) == 1
    assert f"{place}: at line 2" in ran.err
    assert "hunter2" not in ran.err


def test_log_says_where_it_is(wirecopy: Wirecopy) -> None:
    ran = wirecopy("log")
    assert ran.code == 0
    assert "wirecopy.log: nothing was logged yet" in ran.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_hold_every_verb(wirecopy: Wirecopy, shell: str) -> None:
    from tui.verbs import TABLE

    out = wirecopy("completions", shell).out
    assert all(verb in out for verb in TABLE)
