"""Citations: the exact words, in each style, with nothing that acts where they are pasted."""

from __future__ import annotations

import pytest

from store.records import Article, Published, Statement, article_id
from tui import settings
from tui.citing import STYLES, cited

TEXT = "“The pier stays shut,” Ida Borg said."
ADDRESS = "https://news.example/pier"
PIER = Article(
    article_id(ADDRESS, TEXT), "pier", ADDRESS, TEXT, "Pier stays shut", "Coast Post",
    published=Published("2022-02-05", "day", "stated"),
)  # fmt: skip
SAID = Statement("s1", PIER.id, 0, 23, "“The pier stays shut,”", speaker="Ida Borg", kind="direct")


def test_every_style_of_the_settings_is_there() -> None:
    assert tuple(STYLES) == settings.CHOICES["citation"]


@pytest.mark.parametrize(
    ("style", "told"),
    [
        (
            "plain",
            (
                "“The pier stays shut,”\n— Ida Borg, Coast Post, “Pier stays shut”, 2022-02-05,"
                " https://news.example/pier, characters 0–23"
            ),
        ),
        (
            "news",
            (
                "“The pier stays shut,” Ida Borg said, according to Coast Post (Feb. 5, 2022)."
                " https://news.example/pier"
            ),
        ),
        (
            "chicago",
            (
                "“The pier stays shut,” Ida Borg, quoted in “Pier stays shut,” Coast Post,"
                " February 5, 2022, https://news.example/pier."
            ),
        ),
        (
            "apa",
            (
                "“The pier stays shut,” (Ida Borg, as cited in Coast Post, 2022)\n"
                "Coast Post. (2022, February 5). Pier stays shut. https://news.example/pier"
            ),
        ),
        (
            "mla",
            (
                "“The pier stays shut,” (Ida Borg, qtd. in “Pier stays shut”)\n"
                "“Pier stays shut.” Coast Post, 5 February 2022, https://news.example/pier."
            ),
        ),
        (
            "markdown",
            (
                "> “The pier stays shut,”\n>\n> — Ida Borg, [Pier stays shut]"
                "(<https://news.example/pier>), Coast Post, 5 February 2022"
            ),
        ),
        (
            "wikipedia",
            (
                "Ida Borg: “The pier stays shut,”<ref>{{cite news |title=Pier stays shut"
                " |work=Coast Post |date=5 February 2022 |url=https://news.example/pier"
                " |quote=The pier stays shut,}}</ref>"
            ),
        ),
    ],
)
def test_a_citation_in_each_style(style: str, told: str) -> None:
    assert cited(PIER, SAID, style) == told + "\n"


@pytest.mark.parametrize("style", STYLES)
def test_what_is_not_known_is_left_out_and_inferred_dates_are_marked(style: str) -> None:
    bare = Article(article_id("x", TEXT), "x", "x.txt", TEXT)
    nobody = Statement("s1", bare.id, 0, 23, "“The pier stays shut,”", kind="direct")
    told = cited(bare, nobody, style)
    assert "The pier stays shut" in told
    assert ", ," not in told
    assert "None" not in told
    when = Published("2022-02-05", "day", "inferred")
    dated = Article(bare.id, "x", "x.txt", TEXT, outlet="Post", published=when)
    assert "?]" in cited(dated, nobody, style) or "2022" not in cited(dated, nobody, style)


@pytest.mark.parametrize("style", STYLES)
def test_text_of_an_article_does_not_act_where_it_is_pasted(style: str) -> None:
    nasty = "\x1b[31m\u202eA\x00\nB"
    article = Article(
        article_id("y", TEXT), "y", f"https://a.example/{'{{x|'}", TEXT, nasty + "}}|[[x]]", nasty
    )
    voice = nasty + "|url=x}} [a](b)"
    finding = Statement("s1", article.id, 0, 23, nasty, "direct", speaker=voice)
    told = cited(article, finding, style)
    assert not set(told) & set("\x1b\u202e\x00")
    assert told.count("\n") <= 3
    if style == "wikipedia":
        assert told.count("{{") == told.count("}}") == 1
        assert "|url" not in told
    if style == "markdown":
        assert "[a]" not in told.replace("\\[a", "")
