"""The report for people as one HTML file: no script, nothing fetched, light and dark, printable."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from store.exports import (
    changes_told,
    differences,
    html_boards,
    html_charts,
    html_diff,
    templating,
)
from store.exports.briefing import Briefing, gather
from store.exports.html_text import bullets, cite, cites, exact, link, quote, text, verdict
from store.exports.markdown_text import count, day, listed

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """The page in UTF-8, by the template of the workspace or the program's.

    The copies are compared where the scope brings an aligner.  Raises TemplateError.
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
    filters: dict[str, Callable[..., str]] = {
        "text": text, "quoted": quote, "day": lambda date: text(day(date)), "verdict": verdict,
        "address": link, "counted": lambda number, noun: text(count(int(number), noun)),
        "cite": lambda row: cite(page.number(row)),
    }  # fmt: skip
    form = templating.Format("html", exact, filters)
    style = templating.style(workspace.path)
    values = page.values() | {
        "sections": templating.Sections(parts),
        "style": templating.Ready(style),
        "policy": templating.Ready(_policy(style)),
    }
    yield from templating.render(workspace.path, form, values)


def _policy(style: str) -> str:
    """The Content-Security-Policy that allows this very style sheet and nothing else."""
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"


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
