"""A text to the code of the language that it is written in."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import lru_cache
from importlib import resources
from itertools import filterfalse

SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
OTHER_SCRIPT = re.compile(r"[\u0370-\u03ff\u0590-\u1fff\u3040-\ud7a3]")
NAMES = {
    "ar": "Arabic", "de": "German", "el": "Greek", "es": "Spanish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000
LEAST_WORDS = 8
LEAST_SHARE = 0.12


@lru_cache(maxsize=1)
def profiles() -> dict[str, frozenset[str]]:
    """Frequent words by language code."""
    source = resources.files("analysis").joinpath("language.toml").read_text("utf-8")
    return {code: frozenset(line.split()) for code, line in tomllib.loads(source).items()}


def detect(text: str) -> str:
    """An ISO 639-1 code, or "" when the text is too short or like none that is known."""
    sample = text[:SAMPLE]
    other = "" if sample.isascii() else "".join(OTHER_SCRIPT.findall(sample))
    if len(other) > 0.2 * len(sample):
        letters = sum(map(str.isalpha, sample))
        for code, script in SCRIPTS:
            if letters and len(script.findall(other)) > 0.3 * letters:
                return code
    words = _words(sample.casefold())
    if len(words) < LEAST_WORDS:
        return ""
    known, counts = _codes(), Counter(words)
    sums = dict.fromkeys(profiles(), 0)
    for word in known.keys() & counts.keys():
        for code in known[word]:
            sums[code] += counts[word]
    best = max(sums, key=lambda code: sums[code])
    return best if sums[best] / len(words) >= LEAST_SHARE else ""


def _words(text: str) -> list[str]:
    """The runs of letters, in no order: most stand between blanks, which costs less to see."""
    pieces = text.split()
    return [
        *filter(str.isalpha, pieces),
        *WORD.findall(" ".join(filterfalse(str.isalpha, pieces))),
    ]


def foreign(code: str) -> str:
    """The name of the language of a code like "de" or "de-AT"; "" for English and for none."""
    short = re.split("[-_]", code.casefold())[0]
    return "" if short in ("", "en", "und") else NAMES.get(short, f"“{short}”")


@lru_cache(maxsize=1)
def _codes() -> dict[str, tuple[str, ...]]:
    """The languages of which each word is a frequent one."""
    found: dict[str, tuple[str, ...]] = {}
    for code, words in profiles().items():
        for word in words:
            found[word] = (*found.get(word, ()), code)
    return found
