"""The verbs that write the notes out, in any format of `store.exports`, and take others' in."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from store import exports
from store.exports.names import file_name
from store.exports.scope import TABLES, Scope
from tui import place
from tui.failure import REFUSED, USAGE, WORKSPACE, Failure
from tui.verbs import pictures
from tui.verbs.output import say

if TYPE_CHECKING:
    from store.workspace import Workspace

FORMATS = (*exports.FORMATS, pictures.NAME)
COMPARING = ("markdown", "html", "json", "jsonl", "xlsx")


def _declare_export(parser: ArgumentParser) -> None:
    parser.add_argument("format", metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("query", nargs="*", metavar="QUERY", help="which findings; all without one")
    parser.add_argument(
        "-o", "--output", metavar="PATH", help="a file or folder (default: standard output)"
    )
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    parser.add_argument(
        "--table", choices=TABLES, default="all", help="which rows (csv, tsv; default: all)"
    )
    parser.add_argument(
        "--address", metavar="URL", default="", help="where the reviews are published (claimreview)"
    )
    parser.add_argument(
        "--publisher", metavar="NAME", default="", help="who publishes them (claimreview)"
    )
    pictures.declare(parser)
    parser.add_argument(
        "--print-template", action="store_true", help="print the template (markdown, html)"
    )


def _folder(workspace: Workspace, name: str, scope: Scope, options: Namespace) -> int:
    """Write a format that is a folder of files."""
    if options.output in (None, "-"):
        raise Failure(USAGE, "is a folder of files; say where with -o FOLDER", name)
    try:
        made = exports.write_folder(
            workspace, name, scope, Path(options.output), force=options.force
        )
    except FileExistsError as error:
        raise Failure(USAGE, f"{error}; --force does it") from error
    say(f"{options.output}: {made} notes written")
    return 0


def _declare_import(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a bundle, or annotations (JSON)")


def export(options: Namespace) -> int:
    """Write the notes in a format, to a file or to standard output."""
    name = options.format.lower()
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise Failure(USAGE, f"no such format; there are {known}", options.format)
    if options.print_template:
        return _print_template(name)
    from store.exports.web_annotation import is_address
    from tui.verbs.listings import query_of

    if options.address and not is_address(options.address):
        raise Failure(USAGE, "is no web address", options.address)
    scope = Scope(query_of(options.query), options.table, options.address, options.publisher)
    _compare(scope, name)
    spot = place.opened(options.workspace, create=False)
    pieces: Iterable[bytes]
    if name == pictures.NAME:
        pieces = [pictures.drawn(spot.workspace, options)]
    elif not exports.SUFFIXES[name]:
        return _folder(spot.workspace, name, scope, options) or spot.code
    else:
        pieces = _with_template(exports.stream(spot.workspace, name, scope))
    if options.output in (None, "-"):
        _print(pieces)
    else:
        _write(_target(options.output, name, spot.workspace), pieces, force=options.force)
    for refused in scope.refused:
        say(f"{refused.ident}: {refused.reason}")
    return max(spot.code, REFUSED if scope.refused else 0)


def _print_template(name: str) -> int:
    """Print the template of a format, for a copy of one's own."""
    from store.exports import templating

    if name not in templating.NAMES:
        raise Failure(USAGE, f"has no template; {' and '.join(templating.NAMES)} have", name)
    _print([templating.default(name).encode()])
    return 0


def _with_template(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes; a template that fails ends the run in a line."""
    from store.exports.templating import TemplateError

    try:
        yield from pieces
    except TemplateError as error:
        raise Failure(USAGE, error.reason, error.about) from error


def _compare(scope: Scope, name: str) -> None:
    """Let the formats that tell what copies changed compare articles."""
    if name in COMPARING or scope.table == "changes":
        from analysis.align import align
        from analysis.changes import changes

        scope.align, scope.differ = align, changes


def take_in(options: Namespace) -> int:
    """Take in what others exported: bundles of wirecopy, annotations of any tool."""
    from seeds import intake
    from store.exports import received

    spot = place.opened(options.workspace, hint=False)
    code = spot.code
    for name in options.files:
        try:
            done = received(spot.workspace, Path(name))
        except (ValueError, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            say(f"{name}: {reason[:1].lower()}{reason[1:]}")
            code = REFUSED
            continue
        if done.articles:
            intake.renew(spot.workspace)
        for refused in done.refused:
            say(f"{refused.ident or name}: {refused.reason}")
            code = REFUSED
        say(f"{name}: {done.summary}")
    return code


def _print(pieces: Iterable[bytes]) -> None:
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _target(output: str, name: str, workspace: Workspace) -> Path:
    """The file to write; in a folder it is named after the workspace."""
    target = Path(output)
    if not target.is_dir():
        return target
    suffix = pictures.SUFFIX if name == pictures.NAME else exports.SUFFIXES[name]
    return target / (file_name(workspace.name) + suffix)


def _write(target: Path, pieces: Iterable[bytes], *, force: bool) -> None:
    from store.files import WorkspaceError

    try:
        exports.write(target, pieces, force=force)
    except FileExistsError as error:
        raise Failure(USAGE, "is there already; --force replaces it", str(target)) from error
    except WorkspaceError as error:
        if error.path != target:
            raise
        code = WORKSPACE if error.kind == "full" else USAGE
        raise Failure(code, error.reason, str(target)) from error
    say(f"{target}: written")


VERBS = {"export": (_declare_export, export), "import": (_declare_import, take_in)}
