"""The report for people as one HTML file: no script, nothing fetched, light and dark, printable."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from store.exports import changes_told, differences, html_boards, html_charts, html_diff
from store.exports.briefing import Briefing, gather
from store.exports.html_text import bullets, cite, cites, quote, section, text
from store.exports.markdown_text import count, listed

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """The page in UTF-8, section by section.

    The copies are compared where the scope brings an aligner.
    """
    page = gather(workspace, scope.query)
    parts: dict[str, Iterator[str]] = {
        "Summary": _summary(page),
        "Verdicts": html_boards.verdicts(page),
        "Demands": html_boards.demands(page),
        "Quantities": html_charts.quantities(page),
        "Timeline": html_charts.timeline(page),
        "Claims": html_boards.claims(page),
        "Statements": html_boards.statements(page),
        "Copies": _copies(workspace, page, scope),
        "Notes": html_boards.notes(page),
        "Sources": html_boards.sources(page),
    }
    sections = {name: section(name.lower(), name, body) for name, body in parts.items()}
    sections = {name: body for name, body in sections.items() if body}
    yield _head(page, list(sections)).encode()
    for body in sections.values():
        yield (body + "\n").encode("utf-8", "replace")
    yield (
        b"</main>\n<footer>Quotations are exact; who said them, and what answers what, was found by"
        b" rules and is to be checked before it is repeated. Made by wirecopy.</footer>\n"
        b"</body>\n</html>\n"
    )


def _head(page: Briefing, names: list[str]) -> str:
    """All before the first section; the policy allows this very style sheet and nothing else."""
    style = files("store.exports").joinpath("html.css").read_text("utf-8")
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
    limited = f", limited to what matches “{text(page.query.text)}”" if page.query else ""
    jumps = bullets(f'<a href="#{name.lower()}">{name}</a>' for name in names)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{text(page.title)}: a briefing</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<header>\n<a class="skip" href="#summary">Skip to the summary</a>\n<h1>{text(page.title)}'
        f"</h1>\n<p>A briefing from {count(len(page.articles), 'article')}{limited}. Bracketed"
        ' numbers lead to the sources.</p>\n</header>\n<nav aria-label="Sections">\n'
        f"{jumps}\n</nav>\n<main>\n"
    )


def _summary(page: Briefing) -> Iterator[str]:
    if not page.articles:
        yield "<p>Nothing matches.</p>"
        return
    shared = [
        f"{listed([cite(number) for number in family])} draw on one text"
        for family in page.families
        if len(family) > 1
    ]
    many = count(len(page.articles), "article")
    found = [
        count(len(page.statements), "statement"),
        count(len(page.demands), "demand"),
        count(len(page.claims), "claim"),
    ]
    judged = sum(bool(row["verdict"]) and not row["inherited"] for row in page.findings)
    yield bullets(
        [
            f"{many} from {count(len(page.families), 'source')}: {'; '.join(shared)}."
            if shared
            else f"{many}, each a source of its own.",
            f"{listed(found)}.",
            f"{count(judged, 'finding')} reviewed." if judged else "Nothing has been reviewed yet.",
            *_gist(page),
            *(
                f"<strong>{text(group.title)}</strong>: {html_boards.status(page, group)}"
                for group, _ in page.open_questions()
            ),
        ]
    )


def _gist(page: Briefing) -> Iterator[str]:
    """What recurs: demands that several articles tell, who speaks most, figures side by side."""
    recurring = [
        f"<em>{text(title)}</em> ({told} of {len(page.articles)} articles)"
        for title, told in page.recurring()
    ]
    if recurring:
        yield f"Demands that recur: {listed(recurring)}."
    voices = [f"{text(name)} ({number})" for name, number in page.voices()]
    if voices:
        yield f"Most is heard from {listed(voices)}."
    for group, said in page.figures():
        told = (
            f"{text(words)} ({html_boards.voice(row)} {cites(page, same)})"
            for words, row, same in said
        )
        yield f"{text(group.title)}: {'; '.join(told)}."


def _copies(workspace: Workspace, page: Briefing, scope: Scope) -> Iterator[str]:
    """Copies and new versions, compared, with the findings that changed."""
    for one in differences.compared(workspace, scope):
        left, right, relation, why = one.pair
        number = page.numbers.get(right.id)
        if number is None or (relation == "copy" and left.id not in page.numbers):
            continue
        before = f"{cite(number)} version {left.version}"
        names = (before if relation == "version" else cite(page.numbers[left.id])), cite(number)
        yield f"<h3>{names[0]} and {names[1]}: {text(why)}</h3>"
        yield f"<p>Sentences: {html_diff.tally(one.alignment)}.</p>"
        if scope.differ:
            told = bullets(changes_told.lines(one, names, text, quote))
            yield told or f"<p>{changes_told.NOTHING}</p>"
        yield html_diff.table(left, right, one.alignment, names)
