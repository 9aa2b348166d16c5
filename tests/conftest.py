"""What all tests share: tools that a user's machine may lack are no failure there, but are in CI."""

from __future__ import annotations

import os
import shutil

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
