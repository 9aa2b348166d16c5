"""Units to drafts: what each says, and quotations that take their speaker from what stands before.

A quotation that stands free belongs to whom the text quoted last; one after a colon to whom the
colon leads from; first-person sentences beside an attribution are a quotation that lost its marks.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis import actors_data
from analysis.statements.frames import Reader
from analysis.statements.lexicon import Lexicon
from analysis.statements.phrases import end_of
from analysis.statements.reading import Found
from analysis.statements.shape import silent
from analysis.statements.subjects import Subject, clause_subject
from analysis.statements.tokens import Unit

FIRST_PERSON = frozenset("we us our ours i my me we're we've we'll i'm i've i'll ourselves".split())

CITED = re.compile(r"(\()(N[nN]*)\.?\)\.?")
AFFILIATED = re.compile(r"()(NN+),[Nnpdc']+[.m]*")
HEADLINE = re.compile(r"(N{1,4}):(?=.{3})")
HEADED = "headline, name first"
SIGNED = re.compile(r"(q?)-(N[nN'p]*)(?:,[^q:;-]{1,20})?[.m]?")
NAMED_PLACE = re.compile(r"b[dnNpgbhD#',]{1,12}:(?=q)")  # "Then, later that month on CNN: “...”"
NO_NAME = re.compile(r"[^dnN.']")
LEAD = re.compile(r"-?(?:[cbg]+,?)?")  # "But “...”", "Then, “...”", "Adding, “...”"


class Draft(NamedTuple):
    """A statement in article offsets, before its speaker is known by name.

    `unit` is the number of its unit, `to` the addressee, `relay` who passes it on, `part` the span
    of the first piece, `unmarked` a quotation without its marks.
    """

    start: int
    end: int
    mention: tuple[int, int] | None
    cue: tuple[int, int]
    lemma: str
    act: str
    rule: str
    unit: int
    relay: tuple[int, int] | None = None
    part: tuple[int, int] | None = None
    to: tuple[int, int] | None = None
    unmarked: bool = False


def _span(unit: Unit, first: int, last: int) -> tuple[int, int]:
    return unit.tokens[first].start, unit.tokens[last - 1].end


def _draft(unit: Unit, number: int, item: Found) -> Draft:
    """A found statement in article offsets."""
    start = unit.tokens[item.start].start
    end = unit.tokens[item.end - 1].end if item.end > item.start else start
    mention = _span(unit, item.mention.start, item.mention.end) if item.mention else None
    to = _span(unit, *item.to) if item.to else None
    cue = _span(unit, *item.cue)
    return Draft(start, end, mention, cue, item.lemma, item.act, item.rule, number, to=to)


class Collector:
    """Collects the drafts of an article's units in reading order."""

    def __init__(self, text: str, units: list[Unit], lex: Lexicon) -> None:
        """The units of `text`, boilerplate left out."""
        self.text, self.units, self.lex = text, units, lex
        self.drafts: list[Draft] = []
        self.last: Draft | None = None
        self.colon: Draft | None = None
        self.unmarked: Draft | None = None
        self.running = 0
        self._agreed: tuple[int, int] | None = None

    def collect(self) -> list[Draft]:
        """All drafts in text order."""
        for number, unit in enumerate(self.units):
            self._unit(number, unit)
        return self.drafts

    def _unit(self, number: int, unit: Unit) -> None:
        found = [] if silent(unit, self.lex) else Reader(unit, self.lex).read()
        made: list[Draft] = []
        for item in found:
            if item.rule != "relay":
                made += [] if item.colon else [_draft(unit, number, item)]
            elif item.mention is not None and made:
                span = _span(unit, item.mention.start, item.mention.end)
                made[-1] = made[-1]._replace(relay=span)
        if not made and (self._medium(unit) or self._signature(number, unit)):
            return
        if not made:
            made = self._headline(number, unit)
        made += self._free(number, unit, made)
        agreed = self._agreed
        self._agreed = None if made else self._speaks_next(number, unit)
        if agreed is not None:
            made = [d._replace(mention=agreed) if d.rule == "carried quote" else d for d in made]
        made = self._run_on(number, unit, made)
        made = [self._lost_marks(unit, d) for d in made]
        if not made:
            self._go_on(number, unit)
        opening = next((_draft(unit, number, f) for f in found if f.colon), None)
        self.colon = opening or self._leads(number, unit, made)
        made.sort()
        self.drafts += made
        spoken = [d for d in made if "q" in unit.tags or d.rule == "that"] or made
        if spoken:
            self.last = spoken[-1]
            self.unmarked = next((d for d in reversed(made) if d.unmarked), None)
        elif not self._continued(number):
            self.unmarked = None

    def _speaks_next(self, number: int, unit: Unit) -> tuple[int, int] | None:
        """Who speaks in the quotation after a unit such as "Anna Berg agreed."."""
        last = len(unit.tags) - 2
        cue = self.lex.cues.get(unit.tokens[last].low) if last > 0 else None
        follows = self.units[number + 1 : number + 2]
        if (
            cue is None
            or cue.form not in ("past", "present")
            or unit.tags[-1] != "."
            or not follows
        ):
            return None
        if follows[0].tags[0] != "q" or follows[0].paragraph != unit.paragraph or "q" in unit.tags:
            return None
        who = clause_subject(unit, last + 1, -1)
        return _span(unit, who.start, who.end) if who is not None else None

    def _leads(self, number: int, unit: Unit, made: list[Draft]) -> Draft | None:
        """The source of a unit that ends in a colon: "The council released this statement:"."""
        if not unit.tags.endswith(":") or made or len(unit.tags) < 3:
            return None
        turned = unit.tokens[0].low in self.lex.cues and end_of(unit, 1) == len(unit.tags) - 1
        who = clause_subject(unit, len(unit.tags) - 1, -1)
        if turned:
            who = Subject(1, len(unit.tags) - 1, "inverted")
        if who is None and self.last is not None and not set(unit.tags[:-2]) & set("xvaq"):
            near = self._paragraph(self.last) >= unit.paragraph - 1
            return self.last._replace(unit=number, part=None) if near else None
        if who is None:
            return None
        mention, last = _span(unit, who.start, who.end), len(unit.tags)
        cue = _span(unit, last - 1, last)
        return Draft(0, 0, mention, cue, "", "statement", "colon", number)

    def _headline(self, number: int, unit: Unit) -> list[Draft]:
        """ "Berg: Bridge will stay shut", a line of its own with a name before the colon."""
        match = HEADLINE.match(unit.tags) if unit.tags[0] == "N" else None
        if not match or unit.tags[-1] in ".q:" or not set(unit.tags[match.end() :]) & set("xva"):
            return []
        follows = self.units[number + 1 : number + 2]
        if number and self.units[number - 1].paragraph == unit.paragraph:
            return []
        if follows and follows[0].paragraph == unit.paragraph:
            return []
        who, cue = _span(unit, *match.span(1)), _span(unit, match.end(1), match.end())
        start = unit.tokens[match.end()].start
        return [Draft(start, unit.end, who, cue, "", "statement", HEADED, number)]

    def _paragraph(self, draft: Draft) -> int:
        return self.units[draft.unit].paragraph

    def _continued(self, number: int) -> bool:
        """Whether the unit just read was added to a quotation without marks."""
        return bool(self.drafts) and self.drafts[-1].unit == number

    def _free(self, number: int, unit: Unit, made: list[Draft]) -> list[Draft]:
        """The unit's opening quotation, when nothing in the unit claims it."""
        if not unit.quotes:
            return []
        opening = NAMED_PLACE.match(unit.tags) or LEAD.match(unit.tags)
        lead = opening.end() if opening else 0
        quote = unit.quotes.get(lead)
        if quote is None or any(d.start < quote.end and quote.start < d.end for d in made):
            return []
        if self.colon is not None and unit.paragraph <= self._paragraph(self.colon) + 1:
            return [
                self.colon._replace(start=quote.start, end=quote.end, unit=number, rule="colon")
            ]
        rest = unit.tags[lead + 1 :].rstrip(".")
        alone = not rest or (quote.stopped and rest[0] in "cw")
        end = quote.end
        start = quote.start if unit.tags[0] in "g-" or unit.tags[lead - 1] == ":" else unit.start
        if not alone and not quote.stopped and not set(rest) & set("xvr:;q") and not made:
            same = self.last is not None and self._paragraph(self.last) == unit.paragraph
            alone = same and quote.end - quote.start > 25
            end = unit.tokens[lead + len(rest)].end
        elif not alone and not made and lead == 0 and quote.end - quote.start > 60:
            same = self.last is not None and self._paragraph(self.last) == unit.paragraph
            alone, end = same, quote.end
        if alone and self.last is not None and self._paragraph(self.last) >= unit.paragraph - 1:
            part = self.last.part or (self.last.start, self.last.end)
            return [
                self.last._replace(
                    start=start,
                    end=end,
                    unit=number,
                    rule="carried quote",
                    part=part,
                    act="statement",
                )
            ]
        return []

    def _paragraph_of_its_own(self, unit: Unit, number: int) -> bool:
        """Whether a paragraph is but one quotation, and the one before ends with another."""
        if unit.tags.rstrip(".") != "q" or number == 0:
            return False
        before = self.units[number - 1]
        follows = self.units[number + 1 : number + 2]
        alone = not follows or follows[0].paragraph != unit.paragraph
        last, quote = before.quotes.get(len(before.tags) - 1), unit.quotes.get(0)
        if last is None or quote is None or last.damaged or quote.damaged or not alone:
            return False
        marks = self.text[last.start], self.text[quote.start]
        asked = "?" in self.text[last.end - 2 : last.end]
        return marks[0] == marks[1] and not asked and before.paragraph == unit.paragraph - 1

    def _run_on(self, number: int, unit: Unit, made: list[Draft]) -> list[Draft]:
        """A quotation whose opener is repeated in the next paragraph is one statement."""
        begun, self.running = self.running, 0
        if not unit.quotes:
            return made
        last = unit.quotes.get(len(unit.tags) - 1)
        first = unit.quotes.get(0)
        if last is not None and last.open:
            self.running = last.end
        if not begun and first is not None and self._paragraph_of_its_own(unit, number):
            begun = self.units[number - 1].end
        if not begun or first is None:
            return made
        previous = self.drafts[-1] if self.drafts and self.drafts[-1].end == begun else None
        for at, draft in enumerate(made):
            if draft.start != first.start or previous is None:
                continue
            if draft.rule == "carried quote":
                self.drafts.pop()
                made[at] = previous._replace(end=draft.end, unit=draft.unit)
            elif draft.rule == "quote, speaker after" and previous.rule == "carried quote":
                self.drafts[-1] = previous._replace(
                    mention=draft.mention, cue=draft.cue, to=draft.to, part=None
                )
                made[at] = draft._replace(part=(previous.start, previous.end))
            break
        return made

    def _lost_marks(self, unit: Unit, draft: Draft) -> Draft:
        """First-person content before its attribution: a quotation that lost its marks."""
        if draft.rule != "clause, speaker after" or "q" in unit.tags:
            return draft
        words = {t.low for t in unit.tokens if draft.start <= t.start < draft.end}
        mention = self.text[slice(*draft.mention)].lower() if draft.mention else ""
        if words & FIRST_PERSON and mention not in FIRST_PERSON:
            return draft._replace(unmarked=True, rule="quote without marks")
        return draft

    def _go_on(self, number: int, unit: Unit) -> None:
        """Further sentences of a quotation without marks, in its paragraph."""
        first = self.unmarked
        if first is None or self._paragraph(first) != unit.paragraph or "q" in unit.tags:
            return
        words = {t.low for t in unit.tokens}
        asks = self.text[unit.end - 1 : unit.end] == "?"
        previous = self.drafts[-1] if self.drafts else first
        joined = previous.unmarked and previous.part is not None
        if not (asks or words & FIRST_PERSON or (joined and len(unit.tokens) <= 4)):
            return
        part = first.part or (first.start, first.end)
        if joined and previous.unit == number - 1:
            self.drafts[-1] = previous._replace(end=unit.end, unit=number)
            return
        self.drafts.append(
            first._replace(
                start=unit.start, end=unit.end, unit=number, part=part, act="statement",
                rule="quote without marks, continued",
            )
        )  # fmt: skip

    def _signature(self, number: int, unit: Unit) -> bool:
        """A quotation signed below or beside: "“...” - Anna Berg"."""
        if unit.tags[0] not in "q-(N":
            return False
        match = SIGNED.fullmatch(unit.tags) or CITED.fullmatch(unit.tags)
        above = self.units[number - 1] if number else unit
        bare = (
            match is None
            and above.tags.rstrip(".m") == "q"
            and above.tokens[0].end - above.start > 40
        )
        match = AFFILIATED.fullmatch(unit.tags) if bare else match
        if not match or number == 0:
            return False
        who = _span(unit, match.start(2), match.end(2))
        if match.re is CITED:
            return self._cited(number, above, who)
        quote = unit.quotes.get(0) if match.group(1) else above.quotes.get(0)
        if quote is None or (not match.group(1) and above.tags.rstrip(".") != "q"):
            return False
        if self.drafts and self.drafts[-1].start == quote.start:
            self.drafts.pop()
        cue = _span(unit, match.start(2) - 1, match.start(2))
        self.drafts.append(
            Draft(quote.start, quote.end, who, cue, "", "statement", "signed quote", number)
        )
        return True

    def _cited(self, number: int, above: Unit, who: tuple[int, int]) -> bool:
        """A quotation with its source in brackets: "“...” [Harbour Echo]"."""
        quote = above.quotes.get(len(above.tags) - 1)
        if quote is None or not quote.stopped or quote.end - quote.start < 40:
            return False
        last = self.drafts[-1] if self.drafts else None
        if last is not None and last.rule == "carried quote" and last.start == quote.start:
            self.drafts.pop()
        elif last is not None and last.end > quote.start:
            return False
        self.drafts.append(
            Draft(quote.start, quote.end, who, who, "", "statement", "cited quote", number - 1)
        )
        return True

    def _medium(self, unit: Unit) -> bool:
        """A stump that names only a medium ("Local newspapers."): it passed on what precedes."""
        if len(unit.tokens) > 6 or NO_NAME.search(unit.tags) or not self.drafts:
            return False
        previous = self.drafts[-1]
        media = actors_data.words().media
        if self._paragraph(previous) != unit.paragraph or previous.relay:
            return False
        last = len(unit.tags.rstrip("."))
        if last < 1 or unit.tokens[last - 1].low not in media:
            return False
        self.drafts[-1] = previous._replace(relay=_span(unit, 0, last))
        return True
