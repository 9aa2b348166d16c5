"""Verbs on the whole story: the digest, and the tutor that walks through the sample's."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tui import place
from tui.failure import DONE

if TYPE_CHECKING:
    from store.workspace import Workspace


def _declare_digest(parser: ArgumentParser) -> None:
    del parser


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


def tutor(options: Namespace) -> int:
    """Ten steps on a copy of the sample; as text where there is no terminal."""
    del options
    from tui import tutor as lesson

    if sys.stdin.isatty() and sys.stdout.isatty():
        lesson.run()
    else:
        sys.stdout.write(lesson.page())
    return DONE


VERBS = {"digest": (_declare_digest, digest), "tutor": (_declare_digest, tutor)}
