"""Files are replaced whole; what is no file is written into."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

from store.files import replace


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    """As root, `-o /dev/null` must not turn the device into a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    replace(pipe, [b"one ", b"two"])
    reader.join(10)
    assert got == [b"one two"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_file_is_replaced_with_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", "utf-8")
    path.chmod(0o600)
    replace(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
