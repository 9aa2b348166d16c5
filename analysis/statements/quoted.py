"""Where content starts after verbs that report when words are quoted: "joked about “...”"."""

from __future__ import annotations

from analysis.statements.shape import Shape

ABOUT = frozenset("about of on against over at to".split())
Start = tuple[int, str]
NOTHING: Start = (-1, "")


class Quoted(Shape):
    """Content with quoted words in it, by its first token and its rule."""

    def quoted_clause(self, j: int) -> Start:
        """A clause after a verb of belief: it is reported when words of it are quoted."""
        if "q" not in self.tags[j:] or any(self.low(j) == w for w in ("of", "about")):
            return NOTHING
        if self.tags[j] == "h":
            return self.that(j)
        return (j, "clause") if self.clause(j) else NOTHING

    def quoted_as(self, j: int) -> Start:
        """ "ranked the bridge as one of “five ruins”", "likened it to “a ruin”" from token j."""
        quoted = self.tags.find("q", j, j + 16)
        if quoted < 0 or set(self.tags[j:quoted]) & set(",;:-hxw"):
            return NOTHING
        between = {self.low(k) for k in range(j + 1, quoted)}
        return (j, "as") if between & {"as", "to", "with"} else NOTHING

    def quoted_soon(self, j: int) -> bool:
        """Whether a quotation stands in the phrase at token j."""
        end = self.tags.find("q", j, j + 16)
        return end >= 0 and not set(self.tags[j:end]) & set(",;:-.hx")

    def as_quoted(self, k: int) -> bool:
        """Whether "as" and a quotation follow soon: "described the plan in May as “a ruin”"."""
        for m in range(k, min(k + 9, len(self.tags))):
            if self.tokens[m].low == "as":
                return "q" in self.tags[m : m + 5]
            if self.tags[m] in "xv,;:-qch":
                return False
        return False

    def that(self, j: int) -> Start:
        """Content after the "that" at token j, unless it opens a relative clause or means "it"."""
        after = self.tags[j + 1 : j + 2]
        relative = after in (".", "", "x", "v") and not self.opens(j + 1)
        if relative or (after == "," and self.tags[j + 2 : j + 3] == ""):
            return NOTHING
        return (j + 2 if after == "," else j + 1), "that"

    def about(self, j: int, takes: frozenset[str]) -> Start:
        """Quoted words behind a preposition at token j: "about the “charm” of it"."""
        if "quoted-about" in takes and self.low(j) in ABOUT and self.quoted_soon(j + 1):
            return j + 1, "object"
        return NOTHING

    def words_of(self, j: int, takes: frozenset[str]) -> Start:
        """Content at token j after a verb that takes quoted words, by what it takes."""
        if "quoted-as" in takes:
            return self.quoted_as(j)
        if "quoted" in takes and self.tags[j] in "dnNoq'#p" and self.quoted_soon(j):
            return j, "object"
        return NOTHING
