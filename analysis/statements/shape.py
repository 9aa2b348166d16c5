"""What the words of a unit are in their place: a verb or a noun, a clause, an attribution."""

from __future__ import annotations

import re

from analysis.statements.lexicon import Cue, Lexicon
from analysis.statements.phrases import end_of, start_of
from analysis.statements.tokens import Unit

VERBS = re.compile(r"[xv]+b*[xvag]*")
INFINITIVE = ("Ta", "Tb", "Tx")  # "the plan to leave", not "an end to the works"


def silent(unit: Unit, lex: Lexicon) -> bool:
    """Whether no word or quotation of a unit can begin a statement."""
    if unit.quotes or unit.tags.startswith("TN"):
        return False
    return lex.openers.isdisjoint([token.low for token in unit.tokens])


class Shape:
    """Questions about the tokens of one unit."""

    def __init__(self, unit: Unit, lex: Lexicon) -> None:
        """The shape of `unit`."""
        self.unit, self.lex = unit, lex
        self.tags, self.tokens = unit.tags, unit.tokens
        self.weak = lex.lists["weak"]
        self.headline = unit.tags.count("N") * 3 > len(unit.tags) * 2

    def low(self, i: int) -> str:
        """The word at token i in lower case, "" past the end."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def verbal(self, i: int, cue: Cue) -> bool:
        """Whether the word at token i is a verb here and not a noun ("the report", "demands")."""
        tags = self.tags
        before, after = tags[i - 1] if i else "", tags[i + 1 : i + 2]
        if tags[i] == "n" and cue.lemma == "state":
            return False
        if tags[i] == "N" and not self.headline and before in "dnN'p":
            return False
        if cue.form == "gerund":
            return not before or before not in "d'"
        if cue.form == "past":
            if before == "#" and after in ("n", "a") and cue.lemma != "say":
                return False  # "by 27 pledged votes"
            return not (before in tuple("d'p") and after in ("n", "N", "v"))
        if not before or before in "d'p":
            return False
        named = cue.form == "base" and before == "N" and not self.low(i - 1).endswith("s")
        nouny = cue.lemma in self.lex.lists["nouny"] and (before in "n#gv" or named)
        if nouny and not self._nouny_verb(i, cue, after):
            return False
        return self._base(i, before) if cue.form == "base" else self._present(i, cue, before, after)

    def _base(self, i: int, before: str) -> bool:
        """A base form is finite after a plural: "officials say", "the leaders of Mali say"."""
        if self.low(i - 1) in self.lex.lists["pluralish"]:
            return True
        if before in "nN" and self.tokens[i - 1].low[-1] not in "sne":
            opening = start_of(self.unit, i - 1)
            return any(t.low.endswith("s") for t in self.tokens[opening : i - 1])
        return before in "nNxTrbwac,)#Do"

    def _present(self, i: int, cue: Cue, before: str, after: str) -> bool:
        """A form in -s is a verb after a singular: "the council claims", not "their claims"."""
        if cue.lemma == "say":
            return True
        noun = self.tokens[i - 1].low
        if before == "n" and noun.endswith("s") and not noun.endswith("ss"):
            return False
        return not (after in ("v", "x") and before in "nN")

    def _nouny_verb(self, i: int, cue: Cue, after: str) -> bool:
        """Whether a form that is mostly a noun is a verb here: "the council reports that"."""
        opening = start_of(self.unit, i - 1)
        own = self.low(opening) in self.lex.lists["possessive"]
        closing = after in ("", ".") and (self.tags[0] == "q" or self._told_last(opening, i, cue))
        if after in tuple("hq") or closing:
            return True
        if after == ":":
            return self.tags[opening] == "d" and not own and self.low(i) not in self.lex.nouns
        named = self.tags[opening] in "dN'"
        if not named or cue.form != "present" or self.low(i - 1).endswith("s"):
            return False
        return after in tuple("dNr'") or (after == "p" and self.low(i + 1) in ("for", "on"))

    def _told_last(self, opening: int, i: int, cue: Cue) -> bool:
        """Whether a plural and its verb end the sentence: "..., analysts estimate."."""
        after_comma = opening > 2 and self.tags[opening - 1] == ","
        plural = self.low(i - 1).endswith("s") and cue.form == "base"
        return after_comma and plural and bool(set(self.tags[: opening - 1]) & set("xv"))

    def clause(self, j: int) -> bool:
        """Whether a clause with subject and verb starts at token j."""
        tags = self.tags
        if j >= len(tags):
            return False
        if tags[j] == "r" or self.tokens[j].low in self.lex.pronoun_verbs:
            return True
        k = end_of(self.unit, j)
        if k == j:
            return False
        while k < len(tags) and tags[k] in "bD":
            k += 1
        if k < len(tags) and (tags[k] in "wp,(" or tags[k : k + 2] in INFINITIVE):
            return self._main_verb(k)
        return k < len(tags) and (tags[k] in "xvq" or (tags[k] == "a" and tags[k - 1] in "nNr"))

    def plain_clause(self, j: int) -> bool:
        """Whether subject and verb stand side by side at token j."""
        k = end_of(self.unit, j)
        while self.tags[k : k + 1] in ("b", "D"):
            k += 1
        return k > j and self.tags[k : k + 1] in ("x", "v", "a", "q")

    def _main_verb(self, k: int) -> bool:
        """Whether a verb follows the modifier at token k: "with trucks were", ", who left, is"."""
        rest = self.tags[k : k + 25]
        groups = [m.start() for m in VERBS.finditer(rest)]
        if rest[0] == "w":
            return len(groups) > 1
        if rest[0] == ",":
            closing = rest.find(",", 1)
            return closing > 0 and rest[closing + 1 : closing + 2] in ("x", "v", "b", "q")
        return bool(groups) and "," not in rest[: groups[0]]

    def opens(self, j: int) -> bool:
        """Whether an auxiliary opens a clause: "they're ready", "having him there helps"."""
        return self.low(j) in self.lex.pronoun_verbs or self.low(j) in ("having", "being")

    def speaks(self, j: int) -> bool:
        """Whether a new attribution starts at token j: "X said", "he has warned"."""
        tags = self.tags
        k = j
        while k < len(tags) and tags[k] == "b":
            k += 1
        k = end_of(self.unit, k) if k < len(tags) and tags[k] in "dnNr#" else k
        passive = False
        while k < len(tags) and tags[k] in "xbD":
            passive = passive or self.low(k) in self.lex.lists["be"]
            k += 1
        if not j < k < len(tags):
            return False
        cue = self.lex.cues.get(self.tokens[k].low)
        if cue is None or cue.form == "gerund" or "quote" not in cue.takes:
            return False
        if passive and cue.form == "past":
            return False
        strong = cue.lemma not in self.weak or tags[k + 1 : k + 2] in tuple("hq:")
        return strong and self.verbal(k, cue)

    def new_clause(self, n: int) -> bool:
        """Whether subject and verb follow: after a noun phrase "and" then opens a clause."""
        tags = self.tags
        if tags[n] == "r":
            return True
        k = end_of(self.unit, n)
        if tags[k : k + 1] == ",":
            closing = tags.find(",", k + 1)
            return 0 < closing < k + 8 and tags[closing + 1 : closing + 2] in ("x", "v")
        return tags[k : k + 1] == "x" or (tags[k : k + 1] == "v" and tags[k + 1 : k + 2] != "p")
