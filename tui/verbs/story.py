"""Verbs on the whole story: the digest, and the export of the notes."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from tui import place
from tui.failure import DONE, USAGE, Failure
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
    target = None if options.output in (None, "-") else Path(options.output)
    if target is not None and target.exists() and not options.force:
        raise Failure(USAGE, "is there already; --force replaces it", options.output)
    spot = place.opened(options.workspace, create=False)
    text = _rendered(spot.workspace, name, " ".join(options.query))
    if target is None:
        sys.stdout.write(text)
        return DONE
    _write(target, text)
    say(f"{target}: written")
    return DONE


def _rendered(workspace: Workspace, name: str, query: str) -> str:
    """The notes in a format, of what the query finds."""
    raise NotImplementedError(name, query, import_module)


def _write(target: Path, text: str) -> None:
    """The whole file or none of it: a new file is moved into its place once it is complete."""
    fresh = target.with_name(f".{target.name[:100]}.{os.getpid()}.new")
    try:
        fresh.write_text(text, "utf-8", newline="")
        fresh.replace(target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        reason = (error.strerror or str(error)).lower()
        raise Failure(USAGE, f"cannot be written: {reason}", str(target)) from error


VERBS = {
    "digest": (_declare_digest, digest),
    "export": (_declare_export, export),
}
