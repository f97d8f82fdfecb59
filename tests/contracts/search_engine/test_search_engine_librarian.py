"""A librarian gets exactly what the query says."""

from datetime import UTC, datetime

import pytest

from medagora.kernel.query_language import AllOf, AnyOf, Fact, Not, Words
from medagora.search.domain.documents import ContentDocument, Sort
from medagora.search.domain.requests import ContentQuery, Filters
from medagora.search.gateways import SearchEngine
from tests.contracts.search_engine.asking import librarian
from tests.contracts.search_engine.conftest import EngineOf

ALL = {"lungs", "blog", "heart", "sugar"}


def uids(engine: SearchEngine, text: str, **named: list[str]) -> set[str]:
    return set(engine.find_content(librarian(text, named_topics=named)).uids)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"asthma uk"', {"lungs"}),
        ('"uk asthma"', set()),
        ('"uk asztma"', set()),  # two titles are no phrase
        ('"people who wheeze"', {"lungs"}),
        ('"people wheeze"', set()),
        ('"asthma"', {"lungs", "blog"}),  # the word, not the topic
        ('"asthmas"', set()),  # and in no other form
        ('"NYOMAS merese"', {"heart"}),
        ('"糖尿病"', {"sugar"}),
        ('"病情報"', {"sugar"}),
        ('"糖病"', set()),
        ("whee*", {"lungs"}),
        ("asth*", {"lungs", "blog"}),
        ('"asthma and oth*"', {"blog"}),
        ('"asthma oth*"', set()),
        ("asthma AND nurse", {"blog"}),
        ("wheeze OR nurse", {"lungs", "blog"}),
        ("asthma NOT nurse", {"lungs"}),
        ("asthma -wheeze", {"blog"}),
        ('asthma -"other things"', {"lungs"}),
        ("(nurse OR wheeze) NOT (uk OR zebra)", {"blog"}),
        ("asthma (zebra OR nurse)", {"blog"}),
        ("asthma NOT (uk nurse)", {"lungs", "blog"}),
        ("asthma -title:asthma", {"blog"}),
    ],
)
def test_words_phrases_and_what_joins_them(
    engine: SearchEngine, text: str, expected: set[str]
) -> None:
    assert uids(engine, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title:asthma", {"lungs"}),
        ("title:brit", {"lungs"}),
        ("title:wheeze", set()),
        ("text:asthma", {"lungs", "blog"}),
        ("text:charity", set()),
        ("by:charity", {"lungs"}),
        ('by:"lung charity"', {"lungs"}),
        ("by:asthma", {"lungs"}),  # its host
        ("by:wheeze", set()),
        ("title:asth*", {"lungs"}),
        ("by:chari*", {"lungs"}),
    ],
)
def test_words_in_one_place(
    engine: SearchEngine, text: str, expected: set[str]
) -> None:
    assert uids(engine, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lang:hu", {"blog", "heart"}),
        ("lang:en lang:hu", {"blog"}),
        ("kind:blog", {"blog"}),
        ("for:patients", {"lungs", "blog", "sugar"}),  # for both is for each
        ("for:professionals", {"heart", "blog", "sugar"}),
        ("country:HU", {"heart"}),
        ("is:confirmed", {"lungs", "heart"}),
        ("is:confirmed is:free", {"lungs"}),
        ("is:checked", {"heart"}),
        ("lang:hu NOT is:confirmed", {"blog"}),
        ("doi:10.1000/lungs is:free", {"lungs"}),
        ("pmid:31978945 lang:hu", {"heart"}),
        ("pmid:3197894 lang:hu", set()),
        ("site:example.org", {"lungs", "blog"}),
        ("site:asthma.example.org", {"lungs"}),
        ("site:ample.org", set()),
        ("site:thma.example.org", set()),
        ("site:exampleXorg.org", set()),
        ("lang:ja OR kind:blog", {"sugar", "blog"}),
        ("lang:sv", set()),
    ],
)
def test_facts(engine: SearchEngine, text: str, expected: set[str]) -> None:
    assert uids(engine, text) == expected


def test_a_topic_is_what_its_value_names(engine: SearchEngine) -> None:
    pressure = ["high-blood-pressure"]

    assert uids(engine, "topic:BP", BP=pressure) == {"heart"}
    assert uids(engine, "topic:lungs", lungs=["asthma"]) == {"lungs", "heart"}
    assert uids(engine, "topic:x", x=["asthma", *pressure]) == {"lungs", "heart"}
    assert uids(engine, "code:J45", J45=["asthma"]) == {"lungs", "heart"}
    assert uids(engine, "lang:hu NOT topic:x", x=pressure) == {"blog"}


