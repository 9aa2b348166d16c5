"""Events wait to be folded until somebody asks: nobody can tell."""

from __future__ import annotations

from store.history import FEW, History
from store.records import Event


def event(number: int, target: str, after: object, op: str = "note", of: str = "") -> Event:
    time, own = "2024-05-03T10:00:00Z", f"e{number}"
    return Event(number, time, "Ana", op, target, "", after, id=own, of=of)  # type: ignore[arg-type]


ACTS = [
    event(1, "s1", "a"),
    event(2, "s2", ["x"], "tags"),
    event(3, "s1", "b"),
    event(4, "s1", "a", "undo", "e3"),
    *(event(number, f"s{number}", "c") for number in range(5, 7 + FEW)),
    event(7 + FEW, "s1", "b", "redo", "e3"),
]


def test_what_joins_one_by_one_is_what_was_there_from_the_start() -> None:
    grown = History()
    for count, act in enumerate(ACTS, 1):
        grown.add(act)
        whole = History(ACTS[:count])
        for target in ("s1", "s2", "s9", "nobody"):
            assert grown.latest(target, "note") == whole.latest(target, "note")
            assert History(grown.events).review(target) == whole.review(target)
    assert grown.targets() == History(ACTS).targets()
    assert grown.undoable("Ana") == History(ACTS).undoable("Ana")
    assert grown.review("s1").note == "b"


def test_an_undo_that_waits_is_seen_at_once() -> None:
    history = History(ACTS[:3])
    assert history.review("s1").note == "b"
    history.add(ACTS[3])
    latest = history.latest("s1", "note")
    assert latest is not None
    assert latest.after == "a"
    assert history.cancelled(ACTS[2])


def test_what_was_known_of_a_target_can_be_asked_later() -> None:
    history = History(ACTS)
    assert history.until(3, "s1").value("s1", "note") == "b"
    assert history.until(4, "s1").value("s1", "note") == "a"
    assert history.until(0, "s1").value("s1", "note") == ""
