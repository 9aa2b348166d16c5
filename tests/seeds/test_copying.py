"""The index of copies that a workspace keeps: the same links as a comparison of all with all."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from analysis import copies
from analysis.copies_words import story
from seeds import copying, intake
from store import postings
from store.records import Article, CopyLink, Region
from store.workspace import Workspace

DICE = random.Random(11)
VOCABULARY = ["".join(DICE.choices("abcdefghilmnoprstuvw", k=3 + n % 7)) for n in range(900)]
PARAGRAPHS = [" ".join(DICE.choices(VOCABULARY, k=30)) for _ in range(40)]


def article(name: str, *paragraphs: int) -> Article:
    return Article(name, name, name, ".\n\n".join(PARAGRAPHS[number] for number in paragraphs))


def collection(count: int) -> list[Article]:
    """Stories of three paragraphs; paragraphs are borrowed, and some stories are copies."""
    dice = random.Random(5)
    return [article(f"a{number}", *dice.sample(range(40), 3)) for number in range(count)]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "WORTH", 1)
    monkeypatch.setattr(copying, "FEW", 6)


def held(folder: Path, articles: list[Article]) -> tuple[CopyLink, ...]:
    """The links with the index, which must be those of a comparison of all with all."""
    found = copying.links(folder, articles)
    assert found == copies.links(articles)
    return found


def test_articles_that_come_are_linked_as_if_all_had_come_at_once(tmp_path: Path) -> None:
    articles = collection(24)
    for count in (12, 13, 13, 16, 18, 24):
        assert held(tmp_path, articles[:count])
    assert {path.name for path in tmp_path.iterdir()} >= {copying.INDEX}


def test_one_new_article_is_compared_with_its_candidates_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [article(f"a{number}", number) for number in range(40)]
    held(tmp_path, articles)
    read: list[str] = []

    def noted(one: Article) -> bytes:
        read.append(one.text)
        return story(one)

    monkeypatch.setattr("analysis.copies_join.story", noted)
    new = article("new", 7, 9)
    links = copying.links(tmp_path, [*articles, new])
    assert {(link.left, link.right) for link in links} == {("a7", "new"), ("a9", "new")}
    assert set(read) == {new.text, articles[7].text, articles[9].text}


def test_nothing_is_read_or_written_where_nothing_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = collection(20)
    links = held(tmp_path, articles)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    monkeypatch.setattr("analysis.copies_join.story", None)
    assert copying.links(tmp_path, articles) == links
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_what_goes_changes_and_comes_back_is_compared_again(tmp_path: Path) -> None:
    articles = collection(16)
    held(tmp_path, articles)
    held(tmp_path, [*articles[:4], *articles[5:]])
    late = article("late", 1, 2, 3)
    held(tmp_path, [*articles[:4], *articles[5:], late])
    held(tmp_path, [*articles, late])
    cut = msgspec.structs.replace(articles[3], boilerplate=(Region(0, 150, "promo"),))
    held(tmp_path, [*articles[:3], cut, *articles[4:], late])
    held(tmp_path, [*articles[:3], article("a3b", 4, 5, 6), *articles[4:], late])
    held(tmp_path, [*articles, late])


@pytest.mark.parametrize("name", [copying.INDEX, copying.RECENT])
@pytest.mark.parametrize("damage", ["cut", "altered", "empty", "other", "long", "folder"])
def test_a_damaged_index_is_made_again(tmp_path: Path, name: str, damage: str) -> None:
    articles = collection(14)
    held(tmp_path, articles[:12])
    held(tmp_path, articles[:13])
    path = tmp_path / name
    data = path.read_bytes()
    middle = len(data) // 2
    if damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes(
            {
                "cut": data[:middle],
                "altered": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
                "empty": b"",
                "other": b"PK\x03\x04" + data,
                "long": data + b"\0" * 8,
            }[damage]
        )
    held(tmp_path, articles)
    if damage != "folder":
        assert copying.links(tmp_path, articles) == copies.links(articles)
        assert postings.read(tmp_path / copying.INDEX, "other rule") is None


def test_an_index_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    held(tmp_path / "missing", collection(12))


def test_equal_short_texts_and_texts_without_words_are_kept_track_of(tmp_path: Path) -> None:
    texts = ["Port shut again.", "", "…", "Port open.", "PORT SHUT, AGAIN"]
    articles = [Article(f"a{number}", "", "", text) for number, text in enumerate(texts)]
    held(tmp_path, articles[:4])
    assert [(link.left, link.right) for link in held(tmp_path, articles)] == [("a0", "a4")]


def test_adding_to_a_workspace_keeps_the_index(tmp_path: Path) -> None:
    files = []
    for number, one in enumerate(collection(3)):
        files.append(tmp_path / f"{number}.txt")
        files[-1].write_text(f"Headline {number}\n\n{one.text}.\n", "utf-8")
    files[2].write_text(files[0].read_text("utf-8"), "utf-8")
    workspace = Workspace.open(tmp_path / "story", create=True)
    intake.add(workspace, map(str, files[:2]))
    assert (workspace.path / copying.INDEX).exists()
    intake.add(workspace, [str(files[2])])
    assert [link.relation for link in workspace.story().links][:1] == ["copy"]
    assert Workspace.open(workspace.path).notices() == []


def test_the_setting_of_a_workspace_says_which_copies_make_a_group(tmp_path: Path) -> None:
    paragraphs = [f"{PARAGRAPHS[number]}.".capitalize() for number in range(7)]
    texts = ("\n\n".join(paragraphs[:3]), "\n\n".join((*paragraphs[2:3], *paragraphs[4:])))
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    workspace = Workspace.open(tmp_path / "story", create=True)
    intake.add(workspace, [str(tmp_path / "0.txt"), str(tmp_path / "1.txt")])
    assert [link.relation for link in workspace.story().links] == ["shares-passage"]
    assert [len(group) for group in workspace.story().copies] == [1, 1]
    workspace.settings[copying.SETTING] = "loose"
    workspace.save()
    intake.renew(workspace)
    assert [len(group) for group in Workspace.open(workspace.path).story().copies] == [2]
