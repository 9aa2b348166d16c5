"""Attributions that follow or cut their content: "“...,” X said", "..., according to X"."""

from __future__ import annotations

from analysis.statements.adverbials import skip_adverbials
from analysis.statements.lexicon import Cue
from analysis.statements.openings import QUOTING
from analysis.statements.phrases import end_of
from analysis.statements.reading import Reading
from analysis.statements.subjects import Subject, inverted, subject, verb_group

PHRASE = frozenset("dnNag'#Db()")  # what a noun phrase may hold
TITLE = 45  # characters of the longest quotation taken for a title


class Attributions(Reading):
    """Reads attributions whose content stands before them, or on both sides."""

    def turned(self, i: int, cue: Cue, who: Subject | None) -> Subject | None:
        """The subject behind the verb: "“...,” said Anna Berg", "..., says Anna Berg"."""
        tags = self.tags
        if not cue.takes & QUOTING or i == 0:
            return None
        if "person" in cue.takes and (tags[i - 1] != "q" or cue.lemma != "ask"):
            return None
        if cue.form in ("base", "gerund"):
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

    def opened(self, i: int, cue: Cue) -> bool:
        """Whether "Said Anna Berg, who lives there, “...”" or "Continued Berg: “...”" was read."""
        tags = self.tags
        if not cue.takes & QUOTING or cue.form not in ("past", "present"):
            return False
        end = end_of(self.unit, i + 1) if tags[i + 1 : i + 2] in ("N", "d") else i + 1
        quoted = tags.find("q", end)
        if end == i + 1 or quoted < 0 or tags[quoted - 1] not in ":,":
            return False
        if quoted - 1 > end and (tags[end] != "," or set(tags[end:quoted]) & set(":;q-")):
            return False
        who = Subject(i + 1, end, "inverted")
        stop = self.limits.after(quoted, cue, rule="quote")
        self.add((quoted, stop), who, (i, i + 1), cue, "quote")
        return True

    def parenthetical(self, i: int, cue: Cue, who: Subject) -> bool:
        """Whether "content, X said" or "“content” X said ..." was read at token i."""
        if not cue.takes & QUOTING or who.start == 0:
            return False
        if "out" in cue.takes and not self.limits.particle(i, cue):
            return False
        who = self._whole(who)
        before = self.tags[who.start - 1]
        quoted = before == "q" or (
            before == "," and self.tags[who.start - 2 : who.start - 1] == "q"
        )
        named_as = self.tokens[who.start - 1].low == "as"
        if before not in "q,m-." and not named_as:
            return False
        j = self._past(i, cue)
        after = self.tags[j] if j < len(self.tags) else "."
        if quoted:
            return self._after_quote(i, j, after, cue, who)
        if after in ".,;-)" or (after in "scgw" and before == "m"):
            begin = who.start - 1 if named_as else who.start
            return self._after_clause(i, j, begin, cue, who)
        return False

    def _whole(self, who: Subject) -> Subject:
        """The subject from the opening quotation on: "“...,” former policy planning chief Berg"."""
        opening = self.unit.quotes.get(0)
        between = self.tags[1 : who.start]
        if opening is None or not opening.stopped or not between or who.how != "direct":
            return who
        return who._replace(start=1) if set(between) <= PHRASE else who

    def _past(self, i: int, cue: Cue) -> int:
        """The token past the cue, its addressee and adverbials."""
        i += self.limits.particle(i, cue)
        j = skip_adverbials(self.unit, i + 1, self.lex)
        if "person" in cue.takes and j < len(self.tags) and self.tags[j] in "dnNo#r":
            j = skip_adverbials(self.unit, end_of(self.unit, j), self.lex)
        return j

    def _after_quote(self, i: int, j: int, after: str, cue: Cue, who: Subject) -> bool:
        """ "“...” X said": unless the quotation is a title inside what opens the sentence."""
        at = who.start - 1
        if self._titled(at, after):
            return False
        quote = self.unit.quotes.get(at)
        closed = quote is None or quote.stopped
        return (after in ".,;-)Dpgswc" or closed) and self.left(i, j, who.start, cue, who)

    def _titled(self, at: int, after: str) -> bool:
        """Whether the quotation at token `at` is a title: "On “Politics,” she said that"."""
        quote = self.unit.quotes.get(at)
        if quote is not None and at and not quote.stopped and self.tags[at - 1] in "d'":
            return quote.end - quote.start <= TITLE  # "The “History” part of the site explains"
        if quote is None or at == 0 or quote.end - quote.start > TITLE or after not in "hdrnNqw":
            return False
        return self.tags[at - 1] in "'pN" and self.tags[0] != "q"

    def _after_clause(self, i: int, j: int, begin: int, cue: Cue, who: Subject) -> bool:
        """ "..., X said" without a quotation; "Still, she added, ..." has its content behind."""
        if self.tags[j : j + 1] == ",":
            if self._inserted(begin, j, cue, who, i) or self._heading(begin, j, cue, who, i):
                return True
            if self.tags[j + 1 : j + 2] == "q" and self._opener(begin):
                return False
        return self.left(i, j, begin, cue, who)

    def _inserted(self, begin: int, j: int, cue: Cue, who: Subject, i: int) -> bool:
        """ "The costs, X said, were “high”": the attribution parts subject and verb."""
        lead, rest = self.tags[self.edge : begin].strip(",cb-"), self.tags[j + 1 :]
        if rest[:1] not in ("x", "v") or set(lead) & set("xvqm:") or "q" not in rest:
            return False
        self.add(
            (j + 1, self.limits.after(j + 1, cue)), who, (i, i + 1), cue, "clause, second piece"
        )
        return True

    def quoted_as(self, i: int, cue: Cue, who: Subject) -> None:
        """ "“...,” the agency quoted him as saying": the agency passes it on."""
        k = who.start - 1
        if k < 1 or self.tokens[k].low != "quoted":
            return
        medium = subject(self.unit, verb_group(self.unit, k).start)
        stop = medium.start if medium is not None else k
        if self.left(i, i + 1, stop, cue, who) and medium is not None:
            self.relay(i, medium)

    def _opener(self, stop: int) -> bool:
        """Whether only an opener stands before token `stop`: "In Berlin,", "Still,"."""
        lead = self.tags[self.edge : stop].rstrip(",-")
        if not lead:
            return True
        if lead[0] in "gpDb" or (lead[0] == "s" and self.tokens[self.edge].low != "if"):
            return True
        return not any(t in "xva" for t in lead)

    def _heading(self, begin: int, j: int, cue: Cue, who: Subject, i: int) -> bool:
        """ "Still, she added, ..." and "As X observed, ...": the content comes second."""
        tags = self.tags
        lead = tags[self.edge : begin].strip(",cb-s")
        if any(t in "xvq" for t in lead) or j + 2 >= len(tags) or tags[j + 1] in "wgq":
            return False
        if "a" in lead and lead[-1:] not in "nN":
            return False
        stop = self.limits.after(j + 1, cue)
        if stop - j < 3:
            return False
        self.add((j + 1, stop), who, (i, i + 1), cue, "clause, attribution first")
        return True

    def left(self, i: int, after: int, attribution: int, cue: Cue, who: Subject) -> bool:
        """Read a statement that stands before its attribution; whether there is one."""
        begin, end = self.limits.before(min(attribution, i, who.start), self.edge)
        content = self.tags[begin:end]
        quoted = "q" in content
        if not quoted:
            stays = who.how == "inverted" and cue.group not in self.lex.lists["turnable"]
            spoken = cue.takes & {"bare", "clause", "that", "quote"}
            if stays or not spoken or len(content) < 2 or not set(content) & set("xva"):
                return False
        if not content:
            return False
        rule = "quote, speaker after" if quoted else "clause, speaker after"
        self.add((begin, end), who, (i, i + 1), cue, rule)
        self.edge = max(after, i + 1, who.end)
        if quoted:
            self._quote_goes_on(self.edge, cue, who, (i, i + 1))
        else:
            self._clause_goes_on(self.edge, cue, who, (i, i + 1))
        return True

    def _second_quote(self, j: int, cue: Cue, who: Subject, at: tuple[int, int]) -> bool:
        """ "“A,” X said, “B.”"."""
        if j >= len(self.tags) or self.tags[j] not in ",.;-:" or self.tags[j + 1 : j + 2] != "q":
            return False
        stop = self.limits.after(j + 1, cue, rule="quote")
        self.add((j + 1, stop), who, at, cue, "quote, second piece")
        self.edge = stop
        return True

    def _quote_goes_on(self, j: int, cue: Cue, who: Subject, at: tuple[int, int]) -> None:
        """ "“A,” X said, but “B”", "“A,” X said, and is leaving"."""
        if self._second_quote(j, cue, who, at) or self.tags[j : j + 2] != ",c":
            return
        if self.tags[j + 2 : j + 3] in ("q", "x", "b"):
            plain = self.tags[j + 2] == "q" and self.tokens[j + 1].low == "and"
            self._piece(j + plain, cue, who, at)

    def _clause_goes_on(self, j: int, cue: Cue, who: Subject, at: tuple[int, int]) -> None:
        """ "The emails, X said, were lost"."""
        if self._second_quote(j, cue, who, at) or self.tags[j : j + 1] != ",":
            return
        first = self.tags[j + 1 : j + 2]
        if self.tags[j + 1 : j + 3] in ("hq", "cq"):
            bare = first == "h" or self.tokens[j + 1].low == "and"
            self._piece(j + bare, cue, who, at)
            return
        if who.how == "inverted" or first not in tuple("xpnNdrbg") or self.limits.speaks(j + 1):
            return
        if first in "xp" or self.limits.clause(j + 1):
            self._piece(j, cue, who, at)

    def _piece(self, j: int, cue: Cue, who: Subject, at: tuple[int, int]) -> None:
        stop = self.limits.after(j + 1, cue)
        if (j + 3 < len(self.tags) and stop - j > 2) or "q" in self.tags[j + 1 : stop]:
            self.add((j + 1, stop), who, at, cue, "clause, second piece")
