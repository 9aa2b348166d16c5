"""What the events add up to is kept on disk: it is believed where it holds, and tells the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store import past
from store.files import WorkspaceError
from store.folding import fold
from store.frames import journal_of
from store.history import History
from store.journal import Journal
from store.records import Anchor, Event
from store.reviews import LocalReviews


def event(target: str, op: str, after: object, by: str = "Ana", of: str = "") -> Event:
    where = Anchor("a1", 0, 3, target)
    time = "2024-05-03T10:00:00Z"
    return Event(0, time, by, op, target, None, after, of=of, anchor=where)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Reviews of six events, the last two in the journal, with their state kept."""
    path = tmp_path / "reviews.json"
    reviews = LocalReviews(path)
    (one,) = reviews.append(lambda _: [event("s1", "note", "a")])
    reviews.append(lambda _: [event("s2", "verdict", "false"), event("s3", "tags", ["x"])])
    reviews.append(lambda _: [event("s1", "undo", "", of=one.id)])
    fold(path)
    reviews = LocalReviews(path)
    reviews.append(lambda _: [event("s2", "attach", "s9")])
    reviews.append(lambda _: [event("s4", "correct", {"act": "merge"})])
    past.keep(path)
    assert past.place(path).exists()
    return path


def told(history: History) -> object:
    targets = history.targets()
    states = {one: (history.standing(one), history.value(one, "note")) for one in targets}
    first = states, history.anchors, history.attached(), history.regroupings, history.last
    return (
        *first, history.conflicts(), history.undoable("Ana"), history.redoable("Ana"),
        history.events,
    )  # fmt: skip


def test_a_kept_state_tells_what_all_events_tell(path: Path) -> None:
    kept, whole = LocalReviews(path, worth=1), LocalReviews(path)
    assert isinstance(kept.history(), past.Recalled)
    kept.history()
    past.place(path).unlink()
    assert not isinstance(whole.history(), past.Recalled)
    assert told(kept.history()) == told(whole.history())
    assert kept.head == whole.head


def test_opening_reads_the_events_since_and_no_others(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    LocalReviews(path).append(lambda _: [event("s5", "note", "since")])
    monkeypatch.setattr("store.journal.decoded", lambda *_: pytest.fail("the checkpoint was read"))
    reviews = LocalReviews(path)
    history = reviews.history()
    assert history.review("s5").note == "since"
    assert history.review("s2").verdict == "false"
    assert history.last == 7
    reviews.append(lambda _: [event("s2", "verdict", "verified")])
    assert LocalReviews(path).history().review("s2").verdict == "verified"


def test_an_undo_of_an_act_in_the_kept_state_is_folded(path: Path) -> None:
    about = LocalReviews(path).history().events[1]
    LocalReviews(path).append(lambda _: [event("s2", "undo", None, of=about.id)])
    assert LocalReviews(path).history().review("s2").verdict is None


def spoiled(data: bytes, how: str) -> bytes:
    if how == "cut":
        return data[: len(data) // 2]
    if how == "altered":
        return data[:-40] + bytes([data[-40] ^ 1]) + data[-39:]
    return {"empty": b"", "other": b"no state at all"}[how]


@pytest.mark.parametrize("how", ["cut", "altered", "empty", "other"])
def test_a_state_that_is_damaged_is_made_again(how: str, path: Path) -> None:
    there = past.place(path)
    there.write_bytes(spoiled(there.read_bytes(), how))
    assert past.read(path) is None
    reviews = LocalReviews(path, worth=1)
    assert reviews.history().review("s2").verdict == "false"
    reviews.append(lambda _: [event("s1", "note", "more")])
    reviews.wait()
    again = LocalReviews(path).history()
    assert isinstance(again, past.Recalled)
    assert again.review("s1").note == "more"


def test_a_state_of_another_past_is_not_believed(path: Path) -> None:
    there = past.place(path)
    state = there.read_bytes()
    beside = journal_of(path)
    lines = beside.read_bytes().splitlines(keepends=True)
    beside.write_bytes(b"".join(lines[:-1]))
    assert not isinstance(LocalReviews(path).history(), past.Recalled), "the journal is shorter"
    beside.write_bytes(b"".join(lines))
    there.write_bytes(state)
    LocalReviews(path).append(lambda _: [event("s1", "note", "b")])
    fold(path)
    assert past.read(path) is None, "the checkpoint is another"


def test_events_that_have_gone_meanwhile_are_missed(path: Path) -> None:
    history = LocalReviews(path).history()
    assert isinstance(history, past.Recalled)
    journal = Journal(path)
    journal.load()
    journal.replace({}, {})
    with pytest.raises(WorkspaceError, match="try again"):
        history.events  # noqa: B018


def test_a_fold_keeps_the_state_of_its_checkpoint(path: Path) -> None:
    past.place(path).unlink()
    LocalReviews(path, worth=7).fold()
    assert not past.place(path).exists(), "six events are few"
    LocalReviews(path).append(lambda _: [event("s1", "note", "b")])
    LocalReviews(path, worth=7).fold()
    history = LocalReviews(path).history()
    assert isinstance(history, past.Recalled)
    assert history.review("s1").note == "b"


def test_the_state_is_never_written_into_the_tinydb_file(path: Path) -> None:
    assert set(json.loads(path.read_bytes())) == {"events", "_store"}
