"""A small story of our own for the store's tests: two copies and a third article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.anchors import everything
from store.records import (
    Article,
    Claim,
    ClaimGroup,
    CopyLink,
    Demand,
    Findings,
    Published,
    Response,
    Statement,
    Story,
    article_id,
    finding_id,
)
from store.reviews import LocalReviews
from store.workspace import Workspace

NASTY = (
    '=HYPERLINK("http://x") [red]a[/x] \x1b]52;c;eA==\x07 \x9b31m \u202etxt\u202c \u200b\x00'
    " <script>alert(1)</script> [x](javascript:alert(1)) ![i](http://t.example/p.png) `code` |cell|"
    " # H *b* _i_ ~~s~~ $m$ &lt; http://t.example www.t.example [[wiki]] \ud800 \u2028end"
)
LEAD = "The harbour guild wants the night ban lifted. "
WORDS = (
    '"We lost 40 ships," said Ida Borg, the harbour master. The guild demanded that the city'
    " lift its night ban. The mayor rejected that on Friday."
)
THIRD = 'More than 30 ships turned back, the mayor said. "Safety comes first," she added.'


def made_article(name: str, text: str, source: str = "", **facts: object) -> Article:
    source = source or f"inbox/{name}"
    return Article(article_id(source, text), name, source, text, **facts)  # type: ignore[arg-type]


def made_findings(article: Article, engine: str = "1") -> Findings:
    """What the engine would find of the passages above, wherever they stand in the text."""

    def at(words: str) -> tuple[int, int] | None:
        start = article.text.find(words)
        return None if start < 0 else (start, start + len(words))

    statements, demands, claims = [], [], []
    for words, who, act in (
        ('"We lost 40 ships,"', "Ida Borg", "statement"),
        ('"Safety comes first,"', "The mayor", "statement"),
        ("that on Friday", "The mayor", "reject"),
    ):
        if span := at(words):
            ident = finding_id(article.id, "s", *span)
            statements.append(
                Statement(
                    ident, article.id, *span, words, "direct", speaker=who, act=act,  # type: ignore[arg-type]
                    when="2024-05-03", confidence=0.9, rule="quote-said",
                )
            )  # fmt: skip
    if span := at("the city lift its night ban"):
        answer = at("rejected that")
        assert answer is not None
        demands.append(
            Demand(
                finding_id(article.id, "d", *span), article.id, *span,
                "the city lift its night ban", "lift-ban", "", "Guild", "City",
                responses=(Response(*answer, "rejected that", "The mayor", "rejected"),),
            )
        )  # fmt: skip
    for words, number, bound in (("40 ships", 40, "exact"), ("More than 30 ships", 30, "at-least")):
        if span := at(words):
            claims.append(
                Claim(
                    finding_id(article.id, "c", *span), article.id, *span, words,
                    asserted_by="Ida Borg" if number == 40 else "The mayor", group="ships",
                    quantity=number, bound=bound, unit="ships",  # type: ignore[arg-type]
                )
            )  # fmt: skip
    return Findings(article.id, tuple(statements), tuple(demands), tuple(claims), engine)


def made_story(first: Article, second: Article, third: Article) -> Story:
    """First and second are copies."""

    def ids(article: Article) -> list[str]:
        found = made_findings(article)
        return [row.id for row in everything(found)]

    claims = [made_findings(one).claims[0].id for one in (first, second, third)]
    return Story(
        links=(CopyLink(first.id, second.id, "copy", 0.9, 0.8, 31, "31 words in a row"),),
        demand_titles=(("lift-ban", "Lift the night ban"),),
        copies=((first.id, second.id), (third.id,)),
        claim_groups=(
            ClaimGroup("ships", "Ships", tuple(claims), ("40", "> 30"), "conflict", "Ask both."),
        ),
        occurrences=tuple(zip(ids(first), ids(second), strict=True)),
    )


def first(workspace: Workspace, article: int = 0) -> str:
    """The id of the first statement of an article."""
    return workspace.findings(workspace.articles()[article].id).statements[0].id


def fold(workspace: Workspace) -> None:
    """Take the journal into the checkpoint."""
    LocalReviews(workspace.path / "reviews.json").fold()


def again(workspace: Workspace) -> Workspace:
    """The workspace as another process finds it."""
    return Workspace.open(workspace.path)


@pytest.fixture
def articles() -> list[Article]:
    """Two copies and a third article."""
    return [
        made_article(
            "one.txt", WORDS, title="Ships lost", outlet="Harbour Post",
            published=Published("2024-05-03"),
        ),
        made_article("two.txt", LEAD + WORDS, agencies=("Coast Wire",)),
        made_article("three.txt", THIRD, published=Published("2024-05", "month", "inferred")),
    ]  # fmt: skip


@pytest.fixture
def fill(articles: list[Article]) -> Callable[[Path], Workspace]:
    """Make a workspace in a folder and put the story into it."""

    def make(folder: Path) -> Workspace:
        workspace = Workspace.open(folder, create=True)
        workspace.put_articles(articles)
        stored = workspace.articles()
        found = {article.id: made_findings(article) for article in stored}
        workspace.put_analysis(stored, found, made_story(stored[0], stored[1], stored[2]))
        return workspace

    return make


@pytest.fixture
def workspace(tmp_path: Path, fill: Callable[[Path], Workspace]) -> Workspace:
    """A workspace that holds the story."""
    return fill(tmp_path / "harbour")


@pytest.fixture
def findings_of() -> Callable[..., Findings]:
    """`made_findings`, for tests that change a text."""
    return made_findings


@pytest.fixture
def article_of() -> Callable[..., Article]:
    """`made_article`, for tests that bring texts of their own."""
    return made_article


@pytest.fixture
def hostile(tmp_path: Path) -> Workspace:
    """NASTY in every field that comes from outside."""
    workspace = Workspace.open(tmp_path / "hostile", create=True)
    article = made_article(
        NASTY,
        NASTY,
        NASTY,
        title=NASTY,
        outlet=NASTY,
        agencies=(NASTY,),
        published=Published(NASTY),
    )
    end = len(NASTY)
    statement = Statement(
        "s1",
        article.id,
        0,
        end,
        NASTY,
        "direct",
        speaker=NASTY,
        relayed_by=NASTY,
        cue=NASTY,
        when=NASTY,
    )
    claim = Claim("c1", article.id, 0, end, NASTY, asserted_by=NASTY, subject=NASTY, group="g")
    story = Story(claim_groups=(ClaimGroup("g", NASTY, ("c1",), (NASTY,), "conflict", NASTY),))
    workspace.put_articles([article])
    found = {article.id: Findings(article.id, (statement,), (), (claim,))}
    workspace.put_analysis([article], found, story)
    workspace.mark(["s1"], "disputed", reason=NASTY, by=NASTY)
    workspace.note("s1", NASTY)
    workspace.tag("s1", [NASTY])
    workspace.evidence("s1", [NASTY])
    workspace.name = NASTY
    return workspace
