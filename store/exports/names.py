"""Names from outside to names of files that are safe on every system, and stay where they belong.

One name is one part of a path: no separators, no leading or trailing dots, no device names of
Windows, nothing that acts or hides, at most 80 characters and 200 bytes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from store.neutral import UNSAFE
from store.records import digest

LONGEST, BYTES = 80, 200
# What file systems, shells and Obsidian's links give a meaning to.
_FORBIDDEN = re.compile(r"""[\\/:*?"<>|\[\]#^`$'&;!%~{}\x00-\x1f\x7f]+""")
_ENDS = " .…-“”„«»"
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def file_name(text: str, otherwise: str = "notes") -> str:
    """A name for a file, without an ending; `otherwise` where nothing of the text is left."""
    plain = UNSAFE.sub(" ", unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode()))
    name = " ".join(_FORBIDDEN.sub(" ", plain).split()).strip(_ENDS)[:LONGEST]
    while len(name.encode()) > BYTES:
        name = name[:-1]
    name = name.strip(_ENDS)
    return f"file {name}" if _DEVICE.fullmatch(name) else name or otherwise


def distinct_names(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A file name for each (id, text); names that differ only in case or marks are told apart.

    The first keeps its name, the others get some digits that stand for their id.
    """
    taken: set[str] = set()
    names: dict[str, str] = {}
    for ident, text in texts:
        name = file_name(text)
        if _folded(name) in taken:
            name = f"{name} ({digest(ident)[:8]})"
        taken.add(_folded(name))
        names[ident] = name
    return names


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
