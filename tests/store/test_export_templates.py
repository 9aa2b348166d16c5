"""Templates of one's own: they change the page, and let nothing of an article act."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import exports
from store.exports import templating
from store.records import Article, article_id
from store.workspace import Workspace

TEXT = "One. Two."
HOSTILE = "*a* <script>x</script> {{ 7 * 7 }} \x1b[31m\u202e [b](javascript:c)"


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    made = Workspace.open(tmp_path / "desk", create=True)
    made.put_articles([Article(article_id("a.txt", TEXT), "a.txt", "a.txt", TEXT, HOSTILE)])
    return made


def own(space: Workspace, name: str, text: str) -> None:
    (space.path / templating.FOLDER).mkdir(exist_ok=True)
    (space.path / templating.FOLDER / name).write_text(text, "utf-8")


def page(space: Workspace, form: str = "markdown") -> str:
    return exports.export(space, form).decode()


def test_a_template_replaces_one_block_and_keeps_the_rest(space: Workspace) -> None:
    before = page(space)
    own(
        space,
        "briefing.md.jinja",
        '{% extends "default/briefing.md.jinja" %}{% block title %}# For the desk{% endblock %}',
    )
    assert page(space) == before.replace("# desk", "# For the desk", 1) != before


def test_the_template_that_is_printed_makes_the_same_page(space: Workspace) -> None:
    for form, name in templating.NAMES.items():
        before = page(space, form)
        own(space, name, templating.default(form))
        assert page(space, form) == before


@pytest.mark.parametrize(
    "body",
    [
        "{{ articles[0].title }}",
        "{% set t = articles[0].title %}{{ t }}",
        "{% set t %}{{ articles[0].title }}{% endset %}{{ t }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(articles[0].title) }}",
        "{{ [articles[0].title] | join(' ') }}",
        "{{ cite(articles[0]) ~ articles[0].title }}",
        "{{ '%s' | format(articles[0].title) }}",
        "{{ articles[0].title | counted(3) if 0 else articles[0].title | upper | lower }}",
        "{% filter trim %}{{ articles[0].title }}{% endfilter %}",
    ],
)
def test_what_a_template_prints_cannot_act(space: Workspace, body: str) -> None:
    own(space, "briefing.md.jinja", body)
    text = page(space)
    assert "\\*a\\*" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\[b](javascript" in text
    assert "49" not in text
    own(space, "report.html.jinja", body)
    report = page(space, "html")
    assert "script&gt;x" in report
    assert "<script" not in report
    assert "\x1b" not in report


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("a\n{{ nobody }}", r"briefing\.md\.jinja, line 2: 'nobody' is undefined"),
        ("{% if %}", r"line 1: Expected an expression"),
        ("{{ articles.__class__.__mro__ }}", r"line 1: .*unsafe"),
        ("{{ articles.append(1) }}", r"line 1: .*append"),
        ("{{ 1 / 0 }}", r"line 1: division by zero"),
        ("{{ sections['x'].body }}", r"line 1: "),
        ("{% include '../workspace.json' %}", r"line 1: .*workspace\.json"),
        ("{{ articles[0].title | safe }}", r"line 1: No filter named 'safe'"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", r"recursion"),
    ],
)
def test_a_template_that_fails_is_named_with_its_line(
    space: Workspace, body: str, said: str
) -> None:
    own(space, "briefing.md.jinja", body)
    with pytest.raises(templating.TemplateError, match=said):
        page(space)


def test_a_style_sheet_of_ones_own_is_allowed_by_the_policy(space: Workspace) -> None:
    before = page(space, "html")
    own(space, templating.STYLE, "body { color: teal }")
    after = page(space, "html")
    assert "<style>body { color: teal }</style>" in after
    assert after.split("sha256-")[1][:40] != before.split("sha256-")[1][:40]
    own(space, templating.STYLE, "</style><script>x()</script>")
    with pytest.raises(templating.TemplateError, match="style sheet"):
        page(space, "html")


def test_a_template_that_cannot_be_read_is_named(space: Workspace) -> None:
    folder = space.path / templating.FOLDER
    folder.mkdir()
    (folder / "briefing.md.jinja").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(templating.TemplateError, match="not UTF-8"):
        page(space)
    (folder / "briefing.md.jinja").write_bytes(b"a" * (templating.LARGEST + 1))
    with pytest.raises(templating.TemplateError, match="larger than"):
        page(space)
