"""Addresses to what they hold: politely, within limits, and only where the reader sent us.

Every fetch is an act of the reader.  robots.txt is asked first, hosts are given a pause between
requests, redirects are followed by hand and checked like the first address.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from seeds.guard import ForbiddenError, Resolver, Target, resolve, target
from seeds.readers.http_message import charset, decoded
from seeds.readers.items import UnreadableError

AGENT = "wirecopy"
USER_AGENT = "wirecopy/0.1 (a reader's workbench; fetches one page when a person asks for it)"
ACCEPT = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml;q=0.9,*/*;q=0.5"
MOST_BYTES, MOST_ROBOTS = 20_000_000, 500_000
SECONDS, MOST_REDIRECTS = 60.0, 5
PAUSE, LONGEST_PAUSE = 1.0, 10.0
MOVED = frozenset((301, 302, 303, 307, 308))


class FetchError(UnreadableError):
    """An address that gave nothing to read; its message is the reason."""


class Page(NamedTuple):
    """What an address gave.

    `final` is where redirects led.  `data` is unpacked; `etag` and `modified` are for asking again;
    `unchanged` says that the server has nothing newer than what was asked about.
    """

    address: str
    final: str
    data: bytes
    charset: str = ""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


class Fetcher:
    """Fetches for one act of the reader, remembering each host's robots.txt and last request.

    `private` allows the reader's own machine and network (an explicit option).  `resolver`, `clock`
    and `sleep` are the system's; tests give their own.
    """

    def __init__(
        self,
        *,
        private: bool = False,
        resolver: Resolver = resolve,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        seconds: float = SECONDS,
    ) -> None:
        self._private, self._resolver, self._seconds = private, resolver, seconds
        self._clock, self._sleep = clock, sleep
        self._robots: dict[str, RobotFileParser | str] = {}
        self._last: dict[str, float] = {}

    def fetch(self, address: str, *, etag: str = "", modified: str = "") -> Page:
        """What the address holds; FetchError says why there is nothing.

        `etag` and `modified` are those of an earlier answer.
        """
        fields = {"If-None-Match": etag, "If-Modified-Since": modified}
        asked = {name: value for name, value in fields.items() if value}
        seen: list[str] = []
        where = address
        try:
            while True:
                to = target(where, private=self._private)
                if to.address in seen:
                    raise FetchError(f"redirects in a circle, to {to.address[:200]}")
                if len(seen) > MOST_REDIRECTS:
                    raise FetchError(f"more than {MOST_REDIRECTS} redirects")
                seen.append(to.address)
                self._ask_robots(to)
                self._pause(to.origin)
                status, told, body = self._get(to, asked, MOST_BYTES)
                self._last[to.origin] = self._clock()
                if status not in MOVED:
                    return self._page(address, to, status, told, body)
                if not told.get("location"):
                    raise FetchError(f"status {status} that leads nowhere")
                where = urljoin(to.address, told["location"])
        except ForbiddenError as error:
            led = f"redirected to {where[:200]}: " if seen and where != address else ""
            raise FetchError(f"{led}{error}") from error
        except ValueError as error:
            raise FetchError("redirected to what is no address") from error

    def _page(
        self, address: str, to: Target, status: int, told: dict[str, str], body: bytes
    ) -> Page:
        """What an answer amounts to."""
        etag, modified = told.get("etag", "")[:300], told.get("last-modified", "")[:100]
        if status == 304:
            return Page(address, to.address, b"", "", etag, modified, unchanged=True)
        if status in (429, 503) and told.get("retry-after", "").isdigit():
            raise FetchError(f"status {status}: ask again in {told['retry-after'][:8]} seconds")
        if status != 200:
            raise FetchError(f"status {status}")
        try:
            data = decoded(body, told.get("content-encoding", ""))
        except UnreadableError as error:
            raise FetchError(str(error)) from error
        if not data.strip():
            raise FetchError("an empty answer")
        stated = charset(told.get("content-type", ""))
        return Page(address, to.address, data, stated, etag, modified)

    def _ask_robots(self, to: Target) -> None:
        """FetchError where robots.txt forbids the address or cannot be asked (RFC 9309)."""
        if to.origin not in self._robots:
            self._robots[to.origin] = self._rules(to)
        rules = self._robots[to.origin]
        if isinstance(rules, str):
            raise FetchError(rules)
        if not rules.can_fetch(AGENT, to.address):
            raise FetchError("the site's robots.txt asks programs not to fetch this")

    def _rules(self, to: Target) -> RobotFileParser | str:
        """The rules of a host, or why it must not be asked."""
        rules = RobotFileParser()
        where = target(f"{to.origin}/robots.txt", private=self._private)
        try:
            for _ in range(MOST_REDIRECTS + 1):
                status, told, body = self._get(where, {}, MOST_ROBOTS)
                if status in MOVED and told.get("location"):
                    where = target(urljoin(where.address, told["location"]), private=self._private)
                    continue
                break
            if status >= 500:
                return f"its robots.txt cannot be asked (status {status})"
            text = decoded(body, told.get("content-encoding", "")) if status == 200 else b""
        except UnreadableError as error:
            return f"its robots.txt cannot be asked: {error}"
        rules.parse(text.decode("utf-8", "replace").splitlines())
        return rules

    def _get(
        self, to: Target, fields: dict[str, str], most: int
    ) -> tuple[int, dict[str, str], bytes]:
        """One answer of the host."""
        from seeds.wire import BrokenError, get

        whole = {"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"}
        try:
            return get(
                to,
                {**whole, **fields},
                most=most,
                seconds=self._seconds,
                resolver=self._resolver,
                private=self._private,
            )
        except BrokenError as error:
            raise FetchError(str(error)) from error
        except OSError as error:
            said = (error.strerror or str(error)).lower()
            raise FetchError(f"no connection ({said})") from error

    def _pause(self, origin: str) -> None:
        """Wait until the host may be asked again: a second, or what its robots.txt wants."""
        last = self._last.get(origin)
        rules = self._robots.get(origin)
        wanted = rules.crawl_delay(AGENT) if isinstance(rules, RobotFileParser) else None
        pause = min(LONGEST_PAUSE, max(PAUSE, float(wanted or 0)))
        if last is not None and (due := last + pause - self._clock()) > 0:
            self._sleep(due)
