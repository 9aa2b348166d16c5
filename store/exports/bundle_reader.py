"""A bundle of another workspace to articles, findings and events of this one.

Nothing of it is believed: every checksum, id and span is compared before anything is stored.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from store.anchors import everything
from store.exports.bundle import FORMAT, MANIFEST, MEMBERS, VERSION, sealed
from store.exports.joining import join
from store.history import well_formed
from store.records import Article, Event, Findings, Story, article_id

if TYPE_CHECKING:
    from store.workspace import Put, Workspace

LONGEST_LINE = 200_000_000
LARGEST = 4_000_000_000
T = TypeVar("T")
# All that zipfile raises for an archive that was cut or changed.
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OverflowError,
    NotImplementedError,
)  # fmt: skip


class BundleError(ValueError):
    """The file is no bundle, was changed after it was written, or is of a newer version."""


class Bundle(NamedTuple):
    """What a bundle holds, checked."""

    name: str
    articles: list[Article]
    findings: dict[str, Findings]
    story: Story
    events: list[Event]


class Received(NamedTuple):
    """What became of a bundle: one Put for each article, and how many acts were new."""

    puts: list[Put]
    events: int


def receive(workspace: Workspace, path: Path) -> Received:
    """Store what a bundle holds: new articles, their findings, the acts that are not here yet.

    Findings and story are kept for a workspace that had none; otherwise the caller analyses anew.
    Raises BundleError, WorkspaceError, OSError; then nothing was stored.
    """
    bundle = read(path)
    empty = not workspace.articles()
    puts = workspace.put_articles(bundle.articles) if bundle.articles else []
    if empty and bundle.findings:
        workspace.put_analysis([], bundle.findings, bundle.story)
    return Received(puts, _joined(workspace, bundle.events))


def _joined(workspace: Workspace, events: list[Event]) -> int:
    """The acts of a bundle, merged by their ids; those without ids as new ones."""
    whole = all(event.id for event in events)
    return workspace.merge(events) if whole else join(workspace, events)


def read(path: Path) -> Bundle:
    """The contents of a bundle.  Raises BundleError, OSError."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _checked(archive)
    except _DAMAGE as error:
        raise BundleError(f"is damaged or no bundle ({error})") from error
    except (msgspec.ValidationError, RecursionError, UnicodeDecodeError) as error:
        raise BundleError(f"holds what no wirecopy writes ({error})") from error
    except RuntimeError as error:  # zipfile's word for an encrypted member
        raise BundleError(f"cannot be opened ({error})") from error


def _checked(archive: zipfile.ZipFile) -> Bundle:
    members = _manifest(archive)
    found = {name: list(_lines(archive, name, members[name])) for name in MEMBERS}
    articles = [_of(row, Article) for row in found["articles.jsonl"]]
    findings = {one.article: one for one in (_of(row, Findings) for row in found["findings.jsonl"])}
    events = [_of(row, Event) for row in found["events.jsonl"]]
    for article in articles:
        if article.id != article_id(article.source, article.text):
            raise BundleError(f"article {article.id} is not what its id stands for")
    texts = {article.id: article.text for article in articles}
    for one in findings.values():
        text = texts.get(one.article)
        if text is None:
            raise BundleError(f"holds findings of {one.article}, which it does not hold")
        for item in everything(one):
            if item.article != one.article or text[item.start : item.end] != item.text:
                raise BundleError(f"{item.id}: is not what its article says there")
    for event in events:
        if not well_formed(event):
            raise BundleError(f"event {event.id} sets no {event.op}")
    stories = [_of(row, Story) for row in found["story.json"]]
    name = str(_json(archive.read(MANIFEST)).get("name", ""))
    return Bundle(name, articles, findings, stories[0] if stories else Story(), events)


def _manifest(archive: zipfile.ZipFile) -> dict[str, dict[str, Any]]:
    """What the manifest says of each member, once the archive holds just these."""
    names = sorted(info.filename for info in archive.infolist())
    if MANIFEST not in names or archive.getinfo(MANIFEST).file_size > 1_000_000:
        raise BundleError("is no bundle of wirecopy: it has no manifest")
    manifest = _json(archive.read(MANIFEST))
    if manifest.get("format") != FORMAT:
        raise BundleError("is no bundle of wirecopy: its manifest is of something else")
    version = manifest.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise BundleError(f"is of version {version}; this wirecopy reads up to {VERSION}")
    if manifest.get("sha256") != sealed(manifest):
        raise BundleError(f"was changed after it was written: {MANIFEST} is not as it was")
    members = manifest.get("members")
    if not isinstance(members, dict) or names != sorted((*members, MANIFEST)):
        raise BundleError("was changed after it was written: a part is missing or was added")
    if sorted(members) != sorted(MEMBERS):
        raise BundleError("does not hold the parts of a bundle")
    if sum(info.file_size for info in archive.infolist()) > LARGEST:
        raise BundleError(f"is larger than {LARGEST // 10**9} GB")
    return members


def _lines(archive: zipfile.ZipFile, name: str, said: dict[str, Any]) -> Iterator[dict[str, Any]]:
    hashed, count = hashlib.sha256(), 0
    with archive.open(name) as member:
        for data in _each(member, name):
            hashed.update(data)
            count += 1
            yield _json(data)
    if hashed.hexdigest() != said.get("sha256") or count != said.get("records"):
        raise BundleError(f"was changed after it was written: {name} is not as it was")


def _each(member: IO[bytes], name: str) -> Iterator[bytes]:
    while data := member.readline(LONGEST_LINE):
        if not data.endswith(b"\n"):
            raise BundleError(f"{name} holds a line without an end")
        yield data


def _json(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except ValueError as error:
        raise BundleError(f"was changed after it was written: {error}") from error
    if not isinstance(value, dict):
        raise BundleError("holds a line that is no record")
    return value


def _of(row: dict[str, Any], kind: type[T]) -> T:
    return msgspec.convert(row, kind)
