"""Findings, copies and alignments of files as plain lines, for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.records import AlignedRow, Alignment, Article, CopyLink, Findings, Span, Story
from tui.display import line
from tui.glyphs import LABEL_GLYPHS
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
    articles: Sequence[Article], groups: Sequence[Sequence[str]], links: Sequence[CopyLink]
) -> None:
    """Groups of copies, then every pair and why it is one."""
    names = {article.id: line(article.name) for article in articles}
    for number, group in enumerate(groups, 1):
        kind = f"{len(group)} copies of one text" if len(group) > 1 else "no copy of another"
        print(f"{number}. {kind}")
        for member in group:
            print(f"   {names[member]}")
    for link in links:
        share = f"{link.containment:.0%} of the shorter, {count(link.shared_words, 'word')}"
        print(wrapped(f"{names[link.left]} and {names[link.right]}: {link.relation}, {share}"))
        if link.why:
            print(wrapped(link.why, "   "))


def print_diff(left: Article, right: Article, alignment: Alignment) -> None:
    """Both articles row by row: the sign, then what the left and the right have."""
    print(wrapped(f"- {left.name}"))
    print(wrapped(f"+ {right.name}"))
    signs = ", ".join(f"{sign} {name.replace('_', ' ')}" for name, sign in LABEL_GLYPHS.items())
    print(f"({signs})")
    if alignment.notice:
        print(wrapped(alignment.notice))
    for row in alignment.rows:
        print()
        _print_row(left, right, row)


def _print_row(left: Article, right: Article, row: AlignedRow) -> None:
    sign = LABEL_GLYPHS[row.label]
    if row.label == "same":
        print(wrapped(_passage(left.text, row.left), f"{sign:<4}"))
    elif row.label == "edited" and row.words:
        print(wrapped(_edits(left.text, right.text, row), f"{sign:<4}"))
    else:
        for side, spans, mark in ((left, row.left, "-"), (right, row.right, "+")):
            if spans:
                lead = sign if len(sign) == 1 and sign in "-+" else f"{sign} {mark}"
                print(wrapped(_passage(side.text, spans), f"{lead:<5}"))


def _passage(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[span.start : span.end] for span in spans)


def _edits(left: str, right: str, row: AlignedRow) -> str:
    """One sentence with its edits in place: [-dropped-] {+added+}, as wdiff writes them."""
    parts = []
    for operation, left_start, left_end, right_start, right_end in row.words:
        old, new = left[left_start:left_end], right[right_start:right_end]
        if operation == "equal":
            parts.append(new)
            continue
        parts += [f"[-{old.strip()}-]"] if old else []
        parts += [f"{{+{new.strip()}+}}"] if new else []
    return " ".join(parts)
