"""Verbs on the whole story: the digest, and the export of the notes."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tui import place
from tui.failure import DONE, USAGE, WORKSPACE, Failure
from tui.verbs.output import say

if TYPE_CHECKING:
    from store.workspace import Workspace

FORMATS = ("markdown", "json", "csv")
PLANNED = (
    "vault", "html", "tsv", "xlsx", "jsonl", "web-annotation", "claimreview", "csl-json", "bibtex",
    "ris", "bundle", "svg",
)  # fmt: skip


def _declare_digest(parser: ArgumentParser) -> None:
    del parser


def _declare_export(parser: ArgumentParser) -> None:
    parser.add_argument("format", metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("query", nargs="*", metavar="QUERY", help="which findings; all without one")
    parser.add_argument("-o", "--output", metavar="PATH", help="a file (default: standard output)")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")


def digest(options: Namespace) -> int:
    """Print the whole story as plain text."""
    spot = place.opened(options.workspace)
    return max(spot.code, print_digest(spot.workspace))


def print_digest(workspace: Workspace) -> int:
    """Print the digest of an open workspace."""
    from tui.digest import compose
    from tui.session import Session

    sys.stdout.write(compose(Session(workspace), workspace.name))
    return DONE


def export(options: Namespace) -> int:
    """Write the notes in a format, to a file or to standard output."""
    name = options.format.lower()
    if name in PLANNED:
        raise Failure(USAGE, f"not in this version; it writes {', '.join(FORMATS)}", name)
    if name not in FORMATS:
        raise Failure(USAGE, f"no such format; there are {', '.join(FORMATS)}", options.format)
    from store import exports
    from store.files import WorkspaceError
    from tui.verbs.listings import query_of

    query = query_of(options.query)
    spot = place.opened(options.workspace, create=False)
    data = exports.export(spot.workspace, name, query)
    if options.output in (None, "-"):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return spot.code
    target = Path(options.output)
    try:
        exports.write(target, data, force=options.force)
    except FileExistsError as error:
        raise Failure(USAGE, "is there already; --force replaces it", options.output) from error
    except WorkspaceError as error:
        code = WORKSPACE if error.kind == "full" else USAGE
        raise Failure(code, error.reason, options.output) from error
    say(f"{target}: written")
    return spot.code


VERBS = {
    "digest": (_declare_digest, digest),
    "export": (_declare_export, export),
}
