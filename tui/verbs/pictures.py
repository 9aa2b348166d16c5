"""`wirecopy export svg`: a pane or the whole workbench as a picture, drawn out of sight."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tui.failure import USAGE, Failure

if TYPE_CHECKING:
    from store.workspace import Workspace
    from tui.picture import Asked

NAME, SUFFIX = "svg", ".svg"


def declare(parser: ArgumentParser) -> None:
    """The options that only pictures have."""
    parser.add_argument(
        "--show", metavar="PANE", default="workbench", help="what to draw (svg): a pane, or all"
    )
    parser.add_argument(
        "--between", nargs=2, metavar=("LEFT", "RIGHT"), help="the articles of the diff (svg)"
    )
    parser.add_argument(
        "--size", metavar="COLUMNSxROWS", default="120x40", help="how large (svg; 120x40)"
    )
    parser.add_argument("--theme", metavar="NAME", default="", help="in which colours (svg)")


def drawn(workspace: Workspace, options: Namespace) -> bytes:
    """The picture that is asked for.  Raises Failure."""
    import asyncio

    from store.query import QueryError
    from tui import settings
    from tui.picture import draw

    asked = _asked(workspace, options)
    try:
        picture = asyncio.run(draw(workspace, settings.load(), asked))
    except QueryError as error:
        raise Failure(USAGE, str(error), asked.query) from error
    return (picture.rstrip() + "\n").encode("utf-8", "replace")


def _asked(workspace: Workspace, options: Namespace) -> Asked:
    from tui import colours, picture

    if options.show not in picture.SHOWN:
        raise Failure(USAGE, f"there are {', '.join(picture.SHOWN)}", options.show)
    if options.theme and options.theme not in colours.NAMES:
        raise Failure(USAGE, f"there are {', '.join(colours.NAMES)}", options.theme)
    found = re.fullmatch(r"(\d{1,4})x(\d{1,4})", options.size)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    least, most = picture.SMALLEST, picture.LARGEST
    if not all(low <= own <= high for low, own, high in zip(least, size, most, strict=True)):
        raise Failure(USAGE, f"from {least[0]}x{least[1]} to {most[0]}x{most[1]}", options.size)
    return picture.Asked(
        shown="diff" if options.between else options.show,
        size=size,
        theme=options.theme,
        query=" ".join(options.query),
        pair=_pair(workspace, options.between),
    )


def _pair(workspace: Workspace, names: list[str] | None) -> tuple[str, str] | None:
    from tui.verbs.report import named

    if names is None:
        return None
    articles = workspace.articles()
    found = [named(articles, name) for name in names]
    for name, article in zip(names, found, strict=True):
        if article is None:
            raise Failure(USAGE, "no such article, or several", name)
    left, right = (article.id for article in found if article is not None)
    return left, right
