"""A Word file to one article (needs the extra "docx")."""

from __future__ import annotations

from typing import BinaryIO

from seeds.readers.items import Facts, Items, Source, UnreadableError, build
from seeds.readers.markup import without_controls
from seeds.readers.stamps import published

FORM = "Word file"
MISSING = "a Word file; to read these, install python-docx (pip install 'wirecopy[docx]')"


def read(file: BinaryIO, source: Source) -> Items:
    """The paragraphs of the document and what its properties state.  Raises UnreadableError."""
    try:
        import docx
    except ImportError as error:
        raise UnreadableError(MISSING) from error
    try:
        document = docx.Document(file)
        paragraphs = [paragraph.text.strip() for paragraph in document.paragraphs]
        core = document.core_properties
        title, author, created = core.title, core.author, core.created
    except Exception as error:  # zipfile, zlib, lxml and python-docx each tell damage their own way
        raise UnreadableError(f"a Word file that is damaged ({type(error).__name__})") from error
    text, _ = without_controls("\n\n".join(paragraph for paragraph in paragraphs if paragraph))
    facts = Facts(
        title=title or "",
        authors=(author,) if author and author != "python-docx" else (),
        published=published(created.isoformat(), "inferred") if created else None,
        date_source="file properties",
    )
    yield build(source, text, FORM, facts)
