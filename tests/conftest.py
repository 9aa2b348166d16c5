"""What all tests share: a home of their own, and tools that only CI must have."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test marked `needs("tool")` with its reason where the tool is missing; fail in CI."""
    for mark in item.iter_markers("needs"):
        for tool in mark.args:
            if shutil.which(tool) is None:
                reason = f"{tool} is not installed"
                if os.environ.get("CI"):
                    pytest.fail(f"in CI every tool must be there: {reason}")
                pytest.skip(reason)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the home of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.removeprefix("XDG_").casefold()))
    monkeypatch.setenv("HOME", str(home))
    for name in ("WIRECOPY_WORKSPACE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def analysed_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the sample, analysed once for all tests; copy it, do not change it."""
    from seeds import intake

    path = tmp_path_factory.mktemp("analysed") / "sample"
    intake.renew(intake.first_start(path))
    return path


@pytest.fixture
def sample(analysed_sample: Path, tmp_path: Path) -> Path:
    """An analysed workspace of the sample of one's own."""
    path = tmp_path / "sample"
    shutil.copytree(analysed_sample, path)
    return path
