"""The lines above a diff: the two articles, why they are compared, and the summary's lines."""

from __future__ import annotations

from rich.cells import cell_len

from analysis import provenance
from analysis.copies_retold import TRANSLATIONS
from store.records import Article, CopyLink
from tui import display
from tui.panes.diff_lines import Look
from tui.panes.diff_summary import Item
from tui.widgets import cells
from tui.widgets.lines import Line

PAD = " "
LISTS = "  o lists them"
TOLD_UP_TO = 240_000
"""Letters of both articles up to which it is told who has it from whom: that compares them anew."""


def head(
    articles: tuple[Article, Article],
    names: tuple[str, str],
    link: CopyLink | None,
    how: Look,
) -> list[Line]:
    """Names, titles and dates of both sides, then why they are compared."""
    titles = [
        f"{name}  {display.line(article.title or article.name)}"
        for name, article in zip(names, articles, strict=True)
    ]
    facts = [_facts(article) for article in articles]
    lines: list[Line] = []
    if how.wide:
        for rows, style in ((titles, "strong"), (facts, "dim")):
            if not any(rows):
                continue
            left, right = (cells.fit(PAD + text, how.column) for text in rows)
            lines.append(Line(((left, style), ("│", "rule"), (right, style))))
    else:
        for sign, style, title, fact in zip("-+", ("dropped", "added"), titles, facts, strict=True):
            tail = f"  {fact}" if fact else ""
            room = max(10, how.width - 3 - len(tail))
            lines.append(
                Line(((f" {sign} ", style), (cells.cut(title, room), "strong"), (tail, "dim")))
            )
    return lines + link_lines(articles, names, link, how)


def file_lines(articles: tuple[Article, Article], names: tuple[str, str], how: Look) -> list[Line]:
    """Sign, short name, file name, date and title of both sides, a line each."""
    lines = []
    for sign, style, name, article in zip("-+", ("dropped", "added"), names, articles, strict=True):
        title = "" if article.title in ("", article.name) else article.title
        facts = [article.name, _facts(article), title]
        text = f"{name}  " + "  ·  ".join(display.line(fact) for fact in facts if fact)
        lines.append(Line(((f" {sign} ", style), (cells.cut(text, how.width - 4), "strong"))))
    return lines


def link_lines(
    articles: tuple[Article, Article], names: tuple[str, str], link: CopyLink | None, how: Look
) -> list[Line]:
    """Why the two are compared, and which has it from which, wrapped."""
    told = [why(link)]
    if link is not None and sum(len(one.text) for one in articles) <= TOLD_UP_TO:
        called = {one.id: name for one, name in zip(articles, names, strict=True)}
        arrows = provenance.arrows(articles, (link,))
        # That they are translations is said once, by the link.
        again = f"{TRANSLATIONS}; " if TRANSLATIONS in link.why else ""
        whose = (provenance.told(arrow, called).removeprefix(again) for arrow in arrows)
        told += map(display.line, whose)
    return [Line(((PAD + line, "dim"),)) for text in told for line in _wrapped(text, how.width - 1)]


def _facts(article: Article) -> str:
    facts = []
    if article.published:
        how = "" if article.published.how == "stated" else f" ({article.published.how})"
        facts.append(f"{article.published.date}{how}")
    facts += [article.outlet] if article.outlet else []
    if article.version > 1:
        facts.append(f"version {article.version}")
    return "  ·  ".join(display.line(fact, 30) for fact in facts)


def why(link: CopyLink | None) -> str:
    """Why two articles are compared: their copy link, or that there is none."""
    if link is None:
        return "not linked: neither a copy of the other nor sharing a passage"
    verb = "copy" if link.relation == "copy" else "shares a passage"
    share = f"{round(100 * link.containment)} % of the shorter, {link.shared_words} words"
    return f"{verb}: {display.line(link.why)}" if link.why else f"{verb}: {share}"


def item_lines(item: Item, how: Look) -> list[Line]:
    """A line of the summary, wrapped."""
    about = f"{item.about}:" if item.about else ""
    text = display.line(f"{about} {item.text}")
    style = "" if item.about or item.listed else item.style
    pad = PAD * 5 if item.listed else PAD
    lines = [Line(((pad, ""), (line, style))) for line in _wrapped(text, how.width - len(pad))]
    if how.keys and len(item.changes) > 1:
        told = cell_len(lines[-1].pieces[-1][0])
        if told + len(LISTS) < how.width:
            lines[-1] = Line((*lines[-1].pieces, (LISTS, "dim")))
    if about and (head := _without(lines[0].pieces[1][0], about)) is not None:
        lines[0] = Line(((PAD, ""), (about, item.style), (head, style), *lines[0].pieces[2:]))
    return lines


def _without(line: str, about: str) -> str | None:
    """What follows `about` on its line, None where the line is too narrow for it."""
    return line[len(about) :] if line.startswith(about) else None


def _wrapped(text: str, width: int) -> list[str]:
    return [text[a:b] for a, b in cells.wrap(text, 0, len(text), max(1, width))]
