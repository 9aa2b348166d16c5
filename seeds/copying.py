"""The copies in a workspace, kept from one analysis to the next: new articles alone are compared.

Beside the articles lie an index of their wording with the links that were found (`.copies.index`)
and what came since (`.copies.recent`).  Both can be lost at any time: they are made again.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import msgspec

from analysis import ENGINE, copies
from analysis.copies_index import (
    BUCKETS,
    DOC_BITS,
    DOC_MASK,
    FEWEST,
    MOST_TEXTS,
    NEIGHBOURS,
    Index,
)
from analysis.copies_join import Held, Run, candidates, here, index_of, verified
from seeds.pile import Articles
from store import postings
from store.files import WorkspaceError
from store.locking import exclusive
from store.postings import Head, Kept, Linked

if TYPE_CHECKING:
    from analysis.copies_join import Shelf
    from analysis.copies_link import Linked as Pair
    from store.records import Article, CopyLink, Story
    from store.workspace import Workspace

INDEX, RECENT = ".copies.index", ".copies.recent"
WORTH = 100
"""So many articles make it worth keeping an index."""
FEW, SHARE = 200, 20
"""So many new articles, or one in so many, are added to an index; more make it anew."""


SETTING = "grouping"
"""The setting of a workspace that says which copies make a group: one of `copies.LEAST`."""


class Texts(NamedTuple):
    """The present articles, what their words depend on, and by which rule they are indexed."""

    articles: Sequence[Article]
    keys: Sequence[str]
    density: int
    rule: str


class Known(NamedTuple):
    """What is on disk: the index and what came since, and the places of its texts in the articles.

    `present` maps numbers of texts in the index to places; of those that are gone it has none.
    """

    parts: tuple[Kept, ...]
    present: Mapping[int, int]

    @property
    def size(self) -> int:
        """The number that the next text gets."""
        return sum(len(part.head.keys) for part in self.parts)

    @property
    def few(self) -> int:
        """How many texts can come or go before the index is made anew."""
        return max(FEW, len(self.parts[0].head.keys) // SHARE) if self.parts else 0


def links(folder: Path, articles: Sequence[Article], run: Run = here) -> tuple[CopyLink, ...]:
    """`analysis.copies.links` of the articles of a workspace, with its index on disk.

    Only texts that are new since the last time are compared, with those that share wording with
    them, where `run` says.  That the index cannot be written is no error.
    """
    shelf = _shelf(articles)
    if len(articles) < WORTH:
        return copies.links(articles, run, shelf)
    density = copies.density(shelf, thorough=True)
    texts = Texts(articles, list(map(_key, articles)), density, f"{ENGINE} 2/{density}")
    known = _known(folder, texts)
    fresh = sorted({*range(len(articles))}.difference(known.present.values()))
    if max(len(fresh), known.size - len(known.present)) < known.few:
        return _added(folder, texts, known, fresh, run)
    return _anew(folder, texts, run, shelf)


def _shelf(articles: Sequence[Article]) -> Shelf:
    """Where the processes have the texts from: the file that they lie in, or from here."""
    return articles if isinstance(articles, Articles) else Held(articles)


def grouped(workspace: Workspace, articles: Sequence[Article], story: Story) -> Story:
    """The story with its copies in groups as the workspace's setting wants them."""
    for way in copies.LEAST:
        if way == workspace.settings.get(SETTING, "usual") != "usual":
            groups = copies.groups(articles, story.links, way)
            return msgspec.structs.replace(story, copies=groups)
    return story


def _key(article: Article) -> str:
    """The text of an article, which its id stands for, and what is cut from it."""
    if not article.boilerplate:
        return article.id
    cut = ",".join(f"{region.start}-{region.end}" for region in article.boilerplate)
    return f"{article.id} {crc32(cut.encode()):08x}"


def _known(folder: Path, texts: Texts) -> Known:
    """What is on disk and holds."""
    base = postings.read(folder / INDEX, texts.rule)
    if base is None:
        return Known((), {})
    recent = postings.read(folder / RECENT, texts.rule, base.checksum)
    parts = (base, recent) if recent else (base,)
    gone = {number for part in parts for number in part.head.gone}
    places = {key: place for place, key in enumerate(texts.keys)}
    keys = enumerate(key for part in parts for key in part.head.keys)
    present = {n: places[key] for n, key in keys if n not in gone and key in places}
    return Known(parts, present)


