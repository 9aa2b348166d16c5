"""The one registry of actions: keys, footer, help, palette and the keys page come from it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Scope = Literal["everywhere", "diff", "demands"]


class Action(NamedTuple):
    """One thing a reader can do.

    `keys` are Textual key names, the first one shown; `short` is the footer's word and `weight`
    its place there (0 keeps it out; higher numbers go first when the footer is narrow).
    """

    id: str
    title: str
    keys: tuple[str, ...]
    group: str
    short: str = ""
    weight: int = 0
    scope: Scope = "everywhere"


ACTIONS: tuple[Action, ...] = (
    Action("down", "Move down", ("j", "down"), "Move", "move", 40),
    Action("up", "Move up", ("k", "up"), "Move"),
    Action("left", "One column to the left", ("h", "left"), "Move", scope="demands"),
    Action("right", "One column to the right", ("l", "right"), "Move", "column", 86, "demands"),
    Action("page_down", "One page down", ("ctrl+d", "pagedown", "space"), "Move"),
    Action("page_up", "One page up", ("ctrl+u", "pageup"), "Move"),
    Action("top", "To the first line", ("g", "home"), "Move"),
    Action("bottom", "To the last line", ("G", "end"), "Move"),
    Action("next_finding", "Next finding of the article", ("n",), "Move", "next finding", 90),
    Action("previous_finding", "Previous finding of the article", ("p",), "Move"),
    Action("next_article", "Next article", ("J", "ctrl+n"), "Move"),
    Action("previous_article", "Previous article", ("K",), "Move"),
    Action("open", "Open: go to the passage", ("enter",), "Move", "open", 50),
    Action("next_pane", "Next pane", ("tab",), "Panes", "pane", 45),
    Action("previous_pane", "Previous pane", ("shift+tab",), "Panes"),
    Action("pane_articles", "Articles", ("1",), "Panes"),
    Action("pane_reader", "Reader", ("2",), "Panes"),
    Action("pane_demands", "Demands", ("3",), "Panes"),
    Action("pane_statements", "Statements", ("4",), "Panes"),
    Action("pane_diff", "Diff", ("5",), "Panes"),
    Action("pane_claims", "Claims", ("6",), "Panes"),
    Action("zoom", "Give one pane the whole screen, and back", ("z",), "Panes"),
    Action("diff", "Diff with the closest copy", ("d",), "Diff", "diff", 60),
    Action("next_change", "Next change", ("right_square_bracket",), "Diff", "change", 92, "diff"),
    Action("previous_change", "Previous change", ("left_square_bracket",), "Diff", scope="diff"),
    Action("other_end", "Other end of a moved passage", ("m",), "Diff", "other end", 59, "diff"),
    Action("fold", "Fold or unfold what is the same", ("o",), "Diff", "fold", 69, "diff"),
    Action("swap", "Swap the sides", ("s",), "Diff", "swap", 58, "diff"),
    Action("back", "Back", ("escape",), "Panes"),
    Action("verified", "Mark verified", ("v",), "Mark", "verified", 88),
    Action("unverified", "Mark unverified (could not confirm)", ("x",), "Mark", "unverified", 87),
    Action("disputed", "Mark disputed", ("exclamation_mark",), "Mark"),
    Action("false", "Mark false", ("f",), "Mark"),
    Action("not_checkable", "Mark not checkable", ("minus",), "Mark"),
    Action("clear", "Clear the verdict", ("0",), "Mark"),
    Action("note", "Write a note", ("e",), "Mark", "note", 70),
    Action("undo", "Undo", ("u",), "Mark", "undo", 35),
    Action("redo", "Redo", ("ctrl+r",), "Mark"),
    Action("why", "Why the engine believes this", ("i",), "Look"),
    Action("search", "Find in this pane", ("slash",), "Look", "find", 65),
    Action("next_hit", "Next hit of a search (so does n)", ("greater_than_sign",), "Look"),
    Action("previous_hit", "Previous hit of the search", ("N", "less_than_sign"), "Look"),
    Action("export", "Export the notes", ("E",), "File"),
    Action("add", "Add articles", ("a",), "File"),
    Action("theme", "Next theme: dark, light, the terminal's own", ("T",), "File"),
    Action("help", "Help: all keys", ("question_mark",), "Help", "help", 95),
    Action("palette", "All actions by name", ("ctrl+p",), "Help"),
    Action("quit", "Quit", ("q",), "Help", "quit", 93),
)  # fmt: skip

BY_ID = {action.id: action for action in ACTIONS}

KEY_GLYPHS = {
    "question_mark": "?",
    "slash": "/",
    "exclamation_mark": "!",
    "minus": "-",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
}


def key_glyph(key: str) -> str:
    """A key as it stands on the keyboard: "?" for question_mark."""
    return KEY_GLYPHS.get(key, key)


def key_line(action: Action) -> str:
    """All keys of an action, as help shows them: "j / down"."""
    return " ".join(key_glyph(key) for key in action.keys)
