"""Verbs that go to the net, each only when it is typed: follow a feed, refresh what was fetched."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from seeds import following
from seeds.fetch import Fetcher
from seeds.intake import Added
from tui import place
from tui.verbs.output import ProgressLine, refuse, say_notices

PRIVATE = "also fetch from this machine and its network (tests, intranets)"


def _declare_follow(parser: ArgumentParser) -> None:
    parser.add_argument("address", metavar="FEED", help="the address of a feed")
    parser.add_argument("--allow-private", action="store_true", help=PRIVATE)


def _declare_refresh(parser: ArgumentParser) -> None:
    parser.add_argument("--allow-private", action="store_true", help=PRIVATE)


def follow(options: Namespace) -> int:
    """Take in a feed's items and remember the feed."""
    spot = place.opened(options.workspace, hint=False)
    fetcher = Fetcher(private=options.allow_private)
    done = following.follow(spot.workspace, options.address, fetcher)
    code = told(done)
    print(done.summary(), f"({spot.path})", file=sys.stderr)
    return max(code, spot.code)


def refresh(options: Namespace) -> int:
    """Ask again for every feed that is followed and every page that was fetched."""
    spot = place.opened(options.workspace, hint=False)
    fetcher = Fetcher(private=options.allow_private)
    progress = ProgressLine()
    try:
        done, unchanged = following.refresh(spot.workspace, fetcher, progress)
    finally:
        progress.end()
    code = told(done)
    print(f"{done.summary()}, {unchanged} unchanged ({spot.path})", file=sys.stderr)
    return max(code, spot.code)


def told(done: Added) -> int:
    """Say what the reader should know of new articles and refusals; the exit code so far."""
    say_notices(done.puts)
    return refuse(done.refused)


VERBS = {
    "follow": (_declare_follow, follow),
    "refresh": (_declare_refresh, refresh),
}
