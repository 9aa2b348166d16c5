"""What agencies send, NITF and NewsML-G2 (IPTC standards), to articles.

NewsML 1 and packages are read for their stories.  Documents that declare entities are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from seeds.readers.fragment import flat
from seeds.readers.items import Facts, Items, Left, Source, UnreadableError, build, squeezed
from seeds.readers.markup import markup
from seeds.readers.stamps import published

FORM = "agency document"
ENTITY = re.compile(r"<!ENTITY\s", re.IGNORECASE)
DECLARED = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
MOST_ELEMENTS, SHORTEST = 400_000, 2


def read(data: bytes, source: Source) -> Items:
    """The articles of the document; UnreadableError where it is broken, unsafe or has no text."""
    from lxml import etree

    text = markup(data, source.charset).text.lstrip("\ufeff")
    if ENTITY.search(text):
        raise UnreadableError("an XML document that declares entities (DTD): not read")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        tree = etree.fromstring(DECLARED.sub("", text, count=1).encode(), parser=parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise UnreadableError(
            f"{FORM} that is broken: parsing stopped at line {line}, column {column}"
        ) from error
    stories = list(_stories(tree))
    if not stories:
        raise UnreadableError(f"no text found in this {FORM}")
    for number, (root, body) in enumerate(stories, 1):
        item = source if len(stories) == 1 else source.item(number)
        try:
            yield build(item, flat(body), FORM, _facts(root))
        except UnreadableError as error:
            yield Left(f"item {number}", str(error))


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _all(tree: Any, *names: str) -> Iterator[Any]:
    return (element for element in tree.iter() if _name(element) in names)


def _stories(tree: Any) -> Iterator[tuple[Any, Any]]:
    """The parts of a document that are stories, each with the element that holds its text."""
    roots = list(_all(tree, "newsitem")) or list(_all(tree, "nitf")) or [tree]
    for root in roots:
        bodies = (
            list(_all(root, "body.content"))
            or [body for page in _all(root, "inlinexml", "html") for body in _all(page, "body")]
            or list(_all(root, "inlinedata"))
            or list(_all(root, "datacontent", "body"))
        )
        if bodies:
            yield root, max(bodies, key=lambda body: len("".join(body.itertext())))


def _first(root: Any, *names: str) -> str:
    """The text of the first element of these names, tried in order."""
    for name in names:
        for element in _all(root, name):
            text = squeezed("".join(element.itertext()))
            if text:
                return text
    return ""


def _facts(root: Any) -> Facts:
    """What a story's head states."""
    stamp, where = _date(root)
    copyright_holder = next(
        (
            element.get("literal") or element.get("holder") or ""
            for element in _all(root, "copyrightholder", "doc.copyright")
        ),
        "",
    )
    language = next((e.get("tag") or "" for e in _all(root, "language")), "")
    return Facts(
        title=_first(root, "hl1", "headline", "title"),
        outlet=_first(root, "doc.copyright", "provider", "copyrightholder", "creditline")
        or squeezed(copyright_holder, 200),
        authors=_authors(root),
        published=stamp,
        language=language.partition("-")[0].lower()[:3],
        date_source=where,
    )


def _authors(root: Any) -> tuple[str, ...]:
    """The byline: persons where they are marked, else the line without its "By"."""
    for byline in _all(root, "byline", "by"):
        names = [squeezed("".join(e.itertext()), 120) for e in _all(byline, "person")]
        line = re.sub(r"^[Bb]y\s+", "", squeezed("".join(byline.itertext()), 120))
        return tuple(filter(None, names or [line]))
    return ()


def _date(root: Any) -> tuple[Any, str]:
    """The date of issue, else of the first or the present version."""
    for name in ("date.issue", "date.release", "firstcreated", "contentcreated", "versioncreated",
                 "firstcreated", "thisrevisioncreated", "story.date", "sent"):  # fmt: skip
        for element in _all(root, name):
            text = element.get("norm") or "".join(element.itertext())
            stamp = published(squeezed(text, 60))
            if stamp:
                return stamp, name
    return None, ""
