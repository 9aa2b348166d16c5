"""Text from outside is text: it starts no link, no style, no key, no escape sequence, anywhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store import neutral
from tests.tui.conftest import StoryMaker
from tui.app import WirecopyApp
from tui.session import Session

ATTACKS = (
    "[red]red[/red]",
    "[/x]",
    "[@click=app.quit]quit[/]",
    "[link='a]b",
    "\x1b[31mcolour",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGk=\x07",
    "\x1b]8;;http://x.invalid\x1b\\link",
    "\x9b31mc1",
    "\u202eevil\u2066",
    "zero\u200bwidth",
    "nul\x00byte",
    "bell\x07back\x08",
    "cr\rover",
)
BENCH = Path(__file__).parents[2] / "bench" / "terminal" / "pty_capture.py"
KEYS = [
    "n",
    "n",
    "i",
    "escape",
    "tab",
    "j",
    "tab",
    "j",
    "tab",
    "j",
    "d",
    "6",
    "j",
    "1",
    "j",
    "question_mark",
]


def hostile_article(maker: StoryMaker, label: str, attack: str) -> None:
    """An article with a statement and a demand, the attack in every slot of them."""
    from store.records import Notice

    body = (
        f"The mayor said the {attack} bridge is closed to 40 lorries. "
        f"She wants the {attack} state to pay now."
    )
    maker.article(
        label,
        f"{body}\n\nIn {label} the rest is different {attack}.",
        title=f"Title {attack}",
        outlet=f"Outlet {attack}",
        agencies=(f"Agency {attack}",),
        notices=(Notice("encoding", f"Notice {attack}"),),
    )
    quote = f"the {attack} bridge is closed to 40 lorries"
    maker.say(
        label,
        quote,
        f"Mayor {attack}",
        cue=f"said {attack}",
        relayed_by=f"AP {attack}",
        rule="r",
    )
    maker.want(
        label,
        f"the {attack} state to pay now",
        name=f"pay {attack}",
        holder=f"h {attack}",
        target=f"t {attack}",
    )


def hostile_session(maker: StoryMaker) -> tuple[Session, str]:
    """A story with every attack in every slot: name, title, outlet, text, speaker, note ..."""
    attack = " ".join(ATTACKS)
    for label in ("aaa", "bbb"):
        hostile_article(maker, label, attack)
    claims = [
        maker.claim(
            label,
            f"the {attack} bridge is closed to 40 lorries",
            quantity=40,
            unit=f"lorries {attack}",
            subject=attack,
            value=attack,
        )
        for label in ("aaa", "bbb")
    ]
    maker.group(f"Lorries {attack}", claims, values=(attack,), note=f"because {attack}")
    maker.copy("aaa", "bbb")
    session = maker.session()
    first = next(iter(session.statements())).id
    session.workspace.note(first, f"Note {attack}")
    session.workspace.tag(first, [f"tag {attack}"])
    session.workspace.mark([first], "disputed", reason=f"reason {attack}")
    session.workspace.mark([first], "false", by=f"Reader {attack}")
    session.workspace.evidence(first, [f"https://x.invalid “{attack}” 2022-02-15"])
    session.workspace.settings.update(
        name=f"Name {attack}", queries=[f'"{attack}"', f"tag:{attack}"]
    )
    session.workspace.save()
    session.load()
    return session, first


def screen_text(pilot: Pilot[None]) -> str:
    """All that stands on the screen now."""
    height = pilot.app.size.height
    lines = pilot.app.screen._compositor.render_strips()
    assert len(lines) == height
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_no_widget_obeys_or_hides_hostile_text(
    maker: StoryMaker, size: tuple[int, int]
) -> None:
    session, _ = hostile_session(maker)
    async with WirecopyApp(session.workspace).run_test(size=size) as pilot:
        await pilot.pause()
        seen = ""
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            shown = screen_text(pilot)
            assert not neutral.UNSAFE.search(shown), key
            assert pilot.app.return_code is None
            seen += shown
        for literal in ("[red]red[/red]", "[/x]", "[@click=app.quit]", "␛[31m"):
            assert literal in re.sub(r"\s+", "", seen), literal
        strips = pilot.app.screen._compositor.render_strips()
        assert not any(
            segment.style and segment.style.meta.get("@click")
            for strip in strips
            for segment in strip
        )


async def test_a_hostile_note_is_edited_as_it_is(maker: StoryMaker) -> None:
    session, first = hostile_session(maker)
    app = WirecopyApp(session.workspace)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        app.session.choose_finding(first)
        await pilot.press("e")
        await pilot.pause()
        assert not neutral.UNSAFE.search(screen_text(pilot))
        await pilot.press("ctrl+s")
        await pilot.pause()
        await app.workers.wait_for_complete()
    assert session.workspace.review(first).note == f"Note {' '.join(ATTACKS)}"


def test_no_hostile_byte_reaches_a_real_terminal(maker: StoryMaker, tmp_path: Path) -> None:
    session, _ = hostile_session(maker)
    hostile = tmp_path / "hostile.txt"
    hostile.write_text("\n".join(ATTACKS), "utf-8")
    calm = StoryMaker(tmp_path / "calm")
    calm.article("aaa", "The mayor said the bridge is closed.")
    calm.session()
    wirecopy = str(Path(sys.executable).parent / "wirecopy")
    keys = "~1500 n n i ~200 esc ~300 tab j tab j tab j ~200 d ~500 6 j 1 j ? ~300 esc ~300 q"
    base = [sys.executable, str(BENCH), "--size", "120x40", "--seconds", "40"]
    raw = tmp_path / "calm.bin"
    subprocess.run(
        [*base, "--keys", keys, "--raw", str(raw), "--", wirecopy, str(tmp_path / "calm")],
        check=False,
        capture_output=True,
    )
    assert raw.stat().st_size > 1000
    argv = [*base, "--keys", keys, "--json", "--input", str(hostile), "--baseline", str(raw)]
    run = subprocess.run(
        [*argv, "--", wirecopy, str(session.workspace.path)],
        check=False,
        capture_output=True,
        text=True,
    )
    report = json.loads(run.stdout)
    assert report["status"] == 0
    assert report["findings"] == []
    assert report["bytes"] > 5000


def test_the_command_line_prints_hostile_text_as_text(maker: StoryMaker) -> None:
    session, _ = hostile_session(maker)
    wirecopy = str(Path(sys.executable).parent / "wirecopy")
    for verb in ("digest", "articles", "statements", "demands", "claims", "history"):
        run = subprocess.run(
            [wirecopy, verb, "-w", str(session.workspace.path)], check=False, capture_output=True
        )
        text = run.stdout.decode("utf-8") + run.stderr.decode("utf-8")
        assert run.returncode == 0, verb
        assert not neutral.UNSAFE.search(text), verb
        assert "[red]" in text, verb
