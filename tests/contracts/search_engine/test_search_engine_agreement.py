"""Whatever is asked, every engine finds and counts what the plain one finds.

A hundred pages made by dice that always fall alike, and questions of every shape. In
which order hits come is not compared: no two engines weigh a word alike.
"""

import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medagora.kernel.query_language import AllOf, AnyOf, Fact, Node, Not, Words
from medagora.search.domain.documents import ContentDocument, Mark, Sort
from medagora.search.domain.requests import (
    ContentAnswer,
    ContentQuery,
    Filters,
    Need,
    Synonym,
    Wishes,
    WordGroup,
)
from medagora.search.domain.stems import stems_of
from medagora.search.gateways import SearchEngine
from tests.contracts.search_engine.engines import ENGINES, PLAIN

WORDS = (
    *("asthma", "asthmatic", "heart", "hearts", "failure", "failed", "type", "2"),
    *("Kind", "Kinder", "Herz", "szív", "szívünk", "betegségek", "糖尿病", "癌"),
    *("الربو", "أمراض", "болезни", "l’asthme", "covid-19", "Straße"),
)
LANGUAGES = ("en", "de", "hu", "ar", "ja")
AUDIENCES = ("patients", "professionals", "both")
KINDS = ("website", "blog", "podcast")
TOPICS = ("asthma", "heart-failure", "cancer")
COUNTRIES = ("", "DE", "HU")
HOSTS = ("", "who.int", "www.who.int", "notwho.int", "example.org")
CODES = ("doi:10.1000/1", "pmid:12", "pmid:123")
_DAY = 24 * 3600
DAYS = ("1969-12-31", "1970-01-01", "1970-01-03", "1970-01-05", "2026-01-01")


def _pages() -> list[ContentDocument]:
    dice = random.Random(7)  # noqa: S311  # no secret

    def some(values: tuple[str, ...], most: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(dice.choices(values, k=dice.randint(0, most))))

    def text(most: int) -> str:
        return " ".join(dice.choices(WORDS, k=dice.randint(1, most)))

    return [
        ContentDocument(
            uid=f"page{number}",
            titles=tuple(text(4) for _title in range(dice.randint(1, 2))),
            descriptions=tuple(text(9) for _text in range(dice.randint(0, 2))),
            publisher=text(2) if dice.random() < 0.3 else "",
            host=dice.choice(HOSTS),
            languages=some(LANGUAGES, 3),
            audience=dice.choice(AUDIENCES),
            kind=dice.choice(KINDS),
            topics=some(TOPICS, 2),
            published=dice.randrange(5) * _DAY + dice.choice((0, 1, _DAY - 1)),
            sort=dice.choice((Sort.RESOURCE, Sort.RESOURCE, Sort.ENTRY, Sort.QUESTION)),
            country=dice.choice(COUNTRIES),
            marks=some(tuple(Mark), 3),
            codes=some(CODES, 1),
        )
        for number in range(100)
    ]


@dataclass(frozen=True)
class Pair:
    plain: SearchEngine
    other: SearchEngine

    def answers(self, query: ContentQuery) -> tuple[ContentAnswer, ContentAnswer]:
        whole = replace(query, limit=1_000)
        return self.plain.find_content(whole), self.other.find_content(whole)


@pytest.fixture(params=[name for name in ENGINES if name != PLAIN], scope="module")
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Pair:
    def build(name: str, folder: Path) -> SearchEngine:
        engine = ENGINES[name](folder)
        engine.rebuild(_pages())
        return engine

    folder = tmp_path_factory.mktemp("agreement")
    return Pair(build(PLAIN, folder), build(request.param, folder))


# ---- what can be asked -----------------------------------------------------------
def tuples(values: Any, most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=most).map(tuple)


a_stem = st.builds(stems_of, st.sampled_from(WORDS), st.sampled_from(LANGUAGES)).map(
    lambda stems: stems[0]
)
groups = st.builds(
    WordGroup,
    word=a_stem,
    topics=st.frozensets(st.sampled_from(TOPICS), max_size=1),
    is_start=st.booleans(),
    stems=tuples(a_stem, 3),
    synonyms=tuples(
        st.builds(
            Synonym, st.lists(a_stem, min_size=1, max_size=2).map(tuple), st.just(0.7)
        )
    ),
    is_intent=st.booleans(),
)
filters = st.builds(
    Filters,
    language=st.sampled_from(("", "", *LANGUAGES)),
    audience=st.sampled_from(("", "", *AUDIENCES[:2])),
    kind=st.sampled_from(("", "", *KINDS)),
    topics=tuples(st.sampled_from(TOPICS)),
    marks=tuples(st.sampled_from(Mark), 1),
)
wishes = st.builds(
    Wishes,
    best_topics=tuples(st.sampled_from(TOPICS), 1),
    also_topics=tuples(st.sampled_from(TOPICS), 1),
    kinds=tuples(st.sampled_from(KINDS)),
    audience=st.sampled_from(("", *AUDIENCES[:2])),
    first_language=st.sampled_from(("", *LANGUAGES)),
    feedback=tuples(st.tuples(a_stem, st.just(0.5))),
    fresh_since=st.sampled_from((0, 2 * _DAY)),
)
words = st.builds(
    Words,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    st.sampled_from(("", "title", "text", "by")),
    st.booleans(),
)
VALUES = {
    "topic": ("Asthma", "I50", "nothing"),
    "code": ("I50",),
    "lang": LANGUAGES,
    "kind": KINDS,
    "for": AUDIENCES[:2],
    "country": COUNTRIES[1:],
    "site": HOSTS[1:],
    "after": DAYS,
    "before": DAYS,
    "is": ("confirmed", "free", "checked"),
    "doi": ("10.1000/1",),
    "pmid": ("12", "123", "1"),
}
NAMED = {"Asthma": ["asthma"], "I50": ["heart-failure", "cancer"]}
FACTS = [Fact(name, value) for name, values in VALUES.items() for value in values]
facts = st.sampled_from(FACTS)


