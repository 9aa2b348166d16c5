"""A PDF file with a text layer to one article (needs the extra "pdf")."""

from __future__ import annotations

import io
import logging
import re
import warnings

from seeds.readers.items import Facts, Items, Source, UnreadableError, build
from seeds.readers.markup import without_controls
from seeds.readers.stamps import published
from store.records import Notice

FORM = "PDF file"
MISSING = "a PDF file; to read these, install pypdf (pip install 'wirecopy[pdf]')"
MOST_PAGES, MOST_CHARACTERS = 400, 4_000_000
HYPHEN = re.compile(r"(?<=[^\W\d_])-\n(?=[a-zà-ÿ])")
LAYOUT = Notice(
    "pdf", "text of a PDF file: its lines, columns and hyphens are put together by guess"
)


def read(data: bytes, source: Source) -> Items:
    """The text of all pages; UnreadableError where there is none, or it is locked."""
    try:
        import pypdf
    except ImportError as error:
        raise UnreadableError(MISSING) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            file = pypdf.PdfReader(io.BytesIO(data))
            if file.is_encrypted and not file.decrypt(""):
                raise UnreadableError("a PDF file locked with a password")
            text = _text(file)
            told = file.metadata
            title, author = (told.title, told.author) if told else (None, None)
            created = (told.get("/CreationDate") if told else None) or ""
    except UnreadableError:
        raise
    except RecursionError as error:
        raise UnreadableError("a PDF file that is nested too deep") from error
    except Exception as error:  # pypdf tells of damage in many ways, assertions among them
        raise UnreadableError(f"a PDF file that is damaged ({type(error).__name__})") from error
    if not text.strip():
        raise UnreadableError("a PDF file without text: it may be a scan")
    stamp = str(created).removeprefix("D:")[:8]
    facts = Facts(
        title=str(title or ""),
        authors=(str(author),) if author else (),
        published=published(stamp, "inferred"),
        date_source="file properties",
    )
    yield build(source, text, FORM, facts, (LAYOUT,))


def _text(file: object) -> str:
    """The text of the pages; words that a line end cut are joined, blank lines part paragraphs."""
    pieces: list[str] = []
    for number, page in enumerate(file.pages):  # type: ignore[attr-defined]
        if number >= MOST_PAGES or sum(map(len, pieces)) > MOST_CHARACTERS:
            break
        pieces.append(page.extract_text() or "")
    text, _ = without_controls("\n\n".join(pieces))
    return HYPHEN.sub("", "\n".join(line.strip() for line in text.split("\n"))).strip()
