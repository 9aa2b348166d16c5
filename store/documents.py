"""TinyDB files read strictly, and small ones as bytes under a sum."""

from __future__ import annotations

import json
import math
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, SupportsBytes, TypeVar

import msgspec

from store.files import WorkspaceError, newer

if TYPE_CHECKING:
    from collections.abc import Mapping


FORMAT = 1
DEEPEST = 60
STORE = "_store"

Document = dict[str, Any]
Tables = dict[str, dict[str, Document]]
Rows = dict[str, dict[str, msgspec.Raw]]
T = TypeVar("T")


def seal(tables: Tables, path: Path) -> bytes:
    """A TinyDB file that ends in its format and the CRC of all that stands before them.

    A file whose seal holds is as it was written and need not be looked at key by key.
    """
    inside = {name: table for name, table in tables.items() if name != STORE}
    body = encode(inside, path)[:-1] + (b"," if inside else b"")
    return body + _seal_of(body)


def seal_rows(rows: Mapping[str, Mapping[str, SupportsBytes]], path: Path) -> bytes:
    """The same of tables whose documents are JSON already, in order of their ids."""
    parts = []
    for name, table in rows.items():
        if name != STORE:
            documents = b",".join(
                b'"%b":%b' % (key.encode(), bytes(table[key])) for key in sorted(table, key=int)
            )
            parts.append(b"%b:{%b}" % (encode(name, path), documents))
    body = b"{" + b"".join(part + b"," for part in parts)
    return body + _seal_of(body)


def _seal_of(body: bytes) -> bytes:
    facts = f'"{STORE}":{{"1":{{"format":{FORMAT},"crc32":"{zlib.crc32(body):08x}"}}}}'
    return facts.encode("ascii") + b"}"


def _unseal(data: bytes) -> Tables | None:
    """The tables of a file whose seal holds, else None: read it strictly."""
    if not _seal_holds(data):
        return None
    try:
        return msgspec.json.decode(data, type=Tables)
    except (msgspec.DecodeError, RecursionError):  # a lone surrogate, say
        return None


def _seal_holds(data: bytes) -> bool:
    length = len(_seal_of(b""))
    return _seal_of(data[:-length]) == data[-length:]


def encode(tables: object, path: Path) -> bytes:
    """Plain JSON, compact; refuses NaN and infinities.  Raises WorkspaceError."""
    try:
        try:
            text = json.dumps(tables, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
            return text.encode("utf-8")
        except UnicodeEncodeError:
            return json.dumps(tables, allow_nan=False, separators=(",", ":")).encode("ascii")
    except (TypeError, ValueError, RecursionError) as error:
        raise WorkspaceError("unwritable", path, f"cannot be stored as JSON: {error}") from error


def parse_tables(data: bytes, path: Path, known: int | None = FORMAT) -> Tables:
    """The tables of a TinyDB file of a format up to `known`, of any with None.

    Raises WorkspaceError.
    """
    tables = _unseal(data)
    if tables is None:
        tables = parse_json(data, path)
    if not isinstance(tables, dict):
        raise damaged(path, "is not a TinyDB file: no object of tables")
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise damaged(path, f"table {_short(name)} is no object")
        for key, document in table.items():
            if not (key.isascii() and key.isdecimal() and str(int(key[:18])) == key):
                raise damaged(path, f"table {_short(name)}: document id {_short(key)} is no number")
            if not isinstance(document, dict):
                raise damaged(path, f"table {_short(name)}: document {key} is no object")
    for document in tables.get(STORE, {}).values():
        later = newer_than(document, path, known or FORMAT)
        if later is not None and known is not None:
            raise later
    return tables


def parse_rows(data: bytes, path: Path) -> Rows:
    """The tables of a TinyDB file of any format, every document as JSON.  Raises WorkspaceError."""
    if _seal_holds(data):
        try:
            return msgspec.json.decode(data, type=dict[str, dict[str, msgspec.Raw]])
        except (msgspec.DecodeError, RecursionError):  # a lone surrogate, say
            pass
    return {
        name: {key: msgspec.Raw(encode(row, path)) for key, row in table.items()}
        for name, table in parse_tables(data, path, None).items()
    }


def record(document: bytes | msgspec.Raw, kind: type[T], path: Path, what: str) -> T:
    """A document as a record.  Raises WorkspaceError (damaged) that names it as `what`."""
    try:
        return msgspec.json.decode(document, type=kind)
    except (msgspec.DecodeError, RecursionError):
        pass
    try:
        return msgspec.convert(parse_json(bytes(document), path), kind)
    except msgspec.ValidationError as error:
        raise damaged(path, f"{what}: {error}") from error


def newer_than(document: Document, path: Path, known: int = FORMAT) -> WorkspaceError | None:
    """The error for a document that says a format above `known`; raises for one that is none."""
    found = document.get("format", FORMAT)
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise damaged(path, f"format {_short(str(found))} is no number")
    return newer(path, found, known) if found > known else None


def parse_json(data: bytes, path: Path) -> Any:
    """Strict JSON: no duplicate keys, no NaN, no infinities, no deep nesting.

    Raises WorkspaceError (damaged) that names the byte where it is known.
    """
    if not data:
        raise damaged(path, "is empty")
    try:
        text = data.decode("utf-8")
        value = json.loads(
            text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite
        )
    except UnicodeDecodeError as error:
        raise damaged(path, f"is not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        byte = len(error.doc[: error.pos].encode("utf-8"))
        raise damaged(path, f"is not whole JSON at byte {byte}: {error.msg}") from error
    except RecursionError as error:
        raise damaged(path, f"is nested deeper than {DEEPEST} levels") from error
    except ValueError as error:
        raise damaged(path, str(error)) from error
    if _too_deep(value):
        raise damaged(path, f"is nested deeper than {DEEPEST} levels")
    return value


def damaged(path: Path, what: str) -> WorkspaceError:
    """The error for a file that cannot be trusted; says where a backup is, if there is one."""
    backup = newest_backup(path)
    where = f"newest backup: {backup}" if backup else "there is no backup yet"
    return WorkspaceError("damaged", path, f"{what}; left as it was; {where}")


def newest_backup(path: Path) -> Path | None:
    """The newest file in the workspace's `backups` folder, at any depth, that has this name."""
    try:
        found = [
            (copy.stat().st_mtime_ns, copy)
            for copy in path.parent.glob(f"backups/**/*{path.stem}*{path.suffix}")
        ]
    except OSError:
        return None
    return max(found)[1] if found else None


def _unique(pairs: list[tuple[str, Any]]) -> Document:
    document = dict(pairs)
    if len(document) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"holds the key {_short(twice)} twice in one object")
    return document


def _no_constant(name: str) -> float:
    raise ValueError(f"holds {name}, which is not JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        raise ValueError(f"holds the number {_short(digits)}, which is too large")
    return value


def _too_deep(value: object) -> bool:
    boxes: list[object] = [value]
    for _ in range(DEEPEST):
        boxes = [child for box in boxes for child in _children(box)]
        if not boxes:
            return False
    return True


def _children(box: object) -> list[object]:
    values = box.values() if isinstance(box, dict) else box if isinstance(box, list) else ()
    return [child for child in values if isinstance(child, (dict, list))]


def _short(text: str) -> str:
    return ascii(text if len(text) <= 40 else text[:39] + "…")
