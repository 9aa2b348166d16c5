"""What a page states of its article: title, outlet, authors, date, language, address.

Linked data (JSON-LD) come first, then the meta elements that sites write for search engines and
social networks, then marks in the text; a date in the address is an inference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from analysis import language
from seeds.readers.items import Facts, squeezed, web_address
from seeds.readers.linked_data import Linked, linked
from seeds.readers.stamps import in_address, published
from store.records import Published

DATE_METAS = (
    "article:published_time og:article:published_time og:published_time published_time "
    "datepublished article.published sailthru.date parsely-pub-date "
    "cxenseparse:recs:publishtime pubdate publishdate publish-date publish_date "
    "publication_date published-date published article_date_original originalpublicationdate "
    "dc.date.issued dcterms.created dcterms.date dc.date dc.date.created "
    "citation_publication_date ptime displaydate bt:pubdate iso-8601-publish-date timestamp "
    "date rnews:datepublished og:pubdate dc:date article:published date_published created "
    "release_date pdate "
).split()
TITLE_METAS = ("og:title", "twitter:title", "dc.title", "headline", "title")
OUTLET_METAS = ("og:site_name", "publisher", "dc.publisher", "application-name", "twitter:site")
AUTHOR_METAS = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "dc.creator",
    "sailthru.author",
)
DATED_CLASS = re.compile(
    r"(?<![a-z])(?:publish|posted|pub-?date|byline|dateline|date|time-?stamp|entry-date|meta|time)",
    re.IGNORECASE,
)
PUBLISHED_CLASS = re.compile(r"publish|pub-?date|posted|entry-date|created", re.IGNORECASE)
CHANGED = re.compile(r"updat|modif|chang", re.IGNORECASE)
LOCALE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?$")
ADDRESS_LIKE = re.compile(r"^(?:https?:|www\.|@|/)|\.com/")
TITLE_TAIL = re.compile(r"\s+[|–—:»-]\s+([^|–—»]{2,60})$")
MOST_DATED = 60


class Stated(NamedTuple):
    """The facts of a page, and the text that its own data give for the article."""

    facts: Facts
    text: str


def facts(tree: Any, address: str = "") -> Stated:
    """What the page states; `address` is where it was found, "" for a file."""
    metas = _metas(tree)
    data = linked(script.text or "" for script in _scripts(tree))
    base = web_address(address)
    own = _canonical(tree, metas, base, data)
    stamp, source = _date(tree, metas, data, own or base)
    outlet = next(_first(metas, OUTLET_METAS), "") or data.outlet or _host(own or base)
    return Stated(
        Facts(
            title=_title(tree, metas, data, outlet),
            outlet=squeezed(outlet.lstrip("@"), 200),
            authors=_authors(tree, metas, data),
            published=stamp,
            language=_language(tree, metas, data),
            address=own or base,
            date_source=source,
        ),
        data.text,
    )


def _scripts(tree: Any) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield script


def _metas(tree: Any) -> dict[str, str]:
    """The first content of each meta element, by its name in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content[:4000])
    return found


def _first(metas: dict[str, str], names: Iterable[str]) -> Iterator[str]:
    return (metas[name] for name in names if name in metas)


def _title(tree: Any, metas: dict[str, str], data: Linked, outlet: str) -> str:
    """The headline, without the outlet's name behind it."""
    headings = [squeezed(element.text_content()) for element in tree.iter("h1")]
    element = next(tree.iter("title"), None)
    page = squeezed(element.text_content()) if element is not None else ""
    single = headings[0] if len(headings) == 1 else ""
    for title in (data.title, *_first(metas, TITLE_METAS), single, page, *headings):
        title = squeezed(title)
        if title and title.casefold() != outlet.casefold():
            tail = TITLE_TAIL.search(title)
            named = tail is not None and (
                tail.group(1).casefold() in outlet.casefold()
                or outlet.casefold() in tail.group(1).casefold()
                or title[: tail.start()] in headings
            )
            return title[: tail.start()] if tail and named and outlet else title
    return ""


