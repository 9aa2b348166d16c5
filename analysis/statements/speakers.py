"""Mentions to speakers: names, descriptions and pronouns, in reading order.

A pronoun takes the person (or body) in focus: the last speaker or sentence subject that fits its
gender and number.  What rests on focus among several candidates is called probable.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis import actors_data as data
from analysis.actors import ActorTable
from analysis.actors_names import THE, one_body
from analysis.statements.lexicon import lexicon
from analysis.statements.phrases import end_of
from analysis.statements.tokens import Unit
from store.records import Actor, MentionKind

LOOK_BACK = 60  # foci: about three screens of text
HEAD = 4  # letters of a name's last word by which it is looked for first
HE = frozenset("he him his himself he's he'd he'll".split())
SHE = frozenset("she her hers herself she's she'd she'll".split())
IT = frozenset("it its itself it'll".split())
THEY = frozenset("they them their we our us they're they've they'd they'll we're we've".split())
TOPIC = frozenset("on about of regarding concerning".split())
PRONOUNS = (
    HE | SHE | IT | THEY | frozenset("i you me my who i've i'm i'd i'll you're you've one".split())
)


ASIDE = re.compile(r",? for (?:his|her|its|their) part$", re.IGNORECASE)
LINKED = re.compile(r" (?:of|in|from|at|for|with) ")
OWN = re.compile(r"[’']s?$")
DETERMINED = re.compile(r"^(?:the|a|an|its|his|her|their|our) ", re.IGNORECASE)
JOINED = re.compile(r",? (?:and|&) |, ")
OTHER = re.compile(r"^other ")
FIELD = re.compile(r" (?:of|for|in|at|from|with|who|to|on) |,")
AGED = re.compile(r"the (?:\d+|[a-z]+(?:-[a-z]+)?)-year-old$")


class Speaker(NamedTuple):
    """A named speaker: canonical name, all names under the cue, kind of mention."""

    name: str
    names: tuple[str, ...]
    kind: MentionKind
    probable: bool = False


class Focus(NamedTuple):
    """Somebody the text has just been about."""

    at: int
    name: str
    sort: str  # "he", "she", "person" (gender unknown), "it", "they", "any"
    body: bool  # an organisation, not a state


def gender(actor: Actor) -> str:
    """ "he", "she" or "person", from first name and roles."""
    words = data.words()
    first = data.key(actor.name.split()[0])
    roles = {part.lower() for role in actor.roles for part in role.split()}
    if roles & words.female:
        return "she"
    if roles & words.male:
        return "he"
    male, female = first in words.male_names, first in words.female_names
    if male != female:
        return "he" if male else "she"
    return "person"


class Resolver:
    """Names the speakers of one article, from its first draft to its last."""

    def __init__(self, text: str, table: ActorTable) -> None:
        """A resolver for an article's text with the actors of its story."""
        self.text, self.table = text, table
        self.foci: list[Focus] = []
        self.known: dict[str, Actor | None] = {}
        self.heads: set[str] = set()
        self.topic: str | None = None

    def actor(self, mention: str) -> Actor | None:
        """The actor of a mention; of namesakes the one whose full name this article gives."""
        if mention not in self.known:
            found = self.table.resolve(mention)
            if found is not None and found.kind == "person":
                found = self._namesake(found)
                bare = mention.lower().removeprefix("the ") in data.words().roles
                found = None if bare and found.name not in self.text else found
            self.known[mention] = found
        return self.known[mention]

    def _namesake(self, found: Actor) -> Actor:
        """Of persons with one surname the one whose full name this article gives."""
        same = self.table.persons_named(found.name.split()[-1])
        if len(same) < 2 or self._printed(found.name):
            return found
        return next((a for a in same if self._printed(a.name)), found)

    def _printed(self, name: str) -> bool:
        """Whether the text holds the name; most names of a large story fail on their last word."""
        if not self.heads:
            self.heads = {word[:HEAD] for word in self.text.split(" ")}
        last = name.rpartition(" ")[2]
        return (len(last) < HEAD or last == name or last[:HEAD] in self.heads) and name in self.text

    def name_of(self, mention: str) -> str:
        """The canonical name of a mention, else the mention without article and possessive."""
        found = self.actor(mention)
        if found is not None:
            return found.name
        return DETERMINED.sub("", OWN.sub("", mention.strip(" ,")))

    def _note_topic(self, unit: Unit) -> None:
        """Whom a unit is about by its opening: "On Trump, he said", "Asked about Trump, he"."""
        self.topic = None
        if TOPIC.isdisjoint([token.low for token in unit.tokens[:3]]):
            return
        at = next((k for k, t in enumerate(unit.tokens[:3]) if t.low in TOPIC), -1)
        if (
            at < 0
            or unit.tags[at + 1 : at + 2] not in tuple("dnN")
            or set(unit.tags[:at]) & set("rx")
        ):
            return
        end = end_of(unit, at + 1)
        if unit.tags[end : end + 1] == ",":
            found = self.actor(self.text[unit.tokens[at + 1].start : unit.tokens[end - 1].end])
            self.topic = found.name if found is not None else None

    def see(self, unit: Unit) -> None:
        """Take note of the subject with which a unit opens."""
        self._note_topic(unit)
        tags = unit.tags
        i = 0
        while i < len(tags) and tags[i] in "cbD,ws":
            i += 1
        if i < len(tags) and tags[i] == "p":
            comma = tags.find(",", i)
            if 0 < comma < i + 14:
                i = comma + 1
        if i >= len(tags) or tags[i] not in "dnN":
            return
        last = end_of(unit, i)
        if i < last < len(tags.rstrip(".")):  # a unit that is but a name is a heading
            self._enter(unit.tokens[i].start, unit.tokens[last - 1].end)

    def _enter(self, start: int, end: int) -> None:
        """The text is about what stands at these offsets, if that is anybody known."""
        mention = self.text[start:end]
        found = self.actor(mention)
        parts = mention.split()
        last = data.bare(parts[-1]) if len(parts) > 2 else ""
        if found is not None:
            self.focus(start, found)
        elif last in data.words().generic and mention[:2].lower() not in ("a ", "an"):
            self.foci.append(Focus(start, self.name_of(mention), "it", body=True))
            return
        head = LINKED.split(mention)[0].rpartition(" ")[2].lower()
        if found is None and head in lexicon().people and head.endswith("s"):
            self.foci.append(Focus(start, self.name_of(mention), "they", body=False))

    def focus(self, at: int, actor: Actor) -> None:
        """The text is now about this actor."""
        sort = {"person": gender(actor), "group": "they"}.get(actor.kind, "it")
        self.foci.append(Focus(at, actor.name, sort, body=actor.kind in ("org", "medium")))

    def speaker(self, mention: tuple[int, int] | None) -> Speaker:
        """The speaker of a draft whose mention stands at these offsets."""
        if mention is None:
            return Speaker(self.foci[-1].name if self.foci else "", (), "none", probable=True)
        at, words = mention[0], ASIDE.sub("", self.text[slice(*mention)].strip())
        low = words.lower().replace("’", "'")
        if low in PRONOUNS:
            return self._pronoun(low, at)
        self._owner(words, at)
        several = self._several(words)
        found = None if several else self.actor(words)
        if found is not None:
            found = self._last_met(found, words)
            self.focus(at, found)
            return Speaker(found.name, (), self._kind(found, words))
        if several:
            self.foci.append(Focus(at, several[0], "they", body=False))
            return Speaker(
                several[0], several, "org" if any(self.actor(n) for n in several) else "name"
            )
        return self._description(words, low, at)

    def _last_met(self, found: Actor, words: str) -> Actor:
        """Of namesakes that the article names in full, the one of whom it has just spoken."""
        surname = words.rpartition(" ")[2]
        if found.kind != "person" or not words.endswith(surname) or len(words.split()) > 2:
            return found
        same = {a.name: a for a in self.table.persons_named(surname) if self._printed(a.name)}
        if len(same) < 2 or words in same:
            return found
        last = next((f.name for f in reversed(self.foci[-LOOK_BACK:]) if f.name in same), "")
        return same.get(last, found)

    def _owner(self, words: str, at: int) -> None:
        """The body whose director speaks is in focus too: "Amnesty’s director, Anna Berg"."""
        owner, possessive, _ = words.replace("’", "'").partition("'s ")
        actor = self.actor(owner) if possessive else None
        if actor is not None and actor.kind in ("org", "medium"):
            self.focus(at, actor)

    def _kind(self, actor: Actor, words: str) -> MentionKind:
        if actor.kind == "person":
            surname = actor.name.split()[-1].lower()
            return "name" if surname in words.lower() else "nominal"
        if data.key(words) in data.world().peoples:
            return "nominal"
        return "name" if actor.kind == "medium" else "org"

    def _person(self, name: str) -> bool:
        found = self.actor(name)
        return found is not None and found.kind == "person"

    def _several(self, words: str) -> tuple[str, ...]:
        """The speakers of a coordination, () when it is none."""
        article = words[:4] in THE
        if one_body(words[4 * article :], the=article):
            return ()
        parts = [p for p in JOINED.split(words) if p]
        if len(parts) > 2 and self._person(parts[0]):  # "Anna Berg, the mayor, and Ben Ode"
            parts = [p for p in parts if not p.startswith(("the ", "a ", "an ", "her ", "his "))]
        if (
            len(parts) < 2
            or len(parts) > 5
            or " who " in words
            or ("," in words and " and " not in words)
        ):
            return ()
        if self.table.resolve(words) is not None and data.key(words) in data.world().actors:
            return ()
        first = self.actor(parts[0])
        if first is None and not all(p[:1].isupper() or p.startswith("the ") for p in parts):
            return ()
        if (
            first is not None
            and first.kind == "person"
            and not all(self.actor(p) for p in parts[1:])
        ):
            return ()
        return tuple(dict.fromkeys(self.name_of(OTHER.sub("", p)) for p in parts))

    def _pronoun(self, low: str, at: int) -> Speaker:
        if low.partition("'")[0] == "i":
            return Speaker("I", (), "pronoun", probable=True)  # who writes the article
        if low in HE | SHE:
            want = {"he", "person", "any"} if low in HE else {"she", "person", "any"}
        elif low in IT:
            want = {"it", "any"}
        elif low in THEY:
            want = {"they", "it"}
        else:
            want = {"he", "she", "person"}
        recent = self.foci[-LOOK_BACK:]
        fits = [f for f in recent if f.sort in want and f.at < at and f.name != self.topic]
        if low in THEY and not fits:
            fits = [f for f in recent if f.at < at]
        if not fits:
            return Speaker(self.text[at : at + len(low)], (), "pronoun", probable=True)
        chosen = fits[-1]
        near = {f.name for f in fits[-3:] if at - f.at < 600}
        self.foci.append(chosen._replace(at=at))
        return Speaker(chosen.name, (), "pronoun", probable=len(near) > 1)

    def _description(self, words: str, low: str, at: int) -> Speaker:
        """ "the ministry", "the senator", "a spokesman for the bank"."""
        lists = data.words()
        head = FIELD.split(low)[0].split()
        last = head[-1].rstrip(".") if head else ""
        definite = low.startswith(("the ", "his ", "her ", "its ", "their ", "that ", "this "))
        apposed = words.rpartition(", ")[2] if ", " in words else ""
        named = bool(apposed) and all(part[:1].isupper() for part in apposed.split())
        if definite and last in lists.generic and len(head) <= 3 and not named:
            known = self._body(last)
            if known is not None:
                self.foci.append(known._replace(at=at))
                return Speaker(known.name, (), "nominal", probable=last not in known.name.lower())
        if AGED.match(low):
            return self._pronoun("who", at)._replace(kind="nominal")
        if definite and low.startswith("the ") and len(head) == 2 and last in lists.roles:
            holder = self._holder(last, at)
            if holder is not None:
                self.focus(at, holder)
                return Speaker(holder.name, (), "nominal")
        if definite and low.startswith("the ") and len(head) <= 3 and last in lists.roles:
            for actor in self.table.persons_of(" ".join(head[1:])):
                if self._printed(actor.name):
                    self.focus(at, actor)
                    return Speaker(actor.name, (), "nominal")
        name = self.name_of(apposed if named else words)
        capital = any(w[:1].isupper() for w in words.split()[1:]) or (
            words[:1].isupper() and not low.startswith(("the ", "a ", "an "))
        )
        plural = last.endswith("s") and not last.endswith("ss")
        person = last in lists.roles or capital
        role = last in lists.roles
        sort = "they" if plural else "person" if role else "any" if person else "it"
        if last in lists.male:
            sort = "he"
        if last in lists.female:
            sort = "she"
        self.foci.append(Focus(at, name, sort, body=sort in ("it", "any")))
        return Speaker(name, (), "name" if capital else "nominal")

    def _holder(self, role: str, at: int) -> Actor | None:
        """Of this article's persons in such an office the one last spoken of: "the minister"."""
        holders = self.table.holders(role)
        recent = (f for f in reversed(self.foci[-LOOK_BACK:]) if f.name in holders and f.at < at)
        last = next(recent, None)
        if last is not None:
            return holders[last.name]
        named = [name for name in holders if self._printed(name)]
        return holders[named[0]] if len(named) == 1 else None

    def _body(self, noun: str) -> Focus | None:
        """The body that "the ministry", "the company" stands for: by its name, else the last."""
        recent = self.foci[-LOOK_BACK:]
        for item in reversed(recent):
            if item.sort in ("it", "any") and noun in item.name.lower():
                return item
        if noun not in lexicon().lists["firms"]:
            return None
        bodies = (item for item in reversed(recent) if item.body)
        return next((item for item in bodies if self._business(item.name, noun)), None)

    @staticmethod
    def _business(name: str, noun: str) -> bool:
        """Whether a body may be called a firm: it is not named as another sort of body."""
        last = data.bare(name.split()[-1]) if name else ""
        if noun in {"company", "firm"} and last in lexicon().lists["members"]:
            return False
        return last not in data.words().generic or last in lexicon().lists["firms"]
