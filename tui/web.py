"""The app in a browser on this machine, by textual-serve, which alone would let any page in.

Only this machine is answered; every address begins with a secret; a request that names another
host, and a socket that a page of another origin opens, are refused; nothing is loaded from
elsewhere.
"""

from __future__ import annotations

import os
import re
import secrets
import shlex
import socket
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

HOUSE = Path(__file__).parents[1]
HERE = "127.0.0.1"
NAMES = (HERE, "localhost")
OPEN = "import sys; from pathlib import Path; from tui.app import run; run(Path(sys.argv[1]))"
AT_ONCE = """<script>
addEventListener("load", function look() {
  const field = document.querySelector(".xterm-helper-textarea");
  field ? field.focus() : setTimeout(look, 50);
});
</script>"""
"""Gives the terminal the keys when it is there: nobody has to click on it first."""
FROM_ELSEWHERE = re.compile(r"<link[^>]*https?://(?!127\.0\.0\.1)[^>]*>")


class Door(NamedTuple):
    """Where the app is served: port and secret."""

    port: int
    secret: str

    @property
    def address(self) -> str:
        """What the reader opens."""
        return f"http://{HERE}:{self.port}/{self.secret}/"

    def refuses(self, path: str, host: str | None, origin: str | None, *, is_socket: bool) -> int:
        """The HTTP status with which a request is refused, 0 if it is not.

        A socket needs an origin, and any origin must be this server: a page from elsewhere can
        open sockets to this machine, and its browser says so.
        """
        hosts = {f"{name}:{self.port}" for name in NAMES}
        if (host or "").lower() not in hosts:
            return 403
        if (is_socket or origin is not None) and (origin or "") not in {
            f"http://{h}" for h in hosts
        }:
            return 403
        said = path.split("/", 2)[1] if path.startswith("/") else ""
        return 0 if secrets.compare_digest(said.encode(), self.secret.encode()) else 404

    def policy(self) -> dict[str, str]:
        """Headers of every answer: nothing from elsewhere, nothing told to elsewhere."""
        sockets = " ".join(f"ws://{name}:{self.port}" for name in NAMES)
        return {
            "Content-Security-Policy": (
                "default-src 'none'; script-src 'self' 'unsafe-inline'; "
                "style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
                f"connect-src 'self' {sockets}; frame-ancestors 'none'; base-uri 'none'"
            ),
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }


def door(port: int) -> Door:
    """A door with a new secret; port 0 stands for a free one.  Raises OSError."""
    if not port:
        with socket.socket() as probe:
            probe.bind((HERE, 0))
            port = probe.getsockname()[1]
    return Door(port, secrets.token_urlsafe(24))


def command(workspace: Path) -> str:
    """What opens the app on a workspace for one browser."""
    return shlex.join([sys.executable, "-P", "-c", OPEN, str(workspace)])


def serve(workspace: Path, where: Door) -> None:
    """Serve until interrupted.  Raises ImportError without the extra, OSError."""
    server_of = import_module("textual_serve.server").Server
    web = import_module("aiohttp.web")
    paths = [str(HOUSE), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    server = server_of(command(workspace), host=HERE, port=where.port, title="wirecopy")
    web.run_app(application(server, where), host=HERE, port=where.port, print=None)


def application(server: Any, where: Door) -> Any:
    """The aiohttp application: index, socket and static files of textual-serve behind the door."""
    web = import_module("aiohttp.web")
    jinja = import_module("aiohttp_jinja2")
    loader = import_module("jinja2").FileSystemLoader(server.templates_path)

    @web.middleware  # type: ignore[untyped-decorator]
    async def guard(request: Any, handler: Any) -> Any:
        heads = request.headers
        is_socket = heads.get("Upgrade", "").lower() == "websocket"
        host, origin = heads.get("Host"), heads.get("Origin")
        status = where.refuses(request.path, host, origin, is_socket=is_socket)
        if status:
            return web.Response(status=status, text="no", headers=where.policy())
        answer = await handler(request)
        if not answer.prepared:
            answer.headers.update(where.policy())
        return answer

    async def index(request: Any) -> Any:
        answer = await server.handle_index(request)
        page = FROM_ELSEWHERE.sub("", answer.text)
        answer.text = page.replace("</body>", f"{AT_ONCE}</body>")
        return answer

    app = web.Application(middlewares=[guard])
    jinja.setup(app, loader=loader)
    start = f"/{where.secret}"
    app.add_routes(
        [
            web.get(f"{start}/", index, name="index"),
            web.get(f"{start}/ws", server.handle_websocket, name="websocket"),
            web.static(f"{start}/static", server.statics_path, name="static"),
        ]
    )
    return app
