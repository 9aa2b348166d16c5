"""Linked articles to who has it from whom: a small directed graph with the reason on each arrow.

Evidence in the order of its weight: a credit that names the other's outlet, an earlier date, edits
that only shorten, completeness.  What an agency is credited for, neither article may have first;
that is a line of its own ("With AFP"), or a name beside the common words ("AFP quoted him").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from analysis.align import RETOLD, align
from analysis.copies_compare import FINE, covered, places, runs, shingles
from analysis.copies_retold import TRANSLATIONS
from analysis.copies_words import Words, story_words, words
from store.records import AlignedRow, Article, CopyLink, Metadata, Published

NOTHING_NEW, CUT = 0.97, 0.9
MORE = 1.1
FEW_SAME = 0.3
REWORDED_ROWS, REWORDED_WORDS, ALIKE_LETTERS = 0.5, 0.8, 0.85
CREDITS = frozenset(("agency", "inline_credit"))
BESIDE, QUOTED_RUN = 160, 7
"""So many letters stand at most between words in common, so many of them, and who is credited."""


class Arrow(NamedTuple):
    """What one article has from another.  `source` and `taker` are article ids.

    `source` is "" where only an agency outside the collection is known (`outside`), and so is
    `taker` where neither comes first.  `why` is the evidence in words; `probable` where it is a
    guess; `sort` is "copy", "shares-passage" or "retranslation".  `crediting` is the article that
    names `outside` beside the common words; "" where both credit it, or the whole text is theirs.
    """

    source: str
    taker: str
    sort: str
    why: str
    probable: bool
    outside: str = ""
    crediting: str = ""


class Original(NamedTuple):
    """Which article of a copy group the others probably have it from; "" where nothing tells."""

    article: str
    why: str
    probable: bool


class _Signs(NamedTuple):
    """Evidence for one direction: words, and whether it can be wrong."""

    why: str
    probable: bool


def arrows(articles: Sequence[Article], links: Sequence[CopyLink]) -> tuple[Arrow, ...]:
    """One arrow for each link, in the order of the links.

    The articles must have been read (`engine.read`).
    """
    known = {article.id: article for article in articles}
    return tuple(
        _arrow(known[link.left], known[link.right], link)
        for link in links
        if link.left in known and link.right in known
    )


def _arrow(left: Article, right: Article, link: CopyLink) -> Arrow:
    """What the evidence says of one pair; the first kind of evidence that tells decides."""
    sort = "retranslation" if retranslated(left, right, link) else str(link.relation)
    agency, crediting = _shared_agency(left, right), ""
    if not agency:
        crediting, agency = _beside(left, right)
    for source, taker, signs in _signs(left, right, sort):
        if signs is not None:
            why = signs.why
            if taker.agencies and not agency and link.relation != "copy":
                why += f"; it credits {taker.agencies[0]}, which both may have it from"
            guess = signs.probable or sort == "retranslation"
            return Arrow(source.id, taker.id, sort, why, guess, agency, crediting)
    agency = agency or next(iter((*left.agencies, *right.agencies)), "")
    why = "nothing tells which came first"
    if agency:
        why = f"{agency} is credited; the text is probably theirs"
    if crediting:
        why = f"{agency} is credited for the common words, which both probably have from there"
    if sort == "retranslation":
        why = f"{TRANSLATIONS}; {why}"
    return Arrow("", "", sort, why, True, agency, crediting)


def _signs(
    left: Article, right: Article, sort: str
) -> Iterator[tuple[Article, Article, _Signs | None]]:
    """What each kind of evidence says of each direction, source first; the weightiest first.

    The length of the articles around a passage says nothing, nor does that of a translation.
    """
    ways = ((left, right), (right, left))
    for look in (_credit, _dates):
        for source, taker in ways:
            yield source, taker, look(source, taker)
    if sort == "copy":
        there, here, long, short = _shares(left, right)
        shares = ((there, here, long, short), (here, there, short, long))
        for weigh in (_shortened, _complete):
            for (source, taker), share in zip(ways, shares, strict=True):
                yield source, taker, weigh(*share)


def _shared_agency(left: Article, right: Article) -> str:
    """An agency that both credit: then both have it from there."""
    return next((name for name in left.agencies if name in right.agencies), "")


def _beside(left: Article, right: Article) -> tuple[str, str]:
    """The article that names where the common words are from, and whom; "" where neither does."""
    if not any(fact.kind == "inline_credit" for one in (left, right) for fact in one.metadata):
        return "", ""
    texts = words(left), words(right)
    fine = [shingles(text.words, FINE) for text in texts]
    found = [run for run in runs(fine[0], places(fine[0]), fine[1]) if run.length >= QUOTED_RUN]
    near: list[tuple[int, str, str]] = []
    for article, text, side in ((left, texts[0], 0), (right, texts[1], 1)):
        for fact in article.metadata:
            if fact.kind == "inline_credit":
                gaps = (_gap(article.text, fact, text, run[side], run.length) for run in found)
                near += [(gap, article.id, fact.value) for gap in gaps if gap <= BESIDE]
    if not near:
        return "", ""
    _, who, whom = min(near)
    both = len({one for _, one, named in near if named == whom}) > 1
    return "" if both else who, whom


def _gap(text: str, fact: Metadata, at: Words, first: int, count: int) -> int:
    """The letters between a fact and words of a text, many where a line ends between them."""
    last = first + count - 1
    start, end = at.starts[first], at.starts[last] + len(at.words[last])
    between = text[end : fact.start] or text[fact.end : start]
    return BESIDE + 1 if "\n" in between else len(between)


def _credit(source: Article, taker: Article) -> _Signs | None:
    """The taker names the source's outlet as where it is from."""
    if not source.outlet:
        return None
    told = {fact.value.casefold() for fact in taker.metadata if fact.kind in CREDITS}
    told.update(agency.casefold() for agency in taker.agencies)
    if source.outlet.casefold() in told and taker.outlet != source.outlet:
        return _Signs(f"it credits {source.outlet}", False)
    return None


