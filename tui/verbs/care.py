"""Verbs that look after a workspace: check, repair, backup, restore, compact, migrate, merge."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from tui import place
from tui.display import line
from tui.failure import DONE, REFUSED, WORKSPACE, Failure
from tui.prose import count, wrapped
from tui.verbs.output import say

if TYPE_CHECKING:
    from store.history import Conflict
    from store.workspace import Workspace


def _declare_nothing(parser: ArgumentParser) -> None:
    del parser


def _declare_restore(parser: ArgumentParser) -> None:
    parser.add_argument("backup", nargs="?", metavar="BACKUP", help="its name; none lists them")
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")


def _declare_reanalyse(parser: ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    for way, said in (
        ("strict", "from now on only copies word for word for the most part make a group"),
        ("usual", "from now on all copies make groups"),
        ("loose", "from now on texts that share long passages make groups too"),
    ):
        form.add_argument(f"--{way}", action="store_const", const=way, dest="grouping", help=said)


def _declare_merge(parser: ArgumentParser) -> None:
    parser.add_argument("other", metavar="OTHER", help="the folder of another workspace")


def check(options: Namespace) -> int:
    """Read everything that the workspace keeps and say whether it fits together."""
    path = place.located(options.workspace, must_exist=True)
    from store import care

    health = care.check(path)
    for problem in health.problems:
        say(problem)
    for notice in health.notices:
        say(notice)
    if health.problems:
        said = count(len(health.problems), "problem")
        print(f"{line(str(path))}: {said}; `wirecopy repair` saves what is sound")
        return WORKSPACE
    workspace = _opened(path)
    facts = (
        count(len(workspace.articles()), "article"),
        count(health.counts.get("findings", 0), "finding"),
        count(health.counts.get("events", 0), "event"),
        count(len(workspace.orphans()), "review without its passage", "reviews without passages"),
    )
    print(f"{line(str(path))}: whole; {', '.join(facts)}")
    if health.head:
        print(f"   history up to now: {health.head}")
    for orphan in workspace.orphans():
        words = f": {line(orphan.anchor.quote)}" if orphan.anchor else ""
        print(wrapped(f"kept, its passage is gone: {orphan.target}{words}", "   "))
    _tell(workspace.conflicts())
    return DONE


def _tell(conflicts: list[Conflict] | tuple[Conflict, ...]) -> None:
    for one in conflicts:
        values = (f"{row.by} said {_value(row.after)}" for row in (one.theirs, one.mine))
        text = f"{one.target}: {one.field}: {', '.join(values)}, not knowing of each other"
        print(wrapped(text, "   "))


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "nothing")


def _opened(path: Path) -> Workspace:
    from store.workspace import Workspace

    return Workspace.open(path)


def repair(options: Namespace) -> int:
    """Write damaged files anew from what is sound in them; the damaged ones are kept."""
    path = place.located(options.workspace, must_exist=True)
    from store import care, repairing

    for problem in care.check(path).problems:
        say(problem)
    done = repairing.repair(path)
    for text in done.lines:
        print(wrapped(text, ""))
    if done.kept is not None:
        print(f"the damaged files are kept in {line(str(done.kept))}")
    return DONE


def backup(options: Namespace) -> int:
    """Copy the workspace's files into a new folder below its backups."""
    path = place.located(options.workspace, must_exist=True)
    from store import backups

    workspace = _opened(path)
    workspace.articles(), workspace.story(), workspace.events()
    print(line(str(backups.make(path))))
    return DONE


def restore(options: Namespace) -> int:
    """List the backups, or put one in the place of the present files, which are kept."""
    path = place.located(options.workspace)
    from store import backups

    found = backups.listed(path)
    if options.backup is None:
        for copy in found:
            print(line(copy.name))
        if not found:
            say(f"{path}: there is no backup yet")
        return DONE
    chosen = [copy for copy in found if copy.name == options.backup]
    if not chosen:
        raise Failure(
            REFUSED, "no backup of this name; wirecopy restore lists them", options.backup
        )
    for change in backups.changes(path, chosen[0]):
        print(wrapped(change, ""))
    if options.dry_run:
        return DONE
    kept = backups.restore(path, chosen[0])
    print(f"{line(chosen[0].name)} restored; what was there is kept in {line(kept.name)}")
    return DONE


def compact(options: Namespace) -> int:
    """Take the journal into the reviews file."""
    path = place.located(options.workspace, must_exist=True)
    from store import care

    before, after = care.compact(path)
    print(f"{line(str(path))}: reviews had {before:,} bytes, have {after:,}")
    return DONE


def migrate(options: Namespace) -> int:
    """Bring the files to the present format, after a backup."""
    path = place.located(options.workspace, must_exist=True)
    from store import care

    done = care.migrate(path)
    state = "migrated; a backup has the old files" if done else "has the present format"
    print(f"{line(str(path))}: {state}")
    return DONE


def merge(options: Namespace) -> int:
    """Take in what readers did in another copy of the workspace."""
    path = place.located(options.workspace, must_exist=True)
    from store import care

    merged = care.merge(path, place.located(options.other, must_exist=True))
    added, clashes = count(merged.added, "event"), count(len(merged.conflicts), "conflict")
    print(f"{line(str(path))}: {added} taken in; {clashes}")
    _tell(merged.conflicts)
    return DONE


def reanalyse(options: Namespace) -> int:
    """Find everything anew in the stored articles; verdicts follow their words."""
    workspace = place.opened(options.workspace, create=False, analyse=False).workspace
    from seeds import copying, intake

    if options.grouping:
        workspace.settings[copying.SETTING] = options.grouping
        workspace.save()
    intake.renew(workspace)
    found = workspace.all_findings().values()
    total = sum(len(f.statements) + len(f.demands) + len(f.claims) for f in found)
    lost = count(len(workspace.orphans()), "review without its passage", "reviews without passages")
    print(f"{count(len(workspace.articles()), 'article')}, {count(total, 'finding')}, {lost}")
    return DONE


VERBS = {
    "check": (_declare_nothing, check),
    "repair": (_declare_nothing, repair),
    "backup": (_declare_nothing, backup),
    "restore": (_declare_restore, restore),
    "compact": (_declare_nothing, compact),
    "migrate": (_declare_nothing, migrate),
    "merge": (_declare_merge, merge),
    "reanalyse": (_declare_reanalyse, reanalyse),
}
