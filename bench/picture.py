"""Draw docs/workbench.svg: the workbench on the sample, as the README shows it.

python -m bench.picture [OUTPUT.svg]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from seeds import intake
from tui.app import WirecopyApp
from tui.picture import of_screen

SIZE = (150, 42)
KEYS = ("v", "n", "n", "n")


async def draw(target: Path, folder: Path) -> None:
    """Start the app on a new sample, mark a finding, go on, and save the screen."""
    workspace = intake.first_start(folder / "sample")
    intake.renew(workspace)
    app = WirecopyApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        for key in KEYS:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        app.bench.say("")
        await pilot.pause()
        target.write_text(of_screen(app), "utf-8")


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/workbench.svg")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(draw(target, Path(folder)))


if __name__ == "__main__":
    main()
