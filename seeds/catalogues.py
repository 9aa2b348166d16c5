"""A workspace's own catalogue of demands: where it is, and what is used while it is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from analysis import ENGINE
from store.card import CATALOGUE
from store.files import replace, said_plainly
from store.records import Findings, digest

if TYPE_CHECKING:
    from analysis.catalogue import Catalogue, CatalogueError
    from store.workspace import Workspace

FILE = CATALOGUE
GOOD = ".catalogue.good.toml"
"""Beside the catalogue: its last text that was right, as far as it was used."""
LIMIT = 4_000_000


class Chosen(NamedTuple):
    """The catalogue to analyse with, and the name of an engine that uses it.

    `wrong` says why the workspace's own was passed over; `text` is the TOML of an own one.
    """

    catalogue: Catalogue
    engine: str
    text: str = ""
    wrong: CatalogueError | None = None

    @property
    def notice(self) -> str:
        """What the reader should know: "catalogue.toml: line 3: ..."; "" where all is well."""
        if self.wrong is None:
            return ""
        used = "its last right version" if self.text else "the shipped one"
        return f"{said(self.wrong)}; {used} is used"


def said(error: CatalogueError, name: str = FILE) -> str:
    """Where a catalogue is wrong and why, on one line."""
    return f"{name}: line {error.line}: {error.reason}"


def text_of(path: Path) -> str:
    """The text of a catalogue.  Raises CatalogueError where it is no text, OSError."""
    from analysis.catalogue import CatalogueError

    with path.open("rb") as file:
        data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise CatalogueError(f"larger than {LIMIT // 1_000_000} MB", 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CatalogueError("is not UTF-8", line) from error


def chosen(folder: Path | None) -> Chosen:
    """The catalogue of a workspace folder; the shipped one where it has none of its own."""
    from analysis import catalogue

    wrong = None
    for name in (FILE, GOOD):
        if folder is None or (name == GOOD and wrong is None):
            break
        try:
            text = text_of(folder / name)
            return Chosen(catalogue.load(text), f"{ENGINE}+{digest(text)}", text, wrong)
        except catalogue.CatalogueError as error:
            wrong = wrong or error
        except FileNotFoundError:
            continue
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            wrong = wrong or catalogue.CatalogueError(reason, 1)
    return Chosen(catalogue.default(), ENGINE, "", wrong)


def stale(workspace: Workspace) -> bool:
    """Whether some article was never analysed, or by another engine or with another catalogue."""
    engine = chosen(workspace.path).engine if (workspace.path / FILE).exists() else ENGINE
    return workspace.needs_analysis(engine)


class _Stamped(Mapping[str, Findings]):
    """Findings by article id as they are asked for, signed by an engine."""

    def __init__(self, found: Mapping[str, Findings], engine: str) -> None:
        self._found, self._engine = found, engine

    def __getitem__(self, article: str) -> Findings:
        return msgspec.structs.replace(self._found[article], engine=self._engine)

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def stamped(found: Mapping[str, Findings], chosen: Chosen) -> Mapping[str, Findings]:
    """The findings, signed by the engine that the catalogue makes."""
    return found if chosen.engine == ENGINE else _Stamped(found, chosen.engine)


def notice(workspace: Workspace) -> str:
    """What the reader should know of the workspace's own catalogue; "" where all is well."""
    if not (workspace.path / FILE).exists():
        return ""
    return chosen(workspace.path).notice


def keep_good(folder: Path, chosen: Chosen) -> None:
    """Remember an own catalogue that is right, for when it is not.  Raises WorkspaceError."""
    if not chosen.text or chosen.wrong is not None:
        return
    path, data = folder / GOOD, chosen.text.encode("utf-8")
    with said_plainly(path, writing=True):
        if not path.exists() or path.read_bytes() != data:
            replace(path, data)


def present(folder: Path) -> str:
    """The text of a workspace's catalogue, the shipped one where it has none of its own.

    Raises CatalogueError where it is no text, OSError.
    """
    from analysis import catalogue_file

    try:
        return text_of(folder / FILE)
    except FileNotFoundError:
        return catalogue_file.shipped_text(catalogue_file.SAMPLE)


def begun(folder: Path) -> Path:
    """The catalogue of a workspace folder, made from the shipped one where there is none.

    Raises WorkspaceError.
    """
    path = folder / FILE
    if not path.exists():
        write(path, present(folder))
    return path


def write(path: Path, text: str) -> None:
    """Replace a catalogue in one step.  Raises WorkspaceError."""
    with said_plainly(path, writing=True):
        replace(path, text.encode("utf-8"))
