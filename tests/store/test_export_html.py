"""The report as HTML: well formed, nothing of it acts, and a browser shows it without asking."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from store import exports
from store.exports.scope import Scope
from store.query import parse
from store.records import AlignedRow, Alignment, Article, Span
from store.workspace import Workspace
from tests.store.test_exports import FORBIDDEN

VOID = {"meta", "br", "line", "circle"}
ALLOWED = set(
    "html head meta title style body header nav main footer section h1 h2 h3 p a ul ol li q b em"
    " strong br span div table thead tbody tr th td abbr del ins figure figcaption svg text line"
    " circle g details summary code".split()
)


class Page(HTMLParser):
    """The elements of a page; fails where they do not nest."""

    def __init__(self, data: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(data)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.seen if name == tag]


def made_up(left: Article, right: Article) -> Alignment:
    """An alignment in which the first word was edited and the last sentence added."""
    rows = (
        AlignedRow("edited", (Span(0, 10),), (Span(0, 10),), (("replace", 0, 3, 0, 4),)),
        AlignedRow("only_right", (), (Span(10, len(right.text)),)),
    )  # fmt: skip
    return Alignment(left.id, right.id, rows)


def report(workspace: Workspace, query: str = "") -> str:
    scope = Scope(parse(query), align=made_up)
    return b"".join(exports.stream(workspace, "html", scope)).decode()


def test_the_report_has_landmarks_headings_and_every_board(workspace: Workspace) -> None:
    workspace.mark([workspace.findings(workspace.articles()[0].id).claims[0].id], "false", by="Ana")
    page = Page(report(workspace))
    assert [len(page.all(tag)) for tag in ("h1", "header", "nav", "main", "footer")] == [1] * 5
    labelled = [attrs["aria-labelledby"] for attrs in page.all("section")]
    assert labelled == [
        f"{name}-title"
        for name in (
            "summary", "verdicts", "demands", "quantities", "claims", "statements", "copies",
            "sources",
        )
    ]  # fmt: skip
    targets = {attrs["id"] for _, attrs in page.seen if "id" in attrs}
    for attrs in page.all("a"):
        assert attrs["href"].removeprefix("#") in targets
    assert all(
        attrs["role"] == "img" and attrs["aria-labelledby"] in targets for attrs in page.all("svg")
    )
    assert page.all("html") == [{"lang": "en"}]


def test_copies_are_shown_with_what_was_changed_in_them(workspace: Workspace) -> None:
    page = report(workspace)
    first, second, _ = workspace.articles()
    assert "<del>&quot;We</del>" in page
    assert "<ins>LEAD</ins>".replace("LEAD", second.text[:4]) in page
    assert "1 edited, 1 added" in page
    assert f"<ins>{second.text[10:30]}" in page
    assert first.text[3:10] in page


def test_the_policy_allows_this_style_sheet_and_nothing_else(workspace: Workspace) -> None:
    data = report(workspace)
    policy = Page(data).all("meta")[1]["content"]
    style = re.search("<style>(.*?)</style>", data, re.DOTALL)
    assert style is not None
    hashed = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{hashed}';")
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_hostile_text_is_only_text_in_the_report(hostile: Workspace) -> None:
    data = report(hostile)
    assert not FORBIDDEN.search(data)
    page = Page(data)
    assert {tag for tag, _ in page.seen} <= ALLOWED
    for tag, attrs in page.seen:
        assert not {key for key in attrs if key.startswith("on")}
        assert "style" not in attrs
        assert not {"src", "srcset", "action", "formaction", "xlink:href"} & set(attrs)
        if tag == "a":
            assert re.match("#|https?://", attrs["href"])
    words = "".join(page.words)
    for piece in ("<script>alert(1)</script>", "](javascript:alert(1))", "&lt;", "[red]a[/x]"):
        assert piece in words


def test_a_query_limits_the_report(workspace: Workspace) -> None:
    page = report(workspace, "article:three kind:statement")
    assert "Safety comes first" in page
    assert "night ban" not in page
    assert "Nothing matches." in report(workspace, "zebra")


@pytest.mark.needs("chromium")
def test_a_browser_shows_it_and_asks_nobody(
    workspace: Workspace, hostile: Workspace, tmp_path: Path
) -> None:
    for number, one in enumerate((workspace, hostile)):
        path = tmp_path / f"{number}.html"
        path.write_text(report(one), "utf-8")
        log = tmp_path / f"{number}.json"
        done = subprocess.run(
            [
                "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom",
                "--no-first-run", "--disable-background-networking", "--enable-logging=stderr",
                f"--user-data-dir={tmp_path / 'profile'}", f"--log-net-log={log}", path.as_uri(),
            ],
            capture_output=True, timeout=60, check=True,
        )  # fmt: skip
        shown = done.stdout.decode()
        assert "Content Security Policy" not in done.stderr.decode("utf-8", "replace")
        assert "<main>" in shown
        assert "alert(1)" in shown or number == 0
        asked = re.findall(
            r'"url":"(https?://(?:t\.example|x|p\.example|www\.t)[^"]*)',
            log.read_text("utf-8", "replace"),
        )
        assert asked == []
