"""Readers under mutated files: articles or a refusal come out of them, nothing else.

python -m bench.breaking.readers [TARGET...] [--seconds 600] [--keep FOLDER]
    Where atheris is installed (a venv of its own: `make fuzz`), coverage leads the mutations; else
    bytes are flipped, cut, doubled and spliced blindly, and the run says so.  A file that breaks a
    reader is kept in the folder.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import io
import logging
import random
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench.breaking.reader_samples import SAMPLES, word  # noqa: E402

PACK: dict[str, Callable[[bytes], bytes]] = {"gzipped": gzip.compress, "docx": word}
READER = {"gzipped": "gzip", "docx": "zip", "word": "zip"}
WORDS = [
    b"\0", b"\xff\xfe", b"<", b"<!--", b"]]>", b"&#27;", b"&#xD800;", b"-1", b"9" * 20, b"\r\n\r\n",
    b"<p>" * 50, b"[" * 60, b'"', b"=?utf-8?b?", b"\xed\xa0\x80", b"%00", b"0000-00-00", b"1e999",
]  # fmt: skip
SLOWEST = 20
"""Seconds that one file may take."""


def reading(target: str) -> Callable[[bytes], int]:
    """Reads bytes with the reader of a target itself, past the guard that turns any error into a
    refusal; how many articles came.  Raises what the reader does not expect."""
    from seeds.readers import choose
    from seeds.readers.items import Source, UnreadableError
    from store.records import Article

    name = READER.get(target, target)
    reader: Any = import_module(f"seeds.readers.{choose.READERS[name]}")
    pack = PACK.get(target, bytes)

    def one(data: bytes) -> int:
        packed = pack(data)
        given = io.BytesIO(packed) if name in choose.STREAMED else packed
        articles = 0
        try:
            for item in reader.read(given, Source("a", "a")):
                if isinstance(item, Article):
                    articles += 1
                    if not item.text.strip():
                        raise ValueError("an article without text")
                    item.text.encode()
        except (UnreadableError, OSError):
            return articles
        return articles

    return one


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to eight changes."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(found) + 1)
        until = min(len(found), at + chance.choice((1, 1, 4, 32, 256)))
        how = chance.randrange(5)
        if how == 0 and at < len(found):
            found[at] = chance.randrange(256)
        elif how == 1:
            del found[at:until]
        elif how == 2:
            found[at:at] = chance.choice(WORDS)
        elif how == 3:
            found[at:at] = found[at:until] * chance.choice((1, 2, 20))
        else:
            other = chance.choice(list(SAMPLES.values()))
            start = chance.randrange(len(other))
            found[at:until] = other[start : start + chance.randint(1, 200)]
    return bytes(found[:200_000])


def blind(target: str, seconds: float, keep: Path) -> int:
    """Mutations without coverage; 1 where a file broke the reader."""
    one, chance = reading(target), random.Random(target)
    pool, runs, until = [SAMPLES[target]], 0, time.monotonic() + seconds
    while time.monotonic() < until:
        data = mutated(chance.choice(pool), chance)
        began = time.process_time()
        try:
            one(data)
            if time.process_time() - began > SLOWEST:
                raise TimeoutError(f"{time.process_time() - began:.0f} s")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            path = keep / f"crash-{target}-{runs}"
            path.write_bytes(data)
            print(f"{target}: {type(error).__name__}: {error} after {runs} files, see {path}")
            return 1
        runs += 1
        if runs % 50 == 0:
            pool = [*pool[-20:], data]
    print(f"{target}: {runs} files, blind, nothing found")
    return 0


def led(target: str, seconds: float, keep: Path) -> int:
    """Mutations led by coverage, in a process of their own; 1 where a file broke the reader."""
    with TemporaryDirectory() as corpus:
        (Path(corpus) / "sample").write_bytes(SAMPLES[target])
        (Path(corpus) / "words").write_bytes(b" ".join(WORDS))
        command = [
            sys.executable, __file__, "--led", target, corpus, f"-max_total_time={seconds:.0f}",
            f"-timeout={SLOWEST}", "-rss_limit_mb=1500", "-max_len=20000",
            f"-artifact_prefix={keep}/{target}-",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = done.stderr.splitlines()
    if done.returncode:
        both = [*done.stdout.splitlines(), *lines]
        told = [line for line in both if not line.startswith(("INFO", "WARNING", "#", "\t"))]
        print(f"{target}: broken, kept in {keep}", *told[-40:], sep="\n")
        return 1
    print(f"{target}: {next((s for s in reversed(lines) if s.startswith('Done')), 'done')}")
    return 0


def inside(target: str, arguments: list[str]) -> None:
    """The process that atheris leads; it does not come back."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["seeds.readers", "docx", "feedparser"]):
        one = reading(target)
        for other, sample in SAMPLES.items():
            reading(other)(sample)  # what a file may lead to is imported before its time counts
    logging.disable(logging.CRITICAL)
    atheris.Setup([sys.argv[0], *arguments], one_ended(one))
    atheris.Fuzz()


def one_ended(one: Callable[[bytes], int]) -> Callable[[bytes], None]:
    """The same for a caller that wants no answer."""

    def run(data: bytes) -> None:
        one(data)

    return run


def main() -> int:
    if sys.argv[1:2] == ["--led"]:
        inside(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("targets", nargs="*", choices=[[], *SAMPLES], default=[])
    parser.add_argument("--seconds", type=float, default=600, help="for each target")
    parser.add_argument("--keep", type=Path, default=Path())
    given = parser.parse_args()
    given.keep.mkdir(parents=True, exist_ok=True)
    way = led if importlib.util.find_spec("atheris") else blind
    if way is blind:
        print("atheris is not installed: mutations without coverage", flush=True)
    return max(way(target, given.seconds, given.keep) for target in given.targets or SAMPLES)


if __name__ == "__main__":
    sys.exit(main())
