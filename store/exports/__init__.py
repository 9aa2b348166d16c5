"""Notes out: a registry of formats, each a module of its own that is loaded when it is asked for.

A module has `export(workspace, scope)`, which yields the bytes of one file in pieces; that of a
format that is a folder has `write(workspace, scope, folder, force=...)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.files import place_new, replace, said_plainly
from store.query import Query, parse

if TYPE_CHECKING:
    from store.exports.scope import Aligner, Differ, Refused, Scope
    from store.workspace import Workspace

LARGEST = 200_000_000


class Format(NamedTuple):
    """A format: the module that writes it, the ending of its files ("" for a folder), its use."""

    module: str
    suffix: str
    about: str


REGISTRY: dict[str, Format] = {
    "markdown": Format("markdown", ".md", "a briefing for people"),
    "html": Format("html", ".html", "a report for people, one file"),
    "csv": Format("csv_export", ".csv", "a sheet"),
    "tsv": Format("tsv", ".tsv", "a sheet, columns parted by tabs"),
    "xlsx": Format("xlsx", ".xlsx", "a workbook, a sheet for each kind"),
    "json": Format("json_export", ".json", "one document for programs"),
    "jsonl": Format("jsonl", ".jsonl", "all records and events, one a line"),
    "web-annotation": Format("web_annotation", ".jsonld", "for other annotation tools (W3C)"),
    "claimreview": Format("claimreview", ".jsonld", "judged claims for the open web"),
    "csl-json": Format("csl_json", ".csl.json", "the sources for citation processors"),
    "bibtex": Format("bibtex", ".bib", "the sources for LaTeX and reference managers"),
    "ris": Format("ris", ".ris", "the sources for reference managers"),
    "vault": Format("vault", "", "a folder of notes for Obsidian"),
    "bundle": Format("bundle", ".wirecopy.zip", "for a colleague with wirecopy"),
}
FORMATS = tuple(REGISTRY)
SUFFIXES = {name: form.suffix for name, form in REGISTRY.items()}


def export(
    workspace: Workspace,
    name: str,
    query: Query | str = "",
    *,
    path: Path | None = None,
    force: bool = False,
    align: Aligner | None = None,
    differ: Differ | None = None,
) -> bytes:
    """The workspace, or what a query leaves of it, as a file of the format `name`.

    With a `path` it is written there, see `write`.  `align` compares copies, `differ` their
    findings.  Raises ValueError for a format that is not among FORMATS, is a folder, and for a
    query that cannot be read, WorkspaceError.
    """
    from store.exports.scope import Scope

    asked = Scope(parse(query) if isinstance(query, str) else query, align=align, differ=differ)
    data = b"".join(stream(workspace, name, asked))
    if path is not None:
        write(path, data, force=force)
    return data


def stream(workspace: Workspace, name: str, scope: Scope) -> Iterator[bytes]:
    """The bytes of an export in pieces, made as they are taken.  Raises as `export` does."""
    from store.exports.scope import gathered

    if name not in REGISTRY:
        raise ValueError(f"no export format {name!r}; there are {', '.join(FORMATS)}")
    if not REGISTRY[name].suffix:
        raise ValueError(f"{name} is a folder of files; it wants a place of its own")
    make: Callable[[Workspace, Scope], Iterable[bytes]]
    make = import_module(f"store.exports.{REGISTRY[name].module}").export
    return gathered(make(workspace, scope))


def write_folder(
    workspace: Workspace, name: str, scope: Scope, folder: Path, *, force: bool = False
) -> int:
    """Write a format that is a folder; how many files were written.

    Raises FileExistsError for what is there already and not of wirecopy, WorkspaceError.
    """
    made: int = import_module(f"store.exports.{REGISTRY[name].module}").write(
        workspace, scope, folder, force=force
    )
    return made


def write(path: Path, data: bytes | Iterable[bytes], *, force: bool = False) -> None:
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


class Received(NamedTuple):
    """What became of a file that was taken in.

    `articles` is how many were new, `summary` says all in a line, `refused` what had no place.
    """

    articles: int
    summary: str
    refused: list[Refused]


def received(workspace: Workspace, path: Path) -> Received:
    """Take in a bundle or a file of annotations, told by content.

    Raises ValueError with the reason where it is neither or was tampered with, WorkspaceError,
    OSError; then nothing was stored.
    """
    with path.open("rb") as file:
        bundle = file.read(4).startswith(b"PK")
    if bundle:
        from store.exports.bundle_reader import receive

        done = receive(workspace, path)
        new = sum(put.outcome != "already" for put in done.puts)
        counted = f"{len(done.puts)} articles, {new} of them new, {done.events} new acts of readers"
        return Received(new, counted, [])
    from store.exports import annotation_reader

    if path.stat().st_size > LARGEST:
        raise ValueError(f"more than {LARGEST // 1_000_000} MB of annotations")
    found = annotation_reader.receive(workspace, path.read_bytes())
    counted = f"{found.taken} annotations, {found.events} new acts of readers"
    return Received(0, counted, found.refused)
