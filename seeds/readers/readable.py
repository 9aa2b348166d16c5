"""The tree of a page to what readability takes for its article, a second opinion.

The steps that touch every element are done here to the same end with fewer of them touched in
Python, and what is found is read where it lies, not from new markup, where that is the same.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Any

from seeds.readers.fragment import HIDDEN, flat

WORD = re.compile(r"\w+")
SURE = 0.7
"""Of the words, from which two opinions agree however the empty elements of a page are closed."""
SWALLOWS = ("textarea", "iframe", "xmp", "plaintext", "noembed", "noframes", *sorted(HIDDEN))
"""Elements that hide what follows where one without content is written in XML and read as HTML."""


class Readable:
    """What readability takes for the article in a tree; the tree is used up."""

    def __init__(self, tree: Any) -> None:
        from lxml import etree

        self._article, self._markup = None, ""
        try:
            document = _document()(tree)
            self._markup = document.summary()
            self._article = document.article
        except (etree.LxmlError, ValueError, AssertionError, RecursionError):
            return

    def surely(self, words: Counter[str]) -> bool:
        """Whether it shares so many of these words that more care would find the same."""
        if self._article is None or any(_empty(part) for part in self._article.iter(*SWALLOWS)):
            return False
        return share(words, counted(flat(self._article))) >= SURE

    def text(self) -> str:
        """The text of the article, as a browser would show it; "" when there is none."""
        from lxml import etree, html

        try:
            return flat(html.fromstring(self._markup))
        except (etree.LxmlError, ValueError, AssertionError, RecursionError):
            return ""


def counted(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(map(str.lower, WORD.findall(text)))


def share(one: Counter[str], other: Counter[str]) -> float:
    """The words that two texts share, as a part of the longer one."""
    return (one & other).total() / max(one.total(), other.total(), 1)


def _empty(element: Any) -> bool:
    return not element.text and not len(element)


@lru_cache(maxsize=1)
def _document() -> Any:
    """The class of readability's documents, with two steps done faster and the article kept."""
    from lxml import etree
    from trafilatura.readability_lxml import FRAME_TAGS, REGEXES, Document

    unlikely, likely = REGEXES["unlikelyCandidatesRe"], REGEXES["okMaybeItsACandidateRe"]
    named = etree.XPath("descendant::*[@class or @id]")

    class Reader(Document):
        __slots__ = ("article",)

        def remove_unlikely_candidates(self) -> None:
            """Drop the elements that are called after something else than an article."""
            verdicts: dict[tuple[str | None, str | None], bool] = {}
            for element in named(self.doc):
                names = element.get("class"), element.get("id")
                verdict = verdicts.get(names)
                if verdict is None:
                    called = " ".join(filter(None, names)).lower()
                    verdict = len(called) > 1 and bool(
                        unlikely.search(called) and not likely.search(called)
                    )
                    verdicts[names] = verdict
                if verdict and element.tag not in FRAME_TAGS:
                    if element.tail:
                        element.drop_tree()
                    else:
                        element.getparent().remove(element)

        def sanitize(self, node: Any, candidates: Any) -> Any:
            """Markup of the article, which is kept."""
            self.article = node
            return super().sanitize(node, candidates)

    return Reader
