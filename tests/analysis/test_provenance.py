"""Who has it from whom: which evidence decides, and that a guess is said to be one."""

from __future__ import annotations

import pytest

from analysis import copies, provenance
from store.records import Article, CopyLink, Metadata, Published

WORDS = [f"word{number} of{number % 7}" for number in range(120)]
WHOLE = ". ".join(" ".join(WORDS[at : at + 6]).capitalize() for at in range(0, 120, 6)) + "."
FOREIGN = (
    "The harbour master of Vigo said the storm had torn two cranes from their rails on Sunday. "
    "Ships that wanted to unload grain had to wait at anchor for nine days, he added. "
    "The council in Vigo will decide next Tuesday whether the old northern pier is to be rebuilt."
)
FOREIGN_AGAIN = (
    "Two cranes were ripped off their rails on Sunday by the storm, the port captain of Vigo said. "
    "Vessels wishing to discharge their grain were kept at anchor nine days long, he added. "
    "Whether the old pier in the north is to be rebuilt the Vigo council decides next Tuesday."
)
CUT = WHOLE[: WHOLE.index(".", 2 * len(WHOLE) // 3) + 1]


def article(name: str, text: str = WHOLE, **facts: object) -> Article:
    return Article(name, name, name, text, **facts)  # type: ignore[arg-type]


def arrow(left: Article, right: Article, relation: str = "copy") -> provenance.Arrow:
    link = CopyLink(left.id, right.id, relation, 0.9, 0.9, 100)  # type: ignore[arg-type]
    (found,) = provenance.arrows((left, right), (link,))
    return found


@pytest.mark.parametrize("swapped", [False, True])
def test_the_earlier_date_goes_before_completeness(swapped: bool) -> None:
    first = article("a", CUT, published=Published("2024-03-01"))
    second = article("b", published=Published("2024-03-02"))
    found = arrow(second, first) if swapped else arrow(first, second)
    assert (found.source, found.taker, found.probable) == ("a", "b", False)
    assert "2024-03-02" in found.why


def test_an_inferred_date_is_a_guess_and_dates_of_unlike_precision_compare_where_they_can() -> None:
    first = article("a", published=Published("2024-03-01", how="inferred"))
    second = article("b", published=Published("2024-03-02"))
    assert arrow(first, second).probable
    month = article("a", published=Published("2024-03", "month"))
    assert arrow(month, second).source == ""


def test_a_credit_that_names_the_outlet_decides_even_for_a_passage() -> None:
    agency = article("a", outlet="Harbour Press", published=Published("2024-03-05"))
    credit = Metadata("inline_credit", "Harbour Press", 0, 4)
    taker = article("b", published=Published("2024-03-01"), metadata=(credit,))
    for relation in ("copy", "shares-passage"):
        found = arrow(taker, agency, relation)
        assert (found.source, found.taker) == ("a", "b")
        assert "Harbour Press" in found.why


def test_edits_that_only_shorten_point_to_the_longer_text_as_a_guess() -> None:
    found = arrow(article("a", CUT), article("b", WHOLE))
    assert (found.source, found.taker, found.probable) == ("b", "a", True)
    assert "only shortens" in found.why


def test_the_length_of_an_article_says_nothing_of_a_passage_in_it() -> None:
    found = arrow(article("a", CUT), article("b", WHOLE), "shares-passage")
    assert (found.source, found.taker) == ("", "")
    assert found.why == "nothing tells which came first"


def test_what_both_credit_an_agency_for_is_said_to_be_theirs() -> None:
    found = arrow(article("a", agencies=("AFP",)), article("b", agencies=("AFP",)))
    assert (found.source, found.outside, found.probable) == ("", "AFP", True)


def crediting(name: str, text: str, whom: str, **facts: object) -> Article:
    at = text.index(whom)
    credit = Metadata("inline_credit", whom, at, at + len(whom))
    return article(name, text, metadata=(credit,), **facts)


def test_who_is_credited_beside_the_common_words_has_had_them_first() -> None:
    said = "The old pier will stay shut until both of its cranes are safe"
    plain = article("a", f"{said}. Nobody was hurt.")
    quoting = crediting("b", f"“{said},” Harbour Press quoted him as saying.", "Harbour Press")
    names = {"a": "A", "b": "B"}
    found = arrow(plain, quoting, "shares-passage")
    assert (found.source, found.outside, found.crediting) == ("", "Harbour Press", "b")
    assert provenance.told(found, names) == (
        "B credits Harbour Press for the common words: both probably have them from there"
    )
    later = crediting("b", quoting.text, "Harbour Press", published=Published("2024-03-02"))
    dated = arrow(article("a", plain.text, published=Published("2024-03-01")), later, "copy")
    assert (dated.source, dated.crediting) == ("a", "b")
    assert provenance.told(dated, names).endswith("; B credits Harbour Press")
    both = arrow(crediting("a", quoting.text, "Harbour Press"), quoting)
    assert (both.outside, both.crediting) == ("Harbour Press", "")


def test_who_is_credited_elsewhere_says_nothing_of_the_common_words() -> None:
    said = "The old pier will stay shut until both of its cranes are safe."
    other = crediting("b", f"{said}\n\nBees hum, Harbour Press reported.", "Harbour Press")
    found = arrow(article("a", f"{said} Nobody was hurt."), other, "shares-passage")
    assert (found.outside, found.crediting) == ("", "")


def test_the_earliest_is_named_where_one_is_before_all_others() -> None:
    days = {"a": "2024-03-02", "b": "2024-03", "c": "2024-02-28"}
    dated = [article(name, published=Published(day)) for name, day in days.items()]
    first = provenance.earliest([*dated, article("d")])
    assert first is not None
    assert first.id == "c"
    assert provenance.earliest(dated[:2]) is None
    assert provenance.earliest([dated[0], article("d")]) is None


def test_the_original_of_a_group_is_the_one_that_the_others_come_from() -> None:
    dates = {"a": "2024-03-02", "b": "2024-03-01", "c": "2024-03-03"}
    articles = [article(name, published=Published(day)) for name, day in dates.items()]
    arrows = provenance.arrows(articles, copies.links(articles))
    origin = provenance.original(("a", "b", "c"), arrows)
    assert (origin.article, origin.probable) == ("b", False)
    assert "2 others" in origin.why
    assert provenance.original(("a",), arrows).article == ""


def test_a_retranslation_is_told_from_the_same_words_read_by_machine() -> None:
    one = article("a", FOREIGN)
    two = article("b", FOREIGN_AGAIN)
    scan = article("c", FOREIGN.replace("er", "cr").replace("th", "tb"))
    link = CopyLink("a", "b", "copy", 0.1, 0.1, 9)
    assert provenance.retranslated(one, two, link)
    assert "another translation" in provenance.told(
        provenance.Arrow("a", "b", "retranslation", "", probable=True), {"a": "a", "b": "b"}
    )
    assert not provenance.retranslated(one, scan, link)
    assert not provenance.retranslated(one, two, CopyLink("a", "b", "copy", 0.8, 0.8, 9))


def test_strict_groups_ask_for_more_and_loose_ones_for_less_than_usual() -> None:
    articles = [article(name) for name in "abcd"]
    links = (
        CopyLink("a", "b", "copy", 0.9, 0.9, 100),
        CopyLink("b", "c", "copy", 0.3, 0.2, 50),
        CopyLink("c", "d", "shares-passage", 0.2, 0.1, 40),
    )
    sizes = {
        way: [len(group) for group in copies.groups(articles, links, way)] for way in copies.LEAST
    }
    assert sizes == {"strict": [2, 1, 1], "usual": [3, 1], "loose": [4]}
    retold = (CopyLink("a", "b", "copy", 0.0, 0.0, 0),)
    assert len(copies.groups(articles, retold, "loose")) == 3
