"""What a search found, with everything that a page says about it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar
from urllib.parse import quote, urlsplit

from medagora.appraisal.queries.for_search import spread_by_resource
from medagora.catalogue.queries import for_search as catalogue
from medagora.community.queries import for_search as community
from medagora.curation.queries.choosers import choosers_by_uid
from medagora.reader.queries import for_search as reader
from medagora.search.domain.documents import Sort
from medagora.search.domain.function_words import FUNCTION_WORDS
from medagora.search.domain.librarian import Librarian
from medagora.search.domain.marking import HitTexts, Wanted, find_reasons, mark
from medagora.search.domain.requests import (
    ANY,
    LAST_PAGE,
    ContentAnswer,
    SearchRequest,
)
from medagora.search.domain.topic_matching import TopicMatch, near_topics
from medagora.search.domain.understanding.codes import System
from medagora.search.domain.understanding.intents import read_intents
from medagora.search.domain.words import Question, written_words
from medagora.search.queries import choices
from medagora.search.queries.results import (
    Beside,
    CollectionHit,
    EntryHit,
    Found,
    HitReason,
    QuestionHit,
    Reference,
    ResourceHit,
    SearchResults,
    TopicHit,
)
from medagora.search.queries.spelling import Correction
from medagora.search.queries.understanding import Understood
from medagora.topics import queries as topics
from medagora.topics.queries import TopicCard
from medagora.web.paging import Page

Cards = Mapping[str, TopicCard]
Hit = TypeVar("Hit")


def show(
    request: SearchRequest,
    meant: Correction,
    found: Found,
    beside: Beside,
) -> SearchResults:
    """The whole result; a fixed number of reads, however much there is."""
    understood, facets = meant.understood, found.answer.facets
    shows_questions = found.query.sort is Sort.QUESTION
    answer = ContentAnswer((), 0) if shows_questions else found.answer
    beside_it = beside.answers
    asked = found.answer if shows_questions else beside_it.get(Sort.QUESTION)
    uids = (*answer.uids, *beside.elsewhere)
    rows = catalogue.found_cards(uids, request.reader)
    question, matches = understood.question, understood.matches
    near = [] if matches else near_topics(found.topics_by_word)
    slugs = {request.topic, *near, *choices.topics_shown(facets)}
    slugs |= {match.slug for match in matches}
    slugs |= {slug for row in rows for slug in row.topics}
    cards = topics.cards_by_slug(slugs - {""}, request.reader)
    shown = replace(request, language=ANY) if found.is_widened else request
    choosers = choosers_by_uid(uids) if rows else {}
    judged = spread_by_resource(uids) if rows else {}
    wanted = _wanted(question, found)
    hits = [
        replace(
            _hit(row, question, found, cards, wanted),
            chosen_by=choosers.get(row.card.uid, ()),
            judged=judged.get(row.card.uid, ()),
        )
        for row in rows
    ]
    own = [hit for hit in hits if hit.card.uid not in beside.elsewhere]
    return SearchResults(
        request=request,
        topics=(
            _topic_hits(matches, cards, understood.counts) if request.page == 1 else ()
        ),
        near_topics=tuple(cards[slug] for slug in near if slug in cards),
        elsewhere=tuple(hit for hit in hits if hit.card.uid in beside.elsewhere),
        page=_page(request, own, answer.total),
        matching=found.matching,
        languages=choices.languages(shown, facets),
        audiences=choices.audiences(shown, facets),
        kinds=choices.kinds(shown, facets),
        in_topics=choices.in_topics(shown, facets, cards),
        marks=choices.marks(shown, facets),
        collections=_collections(beside_it, wanted),
        entries=_entries(beside_it, wanted),
        questions=_questions(request, asked, wanted),
        shows_questions=shows_questions,
        reference=_reference(understood),
        filter_topic=cards.get(request.topic),
        taken_for=meant.text,
        proposed=meant.proposed,
        is_widened=found.is_widened,
        is_a_query=bool(found.query.tree),
        missing_kind=beside.missing_kind,
    )


def show_topics(request: SearchRequest, matches: list[TopicMatch]) -> SearchResults:
    """Only topics, because there is no index just now."""
    slugs = [match.slug for match in matches]
    cards = topics.cards_by_slug(slugs, request.reader)
    return SearchResults(
        request, topics=_topic_hits(matches, cards, {}), is_degraded=True
    )


def _topic_hits(
    matches: Iterable[TopicMatch], cards: Cards, counts: Mapping[str, int]
) -> tuple[TopicHit, ...]:
    return tuple(
        TopicHit(cards[match.slug], match, counts.get(match.slug, 0))
        for match in matches
        if match.slug in cards
    )


def _questions(
    request: SearchRequest, answer: ContentAnswer | None, wanted: Wanted
) -> Page[QuestionHit]:
    """Only what everybody may still read; one that went a moment ago is left out."""
    if not answer or not answer.uids:
        return Page([], 1, 1, 0)
    rows = community.question_cards(answer.uids)
    hits = [QuestionHit(row, mark(row.title, wanted)) for row in rows]
    return _page(request, hits, answer.total)


def _page(request: SearchRequest, hits: list[Hit], total: int) -> Page[Hit]:
    pages = min(max(math.ceil(total / request.size), 1), LAST_PAGE)
    return Page(hits, min(request.page, pages), pages, total)


def _hit(
    row: catalogue.FoundCard,
    question: Question,
    found: Found,
    cards: Cards,
    wanted: Wanted,
) -> ResourceHit:
    card = row.card
    source = f"{card.publisher} {urlsplit(card.address).hostname or ''}"
    shown = (card.title, card.description)
    texts = HitTexts(row.titles, row.descriptions, source, row.topics, shown)
    wanted = wanted.within((*row.titles, *row.descriptions))
    named = found.query.wishes.best_topics
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
                reason.is_shown,
            )
            for reason in find_reasons(texts, wanted, found.topics_by_word, named)
        ),
    )


def _wanted(question: Question, found: Found) -> Wanted:
    """The words to mark: as typed, in other forms, and their synonyms."""
    words = set(question.content)
    starts = {group.word for group in found.groups if group.is_start}
    if found.query.tree:
        starts |= set(Librarian(found.query.tree).positive_starts())
    stems = {stem for group in found.groups for stem in group.stems}
    small = frozenset().union(*(FUNCTION_WORDS.get(c, ()) for c in question.languages))
    others = {
        frozenset(synonym.stems) - small
        for group in found.groups
        for synonym in group.synonyms
    }
    return Wanted(
        frozenset(words),
        frozenset(starts),
        frozenset(stems.union(*(one for one in others if len(one) == 1))),
        question.languages,
        tuple(one for one in others if len(one) > 1),
    )


def _collections(
    beside: Mapping[Sort, ContentAnswer], wanted: Wanted
) -> tuple[CollectionHit, ...]:
    answer = beside.get(Sort.COLLECTION)
    rows = catalogue.collection_cards(answer.uids) if answer and answer.uids else []
    return tuple(CollectionHit(row, mark(row.title, wanted)) for row in rows)


def _entries(
    beside: Mapping[Sort, ContentAnswer], wanted: Wanted
) -> tuple[EntryHit, ...]:
    answer = beside.get(Sort.ENTRY)
    if not answer or not answer.uids:
        return ()
    rows = reader.fresh_cards(map(int, answer.uids))
    return tuple(EntryHit(row, mark(row.title, wanted)) for row in rows)


def _reference(understood: Understood) -> Reference | None:
    code = understood.code
    if not understood.identifier or code is None:
        return None
    if code.system is System.DOI:
        return Reference(code.value, f"https://doi.org/{quote(code.value)}")
    address = f"https://pubmed.ncbi.nlm.nih.gov/{code.value}/"
    return Reference(f"PMID {code.value}", address)


def as_written(librarian: Librarian, request: SearchRequest) -> Understood:
    """A librarian's query as a question: its words are there to be marked."""
    words = librarian.positive_words()
    question = Question(request.text, words, words, (request.reader,))
    return Understood(question, read_intents((), request.reader), [])


def _as_typed(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Folded words as the reader wrote them; others as they are."""
    typed = {folded: text[start:stop] for start, stop, folded in written_words(text)}
    return tuple(typed.get(word, word) for word in words)
