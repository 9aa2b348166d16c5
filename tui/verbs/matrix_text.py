"""Which sentence is in which file, as plain lines and as JSON: the app's overview for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from analysis.overview import Row, counts, overview
from store.records import Article, CopyLink
from store.sources import families
from tui.display import line
from tui.glyphs import LABEL_GLYPHS
from tui.session import short_labels

NOWHERE = "·"
Matrix = tuple[list[Article], tuple[Row, ...]]


def matrices(articles: Sequence[Article], links: Sequence[CopyLink]) -> list[Matrix]:
    """A matrix for each set of articles that links hold together."""
    pairs = {frozenset((link.left, link.right)) for link in links}
    known = {article.id: article for article in articles}
    found = []
    strong = [msgspec.structs.replace(link, containment=1.0) for link in links]
    for ids in families(list(known), strong):
        if len(ids) > 1:
            group = [known[one] for one in ids]
            found.append((group, overview(group, pairs)))
    return found


def lines(found: Sequence[Matrix], width: int) -> Iterator[str]:
    """The articles of each matrix, then a line for each sentence, cut to the width."""
    for articles, rows in found:
        labels = short_labels([one.id for one in articles], [one.name for one in articles])
        names = [labels[article.id] for article in articles]
        for number, (name, article) in enumerate(zip(names, articles, strict=True)):
            whole, alone = counts(rows, number)
            yield line(f"{name} {article.name}: {whole} sentences, {alone} only here")
        room = max(3, *map(len, names))
        yield " ".join(f"{name:^{room}}" for name in names)
        for row in rows:
            marks = [LABEL_GLYPHS[cell.mark] if cell else NOWHERE for cell in row.cells]
            if row.first:
                marks[row.first] = LABEL_GLYPHS["only_right"]
            signs = " ".join(f"{mark:^{room}}" for mark in marks)
            yield f"{signs}  {line(_text(articles, row), max(20, width - len(signs) - 2))}"
        yield ""


def shape(found: Sequence[Matrix]) -> list[dict[str, Any]]:
    """The matrices as JSON: articles by name; of each sentence a mark and spans by article."""
    return [
        {
            "articles": [article.name for article in articles],
            "rows": [
                [
                    cell
                    and {
                        "mark": cell.mark,
                        "spans": [{"start": span.start, "end": span.end} for span in cell.spans],
                    }
                    for cell in row.cells
                ]
                for row in rows
            ],
        }
        for articles, rows in found
    ]


def _text(articles: Sequence[Article], row: Row) -> str:
    """The sentence as the first article has it."""
    cell = row.cells[row.first]
    spans = cell.spans if cell else ()
    return " ".join(articles[row.first].text[span.start : span.end] for span in spans)