def _anew(folder: Path, texts: Texts, run: Run, held: Shelf) -> tuple[CopyLink, ...]:
    """All links, found anew and kept."""
    index = index_of(held, texts.density, run)
    found = verified(candidates(index, run), held, run)
    linked = _linked(found, range(len(texts.articles)))
    _keep(folder, Head(texts.rule, "", tuple(texts.keys), (), linked), index.buckets)
    return copies.with_retellings(texts.articles, (one.link for one in linked), run, held)


def _linked(
    found: Iterable[Pair], numbers: Sequence[int] | Mapping[int, int]
) -> tuple[Linked, ...]:
    """The links of pairs of places; `numbers` are those of the places in the index."""
    return tuple(Linked(numbers[one.left], numbers[one.right], one.link) for one in found)


def _added(
    folder: Path, texts: Texts, known: Known, fresh: Sequence[int], run: Run
) -> tuple[CopyLink, ...]:
    """The links that hold and those of the fresh texts, which are put into the index."""
    index = index_of(Held([texts.articles[place] for place in fresh]), texts.density, run)
    shared = _meeting(index, known, fresh).items()
    pairs = (pair for pair, count in shared if count >= FEWEST[texts.density])
    shelf = _shelf(texts.articles)
    found = verified(pairs, shelf, run)
    places = dict(known.present) | dict(enumerate(fresh, known.size))
    numbers = {place: number for number, place in places.items()}
    new = _linked(found, numbers)
    kept = (one for part in known.parts for one in part.head.links)
    old = [one for one in kept if one.left in known.present and one.right in known.present]
    gone = tuple(number for number in range(known.size) if number not in known.present)
    if fresh or set(gone).difference(*(part.head.gone for part in known.parts)):
        keys = tuple(texts.keys[place] for place in fresh)
        _grow(folder, Head(texts.rule, "", keys, gone, new), index, known)
    both = sorted((*old, *new), key=lambda one: (places[one.left], places[one.right]))
    return copies.with_retellings(texts.articles, (one.link for one in both), run, shelf)


def _meeting(index: Index, known: Known, fresh: Sequence[int]) -> Counter[tuple[int, int]]:
    """How much wording each pair of places shares of which one at least is fresh.

    As in `copies_index.meeting`, wording of very many texts only joins neighbours.
    """
    shared: Counter[tuple[int, int]] = Counter()
    new = set(fresh)
    for number, bucket in enumerate(index.buckets):
        holding: dict[int, list[int]] = defaultdict(list)
        for posting in bucket:
            holding[posting >> DOC_BITS].append(fresh[posting & DOC_MASK])
        for one, places in holding.items():
            older = islice(_holding(known, number, one), MOST_TEXTS + 1)
            texts = sorted((*older, *places))
            reach = len(texts) if len(texts) <= MOST_TEXTS else NEIGHBOURS
            for at, text in enumerate(texts):
                for other in texts[at + 1 : at + 1 + reach]:
                    if text in new or other in new:
                        shared[text, other] += 1
    return shared


def _holding(known: Known, bucket: int, one: int) -> Iterator[int]:
    """The places of the texts that hold a hash, the last ones in the index first."""
    for part in reversed(known.parts):
        for text in part.holding(bucket, one):
            if text in known.present:
                yield known.present[text]


def _grow(folder: Path, new: Head, index: Index, known: Known) -> None:
    """Keep new texts after the others; in the index itself when there have come many."""
    base, *recent = known.parts
    whole = sum(len(part.head.keys) for part in recent) + len(new.keys) >= known.few
    before = known.parts if whole else tuple(recent)
    heads = [*(part.head for part in before), new]
    head = Head(
        new.rule,
        "" if whole else base.checksum,
        tuple(key for one in heads for key in one.keys),
        new.gone,
        tuple(link for one in heads for link in one.links),
    )
    buckets = []
    for number in range(BUCKETS):
        bucket = array("Q")
        for part in before:
            bucket.frombytes(part.bucket(number).tobytes())
        bucket.extend(posting + known.size for posting in index.buckets[number])
        buckets.append(bucket)
    _keep(folder, head, buckets)


def _keep(folder: Path, head: Head, buckets: Sequence[array[int]]) -> None:
    """Write the index, or what came since; where that fails, what is there stays."""
    with suppress(OSError, WorkspaceError), exclusive(folder):
        postings.write(folder / (RECENT if head.base else INDEX), head, buckets)
        if not head.base:
            (folder / RECENT).unlink(missing_ok=True)
