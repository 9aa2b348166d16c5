"""Paragraphs to units: sentences as token rows in which every quotation is one token.

A token's tag is one letter, so that a unit's tags are a string that patterns can run over:
d determiner, r subject pronoun, o object pronoun, p preposition, c coordinator, s subordinator,
w wh-word, h "that", T "to", x auxiliary, b adverb, D time word, v past or participle, a base or
-s form, g -ing form, n other word, N capitalised word, # number, q quotation, m stray mark,
' possessive, and the punctuation marks , . ; : - ( ) as themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from analysis.pieces import ByHeart
from analysis.statements.lexicon import Lexicon, lexicon
from analysis.statements.quotes import Quote
from analysis.text import Sentence, Span


class Token(NamedTuple):
    """A word, mark or quotation; `low` is its lower case with straight apostrophes."""

    start: int
    end: int
    low: str
    capital: bool = False


class Unit(NamedTuple):
    """A sentence with its quotations folded: tokens, their tags as one string, its paragraph."""

    start: int
    end: int
    tokens: list[Token]
    tags: str
    paragraph: int
    quotes: dict[int, Quote]


TOKEN = re.compile(
    r"(?P<plain>[a-z]+)(?![\w’'\-‐‑/&]|\.\w)"
    r"|(?P<abbr>(?:[^\W\d_]\.){2,}|[A-Z]\.(?=\s+[A-Z])|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Del|Gov|Gen|Lt|Col|Sgt|Prof|St|Jr|Sr|Feb|Jan|Aug|Sept|Oct|Nov|Dec|Capt|Rev|Maj|Adm|Inc|Corp|Co|No)\.(?=\s))"
    r"|(?P<num>[$€£#]?\d[\d,.]*\d%?|[$€£#]?\d%?)(?!\w|[-‐‑][^\W\d_])"
    r"|(?P<poss>[’'‘]s\b|(?<=s)[’'](?=\s))"
    r"|(?P<word>[@#]?\w+(?:[-‐‑/&.]\w+|[’'](?!s\b)\w+)*)"
    r"|(?P<punct>\.{2,}|…|--+|[^\w\s])"
)
PUNCT = {
    ",": ",", ".": ".", "!": ".", "?": ".", "…": "-", ";": ";", ":": ":", "—": "-", "–": "-",
    "―": "-", "(": "(", "[": "(", ")": ")", "]": ")", "&": "c", "-": "-",
}  # fmt: skip
MARKS = '“”"«»‹›„‟`'
ABBREVIATED = frozenset("mon tue wed thu fri sat sun jan feb mar apr jun jul".split())
AFTER_PRONOUN = frozenset("it he she that there what who here this let everyone someone".split())


def _tag(low: str, text: str, first: bool, lex: Lexicon) -> str:
    """The tag of a word."""
    upper = text[0].isupper()
    tag = lex.tags.get(low)
    if low in lex.time and (upper or low not in ("may", "march", "sun", "sat", "sec", "second")):
        return "D"
    if tag is None:
        if upper:
            return "N"
        if low.endswith("ly") and len(low) > 4 and low not in lex.lists["not_adverbs"]:
            return "b"
        if len(low) > 5 and low.endswith("ing"):
            return "g"
        if len(low) > 4 and low.endswith("ed"):
            return "v"
        return "n"
    if upper and not first:
        if tag in "vagnb":
            return "N"
        if low == "us" or text in ("US", "IT", "WHO", "AP"):
            return "N"
    if first and text in ("US", "WHO"):
        return "N"
    return tag


class _Row:
    """Collects the tokens of a unit."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.tags: list[str] = []
        self.quotes: dict[int, Quote] = {}

    def add(self, start: int, end: int, low: str, tag: str, *, capital: bool = False) -> None:
        self.tokens.append(Token(start, end, low, capital))
        self.tags.append(tag)


class Reading(NamedTuple):
    """What a word is wherever it stands: lower case, tag at a sentence's head, tag elsewhere."""

    low: str
    head: str
    tag: str
    capital: bool


def _reading(piece: str) -> Reading:
    lex = lexicon()
    low = piece.lower().replace("’", "'")
    head, tag = _tag(low, piece, True, lex), _tag(low, piece, False, lex)
    return Reading(low, head, tag, piece[0].isupper())


READINGS = ByHeart(_reading)


def _abbreviation(piece: str, low: str, lex: Lexicon) -> str:
    """The tag of an abbreviation with its stop."""
    if low[:-1] in lex.time:
        return "D"
    if low in ("a.m.", "p.m."):
        return "b"
    return "N" if piece[0].isupper() else "n"


