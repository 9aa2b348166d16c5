"""What panes and workers tell the screen.  Panes never talk to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from store.records import Alignment, Article


@dataclass
class ArticleChosen(Message):
    """A pane moved to an article.  `open_it`: the reader wants to read it now."""

    article: str
    open_it: bool = False

    def can_replace(self, message: Message) -> bool:
        """A later move makes an earlier one moot."""
        return isinstance(message, ArticleChosen) and not message.open_it


@dataclass
class FindingChosen(Message):
    """A pane moved to a finding.  `open_it`: show the passage in the reader."""

    finding: str
    open_it: bool = False

    def can_replace(self, message: Message) -> bool:
        """A later move makes an earlier one moot."""
        return isinstance(message, FindingChosen) and not message.open_it


@dataclass
class WordsChosen(Message):
    """The mouse went over words of the article in the reader: from an offset to another one."""

    begin: int
    end: int


@dataclass
class QueryChosen(Message):
    """A kept query is to be the filter."""

    query: str


@dataclass
class Loaded(Message):
    """Intake, a new analysis or a correction ended; the workspace holds its result.

    `finding` is the one to go to; `style` is how the notice is said.
    """

    notice: str = ""
    finding: str = ""
    style: str = "dim"


@dataclass
class Aligned(Message):
    """The alignment of two articles is ready."""

    left: Article
    right: Article
    alignment: Alignment


@dataclass
class Failed(Message):
    """Work behind the screen could not be done; `reason` is one line for the reader."""

    reason: str


@dataclass
class Reviewed(Message):
    """Reviews changed on disk and in the session.

    `then` is an action of the registry to do next; `quiet` leaves every pane where it is.
    """

    notice: str = ""
    then: str = ""
    quiet: bool = False
