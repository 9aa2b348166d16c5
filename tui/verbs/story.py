"""The verb on the whole story: the digest."""

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


VERBS = {"digest": (_declare_digest, digest)}
