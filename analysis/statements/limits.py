"""Where a statement's content starts and stops inside its unit."""

from __future__ import annotations

from analysis.statements import phrases
from analysis.statements.lexicon import Cue, Lexicon
from analysis.statements.tokens import Unit

WEAK = frozenset(
    "hold find read rule swear press push order offer reason object call indicate signal mention".split()
)


class Limits:
    """Content edges of one unit."""

    def __init__(self, unit: Unit, lex: Lexicon) -> None:
        self.unit, self.lex = unit, lex
        self.tags, self.tokens = unit.tags, unit.tokens

    def verbal(self, i: int, cue: Cue) -> bool:
        """Whether the word at token i is a verb here and not a noun ("the report", "demands")."""
        tags = self.tags
        tag = tags[i]
        before = tags[i - 1] if i else ""
        if cue.form == "base":
            if not before or before in "d'p":
                return False
            return (
                before in "xTrbw"
                or (before in "nN)" and self.tokens[i - 1].low[-1] in "sne")
                or before in ",c"
            )
        if cue.form == "present":
            if (
                not before
                or before in "d'p"
                or (
                    before == "n"
                    and self.tokens[i - 1].low.endswith("s")
                    and not self.tokens[i - 1].low.endswith("ss")
                )
            ):
                return False
            after = tags[i + 1 : i + 2]
            return not (after in ("v", "x") and before in "nN") or cue.lemma == "say"
        if cue.form == "gerund":
            return before not in "d'" if before else True
        if tag == "N" and before == "d":
            return False
        return not (before in "d'" and tags[i + 1 : i + 2] in ("n", "N"))

    def before(self, stop: int, edge: int) -> tuple[int, int]:
        """The content that ends before token `stop`, at the earliest from `edge`."""
        tags = self.tags
        end = stop
        while end > edge and tags[end - 1] in ",-;b" and tags[end - 1] != "q":
            if tags[end - 1] == "b" and self.tokens[end - 1].low not in ("also", "then", "later"):
                break
            end -= 1
        begin = edge
        while begin < end and tags[begin] in ",.;:-c":
            begin += 1
        for item in range(end - 1, begin - 1, -1):
            if tags[item] == "." and item + 1 < end and tags[item + 1] == "q":
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
            rest = tags[k : k + 25]
            return "x" in rest or "v" in rest
        return k < len(tags) and (tags[k] in "xv" or (tags[k] == "a" and tags[k - 1] in "nNr"))

    def opening(self, i: int, cue: Cue) -> tuple[int, str]:
        """The first content token after the cue at token i, and the rule; (-1, "") without content."""
        tags, takes = self.tags, cue.takes
        j = phrases.skip_adverbials(self.unit, i + 1, self.lex)
        if tags[j : j + 1] == ",":
            j = phrases.skip_aside(self.unit, j)
        start, rule = self._content(j, i, cue)
        if start >= 0:
            return start, rule
        if "person" in takes and j < len(tags) and tags[j] in "dnNo#ra'":
            k = phrases.end_of(self.unit, j) if tags[j] != "o" else j + 1
            k = phrases.skip_adverbials(self.unit, max(k, j + 1), self.lex)
            if tags[k : k + 1] == ",":
                k = phrases.skip_aside(self.unit, k)
            return self._content(k, i, cue, addressed=True)
        return -1, ""

    def _content(self, j: int, i: int, cue: Cue, *, addressed: bool = False) -> tuple[int, str]:
        tags, takes = self.tags, cue.takes
        if j >= len(tags):
            return -1, ""
        tag = tags[j]
        person = "person" in takes and not addressed
        if "quote" in takes or "quote-after" in takes:
            if tag == "q":
                return j, "quote"
            if tag in ",-" and tags[j + 1 : j + 2] == "q":
                return j + 1, "quote"
            if tag == ":":
                return j + 1, "colon"
            if tag == "," and tags[j + 1 : j + 2] == "h":
                return j + 2, "that"
        if tag == "h" and ("that" in takes or "object" in takes or "quote" in takes):
            if tags[j + 1 : j + 2] in (".", ",", ""):
                return -1, ""
            if tags[j + 1 : j + 2] == ",":
                return j + 2, "that"
            return j + 1, "that"
        if tag == "w" and ("wh" in takes):
            return j, "wh"
        if "bare" in takes and tag not in ".,;)-:cp" and len(tags) - j > 2:
            return j, "bare"
        if (
            "bare" in takes
            and tag == "p"
            and self.tokens[j].low not in ("of", "about")
            and len(tags) - j > 4
        ):
            return j, "bare"
        if "clause" in takes and not person and self.clause(j):
            return j, "clause"
        return self._phrase(j, i, cue, person)

    def _phrase(self, j: int, i: int, cue: Cue, person: bool) -> tuple[int, str]:
        tags, takes, tokens = self.tags, cue.takes, self.tokens
        tag, low = tags[j], tokens[j].low
        if "subject" in takes and tag in "dnNor#'q":
            k = phrases.end_of(self.unit, j) if tag != "q" else j + 1
            if tags[k : k + 1] == "T":
                return j, "subject"
        if "inf" in takes and tag == "T" and tags[j + 1 : j + 2] in ("a", "b", "n", "x"):
            return j + 1, "inf"
        if "gerund" in takes and tag in "gx":
            return j, "gerund"
        for word in ("for", "on", "of", "about", "against", "as"):
            if word not in takes:
                continue
            if low == word and j == i + 1 and word != "as":
                return self._preposition(j, word)
            if word in ("of", "for", "as") and tag in "dnNo'#" and j == i + 1:
                k = phrases.end_of(self.unit, j) if tag != "o" else j + 1
                if tokens[k : k + 1] and tokens[k].low == word:
                    return (j, "as") if word == "as" else (k + 1, word)
        if "label" in takes and j == i + 1 and tag in "dnNow'q" and not (tag == "p"):
            return j, "label"
        if "object" in takes and not person and tag in "dnN#qoag'w" and tag != "o":
            return j, "object"
        return -1, ""

    def _preposition(self, j: int, word: str) -> tuple[int, str]:
        tags = self.tags
        if word == "on":
            k = phrases.end_of(self.unit, j + 1)
            return (j + 1, "for") if tags[k : k + 1] == "T" else (-1, "")
        return j + 1, word

    def resumes(self, j: int) -> bool:
        """Whether content goes on at token j, after an attribution and a comma."""
        tags = self.tags
        if tags[j] in "gcs" or self.tokens[j].low in (
            "according",
            "citing",
            "who",
            "which",
            "a",
            "an",
            "the",
        ):
            return self.clause(j) and tags[j] not in "gc" and self._speaks(j) < 0
        return self._speaks(j) < 0 and len(tags) - j > 4

    def _speaks(self, j: int) -> int:
        """The cue of a new attribution that starts at token j: "X said", "he has warned"; else -1."""
        tags = self.tags
        k = j
        while k < len(tags) and tags[k] == "b":
            k += 1
        k = phrases.end_of(self.unit, k) if k < len(tags) and tags[k] in "dnNr#" else k
        while k < len(tags) and tags[k] in "xbD":
            k += 1
        if k < len(tags) and k > j:
            cue = self.lex.cues.get(self.tokens[k].low)
            if (
                cue
                and cue.lemma not in WEAK
                and cue.form not in ("gerund",)
                and "quote" in cue.takes
                and self.verbal(k, cue)
            ):
                return k
        return -1

    def after(self, start: int, cue: Cue, *, relative: bool = False, rule: str = "") -> int:
        """One past the last token of content that starts at token `start`."""
        tags = self.tags
        if rule in ("quote", "colon") and tags[start] == "q":
            follow = tags[start + 1 : start + 2]
            if follow in ("", ".", "q") or (
                follow in (",", "c", "g", "s", "-")
                and self.tokens[start].end - self.tokens[start].start > 30
            ):
                return start + 1
        k = start
        while k < len(tags):
            if tags[k] in ",c;s-" and k > start and self._stops(k, cue, relative):
                break
            if tags[k] == "." and k + 1 < len(tags) and tags[k + 1] not in "mq":
                break
            k += 1
        return self._trim(start, k)

    def _stops(self, k: int, cue: Cue, relative: bool) -> bool:
        """Whether the content ends before the mark or conjunction at token k."""
        tags, tokens = self.tags, self.tokens
        n = k + 1
        if tags[k] == "s":
            return tokens[k].low in ("while", "as", "but") and self._speaks(n) >= 0
        if tags[k] in ",;-" and n < len(tags):
            if tokens[n].low == "according":
                return True
            spoken = self._speaks(n)
            if spoken >= 0:
                return True
            gerund = self.lex.cues.get(tokens[n].low)
            if gerund is None and tags[n] == "b" and n + 1 < len(tags):
                gerund = self.lex.cues.get(tokens[n + 1].low)
            if gerund and gerund.form == "gerund" and gerund.lemma not in WEAK:
                return True
            turned = self.lex.cues.get(tokens[n].low)
            if turned and turned.form in ("past", "present") and "quote" in turned.takes:
                return True
            if relative and tags[k] == "," and tags[n] in "xvb":
                return True
            if tags[n] in "cs":
                return self._stops(n, cue, relative)
            return False
        if tags[k] == "c":
            while n < len(tags) and tags[n] in "bD,":
                n += 1
            if n < len(tags):
                second = self.lex.cues.get(tokens[n].low)
                if second and second.lemma not in WEAK and tags[n] != "n":
                    if (
                        second.form in ("past", "present", "gerund")
                        and second.form == cue.form
                        and "quote" in second.takes
                    ):
                        return True
            return self._speaks(k + 1) >= 0 and tokens[k].low == "but"
        return False

    def _trim(self, start: int, end: int) -> int:
        tags = self.tags
        while end > start and tags[end - 1] in ",;:-cs.(":
            end -= 1
        return end
