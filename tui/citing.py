"""Citations of a finding for the clipboard: words, who said them, where and when, in styles."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from store.exports import markdown_text
from store.exports.web_annotation import is_address
from store.records import Article
from tui import display
from tui.session import Finding

_MARKS = "“\"'‘„«"
_WIKI = re.compile(r"[|{}\[\]<>=]|''+|~~~+")
_MONTHS_AP = (
    "Jan.", "Feb.", "March", "April", "May", "June",
    "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip


class Cited(NamedTuple):
    """What a citation tells; "" for what is not known.  All of it is one line, and harmless.

    `address` is a web address or "", `place` is where the article is, `date` an ISO date.
    """

    words: str
    who: str
    relay: str
    outlet: str
    title: str
    date: str
    inferred: bool
    address: str
    place: str
    span: tuple[int, int]

    @property
    def quote(self) -> str:
        """The words in quotation marks; a passage that brings its own keeps them."""
        return self.words if self.words[:1] in _MARKS else f"“{self.words}”"

    @property
    def inner(self) -> str:
        """The words without marks around them."""
        bare = self.words[1:] if self.words[:1] in _MARKS else self.words
        return bare[:-1] if bare is not self.words and bare[-1:] in "”\"'’“»" else bare

    @property
    def day(self) -> str:
        """ "15 February 2022"; "[15 February 2022?]" where the article does not state it."""
        return self.sure(markdown_text.day(self.date))

    def sure(self, date: str) -> str:
        """A date as citations write one that is not stated."""
        return f"[{date}?]" if self.inferred and date else date


def cited(article: Article, finding: Finding, style: str = "plain") -> str:
    """The citation of a finding in a style of STYLES, ending in a line break."""
    who = next(
        (
            name
            for key in ("speaker", "holder", "asserted_by")
            if (name := getattr(finding, key, None)) and name != "(article)"
        ),
        "",
    )
    told = Cited(
        words=display.line(finding.text),
        who=display.line(who),
        relay=display.line(getattr(finding, "relayed_by", None) or ""),
        outlet=display.line(article.outlet),
        title=display.line(article.title),
        date=article.published.date if article.published else "",
        inferred=bool(article.published and article.published.how == "inferred"),
        address=article.source if is_address(article.source) else "",
        place=display.line(article.source),
        span=(finding.start, finding.end),
    )
    return STYLES[style](told) + "\n"


def _plain(told: Cited) -> str:
    title = f"“{told.title}”" if told.title else ""
    parts = [told.who, told.outlet, title, told.sure(told.date)]
    parts += [told.place, f"characters {told.span[0]}–{told.span[1]}"]
    return f"{told.quote}\n— {_listed(*parts)}"


def _news(told: Cited) -> str:
    """As a reporter attributes in a story."""
    source = told.outlet or told.title or told.place
    day = f" ({told.sure(_press_day(told.date))})" if told.date else ""
    via = f" via {told.relay}" if told.relay else ""
    said = f"{told.who} said{via}, according to" if told.who else f"Reported{via} by"
    return f"{told.quote} {said} {source}{day}. {told.address}".rstrip()


def _chicago(told: Cited) -> str:
    """A footnote of the Chicago Manual of Style."""
    quoted = f"{told.who}, quoted in" if told.who else "Quoted in"
    title = f" “{told.title},”" if told.title else ""
    rest = _listed(told.outlet, told.sure(_american(told.date)), told.address)
    return f"{told.quote} {quoted}{title} {rest}."


def _apa(told: Cited) -> str:
    """In the text, and the entry of the list of references (APA, 7th edition)."""
    year = told.sure(told.date[:4]) or "n.d."
    source = told.outlet or told.title or told.place
    who = f"{told.who}, as cited in {source}" if told.who else source
    month = _american(told.date).split(",")[0]
    when = told.sure(f"{told.date[:4]}, {month}") if told.date[5:] else year
    parts = [told.outlet and f"{told.outlet}.", f"({when}).", told.title and f"{told.title}."]
    return f"{told.quote} ({who}, {year})\n{' '.join(filter(None, [*parts, told.address]))}"


def _mla(told: Cited) -> str:
    """In the text, and the entry of the list of works cited (MLA, 9th edition)."""
    source = f"“{told.title}”" if told.title else told.outlet or told.place
    who = f"{told.who}, qtd. in {source}" if told.who else source
    title = f"“{told.title}.” " if told.title else ""
    return f"{told.quote} ({who})\n{title}{_listed(told.outlet, told.day, told.address)}."


def _markdown(told: Cited) -> str:
    plain = markdown_text.plain
    title = plain(told.title or told.outlet or told.place)
    named = f"[{title}](<{told.address}>)" if _safe(told.address) else title
    outlet = plain(told.outlet) if told.title else ""
    source = _listed(plain(told.who), named, outlet, told.day)
    return f"> {markdown_text.quoted(told.words)}\n>\n> — {source}"


def _wikipedia(told: Cited) -> str:
    """The template of the English Wikipedia."""
    stated = "" if told.inferred else told.day
    fields = {
        "title": told.title, "work": told.outlet, "agency": told.relay, "date": stated,
        "url": told.address if _safe(told.address) else "", "quote": told.inner,
    }  # fmt: skip
    held = [f"|{key}={_wiki(value)}" for key, value in fields.items() if value]
    lead = f"{_wiki(told.who)}: " if told.who else ""
    return f"{lead}“{_wiki(told.inner)}”<ref>{{{{cite news {' '.join(held)}}}}}</ref>"


def _wiki(text: str) -> str:
    """Text that a wiki does not obey: each active sign as a character reference."""
    return _WIKI.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found[0]), text)


def _safe(address: str) -> bool:
    return bool(address) and not re.search(r"[\s<>|{}\[\]\"\\^`]", address)


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _american(date: str) -> str:
    """ "February 15, 2022", "February 2022", "2022"."""
    words = markdown_text.day(date).split()
    return f"{words[1]} {words[0]}, {words[2]}" if len(words) == 3 else " ".join(words)


def _press_day(date: str) -> str:
    """ "Feb. 15, 2022", as the Associated Press writes it; without a day months are not cut."""
    if len(date) < 10:
        return markdown_text.day(date)
    return f"{_MONTHS_AP[int(date[5:7]) - 1]} {int(date[8:10])}, {date[:4]}"


STYLES: dict[str, Callable[[Cited], str]] = {
    "plain": _plain,
    "news": _news,
    "chicago": _chicago,
    "apa": _apa,
    "mla": _mla,
    "markdown": _markdown,
    "wikipedia": _wikipedia,
}
