"""First frame, memory and key latency of the app, interleaved with a bare Textual program.

python -m bench.tui [--repeat 7] [-o RESULT.json]    wants pyte and an idle machine
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TOOL = HERE / "terminal" / "tui_bench.py"
KEYS = "g j*12 pgdn*2 g n*15 p*5 tab*2 j*10 k*5 d ]*4 2 v u"


def cases(workspace: Path) -> list[dict[str, Any]]:
    """The programs of the suite; the first one is the baseline."""
    python, wirecopy = sys.executable, str(Path(sys.executable).parent / "wirecopy")
    bare = str(HERE / "terminal" / "tui_hello.py")
    return [
        {"name": "bare", "argv": [python, bare], "wait_text": "Hello there"},
        {
            "name": "wirecopy",
            "argv": [wirecopy, str(workspace)],
            "wait_text": "statements",
            "setup_keys": "~500",
            "keys": KEYS,
            "quit": "q",
        },
    ]


def help_ratio(repeat: int) -> float:
    """User and system time of `wirecopy --help` over that of importing a bare Textual app."""
    bare = "from textual.app import App; from textual.widgets import Static"
    wirecopy = str(Path(sys.executable).parent / "wirecopy")
    times: dict[str, list[float]] = {"help": [], "bare": []}
    for _ in range(repeat):
        for name, argv in (("help", [wirecopy, "--help"]), ("bare", [sys.executable, "-c", bare])):
            before = os.times()
            subprocess.run(argv, stdout=subprocess.DEVNULL, check=True)
            after = os.times()
            times[name].append(
                after.children_user
                - before.children_user
                + after.children_system
                - before.children_system
            )
    return min(times["help"]) / min(times["bare"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ |= {"HOME": folder, "XDG_DATA_HOME": str(home), "XDG_STATE_HOME": str(home)}
        workspace = home / "sample"
        wirecopy = str(Path(sys.executable).parent / "wirecopy")
        sample = HERE.parent / "seeds" / "articles"
        subprocess.run([wirecopy, "add", "-w", str(workspace), str(sample)], check=True)
        suite = home / "suite.json"
        suite.write_text(json.dumps(cases(workspace)), "utf-8")
        argv = [sys.executable, str(TOOL), "suite", str(suite), "--baseline", "bare"]
        argv += ["--repeat", str(options.repeat)]
        if options.output:
            argv += ["-o", str(options.output)]
        code = subprocess.run(argv, check=False).returncode
    print(f"wirecopy --help / bare Textual start: {help_ratio(options.repeat):.2f}")
    return code


if __name__ == "__main__":
    sys.exit(main())
