"""What to compare an article with: its former version, copies, then what shares its words."""

from __future__ import annotations

from functools import lru_cache

from analysis.text import words
from store.records import Alignment, Article, CopyLink, Findings
from tui.panes.diff_model import DiffModel
from tui.session import Session

KEPT = 32
NEAREST = 60
LONG = 5
HEAD = 20_000


Pair = tuple[Article, Article]


class Alignments:
    """The alignments of pairs seen before, while their articles stay as they were.

    One diff may be ready before it is asked for; it holds for the findings it was made of.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[Pair, Alignment]] = {}
        self._ready: tuple[object, Alignment, DiffModel] | None = None

    def get(self, both: Pair) -> Alignment | None:
        """The alignment of two articles, None where there is none or they changed since."""
        articles, alignment = self._kept.get((both[0].id, both[1].id), (None, None))
        return alignment if articles == both else None

    def put(self, both: Pair, alignment: Alignment) -> None:
        """Keep an alignment; the oldest goes when there are too many."""
        while len(self._kept) >= KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[both[0].id, both[1].id] = (both, alignment)

    def make_ready(self, session: Session, both: Pair, alignment: Alignment) -> None:
        """Keep an alignment and make its diff."""
        self.put(both, alignment)
        self._ready = session.findings, alignment, compared(session, both, alignment)

    def model(self, session: Session, both: Pair, alignment: Alignment) -> DiffModel:
        """The diff of two articles: the one that is ready, handed out once, or a new one."""
        made, self._ready = self._ready, None
        if made is not None and made[0] is session.findings and made[1] is alignment:
            return made[2]
        return compared(session, both, alignment)


def chosen(session: Session, home: str, *, again: bool) -> tuple[str, tuple[str, str] | None]:
    """The article to compare, and it and its partner as left and right; None without another.

    The session's article with its partner of before, else the closest.  `again` takes the next
    partner of `home`, the article from which the diff was opened.
    """
    article_id = session.current_article or ""
    pair = session.diff_pair or ("", "")
    if again and home in pair and article_id in pair:
        article_id = home
    present = next((one for one in pair if one != article_id), "") if article_id in pair else ""
    partner = present if present and find(session, present) else ""
    if again:
        others = partners(session, article_id)
        place = others.index(partner) + 1 if partner in others else 0
        partner = others[place % len(others)] if others else ""
    partner = partner or closest(session, article_id)
    if not partner:
        return home, None
    if {article_id, partner} == set(pair):
        return article_id, pair
    return article_id, in_order(session, article_id, partner)


def partners(session: Session, article_id: str) -> list[str]:
    """Ids of the articles to compare with, the closest first; never the article itself.

    The former version, then linked articles as the session ranks them, then at most 60 neighbours
    in the list by the share of long words that both have.
    """
    article = session.article_by_id.get(article_id)
    if article is None:
        return []
    found = _related(session, article)
    place = session.place_of(article.id)
    near = session.articles[max(0, place - NEAREST // 2) : place + NEAREST // 2 + 1]
    rest = [other for other in near if other.id != article_id and other.id not in found]
    rest.sort(key=lambda other: -_common(article.text, other.text))
    return found + [other.id for other in rest]


def closest(session: Session, article_id: str) -> str:
    """The first of `partners`, "" where there is none; others are ranked only where none is linked.

    A pair that the engine linked costs nothing to find, so the diff is there at once.
    """
    article = session.article_by_id.get(article_id)
    found = _related(session, article) if article else []
    return next(iter(found or partners(session, article_id)), "")


def linked(session: Session) -> Pair | None:
    """The session's article and its closest one as left and right, where the two are linked."""
    article = session.article
    partner = next(iter(_related(session, article)), "") if article else ""
    pair = in_order(session, article.id, partner) if article and partner else ()
    left, right = (find(session, one) for one in pair) if pair else (None, None)
    return (left, right) if left and right else None


def _related(session: Session, article: Article) -> list[str]:
    """The former version of an article and those that it is linked with."""
    found = [article.previous] if article.previous and find(session, article.previous) else []
    for link in session.copy_links(article.id):
        other = link.right if link.left == article.id else link.left
        if other in session.article_by_id:
            found.append(other)
    return list(dict.fromkeys(found))


def find(session: Session, article_id: str) -> Article | None:
    """An article of the session, or a former version that only the workspace still holds."""
    known = session.article_by_id.get(article_id)
    return known or session.workspace.article(article_id)


def compared(session: Session, both: tuple[Article, Article], alignment: Alignment) -> DiffModel:
    """The diff of two articles with what the session knows of them."""
    names = label(session, both[0]), label(session, both[1])
    found = findings(session, both[0]), findings(session, both[1])
    return DiffModel(both, names, alignment, found, link(session, both))


def findings(session: Session, article: Article) -> Findings | None:
    """What was found in an article, None where nothing was looked for yet."""
    found = session.findings.get(article.id) or session.workspace.findings(article.id)
    return found if found.engine else None


def link(session: Session, both: tuple[Article, Article]) -> CopyLink | None:
    """Why the two are linked, None where they are not."""
    pair = {article.id for article in both}
    links = session.copy_links(both[0].id)
    return next((item for item in links if {item.left, item.right} == pair), None)


def label(session: Session, article: Article) -> str:
    """The short name of an article; a former version is named after the newest: "003 v1"."""
    if article.id in session.article_by_id:
        return session.label(article.id)
    newest = next(
        (
            row.id
            for row in session.articles
            if row.name == article.name or row.source == article.source
        ),
        "",
    )
    return f"{session.label(newest)} v{article.version}" if newest else f"v{article.version}"


def in_order(session: Session, one: str, other: str) -> tuple[str, str]:
    """The two as left and right: the earlier version, date, place in the list goes left.

    Dates count where both are known.
    """
    articles = [find(session, item) for item in (one, other)]
    dates = [item.published.date if item and item.published else "" for item in articles]
    keys = [
        (session.place_of(item) >= 0, date if all(dates) else "", session.place_of(item))
        for item, date in zip((one, other), dates, strict=True)
    ]
    return (one, other) if keys[0] <= keys[1] else (other, one)


@lru_cache(maxsize=256)
def _long_words(text: str) -> frozenset[str]:
    return frozenset(
        text[span.start : span.end].casefold()
        for span in words(text, 0, min(len(text), HEAD))
        if span.end - span.start >= LONG
    )


def _common(one: str, other: str) -> float:
    """The share of long words in common, of the text that has fewer."""
    left, right = _long_words(one), _long_words(other)
    return len(left & right) / max(1, min(len(left), len(right)))