def test_a_topic_that_nothing_is_called_finds_nothing(engine: SearchEngine) -> None:
    assert uids(engine, "topic:asthma") == set()
    assert uids(engine, "topic:asthma", asthma=[]) == set()
    assert uids(engine, "lang:hu NOT topic:asthma") == {"blog", "heart"}


# ---- days ------------------------------------------------------------------------
def _at(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp())  # type: ignore[misc,arg-type]  # year, month, day, hour …


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("after:2026-01-31", {"dawn", "dusk", "next"}),
        ("after:2026-02", {"next"}),
        ("after:2026-02-02", set()),
        ("before:2026-01-31", {"eve", "undated"}),
        ("before:2026-02", {"eve", "dawn", "dusk", "undated"}),
        ("after:2026-01-31 before:2026-02-01", {"dawn", "dusk"}),
        ("before:1970-01-01", set()),
        ("before:1960", set()),
        ("after:1960", {"eve", "dawn", "dusk", "next", "undated"}),
        ("after:9999", set()),
        ("asthma NOT after:2026", {"undated"}),
    ],
)
def test_after_holds_the_day_and_before_does_not(
    engine_of: EngineOf, text: str, expected: set[str]
) -> None:
    days = {
        "eve": _at(2026, 1, 30, 23, 59, 59),
        "dawn": _at(2026, 1, 31),
        "dusk": _at(2026, 1, 31, 23, 59, 59),
        "next": _at(2026, 2, 1),
        "undated": 0,
    }
    engine = engine_of(
        *(ContentDocument(uid, ("Asthma",), published=day) for uid, day in days.items())
    )

    assert uids(engine, text) == expected


# ---- beginnings ------------------------------------------------------------------
def test_a_beginning_finds_every_word_however_many_there_are(
    engine_of: EngineOf,
) -> None:
    engine = engine_of(
        *(
            ContentDocument(f"{number}", (f"Heart fail{number}",))
            for number in range(120)
        )
    )

    for text in ("fail*", '"heart fail*"', "title:fail*", 'title:"heart fail*"'):
        assert engine.find_content(librarian(text)).total == 120, text


# ---- together with the rest ------------------------------------------------------
def test_filters_sorts_and_counts_hold_for_a_librarian_too(
    engine: SearchEngine,
) -> None:
    answer = engine.find_content(
        librarian("title:asthma OR kind:blog", filters=Filters(language="hu"))
    )

    assert answer.uids == ("blog",)
    assert answer.facets.language == {"en": 2, "hu": 1}
    assert answer.facets.kind == {"blog": 1}
    for sort in (Sort.COLLECTION, Sort.ENTRY, Sort.PAGE):
        other = engine.find_content(librarian("title:asthma", sort=sort))
        assert other.uids == ("lungs",)


def test_words_in_a_title_come_first(engine_of: EngineOf) -> None:
    engine = engine_of(
        ContentDocument("text", ("Breath",), ("Asthma",), published=30),
        ContentDocument("title", ("Asthma",), ("Breath",), published=20),
        ContentDocument("other", ("Else",), ("Asthma",), published=10),
    )

    for query in ('"asthma"', "asth*", "asthma lang:en OR asthma"):
        assert engine.find_content(librarian(query)).uids[0] == "title", query


def test_facts_alone_are_the_newest_first(engine_of: EngineOf) -> None:
    engine = engine_of(
        *(
            ContentDocument(f"{day}", ("Page",), kind="blog", published=day)
            for day in (20, 40, 10, 30)
        )
    )

    for query in ("kind:blog", "kind:blog -asthma", "kind:blog OR lang:en"):
        answer = engine.find_content(librarian(query))
        assert answer.uids == ("40", "30", "20", "10"), query


def test_a_librarian_may_ask_for_the_newest_first(engine_of: EngineOf) -> None:
    engine = engine_of(
        ContentDocument("old", ("Asthma",), published=10),
        ContentDocument("new", ("Else",), ("Asthma",), published=20),
    )

    answer = engine.find_content(librarian('"asthma"', by_day=True))

    assert answer.uids == ("new", "old")


def test_a_tree_means_what_it_says_however_it_is_nested(engine: SearchEngine) -> None:
    asthma, nurse = Words("asthma"), Words("nurse")
    hungarian = Fact("lang", "hu")
    trees = (
        (AllOf((asthma, Not(AnyOf((nurse, hungarian))))), {"lungs"}),
        (AnyOf((nurse, AllOf((hungarian, Not(asthma))))), {"blog", "heart"}),
        (AllOf((asthma, Not(AllOf((nurse, Not(hungarian)))))), {"lungs", "blog"}),
        (AllOf((hungarian, Not(Not(asthma)))), {"blog"}),
        (AnyOf((hungarian, Not(hungarian))), ALL),
    )

    for tree, expected in trees:
        assert set(engine.find_content(ContentQuery(tree=tree)).uids) == expected
