"""Kills of a writing process with SIGKILL, by the thousand.

What bench/breaking/kill9.py does, with less to start for each trial:
the store is imported once; what writes in it and what reads it afterwards are forks of this
process, or, for the real command, `bench/marks.sh`.  Each trial has a copy of a small workspace.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, NoReturn

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import store as writing

FIRST = 60.0
"""Seconds that a writer has for its first mark."""
Writer = Callable[[Path], NoReturn]
"""What a fork becomes: it writes in the folder for ever and prints what is confirmed."""


class Tally(NamedTuple):
    """How often each thing came about, and what was wrong, one line for each bad trial."""

    counted: Counter[str]
    bad: list[str]


def by_store(fold_at: int | None) -> Writer:
    """Marks through the store, as fast as they go."""

    def write(folder: Path) -> NoReturn:
        writing.write(
            argparse.Namespace(dir=str(folder), fold_at=fold_at, no_sync=False, count=0, seed=0)
        )
        raise SystemExit

    return write


def by_command(program: Path) -> Writer:
    """Marks through `wirecopy mark`, a process for each."""

    def write(folder: Path) -> NoReturn:
        script = str(Path(__file__).parent / "marks.sh")
        os.execv("/bin/sh", ["sh", script, str(program), str(folder)])

    return write


def too_early(folder: Path) -> NoReturn:
    """The mutant that must be found out: it confirms ten marks and then makes them."""
    workspace = writing.opened(argparse.Namespace(dir=str(folder), fold_at=None))
    for start in itertools.count(1, 10):
        for number in range(start, start + 10):
            print(writing.KEYS[0], number, flush=True)
        for number in range(start, start + 10):
            workspace.note(writing.KEYS[0], str(number), by="bench")
    raise AssertionError


def killed(writer: Writer, trials: int, window: float, seed: int = 7) -> Tally:
    """Kill so many writers, each at a random moment of `window` seconds after its first mark."""
    dice, tally = random.Random(seed), Tally(Counter(), [])
    with tempfile.TemporaryDirectory(prefix="killing-") as held:
        base, work = Path(held) / "base", Path(held) / "work"
        writing.setup(argparse.Namespace(dir=str(base), bare=False))
        for trial in range(1, trials + 1):
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(base, work)
            said = _until_killed(writer, work, dice.random() * window)
            told = _numbers(said[: said.rfind("\n") + 1])
            verdict = _judged(work, told)
            tally.counted[verdict.split(":")[0]] += 1
            tally.counted["acknowledged marks"] += said.count("\n")
            if verdict != "ok":
                tally.bad.append(f"trial {trial} {verdict}")
    return tally


def _judged(folder: Path, told: dict[str, int]) -> str:
    status, text = _dumped(folder)
    if not told:
        return "silent: the writer confirmed nothing"
    if status:
        return f"damaged: {text[-160:]}"
    kept = _numbers(text)
    lost = [key for key, number in told.items() if kept.get(key, 0) < number]
    return f"lost: {lost}" if lost else "ok"


def _until_killed(writer: Writer, folder: Path, delay: float) -> str:
    """What a fork says before it and its children are killed."""
    child, pipe = _forked(lambda: writer(folder))
    said, kill_at, give_up = b"", None, time.monotonic() + FIRST
    while True:
        left = (give_up if kill_at is None else kill_at) - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            break
        more = os.read(pipe, 1 << 16)
        if not more:
            break
        said += more
        if kill_at is None and b"\n" in said:
            kill_at = time.monotonic() + delay
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return (said + _rest(pipe)).decode()


def _dumped(folder: Path) -> tuple[int, str]:
    """Exit status and output of a fork that opens what was left behind."""
    dump = argparse.Namespace(dir=str(folder), fold_at=None)
    child, pipe = _forked(lambda: writing.dump(dump))
    text = _rest(pipe).decode()
    return os.waitpid(child, 0)[1], text


def _rest(pipe: int) -> bytes:
    with os.fdopen(pipe, "rb") as file:
        return file.read()


def _forked(act: Callable[[], object]) -> tuple[int, int]:
    """A child that does this in a process group of its own, and the pipe of what it prints."""
    reading, pipe = os.pipe()
    child = os.fork()
    if child:
        os.close(pipe)
        with contextlib.suppress(PermissionError, ProcessLookupError):
            os.setpgid(child, child)
        return child, reading
    status = 1
    try:
        os.setpgid(0, 0)
        os.dup2(pipe, 1)
        sys.stdout = os.fdopen(1, "w", closefd=False)
        act()
        sys.stdout.flush()
        status = 0
    except BaseException as error:  # noqa: BLE001 - a fork ends here, whatever it did
        os.write(1, f"{type(error).__name__}: {error}".encode())
    finally:
        os._exit(status)


def _numbers(text: str) -> dict[str, int]:
    rows = (line.split() for line in text.splitlines())
    return {row[0]: int(row[1]) for row in rows if len(row) == 2 and row[1].isdigit()}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("how", choices=["journal", "folding", "command", "early"])
    parser.add_argument("--trials", type=int, default=1000)
    parser.add_argument("--program", type=Path, default=Path(sys.executable).parent / "wirecopy")
    options = parser.parse_args()
    writers = {
        "journal": by_store(None),
        "folding": by_store(2500),
        "command": by_command(options.program),
        "early": too_early,
    }
    window = 0.6 if options.how == "command" else 0.2
    tally = killed(writers[options.how], options.trials, window)
    told = ", ".join(f"{number} {what}" for what, number in sorted(tally.counted.items()))
    print(f"{options.trials} kills: {told}", *tally.bad[:20], sep="\n  ")
    return 1 if tally.bad else 0


if __name__ == "__main__":
    sys.exit(main())
