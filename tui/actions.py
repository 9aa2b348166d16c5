"""The one registry of actions: keys, footer, help, palette and the keys page come from it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Scope = Literal[
    "everywhere", "reader", "diff", "demands", "correct", "words", "origins", "overview"
]
SHEETS: tuple[Scope, ...] = ("correct", "words", "origins", "overview")
"""Scopes that are a screen of their own: its keys mean nothing elsewhere."""


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


COUNT_KEYS = tuple(f"alt+{digit}" for digit in range(10))

CORRECTING: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("speaker", "Who said it", ("s",)),
    ("act", "The act: says, demands, denies ...", ("a",)),
    ("drop", "Nobody said it: drop it, or keep it", ("d",)),
    ("end_on", "The end a word on", ("l", "right")),
    ("end_back", "The end a word back", ("h", "left")),
    ("start_on", "The start a word on", ("L", "shift+right")),
    ("start_back", "The start a word back", ("H", "shift+left")),
    ("sentence_end", "On to the end of the sentence", ("e",)),
    ("sentence_start", "Back to its beginning", ("b",)),
    ("next", "The sentence after", ("j", "down")),
    ("previous", "The sentence before", ("k", "up")),
    ("reset", "Everything as it was", ("r",)),
    ("save", "Keep the correction", ("enter",)),
)
"""The keys of the screen that corrects a statement."""

SELECTING: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("back", "A word back", ("h", "left", "b")),
    ("on", "A word on", ("l", "right", "w")),
    ("down", "A line down", ("j", "down")),
    ("up", "A line up", ("k", "up")),
    ("page_down", "A page down", ("ctrl+d", "pagedown")),
    ("page_up", "A page up", ("ctrl+u", "pageup")),
    ("sentence_end", "On to the end of the sentence", ("e", "end")),
    ("sentence_start", "Back to its beginning", ("a", "home")),
    ("begin", "Begin here, or let go", ("v", "space")),
    ("sentence", "Take the whole sentence", ("s",)),
    ("other_end", "To the other end", ("o",)),
    ("add", "Add the words as a statement", ("c", "enter")),
    ("copy", "Copy the words", ("y",)),
    ("copy_cited", "Copy them with their source", ("Y",)),
)
"""The keys that take words in the reader."""

TRACING: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("diff", "diff", "The diff with the one it is from", ("enter",)),
    ("split", "not a copy", "It is no copy of another", ("x",)),
    ("merge", "a copy of …", "It is a copy of …", ("plus",)),
)
"""The keys of the screen that tells who has it from whom."""

SURVEYING: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("left", "", "The article to the left", ("h", "left")),
    ("right", "next article", "The article to the right", ("l", "right")),
    ("fold", "fold", "Fold or unfold what is alike", ("o",)),
    ("diff", "diff", "The diff at this sentence", ("enter",)),
)
"""The keys of the screen that tells which sentence is in which article."""

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
    Action("next_unreviewed", "Next unreviewed finding, anywhere", ("w",), "Move", "to do", 66),
    Action("previous_unreviewed", "Unreviewed finding before, anywhere", ("b",), "Move"),
    Action("next_article", "Next article", ("J",), "Move"),
    Action("previous_article", "Previous article", ("K",), "Move"),
    Action("next_unread", "Next article that was not read yet", ("ctrl+n",), "Move"),
    Action("go_back", "Back to where I was", ("ctrl+o", "alt+left"), "Move"),
    Action("go_forward", "Forward again", ("alt+right", "ctrl+i"), "Move"),
    Action("count", "Count for the next move: alt+5 j; 5 j by a setting", COUNT_KEYS, "Move"),
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
    Action("wider", "Make the pane wider", ("shift+right",), "Panes"),
    Action("narrower", "Make the pane narrower", ("shift+left",), "Panes"),
    Action("taller", "Make the pane taller", ("shift+down",), "Panes"),
    Action("shorter", "Make the pane shorter", ("shift+up",), "Panes"),
    Action("even", "Panes as at first", ("equals_sign",), "Panes"),
    Action("diff", "Diff with the closest copy", ("d",), "Diff", "diff", 60),
    Action("next_change", "Next change", ("right_square_bracket",), "Diff", "change", 92, "diff"),
    Action("previous_change", "Previous change", ("left_square_bracket",), "Diff", scope="diff"),
    Action("other_end", "Other end of a moved passage", ("m",), "Diff", "other end", 59, "diff"),
    Action("fold", "Fold or unfold what is the same", ("o",), "Diff", "fold", 69, "diff"),
    Action("swap", "Swap the sides", ("s",), "Diff", "swap", 58, "diff"),
    Action("other_side", "Marks and y: the other side", ("vertical_line",), "Diff", scope="diff"),
    Action("compare", "Compare any two articles or versions", ("B",), "Diff"),
    Action("origins", "Who has it from whom; what is a copy", ("H",), "Diff"),
    Action("overview", "Which sentence is in which article", ("number_sign",), "Diff"),
    Action("back", "Back", ("escape",), "Panes"),
    Action("verified", "Mark verified", ("v",), "Mark", "verified", 88),
    Action("unverified", "Mark unverified (could not confirm)", ("x",), "Mark", "unverified", 87),
    Action("disputed", "Mark disputed", ("exclamation_mark",), "Mark"),
    Action("false", "Mark false", ("f",), "Mark"),
    Action("not_checkable", "Mark not checkable", ("minus",), "Mark"),
    Action("clear", "Clear the verdict", ("0",), "Mark"),
    Action("verified_next", "Mark verified and go to the next unreviewed", ("V",), "Mark"),
    Action("unverified_next", "Mark unverified and go to the next unreviewed", ("X",), "Mark"),
    Action("repeat", "The last verdict again", ("full_stop",), "Mark"),
    Action("range", "Begin a range: the next verdict is for all of it", ("r",), "Mark"),
    Action("visible", "Take all findings on screen: the next verdict is theirs", ("R",), "Mark"),
    Action("note", "Write a note", ("e",), "Mark", "note", 70),
    Action("note_outside", "Write the note in your own editor", ("E",), "Mark"),
    Action("tags", "Set tags", ("t",), "Mark"),
    Action("evidence", "Cite evidence: address, quotation, date", ("C",), "Mark"),
    Action("undo", "Undo", ("u",), "Mark", "undo", 35),
    Action("redo", "Redo", ("ctrl+r",), "Mark"),
    Action("history", "Who did what to this finding, or to all", ("U",), "Mark"),
    Action("conflicts", "What two readers said unknown to each other", ("asterisk",), "Mark"),
    Action("lost", "Reviews whose passage is no longer found", ("tilde",), "Mark"),
    Action("correct", "Correct it: speaker, words, act, row", ("c",), "Correct", "correct", 71),
    Action("missed", "Add a statement that was missed", ("I",), "Correct"),
    Action("select", "Select words: to add, to copy", ("s",), "Correct", "words", 68, "reader"),
    Action("pick", "Pick the row to be merged, or not", ("plus",), "Correct", scope="demands"),
    Action("merge", "Merge picked rows into one", ("ampersand",), "Correct", scope="demands"),
    Action("split", "Take it out of its row", ("S",), "Correct", scope="demands"),
    Action("rename", "Give the row another name", ("L",), "Correct", scope="demands"),
    Action("entry", "The demand's entry in the catalogue", ("D",), "Correct", scope="demands"),
    Action("proposals", "Entries proposed for demands", ("O",), "Correct", scope="demands"),
    *(
        Action(f"correct_{name}", title, keys, "While correcting a statement", scope="correct")
        for name, title, keys in CORRECTING
    ),
    *(
        Action(f"words_{name}", title, keys, "While selecting words", scope="words")
        for name, title, keys in SELECTING
    ),
    *(
        Action(f"origins_{name}", title, keys, "Who has it from whom", short, scope="origins")
        for name, short, title, keys in TRACING
    ),
    *(
        Action(f"overview_{name}", title, keys, "Which sentence is where", short, scope="overview")
        for name, short, title, keys in SURVEYING
    ),
    Action("why", "Why the engine believes this", ("i",), "Look"),
    Action("search", "Find in this pane", ("slash",), "Look", "find", 65),
    Action("next_hit", "Next hit of a search (so does n)", ("greater_than_sign",), "Look"),
    Action("previous_hit", "Previous hit of the search", ("N", "less_than_sign"), "Look"),
    Action("filter", "Filter what was found by a query", ("F", "backslash"), "Look", "filter", 38),
    Action("peek", "The same passage in its copies", ("P",), "Look"),
    Action("actor", "All of this actor: names, statements, demands", ("A",), "Look"),
    Action("copy", "Copy the text", ("y",), "File"),
    Action("copy_cited", "Copy the text with its source", ("Y",), "File"),
    Action("mark_read", "Mark the article unread, or read", ("M",), "File"),
    Action("export", "Write the notes out to a file", ("W",), "File"),
    Action("add", "Add articles", ("a",), "File"),
    Action("follow", "Follow a feed", ("ctrl+a",), "File"),
    Action("ask_again", "Ask again for feeds and pages", ("ctrl+f",), "File"),
    Action("stop", "Stop what is under way in the background", ("ctrl+x",), "File"),
    Action("theme", "Next theme: dark, light, high contrast, the terminal's own", ("T",), "File"),
    Action("help", "Help: all keys", ("question_mark",), "Help", "help", 95),
    Action("palette", "All actions by name", ("ctrl+p", "colon"), "Help"),
    Action("about", "Versions, times, and where the log is", ("f12",), "Help"),
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
    "full_stop": ".",
    "plus": "+",
    "asterisk": "*",
    "tilde": "~",
    "ampersand": "&",
    "colon": ":",
    "number_sign": "#",
    "vertical_line": "|",
    "backslash": "\\",
    "equals_sign": "=",
    "f12": "F12",
}


MANY_KEYS = 6


def key_glyph(key: str) -> str:
    """A key as it stands on the keyboard: "?" for question_mark."""
    return KEY_GLYPHS.get(key, key)


def key_line(action: Action) -> str:
    """All keys of an action, as help shows them: "j down"."""
    shown = [key_glyph(key) for key in action.keys]
    return f"{shown[0]} … {shown[-1]}" if len(shown) > MANY_KEYS else " ".join(shown)
