"""The page docs/keys.md, made from the registry."""

from __future__ import annotations

from tui import actions
from tui.settings import KNOWN

SCOPES = {"reader": "in the reader", "diff": "in the diff", "demands": "in demands and claims"}
HEAD = """# Keys

Generated from the registry of actions (`wirecopy keys --markdown`); `?` shows the same in the app.
"""
OWN = """
## Your own keys

In the settings file (`wirecopy config path`), by the id of the action. A key given to one action is
taken from the one that had it; a clash is said with its line when the app starts, and by
`wirecopy config check`.

    [keys]
    verified = "y"
    next_unreviewed = ["w", "space"]

The digits go to panes, and `alt` with a digit counts (`alt+5 j`). With `digits = "counts"` it is
the other way round: `5j` moves five down and `alt+3` goes to the demands. Most terminals cannot
tell `ctrl+i` from `tab`: there `alt+right` goes forward.

## Mouse

A click chooses a row, a cell, or the finding under it in the reader. A drag over the reader's text
takes words, as `s` does: `c` adds them as a statement, `y` copies them. The wheel scrolls.

## Settings

"""


def page() -> str:
    """The Markdown of the page."""
    lines = [HEAD]
    for group in dict.fromkeys(action.group for action in actions.ACTIONS):
        lines += [f"\n## {group}\n\n| key | action | id |\n|---|---|---|\n"]
        for action in actions.ACTIONS:
            if action.group == group:
                where = SCOPES.get(action.scope, "")
                title = f"{action.title} ({where})" if where else action.title
                shown = " ".join("…" if key == "…" else f"`{key}`" for key in _shown(action))
                lines.append(f"| {shown} | {title} | `{action.id}` |\n")
    lines.append(OWN)
    lines += [f"- `{key}`: {meaning}\n" for key, meaning in KNOWN.items()]
    return "".join(lines)


def _shown(action: actions.Action) -> list[str]:
    keys = [actions.key_glyph(key) for key in action.keys]
    return [keys[0], "…", keys[-1]] if len(keys) > actions.MANY_KEYS else keys
