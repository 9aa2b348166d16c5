"""Keys that take words of the article in the reader: to add them as a statement, or to copy them.

The screen itself shows nothing: the reader below it draws the word cursor and the span.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from store.records import Statement
from tui import actions
from tui.panes.words import Words

if TYPE_CHECKING:
    from tui.panes.reader import ReaderPane
    from tui.screens.workbench import Workbench


class WordsScreen(ModalScreen[str]):
    """One word cursor; keys of the registry's scope "words" move it.

    It closes with "add", "copy" or "copy_cited": what is to be done with the words.
    """

    DEFAULT_CSS = "WordsScreen { background: $background 0%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", show=False),
        *(
            Binding(",".join(one.keys), f"words('{one.id}')", one.title, show=False, id=one.id)
            for one in actions.ACTIONS
            if one.scope == "words"
        ),
    ]

    def __init__(self, bench: Workbench, words: Words) -> None:
        super().__init__()
        self.bench, self.words = bench, words
        self.column: int | None = None
        keys = {one.id: one.keys for one in bench.keymap.actions if one.scope == "words"}
        self.keys = {
            name.removeprefix("words_"): actions.key_glyph(held[0]) if held else "·"
            for name, held in keys.items()
        }

    def compose(self) -> ComposeResult:
        """Nothing of its own."""
        yield from ()

    def on_mount(self) -> None:
        """Show the cursor."""
        self.reader.picking = self.words
        self._draw()
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Another terminal size: the lines are other ones."""
        self.column = None
        self.call_after_refresh(self._draw)

    @property
    def reader(self) -> ReaderPane:
        """The pane that shows it."""
        return self.bench.reader

    def _draw(self) -> None:
        if self.words.article is not self.bench.session.article:
            self._close("")
            return
        self.reader.show_picking()
        keys, words = self.keys, self.words
        number = words.number
        taken = f"{number} word{'' if number == 1 else 's'}" if words.began is not None else ""
        begin = f"{keys['begin']} {'lets go' if taken else 'begins'}"
        told = (
            taken or f"{keys['back']} {keys['on']} {keys['down']} {keys['up']} move",
            begin,
            f"{keys['sentence']} sentence",
            f"{keys['add']} adds them",
            f"{keys['copy']} copies",
            "esc",
        )
        self.bench.say("  ·  ".join(told))

    # The mouse

    def _offset_under(self, event: events.MouseEvent) -> int | None:
        region = self.reader.region
        inside = event.screen_x - region.x - self.reader.styles.gutter.left
        return self.reader.offset_under(inside, event.screen_y - region.y)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A word cursor where the mouse is; a drag from here takes words."""
        here = self._offset_under(event) if event.button == 1 else None
        if here is not None:
            self.words.began = None
            self.words.go(self.words.word_at(here))
            self._draw()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """While the button is held, take the words up to the mouse."""
        here = self._offset_under(event) if event.button == 1 else None
        if here is None:
            return
        if self.words.began is None:
            self.words.begin()
        if self.words.go(self.words.word_at(here)):
            self._draw()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the reader."""
        self.reader.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the reader."""
        self.reader.scroll_lines(-3)

    def action_leave(self) -> None:
        """Let go of the span; then back to the workbench."""
        if self.words.began is None:
            self._close("")
        else:
            self.words.begin()
            self._draw()

    def _close(self, act: str) -> None:
        self.bench.say("")
        self.dismiss(act)

    def action_words(self, name: str) -> None:
        """One key of the scope."""
        name = name.removeprefix("words_")
        if name in ("add", "copy", "copy_cited"):
            self._close(name)
            return
        words, upright = self.words, name in ("down", "up", "page_down", "page_up")
        if not upright:
            self.column = None
        match name:
            case "on":
                words.go(words.at + 1)
            case "back":
                words.go(words.at - 1)
            case "down" | "up":
                self._lines(1 if name == "down" else -1)
            case "page_down" | "page_up":
                page = max(1, self.reader.body_height - 2)
                self._lines(page if name == "page_down" else -page)
            case "sentence_end":
                words.to_sentence_end()
            case "sentence_start":
                words.to_sentence_start()
            case "sentence":
                words.sentence()
            case "begin":
                words.begin()
            case "other_end":
                words.other_end()
        self._draw()

    def _lines(self, step: int) -> None:
        """Some lines down or up, to the word nearest to the column that was left."""
        reader, words = self.reader, self.words
        at = reader.shown.at
        here = at(words.cursor[0])
        line = reader.marks.line_of(here)
        if self.column is None:
            self.column = here - reader.lines[line][0]
        way, target = (1 if step > 0 else -1), line + step
        while 0 <= target < len(reader.lines) and not self._on_line(target):
            target += way
        target = max(0, min(target, len(reader.lines) - 1))
        if found := self._on_line(target):
            wanted = reader.lines[target][0] + self.column
            words.go(min(found, key=lambda word: abs(at(words.starts[word]) - wanted)))

    def _on_line(self, line: int) -> range:
        """The words that begin on a line of the reader's text."""
        start, end = self.reader.lines[line]
        starts, at = self.words.starts, self.reader.shown.at
        first = bisect_left(starts, start, key=at)
        return range(first, bisect_left(starts, end, lo=first, key=at))


def select(bench: Workbench) -> None:
    """Open the word cursor in the reader: at a search's hit, the chosen finding, or the top."""
    article = bench.session.article
    bench.activate("reader")
    words = Words(article, _offset(bench)) if article is not None else None
    if article is None or not words:
        bench.say("no article is open: choose one in Articles (1)", "dim")
        return
    open_on(bench, words)


def drag(bench: Workbench, begin: int, end: int) -> None:
    """Open the keys that take words on those that the mouse went over."""
    article = bench.session.article
    words = Words(article, begin) if article is not None else None
    if words:
        bench.activate("reader")
        words.begin()
        words.go(words.word_at(end))
        open_on(bench, words)


def open_on(bench: Workbench, words: Words) -> None:
    """Open the keys that take words, on some that may be taken already."""
    bench.selection.end()

    def closed(act: str | None) -> None:
        bench.reader.end_picking()
        _done(bench, words, act or "")

    bench.app.push_screen(WordsScreen(bench, words), closed)


def _offset(bench: Workbench) -> int:
    """Where the word cursor begins, in sight where the reader is."""
    reader, finding = bench.reader, bench.session.finding
    if bench.finder.on and bench.finder.pane is reader:
        return reader.offset_of_line(bench.finder.lines[bench.finder.place])
    window = range(reader.top, reader.top + reader.body_height)
    here = finding is not None and finding.article == bench.session.current_article
    if finding is not None and here and reader.line_of_offset(finding.start) in window:
        return finding.start
    return reader.offset_at_top()


def _done(bench: Workbench, words: Words, act: str) -> None:
    """Do with the words what a key asked for."""
    from tui import asking_correct, citing, deeds_marks, display

    if act == "add":
        asking_correct.taken(bench, words.article, *_statement_words(words))
    elif act == "copy":
        deeds_marks.put(bench, display.plain(words.text))
    elif act == "copy_cited":
        passage = Statement("", words.article.id, *words.span, words.text, kind="direct")
        deeds_marks.put(bench, citing.cited(words.article, passage, bench.settings.citation))


def _statement_words(words: Words) -> tuple[int, int]:
    """The words of the span; a single word that nobody began a span at stands for its sentence."""
    if words.began is None:
        words.sentence()
    return words.span
