"""Who is reported to have said what, how the engine knows, and how sure it is.

Layers: sentences (analysis.text), quotation marks (quotes), word classes (tokens, lexicon, shape),
subjects (phrases, subjects), reporting verbs and their content (frames, attributions, nominals,
leftovers; openings, limits), free-standing quotations (carry), speakers (speakers), act and time
(acts, dates).
"""

from __future__ import annotations

from analysis.actors import ActorTable
from analysis.statements import assemble
from store.records import Article, Statement


def extract(article: Article, table: ActorTable) -> tuple[Statement, ...]:
    """The statements of one article in text order; none from its boilerplate."""
    return assemble.statements(article, table)