def _joined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    joined = st.one_of(st.builds(AllOf, several), st.builds(AnyOf, several))
    return st.one_of(joined, st.builds(Not, parts))


trees: st.SearchStrategy[Node] = st.recursive(
    st.one_of(words, facts), _joined, max_leaves=8
)
sorts = st.sampled_from(
    (Sort.RESOURCE, Sort.RESOURCE, Sort.ENTRY, Sort.PAGE, Sort.QUESTION)
)
of_words = st.builds(
    ContentQuery,
    groups=tuples(groups, 4),
    filters=filters,
    need=st.sampled_from(Need),
    wishes=wishes,
    sort=sorts,
    by_day=st.booleans(),
)
of_librarians = st.builds(
    ContentQuery, filters=filters, tree=trees, named_topics=st.just(NAMED), sort=sorts
)


# ---- what must be alike ----------------------------------------------------------
@settings(max_examples=150)
@given(query=st.one_of(of_words, of_librarians))
def test_the_same_is_found_and_counted(pair: Pair, query: ContentQuery) -> None:
    plain, other = pair.answers(query)

    assert set(other.uids) == set(plain.uids)
    assert len(other.uids) == other.total == plain.total
    assert other.facets == plain.facets


def test_each_fact_finds_the_same_alone_and_denied(pair: Pair) -> None:
    for fact in FACTS:
        for node in (fact, Not(fact)):
            query = ContentQuery(tree=node, named_topics=NAMED, has_facets=False)
            plain, other = pair.answers(query)

            assert set(other.uids) == set(plain.uids), node


def test_each_word_finds_the_same_in_each_place(pair: Pair) -> None:
    for word in WORDS:
        for place in ("", "title", "text", "by"):
            for is_prefix in (False, True):
                node = Words(word, place, is_prefix)
                plain, other = pair.answers(ContentQuery(tree=node, has_facets=False))

                assert set(other.uids) == set(plain.uids), node


@settings(max_examples=60)
@given(query=of_words)
def test_less_strict_questions_find_no_less(pair: Pair, query: ContentQuery) -> None:
    for engine in (pair.plain, pair.other):
        every, some = (
            set(engine.find_content(replace(query, need=need, limit=1_000)).uids)
            for need in (Need.ALL, Need.SOME)
        )

        assert every <= some


@settings(max_examples=40)
@given(query=of_words)
def test_no_hit_has_more_than_the_one_before_it(
    pair: Pair, query: ContentQuery
) -> None:
    query = replace(query, by_day=False, limit=8)
    if not query.groups:
        return
    for engine in (pair.plain, pair.other):
        scores = [
            sum(part.score for part in engine.explain(query, uid))
            for uid in engine.find_content(query).uids
        ]

        assert scores == pytest.approx(sorted(scores, reverse=True), abs=0.01)


@given(tree=trees)
@settings(max_examples=40)
def test_what_a_librarian_denies_is_all_the_rest(pair: Pair, tree: Node) -> None:
    for engine in (pair.plain, pair.other):
        both = ContentQuery(named_topics=NAMED, has_facets=False)
        total = engine.find_content(both).total
        there = engine.find_content(replace(both, tree=tree)).total
        denied = engine.find_content(replace(both, tree=Not(tree))).total

        assert there + denied == total


@given(uids=st.lists(st.integers(0, 110).map("page{}".format), max_size=5, unique=True))
def test_the_same_stems_are_told(pair: Pair, uids: list[str]) -> None:
    plain = pair.plain.stems_of(uids, Sort.RESOURCE)

    assert pair.other.stems_of(uids, Sort.RESOURCE) == plain


@given(stems=st.lists(a_stem, max_size=5))
def test_the_same_words_are_common(pair: Pair, stems: list[str]) -> None:
    shares = pair.other.commonness(stems)

    assert shares == pytest.approx(pair.plain.commonness(stems))
    assert all(0 <= share <= 1 for share in shares.values())


@given(
    asked=st.lists(st.sampled_from(WORDS[:8]), min_size=1, max_size=2),
    language=st.sampled_from(LANGUAGES),
    letters=st.integers(1, 5),
)
def test_the_same_titles_are_suggested(
    pair: Pair, asked: list[str], language: str, letters: int
) -> None:
    *whole, last = asked
    typed = [*whole, last[:letters]]

    plain, other = (
        engine.suggest_content(typed, language, limit=300)
        for engine in (pair.plain, pair.other)
    )

    assert sorted(other) == sorted(plain)
