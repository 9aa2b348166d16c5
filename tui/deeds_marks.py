"""What the actions on findings do: verdicts again, for ranges, tags, evidence, copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.deeds import deed

if TYPE_CHECKING:
    from tui.screens.workbench import Workbench


@deed("verified_next")
def _verified_next(bench: Workbench) -> None:
    bench.mark("verified", then="next_unreviewed")


@deed("unverified_next")
def _unverified_next(bench: Workbench) -> None:
    bench.mark("unverified", then="next_unreviewed")


@deed("repeat")
def _repeat(bench: Workbench) -> None:
    if not bench.last_verdict:
        bench.say("no verdict was given in this sitting: v verified, x unverified", "dim")
        return
    bench.mark(bench.last_verdict[0])


@deed("range")
def _range(bench: Workbench) -> None:
    if bench.selection.on:
        bench.selection.end()
        bench.say("")
    else:
        bench.selection.begin()


@deed("visible")
def _visible(bench: Workbench) -> None:
    bench.selection.begin(visible=True)


@deed("tags")
def _tags(bench: Workbench) -> None:
    from tui import asking_marks

    asking_marks.tags(bench)


@deed("evidence")
def _evidence(bench: Workbench) -> None:
    from tui import asking_marks

    asking_marks.evidence(bench)


@deed("note_outside")
def _note_outside(bench: Workbench) -> None:
    from tui import asking_marks

    asking_marks.note_outside(bench)


@deed("mark_read")
def _mark_read(bench: Workbench) -> None:
    session = bench.session
    article = session.current_article
    if article is None:
        return
    session.read ^= {article}
    bench.say("marked read" if article in session.read else "marked unread", "dim")
    if "articles" in bench.panes:
        bench.panes["articles"].repaint()


@deed("copy")
def _copy(bench: Workbench) -> None:
    from tui import display

    passage = bench.diff.text_here() if bench.view.active == "diff" else ""
    if passage and not bench.selection.on:
        put(bench, display.plain(passage))
    else:
        _copied(bench, cite=False)


@deed("copy_cited")
def _copy_cited(bench: Workbench) -> None:
    _copied(bench, cite=True)


def _copied(bench: Workbench, *, cite: bool) -> None:
    from tui import citing, copying

    session = bench.session
    found = [session.finding_by_id[one] for one in bench.selection.targets] or (
        [session.finding] if session.finding else []
    )
    if not found:
        bench.say("no finding is chosen: n goes to the next one", "dim")
        return
    if cite:
        style = bench.settings.citation
        texts = [citing.cited(session.article_by_id[one.article], one, style) for one in found]
    else:
        texts = [copying.exact(one) for one in found]
    put(bench, "\n".join(texts))


def put(bench: Workbench, text: str) -> None:
    """Copy text that is harmless, and say where it went."""
    from tui import copying, display

    try:
        notice = copying.copy(bench.app, text, bench.settings.clipboard)
    except OSError as error:
        bench.say(display.line(f"not copied: {error}"), "false")
    else:
        bench.say(notice)
