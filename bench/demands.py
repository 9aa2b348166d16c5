"""Measure the demand engine on single sentences.

python -P -m bench.demands SENTENCES.toml
    [[sentence]] with text, want = [[key, wording], ...], aside = true where put aside
python -P -m bench.demands SENTENCES.jsonl
    sentences with their PLOVER event, {"text", "event"}: is a demand or request found in them?
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis import actors, catalogue, demands, statements
from analysis.statements import acts
from store.records import Article, Demand

SAME = 0.5
"""Two wordings are one from this Jaccard of their characters on."""
DEMANDS = ("DEMAND", "REQUEST")
JUDGED = (*DEMANDS, "AGREE", "REJECT", "THREATEN", "DISAPPROVE", "ACCUSE", "INVESTIGATE", "CONCEDE")
"""Events that are acts of speech; a sentence of another event may hold a demand besides."""


CONDITIONS = ("unless", "ultimatum", "deadline")
"""Rules that find what a threat asks for."""


def found(text: str, entries: catalogue.Catalogue) -> list[Demand]:
    """The demands of one sentence."""
    article = Article("a", "a", "a", text)
    table = actors.learn([article])
    return list(demands.extract(article, statements.extract(article, table), table, entries))


def _same(text: str, wording: str, item: Demand) -> bool:
    start = text.index(wording)
    common = max(0, min(start + len(wording), item.end) - max(start, item.start))
    return common / (len(wording) + item.end - item.start - common) >= SAME


def _told(name: str, hits: int, given: int, wanted: int) -> str:
    precision, recall = hits / max(1, given), hits / max(1, wanted)
    return f"{name}: precision {precision:.3f} ({hits} of {given}), recall {recall:.3f} ({wanted})"


def table(rows: Iterable[dict[str, Any]], name: str) -> str:
    """Precision and recall of key and wording together."""
    entries = catalogue.default()
    hits = wanted = given = 0
    for row in rows:
        items = found(row["text"], entries)
        given += len(items)
        for key, wording in row.get("want", []):
            wanted += 1
            fits = [i for i in items if i.demand == key and _same(row["text"], wording, i)]
            if fits:
                hits += 1
                items.remove(fits[0])
    return _told(name, hits, given, wanted)


def _main(item: Demand) -> bool:
    """Whether a demand can be the event of its sentence: no condition, nothing that is refused."""
    refused = any(answer.response == "rejected" for answer in item.responses)
    return item.rule.removeprefix("demand-") not in CONDITIONS and not refused


def plover(rows: list[dict[str, Any]]) -> list[str]:
    """Whether a sentence demands: by its speech act, and by what the demand engine finds.

    A sentence has one event in PLOVER: a threat "unless X is done" and a rejected appeal hold a
    demand too, but that is not what they are about.  The last line leaves such demands out.
    """
    entries = catalogue.default()
    wanted = [row["event"] in DEMANDS for row in rows]
    by_act = [acts.force(row["text"]) == "demand" for row in rows]
    items = [found(row["text"], entries) for row in rows]
    by_find = [bool(given) for given in items]
    by_main = [any(_main(item) for item in given) for given in items]
    lines = []
    for name, said in (
        ("speech act", by_act),
        ("demand engine", by_find),
        ("demand engine, without conditions of threats and what is rejected", by_main),
    ):
        hits = sum(a and b for a, b in zip(said, wanted, strict=True))
        lines.append(_told(name, hits, sum(said), sum(wanted)))
    return lines


def main(paths: list[str]) -> int:
    """Print the figures of each file."""
    for path in map(Path, paths):
        text = path.read_text("utf-8")
        if path.suffix == ".toml":
            rows = tomllib.loads(text)["sentence"]
            print(table([row for row in rows if row.get("aside")], "put aside"))
            print(table([row for row in rows if not row.get("aside")], "seen"))
        else:
            known = [json.loads(line) for line in text.splitlines() if line.strip()]
            print("\n".join(plover([row for row in known if row.get("event") in JUDGED])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
