"""Records to the shapes of the JSON contract that `wirecopy ... --json` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

import msgspec

from store.records import (
    Alignment,
    Article,
    Claim,
    ClaimGroup,
    Demand,
    Event,
    Findings,
    Statement,
    Story,
)

Json = dict[str, Any]

STATEMENT = (
    "id", "start", "end", "text", "kind", "speaker", "mention_start", "mention_end",
    "mention_kind", "cue", "cue_start", "cue_end", "relayed_by", "when", "when_source",
    "act", "confidence", "rule", "damaged", "probable", "nested", "part_of", "realised",
)  # fmt: skip
DEMAND = (
    "id", "start", "end", "text", "demand", "name", "holder", "target", "statement",
    "weaker", "confidence", "rule",
)  # fmt: skip
CLAIM = (
    "id", "start", "end", "text", "asserted_by", "group", "quantity", "quantity_high",
    "qualifier", "bound", "unit", "subject", "scope", "value", "when", "statement",
    "confidence", "rule",
)  # fmt: skip
STANCES = frozenset(("not seen", "not verified", "denied", "unknown"))
"""Values of claims that say something of another claim."""
_SPEAKER = STATEMENT.index("speaker")
_statement_of = attrgetter(*STATEMENT)
demand_values = attrgetter(*DEMAND)
claim_values = attrgetter(*CLAIM)
"""What stands under the keys DEMAND and CLAIM, in their order."""


def statement_values(item: Statement) -> tuple[Any, ...]:
    """What stands under the keys STATEMENT, in their order; no speaker is None."""
    values: tuple[Any, ...] = _statement_of(item)
    return values if item.speaker else (*values[:_SPEAKER], None, *values[_SPEAKER + 1 :])


def statement(item: Statement) -> Json:
    """One statement; every key of the contract is present, null where unknown."""
    shape: Json = dict(zip(STATEMENT, statement_values(item), strict=True))
    if len(item.speakers) > 1:
        shape["speakers"] = list(item.speakers)
    return shape


def demand(item: Demand, names: Mapping[str, str]) -> Json:
    """One demand; `names` maps article ids to their names, for responses in other articles."""
    shape: Json = dict(zip(DEMAND, demand_values(item), strict=True))
    shape["responses"] = responses(item, names)
    return shape


def responses(item: Demand, names: Mapping[str, str]) -> list[Json]:
    """How a demand was answered; `names` as for `demand`."""
    return [
        {
            "start": answer.start,
            "end": answer.end,
            "text": answer.text,
            "by": answer.by,
            "response": answer.response,
            "article": names.get(answer.article, answer.article),
        }
        for answer in item.responses
    ]


def claim(item: Claim, groups: Mapping[str, ClaimGroup] | None = None) -> Json:
    """One claim; numbers are null where it holds none.

    `groups` maps claim ids to their groups; `about` names the group that a claim such as "not
    verified" speaks of, and its other claims; null for claims of their own.
    """
    shape: Json = dict(zip(CLAIM, claim_values(item), strict=True))
    shape["about"] = about(item, groups or {})
    return shape


def about(item: Claim, groups: Mapping[str, ClaimGroup]) -> Json | None:
    """The group and the other claims that a claim such as "not verified" speaks of."""
    others = subjects(item, groups.get(item.id))
    return {"group": item.group, "ids": list(others)} if others else None


def subjects(item: Claim, group: ClaimGroup | None) -> tuple[str, ...]:
    """The other claims of its group, where a claim is about what others claim."""
    if group is None or item.value not in STANCES or item.quantity is not None:
        return ()
    return tuple(ident for ident in group.ids if ident != item.id)


def by_claim(story: Story) -> dict[str, ClaimGroup]:
    """The group of every claim, by claim id."""
    return {ident: group for group in story.claim_groups for ident in group.ids}


def extraction(
    articles: Sequence[Article],
    found: Mapping[str, Findings],
    story: Story,
    *,
    with_text: bool = False,
) -> Json:
    """The document that `wirecopy extract --json` prints."""
    names = {article.id: article.name for article in articles}
    groups = by_claim(story)
    files: Json = {}
    for article in articles:
        findings = found[article.id]
        entry: Json = {"id": article.id, "title": article.title}
        taken_out = any(fact.kind == "format" for fact in article.metadata)
        if with_text or taken_out or "#" in article.name:
            entry["text"] = article.text
        entry["statements"] = [statement(item) for item in findings.statements]
        entry["demands"] = [demand(item, names) for item in findings.demands]
        entry["claims"] = [claim(item, groups) for item in findings.claims]
        entry["boilerplate"] = msgspec.to_builtins(article.boilerplate)
        entry["metadata"] = msgspec.to_builtins(article.metadata)
        entry["subheads"] = msgspec.to_builtins(article.subheads)
        entry["published"] = published(article)
        entry["notices"] = msgspec.to_builtins(article.notices)
        files[article.name] = entry
    shared = _across(story)
    return {"files": files, **shared}


def _across(story: Story) -> Json:
    return {
        "claim_groups": list(map(_group, story.claim_groups)),
        "quote_variants": [{"name": v.name, "ids": list(v.ids)} for v in story.quote_variants],
    }


def across(articles: Sequence[Article], whole: Story) -> Json:
    """What holds across articles: claim groups, quote variants, and copies with their reasons."""
    return {**_across(whole), "copies": copies(articles, whole)}


def published(article: Article) -> Json | None:
    """When an article was published and how that is known; null where it is not."""
    if article.published is None:
        return None
    date = article.published
    return {"date": date.date, "precision": date.precision, "how": date.how}


def event(item: Event) -> Json:
    """One event, with the words it was about; `of` is the event that an undo or redo names."""
    where = item.anchor
    return {
        "id": item.id,
        "number": item.number,
        "time": item.time,
        "by": item.by,
        "op": item.op,
        "target": item.target,
        "before": item.before,
        "after": item.after,
        "reason": item.reason,
        "batch": item.batch or None,
        "of": item.of or None,
        "quote": where.quote if where else None,
        "prefix": where.prefix if where else None,
        "suffix": where.suffix if where else None,
        "start": where.start if where else None,
        "end": where.end if where else None,
    }


def _group(item: Any) -> Json:
    return {
        "group": item.group,
        "title": item.title,
        "ids": list(item.ids),
        "values": list(item.values),
        "status": item.status,
        "note": item.note,
    }


def copies(articles: Sequence[Article], story: Story) -> Json:
    """The document that `wirecopy copies --json` prints."""
    names = {article.id: article.name for article in articles}
    return {
        "groups": [[names[i] for i in group if i in names] for group in story.copies],
        "pairs": [
            {
                "left": names[link.left],
                "right": names[link.right],
                "relation": link.relation,
                "containment": link.containment,
                "jaccard": link.jaccard,
                "shared_words": link.shared_words,
                "why": link.why,
            }
            for link in story.links
            if link.left in names and link.right in names
        ],
    }


def diff(left: Article, right: Article, alignment: Alignment) -> Json:
    """The document that `wirecopy diff --json` prints."""
    rows = [
        {
            "label": row.label,
            "left": [{"start": span.start, "end": span.end} for span in row.left],
            "right": [{"start": span.start, "end": span.end} for span in row.right],
            "words": [list(word) for word in row.words],
            "punct_only": row.punct_only,
        }
        for row in alignment.rows
    ]
    return {
        "left_file": left.name,
        "right_file": right.name,
        "rows": rows,
        "notice": alignment.notice,
    }
