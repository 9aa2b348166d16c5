"""The records of wirecopy: what is known of an article, what was found in it, what a reader did.

Offsets are code points into `Article.text`, 0-based and end-exclusive.  Lists are tuples.
"""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

Verdict = Literal["verified", "unverified", "disputed", "false", "not-checkable"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Act = Literal[
    "statement", "demand", "reject", "deny", "threaten",
    "promise", "accuse", "announce", "warn", "offer",
]  # fmt: skip
ACTS: tuple[Act, ...] = get_args(Act)
QuoteKind = Literal["direct", "indirect", "mixed"]
MentionKind = Literal["name", "org", "nominal", "pronoun", "none"]
Label = Literal["same", "edited", "moved", "moved+edited", "only_left", "only_right"]
Relation = Literal["copy", "shares-passage"]
GroupStatus = Literal[
    "agree", "lower-bounds-differ", "conflict", "disputed", "source-differs", "single"
]


class Record(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Base of all records: frozen, compact when written, no part of a cycle."""


class Span(Record, frozen=True, gc=False):
    """A stretch of an article's text."""

    start: int
    end: int


class Region(Record, frozen=True, gc=False):
    """A part of the text that is not the story; `kind` as in the annotation guideline."""

    start: int
    end: int
    kind: str


class Metadata(Record, frozen=True, gc=False):
    """A fact about the article that stands in its text: title, date, agency, photo_credit ..."""

    kind: str
    value: str
    start: int
    end: int


class Published(Record, frozen=True, gc=False):
    """When an article was published: ISO date ("2022-02-17", "2022-02"), and how that is known."""

    date: str
    precision: Literal["time", "day", "month", "year"] = "day"
    how: Literal["stated", "caption", "inferred"] = "stated"


class Notice(Record, frozen=True, gc=False):
    """What intake wants the reader to know of an article ("decoded as cp1252")."""

    code: str
    text: str


class Article(Record, frozen=True, gc=False):
    """One text as it came in.  `name` is the file's own name, `source` a path or an address."""

    id: str
    name: str
    source: str
    text: str
    title: str = ""
    outlet: str = ""
    agencies: tuple[str, ...] = ()
    published: Published | None = None
    language: str = ""
    boilerplate: tuple[Region, ...] = ()
    subheads: tuple[Span, ...] = ()
    metadata: tuple[Metadata, ...] = ()
    notices: tuple[Notice, ...] = ()
    added: str = ""
    version: int = 1
    previous: str | None = None


class Actor(Record, frozen=True, gc=False):
    """Somebody who can speak or want: a person, organisation, state or group."""

    name: str
    kind: Literal["person", "org", "state", "group", "medium", "unknown"] = "unknown"
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class Statement(Record, frozen=True, gc=False):
    """A passage that an actor is reported to have uttered, and how the engine came to think so.

    `speaker` is a canonical name ("" when unknown); `speakers` all of them when one cue has
    several.  `when` is the ISO date of the utterance.  `confidence` is a probability in 0..1.
    """

    id: str
    article: str
    start: int
    end: int
    text: str
    kind: QuoteKind
    speaker: str = ""
    speakers: tuple[str, ...] = ()
    mention_start: int | None = None
    mention_end: int | None = None
    mention_kind: MentionKind = "none"
    cue: str = ""
    cue_start: int | None = None
    cue_end: int | None = None
    relayed_by: str | None = None
    when: str | None = None
    when_source: Literal["stated", "inferred"] | None = None
    act: Act = "statement"
    realised: Literal["yes", "no", "claimed"] | None = None
    confidence: float = 0.5
    rule: str = ""
    damaged: bool = False
    probable: bool = False
    nested: bool = False
    part_of: str | None = None


class Response(Record, frozen=True, gc=False):
    """How a demand was met: a passage of some article, by whom, and in which way."""

    start: int
    end: int
    text: str
    by: str
    response: Literal["rejected", "counter-offer", "assurance", "conceded"]
    article: str = ""


class Demand(Record, frozen=True, gc=False):
    """What one side wants another to do or stop; `demand` is a catalogue key or "other"."""

    id: str
    article: str
    start: int
    end: int
    text: str
    demand: str
    name: str = ""
    holder: str = ""
    target: str = ""
    statement: str | None = None
    responses: tuple[Response, ...] = ()
    weaker: bool = False
    confidence: float = 0.5
    rule: str = ""


class Claim(Record, frozen=True, gc=False):
    """A passage that the world can prove true or false.

    `asserted_by` is "(article)" for the article's own voice.  `qualifier` is the wording of the
    bound ("more than"), `bound` its meaning; `value` carries what is not a quantity (an ISO date,
    "not verified").
    """

    id: str
    article: str
    start: int
    end: int
    text: str
    asserted_by: str = "(article)"
    statement: str | None = None
    group: str = ""
    quantity: float | int | None = None
    quantity_high: float | int | None = None
    qualifier: str = ""
    bound: Literal["", "exact", "at-least", "at-most", "about", "range", "reported"] = ""
    unit: str = ""
    subject: str = ""
    scope: str = ""
    value: str = ""
    when: str | None = None
    confidence: float = 0.5
    rule: str = ""


class ClaimGroup(Record, frozen=True, gc=False):
    """Claims that answer one question, and whether their answers can be true together."""

    group: str
    title: str
    ids: tuple[str, ...]
    values: tuple[str, ...] = ()
    status: GroupStatus = "single"
    note: str = ""


class QuoteVariant(Record, frozen=True, gc=False):
    """Statements of different articles that render one utterance."""

    name: str
    ids: tuple[str, ...]


class CopyLink(Record, frozen=True, gc=False):
    """Why two articles are not two sources.  `left` and `right` are article ids."""

    left: str
    right: str
    relation: Relation
    containment: float
    jaccard: float
    shared_words: int
    why: str = ""


class AlignedRow(Record, frozen=True, gc=False):
    """One row of a diff: what became of these sentences.

    `words` holds (op, left_start, left_end, right_start, right_end) in article offsets, op one of
    equal, replace, delete, insert.
    """

    label: Label
    left: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()
    words: tuple[tuple[str, int, int, int, int], ...] = ()
    punct_only: bool = False


class Alignment(Record, frozen=True, gc=False):
    """The sentence alignment of two articles, rows in reading order of the left, then the right."""

    left: str
    right: str
    rows: tuple[AlignedRow, ...]
    notice: str = ""


class Findings(Record, frozen=True, gc=False):
    """All that was found in one article."""

    article: str
    statements: tuple[Statement, ...] = ()
    demands: tuple[Demand, ...] = ()
    claims: tuple[Claim, ...] = ()
    engine: str = ""


class Correction(Record, frozen=True, gc=False):
    """Findings regrouped by a reader; `name` is the title of a rename, the key of a move."""

    act: Literal["merge", "split", "rename", "move"]
    targets: tuple[str, ...]
    name: str = ""


class Story(Record, frozen=True, gc=False):
    """What holds across articles: copies, groups, variants, actors.

    `occurrences` are sets of ids of one finding in copies of one text, which inherit its verdict.
    `demand_titles` are keys and titles of the catalogue.  `corrected` stands for the regroupings by
    readers in it, `amended` for what they said of statements, `found_` for what was there before.
    """

    links: tuple[CopyLink, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    claim_groups: tuple[ClaimGroup, ...] = ()
    quote_variants: tuple[QuoteVariant, ...] = ()
    occurrences: tuple[tuple[str, ...], ...] = ()
    actors: tuple[Actor, ...] = ()
    demand_titles: tuple[tuple[str, str], ...] = ()
    corrected: str = ""
    amended: str = ""
    found_groups: tuple[ClaimGroup, ...] = ()
    found_demands: tuple[Demand, ...] = ()
    found_titles: tuple[tuple[str, str], ...] = ()
    found_copies: tuple[tuple[str, ...], ...] = ()
    found_occurrences: tuple[tuple[str, ...], ...] = ()


class Anchor(Record, frozen=True, gc=False):
    """Where a finding stood when it was judged: its span, its words, the words around it."""

    article: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""


class Event(Record, frozen=True, gc=False):
    """One act of a reader.  `before` and `after` are JSON values; `time` is UTC, ISO 8601.

    `number` counts from 1 within a workspace; events of one bulk act share `batch`.  `id` is the
    event's own anywhere, `of` the id of the event that an undo or redo is about, `unseen` that of a
    colleague's event that the reader had not seen when overruling it.  "attach" says that the
    passage of `target` is now the finding `after`.
    """

    number: int
    time: str
    by: str
    op: Literal["verdict", "note", "tags", "evidence", "correct", "attach", "undo", "redo"]
    target: str
    before: object = None
    after: object = None
    reason: str = ""
    batch: str = ""
    id: str = ""
    of: str = ""
    anchor: Anchor | None = None
    unseen: str = ""


class Review(Record, frozen=True, gc=False):
    """The state of one finding that the events add up to."""

    verdict: Verdict | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    inherited: bool = False
    by: str = ""
    time: str = ""


def digest(*parts: str) -> str:
    """Ten hexadecimal digits that stand for the parts."""
    import hashlib

    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def article_id(source: str, text: str) -> str:
    """Same source and same text: the same article."""
    return "a" + digest(source, text)


def finding_id(article: str, kind: Literal["s", "d", "c"], start: int, end: int) -> str:
    """Derived from article, kind and span, so that a verdict survives a new analysis."""
    return kind + digest(article, kind, str(start), str(end))
