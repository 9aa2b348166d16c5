"""A ZIP file in memory, member by member: nothing is ever written out.

Also what comes as ZIP: WACZ (web archives in a ZIP), Word files, other office documents.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import BinaryIO

from seeds.pool import Run, inline
from seeds.readers.choose import read as read_any
from seeds.readers.inflate import MOST, allowed, too_large
from seeds.readers.items import Items, Left, Source, UnreadableError
from store.records import Article

# All that zipfile raises for an archive that was cut or changed.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, RuntimeError, OSError,
)  # fmt: skip
MOST_MEMBERS, DEEPEST = 10_000, 1
OFFICE = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "a spreadsheet"),
    ("ppt/presentation.xml", "a presentation"),
    ("META-INF/container.xml", "an e-book"),
    ("content.xml", "an OpenDocument file"),
)


def read(file: BinaryIO, source: Source, run: Run = inline) -> Items:
    """The items of all members; what cannot be read is named.  Raises UnreadableError."""
    try:
        archive = zipfile.ZipFile(file)
        members = [one for one in archive.infolist() if not one.filename.endswith("/")]
    except DAMAGE as error:
        raise UnreadableError(f"a ZIP archive that is damaged ({_said(error)})") from error
    names = {member.filename for member in members}
    for mark, form in OFFICE:
        if mark in names:
            if form != "docx":
                raise UnreadableError(f"{form}; save its text to a file")
            yield from _word(file, members, source)
            return
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        members = [member for member in members if member.filename.startswith("archive/")]
    if source.depth >= DEEPEST:
        raise UnreadableError("a ZIP archive inside another: not opened")
    yield from _members(archive, members, source, run)


def _members(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], source: Source, run: Run
) -> Items:
    """The items of each member; an article of its own is called NAME#n."""
    count = total = 0
    for number, member in enumerate(members, 1):
        where = f"member {number}, “{member.filename[:200]}”"
        if number > MOST_MEMBERS:
            yield Left(where, f"more than {MOST_MEMBERS:,} members; the rest is not read")
            return
        if member.filename.rpartition("/")[2].startswith(".") or "__MACOSX/" in member.filename:
            yield Left(where, "a hidden file", skipped=True)
            continue
        total += member.file_size
        if total > 16 * MOST:
            yield Left(
                where, f"more than {16 * MOST >> 20} MiB in one archive; the rest is not read"
            )
            return
        inner = source._replace(
            name=member.filename, place=f"{source.place}#{member.filename}", depth=source.depth + 1
        )
        try:
            for item in read_any(io.BytesIO(_content(archive, member)), inner, run):
                if isinstance(item, Left):
                    said = f"{where}, {item.where}" if item.where else where
                    yield Left(said, item.reason, item.skipped)
                else:
                    count += 1
                    yield _renamed(item, f"{source.name}#{count}")
        except UnreadableError as error:
            yield Left(where, str(error))


def _renamed(article: Article, name: str) -> Article:
    import msgspec

    return msgspec.structs.replace(article, name=name)


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member; UnreadableError where they are damaged, locked or too many."""
    if member.flag_bits & 1:
        raise UnreadableError("locked with a password")
    limit = allowed(member.compress_size)
    try:
        with archive.open(member) as opened:
            data = opened.read(limit + 1)
    except DAMAGE as error:
        raise UnreadableError(f"damaged ({_said(error)})") from error
    if len(data) > limit:
        raise UnreadableError(too_large(limit))
    return data


def _word(file: BinaryIO, members: list[zipfile.ZipInfo], source: Source) -> Items:
    """A Word file, whose parts may not be bombs."""
    for member in members:
        if member.file_size > allowed(member.compress_size):
            raise UnreadableError(f"a Word file; {too_large(allowed(member.compress_size))}")
    from seeds.readers.docx import read as read_word

    file.seek(0)
    yield from read_word(file, source)


def _said(error: BaseException) -> str:
    return str(error).lower()[:100] or type(error).__name__
