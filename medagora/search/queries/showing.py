"""What a search found, with everything that a page says about it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from medagora.catalogue.queries import for_search as catalogue
from medagora.curation.queries.choosers import choosers_by_uid
from medagora.search.domain.marking import HitTexts, Wanted, find_reasons, mark
from medagora.search.domain.requests import ANY, LAST_PAGE, SearchRequest
from medagora.search.domain.topic_matching import TopicMatch, near_topics
from medagora.search.domain.words import Question, written_words
from medagora.search.queries import choices
from medagora.search.queries.results import (
    Found,
    HitReason,
    ResourceHit,
    SearchResults,
    TopicHit,
)
from medagora.search.queries.spelling import Correction
from medagora.topics import queries as topics
from medagora.topics.queries import TopicCard
from medagora.web.paging import Page

Cards = Mapping[str, TopicCard]


def show(
    request: SearchRequest,
    question: Question,
    matches: list[TopicMatch],
    found: Found,
    correction: Correction,
) -> SearchResults:
    """The whole result; ten reads, however much there is."""
    facets = found.answer.facets
    rows = catalogue.found_cards(found.answer.uids, request.reader)
    near = [] if matches else correction.topics or near_topics(found.topics_by_word)
    slugs = {request.topic, *near, *choices.topics_shown(facets)}
    slugs |= {match.slug for match in matches}
    slugs |= {slug for row in rows for slug in row.topics}
    cards = topics.cards_by_slug(slugs - {""}, request.reader)
    shown = replace(request, language=ANY) if found.is_widened else request
    choosers = choosers_by_uid(found.answer.uids) if rows else {}
    hits = [
        replace(
            _hit(row, question, found, cards),
            chosen_by=choosers.get(row.card.uid, ()),
        )
        for row in rows
    ]
    return SearchResults(
        request=request,
        topics=_topic_hits(matches, cards) if request.page == 1 else (),
        near_topics=tuple(cards[slug] for slug in near if slug in cards),
        page=_page(request, hits, found.answer.total),
        matching=found.matching,
        languages=choices.languages(shown, facets),
        audiences=choices.audiences(shown, facets),
        kinds=choices.kinds(shown, facets),
        in_topics=choices.in_topics(shown, facets, cards),
        filter_topic=cards.get(request.topic),
        did_you_mean=correction.text,
        is_widened=found.is_widened,
    )


def show_topics(request: SearchRequest, matches: list[TopicMatch]) -> SearchResults:
    """Only topics, because there is no index just now."""
    slugs = [match.slug for match in matches]
    cards = topics.cards_by_slug(slugs, request.reader)
    return SearchResults(request, topics=_topic_hits(matches, cards), is_degraded=True)


def _topic_hits(matches: Iterable[TopicMatch], cards: Cards) -> tuple[TopicHit, ...]:
    return tuple(TopicHit(cards[m.slug], m) for m in matches if m.slug in cards)


def _page(
    request: SearchRequest, hits: list[ResourceHit], total: int
) -> Page[ResourceHit]:
    pages = min(max(math.ceil(total / request.size), 1), LAST_PAGE)
    return Page(hits, min(request.page, pages), pages, total)


def _hit(
    row: catalogue.FoundCard, question: Question, found: Found, cards: Cards
) -> ResourceHit:
    starts = {group.word for group in found.groups if group.is_start}
    wanted = Wanted(frozenset(question.content), frozenset(starts))
    card = row.card
    source = f"{card.publisher} {urlsplit(card.address).hostname or ''}"
    texts = HitTexts(row.titles, row.descriptions, source, row.topics)
    return ResourceHit(
        card=card,
        title=mark(card.title, wanted),
        description=mark(card.description, wanted),
        topics=tuple(cards[slug] for slug in row.topics if slug in cards),
        reasons=tuple(
            HitReason(
                reason.where,
                _as_typed(question.text, reason.words),
                cards.get(reason.topic),
            )
            for reason in find_reasons(texts, wanted, found.topics_by_word)
        ),
    )


def _as_typed(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Folded words as the reader wrote them; others as they are."""
    typed = {folded: text[start:stop] for start, stop, folded in written_words(text)}
    return tuple(typed.get(word, word) for word in words)
