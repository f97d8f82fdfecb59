"""Our questions in Tantivy's terms."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from tantivy import Occur, Query, Schema

from medagora.search.domain.documents import Role
from medagora.search.domain.requests import Filters, Need, ResourceQuery, WordGroup
from medagora.search.domain.topic_matching import can_start
from medagora.search.domain.words import Question
from medagora.search.gateways.tantivy_schema import RESOURCE, TERM

# How much a word weighs where it stands. A topic's terms weigh least, because they
# say what the topic is called, not what the resource says.
_WEIGHTS = (("title", 4.0), ("by", 2.0), ("text", 1.0))
_TOPIC_WEIGHT = 0.5
_BEST_TOPIC_WEIGHT = 10.0
#: Above every score that words can earn: another language never comes between.
_FIRST_LANGUAGE_WEIGHT = 10_000.0


@dataclass(frozen=True)
class ResourcePlan:
    page: Query
    facets: dict[tuple[str, ...], Query]


class QueryBuilder:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def resources(self, query: ResourceQuery) -> ResourcePlan:
        """The query for the page, and those that the facets are counted over."""
        words = self._words(query)
        page = self._joined(query.filters, words, self._boosts(query))
        return ResourcePlan(page, self._facets(query.filters, words))

    def _joined(
        self, filters: Filters, words: Query | None, boosts: Iterable[Query] = ()
    ) -> Query:
        parts = [(Occur.Must, part) for part in self._filters(filters)]
        if words:
            parts.append((Occur.Must, words))
        parts += [(Occur.Should, boost) for boost in boosts]
        return Query.boolean_query(parts)

    def _facets(
        self, filters: Filters, words: Query | None
    ) -> dict[tuple[str, ...], Query]:
        """Each facet without its own filter; those without one share a query."""
        free: list[str] = []
        found: dict[tuple[str, ...], Query] = {}
        for field, is_set, wider in (
            ("language", filters.language, replace(filters, language="")),
            ("audience", filters.audience, replace(filters, audience="")),
            ("kind", filters.kind, replace(filters, kind="")),
            ("topic", filters.topics, replace(filters, topics=())),
        ):
            if is_set:
                found[(field,)] = self._joined(wider, words)
            else:
                free.append(field)
        if free:
            found[tuple(free)] = self._joined(filters, words)
        return found

    def _words(self, query: ResourceQuery) -> Query | None:
        """Enough of the words; built once, it is the dear part."""
        if not query.groups:
            return None
        groups = [(Occur.Should, self._group(group)) for group in query.groups]
        words = Query.boolean_query(groups, query.enough)
        if query.need is Need.ALL:
            return words
        best = self._best_topics(query)
        return Query.boolean_query([(Occur.Should, words), (Occur.Should, best)])

    def _boosts(self, query: ResourceQuery) -> Iterable[Query]:
        if query.best_topics and query.need is Need.ALL:
            yield self._best_topics(query)
        if query.first_language:
            yield self._one_of(
                "language", [query.first_language], _FIRST_LANGUAGE_WEIGHT
            )

    def _best_topics(self, query: ResourceQuery) -> Query:
        return self._one_of("topic", query.best_topics, _BEST_TOPIC_WEIGHT)

    def _group(self, group: WordGroup) -> Query:
        has_word = self._begins if group.is_start else self._has
        parts = [has_word(field, group.word, weight) for field, weight in _WEIGHTS]
        if group.topics:
            parts.append(self._one_of("topic", group.topics, _TOPIC_WEIGHT))
        return Query.disjunction_max_query(parts, 0.1)

    def _filters(self, filters: Filters) -> Iterable[Query]:
        yield self._one_of("type", [RESOURCE])
        for field, values in (
            ("language", [filters.language] if filters.language else []),
            ("audience", filters.audiences),
            ("kind", [filters.kind] if filters.kind else []),
            ("topic", filters.topics),
        ):
            if values:
                yield self._one_of(field, values)

    def terms(self, question: Question, language: str) -> Query:
        """Named in the question, or having its words; the last may be a beginning."""
        *whole, last = question.content
        start = " ".join(question.content)
        options = [self._one_of("exact", question.phrases(), 100.0)]
        options.append(self._all_words("term", question.content, 10.0))
        if can_start(start):
            options.append(self._begins("exact", start, 20.0))
            options.append(self._all_but_last_begins("term", whole, last, 5.0))
        any_option = Query.boolean_query([(Occur.Should, o) for o in options])
        return Query.boolean_query(
            [
                (Occur.Must, self._one_of("type", [TERM])),
                (Occur.Must, any_option),
                (Occur.Should, self._one_of("language", [language], 4.0)),
                (Occur.Should, self._one_of("kind", [Role.NAME.value], 2.0)),
            ]
        )

    def terms_with(self, word: str, *, is_start: bool) -> Query:
        has_word = self._begins if is_start else self._has
        return has_word("term", word, 1.0)

    def titles(self, words: Collection[str], language: str) -> Query:
        *whole, last = words
        return Query.boolean_query(
            [
                (Occur.Must, self._one_of("type", [RESOURCE])),
                (Occur.Must, self._one_of("language", [language])),
                (Occur.Must, self._all_but_last_begins("title", whole, last, 1.0)),
            ]
        )

    def similar(self, word: str, far: int, language: str) -> Query:
        options = [
            Query.fuzzy_term_query(self.schema, field, word, far)
            for field in ("term", "title")
        ]
        any_option = Query.boolean_query([(Occur.Should, o) for o in options])
        own = self._one_of("language", [language], 4.0)
        return Query.boolean_query([(Occur.Must, any_option), (Occur.Should, own)])

    def _has(self, field: str, word: str, weight: float) -> Query:
        found = Query.term_query(self.schema, field, word, "freq")
        return Query.boost_query(found, weight)

    def _begins(self, field: str, start: str, weight: float) -> Query:
        # words hold letters, digits, "_" and spaces only: nothing to escape
        found = Query.regex_query(self.schema, field, f"{start}.*")
        return Query.const_score_query(found, weight)

    def _one_of(
        self, field: str, values: Collection[str], weight: float = 0.0
    ) -> Query:
        found = Query.term_set_query(self.schema, field, list(values))
        return Query.const_score_query(found, weight)

    def _all_words(self, field: str, words: Collection[str], weight: float) -> Query:
        found = [(Occur.Must, self._has(field, word, 1.0)) for word in words]
        return Query.const_score_query(Query.boolean_query(found), weight)

    def _all_but_last_begins(
        self, field: str, whole: Collection[str], last: str, weight: float
    ) -> Query:
        parts = [(Occur.Must, self._has(field, word, 1.0)) for word in whole]
        parts.append((Occur.Must, self._begins(field, last, 1.0)))
        return Query.const_score_query(Query.boolean_query(parts), weight)
