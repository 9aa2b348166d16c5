"""Quotations that no known reporting verb claims, read by what stands beside them."""

from __future__ import annotations

from analysis.statements.lexicon import Cue
from analysis.statements.phrases import end_of, start_of
from analysis.statements.reading import Reading
from analysis.statements.subjects import Subject, clause_subject, inverted

SHORTEST = 12  # characters of a quotation that can stand for a sentence
LONG = 40
QUOTED = 65  # characters of quoted words that an ordinary verb may lead to


class Leftovers(Reading):
    """Reads the sentence-like quotations that are left over."""

    def leftovers(self) -> None:
        """Find speakers for quotations that are part of no statement yet."""
        self._sentence_like()
        self._quoted_words()

    def _quoted_words(self) -> None:
        """ "The council rates the bridge “in urgent need of repair”": words taken from somebody."""
        for at, quote in sorted(self.unit.quotes.items()):
            least = 3 if self._rated(at) else 12 if quote.first else 40
            if quote.end - quote.start < least or any(f.start <= at < f.end for f in self.found):
                continue
            verb = self._governing(at)
            if least == 3 and self.limits.low(verb + 1) == "as":
                continue  # "known as “the house”" tells a name
            who = clause_subject(self.unit, verb + 1, -1) if verb > 0 else None
            if who is None or who.end > verb:
                continue
            cue = Cue(self.tokens[verb].low, "past", frozenset(), "statement", "")
            stop = self.limits.after(verb + 1, cue, rule="label")
            self.add((verb + 1, max(stop, at + 1)), who, (verb, verb + 1), cue, "quoted words")

    def _rated(self, at: int) -> bool:
        """Whether "as" leads to the quotation at token `at`: "admires him as a “strong leader”"."""
        return "as" in (self.tokens[k].low for k in range(max(0, at - 3), at))

    def _governing(self, at: int) -> int:
        """The verb whose object holds the quotation at token `at`, else -1."""
        for k in range(at - 1, max(-1, at - 9), -1):
            if self.tags[k] in "va":
                return k
            if self.tags[k] not in "dnNoqp'#Tsb":
                return -1
        return -1

    def _sentence_like(self) -> None:
        """Quotations with a stop before their closing mark."""
        for at, quote in sorted(self.unit.quotes.items()):
            if not quote.stopped or quote.end - quote.start <= SHORTEST:
                continue
            if any(f.start <= at < f.end for f in self.found):
                continue
            before = self.tags[at - 1] if at else ""
            spoken = [f for f in self.found if f.rule.startswith("quote, s") and f.end <= at]
            resumed = before in tuple(",-:.c") or at == self.edge or self._abbreviated(at - 1)
            if spoken and resumed:
                first = at - 1 if before == "c" else at
                piece = spoken[-1]._replace(start=first, end=at + 1, rule="quote, second piece")
                self.found.append(piece)
            elif at == 0 and len(self.tags) > 2:
                self._other_verb()
            elif before in tuple(":,-") and not any(f.end > at for f in self.found):
                self._led_to(at, long=quote.end - quote.start >= LONG)

    def _abbreviated(self, i: int) -> bool:
        """Whether a stop that may end the sentence is part of the word at token i: "N.D."."""
        return i >= 0 and self.tags[i] == "N" and self.tokens[i].low.endswith(".")

    def _other_verb(self) -> None:
        """ "“...,” the president shrugged", "“...!” beamed Anna Berg": any verb will do."""
        verb, who = self._verb_after(), None
        if verb > 0:
            who = Subject(1, end_of(self.unit, 1), "direct")
        elif self.tags[1] in "va" and self.tags[2] in "dnNr":
            verb, who = 1, inverted(self.unit, 1)
        elif self.tokens[1].low == "came" and "p" in self.tags[2:5]:
            source = self.tags.index("p", 2) + 1
            verb, who = 1, Subject(source, end_of(self.unit, source), "inverted")
        if who is not None:
            cue = Cue(self.tokens[verb].low, "past", frozenset(), "statement", "")
            self.add((0, 1), who, (verb, verb + 1), cue, "quote, unknown verb")

    def _verb_after(self) -> int:
        """The verb of the noun phrase behind an opening quotation, -1 when there is none."""
        tags = self.tags
        last = end_of(self.unit, 1)
        if last == 1 or tags[1] not in "dnNr#":
            return -1
        k = last
        while k < len(tags) and tags[k] in "bx,":
            k += 1
        verb = next((m for m in range(k, min(k + 12, len(tags))) if tags[m] in "va"), -1)
        return verb if verb == k or (verb > k and tags[last] in ",w(p-") else -1

    def _led_to(self, at: int, *, long: bool) -> None:
        """ "She turned to the crowd: “...”": it belongs to the subject of its sentence."""
        colon = self.tags[at - 1] == ":"
        worded = (
            self.tokens[at - 2].low in ("words", "phrase", "slogan", "line") if at > 1 else False
        )
        if not colon and not long and not worded:
            return
        who = self._before_colon(at) if colon else None
        who = who or clause_subject(self.unit, at - 1, -1)
        if who is None and colon and self.tags[0] in "dnN":
            who = Subject(0, end_of(self.unit, 0), "direct")
        if who is not None:
            cue = Cue("", "past", frozenset(), "statement", "")
            self.add((at, at + 1), who, (at - 1, at), cue, "quote, led to")

    def _before_colon(self, at: int) -> Subject | None:
        """ "Anna Berg: “...”", "explained Anna Berg: “...”", "From the report: “...”"."""
        last = at - 2
        if last > 0 and self.tokens[0].low == "from" and end_of(self.unit, 1) == last + 1:
            return Subject(1, last + 1, "inverted")
        if last < 0 or self.tags[last] not in "nN)":
            return None
        first = start_of(self.unit, last)
        if self.limits.low(first) == "more" and self.limits.low(first + 1) == "from":
            return Subject(first + 2, last + 1, "inverted")
        turned = first > 0 and self.tokens[first - 1].low in self.lex.cues
        led = first > 0 and (self.tags[first - 1] == "-" or self.tokens[first - 1].low == "from")
        if turned or led or (first == 0 and self.tags[0] == "N"):
            return Subject(first, last + 1, "inverted")
        return None
