"""A workspace, or a part of it, in one file for a colleague: a ZIP archive of JSON Lines.

    articles.jsonl  every version of the articles, whole records with their text
    findings.jsonl  what was found in them         story.json  what holds across them
    events.jsonl    what readers did, in order     manifest.json  counts and SHA-256 of each

The same workspace gives the same bytes.  `store.exports.bundle_reader` reads it back.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from store.exports.json_rows import line
from store.exports.provenance import Told
from store.records import Article, Event, Story

if TYPE_CHECKING:
    from typing_extensions import Buffer

    from store.exports.scope import Scope
    from store.workspace import Workspace

FORMAT, VERSION = "wirecopy-bundle", 1
MANIFEST = "manifest.json"
MEMBERS = ("articles.jsonl", "findings.jsonl", "story.json", "events.jsonl")
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Sink(io.RawIOBase):
    """A file that is only written to, and read off as it grows."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Buffer, /) -> int:
        """Keep the data for `taken`."""
        piece = bytes(memoryview(data))
        self.pieces.append(piece)
        return len(piece)

    def taken(self) -> bytes:
        """What was written since the last call."""
        data, self.pieces = b"".join(self.pieces), []
        return data


def export(workspace: Workspace, scope: Scope) -> Iterator[bytes]:
    """The archive.  With a query: the articles that match or hold a finding that does."""
    current = _articles(workspace, scope)
    versions = [one for row in current for one in workspace.versions(row.id)]
    held = {article.id for article in versions}
    found = (workspace.findings(row.id) for row in versions)
    parts: tuple[Iterable[object], ...] = (
        versions,
        (findings for findings in found if findings.engine),
        [_story(workspace.story(), held)],
        _events(workspace, held),
    )
    sink = Sink()
    manifest: dict[str, Any] = {"format": FORMAT, "version": VERSION, "name": workspace.name}
    manifest["query"] = scope.query.text
    manifest["members"] = {}
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, records in zip(MEMBERS, parts, strict=True):
            hashed, count = hashlib.sha256(), 0
            with archive.open(_member(name), "w", force_zip64=True) as member:
                for record in records:
                    data = line(msgspec.to_builtins(record))
                    hashed.update(data)
                    member.write(data)
                    count += 1
                    yield sink.taken()
            manifest["members"][name] = {"records": count, "sha256": hashed.hexdigest()}
        manifest["sha256"] = sealed(manifest)
        archive.writestr(_member(MANIFEST), json.dumps(manifest, indent=1) + "\n")
    yield sink.taken()


def sealed(manifest: dict[str, Any]) -> str:
    """The SHA-256 of a manifest without its own."""
    rest = {key: value for key, value in manifest.items() if key != "sha256"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _articles(workspace: Workspace, scope: Scope) -> list[Article]:
    articles = workspace.articles()
    if not scope.query:
        return articles
    wanted = {row["id"] for row in Told(workspace, scope.query).articles()}
    return [article for article in articles if article.id in wanted]


def _events(workspace: Workspace, held: set[str]) -> Iterator[Event]:
    whole = held >= {article.id for article in workspace.articles()}
    for event in workspace.events():
        home = event.anchor.article if event.anchor else event.target
        if whole or home in held or _home(workspace, event.target) in held:
            yield event


def _home(workspace: Workspace, target: str) -> str:
    item = workspace.present(target)
    return "" if item is None else item.id if isinstance(item, Article) else item.article


def _story(story: Story, held: set[str]) -> Story:
    links = tuple(one for one in story.links if one.left in held and one.right in held)
    copies = (tuple(one for one in group if one in held) for group in story.copies)
    return msgspec.structs.replace(
        story, links=links, copies=tuple(group for group in copies if group)
    )
