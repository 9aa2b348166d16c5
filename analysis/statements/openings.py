"""Where content starts after a reporting verb, and by which rule."""

from __future__ import annotations

from analysis.statements.adverbials import skip_adverbials, skip_aside
from analysis.statements.lexicon import Cue
from analysis.statements.phrases import end_of
from analysis.statements.quoted import NOTHING, Quoted, Start

PREPOSITIONS = ("for", "on", "of", "about", "against", "to")
ADDED = ("against", "about", "of")
QUOTING = frozenset(("quote", "quote-after", "quote-only"))


class Openings(Quoted):
    """Content starts of one unit."""

    def opening(self, i: int, cue: Cue) -> Start:
        """The first content token after the cue at token i, and the rule; (-1, "") for none."""
        i += self.particle(i, cue)
        follow = self.low(i + 1)
        if follow in self.lex.lists["phrasal"] and cue.lemma == "call":
            return NOTHING
        if "whom" in cue.takes and follow in ("to", "with"):
            return self._preposition(i + 1, "on")
        if (follow in cue.takes and follow in PREPOSITIONS) or (
            follow == "to" and "as" in cue.takes
        ):
            start, rule = self._phrase(i + 1, i, cue, person=False)
            if start > 0:
                return start, rule
        start, rule = self.about(i + 1, cue.takes)
        if start < 0:
            start, rule = self._behind(i, cue)
        if start < 0 or rule in ("bare", "object", "clause"):
            ahead = self._that_ahead(i, cue)
            if ahead > 0:
                return ahead, "that"
        if rule in ("", "bare"):
            quoted = self._quote_ahead(i, cue)
            if quoted > 0:
                return quoted, "quote"
        colon = self._colon(i, cue) if rule in ("", "object", "clause", "bare") else -1
        return (colon, "colon") if colon > 0 else (start, rule)

    def _behind(self, i: int, cue: Cue) -> Start:
        """Content past time and place, and past the addressee."""
        tags = self.tags
        counts = "bare" in cue.takes and tags[i + 1 : i + 3] == "p#"
        j = i + 1 if counts else skip_adverbials(self.unit, i + 1, self.lex)
        if tags[j : j + 1] == ",":
            if "bare" in cue.takes and j > i + 1 and self.clause(j + 1):
                return j + 1, "bare"
            j = skip_aside(self.unit, j)
        start, rule = self._content(j, i, cue)
        if start < 0 and "person" in cue.takes and j < len(tags) and tags[j] in "dnNo#ra'":
            k = skip_adverbials(self.unit, self._addressed(j), self.lex)
            if tags[k : k + 1] == ",":
                k = skip_aside(self.unit, k)
            start, rule = self._content(k, i, cue, addressed=True)
        return start, rule

    def _addressed(self, j: int) -> int:
        """One past the addressee at token j: "reporters", "host Anna Berg", "NBC’s “Today”"."""
        tags = self.tags
        if tags[j] == "o":
            return j + 1
        k = max(j + 1, end_of(self.unit, j + (tags[j : j + 2] == "aN")))
        k += tags[k : k + 1] == "a" and self._thing(k)
        if tags[k : k + 2] == "'q" and not self.unit.quotes[k + 1].stopped:
            k += 2
        return k

    def particle(self, i: int, cue: Cue) -> int:
        """1 when the cue's particle follows it ("pointed out"), else 0."""
        phrasal = " " in cue.lemma
        return int(phrasal or ("out" in cue.takes and self.low(i + 1) == "out"))

    def _that_ahead(self, i: int, cue: Cue) -> int:
        """The token after "that" when only addressee, place and time stand before it, else -1."""
        tags = self.tags
        first = tags[i + 1 : i + 2]
        if "that" not in cue.takes or (first not in tuple("pTDb") and "person" not in cue.takes):
            return -1
        for k in range(i + 1, min(i + 18, len(tags))):
            if tags[k] == "h":
                relative = tags[k + 1 : k + 2] in ("x", "v", "") and not self.opens(k + 1)
                return -1 if relative else k + 1
            if tags[k] in "xvr;:.ws" or (tags[k] == "a" and not self._thing(k)):
                return -1
        return -1

    def _thing(self, k: int) -> bool:
        """Whether the ambiguous word at token k is a noun: "the week’s debate", "GOP debate"."""
        before, low = self.tags[k - 1], self.low(k - 1)
        if before in "d'":
            return True
        return before in "nN" and not low.endswith("s") and not self.low(k).endswith("s")

    def _quote_ahead(self, i: int, cue: Cue) -> int:
        """The sentence quoted behind time and place: "said on Sunday, to cheers, “...”", or -1."""
        tags = self.tags
        if "quote" not in cue.takes or tags[i + 1 : i + 2] not in tuple("pTsbD"):
            return -1
        at = tags.find("q", i + 1, i + 25)
        if at < 0 or tags[at - 1] != "," or set(tags[i + 1 : at]) & set(";:-hm"):
            return -1
        if any(tags[k] in "vag" and self.low(k) in self.lex.cues for k in range(i + 1, at)):
            return -1
        quote = self.unit.quotes[at]
        return at if quote.stopped and quote.capital else -1

    def _colon(self, i: int, cue: Cue) -> int:
        """The token after a colon that the cue leads to ("replied, with a smile: “...”"), or -1."""
        if not cue.takes & {"quote", "quote-only"}:
            return -1
        for k in range(i + 1, min(i + 16, len(self.tags))):
            if self.tags[k] == ":":
                return k + 1 if self.tags[k + 1 : k + 2] in ("q", "") else -1
            if self.tags[k] in "qxvh;.-":
                return -1
        return -1

    def _content(self, j: int, i: int, cue: Cue, *, addressed: bool = False) -> Start:
        """Content that starts at token j, right behind the cue or its adverbials."""
        takes = cue.takes
        if j >= len(self.tags):
            return NOTHING
        tag = self.tags[j]
        if "out" in takes and self.tokens[i].low != "out":
            return self._phrase(j, i, cue, person=False) if tag != "q" else NOTHING
        quoted = self._quotation(j) if takes & QUOTING else NOTHING
        if quoted[0] >= 0 or "quote-only" in takes:
            return quoted
        if tag == "h" and "bare" in takes and self.tags[j + 1 : j + 2] == "x":
            return j, "bare"
        if tag == "h" and takes & {"that", "object", "quote"}:
            return self.that(j)
        if "quoted-clause" in takes:
            return self.quoted_clause(j)
        low = self.tokens[j].low
        if addressed and low in takes and low in ADDED:
            return j + 1, low
        relative = addressed and low in ("who", "which") and cue.lemma != "ask"
        if relative:
            return self._past_relative(j)
        if "wh" in takes and not relative and (tag == "w" or low == "if"):
            return j, "wh"
        if "bare" in takes and self._bare(j):
            return j, "bare"
        person = "person" in takes and not addressed
        person = person and self.tags[j : j + 2] not in ("rx", "rv")  # "warned it was late"
        if "clause" in takes and not person and self.clause(j) and self._told(j, i, cue):
            return j, "clause"
        return self._phrase(j, i, cue, person=person)

    def _told(self, j: int, i: int, cue: Cue) -> bool:
        """Whether a clause at token j is told: not "maintained a pace", "continued to run it"."""
        if cue.lemma not in self.lex.lists["carried_on"]:
            return True
        return self.tags[i + 1 : i + 2] != "T" and self.plain_clause(j)

    def _quality(self, j: int) -> bool:
        """Whether "as" leads to quoted words: "whom she describes as having “no nerves”"."""
        return self.tags[j : j + 1] in ("g", "d") and "q" in self.tags[j : j + 4]

    def _past_relative(self, j: int) -> Start:
        """Words quoted behind a relative clause: "told the mayors who had gathered, “...”"."""
        at = self.tags.find("q", j)
        return (at, "quote") if at > 0 and self.tags[at - 1] in ",:" else NOTHING

    def _quotation(self, j: int) -> Start:
        tag, after = self.tags[j], self.tags[j + 1 : j + 2]
        if tag == "q":
            return j, "quote"
        if tag in ",-" and after == "q":
            return j + 1, "quote"
        if tag == ":":
            return j + 1, "colon"
        return (j + 2, "that") if tag == "," and after == "h" else NOTHING

    def _bare(self, j: int) -> bool:
        """Whether a clause without "that" can start at token j."""
        left = len(self.tags) - j
        if left <= 2 and "q" not in self.tags[j:]:
            return False
        if self.tags[j] == "o" and self.tags[j + 1 : j + 2] in (",", "."):
            return False
        if self.tags[j] not in ".,;)-:cpxT" or self.opens(j):
            return True
        plain = self.low(j) not in ("of", "about") or self.tags[j + 1 : j + 2] == "#"
        return self.tags[j] == "p" and plain and left > 4

    def _phrase(self, j: int, i: int, cue: Cue, *, person: bool) -> Start:
        """Content that is no clause: an object, an infinitive, what a preposition leads to."""
        takes = cue.takes
        tag, low, after = self.tags[j], self.tokens[j].low, self.tags[j + 1 : j + 2]
        near = j == i + 1
        labelled = tag in "hDvg" and "label" in takes and near
        labelled = labelled or (tag == "h" and after == "n" and "as" in takes)
        if (tag in "dnNo'#rq" or labelled) and takes & {"subject", "of", "for", "as", "label"}:
            found = self._after_object(j, cue, near=near)
            if found[0] >= 0:
                return found
        if "as" in takes and low == "as" and (after == "q" or self._quality(j + 1)):
            return j + 1, "as"
        if "label" in takes and tag == "w" and near:
            return j, "label"
        if "inf" in takes and "T" in (tag, after):
            found = self._infinitive(j, cue)
            if found[0] >= 0 or tag == "T":
                return found
        if "gerund" in takes and tag in "gx":
            return j, "gerund"
        if low in takes and low in PREPOSITIONS and near:
            return self._preposition(j, low)
        if "as" in takes and low == "to" and near:
            return (j + 1, "as") if self.low(end_of(self.unit, j + 1)) == "as" else NOTHING
        quoted = self.words_of(j, takes)
        return quoted if quoted[0] >= 0 or person else self._object(j, cue)

    def _object(self, j: int, cue: Cue) -> Start:
        """A noun phrase at token j that is the content."""
        takes = cue.takes
        if cue.lemma in ("cite", "question") and self._source(j):
            return NOTHING
        if cue.lemma == "confirm" and self._source(j):
            return NOTHING  # "confirmed two judges" is a vote
        if cue.lemma == "claim" and self.tags[j] != "q" and not self._names(j, "claimed"):
            return NOTHING if "q" not in self.tags[j : j + 8] else (j, "object")
        named = (
            "object" in takes
            or ("noun" in takes and self._names(j, "offers"))
            or ("wish" in takes and self._names(j, "wishes"))
        )
        return (j, "object") if named and self.tags[j] in "dnN#qag'w" else NOTHING

    def _infinitive(self, j: int, cue: Cue) -> Start:
        """ "to go", "not to go" at token j; a refusal to say something is no statement."""
        if self.low(j) == "not":
            return j, "inf"
        if self.tags[j] != "T" or self.tags[j + 1 : j + 2] not in tuple("abnxq"):
            return NOTHING
        silent = cue.lemma == "refuse" and self.low(j + 1) in self.lex.lists["silences"]
        return NOTHING if silent else (j + 1, "inf")

    def _source(self, j: int) -> bool:
        """Whether the noun phrase at token j is who is cited, not what: "citing a source"."""
        end = max(j + 1, end_of(self.unit, j))
        linked = self.tags.find("p", j, end)
        end = linked if linked > 0 else end
        return self.tags[j] != "q" and any(
            t.low in self.lex.people or t.low in self.lex.lists["persons"]
            for t in self.tokens[j:end]
        )

    def _names(self, j: int, sort: str) -> bool:
        """Whether the noun phrase at token j holds a word of the list: what is offered, wished."""
        end = max(j + 1, end_of(self.unit, j))
        end += 2 * (self.tags[end : end + 1] == "d")
        return any(t.low in self.lex.lists[sort] for t in self.tokens[j:end])

    def _after_object(self, j: int, cue: Cue, *, near: bool) -> Start:
        """What follows the noun phrase at token j: "X to go", "X as a ruin", "X of lying"."""
        tags, takes = self.tags, cue.takes
        k = j + 1 if tags[j] in "orq" else end_of(self.unit, j)
        follow = self.low(k)
        if "label" in takes and self.low(j).endswith(("self", "selves")):
            return NOTHING
        negated = follow == "not" and self.low(k + 1) == "to"
        if "subject" in takes and (follow == "to" or negated):
            return j, "subject"
        if not near:
            return NOTHING
        if "as" in takes and (follow == "as" or self.as_quoted(k)):
            return j, "as"
        if follow in takes and follow in ("of", "for"):
            return k + 1, follow
        if "label" in takes:
            quoted = tags.find("q", j, j + 14)
            named = quoted > 0 and not set(tags[j:quoted]) & set(",;:-")
            if named or tags[k : k + 1] in tuple("qd"):
                return j, "label"
        return NOTHING

    def _preposition(self, j: int, word: str) -> Start:
        """Content behind a preposition; "on" needs whom and what: "called on X to go"."""
        if word != "on":
            return j + 1, word
        k = end_of(self.unit, j + 1)
        follow = self.tags[k : k + 2]
        return (j + 1, "on") if follow[:1] in tuple("Tq") or follow == "bT" else NOTHING
