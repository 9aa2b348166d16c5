"""Short runs of the tools in bench/breaking: kills, failing calls and power cuts from outside.

`make torture` runs them at length.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / "bench" / "breaking"
STORE = f"{sys.executable} {ROOT / 'bench' / 'store.py'}"
SETUP, CHECK = f"{STORE} setup {{dir}}", f"{STORE} dump {{dir}}"


def run(tool: str, *arguments: str) -> str:
    """What a tool says of the store; the test skips where its tracing is not allowed, but in CI."""
    done = subprocess.run(
        [sys.executable, TOOLS / f"{tool}.py", "--setup", SETUP, "--check", CHECK, *arguments],
        capture_output=True, text=True, timeout=300, check=False, cwd=ROOT,
    )  # fmt: skip
    if done.returncode == 3 and not os.environ.get("CI"):
        pytest.skip(f"{tool}: {done.stderr.strip()[-200:]}")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def killing(how: str, trials: int) -> subprocess.CompletedProcess[str]:
    """What bench/killing.py says of so many killed writers."""
    command = [sys.executable, str(ROOT / "bench" / "killing.py"), how, "--trials", str(trials)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("fold_at", ["1000000", "1500"])
def test_killed_writers_lose_no_acknowledged_mark_with_or_without_folding(fold_at: str) -> None:
    writer = f"{STORE} write {{dir}} --seed {{seed}} --fold-at {fold_at}"
    said = run("kill9", "--writer", writer, "--trials", "6", "--window", "0.1")
    assert "6 kills" in said
    assert "6 ok" in said


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
def test_a_killed_wirecopy_mark_loses_nothing_that_it_confirmed() -> None:
    assert "2 ok" in killing("command", 2).stdout


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
def test_the_kills_find_a_store_that_confirms_too_early() -> None:
    done = killing("early", 5)
    assert done.returncode == 1
    assert "lost" in done.stdout


needs_strace = pytest.mark.needs("strace")


@needs_strace
def test_a_power_cut_at_any_moment_loses_no_acknowledged_mark() -> None:
    command = f"{STORE} write {{dir}} --count 3".split()
    assert "states" in run("crash_states", "--points", "5", "--", *command)


@needs_strace
def test_the_power_cut_test_finds_a_store_that_does_not_sync() -> None:
    """Were `files.sync` to do nothing, acknowledged marks would be lost: the test must see it."""
    command = f"{STORE} write {{dir}} --count 3 --no-sync".split()
    with pytest.raises(AssertionError, match="lost"):
        run("crash_states", "--points", "12", "--", *command)


@needs_strace
@pytest.mark.parametrize("large", [1, 3000])
def test_a_power_cut_leaves_every_added_article_with_its_findings(
    large: int,
) -> None:
    adding = f"{STORE} add {{dir}} --count 2 --large {large}".split()
    shelf = f"{STORE} shelf {{dir}}"
    assert "states" in run("crash_states", "--check", shelf, "--points", "4", "--", *adding)


@needs_strace
@pytest.mark.parametrize("fault", ["ENOSPC", "EIO", "kill"])
def test_failing_calls_lose_nothing_that_was_acknowledged(fault: str) -> None:
    calls = ["--calls", "write,fdatasync"]
    command = f"{STORE} one {{dir}}".split()
    assert f"fault {fault}" in run("fault_inject", "--fault", fault, *calls, "--", *command)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits of file size are of POSIX")
def test_on_a_full_disk_every_acknowledged_mark_is_readable_and_work_goes_on(
    tmp_path: Path,
) -> None:
    place = str(tmp_path / "w")
    subprocess.run([*STORE.split(), "setup", place], check=True, cwd=ROOT)
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)); "
    program = limit + "import runpy; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], "
    program += "run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT / "bench" / "store.py"), "write", place],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=60,
    )  # fmt: skip
    assert "nothing was changed" in done.stderr
    told = _marks(done.stdout)
    assert told
    more = [*STORE.split(), "write", place, "--count", "1"]
    after = subprocess.run(more, capture_output=True, text=True, check=True, cwd=ROOT)
    shown = subprocess.run(
        [*STORE.split(), "dump", place], capture_output=True, text=True, check=True, cwd=ROOT
    )
    kept = _marks(shown.stdout)
    told.update(_marks(after.stdout))
    assert {key: kept[key] for key in told} == told


def _marks(text: str) -> dict[str, str]:
    rows = (line.partition(" ") for line in text.splitlines())
    return {key: number for key, _, number in rows}
