"""A correction while it is made: which words were said, by whom, as which act; not kept yet.

The ends of the span step over words and single marks, or to the ends of sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from analysis import text as texts
from store.records import Act, Article, Statement

STOP = re.compile(r"\w+(?:[’'\-]\w+)*|[^\w\s]")
FINAL = ".!?…"
CLOSERS = "”’\"'»“)"


@dataclass
class Draft:
    """What a reader is about to say of a statement; `statement` is None for one that was missed."""

    article: Article
    start: int
    end: int
    statement: Statement | None = None
    speaker: str = ""
    act: Act = "statement"
    drop: bool = False
    _starts: list[int] = field(default_factory=list, repr=False)
    _ends: list[int] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        """Where a span may begin and end."""
        for found in STOP.finditer(self.article.text):
            self._starts.append(found.start())
            self._ends.append(found.end())

    @property
    def words(self) -> str:
        """The words of the span."""
        return self.article.text[self.start : self.end]

    @property
    def span(self) -> tuple[int, int]:
        """Where they stand."""
        return self.start, self.end

    def changed(self) -> bool:
        """Whether anything is to be kept: a missed statement always is."""
        was = self.statement
        return was is None or (self.speaker, self.act, *self.span, self.drop) != (
            (was.speaker, was.act, was.start, was.end, False)
        )

    def reset(self) -> None:
        """Everything as the statement has it."""
        if (was := self.statement) is not None:
            self.start, self.end = was.start, was.end
            self.speaker, self.act, self.drop = was.speaker, was.act, False

    # The ends of the span

    def step_end(self, step: int) -> bool:
        """Take one word more (1) or less (-1) at the end; whether there was one."""
        at = bisect_right(self._ends, self.end) if step > 0 else bisect_left(self._ends, self.end)
        return self._end_at(self._ends[at if step > 0 else at - 1 :][:1])

    def step_start(self, step: int) -> bool:
        """Begin one word later (1) or earlier (-1); whether there was one."""
        here = self._starts
        at = bisect_right(here, self.start) if step > 0 else bisect_left(here, self.start) - 1
        found = here[at] if 0 <= at < len(here) else self.start
        moves = found != self.start and found < self.end
        self.start = found if moves else self.start
        return moves

    def to_sentence_end(self) -> bool:
        """On to the end of the sentence, or of the next one; its full stop is left out."""
        ends = [self._said(one.start, one.end)[1] for one in self._sentences()]
        return self._end_at([end for end in ends if end > self.end][:1])

    def to_sentence_start(self) -> bool:
        """Back to the beginning of the sentence, or of the one before."""
        before = [one.start for one in self._sentences() if one.start < self.start]
        self.start = before[-1] if before else self.start
        return bool(before)

    def step_sentence(self, step: int) -> bool:
        """The whole sentence after (1) or before (-1) the present one; whether there is one."""
        sentences = self._sentences()
        here = bisect_right([one.start for one in sentences], self.start) - 1 + step
        if not 0 <= here < len(sentences):
            return False
        self.start, self.end = self._said(sentences[here].start, sentences[here].end)
        return True

    def _end_at(self, found: list[int]) -> bool:
        if not found or found[0] <= self.start:
            return False
        self.end = found[0]
        return True

    def _sentences(self) -> list[texts.Sentence]:
        return texts.sentences(self.article.text)

    def _said(self, start: int, end: int) -> tuple[int, int]:
        """A sentence without the full stop at its end, which belongs to who reports it."""
        text = self.article.text
        final = text[end - 1 : end] == "." and end - 1 > start
        return start, end - 1 if final else end


def sentence_at(article: Article, offset: int) -> tuple[int, int]:
    """The first sentence that ends after an offset, else the last; (0, 0) where there is none."""
    sentences = texts.sentences(article.text)
    found = next(
        (one for one in sentences if one.end > offset), sentences[-1] if sentences else None
    )
    if found is None:
        return 0, 0
    draft = Draft(article, found.start, found.end)
    return draft._said(found.start, found.end)
