"""The sample: five articles of February 2022 that ship with wirecopy."""

from __future__ import annotations

from importlib.resources import files

from store.records import Article, article_id

SOURCE = "sample/"


def names() -> list[str]:
    """File names of the sample articles, in order."""
    folder = files("seeds") / "articles"
    return sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".txt"))


def articles() -> list[Article]:
    """The sample articles as they came in, byte for byte, not yet read."""
    folder = files("seeds") / "articles"
    found = []
    for name in names():
        text = (folder / name).read_bytes().decode("utf-8")
        found.append(Article(article_id(SOURCE + name, text), name, SOURCE + name, text))
    return found
