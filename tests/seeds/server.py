"""A real HTTP server on this machine whose answers tests choose, good and bad."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Script = list[bytes | float]


@dataclass
class Server:
    """Answers by path: bytes are sent as they are; a number waits so long, or for the client."""

    port: int
    answers: dict[str, Script] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def says(self, path: str, body: bytes, *fields: str, status: str = "200 OK") -> None:
        head = "".join(f"{line}\r\n" for line in (f"Content-Length: {len(body)}", *fields))
        self.answers[path] = [f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body]

    def serve(self, connection: socket.socket, stop: threading.Event) -> None:
        with connection:
            try:
                data = b""
                while b"\r\n\r\n" not in data:
                    more = connection.recv(65536)
                    if not more:
                        return
                    data += more
                first, *lines = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
                pairs = (line.split(": ", 1) for line in lines)
                path = first.split(" ")[1]
                self.asked.append((path, {name.lower(): value for name, value in pairs}))
                missing: Script = [b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"]
                for piece in self.answers.get(path, missing):
                    if isinstance(piece, bytes):
                        connection.sendall(piece)
                    elif stop.wait(piece):
                        return
            except OSError:
                return


@contextmanager
def running() -> Iterator[Server]:
    """A server on a free port of the loopback address, stopped at the end."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        server = Server(listener.getsockname()[1])
        threads: list[threading.Thread] = []

        def accept() -> None:
            while not stop.is_set():
                try:
                    connection, _ = listener.accept()
                except OSError:
                    continue
                connection.settimeout(5)
                thread = threading.Thread(target=server.serve, args=(connection, stop))
                threads.append(thread)
                thread.start()

        main = threading.Thread(target=accept)
        main.start()
        try:
            yield server
        finally:
            stop.set()
            main.join()
            for thread in threads:
                thread.join()
