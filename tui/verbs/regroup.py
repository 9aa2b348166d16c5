"""`claims` and `demands` with merge, split, rename, move: how findings belong together."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, cast

from store.records import Claim, ClaimGroup, Correction, Demand
from tui import place
from tui.failure import REFUSED, USAGE, Failure
from tui.prose import count, wrapped
from tui.verbs.marks import reader
from tui.verbs.output import say
from tui.wording import STATUS_WORDS, in_words

if TYPE_CHECKING:
    from store.workspace import Workspace

Kind = Literal["claims", "demands"]
Word = Literal["merge", "split", "rename", "move"]
WORDS: dict[Kind, dict[str, str]] = {
    "claims": {
        "merge": "ID ID...",
        "split": "ID...",
        "rename": "ID TITLE",
    },
    "demands": {
        "merge": "ID ID...",
        "split": "ID...",
        "rename": "ID TITLE",
        "move": "ID KEY",
    },
}


def run(kind: Kind, options: Namespace) -> int:
    """Do what the first word of `options.query` asks; durable when it returns."""
    word, *given = options.query
    idents, name = _parted(kind, word, given)
    workspace = place.opened(options.workspace, create=False).workspace
    targets = [_target(workspace, kind, ident) for ident in idents]
    known = list(dict.fromkeys(target for target in targets if target))
    if len(known) < len(targets) and not all(targets):
        return REFUSED
    if word == "merge" and len(known) < 2:
        raise Failure(USAGE, "these are one finding; name two", f"{kind} {word}")
    if word == "move":
        name = _key(workspace, name)
    how = Correction(act=cast("Word", word), targets=tuple(known), name=name)
    before = _placed(workspace, kind, known)
    workspace.correct(how, reason=options.reason, by=reader(options))
    from seeds import regrouping

    regrouping.keep_up(workspace)
    if _placed(workspace, kind, known) == before and word != "rename":
        say("they were grouped so already")
    for line in _told(workspace, kind, known):
        print(line)
    return 0


def _parted(kind: Kind, word: str, given: Sequence[str]) -> tuple[Sequence[str], str]:
    """The ids that are named, and the title or key after them."""
    least = 1 if word == "split" else 2
    if len(given) < least or (word == "move" and len(given) > 2):
        reason = f"needs {WORDS[kind][word]}; to search for this word, write '\"{word}\"'"
        raise Failure(USAGE, reason, f"{kind} {word}")
    if word in ("merge", "split"):
        return given, ""
    name = " ".join(" ".join(given[1:]).split())
    if not name:
        raise Failure(USAGE, "the title is empty", f"{kind} {word}")
    return given[:1], name


def _target(workspace: Workspace, kind: Kind, ident: str) -> str:
    """The finding that an id, the key of a demand or the slug of a group stands for; "" if none."""
    from store.workspace import AmbiguousId

    wanted: type[Claim] | type[Demand] = Claim if kind == "claims" else Demand
    for group in workspace.story().claim_groups if kind == "claims" else ():
        if group.group == ident and group.ids:
            return group.ids[0]
    for found in workspace.all_findings().values() if kind == "demands" else ():
        for demand in found.demands:
            if demand.demand == ident != "other":
                return demand.id
    try:
        item = workspace.find(ident)
    except AmbiguousId as error:
        say(str(error))
        return ""
    if not isinstance(item, wanted):
        say(f"{ident}: no {kind[:-1]} has this id")
        return ""
    return item.id


def _key(workspace: Workspace, name: str) -> str:
    """A key of the catalogue in use, or "other"; Failure names what there is."""
    keys = [key for key, _ in workspace.story().demand_titles]
    if name not in (*keys, "other"):
        raise Failure(USAGE, f"no such key; there are {', '.join((*keys, 'other'))}", name)
    return name


def _groups(workspace: Workspace, targets: Sequence[str]) -> list[ClaimGroup]:
    wanted = set(targets)
    return [group for group in workspace.story().claim_groups if wanted & set(group.ids)]


def _demands(workspace: Workspace) -> list[Demand]:
    return [one for found in workspace.all_findings().values() for one in found.demands]


def _placed(workspace: Workspace, kind: Kind, targets: Sequence[str]) -> object:
    """Where the targets are now, to be compared with where they are later."""
    if kind == "claims":
        return [set(group.ids) for group in _groups(workspace, targets)]
    return [(one.demand, one.name) for one in _demands(workspace) if one.id in targets]


def _told(workspace: Workspace, kind: Kind, targets: Sequence[str]) -> list[str]:
    """One line for each group in which the targets are now."""
    if kind == "claims":
        return [
            wrapped(
                f"{in_words(group.title or group.group)}: {count(len(group.ids), 'claim')}, "
                f"{STATUS_WORDS.get(group.status, group.status)}",
                "",
                "    ",
            )
            for group in _groups(workspace, targets)
        ]
    titles = dict(workspace.story().demand_titles)
    every = _demands(workspace)
    rows: dict[str, int] = {}
    for one in every:
        if one.id in targets:
            title = titles.get(one.demand) or in_words(one.name or one.text)
            same = ((other.demand, other.name) == (one.demand, one.name) for other in every)
            rows[title] = sum(same)
    return [wrapped(f"{title}: {count(n, 'wording')}", "", "    ") for title, n in rows.items()]
