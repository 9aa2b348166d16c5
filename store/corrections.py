"""How readers regrouped claims and demands: acts to events, and events to what is in force."""

from __future__ import annotations

from collections.abc import Mapping

from store.history import History
from store.records import Correction, Event, digest

LONG = 60  # characters of a passage that are told
ACTS = ("merge", "split", "rename", "move")


def told(how: Correction) -> dict[str, object]:
    """The correction as the JSON value that its events set; the targets are those of the events."""
    value: dict[str, object] = {"act": how.act}
    if how.name:
        value["name"] = how.name
    if len(how.targets) > 1:
        value["with"] = list(how.targets)
    return value


def amends(value: object) -> bool:
    """Whether the value of an event says something of a statement, and does not regroup."""
    return isinstance(value, Mapping) and ("at" in value or "added" in value)


def _quoted(where: Mapping[str, object]) -> str:
    """The first words of a passage, in quotation marks."""
    words = " ".join(str(where.get("quote", "")).strip('“”"').split())
    return f"“{words[:LONG]}…”" if len(words) > LONG else f"“{words}”"


def _amended(value: Mapping[str, object]) -> str:
    """What a reader says of a statement, for people."""
    if isinstance(added := value.get("added"), list):
        return "added: " + "; ".join(_amended(one) for one in added if isinstance(one, Mapping))
    at, span = value.get("at"), value.get("span")
    said = ["said by nobody"] if value.get("drop") else []
    said += [f"{key} {value[key]}" for key in ("speaker", "act") if value.get(key)]
    if isinstance(span, Mapping):
        said.append(f"reads {_quoted(span)}")
    where = f"{_quoted(at)}: " if isinstance(at, Mapping) else ""
    return where + ", ".join(said)


def in_words(value: object) -> str:
    """What a correction says, for people; "" for what is none."""
    if isinstance(value, Mapping) and amends(value):
        return _amended(value)
    if not isinstance(value, Mapping) or value.get("act") not in ACTS:
        return ""
    act, ids = str(value["act"]), value.get("with")
    together = f" {' '.join(map(str, ids))}" if isinstance(ids, list) else ""
    if act == "rename":
        return f"called “{value.get('name', '')}”"
    if act == "move":
        return f"counts as {value.get('name', '')}{together}"
    return {"merge": "merged:", "split": "split off:"}[act] + (together or " alone")


def in_force(history: History, now: Mapping[str, str]) -> list[Correction]:
    """The corrections that are not undone, in order.

    `now` maps what was corrected to its present id; what has no present id is left out.
    """
    acts: dict[str, list[Event]] = {}
    for event in history.regroupings:
        if not history.cancelled(event):
            acts.setdefault(event.batch or event.id, []).append(event)
    found = (_correction(events, now) for events in acts.values())
    return [one for one in found if one is not None]


def _correction(events: list[Event], now: Mapping[str, str]) -> Correction | None:
    value = events[0].after
    targets = tuple(dict.fromkeys(now[e.target] for e in events if e.target in now))
    if not isinstance(value, Mapping) or value.get("act") not in ACTS or not targets:
        return None
    return Correction(
        act=value["act"],
        targets=targets,
        name=str(value.get("name") or ""),
    )


def mark(found: list[Correction]) -> str:
    """A few characters that stand for these corrections; "" for none."""
    if not found:
        return ""
    return digest(*(part for one in found for part in (one.act, *one.targets, one.name)))
