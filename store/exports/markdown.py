"""A briefing in Markdown: what was read, who wants what, which numbers hold, who said what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from store.exports import changes_told, differences, templating
from store.exports.briefing import Briefing, gather
from store.exports.briefing_findings import claims, demands, statements
from store.exports.briefing_reviews import history, notes, verdicts
from store.exports.markdown_text import address, count, day, listed, plain, quoted, verdict
from store.exports.provenance import Row, actor_of
from store.records import VERDICTS

if TYPE_CHECKING:
    from store.exports.scope import Scope
    from store.workspace import Workspace


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """The briefing in UTF-8, by the template of the workspace or the program's.

    Raises TemplateError.
    """
    page = gather(workspace, scope.query)
    parts = {
        "Summary": _summary(page),
        "Verdicts": verdicts(page),
        "Demands": demands(page),
        "Claims": claims(page),
        "Statements by actor": statements(page),
        "What copies changed": _changes(workspace, page, scope),
        "Notes": notes(page),
        "Judged passages that are no longer found": _orphans(page),
        "Sources": _sources(page),
        "What readers did": history(page),
    }
    filters: dict[str, Callable[..., str]] = {
        "plain": plain, "quoted": quoted, "day": day, "verdict": verdict, "address": address,
        "counted": counted, "cite": page.cite, "source": page.source,
    }  # fmt: skip
    form = templating.Format("markdown", plain, filters)
    values = page.values() | {"sections": templating.Sections(parts)}
    yield from templating.render(workspace.path, form, values)


def counted(number: object, noun: str) -> str:
    """ "1 claim", "2 claims", for a template."""
    return count(int(str(number)), plain(noun))


def _summary(page: Briefing) -> Iterator[str]:
    if not page.articles:
        yield "Nothing matches."
        return
    yield f"- {_copies_line(page)}"
    found = [
        count(len(page.statements), "statement"),
        count(len(page.demands), "demand"),
        count(len(page.claims), "claim"),
    ]
    actors = {actor_of(row) for row in page.statements} - {""}
    yield f"- {listed(found)}; {count(len(actors), 'speaker')} named."
    yield f"- {_tally(page.findings)}"
    yield from _gist(page)
    yield from (f"- **{plain(group.title)}**: {why}" for group, why in page.open_questions())
    for row in page.findings:
        if row["verdict"] in ("false", "disputed") and not row["inherited"]:
            who = plain(actor_of(row)) or "unknown speaker"
            yield f"- {verdict(row)}: {quoted(row['text'])} ({who}) {page.cite(row)}"


def _gist(page: Briefing) -> Iterator[str]:
    """What recurs: demands that several articles tell, who speaks most, figures side by side."""
    many = len(page.articles)
    recurring = [
        f"*{plain(title)}* ({f'all {many}' if told == many else told} articles)"
        for title, told in page.recurring()
    ]
    if recurring:
        yield f"- Demands that recur: {listed(recurring)}."
    voices = [f"{plain(name)} ({number})" for name, number in page.voices()]
    if voices:
        yield f"- Most is heard from {listed(voices)}."
    for group, said in page.figures():
        told = [
            f"{plain(words)} ({_voice(row)} {page.cite_all(same)})" for words, row, same in said
        ]
        yield f"- {plain(group.title)}: {'; '.join(told)}."


def _voice(row: Row) -> str:
    return plain(row["asserted_by"]).replace("(article)", "the article’s own voice")


def _copies_line(page: Briefing) -> str:
    many = count(len(page.articles), "article")
    if len(page.families) == len(page.articles):
        return f"{many}, each a source of its own."
    told_families = [
        f"{listed([f'[{number}]' for number in family])} draw on one text"
        for family in page.families
        if len(family) > 1
    ]
    return f"{many} from {count(len(page.families), 'source')}: {'; '.join(told_families)}."


def _tally(rows: Sequence[Row]) -> str:
    own = [row["verdict"] for row in rows if not row["inherited"]]
    parts = [f"{own.count(held)} {held.replace('-', ' ')}" for held in VERDICTS if own.count(held)]
    inherited = sum(row["inherited"] for row in rows)
    if inherited:
        parts.append(f"{inherited} judged in a copy")
    left = own.count(None)
    if not parts:
        return "Nothing has been reviewed yet."
    return f"Reviewed: {listed(parts)}; {left} not reviewed."


def _changes(workspace: Workspace, page: Briefing, scope: Scope) -> Iterator[str]:
    """Which findings copies and new versions dropped, added or altered."""
    for one in differences.compared(workspace, scope) if scope.differ else ():
        left, right, relation, why = one.pair
        number = page.numbers.get(right.id)
        if number is None or (relation == "copy" and left.id not in page.numbers):
            continue
        names = f"[{page.numbers.get(left.id, number)}]", f"[{number}]"
        if relation == "version":
            names = f"version {left.version} of [{number}]", names[1]
        yield ""
        yield f"### {names[1]} against {names[0]}: {plain(why)}"
        yield ""
        told = [f"- {line}" for line in changes_told.lines(one, names, plain, quoted)]
        yield from told or [changes_told.NOTHING]


def _orphans(page: Briefing) -> Iterator[str]:
    if not page.orphans:
        return
    for row in page.orphans:
        held = (row["verdict"] or "noted").replace("-", " ")
        words = quoted(row["quote"]) if row["quote"] else plain(row["id"])
        yield f"- {words}: {held}. {plain(row['note'])}".rstrip()


def _sources(page: Briefing) -> Iterator[str]:
    if not page.articles:
        return
    for number, row in enumerate(page.articles, 1):
        yield f"{number}. {page.source(row)}"
