"""The keys in force: the registry's own, and what the reader's settings put in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tui.actions import ACTIONS, COUNT_KEYS, KEY_GLYPHS, SHEETS, Action

_NAMES = {glyph: name for name, glyph in KEY_GLYPHS.items()}
_PANE_KEYS = tuple(action.id for action in ACTIONS if action.id.startswith("pane_"))
COUNTING = "Count for the next move: 5 j"
"""What the digits do where the settings have them count."""

if TYPE_CHECKING:
    from tui.settings import Settings


class Misfit(NamedTuple):
    """What is wrong with a keymap, and on which line of its file (0: not known)."""

    line: int
    reason: str


class Keymap:
    """Actions with the keys that they have now."""

    def __init__(self, actions: Iterable[Action] = ACTIONS) -> None:
        self.actions = tuple(actions)
        self.by_id = {action.id: action for action in self.actions}

    def textual(self) -> dict[str, str]:
        """Keys by binding id, as `App.set_keymap` takes them, where they are not the registry's."""
        own = {action.id: action.keys for action in ACTIONS}
        changed = {a.id: ",".join(a.keys) for a in self.actions if a.keys != own[a.id]}
        if "count" in changed:
            counting = changed.pop("count").split(",")
            changed |= {f"count-{key[-1]}": key for key in counting if key[-1].isdigit()}
        return changed


def of(settings: Settings) -> tuple[Keymap, list[str]]:
    """The keymap that settings ask for, and what is wrong with it, each with its line."""
    if not settings.keys and settings.digits == "panes":
        return Keymap(), []
    made, wrong = build(settings.keys, counting=settings.digits == "counts", source=settings.source)
    return made, [f"line {one.line}: {one.reason}" if one.line else one.reason for one in wrong]


def build(
    wanted: Mapping[str, object], *, counting: bool = False, source: str = ""
) -> tuple[Keymap, list[Misfit]]:
    """The keymap with a reader's changes by action id, and what of them cannot be.

    `wanted` maps ids to a key or a list of keys; `counting` gives the digits to counts and alt with
    a digit to the panes.  `source` is the settings file, to say on which line a clash stands.  What
    cannot be is left out; an action without a key is still in the palette.
    """
    keys = {action.id: action.keys for action in ACTIONS}
    if counting:
        keys["count"] = tuple(key.removeprefix("alt+") for key in COUNT_KEYS if key != "alt+0")
        keys |= {name: (f"alt+{n}",) for n, name in enumerate(_PANE_KEYS, 1)}
    wrong: list[Misfit] = []
    given: dict[str, tuple[str, ...]] = {}
    for name, value in wanted.items():
        line = line_of(source, name)
        if name not in keys:
            wrong.append(Misfit(line, f"no action is called {name!r}; wirecopy keys lists them"))
        elif (read := _keys(value)) is None:
            wrong.append(Misfit(line, f"{name}: a key or a list of keys is wanted"))
        else:
            given[name] = read
    sheets = {action.id: action.scope for action in ACTIONS if action.scope in SHEETS}
    taken = {(key, sheets.get(name)) for name, one in given.items() for key in one}
    for name, held in keys.items():
        if name not in given:
            keys[name] = tuple(key for key in held if (key, sheets.get(name)) not in taken)
    keys |= given
    made = [action._replace(keys=keys[action.id]) for action in ACTIONS]
    if counting:
        made = [one._replace(title=COUNTING) if one.id == "count" else one for one in made]
    return Keymap(made), [*wrong, *_clashes(made, given, source)]


def _keys(value: object) -> tuple[str, ...] | None:
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(key, str) and key for key in found):
        return None
    return tuple(dict.fromkeys(key_name(key) for key in found))


def key_name(key: str) -> str:
    """Textual's name of a key as it stands on the keyboard: "question_mark" for "?"."""
    return _NAMES.get(key, key)


def _clashes(
    actions: list[Action], given: Mapping[str, tuple[str, ...]], source: str
) -> list[Misfit]:
    """Keys that two actions of one place have, told at the later line of the file."""
    wrong = []
    for number, action in enumerate(actions):
        for other in actions[:number]:
            scopes = {action.scope, other.scope}
            apart = len(scopes) > 1 and (
                "everywhere" not in scopes or not scopes.isdisjoint(SHEETS)
            )
            for key in () if apart else sorted({*action.keys} & {*other.keys}):
                lines = [line_of(source, one.id) for one in (other, action) if one.id in given]
                both = f"{other.id} and {action.id}"
                wrong.append(Misfit(max(lines, default=0), f"{key!r} is the key of {both}"))
    return wrong


def line_of(source: str, name: str) -> int:
    """The line of a TOML file on which a key of the table [keys] stands, 0 where it does not."""
    inside = False
    for number, line in enumerate(source.splitlines(), 1):
        if table := re.match(r"\s*\[([^\]]*)\]", line):
            inside = table[1].strip() == "keys"
        elif inside and re.match(rf"""\s*["']?{re.escape(name)}["']?\s*=""", line):
            return number
    return 0
