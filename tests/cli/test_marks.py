"""`mark`, `note`, `tag`, `undo`, `redo`, `history`: acts that last, and can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from store.records import VERDICTS
from tests.cli.conftest import Wirecopy


@pytest.fixture
def judged(wirecopy: Wirecopy, story: Path) -> Wirecopy:
    """The program on the sample by its variable."""
    wirecopy.env["WIRECOPY_WORKSPACE"] = str(story)
    return wirecopy


def finding(wirecopy: Wirecopy, ident: str) -> dict[str, Any]:
    rows = [
        row for verb in ("statements", "demands", "claims") for row in wirecopy(verb, "--json").json
    ]
    return next(row for row in rows if row["id"] == ident)


def first(wirecopy: Wirecopy) -> str:
    for verb in ("statements", "demands", "claims"):
        rows = wirecopy(verb, "--json").json
        if rows:
            return str(rows[0]["id"])
    raise AssertionError("the engine found nothing")


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_can_be_given(judged: Wirecopy, verdict: str) -> None:
    target = first(judged)
    ran = judged("mark", target, verdict)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.split()[1:] == [target, verdict]
    assert finding(judged, target)["verdict"] == verdict


def test_a_mark_with_note_evidence_and_reason_is_kept(judged: Wirecopy) -> None:
    target = first(judged)
    options = ["--note", "called the ministry", "--evidence", "https://a.test", "--reason", "why"]
    assert judged("mark", target, "verified", *options, "--by", "Ada").code == 0
    assert judged("mark", target, "verified", "--evidence", "https://b.test").code == 0
    row = finding(judged, target)
    assert row["note"] == "called the ministry"
    assert row["evidence"] == ["https://a.test", "https://b.test"]
    events = judged("history", target, "--json").json
    assert [event["op"] for event in events][:3] == ["verdict", "note", "evidence"]
    assert (events[0]["by"], events[0]["reason"]) == ("Ada", "why")
    assert "called the ministry" in judged("digest").out
    judged("undo")  # the second mark
    judged("undo", "--by", "Ada")
    row = finding(judged, target)
    assert (row["verdict"], row["note"], row["evidence"]) == (None, "", [])


def test_a_verdict_is_cleared_undone_and_redone(judged: Wirecopy) -> None:
    target = first(judged)
    judged("mark", target, "false")
    judged("mark", target, "clear")
    assert finding(judged, target)["verdict"] is None
    assert "false" in judged("undo").out
    assert finding(judged, target)["verdict"] == "false"
    assert judged("redo").code == 0
    assert finding(judged, target)["verdict"] is None


def test_nothing_to_undo_is_said(judged: Wirecopy) -> None:
    for verb in ("undo", "redo"):
        ran = judged(verb)
        assert (ran.code, ran.out) == (0, "")
        assert ran.messages == [f"wirecopy: nothing to {verb}"]


def test_notes_and_tags_of_an_article(judged: Wirecopy) -> None:
    target = judged("articles", "--json").json[0]["id"]
    assert judged("note", target, "read", "twice").code == 0
    assert judged("tag", target, "wire", "photo").code == 0
    row = judged("articles", "--json").json[0]
    assert (row["note"], row["tags"]) == ("read twice", ["wire", "photo"])
    assert judged("tag", target).code == 0
    assert judged("articles", "--json").json[0]["tags"] == []


def test_an_unknown_id_is_refused_and_the_others_are_marked(judged: Wirecopy) -> None:
    target = first(judged)
    ran = judged("mark", "snosuchthing", target, "verified")
    assert ran.code == 1
    assert ran.messages == ["wirecopy: snosuchthing: no finding or article has this id"]
    assert finding(judged, target)["verdict"] == "verified"


def test_an_article_has_no_verdict(judged: Wirecopy) -> None:
    target = judged("articles", "--json").json[0]["id"]
    ran = judged("mark", target, "verified")
    assert ran.code == 1
    assert "an article has no verdict" in ran.err
    assert judged("history", "--json").json == []


def test_an_unknown_verdict_is_a_usage_error(judged: Wirecopy) -> None:
    ran = judged("mark", "s123", "maybe")
    assert ran.code == 2
    assert ran.messages == [
        f"wirecopy: maybe: no such verdict; there are {', '.join((*VERDICTS, 'clear'))}"
    ]


def test_a_note_with_controls_is_kept_exactly_and_shown_neutrally(judged: Wirecopy) -> None:
    target = judged("articles", "--json").json[0]["id"]
    text = "a\x1b]52;c;!\x07 [red]b[/x] \u202ec"
    assert judged("note", target, text).code == 0
    ran = judged("articles", "--json")
    assert ran.json[0]["note"] == text
    assert b"\x1b" not in ran.raw
    assert "␛]52;c;!␇ [red]b[/x] ‹U+202E›c" in " ".join(judged("articles").out.split())
