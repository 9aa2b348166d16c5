"""`extract`, `copies` and `diff --json` have the keys and types of the contract, on any input."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from seeds import intake
from store.records import ACTS
from tests.cli.conftest import HOSTILE, SEEDS, Wirecopy

TEXT, NUMBER, NONE = str, (int, float), type(None)
STATEMENT: dict[str, Any] = {
    "id": TEXT, "start": int, "end": int, "text": TEXT, "kind": TEXT, "speaker": (TEXT, NONE),
    "mention_start": (int, NONE), "mention_end": (int, NONE), "mention_kind": TEXT, "cue": TEXT,
    "relayed_by": (TEXT, NONE), "when": (TEXT, NONE), "act": TEXT, "confidence": NUMBER,
    "rule": TEXT,
}  # fmt: skip
DEMAND: dict[str, Any] = {
    "id": TEXT, "start": int, "end": int, "text": TEXT, "demand": TEXT, "name": TEXT,
    "holder": TEXT, "target": TEXT, "responses": list,
}  # fmt: skip
CLAIM: dict[str, Any] = {
    "id": TEXT, "start": int, "end": int, "text": TEXT, "asserted_by": TEXT, "group": TEXT,
    "quantity": (*NUMBER, NONE), "qualifier": TEXT, "unit": TEXT, "subject": TEXT,
}  # fmt: skip
LABELS = {"same", "edited", "moved", "moved+edited", "only_left", "only_right"}
REFUSED = {"empty.txt", "binary.txt", "ssrf.urls.txt"}  # a list of addresses is named, not fetched
GENTLE = sorted(path.name for path in HOSTILE.glob("*.txt") if path.name not in REFUSED)


def has(shape: dict[str, Any], row: dict[str, Any], text: str) -> None:
    for key, kind in shape.items():
        assert key in row, key
        assert isinstance(row[key], kind), (key, row[key])
    assert 0 <= row["start"] < row["end"] <= len(text)
    assert text[row["start"] : row["end"]] == row["text"]


def fits_the_contract(document: dict[str, Any], texts: dict[str, str]) -> int:
    """Checks an extraction key by key; how many findings it holds."""
    assert set(document) >= {"files", "claim_groups", "quote_variants"}
    assert list(document["files"]) == list(texts)
    ids: list[str] = []
    for name, entry in document["files"].items():
        text = texts[name]
        assert isinstance(entry["title"], str)
        for kind, shape in (("statements", STATEMENT), ("demands", DEMAND), ("claims", CLAIM)):
            for row in entry[kind]:
                has(shape, row, text)
                ids.append(row["id"])
        for row in entry["statements"]:
            assert row["kind"] in {"direct", "indirect", "mixed"}
            assert row["act"] in ACTS
            assert 0 <= row["confidence"] <= 1
            assert row["rule"]
        for row in entry["boilerplate"]:
            assert 0 <= row["start"] < row["end"] <= len(text)
            assert row["kind"]
        for row in entry["metadata"]:
            assert set(row) >= {"kind", "value", "start", "end"}
    assert len(set(ids)) == len(ids)
    grouped = [i for group in document["claim_groups"] for i in group["ids"]]
    assert set(grouped) <= set(ids)
    return len(ids)


def test_extract_has_every_key_of_the_contract(wirecopy: Wirecopy) -> None:
    files = sorted(SEEDS.glob("*.txt"))
    ran = wirecopy("extract", "--json", *files)
    assert (ran.code, ran.err) == (0, "")
    texts = {path.name: path.read_bytes().decode("utf-8") for path in files}
    assert fits_the_contract(ran.json, texts) >= 0


def test_extract_takes_a_folder_and_stores_nothing(wirecopy: Wirecopy) -> None:
    ran = wirecopy("extract", "--json", SEEDS)
    assert len(ran.json["files"]) == 5
    assert list(wirecopy.home.iterdir()) == []


def test_two_files_of_one_name_are_told_apart_by_their_paths(
    wirecopy: Wirecopy, tmp_path: Path
) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(f"The minister of {folder} resigned.", "utf-8")
    ran = wirecopy("extract", "--json", tmp_path / "a", tmp_path / "b")
    assert list(ran.json["files"]) == [f"{tmp_path}/a/x.txt", f"{tmp_path}/b/x.txt"]


def test_copies_has_every_key_of_the_contract(wirecopy: Wirecopy) -> None:
    ran = wirecopy("copies", "--json", SEEDS)
    assert ran.code == 0
    names = sorted(path.name for path in SEEDS.glob("*.txt"))
    assert sorted(name for group in ran.json["groups"] for name in group) == names
    for pair in ran.json["pairs"]:
        assert {pair["left"], pair["right"]} <= set(names)
        assert pair["relation"] in {"copy", "shares-passage"}
        assert 0 <= pair["jaccard"] <= pair["containment"] <= 1
        assert isinstance(pair["shared_words"], int)
        assert isinstance(pair["why"], str)


def test_diff_has_every_key_of_the_contract_and_covers_both_sides(wirecopy: Wirecopy) -> None:
    left, _, _, right, _ = sorted(SEEDS.glob("*.txt"))
    ran = wirecopy("diff", "--json", left, right)
    document = ran.json
    assert ran.code == 0
    assert (document["left_file"], document["right_file"]) == (left.name, right.name)
    assert document["rows"]
    sides = {"left": left.read_bytes().decode(), "right": right.read_bytes().decode()}
    for row in document["rows"]:
        assert row["label"] in LABELS
        assert bool(row["left"]) is (row["label"] != "only_right")
        assert bool(row["right"]) is (row["label"] != "only_left")
        for side, text in sides.items():
            assert all(0 <= span["start"] < span["end"] <= len(text) for span in row[side])
        for operation, *offsets in row["words"]:
            assert operation in {"equal", "replace", "delete", "insert"}
            assert all(isinstance(offset, int) for offset in offsets)


def test_diff_takes_articles_of_the_workspace_by_id_or_by_the_start_of_a_name(
    wirecopy: Wirecopy, story: Path
) -> None:
    first, *_, last = wirecopy("-w", story, "articles", "--json").json
    by_id = wirecopy("-w", story, "diff", "--json", first["id"], last["id"])
    by_name = wirecopy("-w", story, "diff", "--json", "000", "004")
    assert by_id.code == by_name.code == 0
    assert by_id.json == by_name.json
    lost = wirecopy("-w", story, "diff", "000", "nosuch")
    assert lost.code == 1
    assert lost.messages[0].startswith("wirecopy: nosuch: no such file")


def test_hostile_texts_are_read_and_no_raw_control_gets_out(
    wirecopy: Wirecopy, tmp_path: Path
) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    for name in GENTLE:
        (folder / name).write_bytes((HOSTILE / name).read_bytes())
    shown, plain = wirecopy("extract", "--json", folder), wirecopy("extract", folder)
    digest = wirecopy(folder)
    assert shown.code == plain.code == digest.code == 0
    texts = {article.name: article.text for article in intake.read_sources([str(folder)])[0]}
    fits_the_contract(shown.json, texts)
    for ran in (shown, plain, digest):
        assert harmless(ran.out)
        assert harmless(ran.err)


def harmless(text: str) -> bool:
    """No C0 but LF and TAB, no DEL, no C1, no bidi control, no line separator."""
    bidi = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x2028, 0x2029}
    return not any(
        (ord(ch) < 0x20 and ch not in "\n\t") or 0x7F <= ord(ch) <= 0x9F or ord(ch) in bidi
        for ch in text
    )
