"""`demands` with edit, check, propose, use: the catalogue of the workspace."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from seeds import catalogues
from tui import place
from tui.failure import DONE, REFUSED, USAGE, Failure
from tui.prose import count
from tui.verbs.output import print_json, say

if TYPE_CHECKING:
    from analysis.catalogue import Catalogue

WORDS = {"edit": "", "check": "[FILE]", "propose": "", "use": "NAME"}
USE = re.compile(r"^use[ \t]*=[ \t]*\[([^\]\n]*)\][ \t]*$", re.MULTILINE)


def run(options: Namespace) -> int:
    """Do what the first word of `options.query` asks."""
    word, *given = options.query
    most = {"check": 1, "use": 1}.get(word, 0)
    if len(given) > most or (word == "use" and not given):
        from analysis.catalogue_file import names

        takes = f" {WORDS[word]}" if most else " no more words"
        there = f" ({', '.join(names())})" if word == "use" else ""
        reason = f"takes{takes}{there}; to search for this word, write '\"{word}\"'"
        raise Failure(USAGE, reason, f"demands {word}")
    if word == "check":
        return _check(options, given)
    if word == "edit":
        return _edit(options)
    return _propose(options) if word == "propose" else _use(options, given[0])


def _loaded(path: Path) -> tuple[Catalogue, str]:
    """The catalogue of a file, and its text; Failure with the line where it is wrong."""
    from analysis import catalogue

    name = catalogues.FILE if path.name == catalogues.FILE else str(path)
    try:
        text = catalogues.text_of(path)
        return catalogue.load(text), text
    except catalogue.CatalogueError as error:
        raise Failure(USAGE, f"line {error.line}: {error.reason}", name) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Failure(USAGE, f"cannot be read: {reason}", name) from error


def _check(options: Namespace, given: list[str]) -> int:
    """Read every example as the catalogue would, and name those that come out otherwise."""
    if given:
        return _examples(*_loaded(Path(given[0])), given[0])
    own = place.located(options.workspace, must_exist=True) / catalogues.FILE
    if own.exists():
        return _examples(*_loaded(own), catalogues.FILE)
    from analysis import catalogue_file

    text = catalogue_file.shipped_text(catalogue_file.SAMPLE)
    say("this workspace has no catalogue of its own; the shipped one is checked")
    return _examples(catalogue_file.load(text), text, catalogues.FILE)


def _examples(loaded: Catalogue, text: str, name: str) -> int:
    """Say which examples fail; 1 if some do."""
    from analysis import catalogue
    from analysis.catalogue_file import line_of_example

    failures = catalogue.check(loaded)
    for one in failures:
        line = line_of_example(text, one.key, one.example)
        wrong = "is not read as this demand" if one.expected else "is read as this demand"
        say(f"{name}: line {line}: demand {one.key}: “{one.example}” {wrong}")
    total = sum(len(entry.positive) + len(entry.negative) for entry in loaded.entries)
    entries = count(len(loaded.entries), "entry", "entries")
    print(f"{entries}, {count(total, 'example')}, {count(len(failures), 'failure')}")
    return REFUSED if failures else DONE


def _edit(options: Namespace) -> int:
    """Let the reader edit the workspace's catalogue; analyse anew when it is right."""
    spot = place.opened(options.workspace, create=False, analyse=False)
    path = catalogues.begun(spot.path)
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        raise Failure(USAGE, f"set VISUAL or EDITOR to an editor, or edit {path}", "demands edit")
    try:
        done = subprocess.run([*words, str(path)], check=False)  # noqa: S603 - the reader's editor
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Failure(USAGE, f"cannot be started: {reason}", words[0]) from error
    if done.returncode:
        raise Failure(USAGE, f"ended with code {done.returncode}", words[0])
    code = _examples(*_loaded(path), catalogues.FILE)
    _renew(options)
    return code


def _renew(options: Namespace) -> None:
    """Analyse with the catalogue as it is now, and say how many demands it names."""
    workspace = place.opened(options.workspace, create=False).workspace
    found = [one for item in workspace.all_findings().values() for one in item.demands]
    named = sum(one.demand != "other" for one in found)
    say(f"{count(len(found), 'demand')}, {named} of them by the catalogue")


def _propose(options: Namespace) -> int:
    """Print entries for demands that have none, to be pasted at the end of a catalogue."""
    from analysis.demand_proposals import propose

    workspace = place.opened(options.workspace, create=False).workspace
    found = [one for item in workspace.all_findings().values() for one in item.demands]
    proposals = propose(found)
    if options.json:
        keys = ("key", "title", "demands", "holder", "target", "toml")
        print_json([{key: getattr(one, key) for key in keys} for one in proposals])
        return DONE
    print(_neutral("\n".join(one.toml for one in proposals)), end="")
    rest = sum(one.demand == "other" for one in found)
    nothing = f"nothing to propose: {count(rest, 'demand')} without an entry, no two alike"
    say(f"{count(len(proposals), 'entry', 'entries')} proposed" if proposals else nothing)
    return DONE


def _neutral(toml: str) -> str:
    """TOML of which a terminal obeys nothing: what is not printable as an escape."""
    shown = (c if c.isprintable() or c == "\n" else f"\\U{ord(c):08X}" for c in toml)
    return "".join(shown)


def _use(options: Namespace, name: str) -> int:
    """Have the workspace's catalogue use a shipped one below its own entries."""
    from analysis import catalogue_file

    if name not in catalogue_file.names():
        there = ", ".join(catalogue_file.names())
        raise Failure(USAGE, f"no such catalogue ships; there are {there}", name)
    spot = place.opened(options.workspace, create=False, analyse=False)
    path = catalogues.begun(spot.path)
    loaded, text = _loaded(path)
    own = {entry.key for entry in loaded.entries}
    if own >= {entry.key for entry in catalogue_file.shipped(name).entries}:
        say(f"{catalogues.FILE} has the entries of {name} already")
        return DONE
    found = USE.search(text)
    if found is None and re.search(r"^use\b", text, re.MULTILINE):
        raise Failure(USAGE, f"add {name} to the list “use” by hand", catalogues.FILE)
    if found:
        listed = ", ".join(filter(None, (found.group(1).strip().rstrip(","), f'"{name}"')))
        text = f"{text[: found.start()]}use = [{listed}]{text[found.end() :]}"
    else:
        text = f'use = ["{name}"]\n\n{text}'
    catalogue_file.load(text)
    catalogues.write(path, text)
    _renew(options)
    return DONE
