"""Which demand catalogue a verb works with."""

from __future__ import annotations

from analysis.catalogue import Catalogue
from seeds import catalogues
from tui import place
from tui.verbs.output import say


def catalogue_of(workspace: str | None) -> Catalogue:
    """The catalogue of the workspace that is named, else the shipped one."""
    folder = place.located(workspace, must_exist=True) if workspace is not None else None
    chosen = catalogues.chosen(folder)
    if chosen.notice:
        say(chosen.notice)
    return chosen.catalogue
