"""The care of a workspace's files: check, compact, migrate, merge.  `store.repairing` repairs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from store import card
from store.anchors import everything
from store.chain import broken, event_of, hash_of
from store.checkpoints import FORMAT
from store.corpus import Corpus
from store.documents import Rows, record
from store.files import WorkspaceError, unreadable
from store.frames import journal_of
from store.history import Conflict
from store.journal import Journal
from store.locking import exclusive
from store.numbering import EVENTS, parse_events
from store.records import Article, Findings, Story
from store.reviews import LocalReviews

REVIEWS = "reviews.json"
REBUILT = ("articles.json", "findings.json")


class Health(NamedTuple):
    """What a check found: `problems` make the workspace damaged, `notices` do not.

    `head` is the hash of all events; who wrote it down can tell later whether the past was changed.
    """

    problems: tuple[str, ...]
    notices: tuple[str, ...]
    counts: Mapping[str, int]
    head: str = ""


class Merged(NamedTuple):
    """What a merge brought: how many events, and what two readers did unknown to each other."""

    added: int
    conflicts: tuple[Conflict, ...]


def check(workspace: Path) -> Health:
    """Read every file of a workspace, every document and every hash; nothing is written.

    Each file is read although another is damaged.  Never raises WorkspaceError.
    """
    problems: list[str] = []
    notices: list[str] = []
    counts: dict[str, int] = {}
    with _Noted(problems, notices) as noted:
        noted.later = card.look(workspace).newer
    articles: dict[str, Article] = {}
    with _Noted(problems, notices) as noted:
        path = workspace / "articles.json"
        for key, row in noted.tables(path).get("articles", {}).items():
            article = record(row, Article, path, f"article {key}")
            articles[article.id] = article
    counts["articles"] = len({row.source for row in articles.values()})
    with _Noted(problems, notices) as noted:
        path = workspace / "findings.json"
        counts["findings"] = _findings(noted.tables(path), path, articles, problems)
    head = ""
    with _Noted(problems, notices) as noted:
        counts["events"], head = _reviews(workspace / REVIEWS, noted)
    return Health(tuple(problems), tuple(notices), counts, head)


class _Noted:
    """Turns a WorkspaceError into a line of problems, and that a file is newer into a notice."""

    def __init__(self, problems: list[str], notices: list[str]) -> None:
        self.problems = problems
        self.notices = notices
        self.later: WorkspaceError | None = None

    def tables(self, path: Path) -> Rows:
        """The tables of a file of articles or findings, of any format."""
        corpus = Corpus(path)
        found = corpus.read().tables()
        self.later = corpus.newer
        self.notices += corpus.notices
        return found

    def __enter__(self) -> _Noted:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        if isinstance(error, WorkspaceError):
            self.problems.append(str(unreadable(error, self.later)))
            return True
        if error is None and self.later is not None:
            self.notices.append(str(self.later))
        return False


def _findings(rows: Rows, path: Path, articles: Mapping[str, Article], problems: list[str]) -> int:
    count = 0
    for key, row in rows.get("findings", {}).items():
        found = record(row, Findings, path, f"findings {key}")
        article = articles.get(found.article)
        for item in everything(found):
            count += 1
            if article is not None and article.text[item.start : item.end] != item.text:
                problems.append(f"{path}: {item.id} is not what {article.name} says there")
    for key, row in rows.get("story", {}).items():
        record(row, Story, path, f"story {key}")
    return count


def _reviews(path: Path, noted: _Noted) -> tuple[int, str]:
    journal = Journal(path)
    rows = journal.load().get(EVENTS, {})
    noted.later = journal.newer
    noted.notices += journal.notices
    parse_events(rows, path)
    if journal.newer is not None:
        return len(rows), ""
    if journal.facts.format < FORMAT:
        if rows:
            noted.notices.append(
                f"{path}: has the format of an older wirecopy; the next act migrates it"
            )
        return len(rows), ""
    keys = sorted(rows, key=int)
    hashes = [hash_of(rows[key]) for key in keys]
    events = (event_of(rows[key], key, path) for key in keys)
    wrong = broken(zip(events, hashes, strict=True))
    if wrong is not None:
        what = f"event {wrong} is not what was recorded, or one before it was taken away or added"
        noted.problems.append(f"{path}: {what}: the chain of hashes breaks there")
    last = journal.facts.last.get(EVENTS, 0)
    if last > len(keys):
        noted.problems.append(f"{path}: events {len(keys) + 1} to {last} are missing")
    return len(keys), hashes[-1] if hashes else ""


def compact(workspace: Path) -> tuple[int, int]:
    """Fold the journals into their files; bytes of all before and after."""
    before = _size(workspace)
    LocalReviews(workspace / REVIEWS).migrate()
    LocalReviews(workspace / REVIEWS).fold()
    with exclusive(workspace):
        for name in REBUILT:
            Corpus(workspace / name).fold()
    return before, _size(workspace)


def _size(workspace: Path) -> int:
    files = [workspace / name for name in (*REBUILT, REVIEWS)]
    files += [journal_of(path) for path in files]
    return sum(path.stat().st_size for path in files if path.exists())


def migrate(workspace: Path) -> bool:
    """Bring the files to the present format, after a backup; whether one had an older format."""
    card.read(workspace)
    return LocalReviews(workspace / REVIEWS).migrate()


def merge(workspace: Path, other: Path) -> Merged:
    """Take in the events of another workspace that are not here, after a backup.

    Doing so again adds nothing, and either side gets the same history.  `other` is only read.
    Raises WorkspaceError.
    """
    for folder in (workspace, other):
        card.read(folder)
    there, store = LocalReviews(other / REVIEWS), LocalReviews(workspace / REVIEWS)
    theirs = there.history().events
    if there.newer is not None:
        raise there.newer
    before = {(event.theirs.id, event.mine.id) for event in store.history().conflicts()}
    fresh = store.unite(theirs)
    found = store.history().conflicts()
    new = tuple(one for one in found if (one.theirs.id, one.mine.id) not in before)
    return Merged(fresh, new)
