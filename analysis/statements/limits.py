"""Where a statement's content starts and stops inside its unit."""

from __future__ import annotations

import re

from analysis.statements import phrases
from analysis.statements.lexicon import Cue, Lexicon
from analysis.statements.quotes import Quote
from analysis.statements.tokens import Unit

# Verbs that end another's content only with "that" or a quotation after them.
WEAK = frozenset(
    """hold find read rule swear press push order offer reason object indicate signal mention go break shoot
    jump chime charge assess decide determine sing post estimate state hint""".split()
)
# Verb forms that are nouns more often than verbs unless "that", a colon or a quotation follows.
NOUNY = frozenset(
    """report state rule question post claim offer demand note promise pledge comment charge vow estimate forecast
    request order cry shout push call press threat object label brand brief blame fault plea reason answer""".split()
)
# Content that is a phrase: "and" with a verb after it is no part of it.
PHRASES = frozenset("object label for on of about against as gerund".split())
VERBS = re.compile(r"[xv]+b*[xvag]*")
POSSESSIVE = frozenset("his her its their our my your".split())
NARRATED = frozenset("he she they it his her their its".split())
# Auxiliaries that a past narration does not share.
PRESENT = frozenset(
    "is are am 's 're has have do does will can may must 'll don't doesn't won't can't isn't aren't".split()
)
# What a narrator calls a statement just quoted: ", a claim that ...", ", a move which ...".
VERDICTS = frozenset(
    """tactic move claim charge position approach result reference swipe figure remark comment suggestion accusation
    sentiment assertion prospect stance promise view step jab dig nod argument allegation admission shift increase
    practice measure first latest sign reminder reversal""".split()
)
# Participles of effect: ", prompting ...", ", drawing ...".
EFFECTS = frozenset(
    """drawing prompting throwing echoing sparking siding pointing encouraging raising fueling fuelling triggering
    angering speaking referring standing underscoring highlighting signaling signalling ending setting fanning stoking paving casting""".split()
)
ASIDES = frozenset("something just especially although though whereas double".split())
PREPOSITIONS = ("for", "on", "of", "about", "against", "to")


