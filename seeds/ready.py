"""What every process that reads and analyses needs, imported and looked up once for all of them."""

from __future__ import annotations

from contextlib import suppress

from analysis import actors, catalogue, engine
from seeds import spread as spread
from seeds.readers import html as html
from seeds.readers import warc as warc
from store.records import Article

with suppress(ImportError):
    import trafilatura as trafilatura
    from trafilatura import readability_lxml as readability_lxml

TEXT = "“We will repair 20 boats by Friday,” the mayor said, and demanded that the guild pay."
"""One sentence of each sort: the words that rules look for are read when one is analysed."""

_article = engine.read(Article("ready", "ready", "ready", TEXT))
engine.findings(_article, actors.learn([_article]), catalogue.default())
