"""An article and its statements to claims, in text order and not yet grouped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis import moments, quantities
from analysis.actors import ActorTable
from analysis.claims import amounts
from analysis.claims.additions import own, part, reported
from analysis.claims.clauses import Clause, clauses
from analysis.claims.joining import ACCUSED, merged
from analysis.claims.judge import CUT_ACTS, judge
from analysis.claims.lexicon import lexicon
from analysis.claims.nominal import event_noun
from analysis.claims.reading import Words
from analysis.claims.rivals import rivals, settle
from analysis.claims.spans import trimmed
from analysis.claims.stances import CHARGE
from analysis.claims.stretches import Slices, told
from analysis.claims.terms import toll
from analysis.claims.tokens import TELLS
from analysis.claims.verdicts import Context, Verdict, counted
from analysis.claims.voices import Voice, Voices
from analysis.claims.worth import UNTOLD, plain, settled, weighed
from analysis.moments import Moment
from analysis.quantities import Quantity
from store.records import Article, Claim, Statement, finding_id

ARTICLE = "(article)"
STOPS = frozenset('.!?”"')
STOP = re.compile(r"[.!?]")
NAMED_BEFORE = re.compile(r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*),?\s*$")
OPENER = re.compile(r"(?:[.!?:;”\"]\s+|\n\s*|^)((?:[\w’'-]+ ){1,5})$")
"""Whoever opens the sentence, before "who"."""
PRONOUNS = frozenset(("it", "he", "she", "they", "who", "which", "that"))
ARTICLES = re.compile(r"^(?:the|an?|its|their)\s+", re.IGNORECASE)
TO = re.compile(r"\s+(?:not\s+)?to\s+\w+")
LEAD = 8
"""So many characters of "that" and of white space lie before a statement."""
LONGEST = 250
"""So many words of one sentence and voice are read: none is longer, and work stays linear."""


RELATIVE = ", wh"
"""How a relative clause begins that tells more of what is demanded."""


class Candidate(NamedTuple):
    """A clause that may be a claim: what it stands in, all its numbers, what the rules say."""

    clause: Clause
    context: Context
    held: Sequence[Quantity]
    verdict: Verdict | None


Sentence = tuple[int, int, Sequence[Voice], list[Quantity], list[Moment]]
"""Where a sentence begins and ends, its voices, numbers and dates."""


class Extractor:
    """Reads the claims of one article."""

    def __init__(self, article: Article, voices: Voices, table: ActorTable) -> None:
        self.article = article
        self.text = article.text
        self.voices = voices
        self.table = table
        self.words = Words(self.text)
        self.published = article.published.date if article.published else None

    def run(self) -> list[Claim]:
        """All claims in text order, each span once."""
        found: dict[tuple[int, int], Claim] = {}
        for start, end, voices, numbers, when in self._sentences():
            for voice in voices:
                for clause, context, held, first in self._clauses(voice, numbers, when):
                    verdict = settled(clause, context, first)
                    if verdict is None or self._attributes(clause, voice, first):
                        continue
                    claim = self._claim(clause, context, verdict, voice)
                    if claim.quantity is None and self.voices.only_said(claim.start, claim.end):
                        continue
                    found.setdefault((claim.start, claim.end), claim)
                    added = part(self.text, clause, context, held) if len(held) > 1 else None
                    if added is not None:
                        claim = self._claim(clause, *added, voice)
                        found.setdefault((claim.start, claim.end), claim)
            if len(numbers) > 1:
                self._rivals(start, end, numbers, found)
        return [found[span] for span in sorted(found)]

    def candidates(self) -> Iterator[tuple[Candidate, Claim]]:
        """Every clause that is weighed, and the claim that it would be: for fitting the weights."""
        for _, _, voices, numbers, when in self._sentences():
            for voice in voices:
                for one in self._clauses(voice, numbers, when):
                    free = weighed(one.clause, one.context, one.verdict)
                    if free and not self._attributes(one.clause, voice, one.verdict):
                        told = one.verdict or UNTOLD
                        yield one, self._claim(one.clause, one.context, told, voice)

    def _sentences(self) -> Iterator[Sentence]:
        """The sentences of the story, no voice in those that ask."""
        opening = self.words
        dates = Slices(moments.find(self.text, published=self.published, at=opening.dating))
        amounts = Slices(quantities.find(self.text, taken=dates.items, at=opening.counting))
        for start, end in told(self.article):
            question = self.text[start:end].rstrip("”\"'’) ").endswith("?")
            voices = [] if question else self.voices.over(start, end)
            yield start, end, voices, amounts.between(start, end), dates.between(start, end)

    def _rivals(
        self,
        start: int,
        end: int,
        numbers: Sequence[Quantity],
        found: dict[tuple[int, int], Claim],
    ) -> None:
        """Claims for numbers with sources of their own, in place of those that hold two."""
        given = rivals(self.text, start, end, numbers)
        if given:
            words, _ = self.words.between(start, end, LONGEST)
            noun = event_noun(words)
            event = toll(words) or (noun.name if noun else "")
            settle(found, given, self.article, event, [self._known(one.by) for one in given])

    def _known(self, words: str) -> str:
        """The actor that words for a source name, else the words without their article."""
        known = self.table.resolve(words.strip())
        return known.name if known is not None else ARTICLES.sub("", words.strip()) or ARTICLE

    def _clauses(
        self, voice: Voice, numbers: Sequence[Quantity], when: Sequence[Moment]
    ) -> Sequence[Candidate]:
        """The clauses of a voice that may be claims, with what the rules say of them.

        What is demanded is none; a relative clause behind a comma tells of it what is so, and the
        article tells it where the demand is not quoted.
        """
        said = voice.statement
        asked = said is not None and said.act in CUT_ACTS
        if asked and self.text.find(RELATIVE, voice.start, voice.end) < 0:
            return ()
        if not self.words.bits(voice.start, voice.end) & TELLS:
            return ()
        words, starts = self.words.between(voice.start, voice.end, LONGEST)
        cut, found = clauses(words, starts), list[Candidate]()
        parts = cut if asked else merged(cut, when, numbers)
        for index, clause in enumerate(parts):
            if asked and not (clause.kind == "relative" and clause.comma):
                continue
            held = [q for q in numbers if clause.holds(q.number[0])] if numbers else []
            inner = own(self.text, clause, held) if held else held
            dates = [moment for moment in when if clause.holds(moment.start)] if when else []
            by = None if asked and said is not None and said.kind == "indirect" else said
            context = Context(by, inner, dates, voice.whole and index == 0)
            verdict = judge(clause, context)
            if asked and verdict is not None:
                verdict = verdict._replace(end=self._aside(clause, held, dates))
            if verdict is not None or inner or dates or plain(clause):
                found.append(Candidate(clause, context, held, verdict))
        return found

    def _aside(
        self, clause: Clause, held: Sequence[Quantity], dates: Sequence[Moment]
    ) -> int | None:
        """Where a relative clause ends that is put into a demand, None where it is the last."""
        starts = [*(item.start for item in held), *(item.start for item in dates)]
        first = max(starts, default=clause.past(0))
        mark = self.text.find(", ", first, clause.end)
        return mark if mark > 0 else None

    def _attributes(self, clause: Clause, voice: Voice, verdict: Verdict | None) -> bool:
        """Whether a clause of the narration only brings in the statement that follows it."""
        if verdict is not None and verdict.rule in {"perception", "number", "figure"}:
            return False
        if voice.end > clause.end + LEAD or self.voices.starting(voice.end) is None:
            return False
        if STOP.search(self.text, clause.end, voice.end + LEAD) is not None:
            return False
        sets = lexicon().sets
        between = self.text[clause.end : clause.end + LEAD].lstrip(" ,:")[: len("that")]
        if between != "that" and voice.end > clause.end + len(": "):
            return False
        place = -2 if clause.words[-1].low == "that" and len(clause.words) > 1 else -1
        last, said = clause.words[place], sets["speech.words"]
        bare = len(clause.words) + place > 0 and clause.verbal[place - 1]
        if bare and (last.low in sets["size.named"] or last.low in ACCUSED):
            return True
        return last.low in sets["size.telling"] or any(w.low in said for w in clause.words[-4:])

    def _claim(self, clause: Clause, context: Context, verdict: Verdict, voice: Voice) -> Claim:
        end = self._reach(clause, verdict, voice)
        begin = verdict.start if verdict.start is not None else reported(clause, context)
        begin = clause.start if begin is None else begin
        keep = self._kept(clause, context, end)
        said = context.statement
        denied = said is not None and said.act == "deny"
        keep = (*keep, end) if denied else keep
        start, end = trimmed(self.text, clause, begin, end, keep)
        number = amounts.number(self.text, context, verdict, start, end)
        qualifier, bound = amounts.bound(self.text, number, start)
        value, day = amounts.value_and_day(context.moments, verdict, start, end)
        refused = verdict.event is not None and verdict.event.name == "rejection"
        denied = denied or (refused and CHARGE.search(self.text, start, end) is not None)
        return Claim(
            id=finding_id(self.article.id, "c", start, end),
            article=self.article.id,
            start=start,
            end=end,
            text=self.text[start:end],
            asserted_by=self._source(verdict, said),
            statement=said.id if said is not None else None,
            quantity=number.value if number is not None else None,
            quantity_high=number.high if number is not None else None,
            qualifier=qualifier,
            bound=bound if number is not None else "",
            unit=number.unit if number is not None else "",
            subject=number.noun if number is not None else "",
            scope=number.scope if number is not None else "",
            value="denied" if denied else value,
            when=day,
            confidence=round(verdict.confidence, 2),
            rule=f"claim:{verdict.rule}" + (f":{verdict.event.name}" if verdict.event else ""),
        )

    def _source(self, verdict: Verdict, said: Statement | None) -> str:
        """Who asserts it: the speaker, the one who names the figure, else the article."""
        if said is not None:
            return said.speaker or ARTICLE
        if verdict.by is None:
            return ARTICLE
        words = self.text[slice(*verdict.by)].split(",")[0].strip()
        owner = NAMED_BEFORE.search(self.text, max(0, verdict.by[0] - 80), verdict.by[0])
        if words.casefold() in {"which", "who"}:
            owner = owner or OPENER.search(self.text, max(0, verdict.by[0] - 80), verdict.by[0])
            words = owner.group(1).strip() if owner is not None else words
        if words.casefold() in PRONOUNS:
            before = self.voices.before(verdict.by[0])
            return before.speaker if before is not None and before.speaker else ARTICLE
        return self._known(words)

    def _reach(self, clause: Clause, verdict: Verdict, voice: Voice) -> int:
        """Where the claim ends: what was not verified may be a statement of its own."""
        end = min(verdict.end or clause.end, voice.end)
        if verdict.rule == "perception" and voice.end - end < 3:
            inner = self.voices.starting(voice.end)
            if inner is not None and self.text[end - 1] not in STOPS:
                return inner.end if not STOP.search(self.text, end, inner.start) else end
        return end

    def _kept(self, clause: Clause, context: Context, end: int) -> tuple[int, ...]:
        """Offsets before which the span is not cut: its verb, its number, its date."""
        numbers = [item.end for item in counted(context) if item.end <= end][:1]
        dates = [moment.end for moment in context.moments if moment.end <= end]
        first = dates if not numbers else [date for date in dates if date < numbers[0]]
        if not clause.has_finite():
            return (*numbers, *first[:1])
        verb = clause.past(clause.verbal.index(True))
        far = TO.match(self.text, verb)
        return (*numbers, *first[:1], verb if far is None else far.end())
