"""Hostile sources behave as the policy says: refused with a reason, or read and harmless."""

from __future__ import annotations

from pathlib import Path

import pytest

from seeds import intake

HOSTILE = Path(__file__).parents[1] / "hostile"
READ = {
    "esc_clear.txt": 1, "osc52_st.txt": 1, "osc8.txt": 1, "osc0_title.txt": 1, "c1_csi.txt": 1,
    "osc_unterminated.txt": 1, "bs_cr_overwrite.txt": 1, "kitty_iterm.txt": 1, "bidi_rlo.txt": 1,
    "zwsp_actor.txt": 1, "homoglyph.txt": 1, "zalgo.txt": 1, "linesep.txt": 1, "latin1.txt": 1,
    "markup_seed.txt": 1, "markdown.txt": 1, "bad_utf8.txt": 1, "naughty.txt": 1, "slip.zip": 1,
    "long_line.txt": 1, "quotes.txt": 1, "spaces.txt": 1, "many_para.txt": 1,
    "esc_in_html.html": 1, "esc_feed.rss": 1, "dtd_external.rss": 1, "utf16_no_bom.rss": 1,
    "dup_guid.rss": 5, "js_url.rss": 1, "warc_path.warc": 1, "warc_revisit.warc": 1,
}  # fmt: skip
REFUSED = {
    "empty.txt": "no text found",
    "binary.txt": "looks binary",
    "lol.rss": "feed declares entities (DTD): not read",
    "xxe_file.rss": "feed declares entities (DTD): not read",
    "deep.rss": "nested deeper than",
    "rss_not_xml.rss": "line 1, column 1",
    "bomb.warc.gz": "64 MiB",
    "bomb2.rss.gz": "gzip twice",
    "cut.warc.gz": "cut short",
    "neg_len.warc": "which is none",
    "yaml.notes.yaml": "YAML is no format of articles",
}


@pytest.mark.parametrize(("name", "count"), READ.items())
def test_it_is_read(name: str, count: int) -> None:
    articles, refused = intake.read_sources([str(HOSTILE / name)])
    assert len(articles) == count
    assert all(isinstance(item, intake.Skip) for item in refused)


@pytest.mark.parametrize(("name", "reason"), REFUSED.items())
def test_it_is_refused_with_its_reason(name: str, reason: str) -> None:
    articles, refused = intake.read_sources([str(HOSTILE / name)])
    assert articles == []
    assert [item.name for item in refused] == [str(HOSTILE / name)]
    assert reason in refused[0].reason


def test_what_would_reach_a_terminal_from_markup_is_gone() -> None:
    for name in ("esc_in_html.html", "esc_feed.rss"):
        (article,) = intake.read_sources([str(HOSTILE / name)])[0]
        assert "Kremlin" in article.text
        shown = article.title + article.text
        assert not any(ord(char) < 32 and char not in "\n\t" for char in shown)
        assert not any(127 <= ord(char) < 160 for char in shown)


def test_mixed_scripts_are_said() -> None:
    (article,) = intake.read_sources([str(HOSTILE / "homoglyph.txt")])[0]
    assert [notice.code for notice in article.notices] == ["mixed-script"]
    (plain,) = intake.read_sources([str(HOSTILE / "latin1.txt")])[0]
    assert "mixed-script" not in [notice.code for notice in plain.notices]
