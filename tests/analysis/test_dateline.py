"""What a text says of itself: title, credits, dates, language, subheads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import boilerplate, dateline, language
from analysis.datewords import dates
from store.records import Published

PROSE = (
    "The port reopened on Friday after three weeks, the harbour master told reporters there. "
    "Ships had waited at anchor since the storm tore two cranes from their rails, he said."
)


def read(text: str, name: str = "") -> dateline.Header:
    return dateline.read(text, boilerplate.find(text), name)


def items(text: str, kind: str) -> list[str]:
    found = [item for item in read(text).metadata if item.kind == kind]
    assert all(text[item.start : item.end] for item in found)
    return [item.value for item in found]


def test_a_first_line_that_is_a_headline_is_the_title() -> None:
    text = f"Port reopens after storm\n\n{PROSE}"
    assert read(text).title == "Port reopens after storm"
    assert items(text, "title") == ["Port reopens after storm"]


def test_without_a_headline_the_title_is_the_lead_cut_at_a_word() -> None:
    title = read(PROSE).title
    assert title.endswith(" …")
    assert PROSE.startswith(title.removesuffix(" …"))
    assert len(title) <= 82
    assert items(PROSE, "title") == []


def test_the_title_of_a_text_with_a_crawler_prefix_is_its_lead() -> None:
    assert read(f" date 2022-02-17 {PROSE}").title.startswith("The port reopened")


def test_a_text_without_any_line_is_called_by_its_name() -> None:
    assert read(" \n ", "empty.txt").title == "empty.txt"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (f" date 2022-02-17 {PROSE}", "", Published("2022-02-17")),
        (f" date 2022-02 {PROSE}", "", Published("2022-02", "month")),
        (f"{PROSE}\n\n3 May 2021 — Photo: A. Roe", "", Published("2021-05-03", "day", "caption")),
        (f"Lisbon, 4 May 2020 (AFP) - {PROSE}", "", Published("2020-05-04")),
        (PROSE, "wire-2019-11-05.txt", Published("2019-11-05", "day", "inferred")),
        (PROSE, "000_dec20221305.txt", None),
        (PROSE, "", None),
    ],
)  # fmt: skip
def test_the_date_of_publication_says_how_it_is_known(
    text: str, name: str, expected: Published | None
) -> None:
    assert read(text, name).published == expected


def test_a_dateline_and_a_credit_line_name_the_agency_of_the_story() -> None:
    assert read(f"LISBON (Reuters) - {PROSE}").agencies == ("Reuters",)
    assert read(f"{PROSE}\n\n*With AFP").agencies == ("AFP",)
    assert read(f"{PROSE}\n\nWith inputs from Reuters and AP").agencies == ("Reuters", "AP")
    assert read(PROSE).agencies == ()


def test_a_medium_that_is_quoted_in_the_text_is_an_inline_credit_only() -> None:
    text = (
        f"{PROSE} “We lost two cranes,” he said, according to Reuters. The Harbour Gazette "
        "reported that a third one shook. The sun reported for duty."
    )
    assert items(text, "inline_credit") == ["Reuters", "The Harbour Gazette"]
    assert read(text).agencies == ()


def test_a_name_behind_a_word_for_a_medium_is_a_medium_where_it_is_cited() -> None:
    text = (
        f"{PROSE} “We lost two cranes,” she told the public broadcaster Canal 9. The crews spoke "
        "to the daily Izvor. The ship left by the northern channel Ada Roe had dug."
    )
    assert items(text, "inline_credit") == ["Canal 9", "Izvor"]


def test_a_photo_credit_is_no_credit_of_the_story() -> None:
    credit = "Pool/Ada Roe/Port via Reuters"
    text = f"{PROSE}\n\n1 of 2 The quay — Photo: {credit} The quay Photo: {credit}\n\n{PROSE}"
    assert items(text, "photo_credit") == [credit, credit]
    assert read(text).agencies == ()


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("The quay at dawn. REUTERS/Ada Roe", "REUTERS/Ada Roe"),
        ("The quay at dawn (AP Photo/Ada Roe)", "AP Photo/Ada Roe"),
        ("Image source, Port Images", "Port Images"),
        ("The quay. Photo: Ada Roe/Port", "Ada Roe/Port"),
    ],
)
def test_photo_credits_are_read_in_their_usual_shapes(line: str, credit: str) -> None:
    assert items(f"{PROSE}\n\n{line}\n\n{PROSE} It rained.", "photo_credit") == [credit]


def test_the_holder_of_the_copyright_is_the_outlet_unless_it_is_an_agency() -> None:
    assert read(f"{PROSE}\n\nCopyright 2022 The Port Gazette. All rights reserved.").outlet == (
        "The Port Gazette"
    )
    agency = read(f"{PROSE}\n\n© 2022 The Associated Press. All rights reserved.")
    assert (agency.outlet, agency.agencies) == ("", ("Associated Press",))


def test_a_dateline_is_no_part_of_a_title_cut_from_the_lead() -> None:
    for opening in ("LISBON, Feb 16 (Reuters) - ", "LISBON — ", "Lisbon (AFP) – "):
        assert read(opening + PROSE).title.startswith("The port reopened")
    assert read("The Port – a grey place – reopened. " + PROSE).title.startswith("The Port – a")


def test_subheads_stand_alone_between_running_text() -> None:
    lines = [PROSE, "Cranes wait", f"{PROSE} And so on.", "new cranes", PROSE, "One", "Two", PROSE]
    text = "\n\n".join(lines)
    assert [text[s.start : s.end] for s in read(text).subheads] == ["Cranes wait"]


def test_dates_are_read_in_their_usual_forms_and_impossible_ones_left_out() -> None:
    text = "Feb. 15, 2022; 15 February 2022; 2022-02-15; 2022-02; 31st of May, 2021; 2022-13-01; "
    text += "45 May 2020"
    assert [date.iso for date in dates(text)] == [
        "2022-02-15", "2022-02-15", "2022-02-15", "2022-02", "2021-05-31",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PROSE, "en"),
        ("O porto reabriu na sexta-feira depois de três semanas, disse o capitão.", "pt"),
        ("El puerto reabrió el viernes después de tres semanas, dijo el capitán.", "es"),
        ("Der Hafen ist am Freitag nach drei Wochen wieder offen, sagte er den Leuten.", "de"),
        ("Порт открылся в пятницу после трех недель, и он сказал об этом как капитан.", "ru"),
        ("港口在三周后于星期五重新开放，港务长对记者说。", "zh"),
        ("xqzt brrm 123 444 qqq www eee rrr ttt", ""),
        ("Yes.", ""),
    ],
)  # fmt: skip
def test_the_language_is_told_by_frequent_words_or_script(text: str, code: str) -> None:
    assert language.detect(text) == code


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200) | st.just("Photo: " * 20) | st.just("(" * 50 + PROSE))
def test_any_text_can_be_read(text: str) -> None:
    header = read(text)
    assert all(0 <= item.start < item.end <= len(text) for item in header.metadata)
