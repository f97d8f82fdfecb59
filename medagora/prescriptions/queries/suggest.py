"""From a diagnosis, by code or in words, to what may go on the sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.cache import cache

from medagora.appraisal.queries.for_search import spread_by_resource
from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import Audience, Kind
from medagora.kernel import languages
from medagora.kernel.text import fold, tidy
from medagora.prescriptions.domain import choosing, code_words
from medagora.prescriptions.domain.sheets import Line
from medagora.prescriptions.domain.things import line_of
from medagora.prescriptions.domain.words import Level, LineState
from medagora.prescriptions.queries.things import state_of, things_of
from medagora.topics import queries as topics

if TYPE_CHECKING:
    from medagora.catalogue.queries import Card

#: Topics that words may mean, and resources of each that are looked at.
MOST_TOPICS, MOST_LOOKED_AT = 3, 60
#: For the hand of a patient: what explains before what talks, and news last of all.
_PLACES = {
    Kind.DECISION_AID: 0,
    Kind.ARTICLE: 0,
    Kind.WEBSITE: 0,
    Kind.WIKI_PAGE: 1,
    Kind.VIDEO_CHANNEL: 1,
    Kind.PODCAST: 1,
    Kind.TOOL: 1,
    Kind.APP: 1,
    Kind.COURSE: 1,
    Kind.GUIDELINE: 1,
    Kind.COMMUNITY: 1,
}
_OTHER_PLACE = 2
#: A resource on more topics than this is about everything.
_MOST_SPECIAL = 3
#: Topics below a topic that are looked at when it has little itself.
_MOST_BELOW = 12
_KEEP_SECONDS = 24 * 3600


@dataclass(frozen=True)
class TopicFound:
    """``language`` is that of the name."""

    slug: str
    name: str
    language: str


@dataclass(frozen=True)
class Suggestion:
    """``understood``: "code", "words", or empty when no topic was found."""

    topics: tuple[TopicFound, ...] = ()
    lines: tuple[Line, ...] = ()
    understood: str = ""


def for_code(
    text: str,
    language: str,
    *,
    level: str = Level.ANY,
    audience: str = Audience.PATIENTS,
    limit: int = 12,
) -> Suggestion:
    """What the catalogue has for a diagnosis: by its code (ICD-10, MeSH, SNOMED CT, …),
    by the code above it ("E11.9" → "E11"), else by name. Only resources that speak the
    language and whose links work, the best first. The text is stored nowhere."""
    words = tidy(text[: code_words.LONGEST])
    spoken = languages.primary(language)
    if not words or not languages.is_known(spoken):
        return Suggestion()
    slugs, understood = _slugs(words, spoken)
    if not slugs:
        return Suggestion()
    slugs = sorted(slugs, key=lambda slug: slug in _wider(slugs))
    cards = topics.cards_by_slug(slugs, spoken)
    found = tuple(
        TopicFound(slug, cards[slug].name, cards[slug].language)
        for slug in slugs
        if slug in cards
    )
    lines = best_lines(slugs, spoken, level=level, audience=audience, limit=limit)
    return Suggestion(found, tuple(lines), understood)


def _slugs(words: str, language: str) -> tuple[list[str], str]:
    by_code = _slugs_by_code()
    for form in code_words.forms_of(words):
        if form in by_code:
            return by_code[form][:MOST_TOPICS], "code"
    slug = topics.slugs_by_name([words], language).get(words, "")
    if slug:
        return [slug], "words"
    start = fold(words)
    if len(start) < code_words.SHORTEST_WORD:
        return [], ""
    said = topics.find_spoken([start], start, limit=MOST_TOPICS * 4)
    own = sorted(said, key=lambda term: term.language != language)
    near = list(dict.fromkeys(term.slug for term in own))[:MOST_TOPICS]
    return near, "words" if near else ""


def _slugs_by_code() -> dict[str, list[str]]:
    """Every code that a topic has, folded; read anew when a topic changed."""
    marks = "-".join(map(str, topics.change_marks()))
    key = "prescriptions:codes"
    held: tuple[str, dict[str, list[str]]] | None = cache.get(key)
    if held is not None and held[0] == marks:
        return held[1]
    found: dict[str, list[str]] = {}
    for terms in topics.spoken_terms():
        for term in terms:
            if term.role == "code":
                slugs = found.setdefault(code_words.folded(term.text), [])
                if term.slug not in slugs:
                    slugs.append(term.slug)
    cache.set(key, (marks, found), _KEEP_SECONDS)
    return found


# ---- the best of a topic -------------------------------------------------------------


def best_lines(
    slugs: Sequence[str], language: str, *, level: str, audience: str, limit: int
) -> list[Line]:
    """Resources of the topics and what lies below them, the best first. A topic above
    another one of them gives only its own, and those last: below it lie illnesses that
    are not meant."""
    search = catalogue.ListingSearch(language=language, audience=audience)
    wider = _wider(slugs)
    below = topics.ids_below(slugs)
    found: dict[int, int] = {}
    for slug in sorted(slugs, key=lambda slug: slug in wider):
        own = below.get(slug, [])
        for topic in own[:1] if slug in wider else own[:_MOST_BELOW]:
            if len(found) < MOST_LOOKED_AT:
                for pk in catalogue.listed_ids(topic, search)[:MOST_LOOKED_AT]:
                    found.setdefault(pk, int(slug in wider))
    cards = catalogue.cards_of(list(found)[:MOST_LOOKED_AT], language)
    return best_of(cards, language, level=level, limit=limit, distance=found)


def _wider(slugs: Sequence[str]) -> set[str]:
    """Those above another one: a code may stand at an illness and at its group."""
    below = topics.ids_below(slugs)
    heads = {slug: ids[0] for slug, ids in below.items()}
    return {
        slug
        for slug, ids in below.items()
        if any(heads[other] in ids for other in heads if other != slug)
    }


def best_of(
    cards: Iterable["Card"],
    language: str,
    *,
    level: str,
    limit: int,
    distance: Mapping[int, int] | None = None,
) -> list[Line]:
    """Those whose links work, as ``_rank`` has them; a smaller ``distance`` (by a
    card's id) comes before all that. Where reading must be simple, what was measured as
    hard comes last."""
    working = [card for card in cards if state_of(card) is LineState.OK]
    spreads = spread_by_resource([card.uid for card in working])
    covered = catalogue.topic_slugs_of(card.id for card in working)
    far = distance or {}

    def rank(card: "Card") -> tuple[int, ...]:
        raters = sum(one.raters for one in spreads.get(card.uid, ()))
        count = len(covered.get(card.id, ()))
        return far.get(card.id, 0), *_rank(card, language, raters, count)

    # readings are asked for what may be shown, not for all that was looked at
    things = list(things_of(sorted(working, key=rank)[: 2 * limit]).values())
    if level == Level.SIMPLE:
        things.sort(key=lambda thing: choosing.ease(thing.reading))
    return [line_of(thing, language) for thing in things[:limit]]


def _rank(
    card: "Card", language: str, raters: int, topic_count: int
) -> tuple[int, ...]:
    """Confirmed by curators, in its own language, of a kind for patients, about this
    and little else, judged by people, and seen lately: in that order."""
    seen: date | None = card.last_reviewed_on
    if seen is None and card.published_at is not None:
        seen = card.published_at.date()
    return (
        card.is_unconfirmed,
        card.languages[:1] != (language,),
        _PLACES.get(Kind(card.kind), _OTHER_PLACE),
        topic_count > _MOST_SPECIAL,
        -min(raters, 3),
        -(seen.toordinal() if seen else 0),
        -card.id,
    )
