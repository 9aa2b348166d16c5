"""One reporting verb and its unit to statements: which words are the content, who is the subject."""

from __future__ import annotations

from typing import NamedTuple

from analysis import actors_data
from analysis.statements import phrases
from analysis.statements.lexicon import Cue, Lexicon
from analysis.statements.limits import Limits
from analysis.statements.subjects import (
    Group,
    Subject,
    clause_subject,
    inverted,
    subject,
    verb_group,
)
from analysis.statements.tokens import Unit


class Found(NamedTuple):
    """A statement in token numbers of its unit; `mention` is None when the speaker is carried over."""

    start: int
    end: int
    mention: Subject | None
    cue: tuple[int, int]
    lemma: str
    act: str
    rule: str
    confidence: float
    colon: bool = False
    to: tuple[int, int] | None = None


PHASES = frozenset("kept keeps keep began begins started starts continued stopped".split())
POSSESSIVE = frozenset("his her its their our my".split())
GOVERNORS = frozenset(
    "went go goes going gone continued continue continues proceeded took began begins used came rushed quick like hastened".split()
)


class Reader:
    """Reads the cues of one unit from left to right."""

    def __init__(self, unit: Unit, lex: Lexicon) -> None:
        self.unit, self.lex = unit, lex
        self.tags, self.tokens = unit.tags, unit.tokens
        self.found: list[Found] = []
        self.limits = Limits(unit, lex)
        self.edge = 0

    def read(self) -> list[Found]:
        """All statements of the unit."""
        for i, token in enumerate(self.tokens):
            if (
                token.low == "according"
                and i + 1 < len(self.tags)
                and self.tokens[i + 1].low == "to"
            ):
                self._according(i)
                continue
            cue = self.lex.cues.get(token.low)
            if cue and self.limits.verbal(i, cue):
                self._cue(i, cue)
            elif token.low in self.lex.nouns:
                self._noun(i)
        self._unclaimed()
        return self.found

    def _unclaimed(self) -> None:
        """Sentence-like quotations that no known cue has claimed."""
        for at, quote in sorted(self.unit.quotes.items()):
            if any(f.start <= at < f.end for f in self.found):
                continue
            if not (quote.stopped and quote.end - quote.start > 12):
                continue
            spoken = [f for f in self.found if f.rule.startswith("quote, s") and f.end <= at]
            if spoken and self.tags[at - 1] in ",-:.c":
                first = at - 1 if self.tags[at - 1] == "c" else at
                self.found.append(
                    spoken[-1]._replace(start=first, end=at + 1, rule="quote, second piece")
                )
            elif at == 0 and len(self.tags) > 2:
                self._unnamed_verb()
                self._unnamed_inverted()
            elif at > 0 and self.tags[at - 1] in ":," and not any(f.end > at for f in self.found):
                self._led_to(at)

    def _unnamed_verb(self) -> None:
        """ "“...,” the president shrugged": subject and verb after a quotation, whatever the verb."""
        first = 1
        last = phrases.end_of(self.unit, first)
        k = last
        if last == first or self.tags[first] not in "dnNr#":
            return
        while k < len(self.tags) and (self.tags[k] in "bx" or self.tags[k] == ","):
            k += 1
        verb = next((m for m in range(k, min(k + 12, len(self.tags))) if self.tags[m] in "va"), -1)
        if verb < 0 or (verb > k and self.tags[last] not in ",w(p-"):
            return
        who = Subject(first, last, "direct")
        cue = Cue(self.tokens[verb].low, "past", frozenset(), "statement", "")
        self._add(0, 1, who, (verb, verb + 1), cue, "quote, unknown verb", 0.6)

    def _unnamed_inverted(self) -> None:
        """ "“...,” beamed Anna Berg"."""
        if len(self.tags) < 3 or self.tags[1] not in "va" or self.tags[2] not in "dnNr":
            return
        who = inverted(self.unit, 1)
        if who is not None and not any(f.start == 0 for f in self.found):
            cue = Cue(self.tokens[1].low, "past", frozenset(), "statement", "")
            self._add(0, 1, who, (1, 2), cue, "quote, unknown verb", 0.6)

    def _led_to(self, at: int) -> None:
        """ "She turned to the crowd: “...”": the quotation belongs to the subject of its sentence."""
        lead = self.tags[:at]
        colon = lead[-1] == ":"
        if not colon and (self.unit.quotes[at].end - self.unit.quotes[at].start < 40):
            return
        who = self._named_before_colon(at) if colon else None
        who = who or clause_subject(self.unit, at - 1, -1)
        if who is None:
            return
        cue = Cue("", "past", frozenset(), "statement", "")
        self._add(at, at + 1, who, (at - 1, at), cue, "quote, led to", 0.6 if colon else 0.5)

    def _named_before_colon(self, at: int) -> Subject | None:
        """ "Anna Berg: “...”" and "explained Anna Berg: “...”"."""
        last = at - 2
        if last < 0 or self.tags[last] not in "nN)":
            return None
        first = phrases.start_of(self.unit, last)
        turned = first > 0 and self.tokens[first - 1].low in self.lex.cues
        if turned or (first == 0 and self.tags[0] in "N"):
            return Subject(first, last + 1, "inverted")
        return None

    def _cue(self, i: int, cue: Cue) -> None:
        group = verb_group(self.unit, i)
        if group.negative and cue.lemma not in ("deny",):
            return
        if group.passive and cue.form in ("past", "participle"):
            return
        if "quote-only" in cue.takes and not self._went_on(i):
            return
        if group.infinitive and self._governor(group.start) < 0:
            return
        if group.unreal and cue.lemma != "say":
            return
        who = self._who(i, cue, group)
        turned = self._turned(i, cue, who)
        if turned is not None:
            if self._left(i, turned.end, turned.start - 1, cue, turned):
                return
        if who is None:
            return
        if who.how in ("direct", "pronoun", "aside") and self._parenthetical(i, cue, who):
            return
        if who.how == "quoted" and self.tags[i + 1 : i + 2] in ("", ".", ","):
            self._quoted_left(i, cue, who)
            return
        self._right(i, cue, who)

    def _went_on(self, i: int) -> bool:
        """ "went on", "shot back", "chimed in", "broke in": verbs of speech only with their particle."""
        after = self.tokens[i + 1].low if i + 1 < len(self.tokens) else ""
        return after in ("on", "back", "in") and self.tags[i + 2 : i + 3] in (
            "",
            ".",
            ",",
            ":",
            "D",
            "p",
        )

    def _governor(self, start: int) -> int:
        """The verb that "to say" carries out ("went on to say", "continued to insist"), or -1."""
        k = start - 1
        while k >= 0 and self.tags[k] in "bp":
            k -= 1
        return k if k >= 0 and self.tokens[k].low in GOVERNORS else -1

    def _who(self, i: int, cue: Cue, group: Group) -> Subject | None:
        start = group.start
        if cue.form == "gerund" and not any(t == "x" for t in self.tags[start:i]):
            return self._participle(i, start)
        if group.infinitive:
            start = self._governor(start)
            start = verb_group(self.unit, start).start if start >= 0 else group.start
        direct = subject(self.unit, start)
        if direct is not None:
            return direct
        before = self.tags[start - 1] if start else ""
        if before == "c" or (before == "," and self.found):
            for item in self._outermost():
                return item.mention
        if before and before in "c,pvab-":
            return clause_subject(self.unit, start)
        return None

    def _participle(self, i: int, start: int) -> Subject | None:
        """The subject of ", saying ...", "Citing costs, the council ...", "quoted as saying"."""
        before = self.tags[start - 1] if start else ""
        kept = before in "va" and start > 0 and self.tokens[start - 1].low in PHASES
        if before and before not in ",c-;qpnsN)Dmo" and not kept:
            return None
        if start and self.tokens[start - 1].low == "as":
            return self._quoted_as(start - 1)
        if before == "" or (before == "s" and start == 1):
            return self._main_after(i)
        if before and before in "nN#" and start > 1:
            return Subject(phrases.start_of(self.unit, start - 1), start, "direct")
        for item in self._outermost():
            return item.mention
        return clause_subject(self.unit, i)

    def _outermost(self) -> list[Found]:
        """The statements found so far that are no part of another one, the last first."""
        return [
            item
            for item in reversed(self.found)
            if item.mention is not None
            and not any(o.start <= item.cue[0] < o.end for o in self.found if o is not item)
        ]

    def _quoted_as(self, at: int) -> Subject | None:
        """ "was quoted as saying": the subject of quoted, or its object."""
        k = at - 1
        by = self._quoted_by(k)
        if by >= 0:
            return subject(self.unit, verb_group(self.unit, by).start)
        if k >= 0 and self.tags[k] in "oN":
            return Subject(phrases.start_of(self.unit, k), k + 1, "quoted")
        if k >= 0 and self.tokens[k].low == "quoted":
            return subject(self.unit, verb_group(self.unit, k).start)
        return None

    def _quoted_by(self, k: int) -> int:
        """The token "quoted" of "quoted by the agency", a noun phrase that ends with token k; else -1."""
        if k < 3 or self.tags[k] not in "nN":
            return -1
        first = phrases.start_of(self.unit, k)
        if (
            first >= 2
            and self.tokens[first - 1].low == "by"
            and self.tokens[first - 2].low == "quoted"
        ):
            return first - 2
        return -1

    def _main_after(self, i: int) -> Subject | None:
        """The subject after a participle clause: "Citing costs, the council ..."."""
        comma = self.tags.find(",", i)
        if comma < 0:
            return None
        end = phrases.end_of(self.unit, comma + 1)
        return Subject(comma + 1, end, "main") if end > comma + 1 else None

    def _turned(self, i: int, cue: Cue, who: Subject | None) -> Subject | None:
        """The subject behind the verb: "“...,” said Anna Berg", "..., says Anna Berg"."""
        tags = self.tags
        if not cue.takes & {"quote", "quote-after", "quote-only"} or i == 0:
            return None
        if cue.form in ("base", "gerund") or "person" in cue.takes:
            return None
        k = i - 1
        while k > 0 and tags[k] == "b":
            k -= 1
        if tags[k] not in "q,m-." or (i < 2 and tags[k] != "q"):
            return None
        found = inverted(self.unit, i)
        if found is None or tags[k] in "qm" or (tags[k - 1] == "m" and tags[k] in ",."):
            return found
        after = tags[found.end : found.end + 1]
        if who is not None and who.how in ("aside", "direct") and after not in ("", ".", ",", "-"):
            return None
        return found

    def _after(self, i: int, cue: Cue) -> int:
        """Past the cue, its addressee and adverbials."""
        i += self.limits.particle(i, cue)
        j = phrases.skip_adverbials(self.unit, i + 1, self.lex)
        if "person" in cue.takes and j < len(self.tags) and self.tags[j] in "dnNo#r":
            j = phrases.skip_adverbials(self.unit, phrases.end_of(self.unit, j), self.lex)
        return j

    def _parenthetical(self, i: int, cue: Cue, who: Subject) -> bool:
        """ "content, X said" and "“content” X said ..."."""
        tags = self.tags
        if not cue.takes & {"quote", "quote-after", "quote-only"} or who.start == 0:
            return False
        if "out" in cue.takes and not self.limits.particle(i, cue):
            return False
        before = tags[who.start - 1]
        if before == "," and tags[max(0, who.start - 2)] == "q" and who.start > 1:
            before = "q"
        named_as = before == "s" and self.tokens[who.start - 1].low == "as"
        if before not in "q,m-." and not named_as:
            return False
        j = self._after(i, cue)
        after = tags[j] if j < len(tags) else "."
        if before == "q" and self._titled(who.start - 1, after):
            return False
        if before == "q":
            if after in ".,;-)Dpgswc" or self._closed(who.start - 1) or tags[who.start - 1] == ",":
                return self._left(i, j, who.start, cue, who)
            return False
        if after in ".,;-)" or (after in "scgw" and before == "m"):
            begin = who.start - 1 if named_as else who.start
            if after == "," and self._heading(begin, j, cue, who, i):
                return True
            if after == "," and tags[j + 1 : j + 2] == "q" and self._opener(begin):
                return False
            return self._left(i, j, begin, cue, who)
        return False

    def _titled(self, at: int, after: str) -> bool:
        """Whether the quotation at token `at` is a title: "On the “Today” show's “Politics,” she said that"."""
        quote = self.unit.quotes.get(at)
        if quote is None or at == 0 or quote.end - quote.start > 45 or after not in "hdrnNqw":
            return False
        return self.tags[at - 1] in "'pN" and self.tags[0] != "q"

    def _closed(self, at: int) -> bool:
        """Whether the quotation at token `at` ends like a clause: with a comma or stop inside."""
        quote = self.unit.quotes.get(at)
        return quote is not None and self.limits.closed(quote)

    def _quoted_left(self, i: int, cue: Cue, who: Subject) -> None:
        """ "“...,” the agency quoted him as saying": the agency passes it on."""
        k = who.start - 1
        if k < 1 or self.tokens[k].low != "quoted":
            return
        medium = subject(self.unit, verb_group(self.unit, k).start)
        stop = medium.start if medium is not None else k
        if self._left(i, i + 1, stop, cue, who) and medium is not None:
            self.found.append(Found(i, i, medium, (k, k + 1), "relay", "", "relay", 0.9))

    def _opener(self, stop: int) -> bool:
        """Whether what stands before token `stop` only opens the sentence: "In Berlin,", "Still,"."""
        lead = self.tags[self.edge : stop].rstrip(",-")
        if not lead:
            return True
        if lead[0] in "gpDb" or (lead[0] == "s" and self.tokens[self.edge].low != "if"):
            return True
        return not any(t in "xva" for t in lead)

    def _heading(self, begin: int, j: int, cue: Cue, who: Subject, i: int) -> bool:
        """ "Still, she added, ..." and "As X observed, ...": the content follows the second comma."""
        tags = self.tags
        lead = tags[self.edge : begin].strip(",cb-s")
        if any(t in "xvq" for t in lead) or j + 2 >= len(tags) or tags[j + 1] in "wgq":
            return False
        if "a" in lead and lead[-1:] not in "nN":
            return False
        stop = self.limits.after(j + 1, cue)
        if stop - j < 3:
            return False
        self._add(j + 1, stop, who, (i, i + 1), cue, "clause, attribution first", 0.8)
        return True

    def _left(self, i: int, after: int, attribution: int, cue: Cue, who: Subject) -> bool:
        """A statement that stands before its attribution."""
        begin, end = self.limits.before(min(attribution, i, who.start), self.edge)
        if cue.group not in TURNABLE and "q" not in self.tags[begin:end] and who.how == "inverted":
            return False
        quoted = "q" in self.tags[begin:end]
        if end - begin < (1 if quoted else 2):
            return False
        if not quoted:
            spoken = cue.takes & {"bare", "clause", "that", "quote"}
            if not spoken or not any(t in "xva" for t in self.tags[begin:end]):
                return False
        rule = "quote, speaker after" if quoted else "clause, speaker after"
        self._add(begin, end, who, (i, i + 1), cue, rule, 0.9 if quoted else 0.8)
        self.edge = max(after, i + 1, who.end)
        self._continued(self.edge, cue, who, (i, i + 1), quoted=quoted)
        return True

    def _continued(
        self, j: int, cue: Cue, who: Subject, at: tuple[int, int], *, quoted: bool
    ) -> None:
        """The second piece of content that its attribution cut in two."""
        tags = self.tags
        if j >= len(tags):
            return
        if tags[j] in ",.;-:" and tags[j + 1 : j + 2] == "q":
            stop = self.limits.after(j + 1, cue, rule="quote")
            self._add(j + 1, stop, who, at, cue, "quote, second piece", 0.9)
            self.edge = stop
            return
        if tags[j] != "," or j + 3 >= len(tags):
            return
        more = tags[j + 1 : j + 3]
        if quoted:
            if more[0] != "c" or more[1] not in "qxb":
                return
        elif who.how == "inverted" or more[0] not in "xpnNdr" or self.limits.speaks(j + 1) >= 0:
            return
        if not quoted and more[0] in "nNdr" and not self.limits.clause(j + 1):
            return
        stop = self.limits.after(j + 1, cue)
        if stop - j > 2:
            self._add(j + 1, stop, who, at, cue, "clause, second piece", 0.6)

    def _right(self, i: int, cue: Cue, who: Subject) -> None:
        start, rule = self.limits.opening(i, cue)
        if start < 0:
            return
        if rule == "colon" and start >= len(self.tags):
            self.found.append(Found(i, i, who, (i, i + 1), cue.lemma, cue.act, "colon", 0.8, True))
            return
        end = self.limits.after(start, cue, within=self._within(i, cue, who), rule=rule)
        if rule == "label" and any(f.start <= i < f.end for f in self.found):
            return
        if end <= start:
            return
        if cue.lemma == "ask" and rule in ("subject", "for"):
            cue = cue._replace(act="demand")
        self._add(start, end, who, (i, i + 1), cue, rule, CONFIDENCE.get(rule, 0.7))
        medium = self._medium_before(i)
        if medium is not None:
            self.found.append(Found(i, i, medium, (i, i + 1), "relay", "", "relay", 0.9))

    def _medium_before(self, i: int) -> Subject | None:
        """The medium of "was quoted by the agency as saying"."""
        k = i - 2
        if i < 5 or self.tokens[i - 1].low != "as" or self._quoted_by(k) < 0:
            return None
        return Subject(phrases.start_of(self.unit, k), k + 1, "medium")

    def _within(self, i: int, cue: Cue, who: Subject) -> str:
        """The sort of clause that the cue stands in."""
        if who.how == "relative":
            return "relative"
        if cue.form == "gerund":
            return "gerund"
        if who.start > 0 and who.end <= i and self.tags[who.start - 1] == "s":
            return "subordinate"
        return ""

    def _according(self, i: int) -> None:
        first = i + 2
        if first >= len(self.tags):
            return
        end = phrases.end_of(self.unit, first)
        if end == first:
            return
        who = Subject(first, end, "according")
        cue = Cue("according", "base", frozenset(), "statement", "according")
        if i == 0 or (i <= 2 and self.tags[i - 1] in "cb"):
            comma = self.tags.find(",", end)
            comma = end if self.tags[end : end + 1] in (",", ":") else comma
            if comma < 0 or comma - end > 14:
                comma = end - 1
            stop = self.limits.after(comma + 1, cue)
            if stop - comma > 2 or "q" in self.tags[comma + 1 : stop]:
                self._add(comma + 1, stop, who, (i, i + 2), cue, "according to, first", 0.85)
            return
        last = self.found[-1] if self.found else None
        named = self.tokens[end - 1].low in actors_data.words().media
        follows = last is not None and (last.rule.endswith("speaker after") and self.edge >= i - 1)
        if follows or (last is not None and named and i - 2 <= last.end <= i):
            self.found.append(Found(i, i, who, (i, i + 2), "relay", "", "relay", 0.9))
            return
        begin, stop = self.limits.before(i, self.edge)
        if stop - begin >= 2 or "q" in self.tags[begin:stop]:
            self._add(begin, stop, who, (i, i + 2), cue, "according to, last", 0.85)
            self.edge = end

    def _noun(self, i: int) -> None:
        """ "his demand that ...", "Russia's claim that ...", "its main demands: ..."."""
        low, tags = self.tokens[i].low, self.tags
        j = i + 1
        lead = tags[j : j + 1]
        follow = self.tokens[j].low if j < len(tags) else ""
        act = self.lex.nouns[low]
        wanted = lead == "h" or (lead == ":" and act == "demand")
        wanted = wanted or (follow == "for" and act == "demand")
        wanted = wanted or (follow == "to" and act in ("promise", "threaten", "offer"))
        if i == 0 or not wanted:
            return
        owner = self._owner(i)
        if owner is None or owner.start < 0:
            return
        cue = Cue(low, "noun", frozenset({"that"}), act, "noun")
        rule = {"h": "noun that", ":": "noun colon"}.get(lead, "noun phrase")
        end = self.limits.after(j + 1, cue, rule=rule)
        if end - j > 2:
            self._add(j + 1, end, owner, (i, i + (2 if lead != "h" else 1)), cue, rule, 0.7)

    def _owner(self, i: int) -> Subject | None:
        """Whose demand it is: a possessive before the noun, adjectives between."""
        tags = self.tags
        k = i - 1
        while k > 0 and (tags[k] == "n" or tags[k] == "v" or tags[k] == "g") and i - k < 4:
            k -= 1
        if tags[k] == "d" and self.tokens[k].low in POSSESSIVE:
            return Subject(k, k + 1, "possessive")
        if tags[k] == "'" and k > 0:
            return Subject(phrases.start_of(self.unit, k - 1), k, "possessive")
        return None

    def _add(
        self,
        start: int,
        end: int,
        who: Subject | None,
        at: tuple[int, int],
        cue: Cue,
        rule: str,
        confidence: float,
    ) -> None:
        to = self._addressee(at[0]) if "person" in cue.takes else None
        item = Found(start, end, who, at, cue.lemma, cue.act, rule, confidence, to=to)
        self.found.append(item)

    def _addressee(self, i: int) -> tuple[int, int] | None:
        """Whom the verb at token i addresses."""
        j = phrases.skip_time(self.unit, i + 1, self.lex)
        if j >= len(self.tags) or self.tags[j] not in "dnN":
            return None
        end = phrases.end_of(self.unit, j)
        return (j, end) if end > j else None


# Groups whose verbs may stand before their subject without a quotation: "..., says Anna Berg".
TURNABLE = frozenset("say argue note wonder agree shout".split())
CONFIDENCE = {
    "quote": 0.95,
    "that": 0.9,
    "bare": 0.85,
    "clause": 0.75,
    "wh": 0.7,
    "object": 0.6,
    "inf": 0.65,
    "of": 0.8,
    "for": 0.75,
    "subject": 0.7,
    "as": 0.6,
    "label": 0.6,
    "colon": 0.9,
}
