"""Who makes a demand and who must act: mentions of drafts to actors of the story."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis import actors_data
from analysis.actors import ActorTable
from analysis.demands.agents import names_one
from analysis.demands.bodies import bodies, stand_in
from analysis.demands.drafts import Draft, Place
from analysis.demands.pronouns import antecedent
from analysis.demands.voice import Utterances
from store.records import Actor, Statement

PRONOUNS = {
    "he": "person", "she": "person", "his": "person", "her": "person", "him": "person",
    "it": "body", "its": "body", "they": "many", "their": "many", "them": "many", "who": "any",
}  # fmt: skip
OWN = frozenset("i we my our us me".split())
CONTRACTED = re.compile(r"(?<=[a-z])[’'](?:m|ve|d|ll|re|s)$")
"""The verb within "I'm", "we've", "they're"."""
ARTICLE = re.compile(
    r"^(?:(?:some|many|several|all|most) of )?"
    r"(?:the|a|an|both|some|many|several|its|their|his|her)\s+",
    re.IGNORECASE,
)
BOTH = re.compile(r"(?:both|all) \S+$", re.IGNORECASE)
"""Two sides that are asked as one: "both armies"."""
TAIL = re.compile(
    r"\s+(?:of|in|at|from|on|for|with|along|who|which|near|outside|across)\s", re.IGNORECASE
)
OFFICE = re.compile(
    r"^(?:the )?(?:management|managers|owners?|leadership|board|bosses) of "
    r"(?:[a-z]+ ){0,3}([A-Z].*)"
)
"""Who acts for whom: "the management of tyre maker Orlin" is Orlin."""
OWNER = re.compile(r"([A-Z][\w-]+(?: [A-Z][\w-]+){0,4})(?:’s|'s|s’|s')\s")
CROWD = re.compile(
    r"(?:^|[.!?”\"]\s+)(?:Hundreds|Thousands|Dozens|Scores|Tens of thousands|Hundreds of thousands)"
    r" of ((?:[a-z]+ ){0,2}?(?:people|[a-z]+ers|[a-z]+s))\b[^.!?]{0,200}[.!?]\s+They\s[^.!?]{0,60}$"
)
"""A crowd that the sentence before "they" opens with."""
BODY = re.compile(r"\b([A-Z]{2,6}|(?:[A-Z]\.){2,4}) (?=[a-z])")
"""A body that a thing is named by: "an EU patrol", "a U.N. inquiry"."""
FROM = re.compile(r"\bfrom (?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+){0,3})")
WORD = re.compile(r"\b[A-Z][a-z]+\b")
ACCUSED = re.compile(r"\baccus(?:ed|es|ing) ((?:[\w’'.-]+ ){1,6}?)of\b")
ACCUSED_BEFORE = 300
"""So many characters before a demand whom it is made to has been accused."""
OFTEN = 4
"""A name that the text has so often is a party, even if no table knows it."""
INSERTED = re.compile(
    r",\s+(?:who|which|whoever|whichever)\b.*$|,\s+(?:the|an?|its|his|her)\b(?!.*\b(?:and|or)\b).*$",
    re.DOTALL,
)
OWN_SIDE = re.compile(
    r"(?:his|her|their|our|my) (?:own )?(?:country|government|nation|state|company|firm|union|party"
    r"|group|movement|organi[sz]ation|side|team|office|delegation|people)",
    re.IGNORECASE,
)
"""Those for whom somebody speaks: "said her country would seek"."""
PERSON = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")
CROWDED = re.compile(r"^(?=[a-z]).*(?:[^s]s|staff|people|police|men|women)$")
"""A mention of several, for whom "she" does not stand."""
OWNER_OF = re.compile(r"\b(his|her)\s+(?:\w+\s+){0,3}$")
"""Whose call it is: "to make an exception to his call for a ban"."""
CALL = 40
ADDRESSED = re.compile(
    r"(?:urg|ask|t[eo]l[dl]|order|instruct|implor|beg|plead|exhort|beseech|command|warn)\w*\b"
    r"|(?:call|appeal)\w* (?:up)?(?:on|to)\b",
    re.IGNORECASE,
)
"""Verbs whose object hears the demand, whoever it is: "asked the congregation to rise"."""
LOOK_BACK = 600


class Party(NamedTuple):
    """A holder or target: canonical name or the mention's own words, and the actor if known."""

    name: str
    actor: Actor | None

    def names(self) -> tuple[str, ...]:
        """Every word by which the party goes."""
        if self.actor is None:
            return (self.name,) if self.name else ()
        return (self.name, self.actor.name, *self.actor.aliases, *self.actor.roles)


