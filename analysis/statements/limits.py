"""Where a statement's content stops inside its unit."""

from __future__ import annotations

import re

from analysis.statements.adverbials import skip_time
from analysis.statements.lexicon import Cue
from analysis.statements.openings import Openings
from analysis.statements.phrases import end_of

# Rules whose content is a phrase: "and" with a clause after it is no part of it.
CLAUSES = frozenset("that bare clause".split())
SUBJECTS = frozenset("he she they it".split())
LISTED = re.compile(r"(?:c,?q)+(?=\.?$)")
OBJECTS = frozenset("object for on of about against gerund to".split())
EDGES, VERBS = ",c;s-p:.", "xv"
PHRASES = frozenset("object label for on of about against as gerund".split())


class Limits(Openings):
    """Content edges of one unit."""

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
        last = end - 1
        narrated = begin < last and tags[last] == "q" and tags[last - 1] in ",-("
        if narrated and "q" not in tags[begin:last] and self.unit.quotes[last].capital:
            begin = last
        return begin, end

    def after(self, start: int, cue: Cue, *, within: str = "", rule: str = "") -> int:
        """One past the last token of content that starts at token `start`.

        `within` tells what clause the cue stands in: "relative", "subordinate", "gerund" or ""
        (main): the sentence goes on after the first three, and with it the content ends.
        """
        tags = self.tags
        if rule in ("quote", "colon") and tags[start : start + 1] == "q":
            follow = tags[start + 1 : start + 2]
            resumed = follow in ("N", "r") and tags[start + 2 : start + 3] == "q"
            told = cue.form == "gerund" and follow in ("s", "v", "p", "-")
            if (
                follow in ("", ".", "q", "D")
                or (told and "q" not in tags[start + 1 :])
                or self._pause(start + 1)
                or (self.unit.quotes[start].stopped and not resumed)
            ):
                return start + 1 + self._listed(start + 1)
        if rule in ("label", "as"):
            quoted = tags.find("q", start, start + 16)
            if quoted > 0:
                return self._label_end(quoted)
        k = start
        looked_at = EDGES + VERBS if rule == "noun that" else EDGES
        while k < len(tags):
            tag = tags[k]
            if tag == "q" and self._quote_ends(k, start, cue, within):
                k += 1
                break
            if tag in looked_at and k > start and self._ends(k, start, cue, within, rule):
                break
            k += 1
        return self._trim(start, k)

    def _pause(self, k: int) -> bool:
        """Whether narration follows at token k: "moments after ...", "- at which point ..."."""
        tags = self.tags
        if tags[k : k + 3] == "-pw" or tags[k : k + 2] == "-w":
            return True
        return tags[k : k + 1] in ("n", "D") and self.low(k + 1) in ("after", "before", "later")

    def _listed(self, k: int) -> int:
        """The tokens of further quotations from token k: "“Send them home” and “No more”"."""
        match = LISTED.match(self.tags, k)
        return match.end() - k if match else 0

    def _quote_ends(self, k: int, start: int, cue: Cue, within: str) -> bool:
        """Whether content ends with the quotation at token k: narration follows."""
        stopped = self.unit.quotes[k].stopped
        if stopped and k == start and self.tags[k + 1 : k + 2] in ("b", "g"):
            return True
        if stopped and self._stops(k, start, cue, within):
            return True
        after = self.tags[k + 1 : k + 2]
        if stopped and after in ("v", "a") and self._same_form(k + 1, cue):
            return True
        if self.unit.quotes[k].final and after == "d" and self.tokens[k + 1].capital:
            return True
        return after == "r" and self.tokens[k + 1].capital

    def _same_form(self, k: int, cue: Cue) -> bool:
        """Whether a second verb of the speaker stands at token k: "backs “A,” opposes “B”"."""
        second = self.lex.cues.get(self.low(k))
        if second is None or second.form != cue.form:
            return False
        return self.tags[k + 1 : k + 2] not in ("p", "T", "")

    def _ends(self, k: int, start: int, cue: Cue, within: str, rule: str) -> bool:
        """Whether content ends before token k, which is one of EDGES, or of VERBS of a noun."""
        tags = self.tags
        if rule in ("inf", "gerund") and tags[k : k + 2] == "ch":
            return True
        if rule in OBJECTS and tags[k : k + 2] == "cv" and self._next_deed(start, k):
            return cue.form != "present"
        if rule == "noun that" and tags[k] in "xv" and self._second_verb(start, k):
            return True
        if tags[k] == ":":
            return self.low(k - 1) in self.lex.nouns or tags[k + 1 : k + 2] == "q"
        if (
            rule in PHRASES
            and tags[k : k + 2] in ("cd", "cN", "cr", "cn")
            and self.new_clause(k + 1)
        ):
            return True
        if tags[k] == ".":
            return k + 1 < len(tags) and tags[k + 1] not in "mq)"
        if (
            rule in CLAUSES
            and not set(tags[start:k]) & set("xvaq")
            and not self._contracted(start, k)
            and tags[start:k] != "r"
        ):
            return False
        return tags[k] in ",c;s-p" and self._stops(k, start, cue, within)

    def _next_deed(self, start: int, k: int) -> bool:
        """Whether "and" at token k leads to a further deed: "cited costs | and led him out"."""
        return not set(self.tags[start:k]) & set("xvaqw") and self.tags[k + 2 : k + 3] not in tuple(
            "nN"
        )

    def _second_verb(self, start: int, k: int) -> bool:
        """Whether the main clause goes on: "her claim that it was old | came late"."""
        inside = self.tags[start:k]
        verbs = (n for n, tag in enumerate(inside) if tag == "x" or (n and tag in "va"))
        first = next((n for n in verbs if n and inside[n - 1] in "nNr"), len(inside))
        return (
            inside[-1:] in ("n", "N", "#")
            and first < len(inside) - 1
            and not (set(inside[first:]) & set("cswhT,q"))
        )

    def _contracted(self, start: int, k: int) -> bool:
        return any(t.low in self.lex.pronoun_verbs for t in self.tokens[start:k])

    def _label_end(self, quoted: int) -> int:
        """One past a label's last word: further quotations, and what "of", "for" add to it."""
        tags = self.tags
        end = quoted + 1
        for k in range(end, min(end + 12, len(tags))):
            if tags[k] in "xv,;:.s-" or (tags[k] == "g" and self._next_cue(k)):
                break
            if tags[k] == "c" and self._next_cue(k + 1):
                break
            if tags[k] == "q":
                end = k + 1
        if tags[end : end + 1] not in ("p", "T", "w", "h", "n", "N"):
            return end
        for k in range(end, len(tags)):
            if tags[k] in ",;:.c-" or (tags[k] == "w" and k > end) or self._venue(k):
                return k
        return len(tags)

    def _venue(self, k: int) -> bool:
        """Whether "in an interview", "on Monday", "on his show" stands at token k."""
        if self.tags[k] != "p" or self.low(k) not in ("in", "on", "during", "at", "via"):
            return False
        if skip_time(self.unit, k, self.lex) > k:
            return True
        end = end_of(self.unit, k + 1)
        end += self.tags[end : end + 1] == "a"
        return any(t.low in self.lex.venue for t in self.tokens[k + 1 : end])

    def _stops(self, k: int, start: int, cue: Cue, within: str) -> bool:
        """Whether the content ends before the mark or conjunction at token k."""
        tags = self.tags
        n = k + 1
        if n >= len(tags):
            return False
        if tags[k] in "sp":
            return self._adverbial(k, cue)
        if tags[k] == "c":
            return self._coordinated(k, start, cue)
        if self.low(n) == "according" or self.speaks(n):
            return True
        if tags[k] == ";" and cue.form != "noun" and self.clause(n):
            return True
        if tags[k] == "-" and tags[n] in "cdgsrbw" and "-" not in tags[n:]:
            return True
        if tags[k] in ",q" and self._narrates(n, cue, within):
            return True
        if tags[k - 1 : k + 1] == "N," and self._introduces(start, k):
            return True
        if (
            tags[k] in ",q"
            and "q" in tags[start:n]
            and "q" not in tags[n:]
            and self._told_by_narrator(n)
        ):
            return True
        if tags[n] in "csp":
            return self._stops(n, start, cue, within)
        return self._next_cue(n)

    def _introduces(self, start: int, k: int) -> bool:
        """Whether ", who" at token k tells who is named: "said he met Berg | , who lives there"."""
        tags = self.tags
        if self.low(k + 1) != "who" or not set(tags[start:k]) & set("xva"):
            return False
        return ",x" not in tags[k + 1 :] and ",v" not in tags[k + 1 :]

    def _next_cue(self, n: int) -> bool:
        """Whether a further reporting verb stands at token n: ", adding", ", called"."""
        following = self.lex.cues.get(self.low(n))
        if following is None and self.tags[n] == "b":
            following = self.lex.cues.get(self.low(n + 1))
        if following is None or following.lemma in self.weak:
            return False
        return following.form == "gerund" or (
            following.form in ("past", "present") and self.tags[n] != "n"
        )

    def _adverbial(self, k: int, cue: Cue) -> bool:
        """ "before adding", "as he opened the talks", "while X said": the narration goes on."""
        low, after, lists = self.low(k), self.low(k + 1), self.lex.lists
        following = self.lex.cues.get(after)
        carries = low in ("before", "after", "while", "without")
        if (
            carries
            and following
            and following.form == "gerund"
            and following.lemma not in self.weak
        ):
            return True
        if low == "as" and after in lists["does"]:
            return self.tags[k + 2 : k + 3] in tuple("dnNr")
        if low in ("as", "after", "while") and after in lists["narrated"]:
            if after in SUBJECTS and self.tags[k + 2 : k + 3] not in tuple("xvab"):
                return False
            return cue.form != "present" or low == "while"
        return low in ("while", "as") and self.speaks(k + 1)

    def _narrates(self, n: int, cue: Cue, within: str) -> bool:
        """Whether the words from token n, after a comma, are the narrator's again."""
        tags, low, lists = self.tags, self.low(n), self.lex.lists
        after = tags[n + 1 : n + 2]
        if low == "but" and "q" in tags[n + 1 :]:
            return False
        if low == "but" and (after in tuple("hs") or self.low(n + 1) in lists["contrasts"]):
            return False
        if low in lists["asides"] or (low == "one" and after in ("p", "h")):
            return True
        if tags[n] == "D" and self.low(n + 1) in ("after", "before", "as", "when"):
            return True
        timed = self.low(n + 1) in self.lex.time and self.low(n + 2) in ("after", "before")
        if timed and tags[n] in "#nd":
            return True
        if tags[n] == "g" and low in lists["effects"]:
            return True
        if tags[n] == "d" and any(t.low in lists["verdicts"] for t in self.tokens[n + 1 : n + 4]):
            return True
        if self._resumes(n, within):
            return True
        if low == "and":
            again = after == "r" and self.low(n + 1) in lists["narrated"]
            return after == "v" or (again and tags[n + 2 : n + 3] in ("v", "a"))
        return low == "which" and after == "v" and cue.form != "base"

    def _told_by_narrator(self, n: int) -> bool:
        """A relative clause."""
        if self.tags[n] == "p" and self.tags[n + 1 : n + 2] == "w":
            return True
        return self.low(n) in ("who", "where", "which", "whose")

    def _resumes(self, n: int, within: str) -> bool:
        """Whether the main clause comes back at token n, behind the clause of the cue."""
        tag = self.tags[n]
        if within == "relative":
            return tag in "xvba"
        if within == "subordinate":
            return tag in "dnNr#" and self.clause(n)
        return within == "gerund" and (tag in "xv" or (tag in "dnNr" and self.clause(n)))

    def _coordinated(self, k: int, start: int, cue: Cue) -> bool:
        """ "and added", "but said": a second reporting verb, or a deed, of the same speaker."""
        tags = self.tags
        n = k + 1
        while n < len(tags) and tags[n] in "bD,x":
            n += 1
        if n < len(tags):
            second = self.lex.cues.get(self.tokens[n].low)
            sure = second and (second.lemma not in self.weak or self.low(k) == "but")
            if second and sure and tags[n] in "vag":
                alike = cue.form in (second.form, "noun", "gerund")
                if alike and second.form in ("past", "present", "gerund"):
                    return True
            if tags[n] == "v" and n == k + 1 and cue.form == "past" and self.low(k) == "and":
                return self._deed(start, k)
        if self.low(k + 1) == "when" and self.low(k + 2) in self.lex.cues:
            return True  # ", and when asked whether ..."
        apart = tags[k - 1] == "," and tags[k + 1 : k + 9].lstrip("b")[:1] in tuple("dnNr#")
        another = (apart and cue.lemma != "according") or tags[k - 1] == "q"
        return (self.low(k) == "but" or another) and self.speaks(k + 1)

    def _deed(self, start: int, k: int) -> bool:
        """Whether a past verb behind "and" at token k leaves content of another tense behind."""
        inside = [self.tokens[m].low for m in range(start, k) if self.tags[m] in "xv"]
        if inside and all(word in self.lex.lists["present"] for word in inside):
            return True
        return "".join(t for t in self.tags[start:k] if t in "xvag").endswith("xg")

    def _trim(self, start: int, end: int) -> int:
        """The end without commas, dashes and conjunctions that lead on."""
        while end > start and self.tags[end - 1] in ",.;:-cs(":
            end -= 1
        return end
