"""What readers make of findings: acts, and what they add up to for what is there now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from store import corrections
from store.acts import Field, Setting, distinct, login, setting, turning
from store.anchors import Finding, Orphan, Present, anchor, place
from store.by_place import Texts
from store.files import WorkspaceError
from store.history import Conflict
from store.index import Index
from store.library import Library
from store.lookup import UnknownId, by_id
from store.records import VERDICTS, Anchor, Article, Correction, Event, Review, Verdict
from store.reviews import ReviewStore
from store.standing import UNREVIEWED, Standing


class Desk:
    """Where the articles and findings of a library are judged; acts are kept in a review store.

    `settings` may name the `reader`.
    """

    def __init__(
        self,
        library: Library,
        reviews: ReviewStore,
        settings: dict[str, Any],
        newer: WorkspaceError | None = None,
    ) -> None:
        self.settings = settings
        self._newer = newer
        self._library = library
        self._reviews = reviews
        self._index: Index | None = None
        self._standing: Standing | None = None

    def find(self, ident: str) -> Article | Finding | None:
        """An article or finding by id or by the unique start of one, four characters or more.

        Raises AmbiguousId.
        """
        return by_id(ident, self._known())

    def present(self, target: str) -> Article | Finding | None:
        """What a judged id stands for now, should its passage have moved; None: an orphan."""
        return self._known().get(self._stand().places.now.get(target, target))

    def mark(
        self,
        targets: Sequence[str],
        verdict: Verdict | None,
        *,
        note: str | None = None,
        evidence: Sequence[str] = (),
        reason: str = "",
        by: str | None = None,
    ) -> list[Event]:
        """Give findings a verdict, None to clear it, and with it a note and more evidence.

        All of it is one act, undone as one.  `evidence` goes after what there is.  Raises
        UnknownId, WorkspaceError.
        """
        if verdict is not None and verdict not in VERDICTS:
            raise ValueError(f"no verdict: {verdict!r}")
        marked = dict.fromkeys(targets)
        wanted = []
        for target in marked:
            wanted.append(Setting(target, "verdict", verdict))  # noqa: PERF401
        if note is not None:
            wanted += [Setting(target, "note", note) for target in marked]
        if evidence:
            more = distinct(evidence)
            for target in marked:
                kept = self.review(target).evidence
                wanted.append(Setting(target, "evidence", distinct((*kept, *more))))
        return self._act(wanted, reason, by)

    def note(self, target: str, text: str, *, reason: str = "", by: str | None = None) -> Event:
        """Set the note of a finding or article; an empty one clears it."""
        return self._act([Setting(target, "note", text)], reason, by)[0]

    def tag(self, target: str, tags: Iterable[str], *, by: str | None = None) -> Event:
        """Set the tags of a finding or article to exactly these."""
        return self._act([Setting(target, "tags", distinct(tags))], "", by)[0]

    def evidence(self, target: str, items: Iterable[str], *, by: str | None = None) -> Event:
        """Set the evidence (addresses, references) of a finding or article to exactly these."""
        return self._act([Setting(target, "evidence", distinct(items))], "", by)[0]

    def attach(self, lost: str, target: str, *, by: str | None = None) -> Event:
        """Say that what was judged as `lost` is now the finding `target`; undone like any act.

        Raises UnknownId, WorkspaceError.
        """
        if target not in self._known():
            raise UnknownId(f"no article or finding has the id {target!r}")
        return self._act([Setting(lost, "attach", target)], "", by)[0]

    def correct(self, how: Correction, *, reason: str = "", by: str | None = None) -> list[Event]:
        """Say how claims or demands belong together; one act, undone as one.

        It shows in `story` and `findings` once `seeds.regrouping` has applied it.  Raises
        UnknownId, WorkspaceError.
        """
        told = corrections.told(how)
        wanted = [Setting(target, "correct", told) for target in dict.fromkeys(how.targets)]
        return self._act(wanted, reason, by)

    def corrections(self) -> list[Correction]:
        """The corrections in force, oldest first, of what they are about now."""
        history = self._reviews.history()
        if not history.regroupings:
            return []
        return corrections.in_force(history, self._stand().places.now)

    def amend(self, values: Mapping[str, object], reason: str = "", by: str | None = None) -> None:
        """Set what a reader says of statements, or of what articles lack; undone as one act.

        The values, by target, are JSON; `seeds.amending` puts them into `findings`.  Raises
        UnknownId, WorkspaceError.
        """
        self._act([Setting(target, "correct", to) for target, to in values.items()], reason, by)

    def amendments(self) -> dict[str, object]:
        """What `amend` set and was not undone, by target, in order of the first act on each."""
        history = self._reviews.history()
        targets = dict.fromkeys(event.target for event in history.regroupings)
        values = ((target, history.value(target, "correct")) for target in targets)
        return {target: value for target, value in values if corrections.amends(value)}

    def merge(self, theirs: Sequence[Event]) -> int:
        """Take in a colleague's events that are not here, each in its place; how many those were.

        Doing so again adds nothing.  Raises WorkspaceError.
        """
        self.refuse_if_newer()
        added = self._reviews.unite(theirs)
        self._forget()
        return added

    def adopt(self, drafts: Sequence[Event]) -> list[Event]:
        """Add acts of others that no wirecopy has numbered, with their own time and author.

        They are one act if they are several.  Raises WorkspaceError.
        """
        self.refuse_if_newer()
        return self._reviews.append(lambda _: drafts)

    def undo(self, by: str | None = None) -> list[Event]:
        """Undo a reader's last act that is not undone; [] when there is none."""
        self.refuse_if_newer()
        return self._reviews.append(turning("undo", by or self.reader))

    def redo(self, by: str | None = None) -> list[Event]:
        """Bring back a reader's last undone act; [] when there is none."""
        self.refuse_if_newer()
        return self._reviews.append(turning("redo", by or self.reader))

    def last_act(self) -> str:
        """The id of the reader's last act that is not undone; "" when there is none."""
        events = self._reviews.history().undoable(self.reader)
        return events[-1].id if events else ""

    def review(self, target: str) -> Review:
        """What readers made of a finding or article: its own review, or one inherited."""
        return self.reviews().get(target, UNREVIEWED)

    def reviews(self) -> Mapping[str, Review]:
        """Every target that has a review, own or inherited from the same finding in a copy."""
        return self._stand().reviews

    def orphans(self) -> list[Orphan]:
        """Reviews whose passage is not among the present findings; nothing is ever dropped."""
        history = self._reviews.history()
        lost = ((target, history.review(target)) for target in self._stand().places.lost)
        return [
            Orphan(target, review, history.anchors.get(target))
            for target, review in lost
            if review != UNREVIEWED
        ]

    def likeness(self, target: str) -> float:
        """How much the words where a judged id stands now are those that were judged, 0..1."""
        places = self._stand().places
        return places.guessed.get(target, 0.0 if target in places.lost else 1.0)

    def conflicts(self) -> list[Conflict]:
        """Fields that two readers set without knowing of each other, until somebody decides.

        The later value holds meanwhile.
        """
        return self._reviews.history().conflicts()

    def settle(self, clash: Conflict, keep: Event, *, by: str | None = None) -> Event:
        """Decide a conflict: the value of `keep`, one of its two events, holds."""
        field = cast("Field", clash.field)
        return self._act([Setting(clash.target, field, keep.after)], "", by)[0]

    def event(self, ident: str) -> Event | None:
        """The event with this id."""
        return self._reviews.history().about(ident)

    def undone(self, event: Event) -> bool:
        """Whether an event is undone at present."""
        return self._reviews.history().cancelled(event)

    def events(self, target: str | None = None) -> list[Event]:
        """All events in order, or those about one target, under whatever id it had."""
        events = self._reviews.history().events
        if target is None:
            return list(events)
        now_at = self._stand().places.now
        return [row for row in events if target in (row.target, now_at.get(row.target))]

    def reopen(self) -> None:
        """After a WorkspaceError `unsure`: read what is on the disk and make sure that it stays.

        Whether the act that failed was kept shows afterwards.  Raises WorkspaceError.
        """
        self._reviews.reopen()
        self._forget()

    def notices(self) -> list[str]:
        """What the reader should know of the files: an unfinished act dropped, a foreign change."""
        self._reviews.history()
        later = self.newer()
        return [*([str(later)] if later else []), *self._reviews.notices]

    def newer(self) -> WorkspaceError | None:
        """Why the workspace can only be read: a file of a later format.  None: it can be written.

        What was not read yet is not known.
        """
        return self._newer or self._library.newer or self._reviews.newer

    def refuse_if_newer(self) -> None:
        """Raise what `newer` says, if it does."""
        later = self.newer()
        if later is not None:
            raise later

    # Within

    @property
    def reader(self) -> str:
        """Who acts where no other name is given: the setting "reader", else the login name."""
        return str(self.settings.get("reader") or login())

    def _act(self, wanted: Sequence[Setting], reason: str, by: str | None) -> list[Event]:
        seen = self._reviews.history()
        anchors: dict[str, Anchor | None] = {}
        for one in wanted:
            anchors[one.target] = self._anchor(one.target)
        if self._newer is not None or self._library.newer is not None:
            self.refuse_if_newer()
        return self._reviews.append(setting(wanted, anchors, by or self.reader, reason, seen))

    def _anchor(self, target: str) -> Anchor | None:
        known = self._index
        if known is None:
            known = self._known()
        try:
            item = known[target]
        except KeyError:
            history = self._reviews.history()
            was = history.anchors.get(target)
            if was is None and not history.knows(target):
                raise UnknownId(f"no article or finding has the id {target!r}") from None
            return was
        if isinstance(item, Article):
            return None
        return anchor(known.articles[item.article], item.start, item.end)

    def _known(self) -> Index:
        if self._index is None:
            library = self._library
            self._index = Index(library.present(), library.owners, library.found())
        return self._index

    def _stand(self) -> Standing:
        history = self._reviews.history()
        standing = self._standing
        if standing is None or not standing.advance(history, self._known()):
            library = self._library
            texts = Texts(library.present())
            present = Present(texts, library.found(), self._known(), library.newest())
            attached = history.attached()
            places = place(history.targets(), history.anchors, attached, present)
            older = {old for old, where in history.anchors.items() if where.article not in texts}
            older |= {old for old, new in places.now.items() if old[:1] == "a" and old != new}
            older = (older | places.guessed.keys()) - attached.keys()
            standing = Standing(history, places, older, library.story().occurrences)
            self._standing = standing
        return standing

    def _forget(self) -> None:
        self._index = self._standing = None