def _scan(text: str, start: int, end: int, row: _Row, lex: Lexicon) -> None:
    """Add the tokens of text[start:end], which holds no whole quotation."""
    tokens, tags, make, readings = row.tokens, row.tags, tuple.__new__, READINGS
    for match in TOKEN.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "plain" or kind == "word":
            low, head, tag, capital = readings[match.group()]
            if capital or tag == "D":
                if capital and (not tags or tags[-1] in ":.-m"):
                    tag = head
                elif tag == "D" and low in ABBREVIATED and tokens and tokens[-1].low == "the":
                    tag = "N"  # "The Sun": no day is called so
            first, last = match.span()
            tokens.append(make(Token, (first, last, low, capital)))
            tags.append(tag)
        elif kind == "punct":
            piece, stop = match.group(), match.end()
            tag = PUNCT.get(piece) or ("m" if piece in MARKS else "-" if piece[0] in ".-" else "")
            if tag == "." and piece == "." and stop < end:
                after = text[stop : stop + 2].strip()[:1]
                tag = "" if after.islower() else tag
            if tag:
                tokens.append(make(Token, (match.start(), stop, piece, False)))
                tags.append(tag)
        else:
            _rarer(match, row, lex)


def _rarer(match: re.Match[str], row: _Row, lex: Lexicon) -> None:
    """Add a number, an abbreviation or a possessive."""
    piece, kind = match.group(), match.lastgroup
    low = piece.lower().replace("’", "'")
    if kind == "num":
        tag = "#"
    elif kind == "abbr":
        tag = _abbreviation(piece, low, lex)
    else:
        tag = "x" if row.tokens and row.tokens[-1].low in AFTER_PRONOUN else "'"
    row.add(match.start(), match.end(), low, tag, capital=piece[0].isupper())


NICKNAME = re.compile(r"[“\"'‘](?:[A-Z][\w.-]* ?){1,2}[”\"'’]")


def _nicknames(text: str, row: _Row) -> None:
    """A quoted name between first name and surname is part of the name: Anna “Ace” Berg."""
    tags, tokens = row.tags, row.tokens
    for at in list(row.quotes):
        first, last = tokens[at].start, tokens[at].end
        between = tags[max(0, at - 1) : at + 2] == ["N", "q", "N"]
        if between and NICKNAME.fullmatch(text, first, last):
            tags[at] = "N"
            tokens[at] = tokens[at]._replace(capital=True)
            del row.quotes[at]


def _names(row: _Row, lex: Lexicon) -> None:
    """Names that are also other words, beside a reporting verb: "“...,” Will said", "said Will"."""
    tags, tokens = row.tags, row.tokens
    for first in (at + 1 for at in row.quotes if at + 3 <= len(tags)):
        word, after = tokens[first], tokens[first + 1]
        if tags[first] in "xpsD" and word.capital:
            cue = lex.cues.get(after.low)
            named = tags[first] == "x" and tags[first + 1] == "N"
            if named or (cue and cue.form in ("past", "present")):
                tags[first] = "N"
        elif after.capital and tags[first + 1] in "xp" and tags[first + 2 : first + 3] == ["N"]:
            tags[first + 1] = "N" if word.low in lex.cues else tags[first + 1]


def _nouns(row: _Row, lex: Lexicon) -> None:
    """Words that may be verbs where only a noun can stand: "a sign", "the press release"."""
    tags, tokens = row.tags, row.tokens
    for i in range(1, len(tags)):
        if tags[i] != "a":
            continue
        before, word = tags[i - 1], tokens[i - 1].low
        if tokens[i].low in ("state", "states") and _is_land(row, i):
            tags[i] = "n"
            continue
        owned = before == "'" or (before == "d" and word not in lex.lists["pronominal"])
        if owned or (before == "n" and _names_a_thing(row, i, lex)):
            tags[i] = "n"


def _is_land(row: _Row, i: int) -> bool:
    """Whether "state" is a noun: "federal and state law", not "the letter states that"."""
    before, after = row.tags[i - 1], "".join(row.tags[i + 1 : i + 2])
    if row.tokens[i].low == "state":
        return before not in "xTrb" and after not in tuple("hq:")
    if row.tags[0] == "q" and after in ("", ".", ","):
        return False
    return before != "r" and after not in tuple("hq:dr,p")


