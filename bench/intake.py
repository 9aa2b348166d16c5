"""How well and how fast sources are read.

`python -m bench.intake quality FOLDER`, `... whole FOLDER`, `python -m bench.intake speed [PAGES]`.

FOLDER has html_expected.json (objects with file, url, text).  The measure is that of the
article-extraction-benchmark: shingles of four tokens, precision and recall averaged over pages.
"""

from __future__ import annotations

import io
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

from seeds.pool import Pool
from seeds.readers.choose import read, read_bytes
from seeds.readers.items import Source, UnreadableError
from store.records import Article

TOKEN = re.compile(r"\w+")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = TOKEN.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def article_of(path: Path, address: str) -> Article | None:
    try:
        found = list(read_bytes(path.read_bytes(), Source(path.name, path.name, address)))
    except UnreadableError:
        return None
    return next((item for item in found if isinstance(item, Article)), None)


def quality(folder: Path) -> None:
    precisions, recalls, dated = [], [], 0
    expected = json.loads((folder / "html_expected.json").read_text("utf-8"))
    for entry in expected:
        article = article_of(folder / entry["file"], entry["url"])
        got, want = shingles(article.text if article else ""), shingles(entry["text"])
        shared = (got & want).total()
        precisions.append(shared / max(1, got.total()))
        recalls.append(shared / max(1, want.total()))
        dated += bool(article and article.published)
    precision, recall = (sum(part) / len(part) for part in (precisions, recalls))
    f1 = 2 * precision * recall / (precision + recall)
    print(f"P {precision:.4f} R {recall:.4f} F1 {f1:.4f}; {dated} of {len(expected)} pages dated")


def whole(folder: Path) -> None:
    """CPU of reading and analysing real pages, in units of bare trafilatura on the same pages."""
    import trafilatura

    from analysis import actors, catalogue, engine

    expected = json.loads((folder / "html_expected.json").read_text("utf-8"))
    pages = [(folder / entry["file"]).read_bytes() for entry in expected]

    def bare() -> None:
        for data in pages:
            trafilatura.extract(data, favor_precision=True, include_comments=False)

    def ours() -> list[Article]:
        found = [article_of(folder / entry["file"], entry["url"]) for entry in expected]
        return [article for article in found if article is not None]

    def analysed(articles: list[Article]) -> None:
        full, book = engine.read_all(articles), catalogue.default()
        table = actors.learn(full)
        for article in full:
            engine.findings(article, table, book)

    bare()
    articles = ours()
    analysed(articles[:3])
    spent = {"bare": 9e9, "read": 9e9, "analysis": 9e9}
    for _ in range(3):
        for name, act in (("bare", bare), ("read", ours), ("analysis", lambda: analysed(articles))):
            start = time.process_time()
            act()
            spent[name] = min(spent[name], time.process_time() - start)
    read_, both = spent["read"] / spent["bare"], spent["read"] + spent["analysis"]
    print(
        f"{len(pages)} pages: trafilatura {1000 * spent['bare'] / len(pages):.1f} ms each, read "
        f"{read_:.2f} x, read and analysed {both / spent['bare']:.2f} x"
    )


def page(number: int) -> bytes:
    """A page of about 600 words that no other page has."""
    prose = "".join(
        f"<p>The council said on day {number} that berth {number * 7 + n} would close, and the "
        "ferry company asked for an answer by noon.</p>"
        for n in range(28)
    )
    links = "".join(f'<li><a href="/{n}">Another story, number {n}</a></li>' for n in range(40))
    head = f"<!DOCTYPE html><html><head><title>Story {number}</title></head>"
    body = f"<nav><ul>{links}</ul></nav><article><h1>Story {number}</h1>{prose}</article>"
    return f"{head}<body>{body}</body></html>".encode()


def archive(pages: int) -> bytes:
    file = io.BytesIO()
    for number in range(pages):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(number)
        file.write(
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.test/{number}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
        )
        file.write(body + b"\r\n\r\n")
    return file.getvalue()


def speed(pages: int) -> None:
    """Bare trafilatura, then our reader in one and two processes, on the same pages."""
    import trafilatura

    data = archive(pages)
    trafilatura.extract(page(0), favor_precision=True)
    start = time.process_time()
    for number in range(pages):
        trafilatura.extract(page(number), favor_precision=True, include_comments=False)
    bare = time.process_time() - start
    start = time.process_time()
    count = sum(1 for _ in read(io.BytesIO(data), Source("a.warc", "a.warc")))
    ours = time.process_time() - start
    print(f"{count} pages: trafilatura {bare:.2f} s CPU, wirecopy {ours:.2f}: {ours / bare:.2f} x")
    walls = []
    for jobs in (1, 2):
        with Pool(jobs) as pool:
            list(read(io.BytesIO(archive(8 * jobs)), Source("warm", "warm"), pool.run))
            start = time.perf_counter()
            list(read(io.BytesIO(data), Source("a.warc", "a.warc"), pool.run))
            walls.append(time.perf_counter() - start)
    print(
        f"wall: one job {walls[0]:.2f} s, two jobs {walls[1]:.2f} s ({walls[0] / walls[1]:.2f} x)"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["quality"]:
        quality(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["whole"]:
        whole(Path(sys.argv[2]))
    else:
        speed(int(sys.argv[2]) if len(sys.argv) > 2 else 300)
