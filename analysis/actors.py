"""The actors of a story: names, titles, roles and capitals, learned from its articles.

States and well-known bodies come from data; persons and organisations from the texts themselves.
A person goes by the full name that the story gives, a country that acts is "X (government)".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from analysis import actors_data as data
from analysis.actors_data import key
from analysis.actors_names import Census, Person, census_of
from store.records import Actor, Article

HEADS = ("president", "prime minister", "chancellor", "premier", "leader")
BREAK = re.compile(r",| \(| who | – | — ")
OWNED = re.compile(r"(.+?)'s? (.+)$")
RULED = re.compile(r"(?:government|authorities|leadership) (?:of|in) (?:the )?(.+)$")
OFFICE_OF = re.compile(r"(.+) of (?:the )?(.+)$")
MINISTRY_OF = re.compile(r"(.*?)ministry of (.+)$")
PEOPLE = frozenset("government authorities administration leadership side officials".split())


class ActorTable:
    """Who can speak in a story: `actors`, and the look-up of mentions."""

    __slots__ = (
        "_bodies", "_index", "_national", "_offices", "_roles", "_surnames", "actors", "named",
    )  # fmt: skip

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        """Index the actors by name, alias, surname and role; `named` holds them by exact name."""
        self.actors: tuple[Actor, ...] = tuple(actors)
        self.named = {actor.name: actor for actor in self.actors}
        self._index: dict[str, Actor] = {}
        self._surnames: dict[str, list[Actor]] = {}
        self._roles: dict[str, list[Actor]] = {}
        self._national: dict[str, list[Actor]] = {}
        self._bodies: dict[str, list[Actor]] = {}
        self._offices: dict[str, dict[str, Actor]] = {}
        for actor in self.actors:
            self._enter(actor)

    def _enter(self, actor: Actor) -> None:
        for name in (actor.name, *actor.aliases):
            self._index.setdefault(key(name), actor)
        if actor.kind == "person":
            self._surnames.setdefault(key(actor.name.split()[-1]), []).append(actor)
            for role in actor.roles:
                self._enter_role(actor, role)
        elif actor.kind in ("org", "medium"):
            self._bodies.setdefault(key(actor.name).split()[-1], []).append(actor)

    def _enter_role(self, actor: Actor, role: str) -> None:
        """A role as a description: "Russian President", and its parts "president", "Russian"."""
        world = data.world()
        folded = key(role)
        for last in folded.split()[-1:]:
            self._offices.setdefault(last, {})[actor.name] = actor
        parts = [data.bare(part) for part in folded.split()]
        state = ""
        for i, part in enumerate(parts):
            name = world.adjectives.get(part) or world.adjectives.get(" ".join(parts[i : i + 2]))
            found = world.actors.get(part)
            if found is not None and found.kind == "state":
                name = name or found.name.removesuffix(" (government)")
            state = state or name or ""
        keys = {folded}
        bare = [p for p in parts if p not in world.adjectives and p not in world.actors]
        if bare and bare != parts:
            keys.add(" ".join(bare))
        if state:
            keys |= {f"{adj} {' '.join(bare)}" for adj, s in world.adjectives.items() if s == state}
            known = self._national.setdefault(state, [])
            if actor not in known:
                known.append(actor)
        for item in keys:
            held = self._roles.setdefault(item, [])
            if actor not in held:
                held.append(actor)

    def resolve(self, mention: str) -> Actor | None:
        """The actor that a name or description stands for, None when unknown.

        Of several persons with one surname or role the one met most often is taken.
        """
        if mention in ("us", "Us"):
            return None
        folded = key(mention)
        if not folded:
            return None
        world = data.world()
        found = self._index.get(folded) or world.actors.get(folded)
        if found is not None:
            seat = found.kind == "state" and not found.name.casefold().startswith(folded)
            named = self._surnames.get(folded, ()) if seat else ()
            return named[0] if named else found  # "Valeska Paris", who is no capital
        if mention[:2].lower() == "a " or mention[:3].lower() == "an ":
            return self._by_tail(mention, folded)
        return (
            self._by_tail(mention, folded)
            or self._by_state(folded)
            or self._by_role(folded)
            or self._by_body(folded)
        )

    def persons_named(self, surname: str) -> tuple[Actor, ...]:
        """Every person with this surname, the most frequent first."""
        return tuple(self._surnames.get(key(surname), ()))

    def persons_of(self, role: str) -> tuple[Actor, ...]:
        """Every person with this role."""
        return tuple(self._roles.get(key(role), ()))

    def holders(self, office: str) -> Mapping[str, Actor]:
        """The persons with a role that ends with this word ("minister"), by name."""
        return self._offices.get(office, {})

    def _by_tail(self, mention: str, folded: str) -> Actor | None:
        """ "Russian President Vladimir Putin", "Mr Putin", "Putin, who ..."."""
        first = BREAK.split(mention)
        head = key(first[0])
        parts = head.split()
        for size in (4, 3, 2):
            if len(parts) >= size:
                found = self._index.get(" ".join(parts[-size:]))
                if found is not None and found.kind == "person":
                    return found
        for size in (4, 3, 2):
            for i in range(len(parts) - size + 1):
                found = self._index.get(" ".join(parts[i : i + size]))
                if found is not None and found.kind == "person":
                    return found
        if len(first) > 1:
            rest = key(first[1]).split()
            found = self._index.get(" ".join(rest[:2])) or self._index.get(" ".join(rest[:3]))
            if found is not None and found.kind == "person":
                return found
        if parts and first[0].split() and first[0].split()[-1][:1].isupper():
            named = self._surnames.get(parts[-1])
            roles = data.words()
            if named and all(self._rolelike(data.bare(p), roles) for p in parts[:-1]):
                return named[0]
        if head != folded:
            found = self._index.get(head) or data.world().actors.get(head)
            return found or self._by_state(head) or self._by_role(head)
        return None

    @staticmethod
    def _rolelike(word: str, words: data.Words) -> bool:
        world = data.world()
        return (
            word in words.titles or word in words.roles or word in words.modifiers
            or word in world.adjectives or word in world.actors or word in ("of", "and")
        )  # fmt: skip

    def _by_state(self, folded: str) -> Actor | None:
        """ "the Russian government", "government of Russia", "the American"."""
        world, words = data.world(), data.words()
        parts = folded.split()
        for size in (2, 1):
            state = world.adjectives.get(" ".join(parts[:size]))
            whose = world.actors.get(data.TAIL.sub("", " ".join(parts[:size])))
            if state is None and whose is not None and whose.kind == "state":
                state = whose.name.removesuffix(" (government)")
            if state and len(parts) == size + 1 and parts[size] in words.governments:
                return world.states[state]
            if state and len(parts) == size and " ".join(parts) in world.adjectives:
                national = self._national.get(state, [])
                heads = [a for a in national if any(key(r).endswith(HEADS) for r in a.roles)]
                first = heads or national
                return first[0] if first else None
        match = RULED.match(folded)
        if match:
            found = world.actors.get(match.group(1))
            return found if found is not None and found.kind == "state" else None
        return None

    def _by_role(self, folded: str) -> Actor | None:
        """ "the Russian president", "Russia's foreign minister", "Moscow's chancellor"."""
        world = data.world()
        held = self._roles.get(folded)
        if held:
            return held[0]
        match = OWNED.match(folded) if "'" in folded else None
        owner, role = (match.group(1), match.group(2)) if match else ("", folded)
        if not match:
            of = OFFICE_OF.match(folded) if " of " in folded else None
            if of:
                role, owner = of.group(1), of.group(2)
        state = world.actors.get(owner)
        if state is not None and state.kind == "state":
            name = state.name.removesuffix(" (government)")
            for adjective, whose in world.adjectives.items():
                if whose == name:
                    for title in (role, SYNONYMS.get(role, role)):
                        held = self._roles.get(f"{adjective} {title}")
                        if held:
                            return held[0]
        elif owner:
            held = self._roles.get(f"{owner} {role}")
            if held:
                return held[0]
        return None

    def _by_body(self, folded: str) -> Actor | None:
        """ "the Defense Ministry" for the Russian Defense Ministry, when only one fits."""
        of = MINISTRY_OF.match(folded) if "ministry of " in folded else None
        if of:
            folded = f"{of.group(1)}{of.group(2)} ministry".replace("'s ", " ")
            found = self._index.get(folded)
            if found is not None:
                return found
        parts = folded.split()
        if len(parts) < 2:
            return None
        fits = [
            a
            for a in self._bodies.get(parts[-1], [])
            if key(a.name).endswith(folded) or folded.endswith(key(a.name))
        ]
        return fits[0] if len({a.name for a in fits}) == 1 else None


SYNONYMS = {"chancellor": "foreign minister", "premier": "prime minister", "leader": "president"}


def learn(articles: Sequence[Article]) -> ActorTable:
    """The actors that the articles name, the most frequent first."""
    return learned(census_of(articles), first_day(articles))


def first_day(articles: Iterable[Article]) -> str:
    """The earliest ISO date on which one of the articles was published; "" where none is dated."""
    return min((one.published.date for one in articles if one.published), default="")


def learned(census: Census, since: str) -> ActorTable:
    """The actors of a story of that day by what its articles name, the most frequent first."""
    world = data.world()
    found = _persons(census, since) + _bodies(census)
    states = {n: world.named[n] for n in census.states if n in world.named}
    rest = sorted(states.values(), key=lambda a: -census.states[a.name])
    return ActorTable([*found, *rest])


def _persons(census: Census, date: str) -> list[Actor]:
    """Persons with their roles; a lone surname may be a well-known office holder."""
    people: dict[str, Person] = {}
    for person in sorted(census.persons.values(), key=lambda p: -p.count):
        surname = person.name.split()[-1]
        if not (person.evidence or census.surnames[surname]):
            continue
        twin = people.get(_twin(person.name))
        if twin is None:
            people[_twin(person.name)] = person
        else:
            twin.count += person.count
            twin.roles.update(person.roles)
    found: list[tuple[int, Actor]] = []
    shared = Counter(p.name.split()[-1] for p in people.values())
    taken = {p.name.split()[-1] for p in people.values()}
    for person in people.values():
        surname = person.name.split()[-1]
        roles = list(person.roles)
        if shared[surname] == 1:
            roles += list(census.titled.get(surname, ()))
        roles += _offices(person.name, date)
        weight = person.count + census.surnames[surname]
        first = person.name.split()[0]
        alone = census.surnames[first] > 1 and first not in taken and not census.surnames[surname]
        asian = data.bare(first) in data.words().family_first and data.bare(surname) != "jr"
        aliases = (first,) if alone or (asian and first not in taken) else ()
        found.append((weight, Actor(person.name, "person", aliases, tuple(dict.fromkeys(roles)))))
    for surname, count in census.surnames.items():
        if surname in taken:
            continue
        holder = _holder(surname, census, date)
        if holder is not None:
            roles = [*census.titled.get(surname, ()), *_offices(holder.name, date)]
            found.append((count, Actor(holder.name, "person", (), tuple(dict.fromkeys(roles)))))
        elif surname in census.titled:
            found.append((count, Actor(surname, "person", (), tuple(census.titled[surname]))))
    return [actor for _, actor in sorted(found, key=lambda item: -item[0])]


def _twin(name: str) -> str:
    """First name and the first letters of the surname: spellings of one name meet."""
    parts = key(name).split()
    return f"{parts[0]} {parts[-1][:6]}"


def _offices(name: str, date: str) -> list[str]:
    """The offices that a person held on that day, as descriptions."""
    world = data.world()
    found = []
    for holder in data.holders_by_surname().get(key(name.split()[-1]), ()):
        if key(holder.name) == key(name) and _in_office(holder, date):
            adjective = next(
                (a for a, s in world.adjectives.items() if s == holder.state), holder.state
            )
            found.append(f"{adjective} {holder.office}")
    return found


def _in_office(holder: data.Holder, date: str) -> bool:
    return not date or (holder.since <= date and (not holder.until or date <= holder.until))


def _holder(surname: str, census: Census, date: str) -> data.Holder | None:
    """The office holder that a lone surname stands for, if the story names the state too."""
    world = data.world()
    fits = []
    for holder in data.holders_by_surname().get(key(surname), ()):
        state = world.states.get(holder.state)
        name = state.name if state else holder.state
        if census.states[name] and _in_office(holder, date):
            fits.append(holder)
    names = {holder.name for holder in fits}
    return fits[0] if len(names) == 1 else None


def _bodies(census: Census) -> list[Actor]:
    """Organisations with their acronyms as aliases."""
    words = data.words()
    aliases: dict[str, list[str]] = {}
    for short, name in census.acronyms.items():
        aliases.setdefault(name, []).append(short)
    keys = {name: key(name) for name in census.bodies}
    by_last: dict[str, list[str]] = {}
    for name, folded in keys.items():
        by_last.setdefault(folded.split()[-1], []).append(name)
    found = []
    for name, _ in census.bodies.most_common():
        tail = " " + keys[name]
        longer = [other for other in by_last[keys[name].split()[-1]] if keys[other].endswith(tail)]
        if len(longer) == 1:
            aliases.setdefault(longer[0], []).append(name)
    merged = {short for names in aliases.values() for short in names}
    for name, _ in census.bodies.most_common():
        if name in merged:
            continue
        lows = {w.lower() for w in name.split()}
        kind = "medium" if lows & words.media else "org"
        found.append(Actor(name, kind, tuple(aliases.get(name, ()))))  # type: ignore[arg-type]
    return found
