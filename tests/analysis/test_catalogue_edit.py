"""One entry of a catalogue taken out and put back: nothing else moves, errors are told by line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import catalogue, catalogue_edit
from analysis.catalogue_file import CatalogueError, names, shipped_text

TEXT = """# what this file is for
use = ["labour"]

[groups]
night = ["night*"]  # shifts
stop = [
  "end", "no more",
]
other = ["x"]

# about nights
[[demand]]
key = "nights"
title = "No night shifts"
meaning = ["night + stop + own"]
positive = ["an end to night shifts"]
negative = []
[demand.groups]
own = ["shift*"]

# the last one
[[demand]]
key = "last"
title = "Last"
meaning = ["other"]
positive = ["x"]
negative = []
"""


@pytest.mark.parametrize("name", names())
def test_an_entry_put_back_as_it_was_changes_nothing(name: str) -> None:
    text = shipped_text(name)
    for entry in catalogue.load(text).entries:
        own = catalogue_edit.excerpt(text, entry.key)
        assert catalogue.load(own).entries[0].key == entry.key
        assert catalogue_edit.merged(text, entry.key, own).text == text


def test_an_excerpt_has_the_groups_that_the_entry_names_and_no_others() -> None:
    own = catalogue_edit.excerpt(TEXT, "nights")
    assert own.startswith('[[demand]]\nkey = "nights"')
    assert '"end", "no more",' in own
    assert "other = " not in own
    assert "the last one" not in own


def test_what_is_edited_takes_its_place_and_comments_stay() -> None:
    own = catalogue_edit.excerpt(TEXT, "nights").replace("No night", "Never a night")
    own = own.replace('night = ["night*"]', 'night = ["night*", "dark"]') + 'fresh = ["new"]\n'
    whole = catalogue_edit.merged(TEXT, "nights", own)
    for kept in ("# what this file is for", "# about nights", "# the last one", 'other = ["x"]'):
        assert kept in whole.text
    groups = dict(catalogue.load(whole.text).groups)
    assert groups["night"] == ("night*", "dark")
    assert groups["fresh"] == ("new",)
    assert [entry.key for entry in catalogue.load(whole.text).entries][:2] == ["nights", "last"]
    assert catalogue_edit.merged(whole.text, "nights", own).text == whole.text


def test_a_new_entry_stands_at_the_end_and_a_lent_one_becomes_the_files_own() -> None:
    fresh = catalogue_edit.excerpt(TEXT, "last").replace('"last"', '"newest"')
    whole = catalogue_edit.merged(TEXT, "", fresh)
    assert whole.key == "newest"
    keys = [entry.key for entry in catalogue.load(whole.text).entries]
    assert keys[:3] == ["nights", "last", "newest"]
    lent = keys[3]
    own = catalogue_edit.excerpt(TEXT, lent)
    taken = catalogue_edit.merged(TEXT, lent, own)
    assert lent not in {one.key for one in catalogue.check(catalogue.load(taken.text))}
    assert f'key = "{lent}"' in taken.text


@pytest.mark.parametrize(
    ("edited", "line", "reason"),
    [
        ("[[demand]]\nkey = \n", 2, "not TOML"),
        ('[groups]\na = ["b"]\n', 1, "write one entry"),
        ('[[demand]]\nkey = "a"\n[[demand]]\nkey = "b"\n', 1, "write one entry"),
        ('use = ["labour"]\n[[demand]]\nkey = "a"\n', 1, "does not belong"),
        ("", 1, "write one entry"),
    ],
)
def test_what_is_no_entry_is_refused_with_its_line(edited: str, line: int, reason: str) -> None:
    with pytest.raises(CatalogueError, match=reason) as caught:
        catalogue_edit.merged(TEXT, "nights", edited)
    assert caught.value.line == line


def test_a_line_of_the_file_is_told_as_a_line_of_the_excerpt() -> None:
    own = catalogue_edit.excerpt(TEXT, "last").replace('["other"]', '["nothing"]')
    whole = catalogue_edit.merged(TEXT, "last", own)
    with pytest.raises(CatalogueError, match="no group is named nothing") as caught:
        catalogue.load(whole.text)
    assert whole.line_of(caught.value.line) == 4
    assert whole.line_of(1) == 0
    assert catalogue_edit.excerpt(TEXT, "nobody") == ""


PIECES = ("[[demand]]", "[groups]", "key = ", '"a"', "[", "]", "\n", "use = 3", "#", "=", "x")


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.text(max_size=20))
@settings(max_examples=30)
def test_any_text_is_an_entry_or_refused(edited: str, key: str) -> None:
    lines: list[int] = []
    for text in (TEXT, edited):
        catalogue_edit.excerpt(text, key)
        try:
            lines += catalogue_edit.merged(text, key, edited).lines
        except CatalogueError as error:
            lines.append(error.line)
    assert all(0 <= line <= edited.count("\n") + 1 for line in lines)
