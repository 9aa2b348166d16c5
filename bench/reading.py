"""How well feeds, archives and plain lines are read, on a folder with expected results.

    python -m bench.reading FOLDER

FOLDER has feeds_expected.json, warc_expected.json with pages.warc.gz and truncated.warc.gz, and
plaintext_lines.json; what each holds, the folder's README tells.  Pages: `bench.intake quality`.
"""

from __future__ import annotations

import html
import json
import re
import sys
from pathlib import Path
from typing import Any

from analysis import engine
from seeds.readers.choose import read, single
from seeds.readers.items import Left, Source, UnreadableError
from store.records import Article

Record = dict[str, Any]


def load(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def items(path: Path) -> tuple[list[Article], list[Left], str]:
    """Articles, what was left out, and the reason of a refusal ("" without one)."""
    articles: list[Article] = []
    left: list[Left] = []
    try:
        with path.open("rb") as file:
            for item in read(file, Source(path.name, str(path))):
                (articles if isinstance(item, Article) else left).append(item)  # type: ignore[arg-type]
    except UnreadableError as error:
        return articles, left, str(error)
    return articles, left, ""


def bare(title: str) -> str:
    """A title of the oracle, which keeps markup, as text."""
    return html.unescape(re.sub("</?(?:b|div)>", "", title)).strip()


def feeds(folder: Path) -> None:
    """Entries and titles as the oracle has them; a feed without entries is to be refused."""
    counted = titled = 0
    rows: list[Record] = load(folder / "feeds_expected.json")["feeds"]
    for row in rows:
        articles, left, refused = items(folder / row["file"])
        left = [part for part in left if part.where]
        given = len(articles) + len(left)
        wanted = row.get("accepted_entries") or [row["expected_entries"]]
        good = given in wanted or (not given and refused and wanted == [0])
        titles = [bare(title) for title in row["expected_titles"] if title]
        got = {article.title for article in articles} | {part.where for part in left}
        same = all(any(title in one for one in got) for title in titles)
        counted += bool(good)
        titled += same
        if not (good and same):
            print(f"  {row['file']}: {given} of {wanted}; {sorted(got)} of {titles}; {refused}")
    print(f"feeds: entry counts of {counted} of {len(rows)}, titles of {titled}")


def archives(folder: Path) -> None:
    """Pages taken and left out, and the record at which a cut archive is said to end."""
    expected = load(folder / "warc_expected.json")
    articles, left, refused = items(folder / "pages.warc.gz")
    by_address = {article.source: article.text for article in articles}
    wanted = {row["uri"]: row for row in expected["records"] if row["expect"] == "import"}
    missing = [address for address in wanted if address not in by_address]
    more = [address for address in by_address if address not in wanted]
    short = [
        address
        for address, row in wanted.items()
        if any(part not in by_address.get(address, "") for part in row.get("text_has", ()))
    ]
    print(
        f"archive: {len(wanted) - len(missing)} of {len(wanted)} pages taken, {len(more)} too many,"
        f" {len(short)} without their words, {len(articles) - len(by_address)} twice; {refused}"
    )
    for address in {*missing, *more, *short}:
        print(f"  {address}")
    cut = expected["files"]["truncated.warc.gz"]
    articles, left, refused = items(folder / "truncated.warc.gz")
    told = " ".join([*(f"{part.where} {part.reason}" for part in left), refused])
    named = re.search(rf"\b{cut['damaged_record']}\b", told) and str(cut["damaged_member_offset"])
    print(
        f"cut archive: {len(articles)} pages of {cut['whole_records']} whole records; record and"
        f" byte named: {bool(named and named in told.replace(',', ''))}"
    )


def lines(folder: Path) -> None:
    """Lines that are no body of an article: precision and recall, and the words that stay."""
    found = wrong = missed = kept = words = 0
    for row in load(folder / "plaintext_lines.json"):
        text = "\n".join(line for _, line in row["lines"])
        article = engine.read(single(text.encode(), Source(row["id"], row["url"])))
        start = 0
        for label, line in row["lines"]:
            end = start + len(line)
            stripped = any(r.start <= start and end <= r.end for r in article.boilerplate)
            start = end + 1
            found += label == "strip" and stripped
            missed += label == "strip" and not stripped
            wrong += label == "keep" and stripped
            if label == "keep":
                words += len(line.split())
                kept += 0 if stripped else len(line.split())
    print(
        f"lines: precision {found / max(1, found + wrong):.3f}, recall"
        f" {found / max(1, found + missed):.3f}, body words kept {kept / max(1, words):.4f}"
    )


def main() -> None:
    folder = Path(sys.argv[1])
    feeds(folder)
    archives(folder)
    lines(folder)


if __name__ == "__main__":
    main()
