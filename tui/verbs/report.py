"""Findings and copies of files as plain lines, for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis import copies, provenance
from store.records import Article, CopyLink, Findings, Story
from tui.display import line
from tui.prose import count, heading, quoted, wrapped


def named(articles: Sequence[Article], name: str) -> Article | None:
    """The one article whose name begins so; None when none or several do."""
    fits = [article for article in articles if name and article.name.startswith(name)]
    return fits[0] if len(fits) == 1 else None


def print_findings(
    articles: Sequence[Article], found: Mapping[str, Findings], story: Story
) -> None:
    """What was found in each file: who said what, who demands what, what can be checked."""
    for article in articles:
        findings = found[article.id]
        print(heading(article.name))
        if article.title and article.title != article.name:
            print(wrapped(article.title))
        for notice in article.notices:
            print(wrapped("note: " + notice.text))
        counts = (
            count(len(findings.statements), "statement"),
            count(len(findings.demands), "demand"),
            count(len(findings.claims), "claim"),
        )
        print(", ".join(counts))
        _print_rows(findings)
        print()
    for group in story.claim_groups:
        values = f": {', '.join(group.values)}" if group.values else ""
        print(wrapped(f"{group.title or group.group}{values}; {group.note or group.status}"))


def _print_rows(findings: Findings) -> None:
    """The findings of one article in reading order, with their offsets."""
    rows: list[tuple[int, int, str, str]] = []
    for said in findings.statements:
        who = ", ".join(said.speakers) or said.speaker or "unknown speaker"
        relay = f", relayed by {said.relayed_by}" if said.relayed_by else ""
        rows.append((said.start, said.end, f"S {said.act} by {who}{relay}", said.text))
    for wanted in findings.demands:
        who = f"{wanted.holder or 'unknown'} → {wanted.target or 'unknown'}"
        rows.append(
            (wanted.start, wanted.end, f"D {wanted.name or wanted.demand}: {who}", wanted.text)
        )
    rows += [
        (claim.start, claim.end, f"C asserted by {claim.asserted_by}", claim.text)
        for claim in findings.claims
    ]
    for start, end, about, text in sorted(rows):
        print(f"{start}-{end}  {line(about)}")
        print(quoted(text, "    "))


def print_copies(
    articles: Sequence[Article],
    groups: Sequence[Sequence[str]],
    links: Sequence[CopyLink],
    arrows: Sequence[provenance.Arrow],
) -> None:
    """Groups of copies with their original, then every pair, why it is one and who was first."""
    known = {article.id: article for article in articles}
    names = {article.id: line(article.name) for article in articles}
    for number, group in enumerate(groups, 1):
        kind = f"{len(group)} copies of one text" if len(group) > 1 else "no copy of another"
        print(f"{number}. {kind}")
        for member in group:
            print(f"   {names[member]}")
        if len(group) > 1:
            print(wrapped(provenance.headed(group, arrows, names), "   "))
            first = provenance.earliest([known[member] for member in group])
            if first is not None and first.published:
                print(f"   earliest: {names[first.id]}, {first.published.date}")
            weak = copies.weakest(group, links)
            if weak is not None and len(group) > 2:
                pair = f"{names[weak.left]} and {names[weak.right]}"
                print(wrapped(f"weakest pair: {pair}, {weak.why}", "   "))
    for link, arrow in zip(links, arrows, strict=True):
        share = f"{link.containment:.0%} of the shorter, {count(link.shared_words, 'word')}"
        print(wrapped(f"{names[link.left]} and {names[link.right]}: {link.relation}, {share}"))
        if link.why:
            print(wrapped(link.why, "   "))
        print(wrapped(provenance.told(arrow, names), "   "))
