"""Print the JSON contract's extraction of files, straight from the engine: for scorers.

bench/extract.py [--diff LEFT RIGHT | FILE...] > OUTPUT.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

# Run by its path, Python looks beside this file first, where bench/store.py hides the room `store`.
sys.path[:] = [place for place in sys.path if Path(place).resolve() != Path(__file__).parent]

from analysis import align, catalogue, engine  # noqa: E402
from store import contract  # noqa: E402
from store.records import Article, article_id  # noqa: E402


def load(path: str) -> Article:
    text = Path(path).read_bytes().decode("utf-8")
    name = Path(path).name
    return Article(article_id(path, text), name, path, text)


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--diff"]:
        left, right = (engine.read(load(path)) for path in arguments[1:3])
        document = contract.diff(left, right, align.align(left, right))
    else:
        articles = [load(path) for path in arguments]
        full, found, story = engine.analyse(articles, catalogue.default())
        document = contract.extraction(full, found, story)
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main(sys.argv[1:])
