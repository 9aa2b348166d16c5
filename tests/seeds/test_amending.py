"""What readers say of statements is in the findings after a new analysis."""

from __future__ import annotations

from pathlib import Path

import pytest

from seeds import amending, intake
from store.records import Article, article_id
from store.workspace import Workspace

TEXT = "“The bridge will stay shut,” Anna Berg said on Monday."


@pytest.mark.parametrize("name", ["Jane Roe", "Jane \udcff"])
def test_a_name_of_any_characters_is_kept_up(name: str, tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "w", create=True)
    home = article_id("berg.txt", TEXT)
    workspace.put_articles([Article(home, "berg.txt", "berg.txt", TEXT)])
    intake.renew(workspace)
    (old,) = workspace.findings(home).statements
    workspace.amend({old.id: amending.told(workspace, old, amending.Change(name))})
    assert amending.keep_up(workspace)
    (new,) = workspace.findings(home).statements
    assert (old.speaker, new.speaker) == ("Anna Berg", name)
    assert not amending.due(Workspace.open(tmp_path / "w"))
