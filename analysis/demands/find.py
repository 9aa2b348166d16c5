"""Drafts of demands: every sentence of the story is read for cues, modals, orders and threats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import islice
from typing import NamedTuple

from analysis.demands import agents, bullets, contents, modals, nouns, orders, tokens, verbs, voice
from analysis.demands.drafts import Draft, Place
from analysis.demands.guards import held, history, noun_reading, supposed
from analysis.demands.lexicon import nouns as noun_cues
from analysis.demands.lexicon import verbs as verb_cues
from analysis.demands.lexicon import words
from analysis.demands.story import Story
from analysis.demands.tokens import Line, is_word
from store.records import Article

CONFIDENCE = {
    "clause": 0.9, "person": 0.85, "thing": 0.8, "list": 0.85, "noun-to": 0.8, "done": 0.75,
    "passive": 0.8, "modal": 0.65, "time": 0.6, "order": 0.6, "unless": 0.7, "ultimatum": 0.85,
    "deadline": 0.75,
}  # fmt: skip
MODAL_WORDS = frozenset("must should has have had needs need ought".split())
OTHER_TRIGGERS = frozenset(
    "unless until till give gave gives giving given time only condition".split()
)
BULLETS = 20
MOST = 60
NEVER = frozenset("never nobody denied denies denying".split())
"""Before a clause with a modal: "he had never suggested X should"."""
OTHERS_ALLOW = frozenset("being seeing hearing knowing visiting meeting inspecting".split())
"""What one insists on that others must let one do."""
FEW = frozenset("few none nobody neither nothing".split())
"""Who begins so demands nothing."""
ANYBODY = frozenset("everyone everybody anyone anybody someone somebody".split())
"""Of whose wishes nothing follows: "everyone wants better"."""
QUOTES = frozenset('“«„"')


class Scene(NamedTuple):
    """A sentence with what the rules must know of its surroundings."""

    line: Line
    utterances: voice.Utterances
    inside: bool
    year: str


def drafts(article: Article, story: Story, utterances: voice.Utterances) -> list[Draft]:
    """The drafts of an article in text order; `story` are its sentences."""
    year = article.published.date[:4] if article.published else ""
    found: list[Draft] = []
    for place in story.demanding():
        item = story.line(place)
        around = utterances.around(item.start, item.start + 1)
        inside = bool(around and around.kind == "direct" and around.start < item.start)
        scene = Scene(item, utterances, inside, year)
        new = list(islice(_sentence(scene), MOST))
        if not new and item.low(len(item.lows) - 1) == ":":
            new = list(bullets.read(item, story.after(place, BULLETS)))
        found += _distinct(new)
    return found


@cache
def stops() -> Set[str]:
    """The tokens at which a rule looks for a demand."""
    cues = verb_cues().keys() | noun_cues().keys()
    return cues | OTHER_TRIGGERS | MODAL_WORDS | QUOTES | words("needful")


def _sentence(scene: Scene) -> Iterator[Draft]:
    item = scene.line
    looked = stops()
    for at, low in enumerate(item.lows):
        if low not in looked:
            continue
        if low in noun_cues() and (low not in verb_cues() or noun_reading(item, at)):
            yield from _noun(scene, at)
        elif low in verb_cues():
            yield from _verb(scene, at)
        elif low in MODAL_WORDS:
            yield from _modal(scene, at)
        else:
            yield from _threat_or_order(scene, at)


def _verb(scene: Scene, at: int) -> Iterator[Draft]:
    item, cue = scene.line, verb_cues()[scene.line.low(at)]
    if history(item, at, scene.year) or _own_way(item, at):
        return
    inside = voice.quoted(item, at, inside=scene.inside)
    passive = verbs.passive(item, at, cue, quoted=inside)
    if passive and not noun_reading(item, at):
        found, by = passive
        if by is not None:
            yield from _made(scene, at, found, nouns.after(item, by + 1))
        return
    if not verbs.verb_reading(item, at, cue):
        return
    content = verbs.content(item, at, cue, quoted=inside)
    if content is None and _what(item, at):
        content = nouns.announced(item, _copula(item, at), quoted=inside)
    participle = item.low(at).endswith("ing") and is_word(item.low(at - 1))
    if content and (participle or _embedded(item, at)):
        content = contents.within_phrase(item, at, content)
    if content and contents.fronted(item, at):
        content = contents.to_comma(item, content)
    holder = verbs.subject(item, at)
    if content and _may_demand(item, at, holder, cue.agent):
        yield from _made(scene, at, content, holder)


def _own_way(item: Line, at: int) -> bool:
    """Whether somebody insists on a deed of his own: "insisted on keeping the papers"."""
    deed = item.low(at + 2)
    insists = item.low(at).startswith("insist") and item.low(at + 1) in ("on", "upon")
    return insists and deed.endswith("ing") and deed not in OTHERS_ALLOW


def _embedded(item: Line, at: int) -> bool:
    """Whether the cue stands within a phrase: "members *who* want X are", "*saying they* want"."""
    near = [item.low(k) for k in range(max(0, at - 12), at)]
    if near[-1:] in (["who"], ["which"]) or (near[-1:] == ["or"] and {"who", "which"} & set(near)):
        return True
    return item.low(at - 1) in tokens.SUBJECTS and item.low(at - 2).endswith("ing")


def _what(item: Line, at: int) -> bool:
    """Whether "what X" or "all X" stands before the cue ("What the nurses want is ...")."""
    before = [item.low(k) for k in range(max(0, at - 8), at)]
    asked = "what" in before or (before[:1] == ["all"] and len(before) < 5)
    return asked and _copula(item, at) > 0


def _copula(item: Line, at: int) -> int:
    """Where "is" stands behind "what she wants" or "what she wants from him"; 0 if nowhere."""
    reach = range(at + 1, at + 5 if item.low(at + 1) in ("from", "of") else at + 2)
    return next((k for k in reach if item.low(k) in words("copula")), 0)


def _may_demand(item: Line, at: int, holder: tuple[int, int] | None, agent: bool) -> bool:
    """Whether the subject is one who demands: no plan that "calls for" or need that "requires"."""
    if holder is None:
        return not agent
    own = [item.low(k) for k in range(*holder)]
    if own[0] in FEW or (own[0] in ("a", "an") and supposed(item, at)):
        return False
    head = own[: next((n for n, low in enumerate(own) if n and low in tokens.OPENERS), len(own))]
    if bool(head) and head[-1] in words("inert"):
        return False
    if agent and (item.low(at).endswith("ing") or not modals.can_act(item, holder)):
        return False
    wish = item.low(at).startswith("want") or item.low(at) in MODAL_WORDS
    asked = set(item.lows[:at]) if own == ["they"] else set(own)
    return not (wish and (words("polled") & asked or own[0] in ANYBODY))


def _noun(scene: Scene, at: int) -> Iterator[Draft]:
    item, cue = scene.line, noun_cues()[scene.line.low(at)]
    if not nouns.real(item, at) or history(item, at, scene.year) or _own_way(item, at):
        return
    inside = voice.quoted(item, at, inside=scene.inside)
    content = nouns.content(item, at, cue, quoted=inside)
    if content is None:
        return
    content = nouns.alone(item, at, nouns.unjudged(item, at, content))
    if content.rule in ("thing", "person"):
        content = contents.within_phrase(item, at, content) or content
    elif content.rule == "clause":
        content = contents.before_copula(item, content)
    elif content.rule == "noun-to":
        content = contents.before_main_verb(item, content)
    if contents.fronted(item, at):
        content = contents.to_comma(item, content)
    if cue.forms.startswith(("ultimatum", "deadline")):
        content = content._replace(rule="ultimatum")
    holder = nouns.holder(item, at, content.items[-1][1])
    around = scene.utterances.cued(item.starts[at], item.past(at))
    if nouns.answered(item, at) or (holder is None and around is None and content.rule != "list"):
        return
    yield from _made(scene, at, content, holder)


def _modal(scene: Scene, at: int) -> Iterator[Draft]:
    item = scene.line
    place = item.starts[at]
    around = scene.utterances.around(place, place + 1)
    spoken = voice.here(item, at)
    if around is None and spoken is None:
        return
    inside = voice.quoted(item, at, inside=scene.inside)
    floor = spoken.floor if spoken else 0
    if modals.interrupted(item, at):
        floor = max((k + 1 for k in range(at) if item.low(k) in (":", ";", "“")), default=0)
    elif around and around.start > item.start:
        floor = max(
            floor, next((k for k, begin in enumerate(item.starts) if begin >= around.start), 0)
        )
    content = modals.content(item, at, floor=floor, quoted=inside)
    if content and any(item.low(k) in NEVER for k in range(max(0, floor - 2), content.items[0][0])):
        return
    if content is None or (inside and item.low(at) == "had") or history(item, at, scene.year):
        return
    if spoken and spoken.verb is not None and not held(item, spoken.verb):
        return
    if spoken and spoken.speaker and not _may_demand(item, at, spoken.speaker, False):
        return
    holder = None if around and around.speaker else spoken.speaker if spoken else None
    if holder and content.target and content.target == holder:
        return
    yield from _made(scene, at, content, holder)


def _threat_or_order(scene: Scene, at: int) -> Iterator[Draft]:
    item = scene.line
    inside = voice.quoted(item, at, inside=scene.inside)
    for read in (
        modals.unless, modals.condition, modals.deadline, modals.time_for, modals.needful
    ):  # fmt: skip
        content = read(item, at, quoted=inside)
        if content is None or history(item, at, scene.year):
            continue
        if read in (modals.time_for, modals.needful):
            spoken = voice.here(item, at)
            if spoken is None and scene.utterances.around(item.starts[at], item.past(at)) is None:
                continue
            holder = spoken.speaker if spoken else None
        elif read in (modals.unless, modals.condition):
            spoken = voice.here(item, at)
            holder = _who_threatens(item, at) or (spoken.speaker if spoken else None)
        else:
            holder = verbs.subject(item, at)
        yield from _made(scene, at, content, holder)
    content = orders.order(item, at)
    if content:
        spoken = voice.here(item, at)
        place = item.past(at)
        if spoken or scene.utterances.around(place, place + 1):
            yield from _made(scene, at, content, spoken.speaker if spoken else None)


def _who_threatens(item: Line, at: int) -> tuple[int, int] | None:
    for k in range(max(0, at - 25), at):
        if item.low(k) in words("threats") - {"strike", "strikes", "walk", "blockade", "ultimatum"}:
            return verbs.subject(item, k)
    return None


def _made(
    scene: Scene, at: int, content: contents.Content, holder: tuple[int, int] | None
) -> Iterator[Draft]:
    item = scene.line
    cue = item.starts[at], item.past(at)
    addressee = _addressee(item, at)
    for number, (first, past) in enumerate(content.items):
        if not any(is_word(item.low(k)) for k in range(first, past)):
            continue
        yield Draft(
            span=_unmarked(item, first, past),
            cue=cue,
            rule=content.rule,
            confidence=CONFIDENCE[content.rule],
            holder=item.span(*holder) if holder and holder[0] < holder[1] else None,
            target=_place(item, content.targets[number] if content.targets else content.target),
            addressee=_place(item, addressee),
            family=cue[0],
            noun=item.low(at) in noun_cues() and noun_reading(item, at),
        )


def _place(item: Line, phrase: tuple[int, int] | None) -> Place | None:
    """Where the name of who must act stands, without words of time behind it."""
    if phrase is None or phrase[0] >= phrase[1]:
        return None
    return item.span(*agents.bare(item, phrase))


def _unmarked(item: Line, first: int, past: int) -> Place:
    """The characters of the tokens, without quotation marks that have no partner in them."""
    marks = [item.low(k) for k in range(first, past)]
    if (marks[:1] in (["“"], ["‘"]) and not any(m in "”’" for m in marks)) or (
        marks[:1] == ['"'] and marks.count('"') == 1 and past - first > 1
    ):
        first += 1
    return item.span(first, past)


def _addressee(item: Line, at: int) -> tuple[int, int] | None:
    """Whom the sentence names as the one who hears: "accuse X of ignoring his demand"."""
    for k in range(at - 1, max(-1, at - 14), -1):
        if item.low(k) in words("accuse"):
            for j in range(k + 2, min(k + 8, at)):
                if item.low(j) in ("of", "for"):
                    return (k + 1, j)
    return None


def _distinct(found: Sequence[Draft]) -> list[Draft]:
    """Of drafts that overlap, the inner cue's when it explains the outer, else the surer one."""
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda d: (-d.confidence, d.span[0])):
        if not any(_same(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: d.span)


def _same(one: Draft, other: Draft) -> bool:
    common = min(one.span[1], other.span[1]) - max(one.span[0], other.span[0])
    return common > 0 and one.family != other.family
