"""A real pseudo-terminal with a program in it, and pyte to see what it drew."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable
from types import TracebackType

import pyte

NAMES = {"enter": "\r", "esc": "\x1b", "tab": "\t", "ctrl+s": "\x13", "ctrl+u": "\x15"}


class Terminal:
    """Starts a command in a terminal of its own; `until` waits for what is on the screen."""

    def __init__(self, argv: list[str], columns: int = 120, lines: int = 40) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        size = struct.pack("HHHH", lines, columns, 0, 0)
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            env = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
            os.execvpe(argv[0], argv, env | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"})

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)

    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.raw += data
        self.stream.feed(data)
        return bool(data)

    def until(self, seen: str | Callable[[str], bool], seconds: float = 30) -> str:
        """Read until the screen holds a text or satisfies a test; the screen."""
        test = (lambda text: seen in text) if isinstance(seen, str) else seen
        deadline = time.monotonic() + seconds
        while not test(self.text()):
            left = deadline - time.monotonic()
            assert left > 0, f"never saw {seen!r}:\n{self.text()}"
            self._read(min(left, 0.5))
        return self.text()

    def press(self, *keys: str) -> None:
        """Type keys by name or text."""
        for key in keys:
            os.write(self.master, NAMES.get(key, key).encode())

    def ended(self, seconds: float = 30) -> int:
        """Wait for the program's end; its exit code."""
        deadline = time.monotonic() + seconds
        while True:
            self._read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
            assert time.monotonic() < deadline, f"still running:\n{self.text()}"
