"""Sources for reference managers and claims for the open web, read by others' programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import exports
from store.exports.bibtex import entry
from store.exports.claimreview import is_public
from store.exports.ris import record
from store.exports.scope import Scope
from store.exports.sources import Source, date
from store.records import Article, Claim, Findings, Published, Story
from store.workspace import Workspace
from tests.store.readers import required, schema_faults

NASTY = 'A \\{x} $m$ 50% & #1 _i_ ^~ "q" @article{k, \x1b[2J \u202e <script>1</script>\nER  - '
TEXTS = st.text(alphabet=st.sampled_from('ab \\{}$&%#_^~"@,=\n\r<'), max_size=20)


@pytest.fixture
def cited(tmp_path: Path, article_of: Callable[..., Article]) -> Workspace:
    workspace = Workspace.open(tmp_path / "w", create=True)
    address = "https://news.example.org/a/1?x=1&y=2"
    first = article_of(
        "a.txt", "Forty trucks left.", address, title="Trucks & co.", outlet="Harbour Post",
        agencies=("Associated Press", "AFP"), published=Published("2024-05-03"), language="en",
    )  # fmt: skip
    second = article_of(NASTY, "Ten trucks left.", "inbox/b", title=NASTY, outlet=NASTY)
    workspace.put_articles([first, second])
    found = {
        one.id: Findings(
            one.id,
            claims=(
                Claim(f"c{one.id}", one.id, 0, len(one.text), one.text, asserted_by="The mayor"),
            ),
        )
        for one in (first, second)
    }
    workspace.put_analysis([], found, Story())
    return workspace


def test_csl_is_valid_and_agencies_are_literal_names(cited: Workspace) -> None:
    items = json.loads(exports.export(cited, "csl-json"))
    assert items[0]["author"] == [{"literal": "Associated Press"}, {"literal": "AFP"}]
    assert items[0]["issued"] == {"date-parts": [[2024, 5, 3]]}
    assert items[0]["URL"] == cited.articles()[0].source
    assert len(items[0]["custom"]["sha256"]) == 64
    assert schema_faults(items, "csl-data.schema.json") == []
    assert json.loads(exports.export(cited, "csl-json", "zebra")) == []


def test_a_bibtex_parser_reads_every_entry(cited: Workspace) -> None:
    parser = required("bibtexparser")
    library = parser.parse_string(exports.export(cited, "bibtex").decode())
    assert (len(library.entries), library.failed_blocks) == (2, [])
    fields = {key: field.value for key, field in library.entries[0].fields_dict.items()}
    assert fields["author"] == "{Associated Press} and {AFP}"
    assert (fields["title"], fields["date"]) == ("{Trucks \\& co.}", "2024-05-03")
    assert library.entries[1].key == cited.articles()[1].id


def source(text: str) -> Source:
    return Source("k", text, text, (text,), (2024,), (), "", "en", text, "0" * 64, text, (text,))


@given(TEXTS)
def test_no_text_breaks_out_of_a_bibtex_value(text: str) -> None:
    bare = re.sub(r"\\[&%$#_]", "", entry(source(text)))
    head, _, body = bare.partition("{")
    assert head in ("@article", "@misc")
    depth = 1
    for character in body.strip()[:-1]:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 1
    assert depth == 1
    assert body.count("@") == 0


def test_a_ris_record_has_one_end_and_one_field_a_line(cited: Workspace) -> None:
    text = exports.export(cited, "ris").decode()
    lines = text.split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)
    assert [line[:2] for line in lines].count("ER") == 2
    assert lines[4:6] == ["AU  - Associated Press", "AU  - AFP"]
    assert "DA  - 2024/05/03" in lines
    assert "\x1b" not in text


@given(TEXTS)
def test_ris_fields_never_hold_a_line_end_of_their_own(text: str) -> None:
    made = record(source(" ".join(text.split())))
    assert made.count("\r\nER  - ") == 1


def test_dates_of_sources_are_as_exact_as_they_are_known() -> None:
    assert date("2022-02-17T10:00Z") == (2022, 2, 17)
    assert (date("2022-02"), date("2022"), date(""), date("soon")) == ((2022, 2), (2022,), (), ())


def reviews(workspace: Workspace, **more: Any) -> tuple[list[dict[str, Any]], list[str]]:
    scope = Scope(**more)
    data = b"".join(exports.stream(workspace, "claimreview", scope))
    return json.loads(data), [one.reason for one in scope.refused]


def test_a_judged_claim_with_a_public_address_is_a_valid_claimreview(cited: Workspace) -> None:
    first, second = (f"c{article.id}" for article in cited.articles())
    cited.mark([first, second], "false", reason="The </script> log says 14.", by="Ana")
    (review,), refused = reviews(cited, address="https://desk.example/checks", publisher="Desk")
    assert schema_faults(review, "claimreview.schema.json") == []
    assert review["url"] == f"https://desk.example/checks#{first}"
    assert review["reviewRating"]["alternateName"] == "False"
    assert review["reviewRating"]["ratingValue"] == 1
    assert review["author"] == {"@type": "Organization", "name": "Desk"}
    assert review["itemReviewed"]["appearance"][0]["url"] == cited.articles()[0].source
    assert "<" not in json.dumps(review)
    assert refused == ["its article has no public address, so nobody could look the claim up"]


@pytest.mark.parametrize("verdict", ["unverified", "disputed", "not-checkable", None])
def test_only_what_the_status_map_knows_is_published(cited: Workspace, verdict: Any) -> None:
    cited.mark([f"c{cited.articles()[0].id}"], verdict, by="Ana")
    found, refused = reviews(cited)
    names = [review["reviewRating"]["alternateName"] for review in found]
    assert names == {"unverified": ["Unproven"], "disputed": ["Disputed"]}.get(verdict, [])
    assert len(refused) == (verdict == "not-checkable")
    for review in found:
        assert schema_faults(review, "claimreview.schema.json") == []
        assert review["url"] == cited.articles()[0].source


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("https://news.example.org/a", True), ("http://8.8.8.8/a", True),
        ("https://localhost/a", False),
        ("http://10.0.0.1/a", False), ("http://127.1/a", False), ("https://user:pw@a.org/", False),
        ("https://wiki.internal/a", False), ("ftp://a.org/", False), ("inbox/a", False),
        ("https://a.org/\u202e", False), ("javascript:alert(1)", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_open_web_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
