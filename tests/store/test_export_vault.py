"""The vault: notes that Obsidian and a YAML parser read, and that keep what the reader wrote."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store import exports
from store.exports.names import distinct_names, file_name
from store.exports.scope import Scope
from store.exports.vault_notes import LAST_LINE, Note, front_matter
from store.files import WorkspaceError
from store.query import parse
from store.workspace import Workspace
from tests.store.readers import required
from tests.store.test_exports import FORBIDDEN, html


def written(workspace: Workspace, folder: Path, query: str = "", **more: Any) -> dict[str, str]:
    exports.write_folder(workspace, "vault", Scope(parse(query)), folder, **more)
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*.md")}


def test_there_is_a_note_for_each_article_actor_demand_and_claim(
    workspace: Workspace, tmp_path: Path
) -> None:
    claim = workspace.findings(workspace.articles()[0].id).claims[0].id
    workspace.mark([claim], "false", reason="The log says 14.", by="Ana")
    workspace.tag(claim, ["log book"], by="Ana")
    notes = written(workspace, tmp_path / "v")
    assert set(notes) == {
        "wirecopy.md", "articles/Ships lost.md", "articles/two.txt.md", "articles/three.txt.md",
        "actors/Ida Borg.md", "actors/The mayor.md", "actors/Guild.md",
        "demands/Lift the night ban.md", "claims/Ships.md",
    }  # fmt: skip
    note = notes["actors/Ida Borg.md"]
    assert "- “40 ships” ✗ false" in note.splitlines()
    assert "  - claim, [[claims/Ships]]; [[articles/Ships lost]], 9–17, 3 May 2024" in note
    assert "(The log says 14.)" in note
    assert "  - #log-book" in note
    assert "Copy of [[articles/two.txt]]" in notes["articles/Ships lost.md"]
    for name, text in notes.items():
        for link in re.findall(r"(?<!\\)\[\[([^\]]+)\]\]", text):
            assert f"{link}.md" in notes, (name, link)


def test_front_matter_is_yaml_with_provenance(workspace: Workspace, tmp_path: Path) -> None:
    yaml = required("yaml")
    notes = written(workspace, tmp_path / "v")
    for text in notes.values():
        assert isinstance(yaml.safe_load(text.split("---\n")[1]), dict)
    matter = yaml.safe_load(notes["articles/Ships lost.md"].split("---\n")[1])
    assert (matter["title"], matter["published"]) == ("Ships lost", "2024-05-03")
    assert (matter["type"], matter["tags"]) == ("article", ["wirecopy/article"])
    assert len(matter["sha256"]) == 64


def test_what_the_reader_wrote_below_the_line_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "v"
    before = written(workspace, folder)
    note = folder / "claims" / "Ships.md"
    mine = "My own words.\r\n\r\n- [ ] call the harbour\n"
    with note.open("ab") as file:
        file.write(mine.encode())
    (folder / "diary.md").write_text("not of wirecopy")
    claim = workspace.findings(workspace.articles()[0].id).claims[0].id
    workspace.mark([claim], "verified", by="Ana")
    written(workspace, folder)
    after = note.read_bytes().decode()
    assert after.endswith(LAST_LINE + "\n\n" + mine)
    assert "✓ verified" in after
    assert "✓ verified" not in before["claims/Ships.md"]
    assert written(workspace, folder)["claims/Ships.md"].endswith(
        after.split(LAST_LINE)[1].replace("\r\n", "\n")
    )
    assert (folder / "diary.md").read_text() == "not of wirecopy"


def test_a_folder_or_note_that_is_not_of_wirecopy_is_not_touched_unasked(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "v"
    folder.mkdir()
    (folder / "diary.md").write_text("mine")
    with pytest.raises(FileExistsError, match="no vault of wirecopy"):
        written(workspace, folder)
    assert [path.name for path in folder.iterdir()] == ["diary.md"]
    written(workspace, folder, force=True)
    (folder / "claims" / "Ships.md").write_text("mine")
    with pytest.raises(FileExistsError, match=r"Ships\.md"):
        written(workspace, folder)
    with pytest.raises(ValueError, match="folder of files"):
        exports.export(workspace, "vault")


def test_nothing_is_written_through_a_link(workspace: Workspace, tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "v", tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder.mkdir()
    (folder / "claims").symlink_to(elsewhere)
    with pytest.raises(WorkspaceError, match="link"):
        written(workspace, folder, force=True)
    assert list(elsewhere.iterdir()) == []


def test_hostile_text_is_only_text_and_stays_in_the_vault(
    hostile: Workspace, tmp_path: Path
) -> None:
    yaml = required("yaml")
    hostile.note("s1", f"{LAST_LINE}\n%% hidden %%\n---\n", by="../../x")
    folder = tmp_path / "deep" / "v"
    notes = written(hostile, folder)
    assert len(notes) == 4
    assert {path.name for path in tmp_path.iterdir()} == {"hostile", "deep"}
    for text in notes.values():
        assert not FORBIDDEN.search(text)
        assert text.count("%%") == 2
        yaml.safe_load(text.split("---\n")[1])
        body = text.split("---\n", 2)[2].replace(LAST_LINE, "")
        _, tokens = html(re.sub(r"(?<!\\)\[\[[^\]]+\]\]", "", body))
        kinds = {token.type for token in tokens}
        assert not kinds & {"link_open", "image", "html_inline", "html_block", "s_open", "fence"}
    again = written(hostile, folder)
    assert again == notes


# Names


@given(st.text(max_size=100))
@settings(max_examples=40)
@example("../../etc/passwd")
@example("CON")
@example("con.md")
@example('a/b\\c:d*e?f"g<h>i|j')
@example("x" * 400)
@example("é" * 300)
@example("\u202egpj.exe")
@example(".hidden")
@example("-rf")
@example("$(id)")
@example("nul\x00byte")
def test_any_text_makes_a_safe_name(text: str) -> None:
    name = file_name(text)
    assert name
    assert not re.search(r"[\\/:*?\"<>|\x00-\x1f\x7f$`]", name)
    assert not FORBIDDEN.search(name)
    assert name[0] not in ".-~ "
    assert name[-1] not in ". "
    assert len(name.encode()) <= 200
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name)


def test_names_that_differ_in_case_only_are_told_apart() -> None:
    names = distinct_names([("a1", "Ships"), ("a2", "SHIPS"), ("a3", "ships?"), ("a4", "Boats")])
    assert (names["a1"], names["a4"]) == ("Ships", "Boats")
    assert re.fullmatch(r"SHIPS \([0-9a-f]{8}\)", names["a2"])
    assert len({name.casefold() for name in names.values()}) == 4


@given(st.text(max_size=40))
def test_front_matter_holds_any_text(text: str) -> None:
    yaml = required("yaml")
    note = Note("n", front_matter("article", text, "id", [text]), text, []).text()
    matter = yaml.safe_load(note.split("---\n")[1])
    assert isinstance(matter["title"], str)
    assert matter["wirecopy_id"] == "id"
