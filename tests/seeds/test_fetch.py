"""Addresses: fetched politely and within limits, and never from where they must not be."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds import fetch as fetching
from seeds import following, intake
from seeds.fetch import Fetcher, FetchError
from seeds.guard import ForbiddenError, pinned, target
from store.workspace import Workspace
from tests.seeds.pages import PARAGRAPHS, TEXT, fact, page
from tests.seeds.server import Server, running


@pytest.fixture(name="server")
def _server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture(name="fetcher")
def _fetcher() -> Fetcher:
    return Fetcher(private=True, sleep=lambda seconds: None, seconds=3)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://127.0.0.1:1/", "loopback"),
        ("http://localhost/", "name of this machine"),
        ("http://db.internal/", "name of this machine"),
        ("http://[::1]/", "loopback"),
        ("http://[::ffff:127.0.0.1]/", "loopback"),
        ("http://[64:ff9b::a00:1]/", "private"),
        ("http://[2002:7f00:1::]/", "loopback"),
        ("http://[fe80::1%25eth0]/", "link-local"),
        ("http://[fd00::1]/", "private"),
        ("http://0.0.0.0/", "unspecified"),
        ("http://169.254.169.254/latest/meta-data/", "link-local"),
        ("http://10.0.0.1/", "private"),
        ("http://100.64.0.1/", "non-public"),
        ("http://224.0.0.1/", "multicast"),
        ("http://2130706433/", "loopback"),
        ("http://0x7f.1/", "loopback"),
        ("http://017700000001/", "loopback"),
        ("http://１２７.0.0.1/", "loopback"),
        ("file:///etc/passwd", "file is not fetched"),
        ("gopher://127.0.0.1:25/", "gopher is not fetched"),
        ("ftp://127.0.0.1/", "ftp is not fetched"),
        ("http://x.test:25/", "port 25"),
        ("http://user:word@x.test/", "name or password"),
        ("http:///x", "without a host"),
        ("http://x.test/a b", "not an address"),
        ("http://x.test:99999/", "not an address"),
        ("http://x.test/\r\nHost: y", "not an address"),
    ],
)
def test_what_is_never_fetched_is_refused_before_a_look_up(address: str, reason: str) -> None:
    fetcher = Fetcher(resolver=lambda host, port: pytest.fail("looked up"))
    with pytest.raises(FetchError, match=reason):
        fetcher.fetch(address)


@pytest.mark.parametrize("answers", [["10.1.2.3"], ["93.184.216.34", "127.0.0.1"], ["::1"], []])
def test_a_name_that_leads_inside_is_refused_after_the_look_up(answers: list[str]) -> None:
    fetcher = Fetcher(resolver=lambda host, port: answers)
    with pytest.raises(FetchError, match=r"news\.example.*(no public|no) address"):
        fetcher.fetch("https://news.example/")


def test_the_connection_goes_to_the_address_that_was_checked(server: Server) -> None:
    """The name is looked up once for a connection, and only what came back is used."""
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    server.says("/pier", page())
    fetcher = Fetcher(private=True, resolver=resolver, sleep=lambda seconds: None)
    assert fetcher.fetch(server.url("/pier", "news.example")).data == page()
    assert asked == ["news.example", "news.example"]  # robots.txt, page: a connection each
    assert server.asked[-1][1]["host"].startswith("news.example:")
    with pytest.raises(ForbiddenError):
        pinned("news.example", 80, resolver, private=False)


def test_a_page_is_fetched_with_an_honest_name_after_robots(
    server: Server, fetcher: Fetcher
) -> None:
    server.says("/pier", page(), "Content-Type: text/html; charset=utf-8", 'ETag: "7"')
    got = fetcher.fetch(server.url("/pier"))
    assert (got.data, got.charset, got.etag) == (page(), "utf-8", '"7"')
    assert [path for path, _ in server.asked] == ["/robots.txt", "/pier"]
    assert all(fields["user-agent"].startswith("wirecopy/") for _, fields in server.asked)


def test_robots_that_forbid_or_fail_are_obeyed(server: Server, fetcher: Fetcher) -> None:
    server.says("/robots.txt", b"User-agent: *\nDisallow: /private")
    server.says("/private/pier", page())
    with pytest.raises(FetchError, match=r"robots\.txt asks"):
        fetcher.fetch(server.url("/private/pier"))
    assert server.paths() == []
    server.says("/robots.txt", b"", status="503 Busy")
    with pytest.raises(FetchError, match=r"robots\.txt cannot be asked \(status 503\)"):
        Fetcher(private=True).fetch(server.url("/pier"))


def test_a_host_is_given_a_pause_and_what_its_robots_want(server: Server) -> None:
    server.says("/robots.txt", b"User-agent: *\nCrawl-delay: 4")
    server.says("/pier", page())
    waits: list[float] = []
    fetcher = Fetcher(private=True, clock=lambda: 100.0, sleep=waits.append)
    for _ in range(3):
        fetcher.fetch(server.url("/pier"))
    assert waits == [4.0, 4.0]


@pytest.mark.parametrize(
    ("fields", "status", "reason"),
    [
        (("Location: /loop",), "302 Found", "in a circle"),
        (("Location: /1",), "301 Moved", "more than 5 redirects"),
        (("Location: file:///etc/passwd",), "302 Found", "file is not fetched"),
        (("Location: http://[::1",), "302 Found", "no address|not an address"),
        ((), "302 Found", "leads nowhere"),
        ((), "404 Not Found", "status 404"),
        (("Retry-After: 120",), "429 Slow", "ask again in 120 seconds"),
        ((), "204 No Content", "status 204"),
        ((), "200 OK", "an empty answer"),
        (("Content-Encoding: br",), "200 OK", "an empty answer"),
    ],
)
def test_answers_that_lead_nowhere(
    server: Server, fetcher: Fetcher, fields: tuple[str, ...], status: str, reason: str
) -> None:
    for number in range(1, 12):
        server.says(f"/{number}", b"", f"Location: /{number + 1}", status="302 Found")
    server.says("/loop", b"", *fields, status=status)
    with pytest.raises(FetchError, match=reason):
        fetcher.fetch(server.url("/loop"))


def test_a_redirect_to_the_inside_is_refused(server: Server) -> None:
    """The first address is public by its name; where it leads is checked all the same."""
    inside = server.url("/secret")
    server.says("/out", b"", f"Location: {inside}", status="302 Found")
    resolver = {"news.example": ["127.0.0.1"]}

    class Half(Fetcher):
        def _get(self, to, fields, most):  # type: ignore[no-untyped-def]
            self._private = to.host == "news.example"
            done = super()._get(to, fields, most)
            self._private = False
            return done

    fetcher = Half(resolver=lambda host, port: resolver[host], sleep=lambda seconds: None)
    fetcher._robots = {}
    with pytest.raises(FetchError, match=r"redirected to .*loopback"):
        fetcher.fetch(server.url("/out", "news.example"))
    assert "/secret" not in server.paths()


HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ([HEAD, *[0.05, b"X-Slow: 1\r\n"] * 100], "too slow"),
        ([HEAD + b"Content-Length: 9999\r\n\r\n", *[0.05, b"x"] * 100], "too slow"),
        ([HEAD + b"Content-Length: 9999\r\n\r\nshort"], "breaks off"),
        ([HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"], "breaks off"),
        ([HEAD + b"Content-Length: 99999999999\r\n\r\n"], "the limit for one page"),
        ([HEAD + b"\r\n" + b"x" * 600_000], "limit for one page"),
        ([b"SSH-2.0-OpenSSH_9\r\n"], "breaks off or is no HTTP"),
        ([HEAD + b"X: " + b"y" * 200_000 + b"\r\n\r\n"], "breaks off or is no HTTP"),
        ([], "breaks off or is no HTTP"),
        ([HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(9 << 20), 9)], "unpacks"),
        ([HEAD + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08cut"], "cut or damaged"),
    ],
)
def test_slow_huge_lying_and_broken_answers_end_in_a_reason(
    server: Server, monkeypatch: pytest.MonkeyPatch, script: list[bytes | float], reason: str
) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 500_000)
    server.answers["/bad"] = script
    server.says("/robots.txt", b"")
    with pytest.raises(FetchError, match=reason):
        Fetcher(private=True, seconds=0.6).fetch(server.url("/bad"))


def test_nobody_there_is_said(fetcher: Fetcher) -> None:
    with running() as server:
        gone = server.url("/")
    with pytest.raises(FetchError, match="no connection"):
        fetcher.fetch(gone)


def workspace(place: Path) -> Workspace:
    return Workspace.open(place / "mine", create=True)


def test_an_added_page_is_an_article_of_its_address_and_refreshed_a_version(
    server: Server, fetcher: Fetcher, tmp_path: Path
) -> None:
    mine = workspace(tmp_path)
    server.says("/pier", page(), 'ETag: "1"', "Content-Type: text/html")
    done = intake.add(mine, [server.url("/pier")], fetcher=fetcher)
    assert (done.count("added"), done.refused) == (1, ())
    (article,) = mine.articles()
    assert TEXT in article.text
    assert (article.source, fact(article, "etag")) == (server.url("/pier"), ['"1"'])
    server.says("/pier", b"", 'ETag: "1"', status="304 Not Modified")
    assert following.refresh(mine, fetcher)[1] == 1
    assert server.asked[-1][1]["if-none-match"] == '"1"'
    server.says("/pier", page(paragraphs=(*PARAGRAPHS[:3], "The pier opened at noon, he said.")))
    again, unchanged = following.refresh(mine, fetcher)
    assert (again.count("version"), unchanged) == (1, 0)
    assert [item.version for item in mine.articles()] == [2]


FEED = '<rss version="2.0"><channel><title>Harbour</title>{}</channel></rss>'
ITEM = (
    "<item><guid>{0}</guid><title>Story {0}</title>"
    "<description>It was said: {0}.</description></item>"
)


def test_a_followed_feed_gives_its_new_items_at_each_refresh(
    server: Server, fetcher: Fetcher, tmp_path: Path
) -> None:
    mine = workspace(tmp_path)
    server.says("/feed", FEED.format(ITEM.format(1)).encode(), "Last-Modified: Thu, 17 Feb 2022")
    assert following.follow(mine, server.url("/feed"), fetcher).count("added") == 1
    server.says("/feed", FEED.format(ITEM.format(2) + ITEM.format(1)).encode())
    again = Workspace.open(mine.path)
    done, _ = following.refresh(again, fetcher)
    assert (done.count("added"), done.count("already"), done.count("version")) == (1, 1, 0)
    assert server.asked[-1][1]["if-modified-since"] == "Thu, 17 Feb 2022"
    assert {path for path, _ in server.asked} == {"/robots.txt", "/feed"}


def test_following_a_page_names_its_feeds(server: Server, fetcher: Fetcher, tmp_path: Path) -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    server.says("/", page(head))
    done = following.follow(workspace(tmp_path), server.url("/"), fetcher)
    assert done.refused[0].reason == f"no feed; the page names {server.url('/feed')}"
    assert done.puts == ()


def test_nothing_is_fetched_without_the_readers_act(server: Server, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(server.url("/a") + "\n" + server.url("/b") + "\n", "utf-8")
    articles, refused = intake.read_sources([str(tmp_path / "list.txt"), server.url("/c")])
    assert articles == []
    assert len(refused) == 3
    assert server.asked == []


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_address_is_a_target_or_forbidden(text: str) -> None:
    for address in (text, "http://" + text, "https://x.test/" + text):
        try:
            found = target(address)
        except ForbiddenError:
            continue
        assert found.scheme in ("http", "https")
        assert found.address.isascii()
        assert target(found.address).host == found.host
