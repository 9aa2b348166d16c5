"""Bytes to exact text: which encoding they are in, how sure that is, and what was damaged."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from store.records import Notice

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff]")
HIGH = re.compile(rb"[\x80-\xff]+")
# Bytes that stand alone in western single-byte text: quotes, dashes, signs, no-break space.
PUNCTUATION = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xa3\xa7\xa9\xab\xb0\xb7\xbb")
CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\f\v\b\x1b"))
# The share of control bytes from which a file is no text: the hostile texts have up to one in 200,
# random bytes one in eleven.
BINARY_SHARE = 0.03
SAMPLE = 1 << 20
WESTERN = "cp1252"


class Decoded(NamedTuple):
    """The text, the name of its encoding, and what the reader should know of it."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes) -> Decoded | None:
    """The text of these bytes, newlines untouched and without its byte order mark.

    None when they are no text.  An encoding that nothing states is said in a notice, and so is
    damage, which is shown as U+FFFD.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _damaged_or_whole(data, encoding)
    wide = _wide(data)
    if wide is not None:
        return wide
    if _share(data, CONTROLS) > BINARY_SHARE:
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _damaged_or_whole(data, "utf-8") if _meant_utf8(data) else _detected(data)


def _share(data: bytes, of: bytes) -> float:
    """The share of bytes that are among `of`, in the first MiB."""
    head = data[:SAMPLE]
    return (len(head) - len(head.translate(None, of))) / len(head) if head else 0.0


def _damaged_or_whole(data: bytes, encoding: str) -> Decoded:
    """Decoded; where that fails, with U+FFFD and a notice of the first bad byte."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        said = (
            f"damaged {encoding.removesuffix('-sig').upper()}: byte {error.start} cannot be read; "
            "such places are shown as \N{REPLACEMENT CHARACTER}"
        )
        return Decoded(text, encoding, (Notice("damaged", said),))


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: zero bytes on one side of the pairs, and readable text."""
    zeros = data[:SAMPLE].count(0)
    if len(data) % 2 or zeros < 0.025 * len(data[:SAMPLE]):
        return None
    odd = data[1:SAMPLE:2].count(0)
    if 0.02 * zeros < odd < 0.98 * zeros:
        return None
    encoding = "utf-16-le" if odd else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if len(STRANGE.findall(text, 0, SAMPLE)) > 0.01 * min(len(text), SAMPLE):
        return None
    said = f"read as {encoding.upper()}: found by its zero bytes, no byte order mark says so"
    return Decoded(text, encoding, (Notice("encoding", said),))


def _meant_utf8(data: bytes) -> bool:
    """Whether bytes that are not valid UTF-8 were meant to be: damage in it, not another encoding.

    So when more characters of several bytes are whole than broken, or when the high bytes in mostly
    ASCII text neither join a word nor are single punctuation, as they do in every legacy encoding.
    """
    head = data[:SAMPLE]
    text = head.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    whole = len(text) - broken - len(head.translate(None, bytes(range(0x80, 0x100))))
    if whole >= broken:
        return True
    high = list(HIGH.finditer(head))
    if sum(len(run.group()) for run in high) > 0.1 * len(head):
        return False
    fitting = 0
    for run in high:
        around = head[run.start() - 1 : run.start()] + head[run.end() : run.end() + 1]
        alone = len(run.group()) == 1 and run.group()[0] in PUNCTUATION
        fitting += alone or any(bytes((byte,)).isalpha() for byte in around)
    return 2 * fitting < len(high)


def _detected(data: bytes) -> Decoded:
    """The most plausible legacy encoding, western in a tie; a notice says that it is a guess."""
    from charset_normalizer import from_bytes

    found = list(from_bytes(data[:SAMPLE]))
    western = not found or any(
        WESTERN in match.could_be_from_charset
        and match.chaos <= found[0].chaos
        and match.coherence >= found[0].coherence
        for match in found
    )
    encoding = WESTERN if western else found[0].encoding
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        said = (
            f"read as {encoding}: a guess from its bytes; byte {error.start} does not fit, "
            "such places are shown as \N{REPLACEMENT CHARACTER}"
        )
        return Decoded(text, encoding, (Notice("encoding", said),))
    said = f"read as {encoding}: a guess from its bytes, nothing states it"
    return Decoded(text, encoding, (Notice("encoding", said),))
