"""`articles` with merge and split: which articles count as copies of one text."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Literal, cast

from store.records import Article, Correction
from tui import place
from tui.display import line
from tui.failure import REFUSED, USAGE, Failure
from tui.prose import count
from tui.verbs import report
from tui.verbs.marks import reader
from tui.verbs.output import say

if TYPE_CHECKING:
    from store.workspace import Workspace

WORDS = {"merge": "ID ID...", "split": "ID..."}
Word = Literal["merge", "split"]


def run(options: Namespace) -> int:
    """Do what the first word of `options.query` asks; durable when it returns."""
    word, *given = options.query
    if len(given) < (2 if word == "merge" else 1):
        reason = f"needs {WORDS[word]}; to search for this word, write '\"{word}\"'"
        raise Failure(USAGE, reason, f"articles {word}")
    workspace = place.opened(options.workspace, create=False).workspace
    targets = [_target(workspace, ident) for ident in given]
    known = tuple(dict.fromkeys(target for target in targets if target))
    if len(known) < len(targets) and not all(targets):
        return REFUSED
    if word == "merge" and len(known) < 2:
        raise Failure(USAGE, "these are one article; name two", "articles merge")
    before = workspace.story().copies
    how = Correction(act=cast("Word", word), targets=known)
    workspace.correct(how, reason=options.reason, by=reader(options))
    from seeds import regrouping

    regrouping.keep_up(workspace)
    after = workspace.story().copies
    if sorted(map(sorted, after)) == sorted(map(sorted, before)):
        say("they were grouped so already")
    names = {article.id: line(article.name) for article in workspace.articles()}
    for group in after:
        if set(known) & set(group):
            told = count(len(group), "copy", "copies") if len(group) > 1 else "no copy of another"
            print(f"{told}: {', '.join(names[one] for one in group)}")
    return 0


def _target(workspace: Workspace, ident: str) -> str:
    """The id of the article that an id or the beginning of a name stands for; "" if none."""
    from store.workspace import AmbiguousId

    try:
        item = workspace.find(ident)
    except AmbiguousId as error:
        say(str(error))
        return ""
    if not isinstance(item, Article):
        item = report.named(workspace.articles(), ident)
    if item is None:
        say(f"{ident}: no article has this id or name")
        return ""
    return item.id
