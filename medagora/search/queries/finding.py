"""A search: understand the words and ask the engine, step by step less strictly."""

from dataclasses import dataclass, replace

from medagora.search import tasks
from medagora.search.domain.requests import (
    ANY,
    Filters,
    Need,
    ResourceQuery,
    SearchRequest,
    WordGroup,
)
from medagora.search.domain.topic_matching import (
    can_start,
    match_topics,
    named_topics,
)
from medagora.search.domain.words import Question, understand
from medagora.search.gateways import IndexUnavailable, SearchEngine, engine
from medagora.search.queries import fallback, popularity, showing, spelling
from medagora.search.queries.results import Found, Matching, SearchResults


def search(request: SearchRequest) -> SearchResults:
    """Topics and resources for a request, with reasons and further choices.

    While there is no index it gives the topics that the database knows, says so in
    ``is_degraded`` and has the index rebuilt.
    """
    question = understand(request.text, request.reader)
    if request.is_empty or (request.text and not question.words):
        return SearchResults(request)
    try:
        return _search(engine(), request, question)
    except IndexUnavailable:
        tasks.ask_for_rebuild()
        matches = fallback.match_topics(question, request.reader)
        return showing.show_topics(request, matches)


def _search(
    engine: SearchEngine, request: SearchRequest, question: Question
) -> SearchResults:
    terms = engine.find_terms(question, request.reader)
    weights = popularity.of_topics(engine, request.reader)
    matches = match_topics(question, terms, request.reader, weights)
    named = named_topics(matches)
    found = _find(engine, request, question, named)
    correction = spelling.NONE
    if not found.has_any or (found.matching is Matching.SOME and not named):
        correction = spelling.find_correction(engine, question, request.reader)
    return showing.show(request, question, matches, found, correction)


def _find(
    engine: SearchEngine,
    request: SearchRequest,
    question: Question,
    best_topics: tuple[str, ...],
) -> Found:
    """All words, else the last one as a beginning, else other languages, else some
    of the words: the first of these that gives anything."""
    finder = _Finder(engine, request, best_topics)
    whole = finder.find(Matching.ALL, _groups(engine, question))
    if whole.answer.total or not question.words:
        return whole
    if not whole.has_any:
        whole = _find_start(engine, finder, question) or whole
    if whole.answer.total:
        return whole
    if whole.has_any:
        return whole if request.language else finder.widened(whole)
    some = finder.find(Matching.SOME, _groups(engine, question))
    if some.answer.total or request.language or not some.has_any:
        return some
    return finder.widened(some)


def _find_start(
    engine: SearchEngine, finder: "_Finder", question: Question
) -> Found | None:
    if not can_start(question.content[-1]):
        return None
    found = finder.find(Matching.START, _groups(engine, question, is_start=True))
    return found if found.has_any else None


def _groups(
    engine: SearchEngine, question: Question, *, is_start: bool = False
) -> tuple[WordGroup, ...]:
    """Each word once, with the topics that it may mean; only the last may begin."""
    words = tuple(dict.fromkeys(question.content))
    topics_of = engine.topics_with(words)
    groups = [WordGroup(word, topics_of[word]) for word in words]
    if is_start and words:
        last = words[-1]
        starting = engine.topics_with([last], is_start=True)[last]
        groups[-1] = WordGroup(last, starting, is_start=True)
    return tuple(groups)


@dataclass(frozen=True)
class _Finder:
    engine: SearchEngine
    request: SearchRequest
    best_topics: tuple[str, ...]

    def find(self, matching: Matching, groups: tuple[WordGroup, ...]) -> Found:
        request = self.request
        filters = Filters(
            language=request.wanted_language,
            audience=request.audience,
            kind=request.kind,
            topics=(request.topic,) if request.topic else (),
        )
        query = ResourceQuery(
            groups=groups,
            filters=filters,
            need=Need.SOME if matching is Matching.SOME else Need.ALL,
            best_topics=self.best_topics,
            first_language="" if filters.language else request.reader,
            limit=request.size,
            offset=(request.page - 1) * request.size,
        )
        return Found(self.engine.find_resources(query), matching, groups)

    def widened(self, found: Found) -> Found:
        """The same in every language, said to be so."""
        request = replace(self.request, language=ANY)
        wider = replace(self, request=request).find(found.matching, found.groups)
        return replace(wider, is_widened=True)
