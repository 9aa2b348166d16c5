"""Sources to articles: exact text, what the file says of itself, one source for one place."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from analysis import ENGINE
from seeds import intake, sample, spread
from seeds.pile import Pile
from seeds.readers.choose import read_bytes
from seeds.readers.items import Source, UnreadableError
from store.records import Article, Findings
from store.workspace import Workspace, WorkspaceError

TEXT = "The minister said on Monday that talks would go on.\r\n\tMore follows.\n"


def test_the_text_is_kept_exactly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    articles, refused = intake.read_sources([str(tmp_path / "a.txt")])
    assert refused == []
    assert articles[0].text == TEXT


def test_one_place_is_one_source_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    articles, refused = intake.read_sources(["a.txt", "./a.txt", str(tmp_path), "link.txt"])
    assert refused == []
    assert [article.source for article in articles] == [str(tmp_path / "a.txt")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Talks go on\n\nText.", "Talks go on"),
        ("\n## Talks go on ##\r\nText.", "Talks go on"),
        ("#nohash Text.", ""),
        ("Text first.\n# Then a heading\n", ""),
    ],
)
def test_markdown_gives_a_title_from_its_first_heading(text: str, title: str) -> None:
    (article,) = read_bytes(text.encode(), Source("a.md", "a.md"))
    assert isinstance(article, Article)
    assert (article.title, article.text) == (title, text)
    (plain,) = read_bytes(text.encode(), Source("a.txt", "a.txt"))
    assert isinstance(plain, Article)
    assert plain.title == ""


@pytest.mark.parametrize(
    ("start", "said"),
    [(b"\x89PNG\r\n\x1a\n", "a PNG image"), (b"BZh9", "bzip2"), (b"\x7fELF", "a program")],
)
def test_kinds_that_hold_no_articles_are_named(start: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        list(read_bytes(start + b" " * 50, Source("a", "a")))


def test_progress_is_told_for_each_file(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT + name, "utf-8")
    told: list[tuple[int, int, str]] = []
    intake.read_sources([str(tmp_path)], lambda *step: told.append(step))
    assert told == [(1, 2, str(tmp_path / "a.txt")), (2, 2, str(tmp_path / "b.txt"))]


def test_a_first_start_has_the_sample_once(tmp_path: Path) -> None:
    place = tmp_path / "sample"
    first = intake.first_start(place)
    assert [article.name for article in first.articles()] == sample.names()
    assert len(intake.first_start(place).articles()) == 5


def test_adding_renews_the_analysis_only_when_something_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis import ENGINE

    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    workspace = Workspace.open(tmp_path / "mine", create=True)
    done = intake.add(workspace, [str(tmp_path / "a.txt")])
    assert (done.count("added"), done.count("already")) == (1, 0)
    assert not workspace.needs_analysis(ENGINE)
    monkeypatch.setattr(intake, "renew", lambda _: pytest.fail("nothing was new"))
    assert intake.add(workspace, [str(tmp_path / "a.txt")]).count("already") == 1


def test_an_article_that_a_rule_fails_on_is_kept_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis import engine

    def broken(article: Article, *rest: object) -> Findings:
        if article.name == "bad.txt":
            raise ZeroDivisionError
        return Findings(article.id, engine=ENGINE)

    monkeypatch.setattr(engine, "findings", broken)
    for name in ("good.txt", "bad.txt"):
        (tmp_path / name).write_text(f"The mayor said {name} is closed.", "utf-8")
    workspace = Workspace.open(tmp_path / "workspace", create=True)
    done = intake.add(workspace, [str(tmp_path / "good.txt"), str(tmp_path / "bad.txt")])
    assert [failure.name for failure in done.failed] == ["bad.txt"]
    assert {article.name for article in workspace.articles()} == {"good.txt", "bad.txt"}
    assert not workspace.needs_analysis(ENGINE)


def test_a_full_disk_beside_the_workspace_is_said_and_nothing_stored_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    workspace = Workspace.open(tmp_path / "mine", create=True)
    monkeypatch.setattr(spread, "LARGE", 1)
    monkeypatch.setattr(Pile, "_write", full)
    with pytest.raises(WorkspaceError) as caught:
        intake.add(workspace, [str(tmp_path / "a.txt")])
    assert caught.value.kind == "full"
    monkeypatch.undo()
    assert [article.text for article in workspace.articles()] == [TEXT]
    assert workspace.needs_analysis(ENGINE)


def test_what_analysis_says_of_a_new_article_is_told_when_it_is_added(tmp_path: Path) -> None:
    french = "Les syndicats ont demandé que le projet soit retiré avant la fin du mois."
    (tmp_path / "fr.txt").write_text(f"{french} Le gouvernement ne changera pas.", "utf-8")
    (tmp_path / "en.txt").write_text(TEXT, "utf-8")
    workspace = Workspace.open(tmp_path / "mine", create=True)
    sources = [str(tmp_path / "fr.txt"), str(tmp_path / "en.txt")]
    told = {
        put.name: [one.code for one in put.notices] for put in intake.add(workspace, sources).puts
    }
    assert told == {"fr.txt": ["language"], "en.txt": []}
    assert [put.notices for put in intake.add(workspace, sources).puts] == [(), ()]
