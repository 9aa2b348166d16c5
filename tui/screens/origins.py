"""Who has it from whom: the articles that share text as a graph, the reason on each arrow."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, cast

from textual.binding import Binding, BindingType

from tui import actions, display
from tui.origins import Node, nodes
from tui.screens.listed import Listed, bound, hints, of_scope
from tui.widgets import cells
from tui.widgets.line_view import EMPTY, Line, LineView

if TYPE_CHECKING:
    from tui.session import Session

Act = Literal["diff", "split", "merge"]


class Step(NamedTuple):
    """What the reader wants of an article: its diff with another, to split it off, to join it."""

    act: Act
    article: str
    other: str = ""


class OriginsView(LineView):
    """The graph, an article or a pair of them in each row."""

    def __init__(self, session: Session, ids: list[str], keys: str) -> None:
        """`keys` is the line of keys."""
        super().__init__(id="origins")
        self.session = session
        self.keys = keys
        self.ids = ids
        self.nodes: list[Node] | None = None
        self.lines: list[Line] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.heading = "Who has it from whom"

    def take(self, found: list[Node]) -> None:
        """Show the graph, the cursor at the article that the reader is in."""
        self.nodes = found
        self.content_changed()
        here = self.session.current_article
        self.place_cursor(next((n for n, node in enumerate(found) if node.article == here), 0))

    def lay_out(self, width: int) -> None:
        """Wrap the reasons."""
        self.lines, self.starts, self.ends = [], [], []
        for number, node in enumerate(self.nodes or ()):
            heads = [_wrapped(text, 1, width) for text in node.head]
            self.lines += [EMPTY] if node.head or (number and not node.depth) else []
            for place, lines in enumerate(heads):
                style = "strong" if place == 0 else "dim"
                self.lines += [Line(((line, style),)) for line in lines]
            self.starts.append(len(self.lines))
            self.lines.append(self._node_line(node, width))
            inside = 5 + 4 * node.depth
            for text in node.told:
                self.lines += [Line(((line, "dim"),)) for line in _wrapped(text, inside, width)]
            self.ends.append(len(self.lines))

    def _node_line(self, node: Node, width: int) -> Line:
        lead = " " + ("    " * (node.depth - 1) + " └─▸ " if node.depth else " ") + node.label
        article = self.session.article_by_id[node.article]
        dated = f"  {article.published.date}" if article.published else ""
        who = f"  {display.line(article.outlet, 24)}" if article.outlet else ""
        title = display.line(article.title or article.name)
        here = node.article == self.session.current_article
        room = max(0, width - len(lead) - len(dated) - len(who) - 2)
        return Line(
            (
                (lead, "strong"),
                (dated + who, "dim"),
                ("  " + cells.cut(title, room), "strong" if here else ""),
            )
        )

    def line_count(self) -> int:
        """All lines."""
        return len(self.lines)

    def row_count(self) -> int:
        """Articles and pairs."""
        return len(self.nodes or ())

    def row_of(self, line: int) -> int:
        """The row of a line, -1 for a heading."""
        row = bisect_right(self.starts, line) - 1
        return row if row >= 0 and line < self.ends[row] else -1

    def page(self, direction: int) -> None:
        """A window's height up or down, to a row."""
        line = self.starts[self.cursor] if self.starts else 0
        line += direction * max(1, self.body_height - 2)
        self.place_cursor(max(0, bisect_right(self.starts, line) - 1), tell=True)

    def lines_of(self, row: int) -> tuple[int, int]:
        """The row with its reasons; the first one with what stands above it."""
        return (self.starts[row] if row else 0), self.ends[row]

    def line_at(self, number: int) -> Line:
        """A heading, an article or a reason."""
        return self.lines[number]

    @property
    def node(self) -> Node | None:
        """The row under the cursor."""
        return self.nodes[self.cursor] if self.nodes else None

    def position(self) -> str:
        """The keys."""
        return self.keys

    def empty_text(self) -> str:
        """While it is computed, or where nothing is shared."""
        if self.nodes is None:
            return f"Looking at {len(self.ids)} articles …"
        return "No article here shares text with another."


def _wrapped(text: str, indent: int, width: int) -> list[str]:
    shown = display.line(text)
    room = max(8, width - indent - 1)
    return [" " * indent + shown[a:b] for a, b in cells.wrap(shown, 0, len(shown), room)]


class OriginsScreen(Listed[Step]):
    """The graph over the workbench."""

    DEFAULT_CSS = """
    OriginsScreen { background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(actions.BY_ID["origins"].keys), "close_sheet", show=False, id="origins"),
        *bound(of_scope("origins"), "choose"),
    ]
    view: OriginsView

    def __init__(
        self, session: Session, ids: list[str], known: Sequence[actions.Action] = actions.ACTIONS
    ) -> None:
        """`known` are the actions with the keys in force."""
        super().__init__()
        self.view = OriginsView(session, ids, hints(known, "origins"))

    def on_mount(self) -> None:
        """Look for reasons in a thread."""
        super().on_mount()
        self.run_worker(self._fill(), group="origins", exclusive=True)

    async def _fill(self) -> None:
        self.view.take(await asyncio.to_thread(nodes, self.view.session, self.view.ids))

    def action_choose(self, name: str) -> None:
        """Close, and have something done with the article of the row."""
        if (node := self.view.node) is not None:
            act = cast(Act, name.removeprefix("origins_"))
            self.dismiss(Step(act, node.article, node.other))
