"""The reporting verbs of a unit, from left to right: who speaks, and what the content is."""

from __future__ import annotations

from analysis.statements.attributions import Attributions
from analysis.statements.leftovers import Leftovers
from analysis.statements.lexicon import Cue
from analysis.statements.nominals import Nominals
from analysis.statements.openings import QUOTING
from analysis.statements.phrases import end_of, start_of
from analysis.statements.reading import Found
from analysis.statements.subjects import Group, Subject, clause_subject, subject, verb_group

MOST = 40  # statements of one sentence; beyond that it is no prose
ENDS = ("", ".", ",", ":", "D", "p")


class Reader(Attributions, Nominals, Leftovers):
    """Reads all statements of one unit."""

    def read(self) -> list[Found]:
        """The statements of the unit, in order of their cues."""
        openers = self.lex.openers
        if self.tags[:2] == "TN":
            self.seen_by(0)
        for i in [k for k, token in enumerate(self.tokens) if token.low in openers]:
            token = self.tokens[i]
            if len(self.found) >= MOST:
                break
            if token.low == "according" and self.limits.low(i + 1) == "to":
                self.according(i)
                continue
            phrasal = self.lex.cues.get(f"{token.low} {self.limits.low(i + 1)}")
            cue = phrasal or self.lex.cues.get(token.low)
            if cue and self.limits.verbal(i, cue) and not self._object_of(i, cue):
                self._cue(i, cue)
            elif token.low in self.lex.lists["opinions"] and self.opinion(i):
                continue
            elif token.low in self.lex.nouns:
                self.noun(i)
        if self.unit.quotes:
            self.leftovers()
        return self.found

    def _object_of(self, i: int, cue: Cue) -> bool:
        """Whether a form is a noun here: the object in "denied claims", a name after a comma."""
        if i and self.tokens[i].capital and self.tags[i - 1] == ",":
            return True
        before = self.lex.cues.get(self.limits.low(i - 1)) if i else None
        takes = before is not None and before.form == "past" and "object" in before.takes
        return takes and cue.form in ("base", "present")

    def _cue(self, i: int, cue: Cue) -> None:
        """Read the reporting verb at token i."""
        group = verb_group(self.unit, i)
        if group.passive and cue.form == "past" and self.limits.low(i + 1) == "by":
            if not (group.negative or group.unreal):
                self._agent(i, cue)
            return
        if not self._happened(i, cue, group):
            return
        who = self._who(i, cue, group)
        if who is None and not self.tags[:i].strip("cb,") and self.opened(i, cue):
            return
        turned = self.turned(i, cue, who)
        if turned is not None and self.left(i, turned.end, turned.start - 1, cue, turned):
            return
        if who is None or self._no_one(who, cue):
            return
        beside = who.how in ("direct", "pronoun", "aside") and not self._aims(i)
        if beside and self.parenthetical(i, cue, who):
            return
        if who.how == "quoted" and self.tags[i + 1 : i + 2] in ("", ".", ","):
            self.quoted_as(i, cue, who)
            return
        self._right(i, cue, who)

    def _agent(self, i: int, cue: Cue) -> None:
        """ "was told by Anna Berg that ...", "was described by the council as “a ruin”"."""
        end = end_of(self.unit, i + 2)
        if end == i + 2 or self.tags[i + 2] not in "dnNo":
            return
        start, rule = self.limits.opening(end - 1, cue)
        if start < 0 or rule in ("object", "colon", "clause", "bare", "gerund"):
            return
        stop = self.limits.after(start, cue, rule=rule)
        if stop > start:
            self.add((start, stop), Subject(i + 2, end, "agent"), (i, i + 1), cue, rule)

    def _happened(self, i: int, cue: Cue, group: Group) -> bool:
        """Whether the act is reported as done: not denied, possible or only intended."""
        if group.negative and cue.lemma != "deny":
            return False
        if cue.form == "past" and (group.passive or self._both_passive(i, cue)):
            return False
        if group.unreal and cue.lemma != "say":
            return False
        if cue.lemma == "recall" and self._fetches(i):
            return False
        if "quote-only" in cue.takes:
            particle = self.limits.low(i + 1) in ("on", "back", "in")
            if not particle or self.tags[i + 2 : i + 3] not in ENDS:
                return False
        return not group.infinitive or self._governor(group.start) >= 0 or self._aims(i)

    def _fetches(self, i: int) -> bool:
        """Whether somebody is called back, and nothing remembered: "recalled its envoy"."""
        after = [self.limits.low(k) for k in range(i + 1, i + 4)]
        if after[0] == "its" or after[0][:1].isdigit():
            return True
        return any(low.rstrip("s") in ("ambassador", "envoy", "diplomat") for low in after)

    def _both_passive(self, i: int, cue: Cue) -> bool:
        """Whether the verb at token i shares its auxiliary: "was called in and told that"."""
        if i < 3 or self.tags[i - 1] != "c" or "person" not in cue.takes:
            return False
        first = next((k for k in range(i - 2, max(0, i - 8), -1) if self.tags[k] in "xva"), -1)
        return first > 0 and self.tags[first] == "v" and verb_group(self.unit, first).passive

    def _aims(self, i: int) -> bool:
        """Whether a quotation follows the infinitive at token i: "broke in to announce, “...”"."""
        at = next((k for k in (i + 1, i + 2) if self.tags[k : k + 1] == "q"), -1)
        return at > 0 and self.unit.quotes[at].stopped and self.unit.quotes[at].capital

    def _no_one(self, who: Subject, cue: Cue) -> bool:
        """ "Nobody said", "neither the mayor nor Berg says", "if Berg says": nothing was said."""
        opening = self.tokens[who.start].low
        if opening in ("nobody", "neither") or (
            opening == "no" and self.limits.low(who.start + 1) != "wonder"
        ):
            return True
        supposed = self.limits.low(who.start - 1) in ("neither", "nor", "no", "if", "unless")
        return supposed and (cue.form == "present" or self.limits.low(who.start - 1) != "if")

    def _governor(self, start: int) -> int:
        """The verb that "to say" carries out ("went on to say", "continued to insist"), or -1."""
        k = start - 1
        while k >= 0 and self.tags[k] in "bp":
            k -= 1
        return k if k >= 0 and self.tokens[k].low in self.lex.lists["governors"] else -1

    def _who(self, i: int, cue: Cue, group: Group) -> Subject | None:
        """The subject of the verb at token i, before it."""
        start = group.start
        if cue.form == "gerund" and "x" not in self.tags[start:i]:
            return self._participle(i, start)
        if group.infinitive and self._governor(start) < 0:
            return clause_subject(self.unit, start)
        if group.infinitive:
            start = verb_group(self.unit, self._governor(start)).start
        direct = subject(self.unit, start)
        if direct is not None:
            return direct
        before = self.tags[start - 1] if start else ""
        after_words = before == "q" and bool(self.found) and self.found[-1].end == start
        if before == "c" or after_words or (before == "," and self.found):
            outer = self._outermost()
            if outer is not None:
                return outer
        if before and before in "c,pvab-":
            return clause_subject(self.unit, start)
        return None

    def _participle(self, i: int, start: int) -> Subject | None:
        """The subject of ", saying ...", "Citing costs, the council ...", "quoted as saying"."""
        before = self.tags[start - 1] if start else ""
        kept = (
            bool(before)
            and before in "va"
            and self.limits.low(start - 1) in self.lex.lists["phases"]
        )
        if before and before not in ",c-;qpnsN)Dmo" and not kept:
            return None
        if start and self.tokens[start - 1].low == "as":
            return self._quoted(start - 1)
        if before == "" or (before == "s" and start == 1):
            return self._main_after(i)
        if before in "nN#D" and start > 1:
            sender = self._sender(start)
            if sender is not None or before == "D":
                return sender
            return Subject(start_of(self.unit, start - 1), start, "direct")
        if before == "c" and (shared := self._shared(start)) is not None:
            return shared
        who = self._controller(start) if before == "p" else None
        return who or self._outermost() or clause_subject(self.unit, i) or self._first()

    def _shared(self, start: int) -> Subject | None:
        """The subject of "are pointing it out and saying", for the second of the two."""
        for k in range(start - 2, max(0, start - 12), -1):
            if self.tags[k] == "g" and "x" in self.tags[verb_group(self.unit, k).start : k]:
                return subject(self.unit, verb_group(self.unit, k).start)
            if self.tags[k] in "xvac,":
                return None
        return None

    def _controller(self, start: int) -> Subject | None:
        """Who did it: "called on Berg to resign for saying", "criticised Berg for saying"."""
        for item in reversed(self.found):
            if item.start < start <= item.end and item.rule in ("on", "subject"):
                end = end_of(self.unit, item.start)
                return Subject(item.start, end, "object") if end > item.start else None
        if self.limits.low(start - 1) != "for":
            return None
        for k in range(start - 2, max(0, start - 24), -1):
            if self.tags[k] in "va":
                end = end_of(self.unit, k + 1)
                named = self.tags[k + 1] == "o" or self.tags[end - 1] == "N"
                return Subject(k + 1, end, "object") if end > k + 1 and named else None
            if self.tags[k] not in "dnNop'#,T":
                return None
        return None

    def _sender(self, start: int) -> Subject | None:
        """Who "issued a statement saying", "sent an email to supporters inviting" to something."""
        for k in range(start - 1, max(0, start - 14), -1):
            if self.tags[k] in "vag" and k < start - 1:
                sent = any(self.tokens[m].low in self.lex.venue for m in range(k + 1, start))
                return clause_subject(self.unit, k + 1, -1) if sent else None
            if self.tags[k] not in "dnNp'T#D":
                return None
        return None

    def _first(self) -> Subject | None:
        """The noun phrase that opens the unit."""
        end = end_of(self.unit, 0) if self.tags[0] in "dnN#" else 0
        return Subject(0, end, "main") if end else None

    def _outermost(self) -> Subject | None:
        """The subject of the last statement so far that is no part of another one."""
        for item in reversed(self.found):
            if item.mention is None:
                continue
            inner = any(o.start <= item.cue[0] < o.end for o in self.found if o is not item)
            if not inner:
                return item.mention
        return None

    def _quoted(self, at: int) -> Subject | None:
        """ "was quoted (by the agency) as saying", "quoted him as saying": who said it."""
        k = at - 1
        by = self._quoted_by(k)
        if by >= 0:
            return subject(self.unit, verb_group(self.unit, by).start)
        if k >= 0 and (self.tags[k] in "oN" or self._reports(k) or self.tokens[k].low == "her"):
            return Subject(start_of(self.unit, k), k + 1, "quoted")
        if k >= 0 and self.tokens[k].low == "quoted":
            return subject(self.unit, verb_group(self.unit, k).start)
        return None

    def _reports(self, k: int) -> bool:
        """Whether "quoted" stands before the noun phrase that ends with token k."""
        if self.tags[k] != "n":
            return False
        return self.limits.low(start_of(self.unit, k) - 1) in ("quoted", "quotes", "quoting")

    def _quoted_by(self, k: int) -> int:
        """The token "quoted" of "quoted by" + the noun phrase that ends with token k; else -1."""
        if k < 3 or self.tags[k] not in "nN":
            return -1
        first = start_of(self.unit, k)
        found = self.limits.low(first - 1) == "by" and self.limits.low(first - 2) == "quoted"
        return first - 2 if found else -1

    def _main_after(self, i: int) -> Subject | None:
        """The subject after a participle clause: "Citing costs, the council ..."."""
        comma = self.tags.find(",", i)
        quoted = self.tags.find("q", i)
        if quoted > i and self.unit.quotes[quoted].stopped and not 0 <= comma < quoted:
            comma = quoted
        if comma < 0:
            return None
        end = end_of(self.unit, comma + 1)
        return Subject(comma + 1, end, "main") if end > comma + 1 else None

    def _right(self, i: int, cue: Cue, who: Subject) -> None:
        """Read content that follows the verb at token i."""
        start, rule = self.limits.opening(i, cue)
        if start < 0:
            return
        if rule == "colon" and start >= len(self.tags):
            item = Found(i, i, who, (i, i + 1), cue.lemma, cue.act, "colon", colon=True)
            self.found.append(item)
            return
        if rule == "label" and any(f.start <= i < f.end for f in self.found):
            return
        end = self.limits.after(start, cue, within=self._within(cue, who, i), rule=rule)
        if end <= start or (end == start + 1 and self.tags[start] in "or"):
            return
        if all(t.startswith("quote") for t in cue.takes) and "q" not in self.tags[start:end]:
            return
        if cue.lemma == "ask" and rule in ("subject", "for"):
            cue = cue._replace(act="demand")
        if rule == "label":
            cue = cue._replace(act="statement")
        if cue.lemma == "insist" and self._subjunctive(start):
            cue = cue._replace(act="demand")
        self.add((start, end), who, (i, i + 1), cue, rule)
        medium = self._reporter(who.start)
        if who.how == "quoted" and self.limits.low(who.start - 1) == "quoted":
            medium = subject(self.unit, verb_group(self.unit, who.start - 1).start)
        if medium is not None:
            self.relay(i, medium)
        if i > 4 and self.tokens[i - 1].low == "as" and self._quoted_by(i - 2) >= 0:
            self.relay(i, Subject(start_of(self.unit, i - 2), i - 1, "medium"))

    def _subjunctive(self, start: int) -> bool:
        """Whether the clause at token `start` tells what shall be: "that the council act"."""
        end = end_of(self.unit, start)
        verb = self.limits.low(end)
        if end == start or end >= len(self.tags):
            return False
        if verb == "be" or (verb == "not" and self.tags[end + 1 : end + 2] == "a"):
            return True
        noun = self.limits.low(end - 1)
        single = not noun.endswith("s") and self.tags[start] in "dN"
        return self.tags[end] == "a" and single and not verb.endswith("s")

    def _reporter(self, first: int) -> Subject | None:
        """Who passes on what the subject at token `first` says: "As the Echo wrote, Berg said"."""
        k = first - 1
        while k > 0 and self.tags[k] == ",":
            k -= 1
        cue = self.lex.cues.get(self.limits.low(k))
        if cue is None or not cue.takes & QUOTING or cue.form not in ("past", "present"):
            return None
        last = k - 1
        while last > 0 and self.tags[last] in ",bD":
            last -= 1
        if last < 1 or self.tags[last] not in "nN":
            return None
        start = start_of(self.unit, last)
        return Subject(start, last + 1, "medium") if self.limits.low(start - 1) == "as" else None

    def _within(self, cue: Cue, who: Subject, i: int) -> str:
        """The sort of clause that the cue at token i stands in."""
        if who.how == "relative":
            return "relative"
        if cue.form == "gerund":
            return "gerund"
        if who.start > 0 and who.end <= i and self.tags[who.start - 1] == "s":
            return "subordinate"
        return ""
