"""Capitalised runs of a text to persons with their roles, organisations and states."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis import actors_data as data
from analysis.actors_data import Words, World, bare, key
from store.records import Article

TITLED = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Prof|St|Capt|Rev|Maj|Adm)\.(?= )"
NAME = rf"(?:{TITLED}|[A-Z]\.(?= [A-Z])|[A-ZÀ-ÖØ-ÞŠŽČĆŁŚŻÖÜÇ](?:[\w’'‑-]|\.(?=\w))*)"
PARTICLE = r"(?:de|da|di|del|della|der|den|van|von|bin|ibn|al|el|la|dos|du|of|of the|for|and) "
RUN = re.compile(rf"(?<![\w@#]){NAME}(?:[ \u00a0](?:{PARTICLE})?{NAME})*")
AFTER = re.compile(
    r", (?:\([^)]{1,20}\),? )?(?:who is |now |then )?(?:(?:the|a|an|his|her|its|their) )?"
    r"([\w’'.\- ]{3,80}?)[,.;:)]"
)
OFFICES = frozenset("minister secretary commissioner spokesman spokeswoman chief".split())
HEADED = re.compile(r"(?:^|\W)((?:[a-z-]+ ){1,3})((?:of|for) [^,.;:“”]{3,50}), $")
TURNED = frozenset("Said Says Asked Added Wrote".split())
LED = re.compile(r"[,:]\s*[“\"‘']")
THE = ("the ", "The ")
OWN = re.compile(r"[’']s?$")
SPLIT = re.compile(r"(?<=[’']s) | and ")
FIELD = re.compile(r" (?:of|for|at|in|who|which|from) ")
ACRONYM = re.compile(r" \(([A-Z][A-Za-z.]{1,7})\)")


def one_body(name: str, *, the: bool) -> bool:
    """Whether a name with "and" is that of one body: "the Metal and Rubber Union".

    `the` tells that the article stands before it.  The article serves both halves when only the
    second one says what the body is, or when the first one's "of" leads to two fields of work.
    """
    words, world = data.words(), data.world()
    left, joined, right = name.partition(" and ")
    first, last = [bare(w) for w in left.split()], [bare(w) for w in right.split()]
    if not joined or not first or not last or " and " in right or last[0] == "the":
        return False
    if any(key(half) in world.actors for half in (left, right)):
        return False
    if "of" in first[1:] and last[-1] in words.fields:
        return (
            first[0] in words.organisations or first[first.index("of") - 1] in words.organisations
        )
    singular = last[-1] in words.organisations and len(last) > 1
    if not the or not singular or len(first) > 2:
        return False
    known = words.organisations, words.male_names, words.female_names, words.titles, words.roles
    return all(some.isdisjoint(first) for some in known)


@dataclass(slots=True)
class Person:
    """A full name, how often it and its surname occur, and the roles beside it."""

    name: str
    count: int = 0
    roles: Counter[str] = field(default_factory=Counter)
    evidence: bool = False


@dataclass(slots=True)
class Census:
    """What a set of texts names."""

    persons: dict[str, Person] = field(default_factory=dict)
    surnames: Counter[str] = field(default_factory=Counter)
    titled: dict[str, Counter[str]] = field(default_factory=dict)
    bodies: Counter[str] = field(default_factory=Counter)
    acronyms: dict[str, str] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)

    def add(self, later: Census) -> None:
        """Take in what the texts after these name: as if one had been read after the other."""
        for name, other in later.persons.items():
            person = self.persons.setdefault(name, Person(name))
            person.count += other.count
            person.roles.update(other.roles)
            person.evidence |= other.evidence
        for surname, roles in later.titled.items():
            self.titled.setdefault(surname, Counter()).update(roles)
        self.surnames.update(later.surnames)
        self.bodies.update(later.bodies)
        self.states.update(later.states)
        self.acronyms |= later.acronyms


class Scanner:
    """Reads texts into a census."""

    def __init__(self, words: Words, world: World) -> None:
        self.words, self.world = words, world
        self.census = Census()

    def read(self, text: str, start: int = 0, end: int | None = None) -> None:
        """Count the names of text[start:end]."""
        stop = len(text) if end is None else end
        for match in RUN.finditer(text, start, stop):
            self._run(text, match.start(), match.group())

    def _run(self, text: str, start: int, run: str) -> None:
        """One capitalised run; a possessive ends a name ("Russia’s Vladimir Putin")."""
        owned = "’s" in run or "'s" in run
        head = 4 * run.startswith(THE)
        the = head > 0 or text[max(0, start - 4) : start] in THE
        named = " and " in run and one_body(run[head:], the=the)
        if not owned and (named or " and " not in run):
            self._piece(text, start, run)
            return
        at = 0
        for piece in SPLIT.split(run):
            offset = run.index(piece, at)
            at = offset + len(piece)
            self._piece(text, start + offset, piece)

    def _piece(self, text: str, start: int, piece: str) -> None:
        words = piece.split()
        skipped = 0
        while (
            words
            and bare(words[0]) in self.words.stops
            and not (len(words[0]) > 1 and words[0].isupper())
        ):
            skipped += len(words[0]) + 1
            words = words[1:]
        if words[:1] and words[0] in TURNED and LED.match(text, start + len(piece)):
            skipped += len(words[0]) + 1  # "Said Berg, “...”" is no name
            words = words[1:]
        while words and words[-1] in ("of", "for", "the", "and"):
            words = words[:-1]
        if not words:
            return
        known = self.world.actors.get(key(" ".join(words)))
        if known is not None:
            self.census.states[known.name] += 1
            return
        role, rest = self._role(words)
        end = start + len(piece)
        if rest:
            self._named(text, start + skipped, end, role, rest)

    def _role(self, words: list[str]) -> tuple[list[str], list[str]]:
        """The role words at the head of a run and the name after them."""
        cut = 0
        for i, word in enumerate(words[:-1]):
            low = bare(word)
            pair = key(" ".join(words[i : i + 2]))
            if (
                self._office(low)
                or low in self.words.modifiers
                or low in ("of", "for", "the", "us", "u.s")
                or key(low) in self.world.adjectives
                or key(low) in self.world.actors
                or pair in self.world.actors
                or pair in self.world.adjectives
                or (i + 2 < len(words) and bare(words[i + 1]) in OFFICES)
            ):
                if self._office(low):
                    cut = i + 1
                elif cut == 0 and i == 0:
                    continue
                continue
            break
        if cut and words[cut : cut + 1] and words[cut] in ("of", "for"):
            rest = words[cut + 1 :]
            skip = 2 if len(rest) >= 2 and key(" ".join(rest[:2])) in self.world.actors else 1
            if bare(rest[0]) == "the":
                skip += 1
            return words[: cut + 1 + skip], rest[skip:]
        return words[:cut], words[cut:]

    def _office(self, low: str) -> bool:
        """Whether a word names an office or title, hyphens allowed: "director-general"."""
        words = self.words
        if low in words.roles or low in words.titles:
            return True
        return "-" in low and any(part in words.roles for part in low.split("-"))

    def _named(self, text: str, start: int, end: int, role: list[str], rest: list[str]) -> None:
        """A name with its role: a person, or an organisation."""
        lows = [bare(w) for w in rest]
        census, words = self.census, self.words
        body = any(
            low in words.organisations and (low not in words.acronyms or word.isupper())
            for low, word in zip(lows, rest, strict=True)
        )
        first_name = lows[0] in words.male_names or lows[0] in words.female_names
        if body and not (role and len(rest) <= 3 and first_name):
            name = OWN.sub("", " ".join([*role, *rest] if role else rest))
            census.bodies[name] += 1
            acronym = ACRONYM.match(text, end)
            if acronym:
                census.acronyms[acronym.group(1)] = name
            return
        rest[-1] = OWN.sub("", rest[-1]).rstrip(".,")
        if rest[-1] and not role and self._business(text, start):
            census.bodies[" ".join(rest)] += 1
            return
        if not rest[-1]:
            return
        before = self._before(text, start) if not role else self._before(text, start) + role
        if len(rest) == 1:
            census.surnames[rest[0]] += 1
            if any(self._office(bare(w)) for w in before):
                census.titled.setdefault(rest[0], Counter())[" ".join(before)] += 1
            return
        if len(rest) > 5 or not self._personal(lows):
            return
        person = census.persons.setdefault(" ".join(rest), Person(" ".join(rest)))
        person.count += 1
        if before and any(self._office(bare(w)) for w in before):
            person.roles[" ".join(before)] += 1
            person.evidence = True
        if text[end : end + 1] == ",":
            self._apposed(text, end, person)
        if first_name:
            person.evidence = True

    def _apposed(self, text: str, end: int, person: Person) -> None:
        """What the words behind a name and its comma tell: ", the mayor of Kelm,"."""
        words = self.words
        after = AFTER.match(text, end, end + 140)
        if after:
            phrase = after.group(1)
            head = FIELD.split(phrase)[0].split()
            if head and bare(head[-1]) in words.roles:
                person.roles[phrase] += 1
                person.evidence = True
            elif (words.male | words.female).intersection(map(bare, head[:3])):
                person.evidence = True  # "Valeska Paris, an Australian woman and diver, ..."

    def _personal(self, lows: list[str]) -> bool:
        """Whether the folded words of a name can be a person's: no place, no office."""
        words = self.words
        if any(w in words.places and w not in words.male_names for w in lows[:-1]):
            return False
        named = lows[-1] in words.male_names or lows[-1] in words.female_names
        if lows[-1] in words.places and not named:
            return False
        return not any(w in ("of", "for", "and") or w in words.roles for w in lows)

    def _business(self, text: str, start: int) -> bool:
        """Whether a word for a business stands before the name: "the operator Norline"."""
        kind = text[max(0, start - 20) : start].rstrip(" ").rpartition(" ")[2]
        return text[start - 1 : start] == " " and kind.casefold() in self.words.firms

    def _before(self, text: str, start: int) -> list[str]:
        """The role words directly before a name, small letters too: "presidential spokesman"."""
        chunk = text[max(0, start - 70) : start]
        line = chunk[chunk.rfind("\n") + 1 :]
        row = line.split()
        if len(line) == len(chunk) and start > 70:
            row = row[1:]
        if not row or not line.endswith(" "):
            return []
        headed = HEADED.search(line) if row[-1].endswith(",") else None
        if headed and any(self._office(bare(word)) for word in headed.group(1).split()):
            return (headed.group(1) + headed.group(2)).split()
        if row[-1].endswith(","):
            tail = self._tail([*row[:-1], row[-1][:-1]])
            return tail if tail and bare(tail[-1]) in self.words.roles else []
        return self._tail(row)

    def _tail(self, row: list[str]) -> list[str]:
        words, world = self.words, self.world
        found: list[str] = []
        for word in reversed(row):
            low = bare(word)
            role = self._office(low)
            if not word or word[-1] in ',;:!?”"' or (word[-1] == "." and not role):
                break
            if not found and not role:
                break
            extra = (
                low in words.modifiers or key(low) in world.adjectives or key(low) in world.actors
            )
            if (
                role
                or extra
                or (word[0].isupper() and low not in self.words.stops)
                or low in ("of", "for")
            ):
                found.insert(0, word)
            else:
                break
        while found and found[0] in ("of", "for"):
            found = found[1:]
        return found


def census_of(articles: Iterable[Article]) -> Census:
    """What the articles name outside their boilerplate."""
    scanner = Scanner(data.words(), data.world())
    for article in articles:
        at = 0
        for region in article.boilerplate:
            scanner.read(article.text, at, max(at, region.start))
            at = max(at, region.end)
        scanner.read(article.text, at)
    return scanner.census
