"""Turn the marks of the held-out stories (words, not offsets) into gold.json (offsets).

    python tests/heldout/build_gold.py

A line of `marks/NAME` is one item, its fields split by " | ":

    S | words | speaker ; other names | kind:mention | cue | act/alternative | options
    D | words | name | holder | target | opt
    R | words | by | rejected, counter-offer, assurance or conceded  (answers the demand above)
    C | words | group | asserted by | options
    B | words | kind | opt            M | kind | value | words | opt            H | words

"A ... B" stands for all from A to the next B; "@A>B" for the B inside the next A.  Items of a
sort stand in reading order; one that starts before its predecessor is looked for from the start.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MENTION_KINDS = {"n": "name", "o": "org", "d": "nominal", "p": "pronoun"}
Item = dict[str, Any]


def find(text: str, words: str, start: int) -> tuple[int, int]:
    """The offsets of the words from `start` on, or from the beginning where they are not there."""
    if words.startswith("@"):
        outer, inner = words[1:].split(">")
        at = text.index(outer)
        begin = text.index(inner, at)
        return begin, begin + len(inner)
    first, _, last = words.partition(" ... ")
    begin = text.find(first, start)
    if begin < 0:
        begin = text.index(first)
    end = text.index(last, begin + len(first)) + len(last) if last else begin + len(first)
    return begin, end


def nearest(text: str, words: str, start: int, end: int) -> tuple[int, int]:
    """The occurrence of the words with the smallest distance to the span."""
    places = []
    at = text.find(words)
    while at >= 0:
        places.append((max(at - end, start - at - len(words), 0), at))
        at = text.find(words, at + 1)
    _, best = min(places)
    return best, best + len(words)


def options(field: str) -> dict[str, str]:
    """Words of the last field: "opt" is a flag, "q=40" a value, "_" a space in it."""
    pairs = (word.partition("=") for word in field.split())
    return {key: value.replace("_", " ") for key, _, value in pairs}


def span(text: str, words: str, start: int) -> Item:
    begin, end = find(text, words, start)
    return {"start": begin, "end": end, "text": text[begin:end]}


def quoted(words: str) -> str:
    if words[0] == "“" and words[-1] == "”" and words.count("“") == 1:
        return "direct"
    return "mixed" if "“" in words or "”" in words else "indirect"


def statement(text: str, fields: list[str], start: int) -> Item:
    item = span(text, fields[0], start)
    names = [name.strip() for name in fields[1].split(";")]
    kind, _, mention = fields[2].partition(":")
    more = options(fields[5])
    at, end = nearest(text, mention, item["start"], item["end"])
    act, *others = fields[4].split("/")
    item |= {
        "speaker": names[0],
        "speaker_alt": names[1:],
        "mention": mention,
        "mention_start": at,
        "mention_end": end,
        "mention_kind": MENTION_KINDS[kind],
        "cue": fields[3],
        "kind": more.get("kind") or quoted(item["text"]),
        "kind_alt": [more["kalt"]] if "kalt" in more else [],
        "act": act,
        "act_alt": others,
        "relayed_by": more.get("r"),
        "when": more.get("w"),
    }
    flags = {"opt": "optional", "dmg": "quote_damaged", "nested": "nested"}
    return item | {flags[key]: True for key in more if key in flags}


def demand(text: str, fields: list[str], start: int) -> Item:
    item = span(text, fields[0], start)
    item |= {"demand": "other", "name": fields[1], "holder": fields[2], "target": fields[3]}
    return item | {"responses": []} | ({"optional": True} if fields[4:] == ["opt"] else {})


def claim(text: str, fields: list[str], start: int) -> Item:
    item = span(text, fields[0], start)
    more = options(fields[3] if len(fields) > 3 else "")
    item |= {"group": fields[1], "asserted_by": fields[2]}
    if "q" in more:
        item["quantity"] = float(more["q"]) if "." in more["q"] else int(more["q"])
    names = {"qual": "qualifier", "unit": "unit", "v": "value"}
    item |= {name: more[key] for key, name in names.items() if key in more}
    return item | ({"optional": True} if "opt" in more else {})


def other(text: str, sort: str, fields: list[str]) -> Item:
    """A boilerplate region, a fact about the article, or a subhead."""
    if sort == "H":
        return span(text, fields[0], 0) | {"kind": "subhead"}
    if sort == "B":
        item = span(text, fields[0], 0) | {"kind": fields[1]}
    else:
        item = span(text, fields[2], 0) | {"kind": fields[0], "value": fields[1]}
    return item | ({"optional": True} if fields[-1] == "opt" else {})


def article(text: str, marks: str) -> Item:
    """The gold of one article."""
    sorts = {"S": "statements", "D": "demands", "C": "claims"}
    names = {"B": "boilerplate", "M": "metadata", "H": "structure"}
    found: Item = {"chars": len(text)}
    found |= {name: [] for name in [*sorts.values(), *names.values()]}
    makers = {"S": statement, "D": demand, "C": claim}
    for line in marks.splitlines():
        sort, *fields = (field.strip() for field in line.split("|"))
        items = found[(sorts | names)[sort]] if sort != "R" else []
        if sort in makers:
            cursor = items[-1]["start"] if items else 0
            items.append(makers[sort](text, fields, cursor))
        elif sort == "R":
            answer = span(text, fields[0], 0) | {"by": fields[1], "response": fields[2]}
            found["demands"][-1]["responses"].append(answer)
        else:
            items.append(other(text, sort, fields))
    return found


def build() -> Item:
    """The whole gold document."""
    files = {}
    for path in sorted((HERE / "articles").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        files[path.name] = article(text, (HERE / "marks" / path.name).read_text("utf-8"))
    return {"version": 1, "files": files}


if __name__ == "__main__":
    document = json.dumps(build(), ensure_ascii=False, indent=1)
    (HERE / "gold.json").write_text(document + "\n", "utf-8")
