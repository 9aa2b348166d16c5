"""The long runs behind docs/reliability.md: `make torture`.  `--only NAME` runs one of them."""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

TOOLS = ROOT / "bench" / "breaking"
STORE = f"{sys.executable} {ROOT / 'bench' / 'store.py'}"
WIRECOPY = Path(sys.executable).parent / "wirecopy"
SETUP, CHECK = f"{STORE} setup {{dir}}", f"{STORE} dump {{dir}}"
ONE = f"{STORE} one {{dir}} --fold".split()
WRITE = f"{STORE} write {{dir}} --seed {{seed}}"
REAL = f"{STORE} marks {{dir}} --program {WIRECOPY}"


def runs(trials: int) -> dict[str, tuple[str, list[str]]]:
    """Name to tool and arguments."""
    by_error = {
        f"every call {fault}": ("fault_inject", ["--fault", fault, "--", *ONE])
        for fault in ("kill", "EIO", "ENOSPC")
    }
    full = ["--fault", "ENOSPC", "--persist", "--calls", "write,pwrite64,fsync,fdatasync"]
    cut = f"{STORE} write {{dir}} --count 12 --fold-at 1500".split()
    by_verb = ["--writer", REAL, "--window", "0.6", "--trials", str(trials)]
    return {
        "kill journal": ("kill9", ["--writer", WRITE, "--trials", str(trials)]),
        "kill folding": ("kill9", ["--writer", f"{WRITE} --fold-at 2500", "--trials", str(trials)]),
        "kill command": ("kill9", by_verb),
        **by_error,
        "full disk": ("fault_inject", [*full, "--", *ONE]),
        "power cut": ("crash_states", ["--unordered", "--", *cut]),
    }


def altered_files(count: int) -> None:
    """Mutated checkpoints and journals: read with every intact record, or refused."""
    sys.path.insert(0, str(ROOT))
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
    print(f"{count} altered files: each read with every intact record, or refused by name")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=1000)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    bad = 0
    for name, (tool, arguments) in runs(options.trials).items():
        if options.only in name:
            print(f"{name}: ", end="", flush=True)
            command = [sys.executable, str(TOOLS / f"{tool}.py"), "--setup", SETUP]
            command += ["--check", CHECK]
            begun = time.monotonic()
            bad += bool(subprocess.run([*command, *arguments], check=False).returncode)
            print(f"   {time.monotonic() - begun:.0f} s")
    if options.only in "altered files":
        altered_files(20 * options.trials)
    if options.only in "processes":
        environment = {**os.environ, "WIRECOPY_TORTURE_MARKS": "500"}
        command = [sys.executable, "-m", "pytest", "-n", "0", "tests/store/test_processes.py"]
        done = subprocess.run([*command, "-k", "eight"], cwd=ROOT, env=environment, check=False)
        bad += bool(done.returncode)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
