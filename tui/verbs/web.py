"""The verb that serves the app to a browser on this machine."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui import place
from tui.failure import DONE, USAGE, Failure
from tui.verbs.output import say


def _declare(parser: ArgumentParser) -> None:
    said = "listen here (default: a free port)"
    parser.add_argument("--port", type=int, default=0, metavar="N", help=said)


def serve(options: Namespace) -> int:
    """Serve until interrupted; the address, with its secret, is the only thing printed."""
    from tui import web

    if not 0 <= options.port < 65536:
        raise Failure(USAGE, "a port is a number below 65,536", "serve")
    spot = place.opened(options.workspace, create=False)
    try:
        where = web.door(options.port)
        print(where.address, flush=True)
        say("only this machine, only with this address; ctrl+c ends it")
        web.serve(spot.path.absolute(), where)
    except ImportError as error:
        reason = "needs the extra: pipx install 'wirecopy[web]'"
        raise Failure(USAGE, reason, "serve") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Failure(USAGE, f"cannot listen: {reason}", "serve") from error
    return DONE


VERBS = {"serve": (_declare, serve)}
