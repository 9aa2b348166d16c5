"""Addresses that a workspace keeps an eye on: feeds that are followed, pages asked for again.

Nothing here runs by itself: each function is one act of the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from seeds.fetch import Fetcher, FetchError, Page
from seeds.intake import Added, Failure, Refusal, Skip, noticed, renew, taken
from seeds.readers.choose import read_bytes
from seeds.readers.items import Items, Left, Source, UnreadableError, web_address
from seeds.readers.kinds import HEAD, kind
from store.records import Article

if TYPE_CHECKING:
    from store.workspace import Workspace

FEEDS = "feeds"
Progress = Callable[[int, int, str], None]


class _Asked(NamedTuple):
    """An address to ask again, with what its last answer left for that."""

    address: str
    etag: str
    modified: str
    feed: bool


def follow(workspace: Workspace, address: str, fetcher: Fetcher) -> Added:
    """Take in the items of a feed, and remember it for `refresh`."""
    try:
        page = fetcher.fetch(address)
        if kind(page.data[:HEAD]) != "feed":
            raise FetchError(f"no feed{_feeds_of(page)}")
        items = list(read_bytes(page.data, source(page)))
    except UnreadableError as error:
        return Added((), (Refusal(address, str(error)),))
    _remember(workspace, page)
    workspace.save()
    return _stored(workspace, address, items)


def refresh(
    workspace: Workspace, fetcher: Fetcher, progress: Progress | None = None
) -> tuple[Added, int]:
    """Ask again for all followed feeds and all pages; new texts are new versions.

    Also gives how many had nothing new.
    """
    wanted = list(_asked(workspace))
    items: list[Article] = []
    refused: list[Refusal] = []
    unchanged = 0
    for number, asked in enumerate(wanted, 1):
        if progress:
            progress(number, len(wanted), asked.address)
        try:
            page = fetcher.fetch(asked.address, etag=asked.etag, modified=asked.modified)
            if page.unchanged:
                unchanged += 1
                continue
            found = list(read_bytes(page.data, source(page)))
        except UnreadableError as error:
            refused.append(Refusal(asked.address, str(error)))
            continue
        if asked.feed:
            _remember(workspace, page)
        done = _sorted(asked.address, found)
        items += done[0]
        refused += done[1]
    workspace.save()
    return _put(workspace, items, refused), unchanged


def source(page: Page) -> Source:
    """The source that a fetched page is: its place is the address that was asked for."""
    name = page.address.partition("://")[2].rstrip("/") or page.address
    facts = (("etag", page.etag), ("last-modified", page.modified))
    return Source(
        name[-120:], page.address.partition("#")[0], page.final, page.charset, facts=facts
    )


def _feeds_of(page: Page) -> str:
    """What to say of the feeds that a page names."""
    from seeds.readers.page_feeds import feeds

    found = feeds(page.data, page.charset, page.final)[:3]
    return "; the page names " + ", ".join(found) if found else ""


def _remember(workspace: Workspace, page: Page) -> None:
    """Keep the feed among the settings of the workspace."""
    known = workspace.settings.get(FEEDS)
    feeds: dict[str, Any] = dict(known) if isinstance(known, dict) else {}
    feeds[page.address] = {"etag": page.etag, "modified": page.modified}
    workspace.settings[FEEDS] = feeds


def _asked(workspace: Workspace) -> Iterator[_Asked]:
    """Followed feeds, then the pages that were fetched or captured, each once."""
    known = workspace.settings.get(FEEDS)
    for address, kept in (known if isinstance(known, dict) else {}).items():
        told = kept if isinstance(kept, dict) else {}
        yield _Asked(address, str(told.get("etag", "")), str(told.get("modified", "")), feed=True)
    for article in workspace.articles():
        if web_address(article.source) and "#" not in article.source:
            told = {fact.kind: fact.value for fact in article.metadata}
            yield _Asked(
                article.source, told.get("etag", ""), told.get("last-modified", ""), feed=False
            )


def _stored(workspace: Workspace, address: str, items: list[Article | Left]) -> Added:
    articles, refused = _sorted(address, items)
    return _put(workspace, articles, refused)


def _sorted(address: str, items: list[Article | Left]) -> tuple[list[Article], list[Refusal]]:
    """Articles, and what was left out of them with its reason."""
    articles = [item for item in items if isinstance(item, Article)]
    refused: list[Refusal] = []
    for item in items:
        if isinstance(item, Left):
            reason = f"{item.where}: {item.reason}" if item.where else item.reason
            refused.append((Skip if item.skipped else Refusal)(address, reason))
    return articles, refused


def _put(workspace: Workspace, articles: list[Article], refused: list[Refusal]) -> Added:
    """Store in one write, and renew the analysis where something is new."""
    puts = [*map(taken, workspace.put_articles(articles))] if articles else []
    failed: list[Failure] = []
    if any(put.outcome != "already" for put in puts):
        failed = renew(workspace)
    return Added(noticed(workspace, puts), tuple(refused), tuple(failed))


def fetched(address: str, fetcher: Fetcher) -> Items:
    """The items at an address.  Raises UnreadableError."""
    page = fetcher.fetch(address)
    yield from read_bytes(page.data, source(page))
