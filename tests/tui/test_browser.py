"""`wirecopy serve` in a real headless Chromium: it opens, answers keys, and lets nobody else in."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import pytest

EXTRA = "textual_serve"
PATIENCE = 90
"""Seconds for a busy machine; nothing waits so long that does not fail."""
ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-dev-shm-usage", "--remote-debugging-port=0",
)  # fmt: skip
OPENS = """
new Promise(done => {
    const socket = new WebSocket(%s);
    socket.onopen = () => { socket.close(); done("open"); };
    socket.onerror = () => done("refused");
})
"""


class Page:
    """One page of the browser, spoken to by the DevTools protocol.

    `asked` are the addresses that it asked for, `told` what its sockets were told, as text.
    """

    numbers = count(1)

    def __init__(self, socket: Any, session: str) -> None:
        self.socket, self.session = socket, session
        self.asked: list[str] = []
        self.told = ""

    async def say(self, method: str, **params: object) -> Any:
        """Do one thing; its result."""
        number = next(self.numbers)
        told = {"id": number, "method": method, "params": params}
        await self.socket.send_json({**told, "sessionId": self.session} if self.session else told)
        while True:
            heard = await self._hear()
            if heard.get("id") == number:
                assert "error" not in heard, (method, heard)
                return heard["result"]

    async def until(self, so: Callable[[], bool]) -> None:
        """Listen until something is so."""
        while not so():
            await self._hear()

    async def until_run(self, script: str) -> None:
        """Ask until the value of a script is true."""
        while not await self.run(script):
            pass

    async def run(self, script: str) -> Any:
        """The value of a script in the page."""
        found = await self.say(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        return found["result"].get("value")

    async def _hear(self) -> Any:
        heard = json.loads((await self.socket.receive()).data)
        params = heard.get("params", {})
        match heard.get("method"):
            case "Network.requestWillBeSent":
                url = params["request"]["url"]
                self.asked += [] if url.startswith("data:") else [url]
            case "Network.webSocketCreated":
                self.asked.append(params["url"])
            case "Network.webSocketFrameReceived":
                frame = params["response"]
                data = frame["payloadData"]
                text = (
                    base64.b64decode(data).decode("utf-8", "replace")
                    if frame["opcode"] == 2
                    else data
                )
                self.told += ESCAPE.sub("", text)
        return heard


@pytest.fixture
def address(sample: Path) -> Iterator[str]:
    """Where the app is served, until the test ends."""
    if find_spec(EXTRA) is None:
        if os.environ.get("CI"):
            pytest.fail("in CI the extra web must be installed")
        pytest.skip("the extra web is not installed")
    wirecopy = str(Path(sys.executable).parent / "wirecopy")
    with subprocess.Popen(
        [wirecopy, "serve", "-w", str(sample)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of an empty page of another origin on this machine."""

    class Empty(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Empty) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


async def opened(socket: Any) -> Page:
    """A new page."""
    whole = Page(socket, "")
    made = await whole.say("Target.createTarget", url="about:blank")
    held = await whole.say("Target.attachToTarget", targetId=made["targetId"], flatten=True)
    page = Page(socket, held["sessionId"])
    for room in ("Network", "Page", "Runtime"):
        await page.say(f"{room}.enable")
    return page


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Callable[[], Any]]:
    """A headless Chromium; what is given makes a page of it."""
    process = await asyncio.create_subprocess_exec(
        "chromium", *FLAGS, f"--user-data-dir={folder}", "about:blank",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    try:
        place = ""
        while not place:
            line = (await process.stderr.readline()).decode("utf-8", "replace")
            assert line, "chromium ended before it listened"
            place = line.partition("listening on ")[2].strip()
        async with (
            import_module("aiohttp").ClientSession() as client,
            client.ws_connect(place, max_msg_size=0) as socket,
        ):
            yield partial(opened, socket)
    finally:
        process.kill()
        await process.wait()


@pytest.mark.needs("chromium")
async def test_a_browser_shows_the_app_answers_keys_and_asks_nobody_else(
    address: str, elsewhere: str, tmp_path: Path
) -> None:
    own = address.split("/")[2]
    socket = json.dumps(f"ws://{address.removeprefix('http://')}ws")
    async with asyncio.timeout(PATIENCE), browser(tmp_path / "profile") as pages:
        page = await pages()
        await page.say("Page.navigate", url=address)
        await page.until(lambda: "Putin" in page.told and "next finding" in page.told)
        await page.until_run("document.activeElement.className.includes('xterm')")
        assert "Why this" not in page.told
        for kind in ("keyDown", "keyUp"):
            await page.say(
                "Input.dispatchKeyEvent", type=kind, key="i", text="i" * (kind == "keyDown")
            )
        await page.until(lambda: "Why this" in page.told)
        assert {url.split("/")[2] for url in page.asked} == {own}
        assert len(page.asked) > 3
        assert any(url.startswith("ws://") for url in page.asked)
        assert await page.run(OPENS % socket) == "open"
        stranger = await pages()
        await stranger.say("Page.navigate", url=elsewhere)
        await stranger.until(lambda: elsewhere in stranger.asked)
        assert await stranger.run("location.origin + '/'") == elsewhere
        assert await stranger.run(OPENS % socket) == "refused"
