"""What every process that reads and analyses needs, imported and looked up once for all of them."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

TEXT = "“We will repair 20 boats by Friday,” the mayor said, and demanded that the guild pay."
"""One sentence of each sort: the words that rules look for are read when one is analysed."""


def make_ready() -> None:
    """Import it, and analyse a text."""
    from analysis import actors, catalogue, engine
    from seeds import spread  # noqa: F401
    from seeds.readers import html, warc  # noqa: F401
    from store.records import Article

    with suppress(ImportError):
        import trafilatura  # noqa: F401
        from trafilatura import readability_lxml  # noqa: F401

    article = engine.read(Article("ready", "ready", "ready", TEXT))
    engine.findings(article, actors.learn([article]), catalogue.default())


def _gone(*_: object) -> None:
    """Ctrl-C is told by the process that started this one; this one goes, and says nothing."""
    os._exit(130)


_hears = signal.signal(signal.SIGINT, _gone)
make_ready()
signal.signal(signal.SIGINT, _hears)
