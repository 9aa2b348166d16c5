"""Boilerplate: every rule by its example, and what must never be stripped."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import boilerplate
from analysis.boilerplate import Rule

KINDS = {
    "related_link", "photo_caption", "comment_form", "next_post", "newsletter",
    "widget_error", "title_repeat", "date_prefix", "credit_line",
}  # fmt: skip
BODY = (
    "The port reopened on Friday after three weeks, the harbour master told reporters there.\n\n"
    "Ships had waited at anchor since the storm tore two cranes from their rails, he said."
)


def kinds(text: str, others: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [
        (r.kind, text[r.start : r.end]) for r in boilerplate.find(text, boilerplate.links(others))
    ]


@pytest.mark.parametrize("rule", boilerplate.rules(), ids=lambda rule: rule.example[:40])
def test_each_rule_takes_its_example_and_leaves_its_counter_example(rule: Rule) -> None:
    assert rule.kind in KINDS
    assert boilerplate.match(rule, rule.example) is not None
    if rule.counter:
        assert [one for one in boilerplate.rules() if boilerplate.match(one, rule.counter)] == []


def test_a_headline_is_a_link_only_when_another_text_labels_it() -> None:
    text = (
        f"{BODY}\n\nMayor, like minister, skips the harbour ball\n\nNobody was hurt in the storm."
    )
    other = "Some words before.\n\nREAD TOO: Mayor, like minister, skips the harbour ball\n"
    assert kinds(text) == []
    assert kinds(text, (text, other)) == [
        ("related_link", "Mayor, like minister, skips the harbour ball")
    ]


def test_a_demand_that_lost_its_bullet_stays() -> None:
    text = f"{BODY}\n\nthe dockers call for an end to night shifts\n\nThey also want new cranes."
    assert kinds(text, (text, BODY)) == []


def test_a_title_glued_to_the_lead_is_taken_exactly() -> None:
    title = "Port not yet safe, says harbour master Ada Byrne"
    text = f"{title}\n\n{title}Harbour master Ada Byrne on Friday said the port was not yet safe."
    assert kinds(text) == [("title_repeat", title)]
    assert boilerplate.find(text)[0].start == len(title) + 2


def test_a_title_glued_without_a_line_of_its_own_is_seen_by_its_broken_word() -> None:
    text = (
        "Port not safe, says master ByrneHarbour authorities kept the port shut on Friday.\n\n"
        "Byrne said so. Harbour dues are waived."
    )
    assert kinds(text) == [("title_repeat", "Port not safe, says master Byrne")]


def test_a_name_with_an_inner_capital_is_no_glued_title() -> None:
    assert kinds("The head of the board, Ann McDonald, spoke. Mc is short. Donald left.") == []


def test_the_crawler_prefix_is_taken_without_the_space_before_it() -> None:
    assert kinds(f" date 2022-02 {BODY}") == [("date_prefix", "date 2022-02")]
    assert kinds(f" date 2022-02-17 {BODY}") == [("date_prefix", "date 2022-02-17")]
    assert kinds(f"{BODY} date 2022-02-17 was named") == []


def test_a_comment_form_cuts_the_tail_and_the_next_post_is_its_own_region() -> None:
    tail = "Leave a Reply\n\nYour email address will not be published.\n\nNext Post\n\nA fair opens"
    assert [kind for kind, _ in kinds(f"{BODY}\n\n{tail}")] == ["comment_form", "next_post"]


def test_a_heading_that_says_comments_does_not_swallow_the_story_behind_it() -> None:
    assert kinds(f"Comments\n\n{BODY}") == [("comment_form", "Comments")]


def test_a_list_of_links_ends_at_running_text() -> None:
    text = f"{BODY}\n\nRelated stories\nCrane maker fined\nStorm names for spring\n\n{BODY}"
    assert kinds(text) == [
        ("related_link", "Related stories\nCrane maker fined\nStorm names for spring")
    ]


def test_a_line_that_is_printed_again_is_a_caption_or_the_title() -> None:
    text = (
        f"Cranes fall in the storm\n\n{BODY}\n\nCranes fall in the storm\n\nTwo cranes at the quay"
    )
    assert kinds(text + "\n\n" + BODY.upper() + "\n\nTwo cranes at the quay") == [
        ("title_repeat", "Cranes fall in the storm"),
        ("photo_caption", "Two cranes at the quay"),
    ]


def test_a_caption_goes_with_the_printing_that_has_its_credit_and_paragraphs_stay() -> None:
    caption = "A diver looks at the wreck of the crane in the fairway"
    text = f"{BODY}\n\n{caption}.\n\n• {caption}. Photo: Ada Roe, Port\n\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == ["photo_caption"]
    assert kinds("\n\n".join([BODY, "It rained.", BODY, "It went on.", BODY])) == []
    assert [kind for kind, _ in kinds(f"{BODY}\n\n{caption}\n{caption}\n\nNobody was hurt.")] == [
        "photo_caption"
    ]


def test_neighbouring_lines_of_one_function_are_one_region() -> None:
    text = f"{BODY}\n\nSign up for our newsletter!\n\nBy subscribing I agree to the terms."
    assert len(kinds(text)) == 1


def test_the_sample_holds_what_its_readers_found() -> None:
    folder = Path(__file__).parents[2] / "seeds" / "articles"
    texts = [path.read_bytes().decode() for path in sorted(folder.glob("*.txt"))]
    found = [[r.kind for r in boilerplate.find(text, boilerplate.links(texts))] for text in texts]
    assert found == [
        ["related_link"],
        ["title_repeat", "comment_form", "next_post", "related_link", "newsletter", "widget_error"],
        ["newsletter"],
        ["related_link", "photo_caption"],
        ["date_prefix", "credit_line"],
    ]


LINES = st.sampled_from([rule.example for rule in boilerplate.rules()] + BODY.split("\n\n"))


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES | st.text(max_size=60), max_size=12))
def test_regions_are_in_order_inside_the_text_and_do_not_overlap(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    edges = [
        edge for r in boilerplate.find(text, boilerplate.links([text])) for edge in (r.start, r.end)
    ]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert len(set(edges)) >= len(edges) - len(edges) // 2
