"""Bytes to text: exact where the encoding is known, said where it is a guess, None for no text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seeds.readers.encoding import decode

ENGLISH = (
    "The café owner said “no comment” — Russia’s position hasn’t changed.\r\nMore on Monday.\n"
)
FRENCH = "Le président français a déclaré que la réunion était très utile. « Nous sommes prêts »."
RUSSIAN = "Президент России Владимир Путин заявил во вторник, что не хочет войны в Европе."
GERMAN = "Der Kanzler sagte am Dienstag, er könne das für Außenstehende nicht bestätigen."
JAPANESE = "ロシアのプーチン大統領は火曜日、欧州での戦争を望んでいないと述べた。交渉は続く。"


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, RUSSIAN, JAPANESE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_stated_encoding_is_read_exactly_and_without_a_notice(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.notices) == (text, ())


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, RUSSIAN, GERMAN])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_found_and_said(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert [notice.code for notice in decoded.notices] == ["encoding"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        (FRENCH, "cp1252"),
        (FRENCH, "latin-1"),
        (GERMAN, "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
    ],
)
def test_a_legacy_encoding_is_guessed_and_said(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text
    assert [notice.code for notice in decoded.notices] == ["encoding"]
    assert decoded.encoding in decoded.notices[0].text


@pytest.mark.parametrize(
    "data",
    [
        RUSSIAN.encode()[:-5] + b"\xff" + RUSSIAN.encode(),
        "Plain words, then a cut character: é".encode()[:-1],
        b"NATO said " + b"\xed\xa0\x80 and \xc0\xaf" + b" it had seen no sign of it. " * 9,
    ],
)
def test_damaged_utf8_stays_utf8_and_the_first_bad_byte_is_said(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert decoded.encoding == "utf-8"
    assert "\N{REPLACEMENT CHARACTER}" in decoded.text
    assert [notice.code for notice in decoded.notices] == ["damaged"]
    with pytest.raises(UnicodeDecodeError) as caught:
        data.decode("utf-8")
    assert f"byte {caught.value.start} " in decoded.notices[0].text


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\0" * 64, b"\x7fELF\x02\x01\x01" + bytes(90)]
)
def test_binary_data_is_no_text(data: bytes) -> None:
    assert decode(data) is None


def test_a_text_with_a_single_zero_byte_is_text() -> None:
    data = b"He said: " + b"\0" + b"that is all there is to say about it. " * 3
    decoded = decode(data)
    assert decoded is not None
    assert decoded.text == data.decode()


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"\xfe\xff\xd8\x00")
@example(b"\x00\xd8" * 4)
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_text_that_can_be_stored_or_none(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or decoded.text.encode("utf-8") is not None


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
@settings(max_examples=150, deadline=None)
def test_valid_utf8_comes_back_exactly(text: str) -> None:
    decoded = decode(text.encode("utf-8"))
    assert decoded is not None
    assert decoded.text == text.removeprefix("\ufeff")
