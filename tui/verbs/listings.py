"""Verbs that list: articles, statements, demands, claims, as many as a query finds."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from store import listing
from store.query import Query, QueryError, parse
from store.records import Review
from tui import place
from tui.failure import USAGE, Failure
from tui.glyphs import verdict_glyph
from tui.prose import count, quoted, wrapped
from tui.verbs.output import print_json, say
from tui.wording import day

if TYPE_CHECKING:
    from store.workspace import Workspace

Row = dict[str, Any]
Lister = Callable[["Workspace", Query], list[Row]]


def _declare(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="an array of objects, for machines")
    parser.add_argument(
        "query",
        nargs="*",
        metavar="QUERY",
        help="words that must all be there, actor:biden, verdict:unreviewed, after:2022-02-15 ...",
    )


def query_of(words: list[str]) -> Query:
    """The query that the words of a command line make; Failure says what is wrong with it."""
    try:
        return parse(" ".join(map(_word, words)))
    except QueryError as error:
        raise Failure(USAGE, str(error), "query") from error


AS_QUERY = re.compile(r"[:\"()]|\b(?:AND|OR|NOT)\b")


def _word(argument: str) -> str:
    """An argument as one term: what the shell kept together is a phrase, unless it has the signs of
    a query: a filter, quotation marks, parentheses, AND, OR, NOT in capitals."""
    return f'"{argument}"' if " " in argument and not AS_QUERY.search(argument) else argument


def _lister(rows_of: Lister, show: Callable[[Row], None], noun: str) -> Callable[[Namespace], int]:
    """The verb that lists rows of one kind."""

    def run(options: Namespace) -> int:
        query = query_of(options.query)
        spot = place.opened(options.workspace, create=False)
        rows = rows_of(spot.workspace, query)
        if options.json:
            print_json(rows)
        else:
            for row in rows:
                show(row)
            say(_found(len(rows), len(rows_of(spot.workspace, Query())), noun, query))
        return spot.code

    return run


def _found(number: int, total: int, noun: str, query: Query) -> str:
    """How many were found; why it is none."""
    if not total:
        return f"0 {noun}s: nothing of this kind is in the workspace"
    if not number:
        return f"0 {noun}s found: none of {total:,} fits {query.text}"
    return f"{count(number, noun)} found" + (f" of {total:,}" if query else "")


def _article(row: Row) -> None:
    print(wrapped(row["title"] or row["article"], f"{row['id']}  "))
    facts = [row["article"], row["outlet"], ", ".join(row["agencies"])]
    facts.append(day(row["date"], year=True) if row["date"] else "")
    facts.append(
        ", ".join(count(row[kind + "s"], kind) for kind in ("statement", "demand", "claim"))
    )
    if row["copies"]:
        facts.append(f"copy of {', '.join(row['copies'])}")
    print(wrapped("; ".join(fact for fact in facts if fact), "             "))
    _remarks(row)


def _statement(row: Row) -> None:
    who = ", ".join(row.get("speakers") or [row["speaker"] or "unknown speaker"])
    relay = f", relayed by {row['relayed_by']}" if row["relayed_by"] else ""
    _finding(row, f"{who}: {row['act']}{relay}", row["when"])


def _demand(row: Row) -> None:
    sides = f"{row['holder'] or 'unknown'} → {row['target'] or 'unknown'}"
    _finding(row, f"{row['name'] or row['demand']}; {sides}", None)


def _claim(row: Row) -> None:
    voice = row["asserted_by"]
    _finding(row, "the article's own voice" if voice == "(article)" else voice, row["when"])


def _finding(row: Row, about: str, when: str | None) -> None:
    """One finding: verdict, id and facts, then its words."""
    glyph = verdict_glyph(Review(verdict=row["verdict"], inherited=row["inherited"]))
    dated = f"; {day(when, year=True)}" if when else ""
    print(wrapped(f"{glyph} {row['id']}  {about}{dated}; {row['article']}", "", "    "))
    shown = wrapped if row.get("kind") in ("indirect", "mixed") else quoted
    print(shown(row["text"], "    "))
    _remarks(row)


def _remarks(row: Mapping[str, Any]) -> None:
    if row["note"]:
        print(wrapped(f"note: {row['note']}", "    "))
    if row["tags"]:
        print(wrapped(f"tags: {', '.join(row['tags'])}", "    "))


def _declare_words(parser: ArgumentParser) -> None:
    """Arguments of a listing that also has words of its own, as `claims merge`."""
    _declare(parser)
    parser.add_argument("--by", metavar="NAME", help="who regroups (default: the login name)")
    parser.add_argument("--reason", metavar="TEXT", default="", help="why, kept in the history")


def _claims(options: Namespace) -> int:
    """List claims, or regroup them where the first word says so."""
    from tui.verbs import regroup

    if options.query and options.query[0] in regroup.WORDS["claims"]:
        return regroup.run("claims", options)
    return _list_claims(options)


def _demands(options: Namespace) -> int:
    """List demands, regroup them, or see to their catalogue, as the first word says."""
    from tui.verbs import cataloguing, regroup

    word = options.query[0] if options.query else ""
    if word in cataloguing.WORDS:
        return cataloguing.run(options)
    if word in regroup.WORDS["demands"]:
        return regroup.run("demands", options)
    return _list_demands(options)


def _articles(options: Namespace) -> int:
    """List articles, or say which are copies where the first word does."""
    from tui.verbs import regroup_copies

    if options.query and options.query[0] in regroup_copies.WORDS:
        return regroup_copies.run(options)
    return _list_articles(options)


_list_articles = _lister(listing.articles, _article, "article")
_list_claims = _lister(listing.claims, _claim, "claim")
_list_demands = _lister(listing.demands, _demand, "demand")
VERBS = {
    "articles": (_declare_words, _articles),
    "statements": (_declare, _lister(listing.statements, _statement, "statement")),
    "demands": (_declare_words, _demands),
    "claims": (_declare_words, _claims),
}