def _names_a_thing(row: _Row, i: int, lex: Lexicon) -> bool:
    """Whether a base form ends a singular phrase: "a press release", not "the leaders agree"."""
    tags, tokens = row.tags, row.tokens
    low, noun = tokens[i].low, tokens[i - 1].low
    if low.endswith("s") or (noun.endswith("s") and not noun.endswith("ss")):
        return False
    if noun in lex.lists["pluralish"] or tags[i + 1 : i + 2] in (["h"], ["q"]):
        return False
    k = i - 1
    while k > 0 and tags[k] in "nN":
        k -= 1
    return tags[k] == "'" or (tags[k] == "d" and tokens[k].low in SINGULAR)


SINGULAR = frozenset("a an this his her its their our my your".split())


def _unit(
    text: str, start: int, end: int, number: int, quotes: Sequence[Quote], lex: Lexicon
) -> Unit:
    """One unit; `quotes` are those that lie in it."""
    row, at = _Row(), start
    for quote in quotes:
        _scan(text, at, quote.start, row, lex)
        row.quotes[len(row.tokens)] = quote
        row.add(quote.start, quote.end, "“”", "q")
        at = max(at, quote.end)
    _scan(text, at, end, row, lex)
    _nicknames(text, row)
    _names(row, lex)
    _nouns(row, lex)
    return Unit(start, end, row.tokens, "".join(row.tags), number, row.quotes)


THAT = re.compile(r"(?:,[^,]{1,12},)?h")  # "she said, without evidence, that"
QUOTES = frozenset(("quote", "quote-only"))
AFTERWARDS = frozenset("as when while before after until".split())


def attributes(unit: Unit, lex: Lexicon) -> bool:
    """Whether a unit after a quotation only says who spoke: "he asked.", "said Anna Berg."."""
    tags = unit.tags
    for i, token in enumerate(unit.tokens[:12]):
        cue = lex.cues.get(token.low)
        if cue and not QUOTES.isdisjoint(cue.takes) and cue.form != "base":
            before, after = tags[:i], tags[i + 1 :].rstrip(".").partition(",")[0]
            if "quote" not in cue.takes and (not before or len(after) > 1):
                return False
            if THAT.match(tags, i + 1) or tags[i + 1 : i + 3] in (",x", ",v"):
                return False
            if before == "r" and unit.tokens[0].capital and tags[i + 1 : i + 3] in (",q", ":q"):
                return False
            if any(t in "vaxgwhsq;:-" for t in before):
                return False
            if not before:
                return not any(t in "vxhwq:" for t in after) and len(after) < 20 and "q" not in tags
            if before[-1] not in "rnNo)b,D'":
                return False
            if after[:1] == "s" and unit.tokens[i + 1].low in AFTERWARDS:
                return True
            return (
                not any(t in "vxhwqr:,m" for t in after)
                and (not after or after[0] in "pbDoncNT")
                and len(after) < 14
            )
    return False


def units(
    text: str, sentences: Sequence[Sentence], quotes: Sequence[Quote], lex: Lexicon
) -> list[Unit]:
    """The units of a text in order."""
    spans: list[Sentence] = []
    starts = [q.start for q in quotes]
    for sentence in sentences:
        inside = bisect_right(starts, sentence.start - 1) - 1
        joined = (
            spans and inside >= 0 and quotes[inside].start < sentence.start < quotes[inside].end
        )
        if joined and spans[-1].paragraph == sentence.paragraph:
            spans[-1] = Sentence(
                spans[-1].start, max(sentence.end, spans[-1].end), sentence.paragraph
            )
        else:
            spans.append(sentence)
    found: list[Unit] = []
    for span in spans:
        low, high = bisect_right(starts, span.start - 1), bisect_right(starts, span.end - 1)
        unit = _unit(text, span.start, span.end, span.paragraph, quotes[low:high], lex)
        if not unit.tokens:
            continue
        previous = found[-1] if found else None
        if (
            previous
            and previous.paragraph == unit.paragraph
            and previous.tags[-1] == "q"
            and attributes(unit, lex)
        ):
            found[-1] = _join(previous, unit)
        else:
            found.append(unit)
    return found


def _join(left: Unit, right: Unit) -> Unit:
    """Two units as one."""
    shift = len(left.tokens)
    moved = {index + shift: quote for index, quote in right.quotes.items()}
    return Unit(
        left.start, right.end, left.tokens + right.tokens, left.tags + right.tags,
        left.paragraph, left.quotes | moved,
    )  # fmt: skip


def inner(text: str, span: Span, paragraph: int, lex: Lexicon) -> Unit:
    """A unit of a stretch inside a quotation."""
    return _unit(text, span.start, span.end, paragraph, (), lex)
