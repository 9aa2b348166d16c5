"""What any place for events must do; run on the TinyDB file and on a double in memory."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from store.history import History
from store.records import Event
from store.reviews import LocalReviews, ReviewStore
from store.workspace import Workspace
from tests.store.review_places import MemoryReviews


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ReviewStore:
    return LocalReviews(tmp_path / "reviews.json") if request.param == "file" else MemoryReviews()


def event(target: str, after: str, op: str = "note") -> Event:
    return Event(0, "2024-05-03T10:00:00Z", "Ana", op, target, "", after)  # type: ignore[arg-type]


def test_another_history_is_taken_in_once_in_order_of_time(store: ReviewStore) -> None:
    (own,) = store.append(lambda _: [event("s1", "late")])
    earlier = msgspec.structs.replace(event("s1", "early"), time="2024-05-02T10:00:00Z", id="e1")
    later = msgspec.structs.replace(event("s2", "x"), time="2024-05-04T10:00:00Z", id="e2")
    assert store.unite([earlier, later]) == 2
    assert store.unite([earlier, later]) == 0
    assert [(row.number, row.id) for row in store.history().events] == [
        (1, "e1"), (2, own.id), (3, "e2"),
    ]  # fmt: skip
    assert store.history().review("s1").note == "late"


def test_events_get_numbers_ids_and_one_batch_if_they_are_several(store: ReviewStore) -> None:
    (one,) = store.append(lambda _: [event("s1", "a")])
    two, three = store.append(lambda _: [event("s1", "b"), event("s2", "b")])
    assert [one.number, two.number, three.number] == [1, 2, 3]
    assert len({one.id, two.id, three.id}) == 3
    assert (one.batch, two.batch) == ("", three.batch)
    assert two.batch
    assert store.history().events == [one, two, three]


def test_a_decision_sees_the_newest_history_and_may_be_to_do_nothing(store: ReviewStore) -> None:
    store.append(lambda _: [event("s1", "a")])
    seen: list[object] = []

    def decide(history: History) -> list[Event]:
        seen.append(history.value("s1", "note"))
        return []

    assert store.append(decide) == []
    assert seen == ["a"]
    assert store.history().last == 1


def test_a_decision_that_fails_adds_nothing(store: ReviewStore) -> None:
    def decide(history: History) -> list[Event]:
        raise LookupError

    with pytest.raises(LookupError):
        store.append(decide)
    assert store.history().events == []
    assert len(store.append(lambda _: [event("s1", "a")])) == 1
    assert not store.refresh()


def test_a_workspace_works_on_any_store_of_reviews(workspace: Workspace) -> None:
    other = Workspace(workspace.path, "shared", {}, MemoryReviews())
    ident = other.findings(other.articles()[0].id).statements[0].id
    other.mark([ident], "verified", by="Ana")
    assert other.review(ident).verdict == "verified"
    other.undo("Ana")
    assert other.review(ident).verdict is None
    assert workspace.events() == []


def test_what_a_later_version_may_add_does_not_disturb_the_fold() -> None:
    history = History([event("s1", "a"), event("s1", "Borg", "correct")])
    assert history.review("s1").note == "a"
    assert history.value("s1", "correct") == "Borg"