def _dates(source: Article, taker: Article) -> _Signs | None:
    """The source is dated earlier; how exactly, and how that is known, says how sure that is."""
    first, second = source.published, taker.published
    if first is None or second is None:
        return None
    size = min(len(first.date), len(second.date))
    if first.date[:size] >= second.date[:size]:
        return None
    inferred = any(date.how != "stated" for date in (first, second))
    why = f"it is dated {_day(second)}, the other {_day(first)}"
    return _Signs(why, inferred or taker.language != source.language)


def _day(date: Published) -> str:
    return date.date if date.how == "stated" else f"{date.date} ({date.how})"


def _shares(left: Article, right: Article) -> tuple[float, float, int, int]:
    """Which share of each story's words stands in the other, and how long they are."""
    texts = story_words(left), story_words(right)
    fine = [shingles(text, FINE) for text in texts]
    found = runs(fine[0], places(fine[0]), fine[1])
    sizes = len(texts[0]), len(texts[1])
    kept = [
        covered(sorted(spans), 1)
        for spans in (
            [(run.left, run.length) for run in found],
            [(run.right, run.length) for run in found],
        )
    ]
    return kept[0] / max(1, sizes[0]), kept[1] / max(1, sizes[1]), *sizes


def _shortened(there: float, here: float, long: int, short: int) -> _Signs | None:
    """All of the taker stands in the source, which has more."""
    if here >= NOTHING_NEW and there < CUT:
        return _Signs(f"it only shortens: {long - short} of {long} words are left out", True)
    return None


def _complete(there: float, here: float, long: int, short: int) -> _Signs | None:
    """The source is the longer one."""
    del there, here
    if long >= MORE * short:
        return _Signs(f"the longer text ({long} words against {short})", True)
    return None


def retranslated(left: Article, right: Article, link: CopyLink) -> bool:
    """Whether a copy is another translation of the same foreign text.

    Then sentence stands beside sentence with few words in common.  A text read by machine has few
    words in common too, but nearly the same letters.
    """
    if link.relation != "copy" or link.containment >= FEW_SAME:
        return False
    aligned = align(left, right)
    if aligned.notice == RETOLD:
        return True
    linked = [row for row in aligned.rows if row.left and row.right]
    reworded = [row for row in linked if _reworded(left, right, row)]
    return len(linked) > 2 and len(reworded) >= REWORDED_ROWS * len(linked)


def _reworded(left: Article, right: Article, row: AlignedRow) -> bool:
    """Whether a sentence is the same in other words."""
    texts = [
        " ".join(article.text[span.start : span.end] for span in spans).casefold()
        for article, spans in ((left, row.left), (right, row.right))
    ]
    words = Indel.normalized_similarity(texts[0].split(), texts[1].split())
    return words < REWORDED_WORDS and Indel.normalized_similarity(*texts) < ALIKE_LETTERS


def original(group: Sequence[str], found: Sequence[Arrow]) -> Original:
    """The member of a copy group that most others come from, and that comes from none of them.

    `found` are the `arrows` of the links; those that leave the group do not count.
    """
    members = set(group)
    inside = [one for one in found if one.source in members and one.taker in members]
    takers = {one.taker for one in inside if one.sort != "shares-passage"}
    given = Counter(one.source for one in inside if one.source not in takers)
    if not given:
        return Original("", "nothing tells which came first", True)
    best, number = min(given.items(), key=lambda item: (-item[1], group.index(item[0])))
    own = [one for one in inside if one.source == best]
    sure = len(given) == 1 and not any(one.probable for one in own)
    why = own[0].why if number == 1 else f"{number} others come from it: {own[0].why}"
    return Original(best, why, not sure)


def earliest(articles: Sequence[Article]) -> Article | None:
    """The article that is dated before all others; None where that cannot be said."""
    dated = [(one.published.date, one) for one in articles if one.published]
    if len(dated) < 2:
        return None
    size = min(len(date) for date, _ in dated)
    days = Counter(date[:size] for date, _ in dated)
    first = min(days)
    return next(one for date, one in dated if date[:size] == first) if days[first] == 1 else None


def headed(group: Sequence[str], found: Sequence[Arrow], names: Mapping[str, str]) -> str:
    """Which member of a group is the original, and why, as a sentence without its stop."""
    origin = original(group, found)
    if not origin.article:
        return f"original: unknown, {origin.why}"
    guess = "probably " if origin.probable else ""
    return f"original: {guess}{names[origin.article]}, {origin.why}"


def told(arrow: Arrow, names: Mapping[str, str]) -> str:
    """An arrow as a sentence without its stop; `names` are what to call the articles."""
    named = f"{names[arrow.crediting]} credits {arrow.outside}" if arrow.crediting else ""
    if not arrow.source:
        both = f"{named} for the common words: both probably have them from there"
        return both if named else arrow.why
    verb = "has the passage from" if arrow.sort == "shares-passage" else "is from"
    if arrow.sort == "retranslation":
        verb = "is another translation of what is in"
    guess = "probably " if arrow.probable else ""
    credit = f"; {named or f'both credit {arrow.outside}'}" if arrow.outside else ""
    return f"{names[arrow.taker]} {guess}{verb} {names[arrow.source]}: {arrow.why}{credit}"
