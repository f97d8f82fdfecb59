"""Suggestions while somebody types: a few topics, then a few titles."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from medagora.catalogue.queries import for_search as catalogue
from medagora.search import tasks
from medagora.search.domain.beginnings import SHORTEST
from medagora.search.domain.documents import Role, Sort
from medagora.search.domain.misspellings import right_form
from medagora.search.domain.requests import SearchRequest
from medagora.search.domain.topic_matching import (
    MAX_TOPICS,
    MIN_LETTERS_START_OF_PAGE,
    Match,
    TopicMatch,
    can_start,
    match_topics,
)
from medagora.search.domain.words import ARTICLE, Question, understand, words_of
from medagora.search.gateways import IndexUnavailable, SearchEngine, engine
from medagora.search.queries import fallback, popularity
from medagora.search.queries.beginnings import (
    is_strange,
    likely_questions,
    shorter_questions,
)
from medagora.search.queries.spelling import find_correction
from medagora.search.queries.understanding import understand_with
from medagora.topics import queries as topics

MAX_RESOURCES = 4
MAX_COLLECTIONS = 2


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
        _topics(question, matches, language),
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
    """The topics that the beginning names or begins; if there are none, those of what
    may have been meant, the likeliest first."""
    match = partial(_match, engine, language)
    if found := match(question):
        return found
    likely: dict[str, TopicMatch] = {}
    for other in likely_questions(question, language):
        for one in match(other):
            likely.setdefault(one.slug, one)
    if likely:
        return list(likely.values())[:MAX_TOPICS]
    if is_strange(question, language) and (meant := _meant(engine, question, language)):
        return meant
    shorter = map(match, shorter_questions(question, language))
    return next(filter(None, shorter), [])


def _match(engine: SearchEngine, language: str, typed: Question) -> list[TopicMatch]:
    """The topics that fit in each way to read it."""
    weights = popularity.of_topics(engine, language)
    found: dict[str, TopicMatch] = {}
    for reading in _readings(typed, language):
        if found and len(reading.content) == 1:
            break  # so little would lead anywhere
        terms = engine.find_terms(reading, language)
        for one in match_topics(reading, terms, language, weights, is_beginning=True):
            found.setdefault(one.slug, one)
    return list(found.values())[:MAX_TOPICS]


def _readings(question: Question, language: str) -> Iterator[Question]:
    """With all small words, of which terms have some ("can't sleep"); without them,
    but for the last word, which may be unfinished ("heart at"); without that. Arabic
    also without the article, which is only known by the length of the word."""
    *whole, last = question.words
    yield from dict.fromkeys(_strictly(question))
    bare = last.removeprefix(ARTICLE)
    if bare != last and can_start(" ".join((*whole, bare)).strip()):
        yield from dict.fromkeys(
            _strictly(understand(" ".join((*whole, bare)), language))
        )
    if last not in question.content[-1:]:
        yield question


def _strictly(question: Question) -> Iterator[Question]:
    yield replace(question, content=question.words)
    yield _with_last(question)


def _with_last(question: Question) -> Question:
    """The last word counts, whatever it is."""
    last = question.words[-1]
    if last in question.content[-1:]:
        return question
    return replace(question, content=(*question.content, last))


def _meant(engine: SearchEngine, question: Question, language: str) -> list[TopicMatch]:
    """What is named in other letters, or with a slip mended."""
    if len(question.words[-1]) < SHORTEST:
        return []
    request = SearchRequest(question.text, reader=language)
    understood = understand_with(engine, request)
    if understood.named or not understood.strange:
        return understood.named
    correction = find_correction(engine, request, understood)
    return correction.understood.named if correction else []


def _topics(
    question: Question, matches: list[TopicMatch], language: str
) -> tuple[Suggestion, ...]:
    ids = topics.topics_by_slug([match.slug for match in matches])
    lines = topics.list_lines_of([topic.id for topic in ids.values()], language)
    by_slug = {line.slug: line for line in lines}
    return tuple(
        Suggestion(
            match.slug,
            line.name,
            line.language,
            because=_because(question, match, line.name),
        )
        for match in matches
        if (line := by_slug.get(match.slug))
    )


def _because(question: Question, match: TopicMatch, name: str) -> str:
    """The term that was begun; none where the name says it itself, or where a saying
    was typed in full: it repeats what stands above."""
    if match.term.role is Role.SAYING and match.match < Match.START:
        return ""
    text, shown = right_form(match.term), words_of(name)
    is_said = all(
        any(word.startswith(typed) for word in shown) for typed in question.content
    )
    return "" if is_said or words_of(text) == shown else text


def _collections(uids: list[str]) -> tuple[Suggestion, ...]:
    rows = catalogue.collection_cards(uids) if uids else []
    return tuple(Suggestion(row.uid, row.title, row.language) for row in rows)


def _resources(uids: list[str], language: str) -> tuple[Suggestion, ...]:
    titles = catalogue.titles_by_uid(uids, language) if uids else {}
    return tuple(
        Suggestion(uid, titles[uid], language) for uid in uids if uid in titles
    )
