"""Our questions in Tantivy's terms."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from tantivy import FieldType as Type
from tantivy import Occur, Query, Schema

from medagora.catalogue.domain.words import Kind
from medagora.search.domain import ranking
from medagora.search.domain.documents import Role, Sort
from medagora.search.domain.requests import (
    ContentQuery,
    Filters,
    Need,
    Synonym,
    Wishes,
    WordGroup,
)
from medagora.search.domain.stems import stems_of_question
from medagora.search.domain.topic_matching import can_start
from medagora.search.domain.words import Question
from medagora.search.gateways.tantivy_librarian import TreeBuilder, wanted_words
from medagora.search.gateways.tantivy_schema import (
    PHRASE_FIELDS,
    TERM,
    number_of,
    type_of,
)

#: More values than this are looked up as a set.
_MOST_LISTS = 16


class QueryBuilder:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def content(self, query: ContentQuery) -> Query:
        """What fits, with what it gets for words, topics, kind and language."""
        wishes = [part for _name, part in self.wishes(query)]
        shared = [(Occur.Should, part) for _name, part in self.shared(query.wishes)]
        if shared:  # twenty levels would be dear where there are many hits
            wishes.append(Query.boolean_query(shared))
        return self._joined(query, query.filters, self._must(query), wishes)

    def _joined(
        self,
        query: ContentQuery,
        filters: Filters,
        must: Query | None,
        wishes: Iterable[Query] = (),
    ) -> Query:
        wanted = type_of(query.sort.value, filters.language)
        parts = [(Occur.Must, self.one_of("type", [wanted]))]
        parts += [(Occur.Must, part) for part in self._filters(filters)]
        if query.codes:
            parts.append((Occur.Must, self.one_of("code", query.codes)))
        if must:
            parts.append((Occur.Must, must))
        found = Query.boolean_query(parts)
        for wish in wishes:
            found = with_wish(found, wish)
        return found

    def facets(self, query: ContentQuery) -> dict[tuple[str, ...], Query]:
        """What each facet is counted over: what fits without its own filter. Those
        without one share a query."""
        must = self._must(query)
        free: list[str] = []
        found: dict[tuple[str, ...], Query] = {}
        filters = query.filters
        for field, is_set, wider in (
            ("language", filters.language, replace(filters, language="")),
            ("audience", filters.audience, replace(filters, audience="")),
            ("kind", filters.kind, replace(filters, kind="")),
            ("topic", filters.topics, replace(filters, topics=())),
            ("mark", filters.marks, replace(filters, marks=())),
        ):
            if is_set:
                found[(field,)] = self._joined(query, wider, must)
            else:
                free.append(field)
        if free:
            found[tuple(free)] = self._joined(query, filters, must)
        return found

    def _must(self, query: ContentQuery) -> Query | None:
        """Enough of the words; built once, it is the dear part."""
        if query.tree:
            return TreeBuilder(self, query.named_topics).build(query.tree)
        if not query.groups:
            return None
        groups = [(Occur.Should, self.group(group)) for group in query.needed]
        if query.wishes.best_topics and query.need is not Need.ALL:
            groups.append((Occur.Should, self._best_topic(query.wishes)))
        return Query.boolean_query(groups, query.enough)

    def _best_topic(self, wishes: Wishes) -> Query:
        return self.one_of("topic", wishes.best_topics, ranking.BEST_TOPIC)

    def parts(self, query: ContentQuery) -> Iterable[tuple[str, Query]]:
        """All that gives a hit its place; each with a name for explaining."""
        tree = TreeBuilder(self, query.named_topics)
        for words in wanted_words(query.tree):
            yield words.text, tree.build(words)
        if not query.tree:
            for group in query.needed:
                yield group.word, self.group(group)
            if query.wishes.best_topics and query.need is not Need.ALL:
                yield "topic", self._best_topic(query.wishes)
        yield from self.wishes(query)
        yield from self._gifts(query)
        yield from self.shared(query.wishes)

    def wishes(self, query: ContentQuery) -> Iterable[tuple[str, Query]]:
        """What gives more without being needed, of what is judged for every hit; each
        with a name for explaining."""
        wishes = query.wishes
        if wishes.best_topics and query.need is Need.ALL:
            yield "topic", self._best_topic(wishes)
        needed = set(query.needed)
        for group in query.groups:
            if group not in needed:
                share = ranking.INTENT_SHARE if group.is_intent else 1.0
                yield group.word, Query.boost_query(self.group(group), share)
        for name, field, values, weight in (
            ("also", "topic", wishes.also_topics, ranking.ALSO_TOPIC),
            ("same", "topic", wishes.same_topics, ranking.SAME_TOPIC),
            ("kind", "kind", wishes.kinds, ranking.KIND_ASKED),
            ("language", "language", [wishes.first_language], ranking.FIRST_LANGUAGE),
        ):
            if any(values):
                yield name, self.one_of(field, values, weight)
        yield from self._kinds_that_fit(query)

    def _kinds_that_fit(self, query: ContentQuery) -> Iterable[tuple[str, Query]]:
        """What was asked for, on the very topic where one is named; journals behind
        pages for patients."""
        wishes = query.wishes
        if wishes.kinds:
            topics = wishes.best_topics
            parts = [(Occur.Must, self.one_of("kind", wishes.kinds))]
            parts += [(Occur.Must, self.one_of("topic", topics))] if topics else []
            found = Query.boolean_query(parts)
            yield "kind on topic", Query.const_score_query(found, ranking.KIND_ON_TOPIC)
        if ranking.are_journals_last(query):
            journals = [Kind.JOURNAL.value]
            yield "journal", self.one_of("kind", journals, ranking.JOURNAL_FOR_PATIENTS)

    def shared(self, wishes: Wishes) -> Iterable[tuple[str, Query]]:
        """Words that the best hits share; each with a name for explaining."""
        for stem, weight in wishes.feedback:
            yield f"+{stem}", self._has("stem", stem, weight)

    def _gifts(self, query: ContentQuery) -> Iterable[tuple[str, Query]]:
        """What is only looked up for the best hits, as questions for explaining."""
        wishes = query.wishes
        if wishes.audience:
            wanted = self.one_of("audience", [wishes.audience], ranking.AUDIENCE_ASKED)
            yield "audience", wanted
        if not query.groups:
            return
        for mark, weight in ranking.MARKS.items():
            yield mark.value, self.one_of("mark", [mark.value], weight)
        if wishes.fresh_since:
            later = Query.range_query(
                self.schema, "published", Type.Unsigned, wishes.fresh_since
            )
            yield "fresh", Query.const_score_query(later, ranking.FRESH)

    def of_id(self, identifier: str) -> Query:
        return self.of_ids([identifier])

    def of_ids(self, identifiers: Iterable[str]) -> Query:
        return self.numbered([number_of(identifier) for identifier in identifiers])

    def numbered(self, numbers: Collection[int]) -> Query:
        """The documents with these numbers."""
        lists = [Query.term_query(self.schema, "number", n, "basic") for n in numbers]
        found = Query.boolean_query([(Occur.Should, one) for one in lists])
        return Query.const_score_query(found, 0.0)

    def group(self, group: WordGroup) -> Query:
        """One word wherever it may stand, whatever stands for it."""
        places = [self._has("stem", stem, ranking.STEM) for stem in group.forms]
        places.append(self._has("by", group.word, ranking.BY))
        if group.is_start:
            places += [self.begins(f, group.word, 1.0) for f in PHRASE_FIELDS]
        if group.topics:
            places.append(self.one_of("topic", group.topics, ranking.TOPIC))
        places += [self._synonym(synonym) for synonym in group.synonyms]
        found = Query.disjunction_max_query(places, ranking.ALSO)
        for stem in group.forms:  # what stands in a title is among the stems as well
            found = with_wish(found, self._has("title_stem", stem, ranking.TITLE_STEM))
        return found

    def _synonym(self, synonym: Synonym) -> Query:
        stems = [(Occur.Must, self._has("stem", stem, 1.0)) for stem in synonym.stems]
        return Query.boost_query(
            Query.boolean_query(stems), synonym.weight * ranking.STEM / len(stems)
        )

    def _filters(self, filters: Filters) -> Iterable[Query]:
        for field, values in (
            ("audience", filters.audiences),
            ("kind", [filters.kind] if filters.kind else []),
            ("topic", filters.topics),
        ):
            if values:
                yield self.one_of(field, values)
        for mark in filters.marks:
            yield self.one_of("mark", [mark.value])

    def older(self, sort: Sort, before: int) -> Query:
        if before <= 0:
            return Query.empty_query()
        published = Query.range_query(
            self.schema, "published", Type.Unsigned, 0, before - 1
        )
        of_sort = self.one_of("type", [sort.value])
        return Query.boolean_query([(Occur.Must, of_sort), (Occur.Must, published)])

    def with_id(self, query: Query, identifier: str) -> Query:
        """The same, for one document only; it adds nothing to the score."""
        return Query.boolean_query(
            [(Occur.Must, query), (Occur.Must, self.of_id(identifier))]
        )

    def terms(self, question: Question, language: str) -> Query:
        """Named in the question, or having its words; the last may be a beginning."""
        *whole, last = question.content
        start = " ".join(question.content)
        stems = stems_of_question(question)
        options = [self.one_of("exact", question.phrases(), 100.0)]
        options.append(self._all_forms(question.content, stems, 10.0))
        options.append(self._any_form(stems))
        if can_start(start):
            options.append(self.begins("exact", start, 20.0))
            options.append(self._all_but_last_begins("term", whole, last, 5.0))
        any_option = Query.boolean_query([(Occur.Should, o) for o in options])
        return Query.boolean_query(
            [
                (Occur.Must, self.one_of("type", [TERM])),
                (Occur.Must, any_option),
                (Occur.Should, self.one_of("language", [language], 4.0)),
                (Occur.Should, self.one_of("kind", [Role.NAME.value], 2.0)),
            ]
        )

    def _all_forms(
        self, words: Collection[str], stems: dict[str, tuple[str, ...]], weight: float
    ) -> Query:
        """Each word in some form."""
        found = [
            (Occur.Must, self.one_of("term", {word, *stems[word]})) for word in words
        ]
        return Query.const_score_query(Query.boolean_query(found), weight)

    def _any_form(self, stems: dict[str, tuple[str, ...]]) -> Query:
        """Terms with the rarer words of the question: one may stand inside it."""
        forms = {form for word, found in stems.items() for form in (word, *found)}
        words = [(Occur.Should, self._has("term", form, 1.0)) for form in forms]
        return Query.boolean_query(words)

    def terms_with(self, word: str, *, is_start: bool) -> Query:
        has_word = self.begins if is_start else self._has
        return has_word("term", word, 1.0)

    def titles(self, words: Collection[str], language: str, sort: Sort) -> Query:
        *whole, last = words
        return Query.boolean_query(
            [
                (Occur.Must, self.one_of("type", [type_of(sort.value, language)])),
                (Occur.Must, self._all_but_last_begins("title", whole, last, 1.0)),
            ]
        )

    def similar(self, field: str, word: str, far: int, language: str) -> Query:
        near = Query.fuzzy_term_query(self.schema, field, word, far)
        return with_wish(near, self.one_of("language", [language], 4.0))

    def _has(self, field: str, word: str, weight: float) -> Query:
        found = Query.term_query(self.schema, field, word, "freq")
        return Query.boost_query(found, weight)

    def begins(self, field: str, start: str, weight: float) -> Query:
        """Without a slip allowed it is a beginning; a hundred times sooner made than a
        regular expression."""
        found = Query.fuzzy_term_query(self.schema, field, start, 0, prefix=True)
        return Query.const_score_query(found, weight)

    def one_of(self, field: str, values: Collection[str], weight: float = 0.0) -> Query:
        """Few values are walked through by their lists: for a set of terms Tantivy
        first writes down every document that has one of them."""
        if len(values) > _MOST_LISTS:
            found = Query.term_set_query(self.schema, field, list(values))
            return Query.const_score_query(found, weight)
        lists = [Query.term_query(self.schema, field, v, "basic") for v in values]
        if len(lists) == 1:
            return Query.const_score_query(lists[0], weight)
        found = Query.boolean_query([(Occur.Should, one) for one in lists])
        return Query.const_score_query(found, weight)

    def _all_but_last_begins(
        self, field: str, whole: Collection[str], last: str, weight: float
    ) -> Query:
        parts = [(Occur.Must, self._has(field, word, 1.0)) for word in whole]
        parts.append((Occur.Must, self.begins(field, last, 1.0)))
        return Query.const_score_query(Query.boolean_query(parts), weight)


def with_wish(found: Query, wish: Query) -> Query:
    """The same hits, those that fulfil the wish with more. One wish a level: several
    on one level are read through side by side, whatever was found; one is only looked
    up for each hit."""
    return Query.boolean_query([(Occur.Must, found), (Occur.Should, wish)])
