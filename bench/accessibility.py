"""Look at an HTML report with axe-core in a headless Chromium: what a screen reader would miss.

    python -m bench.accessibility REPORT.html AXE.min.js

axe-core is fetched by whoever runs this (`npm install axe-core`).  The report's own policy forbids
scripts, so a copy without the policy is looked at.  Exit code 1 where a finding is serious.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SERIOUS = ("serious", "critical")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--virtual-time-budget=20000", "--dump-dom",
)  # fmt: skip
RUN = (
    "<script>axe.run(document,{resultTypes:['violations']}).then(r=>{const p=document.createElement"
    "('pre');p.id='axe-found';p.textContent=JSON.stringify(r.violations.map(v=>({id:v.id,impact:"
    "v.impact,help:v.help,nodes:v.nodes.length,first:v.nodes[0].html})));document.body.append(p)})"
    "</script>"
)


def violations(report: Path, axe: Path) -> list[dict[str, Any]]:
    """What axe-core finds wrong.  Raises ValueError where it did not run."""
    page = re.sub(r"<meta http-equiv=[^>]*>", "", report.read_text("utf-8"))
    script = f"<script>{axe.read_text('utf-8')}</script>{RUN}"
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "page.html"
        copy.write_text(page.replace("</body>", script + "</body>"), "utf-8")
        ran = subprocess.run(
            ["chromium", *FLAGS, f"--user-data-dir={folder}/profile", copy.as_uri()],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    found = re.search(r'<pre id="axe-found">(.*?)</pre>', ran.stdout, re.DOTALL)
    if not found:
        raise ValueError("axe-core did not run")
    told: list[dict[str, Any]] = json.loads(html.unescape(found[1]))
    return told


def main() -> int:
    found = violations(Path(sys.argv[1]), Path(sys.argv[2]))
    for one in found:
        print(f"{one['impact']}: {one['id']}: {one['help']} ({one['nodes']}): {one['first'][:120]}")
    print(f"{len(found)} kinds of findings")
    return int(any(one["impact"] in SERIOUS for one in found))


if __name__ == "__main__":
    sys.exit(main())
