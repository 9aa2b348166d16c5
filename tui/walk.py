"""Ways through the story: the next finding to judge, the next article to read."""

from __future__ import annotations

from collections.abc import Iterator

from tui.session import Finding, Session


def order(session: Session) -> list[str]:
    """The articles as the articles pane lists them."""
    return [item for family in session.families() for item in family]


def next_in_article(session: Session, step: int, after: int = 0) -> Finding | None:
    """The next (1) or previous (-1) finding of the article.

    `after` is an offset to start from where no finding is chosen yet.
    """
    rows = session.by_article.get(session.current_article or "", [])
    if not rows:
        return None
    finding = session.finding
    if finding is None or finding.article != session.current_article:
        ahead = [row for row in rows if row.start >= after]
        return (ahead[0] if ahead else rows[0]) if step > 0 else rows[-1]
    index = rows.index(finding) + step
    return rows[index] if 0 <= index < len(rows) else None


def findings_from(session: Session, step: int) -> Iterator[Finding]:
    """All findings in reading order from the present one on (1) or back (-1), once around."""
    articles = order(session)
    if not articles:
        return
    here = session.current_article or articles[0]
    place = articles.index(here) if here in articles else 0
    rows = session.by_article.get(here, [])
    finding = session.finding
    at = rows.index(finding) if finding in rows else (-1 if step > 0 else len(rows))
    yield from rows[at + 1 :] if step > 0 else rows[:at][::-1]
    for offset in range(1, len(articles)):
        yield from session.by_article.get(articles[(place + step * offset) % len(articles)], [])[
            ::step
        ]
    yield from rows[: max(0, at)] if step > 0 else rows[at + 1 :][::-1]


def next_unreviewed(session: Session, step: int = 1) -> Finding | None:
    """The nearest finding that nobody judged, not in a copy either, and that the filter keeps."""
    return next(
        (
            item
            for item in findings_from(session, step)
            if session.keeps(item.id) and not session.review(item.id).verdict
        ),
        None,
    )


def next_unread(session: Session) -> str | None:
    """The next article that was not read yet, once around; None where all were."""
    articles = order(session)
    here = session.current_article
    place = articles.index(here) + 1 if here in articles else 0
    ahead = articles[place:] + articles[:place]
    return next((item for item in ahead if item not in session.read and item != here), None)
