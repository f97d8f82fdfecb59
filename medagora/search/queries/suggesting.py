"""Suggestions while somebody types: a few topics, then a few titles."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from medagora.catalogue.queries import for_search as catalogue
from medagora.search import tasks
from medagora.search.domain.documents import Sort
from medagora.search.domain.requests import SearchRequest
from medagora.search.domain.topic_matching import (
    MAX_TOPICS,
    MIN_LETTERS_START_OF_PAGE,
    TopicMatch,
    can_start,
    match_topics,
)
from medagora.search.domain.words import Question, understand
from medagora.search.gateways import IndexUnavailable, SearchEngine, engine
from medagora.search.queries import fallback, popularity
from medagora.search.queries.spelling import find_correction
from medagora.search.queries.understanding import understand_with
from medagora.topics import queries as topics

MAX_RESOURCES = 4
MAX_COLLECTIONS = 2
#: "The" of Arabic, at the front of a word.
ARTICLE = "ال"
#: A shorter word may become anything yet.
SHORTEST_MENDED = 4


@dataclass(frozen=True)
class Suggestion:
    """``key`` is a slug or a uid; ``because`` the term that was typed, if it is not
    the name that is shown."""

    key: str
    name: str
    language: str
    because: str = ""


@dataclass(frozen=True)
class Suggestions:
    text: str
    topics: tuple[Suggestion, ...] = ()
    resources: tuple[Suggestion, ...] = ()
    collections: tuple[Suggestion, ...] = ()

    @property
    def count(self) -> int:
        return len(self.topics) + len(self.resources) + len(self.collections)

    def __bool__(self) -> bool:
        return bool(self.count)


def suggest(text: str, language: str) -> Suggestions:
    """What may be meant by the beginning of a text; the last word may be unfinished."""
    question = understand(text, language)
    if not question.words or not can_start(" ".join(question.words)):
        return Suggestions(question.text)
    try:
        index = engine()
        with index.at_once():
            matches = _matches(index, question, language)
            words = for_titles(question.words)
            uids = index.suggest_content(words, language, limit=MAX_RESOURCES)
            collected = index.suggest_content(
                words, language, limit=MAX_COLLECTIONS, sort=Sort.COLLECTION
            )
    except IndexUnavailable:
        tasks.ask_for_rebuild()
        matches, uids, collected = fallback.match_topics(question, language), [], []
    return Suggestions(
        question.text,
        _topics(matches, language),
        _resources(uids, language),
        _collections(collected),
    )


def for_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Two letters begin too many words of titles: they wait for the third."""
    is_enough = can_start(words[-1], letters=MIN_LETTERS_START_OF_PAGE)
    return words if is_enough else words[:-1]


def _matches(
    engine: SearchEngine, question: Question, language: str
) -> list[TopicMatch]:
    """The topics that the beginning names or begins, in each way to read it; if there
    are none, those of another spelling."""
    weights = popularity.of_topics(engine, language)
    found: dict[str, TopicMatch] = {}
    for reading in _readings(question, language):
        terms = engine.find_terms(reading, language)
        for match in match_topics(reading, terms, language, weights):
            found.setdefault(match.slug, match)
    return list(found.values())[:MAX_TOPICS] or _meant(engine, question, language)


def _readings(question: Question, language: str) -> Iterator[Question]:
    """Of an unfinished last word: as it stands, be it a small word ("heart at"), and in
    Arabic without the article, which is only known by the length of the word."""
    *whole, last = question.words
    if last.startswith(ARTICLE) and can_start(last.removeprefix(ARTICLE)):
        yield understand(" ".join((*whole, last.removeprefix(ARTICLE))), language)
    if last not in question.content[-1:]:
        yield replace(question, content=(*question.content, last))
    yield question


def _meant(engine: SearchEngine, question: Question, language: str) -> list[TopicMatch]:
    """What is named in other letters, or with a slip mended."""
    if len(question.words[-1]) < SHORTEST_MENDED:
        return []
    request = SearchRequest(question.text, reader=language)
    understood = understand_with(engine, request)
    if understood.named or not understood.strange:
        return understood.named
    correction = find_correction(engine, request, understood)
    return correction.understood.named if correction else []


def _topics(matches: list[TopicMatch], language: str) -> tuple[Suggestion, ...]:
    cards = topics.cards_by_slug([match.slug for match in matches], language)
    return tuple(
        Suggestion(
            match.slug,
            card.name,
            card.language,
            because="" if match.term.text == card.name else match.term.text,
        )
        for match in matches
        if (card := cards.get(match.slug))
    )


def _collections(uids: list[str]) -> tuple[Suggestion, ...]:
    rows = catalogue.collection_cards(uids) if uids else []
    return tuple(Suggestion(row.uid, row.title, row.language) for row in rows)


def _resources(uids: list[str], language: str) -> tuple[Suggestion, ...]:
    titles = catalogue.titles_by_uid(uids, language) if uids else {}
    return tuple(
        Suggestion(uid, titles[uid], language) for uid in uids if uid in titles
    )
