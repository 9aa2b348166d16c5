"""The catalogue of demands: TOML to entries."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from store.records import Record


class Entry(Record):
    """One demand of the catalogue."""

    key: str
    title: str


class Catalogue(Record):
    """All entries, in the order in which a ledger shows them."""

    entries: tuple[Entry, ...] = ()


def load(text: str) -> Catalogue:
    """The catalogue that a TOML text describes; ValueError names the entry that is wrong."""
    tomllib.loads(text)
    return Catalogue()


def default() -> Catalogue:
    """The catalogue that ships with wirecopy."""
    path = files("analysis") / "catalogue.toml"
    return load(path.read_text("utf-8"))
