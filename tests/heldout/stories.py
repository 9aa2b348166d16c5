"""Stories of two or three articles each, marked by hand for demands and claims, and how they score.

`stories/articles/NAME_N.txt` with `stories/marks/NAME_N.txt`, the lines of which are those of
`build_gold` for demands (D), their answers (R) and claims (C); names that are as good as the first
stand behind it after a semicolon.  "G | group | status | status" says which status a group of the
story may have.  The marks were written before the engine read the articles.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from analysis import catalogue, engine
from store import contract
from store.records import Article, article_id
from tests.heldout import build_gold

HERE = Path(__file__).parent / "stories"
ROUNDS = {
    "first": ("quake", "factory", "sanctions", "siege", "vote", "budget", "ferry", "hack"),
    "later": ("mine", "border", "rent", "tariff", "flood", "rail"),
    "third": ("swap", "blaze", "doctors", "grain", "rally", "aircrash"),
    "fourth": ("cholera", "heist", "dam"),
    "fifth": ("riot", "plant", "fish"),
    "sixth": ("bank", "stadium", "teachers"),
    "seventh": ("coup", "spill", "boat"),
    "eighth": ("drone", "vaccine", "airline"),
    "ninth": ("recount", "train", "heat"),
    "tenth": ("museum", "doping", "pipeline"),
    "eleventh": ("blockade", "poison", "reporter"),
    "twelfth": ("mission", "avalanche", "privacy"),
    "thirteenth": tuple("trawlers hostages inspect spies truce ballot summit fence flight".split()),
    "fourteenth": tuple(
        "gates garments mutiny kidnap camps eviction shooting leakage meals".split()
    ),
    "fifteenth": tuple("docks formula pension leak onions swimmers impeach merger climate".split()),
    "sixteenth": tuple("barrage exchange depot lake revolt lithium airport ballots squad".split()),
}
"""The stories whose errors shaped the rules, and those that were read after them.

