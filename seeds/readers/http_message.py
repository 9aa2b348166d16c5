"""A stored HTTP answer to its status, fields and decoded body (RFC 9112)."""

from __future__ import annotations

import re
from typing import NamedTuple

from seeds.readers.inflate import CutError, TooLargeError, unpacked
from seeds.readers.items import UnreadableError

STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
END = re.compile(rb"\r?\n\r?\n")
CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,400})?\r?\n")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
LONGEST_HEAD = 1 << 18


class Answer(NamedTuple):
    """What a server sent: `status` is 0 where the head is none; `fields` names are lower case."""

    status: int
    fields: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type without its parameters, "" when none is stated."""
        return self.fields.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The encoding that the server stated, or ""."""
        return charset(self.fields.get("content-type", ""))


def charset(kind: str) -> str:
    """The encoding in a Content-Type field, or ""."""
    found = CHARSET.search(kind)
    return found.group(1) if found else ""


def answer(data: bytes) -> Answer:
    """The answer in these bytes, its body unpacked.  Raises UnreadableError."""
    status = STATUS.match(data)
    end = END.search(data, 0, LONGEST_HEAD)
    if status is None or end is None:
        return Answer(0, {}, data)
    fields: dict[str, str] = {}
    for line in data[: end.start()].decode("latin-1").splitlines()[1:]:
        name, _, value = line.partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    body = data[end.end() :]
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    return Answer(int(status.group(1)), fields, decoded(body, fields.get("content-encoding", "")))


def decoded(body: bytes, coding: str) -> bytes:
    """The body without its content coding; crawlers often store it unpacked under the old label.

    Raises UnreadableError.
    """
    for name in reversed([part.strip().lower() for part in coding.split(",")][:3]):
        if name in ("", "identity") or not body:
            continue
        if name not in ("gzip", "x-gzip", "deflate"):
            if _readable(body):
                continue
            raise UnreadableError(f"compressed with {name[:20]}, which is not read")
        try:
            body = _unpacked(body, name)
        except TooLargeError as error:
            raise UnreadableError(str(error)) from error
    return body


def _unpacked(body: bytes, name: str) -> bytes:
    if name != "deflate" and not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return unpacked(body)
    except CutError:
        if name != "deflate":
            raise UnreadableError("its gzip body is cut or damaged") from None
    try:
        return unpacked(body, raw=True)
    except CutError:
        if _readable(body):
            return body
        raise UnreadableError("its deflate body is cut or damaged") from None


def _readable(body: bytes) -> bool:
    """Whether a body that is said to be compressed is not."""
    return body.lstrip()[:1] in (b"<", b"{") or body[:200].isascii()


def _unchunked(body: bytes) -> bytes:
    """The body without its chunk sizes; as it is when it has none."""
    pieces: list[bytes] = []
    place = 0
    while size := CHUNK_SIZE.match(body, place):
        length = int(size.group(1), 16)
        if not length:
            break
        pieces.append(body[size.end() : size.end() + length])
        place = size.end() + length
        place += (
            2
            if body[place : place + 2] == b"\r\n"
            else 1
            if body[place : place + 1] == b"\n"
            else 0
        )
    return b"".join(pieces) if pieces else body
