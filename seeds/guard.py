"""Which addresses may be fetched: http and https, on the public internet.

An address in a page, feed or redirect can point at the reader's own machine or network (server-side
request forgery).  The name is resolved once, every answer is checked, and the connection goes to
just that answer, so that a name cannot change its mind in between.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

Resolver = Callable[[str, int], list[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Ports below 1024 that the web is served on.
WEB_PORTS = frozenset((80, 443, 591, 777, 832, 981))
LONGEST = 4000
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
LOCAL_NAMES = re.compile(
    r"(?:^|\.)(?:localhost|local|internal|localdomain|home\.arpa)\.?$", re.IGNORECASE
)
HOST = re.compile(r"[a-z0-9._-]{1,253}|[0-9a-f:.]+(?:%[\w.-]{1,40})?", re.IGNORECASE)
NUMERIC = re.compile(r"[0-9a-fx.]+$", re.IGNORECASE)


class ForbiddenError(Exception):
    """An address that is not fetched; its message is the reason."""


class Target(NamedTuple):
    """An address taken apart: `address` is whole and without fragment, `host` without brackets."""

    address: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port: what robots.txt and the pace between requests hold for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == (443 if self.scheme == "https" else 80)
        return f"{self.scheme}://{host}" + ("" if usual else f":{self.port}")


def target(address: str, *, private: bool = False) -> Target:
    """The address taken apart; ForbiddenError for what is never fetched, before any look-up.

    `private` allows addresses of the reader's own machine and network.
    """
    if len(address) > LONGEST or any(ord(char) < 33 or ord(char) == 127 for char in address):
        raise ForbiddenError("not an address")
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
    except (ValueError, UnicodeError):
        raise ForbiddenError("not an address") from None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        raise ForbiddenError(f"{scheme or 'this'} is not fetched; only http and https are")
    if not host:
        raise ForbiddenError("an address without a host")
    if not HOST.fullmatch(host):
        raise ForbiddenError("not an address")
    if parts.username is not None or parts.password is not None:
        raise ForbiddenError("an address with a name or password in it")
    port = port or (443 if scheme == "https" else 80)
    if not private:
        if LOCAL_NAMES.search(host):
            raise ForbiddenError(f"{host} is a name of this machine or network")
        number = literal(host)
        if number is not None:
            refuse_private(number)
        if port < 1024 and port not in WEB_PORTS:
            raise ForbiddenError(f"port {port} is not for pages")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    shown = f"[{host}]" if ":" in host else host
    usual = port == (443 if scheme == "https" else 80)
    whole = urlunsplit((scheme, shown + ("" if usual else f":{port}"), path, query, ""))
    return Target(whole, scheme, host, port)


def literal(host: str) -> Address | None:
    """The number that a host is written as, in any spelling systems accept; None for a name."""
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pass
    if not NUMERIC.match(host):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None


def refuse_private(number: Address) -> None:
    """ForbiddenError for what is not on the public internet."""
    inner = _embedded(number)
    if inner is not None:
        refuse_private(inner)
    kinds = (
        ("unspecified", number.is_unspecified),
        ("loopback", number.is_loopback),
        ("link-local", number.is_link_local),
        ("multicast", number.is_multicast),
        ("private", number.is_private and inner is None),
        ("reserved", number.is_reserved and inner is None),
        ("non-public", not number.is_global and inner is None),
    )
    for kind, holds in kinds:
        if holds:
            raise ForbiddenError(f"{number} is no public address ({kind})")


def _embedded(number: Address) -> Address | None:
    """The IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(number, ipaddress.IPv4Address):
        return None
    if number.ipv4_mapped is not None:
        return number.ipv4_mapped
    if number.sixtofour is not None:
        return number.sixtofour
    if number.teredo is not None:
        return number.teredo[1]
    if number in NAT64:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return None


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, by the system's resolver.  Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def pinned(host: str, port: int, resolver: Resolver, *, private: bool) -> list[str]:
    """The checked addresses of a host, to connect to and no others.

    One forbidden answer forbids the host.  Raises ForbiddenError, OSError.
    """
    number = literal(host)
    answers = [str(number)] if number is not None else resolver(host, port)
    if not private:
        for answer in answers:
            checked = literal(answer)
            if checked is None:
                raise ForbiddenError(f"{host} has no address that can be checked")
            try:
                refuse_private(checked)
            except ForbiddenError as error:
                raise ForbiddenError(f"{host}: {error}") from None
    if not answers:
        raise ForbiddenError(f"{host} has no address")
    return answers