Nothing was fitted on the sixteenth, and two rules of where a demand ends were seen on it.
"""
Item = dict[str, Any]
POSITIVE = frozenset(("conceded", "assurance"))


class Told(NamedTuple):
    """One story: its gold by article, the allowed statuses by group, what the engine found."""

    gold: dict[str, Item]
    statuses: dict[str, list[str]]
    found: Item


def _names(field: str) -> list[str]:
    return [name.strip() for name in field.split(";") if name.strip()]


def _marks(text: str, marks: str) -> tuple[Item, dict[str, list[str]]]:
    """The demands and claims of one article, and the statuses that its marks allow."""
    gold: Item = {"demands": [], "claims": []}
    statuses: dict[str, list[str]] = {}
    for row in filter(None, marks.splitlines()):
        sort, *fields = (field.strip() for field in row.split("|"))
        if sort == "G":
            statuses[fields[0]] = fields[1:]
        elif sort == "R":
            answer = build_gold.span(text, fields[0], 0) | {"response": fields[2]}
            gold["demands"][-1]["responses"].append(answer)
        else:
            items = gold["demands" if sort == "D" else "claims"]
            make = build_gold.demand if sort == "D" else build_gold.claim
            item = make(text, fields, items[-1]["start"] if items else 0)
            who = "holder" if sort == "D" else "asserted_by"
            items.append(item | {"names": _names(item[who])})
    return gold, statuses


@cache
def told(name: str) -> Told:
    """A story by its name, with what the engine makes of it."""
    gold: dict[str, Item] = {}
    statuses: dict[str, list[str]] = {}
    articles = []
    for path in sorted((HERE / "articles").glob(f"{name}_*.txt")):
        text = path.read_bytes().decode("utf-8")
        articles.append(Article(article_id(path.name, text), path.name, path.name, text))
        marks = (HERE / "marks" / path.name).read_text("utf-8")
        gold[path.name], more = _marks(text, marks)
        statuses |= more
    return Told(gold, statuses, contract.extraction(*engine.analyse(articles, catalogue.default())))


def jaccard(one: Item, other: Item) -> float:
    """Overlap of two spans over their union."""
    common = min(one["end"], other["end"]) - max(one["start"], other["start"])
    whole = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return float(common / whole)


def pairs(gold: list[Item], given: list[Item]) -> list[tuple[Item, Item]]:
    """One to one, the largest overlap first, from a Jaccard of one half on."""
    ranked = sorted(
        (-jaccard(row, item), bool(row.get("optional")), i, j)
        for i, row in enumerate(gold)
        for j, item in enumerate(given)
        if jaccard(row, item) >= 0.5
    )
    left: set[int] = set()
    right: set[int] = set()
    found = []
    for _, _, i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((gold[i], given[j]))
    return found


def matched(name: str, sort: str) -> list[tuple[Item, Item]]:
    """The pairs of gold and found items of a story."""
    story = told(name)
    return [
        pair
        for article, gold in story.gold.items()
        for pair in pairs(gold[sort], story.found["files"][article][sort])
    ]


def f1(round_: str, sort: str) -> float:
    """What is found and right, of all; an optional item costs and earns nothing."""
    hits = asked = given = 0
    for name in ROUNDS[round_]:
        story = told(name)
        both = matched(name, sort)
        free = sum(bool(row.get("optional")) for row, _ in both)
        hits += len(both) - free
        asked += sum(not row.get("optional") for gold in story.gold.values() for row in gold[sort])
        given += sum(len(story.found["files"][article][sort]) for article in story.gold) - free
    return 2 * hits / (asked + given)


def groups_f1(round_: str) -> float:
    """Pairs of claims that stand in one group, in the gold and in what was found."""
    both = one = 0
    for name in ROUNDS[round_]:
        for (row, item), (other_row, other_item) in combinations(matched(name, "claims"), 2):
            links = (row["group"] == other_row["group"]) + (item["group"] == other_item["group"])
            both += links == 2
            one += links == 1
    return 2 * both / (2 * both + one)


def same_name(row: Item, name: str) -> bool:
    """Whether one of the names of a gold item, or its surname, is the one that was found."""
    folded = name.casefold().removeprefix("the ")
    known = [given.casefold().removeprefix("the ") for given in row["names"]]
    return folded in known or folded.split()[-1:] in [given.split()[-1:] for given in known]


def answered(round_: str) -> tuple[int, int, int]:
    """(right, asked, given) answers of the demands that were found; a promise may be either.

    The marks have those of the same article only.
    """
    right = asked = given = 0
    for name in ROUNDS[round_]:
        for article, (row, item) in by_article(name):
            left = [other for other in item["responses"] if other["article"] == article]
            asked += len(row["responses"])
            given += len(left)
            for answer in row["responses"]:
                fits = [other for other in left if _answers(answer, other)]
                right += bool(fits)
                left = [other for other in left if other is not (fits or [None])[0]]
    return right, asked, given


def _answers(row: Item, item: Item) -> bool:
    alike = row["response"] == item["response"] or {row["response"], item["response"]} <= POSITIVE
    return alike and row["start"] < item["end"] and item["start"] < row["end"]


def statuses(round_: str) -> list[tuple[str, str, list[str]]]:
    """(group, status found, statuses allowed) for every group whose status the marks give."""
    rows = []
    for name in ROUNDS[round_]:
        story = told(name)
        states = {group["group"]: group["status"] for group in story.found["claim_groups"]}
        for group, allowed in story.statuses.items():
            keys = [item["group"] for row, item in matched(name, "claims") if row["group"] == group]
            main = max(sorted(set(keys)), key=keys.count, default="")
            rows.append((f"{name}:{group}", states.get(main, ""), allowed))
    return rows


def rows_found(round_: str) -> tuple[int, int, int]:
    """Pairs of demands of two articles that are one row of the ledger: right, wrong, missed."""
    right = wrong = missed = 0
    for name in ROUNDS[round_]:
        both = [(row, item, at) for at, (row, item) in by_article(name)]
        for (row, item, at), (other_row, other_item, other_at) in combinations(both, 2):
            if at != other_at:
                same = row["name"] == other_row["name"]
                found = _row(item) == _row(other_item)
                right += same and found
                wrong += found and not same
                missed += same and not found
    return right, wrong, missed


def _row(item: Item) -> str:
    return str(item["name"] if item["demand"] == "other" else item["demand"])


def by_article(name: str) -> list[tuple[str, tuple[Item, Item]]]:
    """The pairs of gold and found demands of a story, each with the name of its article."""
    story = told(name)
    return [
        (article, pair)
        for article, gold in story.gold.items()
        for pair in pairs(gold["demands"], story.found["files"][article]["demands"])
    ]
