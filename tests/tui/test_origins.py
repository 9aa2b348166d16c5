"""Who has it from whom on screen; what counts as a copy; any two articles side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.records import Article, CopyLink, Findings, Metadata, Published, Story, article_id
from tests.tui.piloting import bench_of, drawn, press
from tui.app import WirecopyApp
from tui.origins import nodes

if TYPE_CHECKING:
    from tests.tui.conftest import StoryMaker

SHUT = "The harbour of Brisholm was shut on Monday after the crews walked out over their pay."
TALKS = "Talks between the crews and the port authority are to begin on Thursday morning."
SAIL = "Ferries to the outer islands sail twice a day until the strike is [over]."


@pytest.fixture
def harbour(maker: StoryMaker) -> list[str]:
    """A text, two dated copies of it, and an article with one sentence of it; ids."""
    whole = "\n\n".join((SHUT, TALKS, SAIL))
    ids = [
        maker.article("001", whole, published=Published("2024-05-01"), title="Shut"),
        maker.article("002", whole, published=Published("2024-05-02"), title="Closed"),
        maker.article("003", f"{SHUT}\n\n{TALKS}", published=Published("2024-05-03")),
        maker.article("004", f"{SAIL}\n\nBees hum.", published=Published("2024-05-04")),
    ]
    maker.copy("001", "002")
    maker.copy("001", "003")
    maker.copies = [(ids[0], ids[1], ids[2])]
    maker.links.append(CopyLink(ids[0], ids[3], "shares-passage", 0.2, 0.1, 14, "run of 14 words"))
    return ids


def test_copies_stand_below_what_they_are_from(maker: StoryMaker, harbour: list[str]) -> None:
    found = nodes(maker.session(), harbour)
    assert [(node.label, node.depth, node.other) for node in found] == [
        ("001", 0, harbour[1]),
        ("002", 1, harbour[0]),
        ("003", 1, harbour[0]),
        ("001 ─▸ 004", 0, harbour[0]),
    ]
    assert found[0].head[0] == "3 copies of one text"
    assert found[0].head[1].startswith("original: 001")
    assert found[0].head[2] == "earliest: 001, 2024-05-01"
    assert found[0].head[3].startswith("weakest pair: 001 and 00")
    assert "dated 2024-05-02" in found[1].told[0]
    assert found[3].told[-1] == f"both: “{SAIL}”"


def test_an_agency_that_the_words_are_from_stands_above_both(maker: StoryMaker) -> None:
    quoted = Metadata("inline_credit", "Harbour Press", len(SHUT) + 1, len(SHUT) + 14)
    ids = [
        maker.article("001", f"{SHUT} Bees hum."),
        maker.article("002", f"{SHUT} Harbour Press quoted the crews.", metadata=(quoted,)),
    ]
    maker.links.append(CopyLink(ids[0], ids[1], "shares-passage", 0.2, 0.1, 17, "run of 17 words"))
    (node,) = nodes(maker.session(), ids)
    assert node.label == "Harbour Press ─▸ 001, 002"
    assert node.told[0].startswith("002 credits Harbour Press for the common words")


def test_a_circle_of_reasons_loses_no_article(maker: StoryMaker, harbour: list[str]) -> None:
    maker.links = [
        CopyLink(harbour[a], harbour[b], "copy", 0.9, 0.8, 99) for a, b in ((0, 1), (1, 2), (2, 0))
    ]
    found = nodes(maker.session(), harbour[:3])
    assert sorted(node.article for node in found) == sorted(harbour[:3])


async def test_h_shows_the_graph_and_enter_the_diff(maker: StoryMaker, harbour: list[str]) -> None:
    async with WirecopyApp(maker.session().workspace).run_test(size=(60, 20)) as pilot:
        await press(pilot, "H")
        text = drawn(pilot)
        for part in ("3 copies of one text", "└─▸ 002", "Closed", "weakest pair", "dated"):
            assert part in text, part
        await press(pilot, "space", "G")
        assert "is [over]" in drawn(pilot)
        await press(pilot, "enter")
        assert bench_of(pilot).session.diff_pair == (harbour[0], harbour[3])


async def test_what_is_no_copy_is_split_off_and_comes_back_by_undo(
    maker: StoryMaker, harbour: list[str]
) -> None:
    async with WirecopyApp(maker.session().workspace).run_test(size=(100, 30)) as pilot:
        await press(pilot, "H", "j", "j", "x")
        session = bench_of(pilot).session
        assert session.group_of(harbour[2]) == (harbour[2],)
        assert "003 is no copy now" in bench_of(pilot).foot.message
        await press(pilot, "H", "G")
        assert "split off by a reader" in drawn(pilot)
        await press(pilot, "escape", "u")
        assert len(bench_of(pilot).session.group_of(harbour[2])) == 3


async def test_a_copy_that_was_missed_is_put_into_the_group(
    maker: StoryMaker, harbour: list[str]
) -> None:
    async with WirecopyApp(maker.session().workspace).run_test(size=(100, 30)) as pilot:
        await press(pilot, "H", "plus", "0", "0", "4", "enter")
        session = bench_of(pilot).session
        assert session.group_of(harbour[3]) == tuple(harbour)
        await press(pilot, "H")
        assert "4 copies of one text" in drawn(pilot)


async def test_any_two_articles_or_versions_are_compared(
    maker: StoryMaker, harbour: list[str]
) -> None:
    workspace = maker.session().workspace
    source = maker.articles["004"].source
    newer = Article(article_id(source, "Bees sing."), source, source, "Bees sing.", title="Song")
    workspace.put_articles([newer])
    stored = workspace.articles()
    workspace.put_analysis(stored, {newer.id: Findings(newer.id, engine="1")}, Story())
    async with WirecopyApp(workspace).run_test(size=(100, 30)) as pilot:
        await press(pilot, "B", *"004", "enter", *"004", "space", "v", "1", "enter")
        assert bench_of(pilot).session.diff_pair == (newer.id, harbour[3])
        assert "[004] → 004 v1" in bench_of(pilot).diff.position()
        await press(pilot, "B", *"003", "enter", *"002", "enter")
        assert bench_of(pilot).session.diff_pair == (harbour[2], harbour[1])
