"""The digest of stories that are larger or stranger than the sample."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.records import (
    Article,
    Claim,
    CopyLink,
    Demand,
    Findings,
    Notice,
    Response,
    Statement,
    Story,
    finding_id,
)
from store.workspace import Workspace
from tests.cli.conftest import Wirecopy
from tests.cli.test_contract import harmless
from tui.digest import compose
from tui.session import Session

NASTY = "[red]a[/x]\x1b[31m\u202eb"


def article(number: int, text: str = "The envoy wants peace. Ten left. He said so.") -> Article:
    return Article(
        f"a{number:010}", f"{number:03}_x.txt", f"s{number}", text, title=f"Title {number}"
    )


def findings(of: Article, *, weaker: bool = False, speaker: str = "The envoy") -> Findings:
    demand = Demand(
        finding_id(of.id, "d", 0, 22), of.id, 0, 22, of.text[0:22], "other", name="peace",
        holder=speaker, target="All", weaker=weaker,
        responses=(Response(23, 32, of.text[23:32], "Nobody", "rejected"),),
    )  # fmt: skip
    claim = Claim(finding_id(of.id, "c", 23, 32), of.id, 23, 32, of.text[23:32], quantity=10)
    said = Statement(
        finding_id(of.id, "s", 33, 44), of.id, 33, 44, of.text[33:44], "indirect",
        speaker=speaker, when="2022-02-15", when_source="inferred",
    )  # fmt: skip
    return Findings(of.id, (said,), (demand,), (claim,), "1")


def workspace_of(place: Path, items: list[Article], found: list[Findings]) -> Workspace:
    workspace = Workspace.open(place, create=True)
    workspace.put_articles(items)
    workspace.put_analysis(items, {item.article: item for item in found}, Story())
    return workspace


def test_the_ledger_of_many_articles_is_broken_into_blocks(tmp_path: Path) -> None:
    items = [article(number) for number in range(60)]
    found = [findings(item, weaker=number % 2 == 1) for number, item in enumerate(items)]
    digest = compose(Session(workspace_of(tmp_path / "w", items, found)), "Many")
    lines = digest.splitlines()
    assert max(map(len, lines)) <= 78
    rows = [line for line in lines if line.startswith("Peace  ")]
    assert (sum(row.count("●") for row in rows), sum(row.count("◐") for row in rows)) == (30, 30)
    assert digest.count("Tuesday 15 February 2022") == 1


def test_what_a_reader_wrote_is_in_the_digest(tmp_path: Path) -> None:
    item = article(1)
    found = findings(item)
    workspace = workspace_of(tmp_path / "w", [item], [found])
    target = found.demands[0].id
    workspace.mark([target], "not-checkable", by="Ada")
    workspace.note(target, "a note", by="Ada")
    workspace.tag(target, ["one", "two"], by="Ada")
    workspace.evidence(target, ["https://a.test"], by="Ada")
    digest = compose(Session(workspace))
    for line in (
        "not checkable by Ada",
        "note: a note",
        "tags: one, two",
        "evidence: https://a.test",
    ):
        assert f"\n         {line}\n" in digest
    assert "Findings: 1 not checkable, 2 unreviewed." in digest.replace("\n", " ")


def test_text_from_outside_is_neutral_everywhere(tmp_path: Path) -> None:
    item = Article(
        "a1", f"{NASTY}.txt", "s", article(1).text, title=NASTY, outlet=NASTY,
        notices=(Notice("x", NASTY),),
    )  # fmt: skip
    workspace = workspace_of(tmp_path / "w", [item], [findings(item, speaker=NASTY)])
    digest = compose(Session(workspace), NASTY)
    assert harmless(digest)
    assert digest.startswith("[red]a[/x]␛[31m‹U+202E›b\n")
    assert digest.count("[red]a[/x]␛[31m‹U+202E›b") >= 6


@pytest.mark.parametrize("items", [[], [article(1)]], ids=["nothing", "no findings"])
def test_little_is_said_plainly(tmp_path: Path, items: list[Article]) -> None:
    workspace = workspace_of(tmp_path / "w", items, [Findings(item.id) for item in items])
    digest = compose(Session(workspace), "Little")
    assert ("Nothing was found." in digest) is bool(items)
    assert ("No articles yet." in digest) is (not items)


def test_titles_of_demands_and_questions_read_well(wirecopy: Wirecopy, story: Path) -> None:
    digest = wirecopy("-w", story, "digest").out
    for title in (
        "His demands must also be on the table",
        "Total reform",
        "Exercises in Belarus: agree",
        "Withdrawal from the Ukrainian border (number of troops): conflict",
        "Withdrawal on the Crimean peninsula: agree",
    ):
        assert f"\n{title}\n" in digest


def test_a_claim_about_others_says_so(wirecopy: Wirecopy, story: Path) -> None:
    rows = {row["id"]: row for row in wirecopy("-w", story, "claims", "--json").json}
    doubts = [row for row in rows.values() if row["value"] in ("not seen", "not verified")]
    assert doubts
    for row in doubts:
        assert row["about"]["group"] == row["group"]
        assert any("withdraw" in rows[ident]["text"] for ident in row["about"]["ids"])
    assert all(row["about"] is None for row in rows.values() if row["quantity"] is not None)
    digest = wirecopy("-w", story, "digest").out
    assert "not seen, Jens Stoltenberg; about what others say here" in digest


def test_every_number_stands_with_the_day_it_was_said_or_printed(
    wirecopy: Wirecopy, story: Path
) -> None:
    digest = wirecopy("-w", story, "digest").out
    assert "> 150,000, Joe Biden, said 15 Feb 2022\n" in digest
    assert "> 100,000, the article itself, printed 15 Feb 2022\n" in digest


def test_many_copies_are_told_by_what_holds_them_together(tmp_path: Path) -> None:
    items = [article(number, f"Text {number}.") for number in range(5)]
    ids = [item.id for item in items]
    copied = [
        CopyLink(left, right, "copy", 0.9, 0.8, 90, f"pair {ids.index(left)}{ids.index(right)}")
        for number, left in enumerate(ids[:4])
        for right in ids[number + 1 : 4]
    ]
    passages = [CopyLink(one, ids[4], "shares-passage", 0.1, 0.1, 12) for one in ids[:4]]
    workspace = workspace_of(tmp_path / "w", items, [])
    story = Story(links=(*copied, *passages), copies=(tuple(ids[:4]), (ids[4],)))
    workspace.put_analysis(items, {}, story)
    digest = compose(Session(workspace))
    assert [f"pair {pair}" in digest for pair in ("01", "02", "03", "12", "13", "23")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert digest.count("12 words in common") == 1
    assert digest.count("the same:") == 1
