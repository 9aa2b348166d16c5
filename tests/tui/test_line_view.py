"""Views of lines: the cursor stands on a row that there is, whatever the content becomes."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tui.widgets.line_view import Line, LineView


class Rows(LineView):
    """So many rows; `shown_at` is where the cursor was each time it was asked to follow."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.shown_at: list[int] = []

    def line_count(self) -> int:
        return self.number

    def line_at(self, number: int) -> Line:
        return Line(((str(number), ""),))

    def show(self) -> None:
        self.shown_at.append(self.cursor)
        super().show()


class Host(App[None]):
    def compose(self) -> ComposeResult:
        yield Rows(30)


async def test_fewer_rows_take_the_cursor_along_before_anybody_looks() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        rows = app.query_one(Rows)
        rows.place_cursor(29)
        rows.number = 5
        rows.shown_at = []
        rows.content_changed()
        await pilot.pause()
        assert rows.shown_at
        assert max(rows.shown_at) == 4
        rows.number = 0
        rows.content_changed()
        await pilot.pause()
        assert rows.cursor == 0
