"""Pages of made-up news for `bench.intake`: about 600 words among what real pages carry.

A page has some 100 kB, most of it scripts, styles, menus and teasers; every second sentence tells
who said something, as in real stories; pages share phrases of some words, no passages.
"""

from __future__ import annotations

import io
import json
import random
from itertools import product
from typing import BinaryIO

SYLLABLES = (
    "ba", "bel", "cor", "da", "den", "fal", "gar", "hol", "ka", "lin", "mar", "nor", "or", "pel",
    "ran", "sel", "tor", "ul", "ven", "wes",
)  # fmt: skip
NOUNS = (
    "harbour ferry bridge council union factory river market school hospital budget contract mill "
    "survey pier tunnel quarry library forest airport station depot clinic theatre museum canal"
).split()
FIRST = (
    "Ada Ola Ivan Ruth Anna Peter Maria John Laura David Helen Mark Clara Simon Nina Thomas Eva "
    "Robert Julia Martin Karen Daniel Sarah Paul"
).split()
CROWDS = (
    "visitors drivers families students workers patients farmers tourists sailors tenants nurses "
    "traders pupils guests members miners singers walkers owners clerks"
).split()
DEEDS = (
    "close open extend repair delay fund inspect sell clear widen lease rebuild review transfer "
    "abandon approve split measure replace shorten"
).split()
DONE = (
    "used left crossed entered praised avoided reached missed toured cleaned guarded visited "
    "joined marked filled blocked painted emptied shared passed"
).split()
PLAIN = (
    "Work on {a} near {b} began in {month}.",
    "Around {n} {crowd} {done} {a} and walked to {c}.",
    "Soon {a} lost {n} {crowd} as {b} {done} {c}.",
    "Rain left {a} and {b} under {c}.",
    "A road joins {a} to {b} behind {c}.",
    "Plans for {a} {done} {n} pages about {b}.",
)
SAID = (
    "{who} said that {a} would {deed} {b} on {day}.",
    "“We will {deed} {a} before {b} {done} {c},” said {who}.",
    "{who} told {a} that more than {n} {crowd} had {done} {b}.",
    "According to {who}, {a} could {deed} {b} within {n} days.",
    "{who} demanded that {a} {deed} {b} by {day}.",
    "{who} denied that {a} had tried to {deed} {b}.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
MONTHS = ("January", "March", "May", "July", "October")


def page(number: int) -> bytes:
    """The page of that number."""
    chance = random.Random(number)
    names = [_name(chance) for _ in range(6)]

    def sentence(forms: tuple[str, ...]) -> str:
        words = {key: f"the {_word(chance)} {chance.choice(NOUNS)}" for key in "abc"}
        return chance.choice(forms).format(
            **words, who=chance.choice(names), deed=chance.choice(DEEDS),
            crowd=chance.choice(CROWDS), done=chance.choice(DONE),
            day=chance.choice(DAYS), month=chance.choice(MONTHS), n=chance.randint(20, 900),
        )  # fmt: skip

    prose = "".join(
        f"<p>{sentence(PLAIN)} {sentence(SAID)} {sentence(PLAIN)} {sentence(SAID)}</p>"
        for _ in range(11)
    )
    return _around(number, chance, f"<h1>{sentence(PLAIN)[:-1]}</h1>{prose}")


WORDS = ["".join(parts) for parts in product(SYLLABLES, repeat=3)]


def _word(chance: random.Random) -> str:
    return chance.choice(WORDS)


def _name(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {_word(chance).capitalize()}"


def _around(number: int, chance: random.Random, story: str) -> bytes:
    """The story in a page with scripts, menus, teasers and a footer."""

    def links(count: int) -> str:
        items = (
            f'<li class="menu-item menu-item-{n}"><a href="/{_word(chance)}/{n}" class="link">'
            f"{_word(chance).capitalize()}</a></li>"
            for n in range(count)
        )
        return f"<ul>{''.join(items)}</ul>"

    teasers = "".join(
        f'<div class="card"><a href="/story/{n}"><img src="/i/{n}.jpg" alt=""></a><h3><a href="/s/'
        f'{n}">{_name(chance)} and the {_word(chance)}</a></h3><span class="t">{n} May</span></div>'
        for n in range(60)
    )
    facts = {
        "@type": "NewsArticle", "headline": f"Story {number}", "datePublished": "2024-05-03",
        "publisher": {"@type": "Organization", "name": "Harbour Post"},
    }  # fmt: skip
    words = chance.choices(WORDS, k=4000)
    state = json.dumps(dict(zip(words[::2], words[1::2], strict=True)))
    style = "".join(f".c{n}{{margin:{n}px;padding:0 {n}px;color:#222}}" for n in range(600))
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Story {number} | Harbour "
        f'Post</title><style>{style}</style><script type="application/ld+json">{json.dumps(facts)}'
        f"</script><script>window.state={state}</script></head><body><header><nav>{links(90)}</nav>"
        f'</header><main><article><div class="body">{story}</div></article><aside>{teasers}</aside>'
        f"</main><footer>{links(60)}<p>All rights reserved.</p></footer></body></html>"
    ).encode()


def archive(pages: int) -> bytes:
    """A web archive of that many pages."""
    file = io.BytesIO()
    write(file, pages)
    return file.getvalue()


def write(file: BinaryIO, pages: int) -> None:
    """Write a web archive of that many pages."""
    for number in range(pages):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(number)
        file.write(
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.test/{number}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
        )
        file.write(body + b"\r\n\r\n")
