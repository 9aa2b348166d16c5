"""The one door to the screen: no widget gets a `str` that is not a literal or made by display.

Textual parses a plain `str` as markup in these places: "[uma guerra]" vanishes, "[/x]" raises.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TUI = Path(__file__).parents[2] / "tui"
FILES = sorted(path for path in TUI.rglob("*.py") if path.name != "display.py")
# Calls whose first arguments are drawn, and how many of them.
DRAWN_CALLS = {
    "Static": 1, "Label": 1, "Button": 1, "Checkbox": 1, "RadioButton": 1, "Placeholder": 1,
    "Option": 1, "Collapsible": 9, "TabPane": 1, "Tree": 1, "SelectionList": 9, "OptionList": 9,
    "RadioSet": 9, "Select": 1, "Segment": 1, "notify": 1, "add_row": 99, "add_column": 1,
    "add_columns": 99, "add_leaf": 1, "add_option": 1, "add_options": 1, "update_cell": 3,
}  # fmt: skip
DRAWN_KEYWORDS = {"title", "label", "prompt", "tooltip", "border_title", "placeholder", "message"}
DRAWN_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "renderable"}
# Text that display has made is kept in these before it is drawn.
MADE_BEFORE = {
    ("widgets/painted.py", "mark"): "one of two block characters of the scroll mark",
    ("widgets/status.py", "text"): "a piece that passed display.piece in the lines above",
}


def name_of(call: ast.Call) -> str:
    """The last part of what is called: "notify" of `self.app.notify(...)`."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def safe(node: ast.expr) -> bool:
    """Whether an expression is a literal without markup, or comes from `tui.display`."""
    if isinstance(node, ast.Constant):
        return not isinstance(node.value, str) or "[" not in node.value
    if isinstance(node, ast.IfExp):
        return safe(node.body) and safe(node.orelse)
    if isinstance(node, ast.Starred):
        return safe(node.value)
    if isinstance(node, ast.ListComp | ast.GeneratorExp):
        return safe(node.elt)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return isinstance(node.func.value, ast.Name) and node.func.value.id == "display"
    return False


def drawn(tree: ast.AST) -> Iterator[tuple[int, ast.expr]]:
    """Every expression that is drawn, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = name_of(node)
            if name in DRAWN_CALLS:
                yield from ((node.lineno, arg) for arg in node.args[: DRAWN_CALLS[name]])
                yield from (
                    (node.lineno, word.value)
                    for word in node.keywords
                    if word.arg in DRAWN_KEYWORDS
                )
            elif name == "update" and "query_one" in ast.unparse(node.func):
                yield from ((node.lineno, arg) for arg in node.args[:1])
            elif name in {"from_markup", "from_ansi"} or name == "Content":
                yield node.lineno, node
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in DRAWN_ATTRIBUTES:
                    yield node.lineno, node.value


def leaks(source: str, place: str = "") -> list[str]:
    """What is drawn without passing the door: "line: expression"."""
    return [
        f"{line}: {ast.unparse(node)}"
        for line, node in drawn(ast.parse(source))
        if not safe(node) and (place, ast.unparse(node)) not in MADE_BEFORE
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TUI)))
def test_every_text_passes_the_one_door(path: Path) -> None:
    assert leaks(path.read_text("utf-8"), path.relative_to(TUI).as_posix()) == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(article.title)",
        "Label(f'{name}')",
        "yield Button('Save ' + name)",
        "self.app.notify(str(error))",
        "self.notify('ok', title=article.title)",
        "self.query_one('#head', Static).update(text)",
        "table.add_row(display.rich_text(a), b)",
        "self.border_title = article.outlet",
        "Static('[bold]text[/bold]')",
        "OptionList(*[row.title for row in rows])",
        "Content.from_markup(title)",
        "Static(Content(title))",
        "Segment(line)",
        "Static(display.line(a) if b else c)",
    ],
)
def test_the_lint_sees_a_leak(source: str) -> None:
    assert leaks(source) != []


@pytest.mark.parametrize(
    "source",
    [
        "Static(display.content(article.title), id='a')",
        "Static('', id='a')",
        "self.notify('Saved')",
        "seen.update(rows)",
        "self.border_title = display.one_line(title)",
        "OptionList(*[display.content(row.title) for row in rows])",
        "Static(display.line(a) if b else 'none')",
    ],
)
def test_the_lint_lets_the_door_through(source: str) -> None:
    assert leaks(source) == []
