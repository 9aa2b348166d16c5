"""The app in a browser: who is let in, and that nothing comes from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui import web
from tui.failure import Failure
from tui.web import Door, door

HERE = Door(8123, "s3cret")
HOST = "127.0.0.1:8123"
OWN = f"http://{HOST}"


@pytest.mark.parametrize(
    ("path", "host", "origin", "is_socket", "status"),
    [
        ("/s3cret/", HOST, None, False, 0),
        ("/s3cret/static/js/textual.js", "LOCALHOST:8123", OWN, False, 0),
        ("/s3cret/ws", HOST, OWN, True, 0),
        ("/s3cret/ws", HOST, "http://localhost:8123", True, 0),
        ("/s3cret/ws", HOST, None, True, 403),
        ("/s3cret/ws", HOST, "http://evil.example", True, 403),
        ("/s3cret/ws", HOST, "null", True, 403),
        ("/s3cret/ws", HOST, "https://127.0.0.1:8123", True, 403),
        ("/s3cret/", "evil.example:8123", None, False, 403),
        ("/s3cret/", "127.0.0.1", None, False, 403),
        ("/s3cret/", None, None, False, 403),
        ("/", HOST, None, False, 404),
        ("/ws", HOST, OWN, True, 404),
        ("/s3cre", HOST, None, False, 404),
        ("/s3crét/", HOST, None, False, 404),
        ("", HOST, None, False, 404),
    ],
)
def test_only_this_machine_with_the_secret_is_let_in(
    path: str, host: str | None, origin: str | None, is_socket: bool, status: int
) -> None:
    assert HERE.refuses(path, host, origin, is_socket=is_socket) == status


def test_every_door_has_a_free_port_and_a_secret_of_its_own() -> None:
    one, other = door(0), door(0)
    assert one.port > 1023
    assert one.secret != other.secret
    assert len(one.secret) >= 32
    assert one.address == f"http://127.0.0.1:{one.port}/{one.secret}/"


def test_the_policy_names_no_place_but_this_one() -> None:
    policy = HERE.policy()["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    places = [word for word in policy.replace(";", " ").split() if "//" in word]
    assert places == ["ws://127.0.0.1:8123", "ws://localhost:8123"]


def test_fonts_from_elsewhere_are_taken_out_and_own_files_stay() -> None:
    own = '<link rel="stylesheet" href="http://127.0.0.1:8123/s/static/css/xterm.css" />'
    page = f'{own}<link\n rel="stylesheet"\n href="https://fonts.googleapis.com/css" />'
    assert web.FROM_ELSEWHERE.sub("", page) == own


def test_the_workspace_reaches_the_app_as_one_word(tmp_path: Path) -> None:
    told = web.command(tmp_path / "it's; rm -rf")
    assert told.endswith("""it'"'"'s; rm -rf'""")


def test_without_the_extra_it_says_what_to_install(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from argparse import Namespace

    from tui.verbs import web as verb

    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr("tui.web.import_module", missing)
    with pytest.raises(Failure, match=r"wirecopy\[web\]"):
        verb.serve(Namespace(workspace=str(sample), port=0))
