"""The matrix of several articles: every sentence in one row, in a readable order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.overview import alike, counts, overview, shared
from store.records import Article, Region

HARBOUR = "The harbour of Brisholm was shut on Monday after the crews walked out over pay."
TALKS = "Talks between the crews and the port authority are to begin on Thursday morning."
FERRIES = "Ferries to the outer islands sail twice a day until the strike is over."
FISH = "Fish is being sold straight from the boats for half of the usual price."
MAYOR = "The mayor asked both sides to come to the town hall before the weekend."
TALKS_NEW = "Talks between the crews and the port authority are to begin on Friday morning."


def article(name: str, *sentences: str) -> Article:
    return Article(name, name, name, "\n\n".join(sentences))


def table(*articles: Article) -> list[tuple[str, str]]:
    """The first words of each row and its marks."""
    rows = overview(articles)
    signs = {"same": "=", "edited": "~", "moved": "m", "moved+edited": "M", "": "."}
    found = []
    for row in rows:
        cell = row.cells[row.first]
        assert cell is not None
        text = articles[row.first].text[cell.spans[0].start :].split()[0:2]
        found.append((" ".join(text), "".join(signs[mark] for mark in row.pattern)))
    return found


def test_each_sentence_has_one_row_with_a_mark_for_each_article() -> None:
    found = table(
        article("a", HARBOUR, TALKS, FERRIES),
        article("b", HARBOUR, TALKS_NEW, MAYOR),
        article("c", MAYOR, FERRIES, FISH),
    )
    assert found == [
        ("The harbour", "==."),
        ("Talks between", "=~."),
        ("The mayor", ".=="),
        ("Ferries to", "=.="),
        ("Fish is", "..="),
    ]


def test_a_moved_sentence_keeps_its_row() -> None:
    found = table(
        article("a", HARBOUR, TALKS, FERRIES, FISH), article("b", FISH, HARBOUR, TALKS, FERRIES)
    )
    assert found[3] == ("Fish is", "=m")
    assert len(found) == 4


def test_boilerplate_is_left_out() -> None:
    one = article("a", HARBOUR, FISH)
    junk = Region(one.text.index(FISH), len(one.text), "related")
    assert table(Article("a", "a", "a", one.text, boilerplate=(junk,))) == [("The harbour", "=")]


def test_articles_that_are_not_linked_are_not_compared() -> None:
    pair = article("a", HARBOUR), article("b", HARBOUR)
    assert len(overview(pair, ())) == 2
    assert len(overview(pair, {frozenset("ab")})) == 1


def test_what_is_alike_and_shared_is_counted() -> None:
    rows = overview((article("a", HARBOUR, FERRIES, FISH), article("b", HARBOUR, FERRIES)))
    assert list(alike(rows)) == [(0, 2), (2, 3)]
    assert shared(rows) == {(0, 1): 2, (0,): 1}
    assert (counts(rows, 0), counts(rows, 1)) == ((3, 1), (2, 0))
    assert list(alike(())) == []


POOL = (HARBOUR, TALKS, TALKS_NEW, FERRIES, FISH, MAYOR, "Yes.", "")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(POOL), max_size=6), min_size=1, max_size=4))
def test_no_sentence_is_lost_and_none_stands_twice_in_a_row(texts: list[list[str]]) -> None:
    articles = [article(f"n{number}", *text) for number, text in enumerate(texts)]
    rows = overview(articles)
    for number, one in enumerate(articles):
        held = [span for row in rows if (cell := row.cells[number]) for span in cell.spans]
        covered = {(span.start, span.end) for span in held}
        assert sum(end - start for start, end in covered) >= len("".join(one.text.split()))
    assert all(any(row.cells) for row in rows)
