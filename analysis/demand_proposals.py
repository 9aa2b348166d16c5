"""Demands without a catalogue entry to proposed entries: those that ask for one thing together.

Two demands belong together when they share half of the meaning words of the shorter one; a proposal
is a connected set of such demands, and its TOML can be pasted into a catalogue as it is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from analysis.catalogue import folded
from analysis.demands import name_of
from analysis.demands.topics import stems
from store.records import Demand, Record

COMMON = 60
FORMULA_WORDS = 3


class Proposal(Record, frozen=True):
    """A proposed entry: its key and title, the ids of its demands, and its TOML."""

    key: str
    title: str
    demands: tuple[str, ...]
    holder: str = ""
    target: str = ""
    toml: str = ""


def propose(demands: Sequence[Demand], *, least: int = 2) -> tuple[Proposal, ...]:
    """Groups of at least `least` similar demands with the key "other", the largest first.

    Wordings that are equal count once, so that copies of one article propose nothing by themselves.
    """
    once: dict[str, list[Demand]] = {}
    for item in demands:
        if item.demand == "other":
            once.setdefault(" ".join(item.text.casefold().split()), []).append(item)
    kept = [given[0] for given in once.values()]
    bags = [stems(item.text) for item in kept]
    found = []
    taken: set[str] = set()
    for group in _groups(bags):
        if len(group) >= least:
            same = [once[" ".join(kept[k].text.casefold().split())] for k in group]
            ids = tuple(item.id for given in same for item in given)
            entry = _proposal([kept[k] for k in group], [bags[k] for k in group], ids, taken)
            taken.add(entry.key)
            found.append(entry)
    return tuple(sorted(found, key=lambda entry: (-len(entry.demands), entry.key)))


def _groups(bags: Sequence[frozenset[str]]) -> list[list[int]]:
    """The connected sets of bags that share half of the smaller bag's words, in order.

    Only bags that share a word are compared, and no word of more than COMMON bags counts.
    """
    holders: dict[str, list[int]] = {}
    for number, bag in enumerate(bags):
        for stem in bag:
            holders.setdefault(stem, []).append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if len(numbers) <= COMMON:
            shared.update((a, b) for i, a in enumerate(numbers) for b in numbers[i + 1 :])
    parent = list(range(len(bags)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for (a, b), common in shared.items():
        if common * 2 >= min(len(bags[a]), len(bags[b])):
            parent[max(root(a), root(b))] = min(root(a), root(b))
    groups: dict[int, list[int]] = {}
    for number in range(len(bags)):
        groups.setdefault(root(number), []).append(number)
    return list(groups.values())


def _proposal(
    group: Sequence[Demand], bags: Sequence[frozenset[str]], ids: tuple[str, ...], taken: set[str]
) -> Proposal:
    counts = Counter(stem for bag in bags for stem in bag)
    shortest = min(group, key=lambda item: (len(item.text), item.text))
    key = "".join(c if c.isascii() and c.isalnum() else "-" for c in name_of(shortest.text))
    key = "-".join(part for part in key.split("-") if part) or "demand"
    while key in taken or key == "other":
        key += "-2"
    holder = _all_one([item.holder for item in group])
    target = _all_one([item.target for item in group])
    formulas = _leanest([_formula(bag, counts) for bag in bags if bag])
    return Proposal(
        key=key,
        title=shortest.text,
        demands=ids,
        holder=holder,
        target=target,
        toml=_toml(key, shortest.text, holder, target, formulas, group),
    )


def _formula(bag: frozenset[str], counts: Counter[str]) -> tuple[str, ...]:
    """The words by which a demand belongs to its group: those that most others share."""
    return tuple(sorted(bag, key=lambda stem: (-counts[stem], stem))[:FORMULA_WORDS])


def _leanest(formulas: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The formulas that no other one makes needless."""
    once = list(dict.fromkeys(formulas))
    return [one for one in once if not any(set(other) < set(one) for other in once)]


def _all_one(names: Sequence[str]) -> str:
    return names[0] if len(set(names)) == 1 else ""


def _toml(
    key: str,
    title: str,
    holder: str,
    target: str,
    formulas: Sequence[tuple[str, ...]],
    group: Sequence[Demand],
) -> str:
    """The entry as TOML, with word groups of its own: it can be pasted below any other entry."""
    used = list(dict.fromkeys(stem for formula in formulas for stem in formula))
    names = {stem: f"word-{number}" for number, stem in enumerate(used, 1)}
    lines = ["[[demand]]", f"key = {_quoted(key)}", f"title = {_quoted(title)}"]
    if folded(holder):
        lines.append(f"holder = [{_quoted(folded(holder))}]")
    if target:
        lines.append(f"target = {_quoted(target)}")
    wording = (" + ".join(names[stem] for stem in formula) for formula in formulas)
    lines.append("meaning = [" + ", ".join(map(_quoted, wording)) + "]")
    lines.append("positive = [" + ", ".join(_quoted(item.text) for item in group) + "]")
    lines.append("negative = []")
    lines += ["[demand.groups]", *(f"{names[stem]} = [{_quoted(stem + '*')}]" for stem in used)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are TOML's, DEL excepted."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
