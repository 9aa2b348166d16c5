"""The verbs of the command line, one module per family.

A family module has `VERBS`: verb name to (arguments, run), where `arguments(parser)` declares what
the verb takes and `run(options)` does it and returns the exit code.
"""

from __future__ import annotations

from typing import NamedTuple


class Verb(NamedTuple):
    """A verb: the family module below tui.verbs that does it, its arguments and what it does."""

    family: str
    takes: str
    does: str


TABLE: dict[str, Verb] = {
    "digest": Verb("story", "", "print the whole story as plain text"),
    "add": Verb("sources", "SOURCE...", "take in files, folders, addresses, - for input"),
    "follow": Verb("addresses", "FEED", "take in a feed now, and again at each refresh"),
    "refresh": Verb("addresses", "", "ask again for feeds and pages already fetched"),
    "extract": Verb("sources", "[--json] FILE...", "findings of files; nothing is stored"),
    "copies": Verb("compare", "[--json] FILE...", "which files are copies or share passages"),
    "diff": Verb("compare", "[--json] LEFT [RIGHT]", "how two articles differ (files or ids)"),
    "articles": Verb("listings", "[--json] [QUERY]", "list articles"),
    "statements": Verb("listings", "[--json] [QUERY]", "list who said what"),
    "demands": Verb("listings", "[--json] [QUERY]", "list who demands what of whom"),
    "claims": Verb("listings", "[--json] [QUERY]", "list what can be checked"),
    "mark": Verb("marks", "ID VERDICT", "mark a finding, or clear its verdict"),
    "correct": Verb("correct", "ID", "correct, drop or add a statement"),
    "undo": Verb("marks", "", "take back the last mark, note or tag"),
    "redo": Verb("marks", "", "do again what was undone"),
    "history": Verb("marks", "[--json] [ID]", "who marked what and when"),
    "attach": Verb("marks", "LOST ID", "say where a lost passage is now"),
    "note": Verb("marks", "ID TEXT", "write a note on a finding"),
    "tag": Verb("marks", "ID TAG...", "tag a finding; no TAG takes all away"),
    "export": Verb("exports", "FORMAT [QUERY]", "write the notes: markdown, csv, json ..."),
    "import": Verb("exports", "FILE...", "take in a bundle, or annotations of other tools"),
    "check": Verb("care", "", "say whether the workspace is whole"),
    "repair": Verb("care", "", "save what is sound of damaged files"),
    "backup": Verb("care", "", "copy the workspace into its folder backups"),
    "restore": Verb("care", "[BACKUP]", "list backups, or put one back"),
    "merge": Verb("care", "OTHER", "take in the marks of another copy"),
    "reanalyse": Verb("care", "", "find everything anew; verdicts follow"),
    "compact": Verb("care", "", "take the journal into the reviews file"),
    "migrate": Verb("care", "", "bring the files to the present format"),
    "tutor": Verb("story", "", "learn the app in ten steps, on the sample"),
    "serve": Verb("web", "[--port N]", "the app in a browser on this machine"),
    "keys": Verb("house", "", "all keys of the app"),
    "config": Verb("house", "[path]", "settings in force and where they are kept"),
    "log": Verb("house", "", "the end of the log, and where it is"),
    "completions": Verb("house", "SHELL", "completions for bash, zsh or fish"),
}
