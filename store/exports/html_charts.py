"""Quantities and dates as inline SVG: no script, no colour that is not also a shape or a word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from store.exports.briefing import Briefing
from store.exports.html_text import text
from store.exports.markdown_text import day
from store.exports.provenance import Row

WIDTH, LABEL, LINE, END = 760, 250, 24, 100
ACTORS, DAYS = 14, 24
SHAPES = {
    "exact": "●", "reported": "●", "": "●", "about": "≈", "at-least": "▶", "at-most": "◀",
    "range": "↔",
}  # fmt: skip
BOUNDS = {"at-least": "at least ", "at-most": "at most ", "about": "about ", "reported": ""}


def quantities(page: Briefing) -> Iterator[str]:
    """A chart for each group of claims that name numbers of one thing, two or more."""
    by_id = {row["id"]: row for row in page.claims}
    for number, group in enumerate(page.groups):
        rows = [by_id[one] for one in group.ids if one in by_id]
        told = [row for row, _ in page.once(rows) if row["quantity"] is not None]
        units = {row["unit"] for row in told}
        if len(told) > 1 and len(units) == 1:
            yield _quantity_chart(page, f"quantity-{number}", group.title, told)


def _quantity_chart(page: Briefing, ident: str, title: str, rows: list[Row]) -> str:
    rows = sorted(rows, key=lambda row: row["quantity"])
    top = max(max(row["quantity"], row["quantity_high"] or 0) for row in rows) or 1
    low = min(0, rows[0]["quantity"])
    wide = WIDTH - LABEL - END

    def at(value: float) -> float:
        return float(LABEL + wide * (value - low) / ((top - low) or 1))

    body = []
    for place, row in enumerate(rows):
        y = 40 + place * LINE
        value, high = row["quantity"], row["quantity_high"]
        numbers = f"{_number(value)}–{_number(high)}" if high is not None else _number(value)
        said = f"{BOUNDS.get(row['bound'], '')}{numbers} {row['unit']}"
        who = row["asserted_by"] if row["asserted_by"] != "(article)" else "the article"
        mark = SHAPES.get(row["bound"], "●")
        body.append(
            f"<g><title>{text(who)}: {text(said)}</title>"
            f'<text x="{LABEL - 8}" y="{y + 4}" text-anchor="end">{_cut(who)}'
            f" [{page.numbers[row['article_id']]}]</text>"
            f'<line class="bar" x1="{at(0):.1f}" y1="{y}" x2="{at(value):.1f}" y2="{y}"/>'
            f'<text class="mark" x="{at(value):.1f}" y="{y + 5}" text-anchor="middle">{mark}</text>'
            f'<text x="{at(high or value) + 12:.1f}" y="{y + 4}">{numbers}</text></g>'
        )
    height = 48 + len(rows) * LINE
    legend = "▶ at least, ◀ at most, ≈ about, ● exact"
    unit = rows[0]["unit"] or "number"
    about = f"{title}: {unit}; {legend}"
    return _svg(ident, about, height, body, f"{text(title)} ({text(unit)}). {legend}")


def timeline(page: Briefing) -> Iterator[str]:
    """Who said how much on which day: a row for each actor, a column for each day."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for row, _ in page.once(page.statements):
        if row["when"] and len(row["when"]) >= 10:
            said[row["speaker"] or "speaker not named"][row["when"][:10]] += 1
    for row in page.articles:
        date = (row["published"] or {}).get("date", "")
        if len(date) >= 10:
            said["articles published"][date[:10]] += 1
    days = sorted({date for counted in said.values() for date in counted})[-DAYS:]
    if len(days) < 2:
        return
    order = sorted(said, key=lambda name: (name == "articles published", -said[name].total(), name))
    order = order[:ACTORS] + [name for name in order[ACTORS:] if name == "articles published"]
    step = (WIDTH - LABEL - 30) / len(days)
    body = [
        f'<text x="{LABEL + step * (n + 0.5):.1f}" y="20" text-anchor="middle">'
        f"{_short(date)}</text>"
        for n, date in enumerate(days)
    ]
    for place, name in enumerate(order):
        y = 48 + place * LINE
        body.append(f'<line class="grid" x1="{LABEL}" y1="{y}" x2="{WIDTH - 10}" y2="{y}"/>')
        body.append(f'<text x="{LABEL - 8}" y="{y + 4}" text-anchor="end">{_cut(name)}</text>')
        for n, date in enumerate(days):
            many = said[name][date]
            if many:
                x = LABEL + step * (n + 0.5)
                body.append(
                    f"<g><title>{text(name)}, {text(day(date))}: {many}</title>"
                    f'<circle class="dot" cx="{x:.1f}" cy="{y}" r="{min(11, 7 + many)}"/>'
                    f'<text class="on" x="{x:.1f}" y="{y + 4}" text-anchor="middle">'
                    f"{many}</text></g>"
                )
    height = 56 + len(order) * LINE
    about = f"Statements by actor and day, {day(days[0])} to {day(days[-1])}"
    note = "Statements whose day is told or can be inferred; the number is how many."
    yield _svg("timeline-chart", about, height, body, note)


def _svg(ident: str, about: str, height: int, body: list[str], caption: str) -> str:
    inner = "\n".join(body)
    return (
        f'<figure><svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{ident}-about">'
        f'<title id="{ident}-about">{text(about)}</title>\n{inner}\n</svg>'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"


def _cut(name: str) -> str:
    return text(name if len(name) <= 32 else name[:31] + "…")


def _short(date: str) -> str:
    return text(" ".join(day(date).split()[:2])[:6])
