"""The long runs behind docs/reliability.md: `make torture`.

`--only NAME` runs those whose names hold it, `--but NAME` the others: `--but reader` is the store
alone.  Trials and marks are what is promised (1,000 kills, 20,000 files, 500 marks of each
process); WIRECOPY_TORTURE_TRIALS sets another measure than 1,000 for all.  Two run side by side
where there are two processors.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.breaking.reader_samples import SAMPLES  # noqa: E402

TOOLS = ROOT / "bench" / "breaking"
STORE = f"{sys.executable} {ROOT / 'bench' / 'store.py'}"
SETUP, CHECK = f"{STORE} setup {{dir}}", f"{STORE} dump {{dir}}"
ONE = f"{STORE} one {{dir}} --fold".split()
SHELF = f"{STORE} shelf {{dir}}"
ADD = f"{STORE} add {{dir}}"
CUT = f"{STORE} write {{dir}} --count 12 --fold-at 1500"
FULL = ["--fault", "ENOSPC", "--persist", "--calls", "write,pwrite64,fsync,fdatasync"]


class Done(NamedTuple):
    """Whether a run found nothing wrong, and what it says."""

    good: bool
    told: str


Run = Callable[[], Done]


def runs(trials: int) -> dict[str, Run]:
    """Name to run; the longest first."""
    return {
        **{f"kill {how}": partial(kills, how, trials) for how in ("command", "folding", "journal")},
        "kill one that confirms early": early,
        **{
            f"every call {fault}": partial(tool, "fault_inject", "--fault", fault, "--", *ONE)
            for fault in ("kill", "EIO", "ENOSPC")
        },
        "full disk": partial(tool, "fault_inject", *FULL, "--", *ONE),
        "small disk": small_disk,
        "power cut": partial(tool, "crash_states", "--unordered", "--", *CUT.split()),
        "power cut without sync": found_out,
        "power cut adding": partial(
            tool, "crash_states", "--check", SHELF, "--", *f"{ADD} --count 6".split()
        ),
        "kill adding": partial(
            tool, "kill9", "--check", SHELF, "--writer", ADD, "--trials", str(trials // 5)
        ),
        "altered files": partial(altered_files, 20 * trials),
        "processes": partial(processes, max(trials // 2, 1)),
        **{f"reader {name}": partial(reader, name, 0.6 * trials) for name in SAMPLES},
    }


def reader(name: str, seconds: float) -> Done:
    """A reader of files under mutations, by atheris where `make torture` could install it."""
    own = ROOT / ".venv" / "fuzz" / "bin" / "python"
    command = [str(own) if own.exists() else sys.executable, str(TOOLS / "readers.py"), name]
    with tempfile.TemporaryDirectory() as folder:
        command += ["--seconds", f"{max(1.0, seconds):.0f}", "--keep", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return Done(done.returncode == 0, done.stdout + done.stderr)


def kills(how: str, trials: int) -> Done:
    """Writers killed with -9, see bench/killing.py."""
    command = [sys.executable, str(ROOT / "bench" / "killing.py"), how, "--trials", str(trials)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return Done(done.returncode == 0, done.stdout + done.stderr)


def early() -> Done:
    """A store that confirms before it writes must lose marks in the same kills."""
    done = kills("early", 20)
    good = not done.good and "lost" in done.told
    return Done(good, f"the mutant {'is found out' if good else 'passes'}: {done.told[:60]}")


def tool(name: str, *arguments: str) -> Done:
    """One of bench/breaking on a workspace of its own."""
    command = [sys.executable, str(TOOLS / f"{name}.py"), "--setup", SETUP, "--check", CHECK]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    return Done(done.returncode == 0, done.stdout + done.stderr)


def found_out() -> Done:
    """A store that does not sync must lose marks in the same power cuts."""
    done = tool("crash_states", "--unordered", "--", *f"{CUT} --no-sync".split())
    good = not done.good and "lost" in done.told
    return Done(good, f"the mutant {'is found out' if good else 'passes'}: {done.told[:60]}")


def altered_files(count: int) -> Done:
    """Mutated checkpoints and journals: read with every intact record, or refused."""
    from store.folding import fold
    from store.journal import Journal
    from tests.store.test_journal import mutated

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.json"
        journal = Journal(path)
        journal.load()
        for number in (1, 2, 3):
            journal.commit([("t", str(number), b'{"n":%d}' % number)])
            if number == 2:
                fold(path)
                journal.catch_up()
        for place, of in enumerate(("checkpoint", "journal")):
            mutated(path, of, count // 2, random.Random(place))
    return Done(True, f"{count} files: each read with every intact record, or refused by name")


def processes(marks: int) -> Done:
    """Eight processes that mark in one workspace."""
    environment = {**os.environ, "WIRECOPY_TORTURE_MARKS": str(marks)}
    command = [sys.executable, "-m", "pytest", "-n", "0", "tests/store/test_processes.py"]
    done = subprocess.run(
        [*command, "-k", "eight"],
        cwd=ROOT, env=environment, check=False, capture_output=True, text=True,
    )  # fmt: skip
    return Done(done.returncode == 0, f"8 of {marks} marks: {done.stdout.strip()[-80:]}")


def small_disk() -> Done:
    """Marks until a disk of 256 KiB is full; room is made; marks again.  Root only."""
    with tempfile.TemporaryDirectory() as held:
        mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", held]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            return Done(True, "skipped: no tmpfs may be mounted here")
        try:
            return _filled(Path(held))
        finally:
            subprocess.run(["umount", "-l", held], check=False)


def _filled(disk: Path) -> Done:
    ballast, place = disk / "ballast", str(disk / "w")
    ballast.write_bytes(bytes(16 << 10))
    subprocess.run([*STORE.split(), "setup", place], check=True)
    told, said = _written(place, 0)
    good = "nothing was changed" in said and told.items() <= _dumped(place).items()
    ballast.unlink()
    more, _ = _written(place, 1)
    good = good and bool(more) and {**told, **more}.items() <= _dumped(place).items()
    return Done(good, f"256 KiB: {max(told.values())} marks confirmed before it was full; {said}")


def _written(place: str, count: int) -> tuple[dict[str, int], str]:
    command = [*STORE.split(), "write", place, "--count", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return _numbers(done.stdout), done.stderr.strip()


def _dumped(place: str) -> dict[str, int]:
    command = [*STORE.split(), "dump", place]
    return _numbers(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _numbers(text: str) -> dict[str, int]:
    rows = (line.split() for line in text.splitlines())
    return {key: int(number) for key, number in rows}


def told(name: str, run: Run) -> bool:
    """Run it, print what it says; whether it found nothing wrong."""
    begun = time.monotonic()
    try:
        done = run()
    except (AssertionError, OSError, subprocess.SubprocessError) as error:
        done = Done(False, f"{type(error).__name__}: {error}")
    verdict = "good" if done.good else "BAD"
    text = " ".join(done.told.split())
    print(f"{verdict}  {name}: {text}   {time.monotonic() - begun:.0f} s", flush=True)
    return done.good


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    measure = int(os.environ.get("WIRECOPY_TORTURE_TRIALS", "1000"))
    parser.add_argument("--trials", type=int, default=measure)
    parser.add_argument("--only", default="")
    parser.add_argument("--but", default="\n")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    options = parser.parse_args()
    chosen = {
        name: run
        for name, run in runs(options.trials).items()
        if options.only in name and options.but not in name
    }
    with ThreadPoolExecutor(options.jobs) as pool:
        good = list(pool.map(told, chosen, chosen.values()))
    return 0 if good and all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
