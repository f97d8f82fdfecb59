"""A search: understand what was typed, then ask the engine, ever less strictly."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from medagora.search import tasks
from medagora.search.domain.documents import Sort
from medagora.search.domain.feedback import Feedback, choose_words, shared_stems
from medagora.search.domain.frequency import mark_frequent
from medagora.search.domain.librarian import Librarian, read_query
from medagora.search.domain.requests import (
    ANY,
    ContentAnswer,
    ContentQuery,
    Filters,
    Need,
    Order,
    Part,
    SearchRequest,
    WordGroup,
    asks_for_questions,
)
from medagora.search.domain.topic_matching import (
    MIN_LETTERS_START_OF_PAGE,
    can_start,
)
from medagora.search.domain.words import Question
from medagora.search.gateways import IndexUnavailable, SearchEngine, engine
from medagora.search.queries import fallback, showing
from medagora.search.queries.librarians import tree_plan
from medagora.search.queries.planning import Plan, holders_of, make_plan
from medagora.search.queries.results import Beside, Found, Matching, SearchResults
from medagora.search.queries.spelling import Correction, find_correction
from medagora.search.queries.understanding import (
    Understood,
    read_question,
    understand_with,
)

FEEDBACK = Feedback()
#: What stands beside the resources on the first page.
BESIDE = {Sort.COLLECTION: 3, Sort.ENTRY: 5, Sort.QUESTION: 3}
#: So many in other languages, where none of the reader's is on the topic.
ELSEWHERE = 5
_WEAK = {Matching.SOME, Matching.START}
_NEEDS = {Matching.SOME: Need.SOME, Matching.ANY: Need.SOME}


def search(request: SearchRequest) -> SearchResults:
    """Topics, resources, collections and fresh entries for a request, with reasons and
    further choices. BadInput for a librarian's query that cannot be understood.

    While there is no index it gives the topics that the database knows, says so in
    ``is_degraded`` and has the index rebuilt.
    """
    librarian = read_query(request.text)
    question = read_question(request)
    if request.is_empty or (request.text and not question.words):
        return SearchResults(request)
    try:
        return _search(engine(), request, librarian)
    except IndexUnavailable:
        tasks.ask_for_rebuild()
        matches = fallback.match_topics(question, request.reader)
        return showing.show_topics(request, matches)


def find_uids(engine: SearchEngine, request: SearchRequest) -> tuple[str, ...]:
    """Only the hits, in order; as ``search`` finds them."""
    librarian = read_query(request.text)
    with engine.at_once():
        finder, meant = _begin(engine, request, librarian)
        return finder.find(meant.understood.question).answer.uids


def explain(request: SearchRequest) -> dict[str, tuple[Part, ...]]:
    """For each hit of the page, what each word and wish gave to its score; nothing
    while there is no index."""
    index, librarian = engine(), read_query(request.text)
    try:
        with index.at_once():
            finder, meant = _begin(index, request, librarian)
            found = finder.find(meant.understood.question)
            return {uid: index.explain(found.query, uid) for uid in found.answer.uids}
    except IndexUnavailable:
        return {}


def _search(
    engine: SearchEngine, request: SearchRequest, librarian: Librarian | None
) -> SearchResults:
    with engine.at_once():
        finder, meant = _begin(engine, request, librarian)
        found = finder.find(meant.understood.question)
        beside = finder.find_beside(found, meant.understood)
    return showing.show(request, meant, found, beside)


def _begin(
    engine: SearchEngine, request: SearchRequest, librarian: Librarian | None
) -> tuple["Finder", Correction]:
    """What will be asked, and what was meant."""
    if librarian:
        plan, sort = tree_plan(engine, librarian), _sort_of(request, librarian)
        finder = Finder(engine, request, plan, sort)
        return finder, Correction("", showing.as_written(librarian, request))
    meant = _understand(engine, request)
    plan, sort = make_plan(engine, meant.understood), _sort_of(request)
    return Finder(engine, request, plan, sort), meant


def _sort_of(request: SearchRequest, librarian: Librarian | None = None) -> Sort:
    """Questions, where somebody says so; else resources."""
    said = [*request.marks, *(librarian.asked_values_of("is") if librarian else ())]
    return Sort.QUESTION if asks_for_questions(said) else Sort.RESOURCE


def _understand(engine: SearchEngine, request: SearchRequest) -> Correction:
    """What was meant, with the text that was taken for what was typed, if it is
    another."""
    understood = understand_with(engine, request)
    as_typed = Correction("", understood)
    if request.is_exact or not understood.strange:
        return as_typed
    return find_correction(engine, request, understood) or as_typed


@dataclass(frozen=True)
class Finder:
    """Asks step by step less strictly: all words, else the last one as a beginning,
    else some of the words, else the same in other languages; the first of these that
    gives anything. Few hits with all words are followed by those with some."""

    engine: SearchEngine
    request: SearchRequest
    plan: Plan
    sort: Sort = Sort.RESOURCE

    def find(self, question: Question) -> Found:
        """The facets are counted once, of what is shown; and so are the words looked
        for that its best hits share."""
        found = self._find(question)
        if not found.answer.total:
            return found
        counts = self.engine.find_content(replace(found.query, limit=0, offset=0))
        found = self._with_shared_words(found)
        return replace(found, answer=replace(found.answer, facets=counts.facets))

    def _find(self, question: Question) -> Found:
        if self.request.is_broad:
            return self._ask(Matching.ANY)
        whole = self._ask(Matching.ALL)
        if not question.words or whole.answer.total >= self.request.size:
            return whole
        if self.plan.tree:
            return whole if whole.answer.total else self._in_any_language(whole, whole)
        if not whole.has_any and (start := self._find_start(question)):
            return start
        return self._find_some(whole)

    def _find_some(self, whole: Found) -> Found:
        is_by_day = self.request.order == Order.NEWEST
        if whole.answer.total and is_by_day:
            return whole  # what has some words would stand before what has all
        is_same = len(whole.query.needed) < 2 and not self.plan.wishes.best_topics
        some = whole if is_same else self._ask(Matching.SOME)
        if some.answer.total > whole.answer.total:
            matching = Matching.MOST if whole.answer.total else Matching.SOME
            return replace(some, matching=matching)
        if whole.answer.total:
            return whole
        return self._in_any_language(whole, some)

    def _in_any_language(self, whole: Found, some: Found) -> Found:
        """Nothing in the reader's language: in all, and said to be so."""
        if self.request.language:
            return whole
        wider = replace(self, request=replace(self.request, language=ANY))
        if whole.has_any:
            return replace(wider._ask(Matching.ALL), is_widened=True)
        if some.has_any:
            return replace(wider._ask(Matching.SOME), is_widened=True)
        return whole

    def _find_start(self, question: Question) -> Found | None:
        last = question.content[-1]
        if not can_start(last, letters=MIN_LETTERS_START_OF_PAGE):
            return None
        topics = self.engine.topics_with([last], is_start=True)[last]
        groups = tuple(
            replace(group, topics=topics, is_start=True)
            if group.word == last
            else group
            for group in self.plan.groups
        )
        plan = replace(self.plan, groups=groups)
        found = replace(self, plan=plan)._ask(Matching.START)
        return found if found.answer.total else None

    def find_beside(self, found: Found, understood: Understood) -> Beside:
        """What stands on the first page beside the hits; nothing on the others."""
        if self.request.page > 1:
            return Beside()
        answers = self._find_sorts(found, understood)
        return Beside(answers, self._find_elsewhere(found), self._missing_kind(found))

    def _find_sorts(
        self, found: Found, understood: Understood
    ) -> dict[Sort, ContentAnswer]:
        """A few collections, questions and fresh entries for the same words, in the
        same language; for a DOI or PMID the entry that has it."""
        request = self.request
        is_narrowed = request.kind or request.marks or self.sort is not Sort.RESOURCE
        if is_narrowed or not (found.query.groups or self.plan.tree):
            return {}
        filters = replace(found.query.filters, audience="")
        query = replace(found.query, filters=filters, need=Need.ALL, has_facets=False)
        answers = {
            sort: self.engine.find_content(
                replace(
                    query, sort=sort, limit=most, offset=0, by_day=sort is Sort.ENTRY
                )
            )
            for sort, most in BESIDE.items()
        }
        if understood.identifier:
            answers[Sort.ENTRY] = self._with_identifier(understood.identifier)
        return answers

    def _find_elsewhere(self, found: Found) -> tuple[str, ...]:
        """Pages in other languages on the topic that was named, where no page of the
        reader's language has all of the words and none is on it."""
        topics, filters = self.plan.wishes.best_topics, found.query.filters
        is_weak = found.matching in _WEAK and found.answer.total and filters.language
        is_chosen = self.request.language or self.request.topic
        if not (topics and is_weak) or is_chosen or self.sort is not Sort.RESOURCE:
            return ()
        if self._count_on(topics, filters):
            return ()
        query = self._query(Matching.SOME)
        filters = replace(filters, language="", topics=topics)
        query = replace(query, filters=filters, limit=ELSEWHERE, has_facets=False)
        return self.engine.find_content(query).uids

    def _missing_kind(self, found: Found) -> str:
        """The kind that was asked for, where no hit, or none on the topic, is of it."""
        wishes, filters = self.plan.wishes, found.query.filters
        if self.request.kind or self.sort is not Sort.RESOURCE or not found.has_any:
            return ""
        for kind in wishes.kinds:
            of_kind = replace(filters, kind=kind)
            if self._is_there(found, wishes.best_topics, of_kind):
                return ""
        return next(iter(wishes.kinds), "")

    def _is_there(
        self, found: Found, topics: tuple[str, ...], filters: Filters
    ) -> bool:
        if found.matching in {Matching.ALL, Matching.START} or not topics:
            return bool(found.answer.facets.kind.get(filters.kind))
        return self._count_on(topics, filters) > 0

    def _count_on(self, topics: Collection[str], filters: Filters) -> int:
        query = ContentQuery(
            filters=replace(filters, topics=topics), limit=0, has_facets=False
        )
        return self.engine.find_content(query).total

    def _with_identifier(self, code: str) -> ContentAnswer:
        query = ContentQuery(sort=Sort.ENTRY, codes=(code,), has_facets=False, limit=1)
        return self.engine.find_content(query)

    def _ask(self, matching: Matching) -> Found:
        """What else there is is only counted where nothing was found, and where that
        is told."""
        query = self._query(matching)
        answer = self.engine.find_content(replace(query, has_facets=False))
        if not answer.total and matching is not Matching.START:
            answer = self.engine.find_content(replace(query, limit=0, offset=0))
        return Found(answer, matching, query)

    def _with_shared_words(self, found: Found) -> Found:
        """The same hits, those before others that have the words of the best."""
        words = self._shared_words(found.query, found.answer)
        if not words:
            return found
        query = replace(found.query, wishes=replace(found.query.wishes, feedback=words))
        answer = self.engine.find_content(replace(query, has_facets=False))
        return replace(found, answer=answer, query=query)

    def _query(self, matching: Matching) -> ContentQuery:
        request, plan = self.request, self.plan
        is_any_language = plan.names_language and not request.language
        filters = Filters(
            language="" if is_any_language else request.wanted_language,
            audience=request.audience,
            kind=request.kind,
            topics=(request.topic,) if request.topic else (),
            marks=request.marks,
        )
        is_by_day = request.order == Order.NEWEST
        groups, need = plan.groups, _NEEDS.get(matching, Need.ALL)
        if is_by_day:  # nothing is put last, so every word has to be there
            groups = tuple(replace(group, is_intent=False) for group in groups)
        if matching is Matching.SOME:
            groups = self._with_frequent(groups)
        wishes = replace(
            plan.wishes, first_language="" if filters.language else request.reader
        )
        return ContentQuery(
            groups=groups,
            filters=filters,
            need=need,
            wishes=wishes,
            tree=plan.tree,
            named_topics=plan.named_topics,
            sort=self.sort,
            limit=request.size,
            offset=(request.page - 1) * request.size,
            by_day=is_by_day,
        )

    def _with_frequent(self, groups: tuple[WordGroup, ...]) -> tuple[WordGroup, ...]:
        stems = {form for group in groups for form in group.forms}
        return mark_frequent(groups, holders_of(self.engine, stems, self.sort))

    def _shared_words(
        self, query: ContentQuery, answer: ContentAnswer
    ) -> tuple[tuple[str, float], ...]:
        """Words that the best hits share, with weights."""
        if not query.groups or query.by_day or not answer.total:
            return ()
        best = self._best_hits(query, answer)
        enough = FEEDBACK.enough_stems
        hits = self.engine.stems_of(best, query.sort, least=enough)
        asked = {form for group in query.groups for form in group.forms}
        shares = self.engine.commonness(shared_stems(hits, asked), query.sort)
        return choose_words(hits, shares, asked, len(query.needed), FEEDBACK)

    def _best_hits(self, query: ContentQuery, answer: ContentAnswer) -> tuple[str, ...]:
        if query.offset == 0 and query.limit >= min(FEEDBACK.hits, answer.total):
            return answer.uids[: FEEDBACK.hits]
        first = replace(query, limit=FEEDBACK.hits, offset=0, has_facets=False)
        return self.engine.find_content(first).uids
