"""Web Annotations out and in: valid for the W3C's tests, nothing lost, anchored by quote."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import exports
from store.exports import annotation_reader
from store.exports.annotation_reader import AnnotationError
from store.records import VERDICTS, Findings, Statement
from store.workspace import Workspace
from tests.store.readers import annotation_faults
from tests.store.test_import_bundle import TEXTS, made

QUOTE = '"Safety comes first,"'


@pytest.fixture
def judged(workspace: Workspace) -> Workspace:
    statement = workspace.findings(workspace.articles()[2].id).statements[0].id
    workspace.mark([statement], "verified", reason="On tape.", by="Ana")
    workspace.note(statement, "checked: by phone", by="Bo")
    workspace.tag(statement, ["safety", "mayor"], by="Cy")
    workspace.evidence(statement, ["https://a.example/x", "my notebook"], by="Ana")
    workspace.note(workspace.articles()[1].id, "a copy", by="Bo")
    return workspace


def page(workspace: Workspace, query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(exports.export(workspace, "web-annotation", query))[
        "items"
    ]
    return items


def sent(workspace: Workspace, document: object) -> annotation_reader.Annotated:
    return annotation_reader.receive(workspace, json.dumps(document).encode())


def quoting(words: str, comment: str, **more: object) -> dict[str, Any]:
    """An annotation as the Hypothesis API gives it."""
    selector = {"type": "TextQuoteSelector", "exact": words, **more}
    return {
        "id": "h1", "user": "acct:jane@hypothes.is", "text": comment, "tags": ["odd"],
        "updated": "2024-05-04T10:00:00.5+02:00", "uri": "https://p.example/1",
        "target": [{"source": "https://p.example/1", "selector": [selector]}],
    }  # fmt: skip


def test_every_annotation_passes_the_assertions_of_the_w3c(judged: Workspace) -> None:
    items = page(judged)
    assert len(items) == 11
    assert annotation_faults(items) == []
    assert annotation_faults([{**items[0], "target": None}]) != []


def test_an_annotation_says_what_who_when_and_where(judged: Workspace) -> None:
    (item,) = page(judged, "verdict:verified kind:statement")
    said = {
        (b["purpose"], b.get("value") or b["source"]): b["creator"]["name"]
        for b in item["body"]
        if b["purpose"] != "describing"
    }
    assert said == {
        ("classifying", "verified"): "Ana",
        ("assessing", "On tape."): "Ana",
        ("commenting", "checked: by phone"): "Bo",
        ("tagging", "safety"): "Cy",
        ("tagging", "mayor"): "Cy",
        ("linking", "https://a.example/x"): "Ana",
        ("linking", "my notebook"): "Ana",
    }
    quote, position = item["target"]["selector"]
    text = judged.articles()[2].text
    assert text[position["start"] : position["end"]] == quote["exact"] == QUOTE
    assert item["motivation"] == ["assessing", "commenting", "tagging", "linking"]
    assert item["created"] <= item["modified"]


def test_what_goes_out_comes_back_with_its_authors_and_times_and_once(
    judged: Workspace, fill: Callable[[Path], Workspace], tmp_path: Path
) -> None:
    other = fill(tmp_path / "other")
    data = exports.export(judged, "web-annotation")
    path = tmp_path / "a.jsonld"
    path.write_bytes(data)
    assert exports.received(other, path).refused == []
    assert other.reviews() == judged.reviews()
    told = {(e.op, e.by, e.time, e.reason, e.target) for e in other.events()}
    assert told == {(e.op, e.by, e.time, e.reason, e.target) for e in judged.events()}
    assert exports.received(other, path).summary == "11 annotations, 0 new acts of readers"
    assert page(other) == page(judged)


def test_a_comment_of_another_tool_lands_on_the_finding_with_its_words(
    workspace: Workspace,
) -> None:
    words = "“Safety   comes first,”"
    assert sent(workspace, {"rows": [quoting(words, "Really?")]}) == (1, 2, [])
    (third,) = workspace.findings(workspace.articles()[2].id).statements
    review = workspace.review(third.id)
    assert (review.note, review.tags, review.by) == ("Really?", ("odd",), "jane")
    assert review.time == "2024-05-04T08:00:00.500Z"
    assert sent(workspace, {"rows": [quoting(words, "Really?")]}).events == 0


def test_of_equal_words_those_with_the_same_surroundings_are_meant(tmp_path: Path) -> None:
    text = "He came. He saw. He came. He won."
    workspace = made(tmp_path / "w", [(text, "t")])
    article = workspace.articles()[0]
    rows = tuple(
        Statement(f"s{start}", article.id, start, start + 8, "He came.", "direct")
        for start in (0, 17)
    )
    workspace.put_analysis([], {article.id: Findings(article.id, rows)}, workspace.story())
    item = quoting("He came.", "twice", suffix=" He won")
    item["target"][0]["source"] = "in/0"
    assert sent(workspace, [item]).taken == 1
    assert (workspace.review("s0").note, workspace.review("s17").note) == ("", "twice")


def test_words_without_a_finding_go_into_the_note_of_the_article(workspace: Workspace) -> None:
    first = workspace.articles()[0]
    workspace.note(first.id, "mine", by="Ana")
    item = quoting("said Ida Borg, the harbour master", "who?")
    item["target"][0]["source"] = "inbox/one.txt"
    assert sent(workspace, [item]).taken == 1
    note = workspace.review(first.id).note
    assert note == "mine\n\n“said Ida Borg, the harbour master”: who?"


def test_what_fits_nowhere_is_refused_with_the_reason(workspace: Workspace) -> None:
    done = sent(workspace, [quoting("no such words here", "x"), {"id": "n", "body": "x"}])
    assert [(one.ident, one.reason) for one in done.refused] == [
        ("h1", "its words stand in no article of this workspace"),
        ("n", "is no annotation of a text"),
    ]
    assert workspace.events() == []


@pytest.mark.parametrize("data", [b"", b"\xff", b"[1, 2]", b'{"a": 1}', b"[" * 100_000, b"<html>"])
def test_a_file_without_annotations_is_refused(workspace: Workspace, data: bytes) -> None:
    with pytest.raises(AnnotationError):
        annotation_reader.receive(workspace, data)


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.sampled_from([QUOTE, "inbox/one.txt"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["target", "body", "selector", "exact", "source", "type", "value", "tags"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON)
@settings(max_examples=60, deadline=None)
def test_no_shape_of_an_annotation_breaks_the_reader(
    empty: Workspace, target: object, body: object
) -> None:
    done = sent(empty, [{"id": "x", "target": target, "body": body}])
    assert (done.taken, done.events, len(done.refused)) == (0, 0, 1)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("e") / "w", create=True)


@given(
    st.lists(
        st.tuples(TEXTS.filter(str.strip), TEXTS), min_size=1, max_size=2, unique_by=lambda t: t[0]
    ),
    st.lists(st.tuples(st.integers(0, 1), st.sampled_from(VERDICTS), TEXTS), max_size=3),
)
@settings(max_examples=12, deadline=None)
def test_reviews_of_any_text_survive_the_way_out_and_in(
    articles: list[tuple[str, str]], marks: list[tuple[int, str, str]]
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        first, second = made(folder / "a", articles), made(folder / "b", articles)
        ids = [found.statements[0].id for found in first.all_findings().values()]
        for place, verdict, text in marks:
            target = ids[place % len(ids)]
            first.mark([target], verdict, reason="r", by="Ana")  # type: ignore[arg-type]
            if text:
                first.note(target, text, by=text)
                first.tag(target, [text, "t"], by="Bo")
                first.evidence(target, [text], by="Bo")
        annotation_reader.receive(second, exports.export(first, "web-annotation"))
        kept = {key: (r.verdict, r.note, r.tags, r.evidence) for key, r in second.reviews().items()}
        assert kept == {
            key: (r.verdict, r.note, r.tags, r.evidence) for key, r in first.reviews().items()
        }
