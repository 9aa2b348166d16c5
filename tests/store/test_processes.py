"""Several processes at one workspace, and processes that are killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from store import care
from store.workspace import Workspace

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from store.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
target, by, limit = sys.argv[2], sys.argv[3], int(sys.argv[4])
for number in range(1, limit + 1):
    workspace.note(target, str(number), by=by)
    print(number, flush=True)
"""


def writer(workspace: Workspace, target: str, by: str, limit: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(workspace.path), target, by, str(limit)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def statement(workspace: Workspace) -> str:
    return workspace.findings(workspace.articles()[0].id).statements[0].id


def test_three_processes_that_mark_at_once_lose_nothing(workspace: Workspace) -> None:
    target = statement(workspace)
    running = [writer(workspace, target, by, 15) for by in ("Ana", "Bo", "Cy")]
    for process in running:
        process.communicate()
        assert process.returncode == 0
    events = Workspace.open(workspace.path).events()
    assert [event.number for event in events] == list(range(1, 46))
    for by in ("Ana", "Bo", "Cy"):
        own = [event.after for event in events if event.by == by]
        assert own == [str(number) for number in range(1, 16)]
    assert [event.before for event in events] == ["", *(event.after for event in events[:-1])]


COUNTER = """
import sys
from pathlib import Path
from store.acts import now
from store.records import Event
from store.reviews import LocalReviews
store = LocalReviews(Path(sys.argv[1]), 4000)
def more(history):
    value = int(history.value("counter", "note") or 0)
    return [Event(0, now(), sys.argv[2], "note", "counter", str(value), str(value + 1))]
for _ in range(int(sys.argv[3])):
    store.append(more)
"""


def test_eight_processes_keep_a_shared_counter_exact_while_the_journal_is_folded(
    workspace: Workspace,
) -> None:
    marks = int(os.environ.get("WIRECOPY_TORTURE_MARKS", "12"))
    command = [sys.executable, "-c", COUNTER, str(workspace.path / "reviews.json")]
    running = [subprocess.Popen([*command, str(n), str(marks)], cwd=ROOT) for n in range(8)]
    assert [process.wait() for process in running] == [0] * 8
    events = Workspace.open(workspace.path).events()
    assert [event.after for event in events] == [str(n) for n in range(1, 8 * marks + 1)]
    assert care.check(workspace.path).problems == ()


def test_threads_of_one_process_lose_nothing(workspace: Workspace) -> None:
    target = statement(workspace)
    threads = [
        threading.Thread(target=lambda: [workspace.note(target, "x") for _ in range(10)])
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(workspace.events()) == len(Workspace.open(workspace.path).events()) == 30


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
def test_a_killed_writer_loses_no_note_that_it_acknowledged(workspace: Workspace) -> None:
    dice = random.Random(7)
    target = statement(workspace)
    for round_number in range(6):
        process = writer(workspace, target, "Ana", 10_000)
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(dice.randrange(1, 25))]
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        acknowledged = int((told + [f"{line}\n" for line in rest.split("\n")[:-1]])[-1])
        left = Workspace.open(workspace.path)
        assert int(left.review(target).note) in (acknowledged, acknowledged + 1)
        left.note(target, f"round {round_number}")
        names = {entry.name for entry in workspace.path.iterdir()}
        assert names - {".lock"} == {
            "workspace.json",
            "articles.json",
            "findings.json",
            "reviews.json",
            "reviews.json.journal",
        }


def test_reading_a_workspace_loads_nothing_that_the_first_frame_does_not_need() -> None:
    probe = (
        "import sys; from store.workspace import Workspace; from pathlib import Path\n"
        "w = Workspace.open(Path(sys.argv[1])); w.articles(); w.all_findings(); w.reviews()\n"
        "heavy = {'tinydb', 'filelock', 'platformdirs', 'asyncio', 'csv', 'textual', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)), len(w.articles()))"
    )
    made = Workspace.open(Path(os.environ["HOME"]) / "w", create=True)
    done = subprocess.run(
        [sys.executable, "-c", probe, str(made.path)],
        capture_output=True, text=True, cwd=ROOT, check=True,
    )  # fmt: skip
    assert done.stdout == "[] 0\n"


def test_a_mark_needs_no_tinydb() -> None:
    """What the command line waits for: the journal is written without it."""
    probe = (
        "import sys; from store.reviews import LocalReviews; from pathlib import Path\n"
        "from store.records import Event\n"
        "store = LocalReviews(Path(sys.argv[1]) / 'reviews.json')\n"
        "store.append(lambda _: [Event(0, '2024-05-03T10:00:00Z', 'Ana', 'note', 's', '', 'x')])\n"
        "print(sorted({'tinydb', 'filelock'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, os.environ["HOME"]],
        capture_output=True, text=True, cwd=ROOT, check=True,
    )  # fmt: skip
    assert done.stdout == "[]\n"
