"""Pages made from jinja2 templates, which readers may override in the folder of their workspace.

A template runs in jinja2's sandbox.  Whatever it prints is made harmless for the format, unless the
program wrote it as markup: a template of one's own cannot let the text of an article act.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

FOLDER = "templates"
DEFAULT = "default/"
NAMES = {"markdown": "briefing.md.jinja", "html": "report.html.jinja"}
STYLE = "report.css"
LARGEST = 1_000_000
"""Bytes of a template."""


class TemplateError(ValueError):
    """A reader's template that cannot be used; `about` is the file, with the line where known."""

    def __init__(self, about: str, reason: str) -> None:
        super().__init__(f"{about}: {reason}")
        self.about = about
        self.reason = reason


class Ready(str):
    """Text that the program has made harmless for its format already."""

    __slots__ = ()


class Section(NamedTuple):
    """A part of the page: its anchor, its heading, its lines as markup, or ""."""

    name: str
    title: str
    body: str


class Sections:
    """The parts of a page in order, each written when it is first asked for."""

    def __init__(self, parts: Mapping[str, Iterable[str]]) -> None:
        self._parts = parts
        self._made: dict[str, Section] = {}

    def __iter__(self) -> Iterator[Section]:
        """Those that have something to tell."""
        return (part for part in map(self._section, self._parts) if part.body)

    def __getitem__(self, name: str) -> Section:
        """A part by its anchor.  Raises KeyError."""
        return self._section({title.lower(): title for title in self._parts}[name])

    def _section(self, title: str) -> Section:
        if title not in self._made:
            body = "\n".join(self._parts[title]).strip("\n")
            self._made[title] = Section(title.lower(), title, Ready(body))
        return self._made[title]


class Format(NamedTuple):
    """How a format makes values harmless: `safe` for any text; the filters and functions it has."""

    name: str
    safe: Callable[[str], str]
    filters: Mapping[str, Callable[..., str]]


def default(name: str) -> str:
    """The template of a format ("markdown", "html") that ships with the program."""
    return _packaged(NAMES[name])


def render(folder: Path, form: Format, values: Mapping[str, Any]) -> Iterator[bytes]:
    """The page of a format in UTF-8, in pieces; `folder` is that of the workspace.

    Raises TemplateError for a template of the reader's that cannot be read or fails.
    """
    from jinja2 import TemplateError as Failed

    environment = _environment(folder / FOLDER, form)
    try:
        template = environment.get_template(NAMES[form.name])
        for piece in template.generate(**values):
            yield piece.encode("utf-8", "replace")
    except (Failed, TypeError, LookupError, ArithmeticError, RecursionError) as error:
        raise TemplateError(*_told(error, folder / FOLDER)) from error


def style(folder: Path) -> str:
    """The style sheet of the report: the reader's where there is one.  Raises TemplateError."""
    own = _own(folder / FOLDER, STYLE)
    text = (
        own if own is not None else files("store.exports").joinpath("html.css").read_text("utf-8")
    )
    if "</" in text:
        raise TemplateError(str(folder / FOLDER / STYLE), "a style sheet holds no “</”")
    return text


def _environment(folder: Path, form: Format) -> SandboxedEnvironment:
    from jinja2 import FunctionLoader, StrictUndefined, Undefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """What blocks and macros have printed is ready: each value in it was made harmless."""

        concat = staticmethod(_joined)

    def loaded(name: str) -> tuple[str, str, None]:
        if not name.startswith(DEFAULT):
            own = _own(folder, name)
            if own is not None:
                return own, str(folder / name), None
        return _packaged(name.removeprefix(DEFAULT)), name, None

    def harmless(value: object) -> object:
        if isinstance(value, Ready | Undefined):
            return value
        return form.safe("" if value is None else str(value))

    environment = Sandbox(
        loader=FunctionLoader(loaded),
        undefined=StrictUndefined,
        finalize=harmless,
        autoescape=False,
        keep_trailing_newline=True,
        cache_size=0,
    )
    functions = {name: _made(made) for name, made in form.filters.items()}
    environment.filters.update(functions)
    environment.globals.update(functions)
    for name in ("safe", "urlize", "xmlattr"):
        del environment.filters[name]
    return environment


def _joined(pieces: Iterable[str]) -> str:
    return Ready("".join(pieces))


def _made(make: Callable[..., str]) -> Callable[..., str]:
    """A function of the program whose words need no more care."""

    def ready(*values: Any) -> str:
        return Ready(make(*values))

    return ready


def _own(folder: Path, name: str) -> str | None:
    """The reader's file of this name; None where there is none.  Raises TemplateError."""
    from jinja2 import TemplateNotFound

    if Path(name).name != name or name.startswith("."):
        raise TemplateNotFound(name)
    try:
        with (folder / name).open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise TemplateError(str(folder / name), f"larger than {LARGEST // 1_000_000} MB")
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise TemplateError(str(folder / name), reason) from error


def _packaged(name: str) -> str:
    from jinja2 import TemplateNotFound

    if name not in NAMES.values():
        raise TemplateNotFound(name)
    return files("store.exports").joinpath("templates", name).read_text("utf-8")


def _told(error: Exception, folder: Path) -> tuple[str, str]:
    """File, line and reason of what went wrong in a template."""
    name, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.endswith((".jinja", ".css")):
            name, line = frame.filename, frame.lineno
    where = f"{name or folder}{f', line {line}' if line else ''}"
    reason = " ".join((getattr(error, "message", None) or str(error) or "fails").split())
    return where, reason
