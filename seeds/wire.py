"""One request to one checked address, under a deadline, its answer held to a size.

httpcore speaks HTTP and TLS; where it connects to and how long it waits is decided here.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any, NamedTuple

import httpcore

from seeds.guard import Resolver, Target, pinned

CONNECT_SECONDS, SILENT_SECONDS = 10.0, 15.0
CHUNK_FIELDS = 100


class BrokenError(Exception):
    """A request that gave no whole answer; its message is the reason."""


class Raw(NamedTuple):
    """An answer as it was sent: names of fields in lower case, the body not yet unpacked."""

    status: int
    fields: dict[str, str]
    body: bytes


class _Timed(httpcore.NetworkStream):
    """A connection that gives up at the deadline, however slowly bytes trickle in."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("deadline")
        return min(left, SILENT_SECONDS if timeout is None else timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _Timed(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Pinned(httpcore.NetworkBackend):
    """Connects to addresses that were checked, never to a name."""

    def __init__(self, resolver: Resolver, deadline: float, *, private: bool) -> None:
        self._resolver, self._deadline, self._private = resolver, deadline, private
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        answers = pinned(host, port, self._resolver, private=self._private)
        for number, answer in enumerate(answers[:4], 1):
            left = max(0.01, min(timeout or CONNECT_SECONDS, self._deadline - time.monotonic()))
            try:
                stream = self._inner.connect_tcp(answer, port, left, local_address, socket_options)
                return _Timed(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == min(4, len(answers)):
                    raise
        raise httpcore.ConnectError("no address")


def get(
    to: Target,
    fields: dict[str, str],
    *,
    most: int,
    seconds: float,
    resolver: Resolver,
    private: bool,
) -> Raw:
    """The answer to one GET; redirects are answers.

    `most` is the limit of the body in bytes, `seconds` of the whole.  Raises BrokenError,
    ForbiddenError, OSError.
    """
    deadline = time.monotonic() + seconds
    backend = _Pinned(resolver, deadline, private=private)
    timeout = {"connect": CONNECT_SECONDS, "read": SILENT_SECONDS, "write": SILENT_SECONDS}
    try:
        with (
            httpcore.ConnectionPool(network_backend=backend, max_connections=1) as pool,
            pool.stream(
                "GET", to.address, headers=list(fields.items()), extensions={"timeout": timeout}
            ) as answer,
        ):
            told = _fields(answer.headers)
            stated = told.get("content-length", "")
            if stated.isdigit() and len(stated) < 20 and int(stated) > most:
                raise BrokenError(f"{int(stated):,} bytes; the limit for one page is {most:,}")
            body = bytearray()
            for piece in answer.iter_stream():
                body += piece
                if len(body) > most:
                    raise BrokenError(f"more than {most:,} bytes, the limit for one page")
            return Raw(answer.status, told, bytes(body))
    except (httpcore.TimeoutException, httpcore.PoolTimeout) as error:
        raise BrokenError(_slow(error, seconds)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise BrokenError(_broken(error)) from error


def _fields(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in headers[:CHUNK_FIELDS]:
        found.setdefault(name.decode("latin-1").lower(), value.decode("latin-1")[:8000])
    return found


def _slow(error: Exception, seconds: float) -> str:
    if isinstance(error, httpcore.ConnectTimeout):
        return f"no connection within {CONNECT_SECONDS:.0f} seconds"
    return f"too slow: nothing for {SILENT_SECONDS:.0f} seconds, or not done within {seconds:.0f}"


def _broken(error: Exception) -> str:
    said = str(error).strip().splitlines()[0][:120] if str(error).strip() else ""
    if isinstance(error, httpcore.ConnectError):
        return f"no connection ({said.lower()})" if said else "no connection"
    return f"the answer breaks off or is no HTTP ({said.lower() or type(error).__name__})"
