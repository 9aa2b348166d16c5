"""Where the reader was: places to go back to and forward again, as a browser does."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 200


class Place(NamedTuple):
    """An article, the finding that was chosen there, and the pane in use."""

    article: str
    finding: str
    pane: str


class Trail:
    """Places left by jumps, oldest first; `at` is the number of those that lie behind."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.at = 0

    def leave(self, place: Place) -> None:
        """Remember a place before a jump; what was ahead is forgotten."""
        del self.places[self.at :]
        if not self.places or self.places[-1] != place:
            self.places.append(place)
        del self.places[:-LONGEST]
        self.at = len(self.places)

    def back(self, here: Place) -> Place | None:
        """The place before; None where there is none."""
        behind = self.at
        while behind > 0 and self.places[behind - 1] == here:
            behind -= 1
        if behind == 0:
            return None
        if self.at == len(self.places):
            self.places.append(here)
        self.at = behind - 1
        return self.places[self.at]

    def forward(self) -> Place | None:
        """The place after; None where there is none."""
        if self.at + 1 >= len(self.places):
            return None
        self.at += 1
        return self.places[self.at]