NOBODY = Party("", None)


class Parties:
    """Resolves the mentions of one article."""

    def __init__(self, text: str, utterances: Utterances, table: ActorTable) -> None:
        self._text = text
        self._utterances = utterances
        self._table = table
        self._named_bodies: dict[str, list[str]] | None = None
        self._known = table.named
        self._parties: dict[str, Party] = {}

    def named(self, name: str) -> Party:
        """The party of a canonical name; nobody when it is a pronoun that was not resolved."""
        known = self._parties.get(name)
        if known is None:
            low = name.casefold()
            actor = self._known.get(name) or (self._table.resolve(name) if name else None)
            known = NOBODY if low in PRONOUNS or low in OWN else Party(name, actor)
            self._parties[name] = known
        return known

    def holder(self, draft: Draft) -> Party:
        """Who makes the demand: the statement's speaker at its cue, else the mention."""
        first = self._text[slice(*draft.holder)].casefold() if draft.holder else ""
        if first == "they":
            crowd = CROWD.search(self._text, max(0, draft.cue[0] - LOOK_BACK), draft.cue[0])
            if crowd is not None:
                return Party(crowd.group(1).casefold(), None)
        found = self._holder(draft)
        own = OWNER_OF.search(self._text, max(0, draft.cue[0] - CALL), draft.cue[0])
        if draft.noun and own and not self._is_person(found):
            whose = Party(*antecedent(self._text, own.start(1), "", self._resolve))
            found = whose if whose.name else found
        return found if first.startswith(("their ", "its ")) else self._named_body(found)

    def _is_person(self, party: Party) -> bool:
        return party.actor is not None and party.actor.kind == "person"

    def _holder(self, draft: Draft) -> Party:
        said = self._utterances.cued(*draft.cue)
        spoken = NOBODY
        if said and said.speaker and draft.rule not in ("modal", "order", "time"):
            spoken = self.named(said.speaker)
        if spoken.actor is not None and not draft.noun:
            return spoken
        seen = self.mention(draft.holder) if draft.holder is not None else NOBODY
        own = seen
        if draft.holder is not None and OWN_SIDE.fullmatch(self._text, *draft.holder):
            seen = NOBODY
        wider = bool(spoken.name) and spoken.name.casefold() in seen.name.casefold()
        thing = bool(seen.name) and not names_one(spoken.name) and names_one(seen.name)
        own_words = seen.actor or wider or draft.noun or thing
        for party in (seen, spoken) if own_words else (spoken, seen):
            if party.name:
                return party
        around = self._utterances.around(*draft.cue) or self._utterances.around(*draft.span)
        return self.named(around.speaker) if around and around.speaker else own

    def target(self, draft: Draft, holder: Party) -> Party:
        """Who must act, as far as the clause or its sentence says; a pronoun is not who demands."""
        for place in (draft.target, draft.addressee):
            if place is not None:
                low = self._text[slice(*place)].casefold()
                if low in PRONOUNS and low not in OWN:
                    return Party(*antecedent(self._text, place[0], holder.name, self._resolve))
                found = self._named_body(self.mention(place))
                heard = ADDRESSED.match(self._text, draft.cue[0]) and draft.rule == "person"
                if found.actor is not None or heard or (found.name and names_one(found.name)):
                    return found
        return NOBODY

    def _named_body(self, party: Party) -> Party:
        """The body that a word for its people stands for: "the dockers", if one union is named."""
        known = party.actor is not None and party.actor.kind != "unknown"
        sort = "" if known or not party.name else stand_in(party.name.split()[-1])
        if not sort:
            return party
        if self._named_bodies is None:
            self._named_bodies = bodies(self._text)
        names = self._named_bodies[sort]
        owned = "’s " in party.name or "'s " in party.name
        if len(names) != 1 or owned or not (party.name.islower() or party.name[1:].isalpha()):
            return party
        found = self._table.resolve(names[0])
        return Party(found.name if found is not None else names[0], found)

    def owner(self, start: int, end: int) -> Party:
        """Whose thing a demand is about: "the withdrawal of Sorland's guns"."""
        for found in OWNER.finditer(self._text, start, end):
            name = found.group(1)
            actor = self._table.resolve(name)
            if actor is not None or self._text.count(name) >= OFTEN:
                return Party(actor.name if actor is not None else name, actor)
        named = (*FROM.finditer(self._text, start, end), *BODY.finditer(self._text, start, end))
        for found in named:
            actor = self._resolve(found.group(1))
            if actor is not None:
                return Party(actor.name, actor)
        return self._people(start, end)

    def _people(self, start: int, end: int) -> Party:
        """The state whose people or things a demand begins with: "a pullout of Syrian guns"."""
        for word in WORD.findall(self._text, start, end):
            state = actors_data.world().adjectives.get(actors_data.key(word))
            actor = self._table.resolve(state) if state else None
            if actor is not None:
                return Party(actor.name, actor)
        return NOBODY

    def accused(self, start: int) -> Party:
        """Whom a passage shortly before accuses: "accused the council of neglect. It demanded"."""
        near = self._text[max(0, start - ACCUSED_BEFORE) : start].rpartition("\n\n")[2]
        found = ACCUSED.findall(near)
        if not found:
            return NOBODY
        actor = self._resolve(found[-1].strip())
        return Party(actor.name, actor) if actor else Party(plain(found[-1]), None)

    def mention(self, place: Place) -> Party:
        """The party that a stretch of the text names."""
        words = INSERTED.sub("", self._text[place[0] : place[1]].strip())
        low = CONTRACTED.sub("", words.casefold())
        if low in OWN:
            around = self._utterances.around(*place)
            return self.named(around.speaker) if around and around.speaker else NOBODY
        if low in PRONOUNS:
            return self._antecedent(place[0], PRONOUNS[low])
        found = self._resolve(words)
        return Party(found.name, found) if found else Party(plain(words), None)

    def known(self, words: str) -> Party:
        """The actor of the story that a mention names, else nobody."""
        found = self._resolve(words)
        return Party(found.name, found) if found is not None else NOBODY

    def _resolve(self, words: str) -> Actor | None:
        """The actor of a phrase, of the phrase without its article, of its head before "of ..."."""
        bare = re.sub(r"[’']s?$", "", words)
        candidates = [words, bare, ARTICLE.sub("", bare), TAIL.split(bare)[0]]
        candidates += [found.group(1) for found in OFFICE.finditer(bare)]
        candidates += [part for part in re.split(r",\s*", bare) if part]
        candidates += re.split(r"\s+and\s+", bare)[:1]
        for candidate in dict.fromkeys(candidates):
            found = self._table.resolve(candidate.strip())
            if found is not None:
                return found
        return None

    def _antecedent(self, position: int, sort: str) -> Party:
        """The nearest speaker before a pronoun that it can stand for."""
        before = self._utterances.before(position)
        if sort == "many":
            before = sorted(before, key=self._single)
            sort = "any"
        for item in before:
            if not item.speaker or position - item.start > LOOK_BACK:
                continue
            actor = self._known.get(item.speaker)
            person = actor is not None and actor.kind == "person"
            if sort == "person" and actor is None and CROWDED.search(item.speaker):
                continue
            if sort == "any" or actor is None or person == (sort == "person"):
                return self.named(item.speaker)
        return self._last_person(position) if sort == "person" else NOBODY

    def _single(self, item: Statement) -> bool:
        """Whether one person spoke, for whom "they" does not stand."""
        actor = self._known.get(item.speaker)
        return actor is not None and actor.kind == "person"

    def _last_person(self, position: int) -> Party:
        """The person named last before a pronoun, where nobody has spoken yet."""
        before = self._text[max(0, position - LOOK_BACK) : position]
        for found in reversed(list(PERSON.finditer(before))):
            actor = self._table.resolve(found.group())
            if actor is not None and actor.kind == "person":
                return Party(actor.name, actor)
        return NOBODY


def plain(words: str) -> str:
    """A mention without its article and possessive mark, for an actor that no table knows."""
    given = words.strip()
    bare = given if BOTH.match(given) else ARTICLE.sub("", given)
    bare = re.sub(r"[’']s?$", "", bare)
    return re.sub(r"\s+", " ", bare)
