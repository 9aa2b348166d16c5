"""Notes out: one module for each format, each an `export(workspace, query)` that returns bytes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from store.files import place_new, replace, said_plainly
from store.query import Query, parse

if TYPE_CHECKING:
    from store.workspace import Workspace

_MODULES = {
    "markdown": "store.exports.markdown",
    "json": "store.exports.json_export",
    "csv": "store.exports.csv_export",
}
FORMATS = tuple(_MODULES)
SUFFIXES = {"markdown": ".md", "json": ".json", "csv": ".csv"}


def export(
    workspace: Workspace,
    name: str,
    query: Query | str = "",
    *,
    path: Path | None = None,
    force: bool = False,
) -> bytes:
    """The workspace, or what a query leaves of it, as a file of the format `name`.

    With a `path` it is written there, see `write`.  Raises ValueError for a format that is not
    among FORMATS and for a query that cannot be read, WorkspaceError.
    """
    if name not in _MODULES:
        raise ValueError(f"no export format {name!r}; there are {', '.join(FORMATS)}")
    make: Callable[[Workspace, Query], bytes] = import_module(_MODULES[name]).export
    data = make(workspace, parse(query) if isinstance(query, str) else query)
    if path is not None:
        write(path, data, force=force)
    return data


def write(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write an export whole or not at all; an existing file only with `force`.

    Raises FileExistsError where there is one, WorkspaceError (missing folder, full, unwritable).
    """
    with said_plainly(path, writing=True):
        if force:
            replace(path, data)
            return
        try:
            place_new(path, data)
        except FileExistsError:
            taken = True
        else:
            taken = False
    if taken:
        raise FileExistsError(f"{path}: is there already; it is replaced only on request")
