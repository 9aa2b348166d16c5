"""What the next key will probably need, made ready while the reader reads: the diff of an article.

Aligning two articles and telling what differs takes longer than a key may.  So the diff of an
article with the one that it is linked with is made once the reader has stayed in it for a moment.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.panes import diff_pairs

if TYPE_CHECKING:
    from tui.screens.workbench import Workbench

STAY = 0.4
"""Seconds in one article after which its diff is made."""


class Ahead:
    """Looks ahead from the article that the reader is in."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self._seen: tuple[object, str] | None = None
        self._waiting = False

    def follow(self) -> None:
        """The reader is somewhere, perhaps in another article than before."""
        if not self._waiting and self._here() != self._seen:
            self._waiting = True
            self._seen = self._here()
            self.bench.set_timer(STAY, self._stayed)

    def _here(self) -> tuple[object, str]:
        session = self.bench.session
        return id(session.findings), session.current_article or ""

    def _stayed(self) -> None:
        self._waiting = False
        if self._here() != self._seen:
            self.follow()
        elif self.bench.view.active != "diff":
            self.make_ready()

    def make_ready(self) -> None:
        """Make the diff of the article, where it is short and linked with another one."""
        from tui import workers

        bench = self.bench
        both = diff_pairs.linked(bench.session)
        if both is None or not workers.is_short(*both):
            return
        alignment = bench.diff.known.get(both)
        if alignment is not None:
            bench.diff.make_ready(both, alignment)
        else:
            bench.run_alone(partial(workers.align_ahead, bench.diff, both), "ahead")