def _authors(tree: Any, metas: dict[str, str], data: Linked) -> tuple[str, ...]:
    """Names of the authors; addresses of their pages are none."""
    for names in _called(tree, metas, data):
        good = [squeezed(name, 200) for name in names if not ADDRESS_LIKE.search(name)]
        kept = [re.sub(r"^[Bb]y\s+", "", name) for name in good if 1 < len(name) < 120]
        if kept:
            return tuple(dict.fromkeys(kept))
    return ()


def _called(tree: Any, metas: dict[str, str], data: Linked) -> Iterator[Iterable[str]]:
    """Where authors are named and what stands there, most trustworthy first."""
    yield data.authors
    yield islice(_first(metas, AUTHOR_METAS), 1)
    marked = (e for e in tree.iter("a", "span") if e.get("rel") == "author")
    yield (element.text_content() for element in islice(marked, 5))


def _date(
    tree: Any, metas: dict[str, str], data: Linked, address: str
) -> tuple[Published | None, str]:
    """When the article was published, and where that stands."""
    for source, text in _stated_dates(tree, metas, data):
        stamp = published(text)
        if stamp:
            return stamp, source
    stamp = in_address(address)
    if stamp:
        return stamp, "address"
    for element in _dated(tree):
        stamp = published(squeezed(element.text_content(), 120))
        if stamp and not CHANGED.search(element.text_content()[:40]):
            return stamp, "text"
    return None, ""


def _stated_dates(tree: Any, metas: dict[str, str], data: Linked) -> Iterator[tuple[str, str]]:
    """Where the page states its date and what stands there, most trustworthy first."""
    if data.published:
        yield "json-ld", data.published
    for name in DATE_METAS:
        if name in metas:
            yield f"meta {name}", metas[name]
    times = list(tree.iter("time"))[:MOST_DATED]
    marked = [e for e in tree.iter() if "datePublished" in (e.get("itemprop") or "")][:MOST_DATED]
    marked += [t for t in times if t.get("pubdate") is not None]
    marked += [t for t in times if PUBLISHED_CLASS.search(t.get("class") or "")]
    marked += [t for t in times if _within(t) and not CHANGED.search(t.get("class") or "")]
    if len({(t.get("datetime") or "")[:10] for t in times}) == 1:
        marked += times
    for element in marked:
        for text in (element.get("content"), element.get("datetime"), element.text_content()):
            if text:
                yield "time element", squeezed(text, 120)


def _within(element: Any) -> bool:
    """Whether an element stands in the article's own head or body, not in a list of others."""
    names = [parent.tag for parent in element.iterancestors()]
    return "article" in names and not {"aside", "nav", "footer", "li"} & set(names)


def _dated(tree: Any) -> Iterator[Any]:
    """Small elements that are called after a date or byline."""
    count = 0
    for element in tree.iter("span", "div", "p", "li", "td", "em", "small", "abbr"):
        called = f"{element.get('class') or ''} {element.get('id') or ''}"
        if len(element) < 6 and DATED_CLASS.search(called):
            count += 1
            if count > MOST_DATED:
                return
            yield element


def _canonical(tree: Any, metas: dict[str, str], base: str, data: Linked) -> str:
    """The address that the page gives for itself, on the host that it came from."""
    links = [
        link.get("href") or ""
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower()
    ]
    for found in (*links, metas.get("og:url", ""), data.address):
        try:
            whole = web_address(urljoin(base, found.strip()))
        except ValueError:
            continue
        if found and whole and (not base or _site(whole) == _site(base)):
            return whole
    return ""


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.") if address else ""


def _site(address: str) -> str:
    """The last two parts of a host's name: what "m.example.org" shares with "www.example.org"."""
    return ".".join(_host(address).split(".")[-2:])


def _language(tree: Any, metas: dict[str, str], data: Linked) -> str:
    """The language that the page states, where its own words do not tell (analysis.language)."""
    sample = " ".join(p.text_content() for p in list(tree.iter("p"))[:40])
    if language.detect(sample):
        return ""
    for text in (data.language, tree.get("lang"), metas.get("og:locale"), metas.get("language")):
        found = LOCALE.match((text or "").strip())
        if found:
            return found.group(1).lower()
    return ""
