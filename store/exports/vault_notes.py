"""Notes of a vault: front matter that any YAML parser reads, and findings as lists of Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from store import neutral
from store.exports.briefing import Briefing
from store.exports.markdown_text import address, code, day, plain, quoted, verdict
from store.exports.provenance import Row, actor_of, told

LAST_LINE = "%% wirecopy writes above this line and keeps what you write below it %%"
_TAG = re.compile(r"[^\w/-]+")
Matter = dict[str, str | int | list[str]]


class Note(NamedTuple):
    """A note: its path in the vault without ending, front matter, title and lines of Markdown."""

    name: str
    matter: Matter
    title: str
    body: list[str]

    def text(self) -> str:
        """The whole note down to the marked line."""
        head = [f"{key}: {_yaml(value)}" for key, value in self.matter.items()]
        lines = ["---", *head, "---", "", f"# {plain(self.title)}", "", *self.body]
        # Two percent signs begin what Obsidian hides, and the marked line.
        body = "\n".join(lines).rstrip().replace("%%", "%\u200a%")
        return f"{body}\n\n{LAST_LINE}\n\n"


def front_matter(kind: str, title: str, ident: str, tags: Iterable[str]) -> Matter:
    """What every note says of itself."""
    matter: Matter = {"title": title, "type": kind}
    if ident:
        matter["wirecopy_id"] = ident
    return {**matter, "tags": [f"wirecopy/{kind}", *filter(None, map(_tag, tags))]}


def _yaml(value: str | int | list[str]) -> str:
    """A value in the flow style that YAML shares with JSON; texts neutral and always quoted."""
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    if isinstance(value, int):
        return str(value)
    line = " ".join(neutral.single_line(value).split())
    return json.dumps(line, ensure_ascii=False).replace("\x7f", "\\u007f")


def _tag(tag: str) -> str:
    """A tag as Obsidian takes it: letters, digits, - _ and /; not of digits alone."""
    name = _TAG.sub("-", neutral.single_line(tag)).strip("-/")
    return f"n{name}" if name.isdigit() else name


def article_note(row: Row, rows: list[Row], links: dict[str, str], page: Briefing) -> Note:
    """The note of an article: where it is from, its copies, its findings."""
    tags = [*row["tags"], *(tag for one in rows for tag in one["tags"])]
    matter = front_matter("article", row["title"] or row["article"], row["id"], dict.fromkeys(tags))
    matter["source"] = row["source"]
    matter["outlet"] = row["outlet"]
    matter["agencies"] = row["agencies"]
    if row["published"]:
        matter["published"] = row["published"]["date"]
    matter["sha256"] = row["sha256"]
    place = address(row["source"])
    body = [f"Source: {place if place.startswith('<') else code(row['source'])}", ""]
    for link in page.links:
        if row["id"] in (link.left, link.right):
            other = link.right if row["id"] == link.left else link.left
            if other in links:
                what = "Copy of" if link.relation == "copy" else "Shares a passage with"
                body.append(f"- {what} [[{links[other]}]]: {plain(link.why)}")
    if row["note"]:
        body += ["", f"Note: {plain(row['note'])}"]
    return Note(
        links[row["id"]],
        matter,
        row["title"] or row["article"],
        [*body, "", *finding_list(rows, links)],
    )


def finding_list(rows: list[Row], links: dict[str, str], own: str = "") -> list[str]:
    """Findings with links to the notes of articles, actors and demands, but to the `own` note."""
    lines: list[str] = []
    for row in rows:
        facts = [row["record"], row.get("act") or ""]
        actor = actor_of(row)
        about = [(f"actor {actor}", actor.replace("(article)", "the article’s own voice"))]
        if row["record"] == "demand":
            about.append((f"demand {row['demand_title']}", row["demand_title"]))
        if row["record"] == "claim" and row["group"]:
            about.append((f"claim {row['group']}", row["group"]))
        facts += [_link(ident, links, words) for ident, words in about if ident != own]
        when = f", {day(row['date'])}" if row["date"] else ""
        told_by = f"{_link(row['article_id'], links, row['article'])}, {row['start']}–{row['end']}"
        lines.append(f"- {quoted(row['text'])} {verdict(row)}".rstrip())
        lines.append(f"  - {', '.join(filter(None, dict.fromkeys(facts)))}; {told_by}{when}")
        if row["note"]:
            lines.append(f"  - Note: {plain(row['note'])}")
        lines += [f"  - Evidence: {address(item)}" for item in row["evidence"]]
        if row["tags"]:
            lines.append(f"  - {' '.join('#' + tag for tag in map(_tag, row['tags']) if tag)}")
        if row["history"]:
            lines.append(f"  - History: {plain(told(row['history']))}")
    return lines


def _link(ident: str, links: dict[str, str], otherwise: str) -> str:
    return f"[[{links[ident]}]]" if ident in links else plain(otherwise)
