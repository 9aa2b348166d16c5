"""The command line as its users meet it: a real process with places of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(sys.executable).parent / "wirecopy"
SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
HOSTILE = Path(__file__).parents[1] / "hostile"


@dataclass
class Ran:
    """What a run left behind."""

    code: int
    raw: bytes
    errors: bytes

    @property
    def out(self) -> str:
        return self.raw.decode("utf-8")

    @property
    def err(self) -> str:
        return self.errors.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.raw)

    @property
    def messages(self) -> list[str]:
        return self.err.splitlines()


@dataclass
class Wirecopy:
    """Runs `wirecopy ARGUMENTS` in a home of its own."""

    home: Path
    env: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str | Path, given: bytes = b"") -> Ran:
        places = {
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_STATE_HOME": str(self.home / "state"),
            "PATH": os.environ["PATH"],
        }
        done = subprocess.run(
            [PROGRAM, *map(str, arguments)],
            env={**places, **self.env},
            input=given,
            capture_output=True,
            timeout=120,
            cwd=self.home,
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def wirecopy(tmp_path: Path) -> Wirecopy:
    """A program whose every place is below the test's own folder."""
    home = tmp_path / "home"
    home.mkdir()
    return Wirecopy(home)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The analysed sample, made by the program once."""
    home = tmp_path_factory.mktemp("made")
    place = home / "story"
    assert Wirecopy(home, {"WIRECOPY_WORKSPACE": str(place)})("digest").code == 0
    return place


@pytest.fixture
def story(tmp_path: Path, made_once: Path) -> Path:
    """A copy of the analysed sample, for this test alone."""
    place = tmp_path / "story"
    shutil.copytree(made_once, place)
    return place
