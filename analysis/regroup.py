"""Groups of claims, demands and copies as readers want them: merged, split, renamed, moved.

Pure: the engine's grouping and the corrections in order give the grouping that is shown.  What no
correction touches stays the very same object.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from analysis.claims import grouping, naming, status
from analysis.demands import name_of
from analysis.regroup_copies import corrected, parted
from store.records import Article, Claim, ClaimGroup, Correction, Demand, Findings, Story

OTHER = "other"
Found = Mapping[str, Findings]


def apply(
    articles: Sequence[Article], found: Found, story: Story, corrections: Sequence[Correction]
) -> tuple[dict[str, Findings], Story]:
    """Findings and story with the corrections, in their order, applied to what the engine made.

    `found` maps article ids to findings.  What they were before stays in the story's `found_`
    fields, so that `restored` brings it back.
    """
    demands = _Demands(articles, found, story)
    claims = _Claims(articles, found, story)
    for one in corrections:
        demands.take(one)
        claims.take(one)
    changed = demands.changed()
    copies, found_copies = corrected(story, corrections)
    occurrences = story.occurrences
    if found_copies and occurrences:
        owner = {
            item.id: article
            for article, one in found.items()
            for items in (one.statements, one.demands, one.claims)
            for item in items
        }
        occurrences = parted(occurrences, owner, found_copies, copies)
    whole = msgspec.structs.replace(
        story,
        occurrences=occurrences,
        found_occurrences=story.occurrences if occurrences != story.occurrences else (),
        copies=copies,
        found_copies=found_copies,
        claim_groups=claims.result(),
        demand_titles=tuple(demands.titles.items()),
        found_groups=story.claim_groups if claims.touched else (),
        found_demands=tuple(demands.before[ident] for ident in changed),
        found_titles=story.demand_titles if demands.retitled else (),
    )
    return _filled(found, changed, claims.moved()), whole


def restored(found: Found, story: Story) -> tuple[dict[str, Findings], Story]:
    """Findings and story as the engine made them."""
    groups = story.found_groups or story.claim_groups
    slugs = {ident: group.group for group in groups for ident in group.ids}
    now = {ident: group.group for group in story.claim_groups for ident in group.ids}
    moved = {ident: slug for ident, slug in slugs.items() if now.get(ident) != slug}
    whole = msgspec.structs.replace(
        story,
        copies=story.found_copies or story.copies,
        claim_groups=groups,
        demand_titles=story.found_titles or story.demand_titles,
        corrected="",
        occurrences=story.found_occurrences or story.occurrences,
        found_copies=(),
        found_occurrences=(),
        found_groups=(),
        found_demands=(),
        found_titles=(),
    )
    return _filled(found, {item.id: item for item in story.found_demands}, moved), whole


def _filled(
    found: Found, demands: Mapping[str, Demand], slugs: Mapping[str, str]
) -> dict[str, Findings]:
    """The findings with these demands, and these slugs of groups in their claims."""
    result = {}
    for article, item in found.items():
        changed = item
        if any(one.id in demands for one in item.demands):
            now = tuple(demands.get(one.id, one) for one in item.demands)
            changed = msgspec.structs.replace(changed, demands=now)
        if any(one.id in slugs for one in item.claims):
            told = tuple(_in_group(one, slugs) for one in item.claims)
            changed = msgspec.structs.replace(changed, claims=told)
        result[article] = changed
    return result


def _in_group(claim: Claim, slugs: Mapping[str, str]) -> Claim:
    slug = slugs.get(claim.id)
    return claim if slug is None else msgspec.structs.replace(claim, group=slug)


def _with_copies(targets: Iterable[str], story: Story) -> list[str]:
    """The findings and those that are the same passage in copies."""
    same = {ident: group for group in story.occurrences for ident in group}
    return list(dict.fromkeys(one for ident in targets for one in (ident, *same.get(ident, ()))))


class _Claims:
    """The groups of claims while corrections are taken in, by slug, in the order shown."""

    def __init__(self, articles: Sequence[Article], found: Found, story: Story) -> None:
        self._articles = articles
        self._found = found
        self._story = story
        self._ids = {group.group: list(group.ids) for group in story.claim_groups}
        self._titles = {group.group: group.title for group in story.claim_groups}
        self._home = {ident: slug for slug, ids in self._ids.items() for ident in ids}
        self._first = dict(self._home)
        self._members: dict[str, grouping.Member] | None = None
        self.touched: set[str] = set()

    def take(self, one: Correction) -> None:
        """Apply one correction; what is no claim of a group is passed over."""
        targets = [ident for ident in one.targets if ident in self._home]
        if not targets:
            return
        if one.act == "merge":
            self._merge(list(dict.fromkeys(self._home[ident] for ident in targets)))
        elif one.act == "split":
            known = _with_copies(targets, self._story)
            self._split([ident for ident in known if ident in self._home])
        elif one.act == "rename" and one.name:
            slug = self._home[targets[0]]
            self._titles[slug] = one.name
            self.touched.add(slug)

    def _merge(self, slugs: Sequence[str]) -> None:
        first = slugs[0]
        for slug in slugs[1:]:
            joined = self._ids.pop(slug)
            self._ids[first] += joined
            self._home.update(dict.fromkeys(joined, first))
            self.touched |= {slug, first}

    def _split(self, ids: Sequence[str]) -> None:
        leaving = set(ids)
        left = {self._home[ident] for ident in ids}
        if len(left) == 1 and leaving >= set(self._ids[next(iter(left))]):
            return
        members = self._sorted(ids)
        slug = naming.slug(members)
        number = 1
        while slug in self._titles:
            number += 1
            slug = f"{naming.slug(members)}-{number}"
        for old in left:
            self._ids[old] = [ident for ident in self._ids[old] if ident not in leaving]
            if not self._ids[old]:
                del self._ids[old]
        self._ids[slug] = list(ids)
        self._home.update(dict.fromkeys(ids, slug))
        self._titles[slug] = naming.title(members)
        self.touched |= {slug, *left}

    def _sorted(self, ids: Iterable[str]) -> list[grouping.Member]:
        if self._members is None:
            ordered = [self._found[article.id] for article in self._articles]
            every = grouping.members(self._articles, ordered)
            self._members = {member.claim.id: member for member in every}
        members = [self._members[ident] for ident in ids]
        return sorted(members, key=lambda m: (m.article, m.claim.start, m.claim.end))

    def moved(self) -> dict[str, str]:
        """The slugs of the claims that are in another group than before."""
        return {ident: slug for ident, slug in self._home.items() if self._first[ident] != slug}

    def result(self) -> tuple[ClaimGroup, ...]:
        """The groups, those that a correction touched judged anew."""
        if not self.touched:
            return self._story.claim_groups
        before = {group.group: group for group in self._story.claim_groups}
        return tuple(
            self._judged(slug, ids) if slug in self.touched else before[slug]
            for slug, ids in self._ids.items()
        )

    def _judged(self, slug: str, ids: Sequence[str]) -> ClaimGroup:
        members = self._sorted(ids)
        state, note = status.judge(members, lambda member: self._articles[member.article].name)
        return ClaimGroup(
            group=slug,
            title=self._titles[slug],
            ids=tuple(member.claim.id for member in members),
            values=status.values(members),
            status=state,
            note=note,
        )


class _Demands:
    """The demands while corrections are taken in; a row is a catalogue key or a name."""

    def __init__(self, articles: Sequence[Article], found: Found, story: Story) -> None:
        self._story = story
        self.before = {item.id: item for article in articles for item in found[article.id].demands}
        self._now = dict(self.before)
        self.titles = dict(story.demand_titles)
        self.retitled = False

    def take(self, one: Correction) -> None:
        """Apply one correction; what is no demand is passed over."""
        targets = [ident for ident in one.targets if ident in self._now]
        if not targets:
            return
        first = self._now[targets[0]]
        if one.act == "merge":
            self._call(self._rows(targets), first.demand, self._name(first))
        elif one.act == "split":
            self._split([i for i in _with_copies(targets, self._story) if i in self._now])
        elif one.act == "move" and one.name:
            known = [i for i in _with_copies(targets, self._story) if i in self._now]
            self._call(known, one.name, self._name(first) if one.name == OTHER else "")
        elif one.act == "rename" and one.name:
            if first.demand == OTHER:
                self._call(self._rows(targets[:1]), OTHER, one.name)
            else:
                self.titles[first.demand] = one.name
                self.retitled = True

    def changed(self) -> dict[str, Demand]:
        """The demands that are not as they were, by id."""
        return {ident: item for ident, item in self._now.items() if item != self.before[ident]}

    def _call(self, ids: Iterable[str], key: str, name: str) -> None:
        """Give demands a key, and a name where the key is "other"."""
        for ident in ids:
            item = self._now[ident]
            if item.demand != key or item.name != name:
                weaker = item.weaker and item.demand == key
                self._now[ident] = msgspec.structs.replace(
                    item, demand=key, name=name, weaker=weaker
                )

    def _split(self, ids: Sequence[str]) -> None:
        text = self._now[ids[0]].text
        taken = {self._row(one) for ident, one in self._now.items() if ident not in set(ids)}
        options = [name_of(text), text]
        free = (name for name in options if (OTHER, name.casefold()) not in taken)
        self._call(ids, OTHER, next(free, f"{text} ({ids[0]})"))

    def _rows(self, targets: Iterable[str]) -> list[str]:
        """All demands of the rows in which the targets are, with their copies."""
        rows = {self._row(self._now[ident]) for ident in targets}
        return [ident for ident, item in self._now.items() if self._row(item) in rows]

    def _row(self, item: Demand) -> tuple[str, str]:
        return item.demand, self._name(item).casefold() if item.demand == OTHER else ""

    @staticmethod
    def _name(item: Demand) -> str:
        return (item.name or name_of(item.text)) if item.demand == OTHER else ""
