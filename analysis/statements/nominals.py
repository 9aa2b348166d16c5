"""Statements without a reporting verb: "according to X", "his demand that", "its main demands:"."""

from __future__ import annotations

from analysis import actors_data
from analysis.statements.adverbials import skip_adverbials
from analysis.statements.lexicon import Cue
from analysis.statements.phrases import end_of, start_of
from analysis.statements.reading import Reading
from analysis.statements.subjects import Subject, clause_subject

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
        self._sourced(i, end, who, (i, i + 2))

    def _sourced(self, i: int, end: int, who: Subject, at: tuple[int, int]) -> None:
        """Content beside a source at tokens i..end: "According to X, ...", "..., in X's view"."""
        if i == 0 or (i <= 2 and self.tags[i - 1] in "cb"):
            self._according_first(end, who, at)
            return
        if self._in_between(i, end, who, at):
            return
        if self._passes_on(i, end):
            self.relay(i, who)
            return
        begin, stop = self.limits.before(i, self.edge)
        if stop - begin >= 2 or "q" in self.tags[begin:stop]:
            self.add((begin, stop), who, at, ACCORDING, "according to, last")
            self.edge = end

    def opinion(self, i: int) -> bool:
        """Whether "In X's view, ...", "in the words of X, ..." was read at the noun at token i."""
        tags, low = self.tags, self.limits.low
        if low(i + 1) == "of" and low(i - 1) == "the" and low(i - 2) == "in":
            begin, end = i - 2, end_of(self.unit, i + 2)
            who = Subject(i + 2, end, "according")
        else:
            owner = self._owner(i)
            if owner is None or low(owner.start - 1) != "in" or low(owner.start) in ("my", "our"):
                return False
            begin, end, who = owner.start - 1, i + 1, owner
        words = low(i) in ("words", "word")
        if tags[end : end + 1] not in (",", "q", ".") or (words and "q" not in tags[end : end + 2]):
            return False
        return self._held(begin, end, who, (begin, i + 1))

    def seen_by(self, i: int) -> None:
        """ "To Anna Berg, the bridge is a danger": what somebody thinks of a state of things."""
        end = end_of(self.unit, i + 1)
        if self.tags[end : end + 1] != "," or self.tags[end + 1 : end + 2] not in tuple("dnNr"):
            return
        k = end_of(self.unit, end + 1)
        if k > end + 1 and self.tags[k : k + 1] in ("x", "a"):
            who = Subject(i + 1, end, "according")
            self._sourced(i, end, who, (i, i + 1))

    def _held(self, begin: int, end: int, who: Subject, at: tuple[int, int]) -> bool:
        """Whether content stands beside the opinion at tokens begin..end."""
        tags = self.tags
        resumed = end + (tags[end] == ",")
        if not tags[:begin].strip("cb,") or (tags[begin - 1] == "," and tags[end] == "."):
            self._sourced(begin, end, who, at)
            return True
        opened = tags[:begin].rstrip(",")[-1:] in tuple("swxh")
        if tags[begin - 1] not in ",cs" or not (opened or tags[resumed : resumed + 1] == "q"):
            return False
        stop = self.limits.after(resumed, ACCORDING)
        self.add((resumed, stop), who, at, ACCORDING, "according to, first")
        return True

    def _according_first(self, end: int, who: Subject, at: tuple[int, int]) -> None:
        comma = self.tags.find(",", end)
        comma = end if self.tags[end : end + 1] in (",", ":") else comma
        if comma < 0 or comma - end > 14:
            comma = end - 1
        if self.limits.low(comma + 1) in ("citing", "quoting"):
            comma = max(comma, self.tags.find(",", comma + 1))
        stop = self.limits.after(comma + 1, ACCORDING)
        if stop - comma > 2 or "q" in self.tags[comma + 1 : stop]:
            self.add((comma + 1, stop), who, at, ACCORDING, "according to, first")

    def _in_between(self, i: int, end: int, who: Subject, at: tuple[int, int]) -> bool:
        """ "because, according to X, ...", "The costs, according to X, include ..."."""
        tags = self.tags
        lead = tags[self.edge : i].rstrip(",-").rpartition(",")[2]
        if tags[i - 1] == "-":
            end = tags.find("-", end, end + 12)
        elif tags[i - 1] != "," or tags[end : end + 1] != ",":
            return False
        if end < 0:
            return False
        opened = lead[-1:] in ("s", "c")
        if not opened and set(lead) & set("xvaq"):
            return False
        if not opened and tags[end + 1 : end + 2] not in ("x", "v", "a"):
            return False
        stop = self.limits.after(end + 1, ACCORDING)
        if stop - end < 4:
            return False
        self.add((end + 1, stop), who, at, ACCORDING, "according to, first")
        self.edge = stop
        return True

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
        start, rule = self._led_by_noun(i, act)
        owner = (self._owner(i) or self._maker(i, rule)) if i and start > 0 else None
        if owner is None:
            return
        cue = Cue(self.tokens[i].low, "noun", frozenset({"that"}), act, "noun")
        end = self.limits.after(start, cue, rule="quote" if rule == "noun quote" else rule)
        if rule == "noun quote" and self.tags[start + 1 : start + 2] in ("x", "s"):
            end = start + 1
        if end - start > 1 or "q" in self.tags[start:end]:
            self.add((start, end), owner, (i, start), cue, rule)

    def _led_by_noun(self, i: int, act: str) -> tuple[int, str]:
        """Where the content of the noun at token i starts, and by which rule; (-1, "") for none."""
        tags, follow = self.tags, self.limits.low(i + 1)
        lead = tags[i + 1 : i + 2]
        if lead == "h" and not self._relative(i + 2):
            return i + 2, "noun that"
        if lead == ":" and act == "demand":
            return i + 2, "noun colon"
        if follow == "of" and tags[i + 2 : i + 3] == "q":
            return i + 2, "noun quote"
        if act == "demand" and follow == "for":
            return i + 2, "noun phrase"
        if follow == "to" and act in ("promise", "threaten", "offer"):
            return i + 2, "noun phrase"
        k = skip_adverbials(self.unit, i + 1, self.lex)
        if tags[k : k + 1] == "h" and k > i + 1 and not self._relative(k + 1):
            return k + 1, "noun that"
        if self.limits.low(k) not in ("is", "was"):
            return -1, ""
        quote = self.unit.quotes.get(k + 1)
        if quote is not None and quote.stopped and quote.capital:
            return k + 1, "noun is"
        return (k + 2, "noun is") if tags[k + 1 : k + 2] == "h" else (-1, "")

    def _relative(self, j: int) -> bool:
        """Whether the "that" before token j is a pronoun: "the message that went out"."""
        return self.tags[j : j + 1] in ("x", "v", "a", "b", "") and not self.limits.opens(j)

    def _maker(self, i: int, rule: str) -> Subject | None:
        """Who "made the point that", "issued a warning that", "broke into chants of “...”"."""
        k = start_of(self.unit, i) - 1
        if self.limits.low(k) in ("with", "into", "in") and rule == "noun quote":
            k -= 1
        if k < 1 or self.tags[k] not in "vag":
            return None
        light = self.limits.low(k) in self.lex.lists["makers"]
        return clause_subject(self.unit, k + 1, -1) if light or rule == "noun quote" else None

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
