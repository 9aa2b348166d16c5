"""Where a judged passage is now, when words changed: found, or listed as lost, never guessed at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from store.records import Article, Findings, Statement, Story, finding_id
from store.workspace import UnknownId, Workspace

SAID = "the guild will keep the northern harbour closed for 14 days after the storm"


def version(text: str, *passages: str, source: str = "a.txt") -> tuple[Article, Findings]:
    ident = "a" + str(abs(hash(text)))[:10]
    rows = tuple(
        Statement(
            finding_id(ident, "s", text.index(words), text.index(words) + len(words)), ident,
            text.index(words), text.index(words) + len(words), words, "indirect",
        )
        for words in passages
    )  # fmt: skip
    return Article(ident, "a.txt", source, text), Findings(ident, rows)


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., tuple[Workspace, str]]:
    """Mark SAID in a first version, then bring a second one with other passages."""

    def make(text: str, *passages: str) -> tuple[Workspace, str]:
        workspace = Workspace.open(tmp_path / "w", create=True)
        for words, wanted in ((f"Ida said {SAID}. It rained.", (SAID,)), (text, passages)):
            article, found = version(words, *wanted)
            workspace.put_articles([article])
            workspace.put_analysis([], {article.id: found}, Story())
            if wanted == (SAID,) and not workspace.events():
                workspace.mark([found.statements[0].id], "verified", by="Ana")
        return workspace, workspace.events()[0].target

    return make


Edited = Callable[..., tuple[Workspace, str]]


def test_a_word_changed_in_the_passage_keeps_its_verdict_as_inherited(edited: Edited) -> None:
    now = SAID.replace("closed", "shut")
    workspace, was = edited(f"On Friday Ida said {now}. It rained.", now)
    (here,) = workspace.findings(workspace.articles()[0].id).statements
    review = workspace.review(here.id)
    assert (review.verdict, review.inherited) == ("verified", True)
    assert 0.75 < workspace.likeness(was) < 1
    assert workspace.orphans() == []


@pytest.mark.parametrize(
    "now",
    [
        SAID.replace("14", "40"),
        SAID.replace("will keep", "will not keep"),
        "the mayor opens the southern harbour again on Monday with a feast and music",
    ],
    ids=["another number", "a negation", "other words"],
)
def test_a_passage_that_says_something_else_does_not_inherit(now: str, edited: Edited) -> None:
    workspace, was = edited(f"Ida said {now}. It rained.", now)
    (here,) = workspace.findings(workspace.articles()[0].id).statements
    assert workspace.review(here.id).verdict is None
    (orphan,) = workspace.orphans()
    assert orphan.target == was
    assert orphan.anchor is not None
    assert orphan.anchor.quote == SAID
    assert workspace.likeness(was) == 0


def test_between_two_passages_much_alike_none_is_chosen(edited: Edited) -> None:
    one, two = SAID.replace("guild", "guilt"), SAID.replace("guild", "guile")
    workspace, _ = edited(f"Ida said {one}. It rained. Ida said {two}. It rained.", one, two)
    assert len(workspace.orphans()) == 1


def test_a_lost_review_is_attached_by_hand_and_that_can_be_undone(edited: Edited) -> None:
    now = SAID.replace("14", "40")
    workspace, was = edited(f"Ida said {now}. It rained.", now)
    (here,) = workspace.findings(workspace.articles()[0].id).statements
    event = workspace.attach(was, here.id, by="Ana")
    assert (event.op, event.after) == ("attach", here.id)
    review = workspace.review(here.id)
    assert (review.verdict, review.inherited) == ("verified", False)
    assert workspace.orphans() == []
    assert [row.op for row in Workspace.open(workspace.path).events(here.id)] == [
        "verdict", "attach",
    ]  # fmt: skip
    workspace.undo("Ana")
    assert len(workspace.orphans()) == 1
    assert workspace.review(here.id).verdict is None
    with pytest.raises(UnknownId):
        workspace.attach(was, "s0000000000")


def test_a_span_that_a_new_analysis_drew_anew_keeps_its_verdict(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "w", create=True)
    article, found = version(f"Ida said {SAID}, and left. It rained.", SAID)
    workspace.put_articles([article])
    workspace.put_analysis([], {article.id: found}, Story())
    workspace.mark([found.statements[0].id], "false")
    longer = msgspec.structs.replace(
        found.statements[0],
        id="slonger",
        text=f"{SAID}, and left",
        end=found.statements[0].end + 10,
    )
    workspace.put_analysis([], {article.id: Findings(article.id, (longer,))}, Story())
    assert workspace.review("slonger").verdict == "false"
    assert workspace.review("slonger").inherited
    workspace.put_analysis([], {article.id: found}, Story())
    assert not workspace.review(found.statements[0].id).inherited
