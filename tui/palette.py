"""The registry's actions for the command palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui import actions

if TYPE_CHECKING:
    from tui.screens.workbench import Workbench


class Actions(Provider):
    """Every action of the registry, by its title; the key stands beside it."""

    def _run(self, name: str) -> None:
        bench: Workbench = self.screen  # type: ignore[assignment]
        bench.action_act(name)

    def _known(self) -> list[actions.Action]:
        bench: Workbench = self.screen  # type: ignore[assignment]
        known = [action for action in bench.keymap.actions if action.scope not in actions.SHEETS]
        return [action for action in known if action.id not in ("count", "palette")]

    async def discover(self) -> Hits:
        """All of them, in the registry's order."""
        for action in self._known():
            yield DiscoveryHit(
                action.title,
                partial(self._run, action.id),
                help=f"{action.group}: {actions.key_line(action)}",
            )

    async def search(self, query: str) -> Hits:
        """Those whose title resembles the query."""
        matcher = self.matcher(query)
        for action in self._known():
            score = matcher.match(action.title)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(action.title),
                    partial(self._run, action.id),
                    text=action.title,
                    help=f"{action.group}: {actions.key_line(action)}",
                )
