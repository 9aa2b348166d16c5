"""The whole story as plain text: sources, demands, claims, statements, as a mail could carry it.

Lines are at most 78 columns; glyphs are those of the app and every one is also said in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analysis import provenance
from store.records import CopyLink
from tui import digest_findings
from tui.glyphs import VERDICT_GLYPHS
from tui.prose import count, heading, wrapped
from tui.wording import day

if TYPE_CHECKING:
    from tui.session import Session


def compose(session: Session, title: str = "") -> str:
    """The digest of everything that the session's workspace holds, ending in a line feed."""
    parts = [
        _head(session, title),
        _sources(session),
        digest_findings.demands(session),
        digest_findings.claims(session),
        digest_findings.statements(session),
    ]
    lines: list[str] = []
    for part in parts:
        body = list(part)
        if body:
            lines += [*body, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(session: Session, title: str) -> Iterator[str]:
    yield heading(title or "The story")
    if not session.articles:
        yield "No articles yet. Add some: wirecopy add SOURCE..."
        return
    kinds = [item.id[:1] for item in session.finding_by_id.values()]
    counts = [
        count(len(session.articles), "article"),
        f"{session.independent()} independent",
        count(kinds.count("s"), "statement"),
        count(kinds.count("d"), "demand"),
        count(kinds.count("c"), "claim"),
    ]
    yield wrapped(", ".join(counts) + ".")
    tally = session.tally()
    words = {verdict: (verdict or "unreviewed").replace("-", " ") for verdict in VERDICT_GLYPHS}
    ordered = [*(verdict for verdict in words if verdict), None]
    marked = [f"{tally[verdict]} {words[verdict]}" for verdict in ordered if tally[verdict]]
    yield wrapped("Findings: " + ", ".join(marked) + ".") if marked else "Nothing was found."
    signs = [f"{VERDICT_GLYPHS[verdict]} {word}" for verdict, word in words.items()]
    yield wrapped("Signs: " + ", ".join(signs) + "; in brackets: inherited from a copy.")


def _sources(session: Session) -> Iterator[str]:
    if not session.articles:
        return
    yield heading("Sources")
    copies = {member: group for group in session.story.copies for member in group}
    for number, family in enumerate(session.families(), 1):
        if len(family) > 1:
            same = all(len(copies.get(member, ())) == len(family) for member in family)
            kind = "copies of one text" if same else "articles that draw on one source"
            yield f"{number}. {len(family)} {kind}"
        for article in family:
            yield from _source(session, article, "   " if len(family) > 1 else f"{number}. ")
    links = session.story.links
    copied = _holding([link for link in links if link.relation == "copy"])
    shared = _strongest(session, [link for link in links if link.relation != "copy"])
    for title, told in (("Copies, why:", copied), ("Shared passages:", shared)):
        if told:
            yield title
        for link, others in told:
            yield from _link(session, link)
            if others:
                yield wrapped("the same: " + "; ".join(others), "      ")


def _holding(links: Sequence[CopyLink]) -> list[tuple[CopyLink, list[str]]]:
    """Of copies, strongest first, the links that hold their groups together."""
    parts: dict[str, set[str]] = {}
    told: list[tuple[CopyLink, list[str]]] = []
    for link in links:
        left, right = (parts.setdefault(one, {one}) for one in (link.left, link.right))
        if left is not right:
            told.append((link, []))
            less, more = sorted((left, right), key=len)
            more |= less
            parts.update(dict.fromkeys(less, more))
    return told


def _strongest(session: Session, links: Sequence[CopyLink]) -> list[tuple[CopyLink, list[str]]]:
    """Of shared passages, strongest first, one link of two sources, and the pairs like it."""
    source = {one: number for number, ids in enumerate(session.families()) for one in ids}
    told: dict[frozenset[int], tuple[CopyLink, list[str]]] = {}
    for link in links:
        pair = frozenset((source[link.left], source[link.right]))
        if pair in told:
            told[pair][1].append(f"{session.label(link.left)} and {session.label(link.right)}")
        else:
            told[pair] = (link, [])
    return list(told.values())


def _source(session: Session, article_id: str, first: str) -> Iterator[str]:
    article = session.article_by_id[article_id]
    label = session.label(article_id)
    indent = " " * (len(first) + len(label) + 2)
    yield wrapped(article.title or article.name, f"{first}{label}  ", indent)
    facts = [article.outlet, ", ".join(article.agencies)]
    if article.published:
        how = "" if article.published.how == "stated" else f" ({article.published.how})"
        facts.append(day(article.published.date, year=True) + how)
    facts.append(article.name)
    yield wrapped("; ".join(fact for fact in facts if fact), indent)
    for notice in article.notices:
        yield wrapped("note: " + notice.text, indent)
    review = session.review(article_id)
    yield from digest_findings.written(review, indent)


def _link(session: Session, link: CopyLink) -> Iterator[str]:
    """Why two articles are linked, and which has it from which."""
    pair = f"{session.label(link.left)} and {session.label(link.right)}"
    why = link.why or f"{count(link.shared_words, 'word')} in common"
    yield wrapped(f"{pair}: {why}", "   ", "      ")
    both = [session.article_by_id[article_id] for article_id in (link.left, link.right)]
    labels = {article.id: session.label(article.id) for article in both}
    for arrow in provenance.arrows(both, (link,)):
        yield wrapped(provenance.told(arrow, labels), "      ")
