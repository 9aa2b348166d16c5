"""What the panes look at: the workspace's articles and findings, and where the reader is.

The session knows no widgets.  The screen changes it; panes read it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from store.beginning import richest
from store.labels import short_labels as short_labels
from store.records import (
    Article,
    Claim,
    ClaimGroup,
    CopyLink,
    Demand,
    Findings,
    Review,
    Statement,
    Story,
    Verdict,
)
from store.sources import families
from store.summary import WORTH_IT
from store.utterances import Order, ordered
from tui.lazily import FindingsById, GlancedIds, Numbered, RowsByArticle

if TYPE_CHECKING:
    from store.demand_rows import DemandRows
    from store.workspace import Workspace

Finding = Statement | Demand | Claim
UNREVIEWED = Review()
WORKED_OUT = (
    "order", "numbered", "group_by_claim", "variants", "occurrences", "links_of", "rows",
    "article_ids", "_places", "names",
)  # fmt: skip
"""What of the content is worked out once, when it is first asked for."""


def kind_of(finding_id: str) -> str:
    """The letter that says what a finding is: s, d or c."""
    return finding_id[:1]


class Session:
    """The state of one sitting over one workspace.

    `gathered` are demands, or claims, that the reader picks to be merged.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.current_article: str | None = None
        self.current_finding: str | None = None
        self.diff_pair: tuple[str, str] | None = None
        self.query = ""
        self.kept: frozenset[str] | None = None
        self.gathered: list[str] = []
        self._stood: Finding | None = None
        self.load()
        known = workspace.settings.get("read")
        self.read: set[str] = (
            {one for one in known if one in self.article_by_id}
            if isinstance(known, list)
            else set()
        )
        self._take_place()

    def load(self) -> None:
        """Take articles, findings and story anew from the workspace; keep the reader's place.

        Records are read when somebody asks for them.
        """
        library = self.workspace.library
        self.articles: Sequence[Article] = library.current()
        self.article_by_id: Mapping[str, Article] = library.present()
        self.story: Story = library.story()
        self.findings: Mapping[str, Findings] = MappingProxyType(library.found())
        self._glance = library.summary()
        if self._glance is not None:
            self.labels = self._glance.labels()
            self._families = self._glance.families()
        else:
            self.labels = short_labels(self.article_by_id, library.names())
            self._families = families(list(self.article_by_id), self.story.links, self.story.copies)
        self._group_of = {one: group for group in self.story.copies for one in group}
        for name in WORKED_OUT:
            self.__dict__.pop(name, None)
        self._linked_for: str | None = None
        self._tally: tuple[object, Counter[Verdict | None]] | None = None
        self._index()
        if self.current_article not in self.article_by_id:
            self.current_article = next(iter(self.article_by_id), None)
        self.gathered = [one for one in self.gathered if one in self.finding_by_id]
        if self.current_finding is not None and self.current_finding not in self.finding_by_id:
            self.current_finding = self._nearest(self.current_finding)

    def _nearest(self, gone: str) -> str | None:
        """What stands nearest to where a finding stood that is no longer there, of its kind."""
        stood = self._stood
        if stood is None or stood.id != gone:
            return None
        alike = [row for row in self.by_article.get(stood.article, []) if row.id[0] == gone[0]]
        return min(alike, key=lambda row: abs(row.start - stood.start)).id if alike else None

    def _index(self) -> None:
        library = self.workspace.library
        if self._glance is not None:
            counts = self._glance.finds.counted(self.article_by_id)
        else:
            found = [self.findings[one] for one in self.article_by_id if one in self.findings]
            counts = (
                sum(len(row.statements) for row in found),
                sum(len(row.demands) for row in found),
                sum(len(row.claims) for row in found),
            )
        self.statement_count, self.demand_count = counts[:2]
        self.by_article = RowsByArticle(library)
        self.finding_by_id = FindingsById(library, self.by_article, sum(counts))

    @cached_property
    def order(self) -> Order:
        """All utterances in time."""
        if self._glance is not None:
            return self._glance.order()
        rows = ((one, self.findings.get(one)) for one in self.article_by_id)
        return ordered(((one, row.statements if row else ()) for one, row in rows), self.story)

    @cached_property
    def numbered(self) -> Numbered:
        """The numbers of statements in `order`."""
        if self._glance is not None:
            firsts, totals = self._glance.finds.statements(self.article_ids)
            ids = GlancedIds(self._glance.finds.ids, firsts, totals)
            return Numbered(self.article_ids, totals, ids, self.findings)
        counts = dict.fromkeys(self.article_ids, 0)
        known = []
        for item in self.statements():
            counts[item.article] += 1
            known.append(item.id)
        return Numbered(self.article_ids, list(counts.values()), known, self.findings)

    @cached_property
    def group_by_claim(self) -> dict[str, ClaimGroup]:
        """The group of every claim that is in one."""
        return {claim: group for group in self.story.claim_groups for claim in group.ids}

    @cached_property
    def links_of(self) -> dict[str, list[CopyLink]]:
        """The links of every article that has any."""
        found: dict[str, list[CopyLink]] = {}
        for link in self.story.links:
            for one in (link.left, link.right):
                found.setdefault(one, []).append(link)
        return found

    @cached_property
    def variants(self) -> dict[str, tuple[str, ...]]:
        """All renderings of an utterance, by the id of each statement."""
        return {one: variant.ids for variant in self.story.quote_variants for one in variant.ids}

    @cached_property
    def occurrences(self) -> dict[str, tuple[str, ...]]:
        """The same finding in copies, by the id of each."""
        return {one: same for same in self.story.occurrences for one in same}

    def _take_place(self) -> None:
        """Begin where the last sitting ended, else at the first demand of the richest article."""
        place = self.workspace.settings.get("place")
        if isinstance(place, dict) and place.get("article") in self.article_by_id:
            self.current_article = place["article"]
            self.finding_by_id.see(place["article"])
            if place.get("finding") in self.finding_by_id:
                self.choose_finding(place["finding"])
        else:
            self.start()

    def start(self) -> None:
        """Go to the first demand of the article that has most kinds of demands."""
        if self._glance is not None:
            best = self._glance.begin
        else:
            rows = self.article_by_id
            best = richest(self.demands(), self._group_of, lambda one: rows[one].published)
        if not best:
            return
        self.finding_by_id.see(best)
        first = next(item for item in self.by_article[best] if isinstance(item, Demand))
        self.choose_finding(first.id)

    def keep_place(self, **more: object) -> None:
        """Have the workspace remember where the reader is, what was read, and `more` settings.

        Raises WorkspaceError.
        """
        place = {"article": self.current_article, "finding": self.current_finding}
        kept = {"place": place, "read": sorted(self.read), **more}
        if any(self.workspace.settings.get(key) != value for key, value in kept.items()):
            self.workspace.settings.update(kept)
            self.workspace.save()

    @property
    def could_be_summed_up(self) -> bool:
        """Whether a summary would make the workspace open sooner."""
        return self._glance is None and len(self.article_by_id) >= WORTH_IT

    @property
    def fresh(self) -> bool:
        """Whether nobody has marked anything here yet."""
        return not self.workspace.reviews()

    # What is there

    @property
    def article(self) -> Article | None:
        """The article that the reader is in."""
        return self.article_by_id.get(self.current_article or "")

    @property
    def finding(self) -> Finding | None:
        """The finding that the reader is at."""
        return self.finding_by_id.get(self.current_finding or "")

    @cached_property
    def article_ids(self) -> list[str]:
        """The ids of the articles in their order."""
        return list(self.article_by_id)

    @cached_property
    def _places(self) -> dict[str, int]:
        return dict(zip(self.article_ids, range(len(self.article_ids)), strict=True))

    @cached_property
    def names(self) -> dict[str, str]:
        """What each article is called, by id, without reading it."""
        return dict(zip(self.article_ids, self.workspace.library.names(), strict=True))

    def place_of(self, article_id: str) -> int:
        """The place of an article in their order, -1 where it is not there."""
        return self._places.get(article_id, -1)

    def label(self, article_id: str) -> str:
        """The article's short name: "003"."""
        return self.labels.get(article_id, "?")

    def statements(self) -> Iterable[Statement]:
        """All statements, article by article."""
        for article in self.article_by_id:
            found = self.findings.get(article)
            yield from found.statements if found else ()

    def demands(self) -> Iterable[Demand]:
        """All demands, article by article."""
        if self._glance is not None:
            yield from self._glance.demands()
            return
        for article in self.article_by_id:
            found = self.findings.get(article)
            yield from found.demands if found else ()

    def claims(self) -> Iterable[Claim]:
        """All claims, article by article."""
        if self._glance is not None:
            yield from self._glance.claims()
            return
        for article in self.article_by_id:
            found = self.findings.get(article)
            yield from found.claims if found else ()

    def group_of(self, article_id: str) -> tuple[str, ...]:
        """The copy group of an article: ids, itself among them."""
        return self._group_of.get(article_id, (article_id,))

    def copy_links(self, article_id: str) -> list[CopyLink]:
        """The links of an article, the closest other first."""
        if self._linked_for in (None, article_id):  # the first frame asks for one: no table for it
            self._linked_for = article_id
            found = [link for link in self.story.links if article_id in (link.left, link.right)]
        else:
            found = self.links_of.get(article_id, [])
        return sorted(found, key=lambda link: (link.relation != "copy", -link.containment))

    def independent(self) -> int:
        """How many articles do not copy another one or share its passages: sources, not prints."""
        return len(self.families())

    @cached_property
    def rows(self) -> DemandRows | None:
        """The rows of the ledger, where a summary has them."""
        return self._glance.rows() if self._glance is not None else None

    def families(self) -> list[list[str]]:
        """Article ids joined into sources: prints of one wire story count once."""
        return self._families

    # Where the reader is

    def choose_article(self, article_id: str) -> None:
        """Go to an article; its findings are next."""
        if article_id in self.article_by_id and article_id != self.current_article:
            self.current_article = article_id
            finding = self.finding
            if finding is None or finding.article != article_id:
                self.current_finding = None

    def choose_finding(self, finding_id: str) -> None:
        """Go to a finding and to its article; "" leaves none chosen."""
        finding = self.finding_by_id.get(finding_id)
        if not finding_id:
            self.current_finding = None
        if finding is not None:
            self._stood = finding
            self.current_finding = finding_id
            self.current_article = finding.article

    def keeps(self, finding_id: str) -> bool:
        """Whether the filter that is on lets a finding through."""
        return self.kept is None or finding_id in self.kept

    # Reviews

    def review(self, finding_id: str) -> Review:
        """The verdict, note and tags of a finding, own or inherited from a copy."""
        return self.workspace.review(finding_id)

    def tally(self) -> Counter[Verdict | None]:
        """How many findings stand at each verdict; inherited ones count as unreviewed."""
        reviews = self.workspace.reviews()
        if self._tally is None or self._tally[0] is not reviews:
            self._tally = reviews, self._tallied(reviews)
        return self._tally[1]

    def _tallied(self, reviews: Mapping[str, Review]) -> Counter[Verdict | None]:
        tally: Counter[Verdict | None] = Counter()
        for target, review in reviews.items():
            if review.verdict and not review.inherited and target in self.finding_by_id:
                tally[review.verdict] += 1
        tally[None] = len(self.finding_by_id) - tally.total()
        return tally
