"""Copy groups as readers want them: articles taken out of a group, and groups put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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


def corrected(story: Story, corrections: Iterable[Correction]) -> tuple[Groups, Groups]:
    """The groups to show, and those that the engine made, () where nothing changed them."""
    known = {one for group in story.copies for one in group}
    mine = [one for one in corrections if any(target in known for target in one.targets)]
    if not mine:
        return story.copies, ()
    return regrouped(story.copies, mine), story.copies
