"""Statements without a reporting verb: "according to X", "his demand that", "its main demands:"."""

from __future__ import annotations

from analysis import actors_data
from analysis.statements.lexicon import Cue
from analysis.statements.phrases import end_of, start_of
from analysis.statements.reading import Reading
from analysis.statements.subjects import Subject

ACCORDING = Cue("according", "base", frozenset(), "statement", "according")


class Nominals(Reading):
    """Reads "according to" and the nouns that report speech."""

    def according(self, i: int) -> None:
        """ "According to X, content" or "content, according to X" at token i."""
        first = i + 2
        end = end_of(self.unit, first) if first < len(self.tags) else first
        if end == first:
            return
        who = Subject(first, end, "according")
        if i == 0 or (i <= 2 and self.tags[i - 1] in "cb"):
            self._according_first(i, end, who)
            return
        if self._passes_on(i, end):
            self.relay(i, who)
            return
        begin, stop = self.limits.before(i, self.edge)
        if stop - begin >= 2 or "q" in self.tags[begin:stop]:
            self.add((begin, stop), who, (i, i + 2), ACCORDING, "according to, last")
            self.edge = end

    def _according_first(self, i: int, end: int, who: Subject) -> None:
        comma = self.tags.find(",", end)
        comma = end if self.tags[end : end + 1] in (",", ":") else comma
        if comma < 0 or comma - end > 14:
            comma = end - 1
        stop = self.limits.after(comma + 1, ACCORDING)
        if stop - comma > 2 or "q" in self.tags[comma + 1 : stop]:
            self.add((comma + 1, stop), who, (i, i + 2), ACCORDING, "according to, first")

    def _passes_on(self, i: int, end: int) -> bool:
        """Whether the content has a speaker already: "“...,” he said, according to RT"."""
        if not self.found:
            return False
        last = self.found[-1]
        if last.rule.endswith("speaker after") and self.edge >= i - 1:
            return True
        medium = self.tokens[end - 1].low in actors_data.words().media
        return medium and i - 2 <= last.end <= i

    def noun(self, i: int) -> None:
        """ "his demand that ...", "Russia's claim that ...", "its main demands: ..." at token i."""
        act = self.lex.nouns[self.tokens[i].low]
        lead, follow = self.tags[i + 1 : i + 2], self.limits.low(i + 1)
        wanted = lead == "h" or (act == "demand" and (lead == ":" or follow == "for"))
        wanted = wanted or (follow == "to" and act in ("promise", "threaten", "offer"))
        owner = self._owner(i) if i and wanted else None
        if owner is None:
            return
        cue = Cue(self.tokens[i].low, "noun", frozenset({"that"}), act, "noun")
        rule = {"h": "noun that", ":": "noun colon"}.get(lead, "noun phrase")
        end = self.limits.after(i + 2, cue, rule=rule)
        if end - i > 3 or "q" in self.tags[i + 2 : end]:
            self.add((i + 2, end), owner, (i, i + (1 if lead == "h" else 2)), cue, rule)

    def _owner(self, i: int) -> Subject | None:
        """Whose demand it is: a possessive before the noun, adjectives between."""
        tags = self.tags
        k = i - 1
        while k > 0 and tags[k] in "nvg" and i - k < 4:
            k -= 1
        if tags[k] == "d" and self.tokens[k].low in self.lex.lists["possessive"]:
            return Subject(k, k + 1, "possessive")
        if tags[k] == "'" and k > 0:
            return Subject(start_of(self.unit, k - 1), k, "possessive")
        return None
