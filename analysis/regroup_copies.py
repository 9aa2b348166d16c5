"""Copy groups as readers want them: articles taken out of a group, and groups put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from store.records import Correction, Story

Groups = tuple[tuple[str, ...], ...]


def regrouped(groups: Groups, corrections: Sequence[Correction]) -> Groups:
    """The groups with the corrections, in their order, applied; targets are article ids.

    "split" takes its targets out of their groups, together; "merge" puts the groups of its targets
    together.  The order of groups is that of their first articles before.
    """
    home = {one: number for number, group in enumerate(groups) for one in group}
    order = list(home)
    fresh = len(groups)
    for correction in corrections:
        targets = [one for one in correction.targets if one in home]
        if correction.act == "split" and targets:
            home.update(dict.fromkeys(targets, fresh))
            fresh += 1
        elif correction.act == "merge" and len(targets) > 1:
            joined = {home[one] for one in targets}
            home = {one: home[targets[0]] if at in joined else at for one, at in home.items()}
    found: dict[int, list[str]] = {}
    for one in order:
        found.setdefault(home[one], []).append(one)
    return tuple(map(tuple, found.values()))


def parted(occurrences: Groups, owner: Mapping[str, str], before: Groups, after: Groups) -> Groups:
    """The occurrences without those of articles that readers took out of one group.

    `owner` gives the article of a finding.  What one article no longer has from another is another
    finding there, and no verdict goes from one to the other; a passage that a third article shares
    with both is still the same as in each of them.
    """
    home = {one: number for number, group in enumerate(after) for one in group}
    split = {
        one: home[one] for group in before if len({home.get(one) for one in group}) > 1
        for one in group if one in home
    }  # fmt: skip
    found: list[tuple[str, ...]] = []
    for same in occurrences:
        at = {one: split.get(owner.get(one, "")) for one in same}
        places = dict.fromkeys(place for place in at.values() if place is not None)
        if len(places) < 2:
            found.append(same)
            continue
        for place in places:
            kept = tuple(one for one in same if at[one] in (place, None))
            found += [kept] if len(kept) > 1 else []
    return tuple(found)


def corrected(story: Story, corrections: Iterable[Correction]) -> tuple[Groups, Groups]:
    """The groups to show, and those that the engine made, () where nothing changed them."""
    known = {one for group in story.copies for one in group}
    mine = [one for one in corrections if any(target in known for target in one.targets)]
    if not mine:
        return story.copies, ()
    return regrouped(story.copies, mine), story.copies
