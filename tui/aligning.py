"""Aligns two articles in a process of its own: JSON on standard input, JSON on standard output.

A plain process and not multiprocessing: under a full-screen app standard error has no file
descriptor, and multiprocessing cannot start without one.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import msgspec

from store.records import Alignment, Article

HOUSE = Path(__file__).parents[1]


async def in_process(left: Article, right: Article) -> Alignment:
    """The alignment of two articles, computed by another Python; ended when cancelled.

    Raises OSError where no process can be started or it fails.
    """
    paths = [str(HOUSE), *filter(None, [os.environ.get("PYTHONPATH")])]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-P", "-m", __name__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
    )
    try:
        answer, _ = await process.communicate(_encoded((left, right)))
    finally:
        if process.returncode is None:
            process.kill()
    if process.returncode:
        raise OSError(f"the aligning process ended with {process.returncode}")
    return msgspec.convert(json.loads(answer), Alignment)


def _encoded(value: object) -> bytes:
    """JSON in ASCII, so that a lone surrogate passes as an escape."""
    return json.dumps(msgspec.to_builtins(value)).encode("ascii")


def main() -> None:
    """Read two articles, write their alignment."""
    from analysis.align import align

    left, right = msgspec.convert(json.load(sys.stdin.buffer), tuple[Article, Article])
    sys.stdout.buffer.write(_encoded(align(left, right)))


if __name__ == "__main__":
    main()