class Limits:
    """Content edges of one unit."""

    def __init__(self, unit: Unit, lex: Lexicon) -> None:
        """Edges for the tokens of `unit`."""
        self.unit, self.lex = unit, lex
        self.tags, self.tokens = unit.tags, unit.tokens
        self.headline = unit.tags.count("N") * 3 > len(unit.tags) * 2

    @staticmethod
    def closed(quote: Quote) -> bool:
        """Whether a quotation ends like a clause."""
        return quote.stopped

    def verbal(self, i: int, cue: Cue) -> bool:
        """Whether the word at token i is a verb here and not a noun ("the report", "demands")."""
        tags = self.tags
        tag, before, after = tags[i], tags[i - 1] if i else "", tags[i + 1 : i + 2]
        if tag == "N" and not self.headline and before in "dnN'p":
            return False
        if cue.form == "gerund":
            return not before or before not in "d'"
        if cue.form == "past":
            return not (before in tuple("d'p") and after in ("n", "N", "v"))
        if not before or before in "d'p":
            return False
        if cue.lemma in NOUNY and before in "n#gv" and not self._nouny_verb(i, cue, after):
            return False
        if cue.form == "base":
            if before in "nN" and self.tokens[i - 1].low[-1] not in "sne":
                opening = phrases.start_of(self.unit, i - 1)
                return any(t.low.endswith("s") for t in self.tokens[opening : i - 1])
            return before in "nNxTrbwac,)#Do"
        plural = before == "n" and self.tokens[i - 1].low.endswith("s")
        if plural and not self.tokens[i - 1].low.endswith("ss") and cue.lemma != "say":
            return False
        return not (after in ("v", "x") and before in "nN") or cue.lemma == "say"

    def _nouny_verb(self, i: int, cue: Cue, after: str) -> bool:
        """Whether a form that is mostly a noun is a verb after a common noun: "the council reports that"."""
        opening = phrases.start_of(self.unit, i - 1)
        determined = self.tags[opening] == "d" and self.tokens[opening].low not in POSSESSIVE
        if after in tuple("hq"):
            return True
        if after == ":":
            return determined and self.tokens[i].low not in self.lex.nouns
        named = self.tags[opening] in "dN'"
        if not named or cue.form != "present" or self.tokens[i - 1].low.endswith("s"):
            return False
        return after in tuple("dNr'") or (after == "p" and self.tokens[i + 1].low in ("for", "on"))

    def before(self, stop: int, edge: int) -> tuple[int, int]:
        """The content that ends before token `stop`, at the earliest from `edge`."""
        tags = self.tags
        end = stop
        while end > edge and tags[end - 1] in ",-;b":
            if tags[end - 1] == "b" and self.tokens[end - 1].low not in ("also", "then", "later"):
                break
            end -= 1
        begin = edge
        while begin < end and tags[begin] in ",.;:-c":
            begin += 1
        for item in range(end - 1, begin - 1, -1):
            if tags[item] in ".:" and item + 1 < end and tags[item + 1] == "q":
                begin = item + 1
                break
        return begin, end

    def clause(self, j: int) -> bool:
        """Whether a clause with subject and verb starts at token j."""
        tags = self.tags
        if j >= len(tags):
            return False
        if tags[j] == "r" or self.tokens[j].low in self.lex.pronoun_verbs:
            return True
        k = phrases.end_of(self.unit, j)
        if k == j:
            return False
        while k < len(tags) and tags[k] in "bD":
            k += 1
        if k < len(tags) and tags[k] in "wp,(":
            return self._main_verb(k)
        return k < len(tags) and (tags[k] in "xvq" or (tags[k] == "a" and tags[k - 1] in "nNr"))

    def _main_verb(self, k: int) -> bool:
        """Whether a verb follows the modifier that starts at token k: "with trucks were", ", who left, is"."""
        rest = self.tags[k : k + 25]
        groups = [m.start() for m in VERBS.finditer(rest)]
        if rest[0] == "w":
            return len(groups) > 1
        if rest[0] == ",":
            closing = rest.find(",", 1)
            return closing > 0 and rest[closing + 1 : closing + 2] in ("x", "v", "b", "q")
        return bool(groups) and "," not in rest[: groups[0]]

    def opening(self, i: int, cue: Cue) -> tuple[int, str]:
        """The first content token after the cue at token i, and the rule; (-1, "") without content."""
        tags, takes = self.tags, cue.takes
        i += self.particle(i, cue)
        follow = self.tokens[i + 1].low if i + 1 < len(tags) else ""
        if (follow in takes and follow in PREPOSITIONS) or (follow == "to" and "as" in takes):
            start, rule = self._phrase(i + 1, i, cue, person=False)
            if start > 0:
                return start, rule
        j = phrases.skip_adverbials(self.unit, i + 1, self.lex)
        if tags[j : j + 1] == ",":
            if "bare" in takes and j > i + 1 and self.clause(j + 1):
                return j + 1, "bare"
            j = phrases.skip_aside(self.unit, j)
        start, rule = self._content(j, i, cue)
        if start < 0 and "person" in takes and j < len(tags) and tags[j] in "dnNo#ra'":
            k = phrases.end_of(self.unit, j) if tags[j] != "o" else j + 1
            k = phrases.skip_adverbials(self.unit, max(k, j + 1), self.lex)
            if tags[k : k + 1] == ",":
                k = phrases.skip_aside(self.unit, k)
            start, rule = self._content(k, i, cue, addressed=True)
        if start < 0 or rule in ("bare", "object"):
            ahead = self._that_ahead(i, cue)
            if ahead > 0:
                return ahead, "that"
        colon = self._colon(i, cue) if rule in ("", "object", "clause", "bare") else -1
        return (colon, "colon") if colon > 0 else (start, rule)

    def particle(self, i: int, cue: Cue) -> int:
        """1 when the cue's particle follows it ("pointed out"), else 0."""
        return int(
            "out" in cue.takes and i + 1 < len(self.tokens) and self.tokens[i + 1].low == "out"
        )

    def _that_ahead(self, i: int, cue: Cue) -> int:
        """The token after "that" when only addressee, place and time stand between it and the cue."""
        tags = self.tags
        first = tags[i + 1 : i + 2]
        if "that" not in cue.takes or (
            first not in ("p", "T", "D", "b") and "person" not in cue.takes
        ):
            return -1
        for k in range(i + 1, min(i + 18, len(tags))):
            if tags[k] == "h":
                relative = tags[k + 1 : k + 2] in ("x", "v", "") and not self._opens(k + 1)
                return -1 if relative else k + 1
            if tags[k] in "xvr;:.wsa":
                return -1
        return -1

    def _colon(self, i: int, cue: Cue) -> int:
        """The token after a colon that the cue leads to: "responded, with a smile: “...”"."""
        if not cue.takes & {"quote", "quote-only"}:
            return -1
        for k in range(i + 1, min(i + 16, len(self.tags))):
            tag = self.tags[k]
            if tag == ":":
                return k + 1 if self.tags[k + 1 : k + 2] in ("q", "") else -1
            if tag in "qxvh;.-":
                return -1
        return -1

    def _content(self, j: int, i: int, cue: Cue, *, addressed: bool = False) -> tuple[int, str]:
        tags, takes = self.tags, cue.takes
        if j >= len(tags):
            return -1, ""
        tag, after = tags[j], tags[j + 1 : j + 2]
        if "out" in takes and self.tokens[i].low != "out":
            return self._phrase(j, i, cue, person=False) if tag != "q" else (-1, "")
        if takes & {"quote", "quote-after", "quote-only"}:
            if tag == "q":
                return j, "quote"
            if tag in ",-" and after == "q":
                return j + 1, "quote"
            if tag == ":":
                return j + 1, "colon"
            if tag == "," and after == "h":
                return j + 2, "that"
        if "quote-only" in takes or "quote-after" in takes:
            return -1, ""
        if tag == "h" and takes & {"that", "object", "quote"}:
            bare = after in (".", "", "x", "v") and not self._opens(j + 1)
            if bare or (after == "," and tags[j + 2 : j + 3] == ""):
                return -1, ""
            return (j + 2 if after == "," else j + 1), "that"
        if "wh" in takes and (tag == "w" or self.tokens[j].low == "if"):
            return j, "wh"
        if "bare" in takes and (len(tags) - j > 2 or "q" in tags[j:]):
            if tag not in ".,;)-:cpxT" or self._opens(j):
                return j, "bare"
            if tag == "p" and self.tokens[j].low not in ("of", "about") and len(tags) - j > 4:
                return j, "bare"
        person = "person" in takes and not addressed
        if "clause" in takes and not person and self.clause(j):
            return j, "clause"
        return self._phrase(j, i, cue, person=person)

    def _opens(self, j: int) -> bool:
        """Whether an auxiliary opens the content: "they're ready", "having him there helps"."""
        low = self.tokens[j].low if j < len(self.tokens) else ""
        return low in self.lex.pronoun_verbs or low in ("having", "being")

    def _phrase(self, j: int, i: int, cue: Cue, *, person: bool) -> tuple[int, str]:
        """Content that is no clause: an object, an infinitive, what a preposition leads to."""
        tags, takes = self.tags, cue.takes
        tag, low, after = tags[j], self.tokens[j].low, tags[j + 1 : j + 2]
        noun = tag in "dnNo'#rq"
        if noun and takes & {"subject", "of", "for", "as", "label"}:
            k = j + 1 if tag in "orq" else phrases.end_of(self.unit, j)
            follow = self.tokens[k].low if k < len(tags) else ""
            after_not = self.tokens[k + 1].low if follow == "not" and k + 1 < len(tags) else ""
            if "subject" in takes and (follow == "to" or after_not == "to"):
                return j, "subject"
            if "as" in takes and follow == "as" and j == i + 1:
                return j, "as"
            if "as" in takes and j == i + 1 and self._as_quoted(k):
                return j, "as"
            if follow in takes and follow in ("of", "for") and j == i + 1:
                return k + 1, follow
            if (
                "label" in takes
                and j == i + 1
                and (tags[k : k + 1] in tuple("qd") or "q" in tags[j:k])
            ):
                return j, "label"
        if "as" in takes and low == "as" and after == "q":
            return j + 1, "as"
        if "label" in takes and tag == "w" and j == i + 1:
            return j, "label"
        if "inf" in takes and tag == "T" and after in tuple("abnxq"):
            return j + 1, "inf"
        if "gerund" in takes and tag in "gx":
            return j, "gerund"
        if low in takes and low in PREPOSITIONS and j == i + 1:
            return self._preposition(j, low)
        if "as" in takes and low == "to" and j == i + 1 and noun is False:
            k = phrases.end_of(self.unit, j + 1)
            if k < len(tags) and self.tokens[k].low == "as":
                return j + 1, "as"
        if "object" in takes and not person and tag in "dnN#qag'w":
            return j, "object"
        return -1, ""

    def _as_quoted(self, k: int) -> bool:
        """Whether "as" and a quotation follow soon: "described the plan in May as “a ruin”"."""
        for m in range(k, min(k + 9, len(self.tags))):
            if self.tokens[m].low == "as":
                return "q" in self.tags[m : m + 5]
            if self.tags[m] in "xv,;:-qch":
                return False
        return False

    def _preposition(self, j: int, word: str) -> tuple[int, str]:
        if word == "on":
            k = phrases.end_of(self.unit, j + 1)
            follow = self.tags[k : k + 2]
            return (j + 1, "on") if follow[:1] in tuple("Tq") or follow == "bT" else (-1, "")
        return j + 1, word

    def speaks(self, j: int) -> int:
        """The cue of a new attribution that starts at token j: "X said", "he has warned"; else -1."""
        tags = self.tags
        k = j
        while k < len(tags) and tags[k] == "b":
            k += 1
        k = phrases.end_of(self.unit, k) if k < len(tags) and tags[k] in "dnNr#" else k
        while k < len(tags) and tags[k] in "xbD":
            k += 1
        if j < k < len(tags):
            cue = self.lex.cues.get(self.tokens[k].low)
            if cue and cue.form != "gerund" and "quote" in cue.takes and self.verbal(k, cue):
                if cue.lemma not in WEAK or tags[k + 1 : k + 2] in tuple("hq:"):
                    return k
        return -1

    def after(self, start: int, cue: Cue, *, within: str = "", rule: str = "") -> int:
        """One past the last token of content that starts at token `start`.

        `within` tells what clause the cue stands in: "relative", "subordinate" or "" (main): the
        sentence goes on after the first two, and with it the content ends.
        """
        tags = self.tags
        if rule in ("quote", "colon") and tags[start : start + 1] == "q":
            follow = tags[start + 1 : start + 2]
            resumed = follow in ("N", "r") and tags[start + 2 : start + 3] == "q"
            if follow in ("", ".", "q") or (self.unit.quotes[start].stopped and not resumed):
                return start + 1
        if rule in ("label", "as"):
            quoted = tags.find("q", start, start + 16)
            if quoted > 0:
                return self._label_end(quoted)
        k = start
        phrase = rule in PHRASES
        while k < len(tags):
            if tags[k] == ":" and k > start:
                if self.tokens[k - 1].low in self.lex.nouns or tags[k + 1 : k + 2] == "q":
                    break
            if (
                tags[k] == "q"
                and self.unit.quotes[k].stopped
                and self._stops(k, start, cue, within)
            ):
                k += 1
                break
            if phrase and tags[k : k + 2] in ("cd", "cN", "cr", "cn") and self._new_clause(k + 1):
                break
            if tags[k] == "q" and tags[k + 1 : k + 2] == "r" and self.tokens[k + 1].capital:
                k += 1
                break
            if tags[k] in ",c;s-p" and k > start and self._stops(k, start, cue, within):
                break
            if tags[k] == "." and k + 1 < len(tags) and tags[k + 1] not in "mq":
                break
            k += 1
        return self._trim(start, k)

    def _label_end(self, quoted: int) -> int:
        """One past a label's last word: further quotations, and what "of", "for" add to it."""
        tags = self.tags
        end = quoted + 1
        for k in range(end, min(end + 12, len(tags))):
            if tags[k] in "xv,;:.s-":
                break
            if tags[k] == "q":
                end = k + 1
        if tags[end : end + 1] == "p" and self.tokens[end].low in ("of", "for", "to", "against"):
            end = max(end, phrases.end_of(self.unit, end + 1))
        return end

    def _new_clause(self, n: int) -> bool:
        """Whether subject and verb follow: after a noun phrase "and" then opens a clause."""
        tags = self.tags
        if tags[n] == "r":
            return True
        k = phrases.end_of(self.unit, n)
        if tags[k : k + 1] == ",":
            closing = tags.find(",", k + 1)
            return 0 < closing < k + 8 and tags[closing + 1 : closing + 2] in ("x", "v")
        return tags[k : k + 1] == "x" or (tags[k : k + 1] == "v" and tags[k + 1 : k + 2] != "p")

    def _stops(self, k: int, start: int, cue: Cue, within: str) -> bool:
        """Whether the content ends before the mark or conjunction at token k."""
        tags, tokens = self.tags, self.tokens
        n = k + 1
        if n >= len(tags):
            return False
        if tags[k] in "sp":
            following = self.lex.cues.get(tokens[n].low)
            if tokens[k].low in ("before", "after", "while", "without", "by") and following:
                if following.form == "gerund" and following.lemma not in WEAK:
                    return True
            if tokens[k].low in ("as", "after", "while") and tokens[n].low in NARRATED:
                return cue.form != "present" or tokens[k].low == "while"
            return tokens[k].low in ("while", "as") and self.speaks(n) >= 0
        if tags[k] == "c":
            return self._coordinated(k, start, cue)
        if tokens[n].low == "according" or self.speaks(n) >= 0:
            return True
        if tags[k] == "-" and tags[n] in "cdgsrbw" and "-" not in tags[n:]:
            return True
        if tags[k] in ",q" and self._narrates(n, start, cue, within):
            return True
        if tags[n] in "csp":
            return self._stops(n, start, cue, within)
        following = self.lex.cues.get(tokens[n].low)
        if following is None and tags[n] == "b" and n + 1 < len(tags):
            following = self.lex.cues.get(tokens[n + 1].low)
        if following is None or following.lemma in WEAK:
            return False
        if following.form == "gerund":
            return True
        return following.form in ("past", "present") and tags[n] != "n"

    def _narrates(self, n: int, start: int, cue: Cue, within: str) -> bool:
        """Whether the words from token n, after a comma, are the narrator's again."""
        tags, low = self.tags, self.tokens[n].low
        if low in ("but", "while", "despite", "compared") or low in ASIDES:
            return True
        if low == "one" and tags[n + 1 : n + 2] in ("p", "h"):
            return True
        if tags[n] == "g" and low in EFFECTS:
            return True
        if tags[n] == "d" and any(t.low in VERDICTS for t in self.tokens[n + 1 : n + 4]):
            return True
        if within == "relative" and tags[n] in "xvba":
            return True
        if within == "subordinate" and tags[n] in "dnNr#" and self.clause(n):
            return True
        if within == "gerund" and (tags[n] in "xv" or (tags[n] in "dnNr" and self.clause(n))):
            return True
        if low == "and" and tags[n + 1 : n + 2] == "v":
            return True
        if low == "and" and tags[n + 1 : n + 2] == "r" and tags[n + 2 : n + 3] in ("v", "a"):
            return self.tokens[n + 1].low in NARRATED
        return low == "which" and tags[n + 1 : n + 2] == "v" and cue.form != "base"

    def _coordinated(self, k: int, start: int, cue: Cue) -> bool:
        """ "and added", "but said": a second reporting verb of the same speaker."""
        tags, tokens = self.tags, self.tokens
        n = k + 1
        while n < len(tags) and tags[n] in "bD,x":
            n += 1
        if n < len(tags):
            second = self.lex.cues.get(tokens[n].low)
            if (
                second
                and second.lemma not in WEAK
                and tags[n] in "vag"
                and cue.form in (second.form, "noun")
            ):
                if second.form in ("past", "present", "gerund"):
                    return True
            if tags[n] == "v" and n == k + 1 and cue.form == "past" and self.tokens[k].low == "and":
                inside = [self.tokens[m].low for m in range(start, k) if tags[m] in "xv"]
                if inside and all(word in PRESENT for word in inside):
                    return True
                shape = "".join(t for t in tags[start:k] if t in "xvag")
                if shape.endswith("xg") and tags[n] == "v":
                    return True
        return self.speaks(k + 1) >= 0 and tokens[k].low == "but"

    def _trim(self, start: int, end: int) -> int:
        """The end without commas, dashes and conjunctions that lead on."""
        tags = self.tags
        while end > start and tags[end - 1] in ",.;:-cs(":
            end -= 1
        return end
