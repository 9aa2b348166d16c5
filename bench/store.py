"""A store to break: commands for kill9, fault_inject and crash_states.

bench/store.py setup DIR | write DIR | dump DIR | one DIR | add DIR | shelf DIR
"""

from __future__ import annotations

import argparse
import itertools
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from store import corpus, files
from store.files import WorkspaceError
from store.records import Article, Findings, Statement, Story
from store.reviews import LocalReviews
from store.workspace import Workspace

KEYS = tuple(f"s{number:03}" for number in range(7))


def setup(options: argparse.Namespace) -> None:
    """A workspace with a few findings, and one mark."""
    from analysis import ENGINE

    folder = Path(options.dir)
    workspace = Workspace.open(folder, create=True)
    rows = tuple(Statement(key, "a1", 0, 1, "x", "direct") for key in KEYS)
    workspace.put_articles([Article("a1", "a.txt", "a.txt", "x")])
    workspace.put_analysis([], {"a1": Findings("a1", rows, engine=ENGINE)}, Story())
    if not options.bare:
        workspace.note(KEYS[-1], "0")


def opened(options: argparse.Namespace) -> Workspace:
    folder = Path(options.dir)
    reviews = LocalReviews(folder / "reviews.json", options.fold_at)
    return Workspace(folder, "bench", {}, reviews)


def write(options: argparse.Namespace) -> None:
    """Marks for ever, "KEY NUMBER" once each is safe."""
    if options.no_sync:
        files.sync = _unsynced
    workspace = opened(options)
    start = 1 + max(_numbers(workspace).values(), default=0)
    numbers = itertools.count(start)
    for number in itertools.islice(numbers, options.count or None):
        key = KEYS[number % (len(KEYS) - 1)]
        workspace.note(key, str(number), by="bench")
        print(key, number, flush=True)


def _unsynced(handle: int) -> None:
    """In the place of `files.sync`: the mutant that a power cut must find out."""


def dump(options: argparse.Namespace) -> None:
    for key, number in _numbers(opened(options)).items():
        print(key, number)


def one(options: argparse.Namespace) -> None:
    """One mark and, if asked for, a fold; ACK once the mark is safe."""
    workspace = opened(options)
    workspace.note(KEYS[0], "1", by="bench")
    print("ACK", flush=True)
    if options.fold:
        LocalReviews(Path(options.dir) / "reviews.json").fold()


def add(options: argparse.Namespace) -> None:
    """Articles with a finding, one at a time, "NAME NUMBER" once each is safe."""
    corpus.LARGE = options.large
    if options.no_sync:
        files.sync = _unsynced
    workspace = opened(options)
    start = 1 + max(_places(workspace).values(), default=0)
    for number in itertools.islice(itertools.count(start), options.count or None):
        name, text = f"n{number % 7}-{number}", f"{number} ships."
        rows = (Statement(f"s{name}", name, 0, 1, text[0], "direct"),)
        workspace.put_articles([Article(name, name, name, text)])
        workspace.put_analysis([], {name: Findings(name, rows)}, Story())
        print(name, number, flush=True)


def shelf(options: argparse.Namespace) -> None:
    """Every article that has its finding: "NAME NUMBER"."""
    for name, number in _places(opened(options)).items():
        print(name, number)


def _places(workspace: Workspace) -> dict[str, int]:
    found = workspace.all_findings()
    names = (row.name for row in workspace.articles() if found[row.id].statements)
    return {name: int(name.partition("-")[2]) for name in names if "-" in name}


def _numbers(workspace: Workspace) -> dict[str, int]:
    notes = ((key, workspace.review(key).note) for key in KEYS)
    return {key: int(note) for key, note in notes if note}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    acts = {
        "setup": setup, "write": write, "dump": dump, "one": one, "add": add, "shelf": shelf,
    }  # fmt: skip
    parser.add_argument("act", choices=acts)
    parser.add_argument("dir", nargs="?", default="")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--bare", action="store_true", help="set-up without a first mark")
    parser.add_argument("--count", type=int, default=0, help="so many marks (0: for ever)")
    parser.add_argument("--fold-at", type=int, default=None, help="fold at so many bytes")
    parser.add_argument("--no-sync", action="store_true", help="a store that must be found out")
    parser.add_argument("--fold", action="store_true", help="fold after the mark")
    parser.add_argument("--large", type=int, default=2000, help="add: bytes of a large file")
    options = parser.parse_args()
    try:
        acts[options.act](options)
    except WorkspaceError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
