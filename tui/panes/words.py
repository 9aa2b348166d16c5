"""Words of an article, taken one after another: where the word cursor is, and what it has opened.

Offsets are those of the article.  The reader draws it; `screens/words.py` moves it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from analysis import text as texts
from store.records import Article
from tui.correcting import STOP


class Words:
    """The words and single marks of an article with a cursor on one of them.

    `began` is the word where a span was begun; None while the cursor only goes about.
    """

    def __init__(self, article: Article, offset: int) -> None:
        """The cursor is on the word at an offset, or on the first one after it."""
        self.article = article
        found = [match.span() for match in STOP.finditer(article.text)]
        self.starts = [start for start, _ in found]
        self.ends = [end for _, end in found]
        self.at = self.word_at(offset)
        self.began: int | None = None

    def __bool__(self) -> bool:
        """Whether there is any word."""
        return bool(self.starts)

    def word_at(self, offset: int) -> int:
        """The number of the word at an offset, else of the first one after it."""
        return min(bisect_right(self.ends, offset), max(0, len(self.ends) - 1))

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the word under the cursor stands."""
        return (self.starts[self.at], self.ends[self.at]) if self else (0, 0)

    @property
    def span(self) -> tuple[int, int]:
        """Where the words that are taken stand: the one under the cursor, or those of the span."""
        if not self:
            return 0, 0
        other = self.at if self.began is None else self.began
        return self.starts[min(self.at, other)], self.ends[max(self.at, other)]

    @property
    def text(self) -> str:
        """The words that are taken."""
        return self.article.text[slice(*self.span)]

    @property
    def number(self) -> int:
        """How many words, marks not counted."""
        return sum(any(map(str.isalnum, word)) for word in STOP.findall(self.text))

    def go(self, number: int) -> bool:
        """Put the cursor on a word by its number; whether that is another one."""
        before, self.at = self.at, max(0, min(number, len(self.starts) - 1))
        return self.at != before

    def begin(self) -> None:
        """Begin a span at the cursor, or let go of it."""
        self.began = self.at if self.began is None else None

    def other_end(self) -> None:
        """The cursor to the other end of the span."""
        if self.began is not None:
            self.began, self.at = self.at, self.began

    def to_sentence_end(self) -> bool:
        """On to the last word of the sentence, of the next one if the cursor is there already."""
        ends = (self._last_word(one) for one in texts.sentences(self.article.text))
        return self.go(next((end for end in ends if end > self.at), self.at))

    def to_sentence_start(self) -> bool:
        """Back to the first word of the sentence, of the one before if the cursor is there."""
        starts = [self.word_at(one.start) for one in texts.sentences(self.article.text)]
        return self.go(starts[bisect_left(starts, self.at) - 1] if self.at > 0 else 0)

    def sentence(self) -> None:
        """Take the whole sentence, its full stop left out."""
        here = self.cursor[0]
        for one in texts.sentences(self.article.text):
            if one.end > here:
                self.began, self.at = self.word_at(one.start), self._last_word(one)
                return

    def _last_word(self, one: texts.Sentence) -> int:
        """The last word of a sentence; a full stop belongs to who reports it."""
        last = bisect_left(self.ends, one.end)
        last = min(last, len(self.ends) - 1)
        first = self.word_at(one.start)
        final = self.article.text[self.starts[last] : self.ends[last]] == "."
        return last - 1 if final and last > first else last
