"""The engine that tests use and the real one answer alike."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from medagora.search.domain.documents import (
    ResourceDocument,
    Role,
    TopicDocument,
    TopicTerm,
)
from medagora.search.domain.requests import (
    Filters,
    Need,
    ResourceAnswer,
    ResourceQuery,
    WordGroup,
)
from medagora.search.domain.words import understand
from medagora.search.gateways import IndexMissing, SearchEngine
from medagora.search.gateways.tantivy_engine import TantivyEngine
from tests.search.memory_engine import MemoryEngine


def topic(slug: str, *terms: tuple[str, str, Role]) -> TopicDocument:
    return TopicDocument(slug, tuple(TopicTerm(slug, *term) for term in terms))


ASTHMA = topic(
    "asthma",
    ("en", "Asthma", Role.NAME),
    ("hu", "Asztma", Role.NAME),
    ("hu", "tüdőasztma", Role.CLINICAL),
    ("", "J45", Role.CODE),
)
PRESSURE = topic(
    "high-blood-pressure",
    ("en", "High blood pressure", Role.NAME),
    ("en", "hypertension", Role.CLINICAL),
    ("hu", "Magas vérnyomás", Role.NAME),
)
RESOURCES = (
    ResourceDocument(
        uid="lungs",
        titles=("Asthma UK", "Asztma (brit)"),
        descriptions=("Advice for people who wheeze.",),
        publisher="Lung charity",
        host="asthma.example.org",
        languages=("en",),
        audience="patients",
        topics=("asthma",),
        published=30,
    ),
    ResourceDocument(
        uid="blog",
        titles=("A nurse writes",),
        descriptions=("About asthma and other things.",),
        languages=("en", "hu"),
        audience="both",
        kind="blog",
        published=20,
    ),
    ResourceDocument(
        uid="heart",
        titles=("Szívünk",),
        descriptions=("A nyomás mérése otthon.",),
        languages=("hu",),
        audience="professionals",
        topics=("high-blood-pressure", "asthma"),
        published=10,
    ),
    ResourceDocument(
        uid="sugar", titles=("糖尿病情報センター",), languages=("ja",), published=5
    ),
)


@pytest.fixture(params=["memory", "tantivy"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> SearchEngine:
    if request.param == "memory":
        return MemoryEngine()
    return TantivyEngine(tmp_path / "search")


@pytest.fixture
def engine(empty: SearchEngine) -> SearchEngine:
    empty.rebuild([ASTHMA, PRESSURE, *RESOURCES])
    return empty


def groups(engine: SearchEngine, *words: str, **kind: bool) -> tuple[WordGroup, ...]:
    topics = engine.topics_with(words, **kind)
    return tuple(WordGroup(word, topics[word], **kind) for word in words)


def found(engine: SearchEngine, *words: str, **changes: Any) -> ResourceAnswer:
    return engine.find_resources(
        replace(ResourceQuery(groups=groups(engine, *words)), **changes)
    )


def test_an_engine_without_an_index_says_so(empty: SearchEngine) -> None:
    with pytest.raises(IndexMissing):
        empty.count()
    with pytest.raises(IndexMissing):
        empty.write([ASTHMA])


def test_counts_a_document_for_each_term_and_resource(engine: SearchEngine) -> None:
    assert engine.count() == engine.check() == 4 + 3 + 4


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("asztma", {"Asztma"}),
        ("ASTHMA", {"Asthma"}),
        ("j45", {"J45"}),
        ("magas vernyomas", {"Magas vérnyomás"}),
        ("blood pressure", {"High blood pressure"}),
        ("high bloo", {"High blood pressure"}),
        ("pressure in asthma", {"Asthma"}),
        ("hyperten", {"hypertension"}),
        ("zzz", set()),
        ("?!", set()),
    ],
)
def test_finds_the_terms_that_a_question_names(
    engine: SearchEngine, text: str, terms: set[str]
) -> None:
    answer = engine.find_terms(understand(text, "hu"), "hu")

    assert {term.text for term in answer} == terms


def test_tells_which_topics_have_a_word(engine: SearchEngine) -> None:
    assert engine.topics_with(["asztma", "nothing"]) == {
        "asztma": frozenset({"asthma"}),
        "nothing": frozenset(),
    }
    assert engine.topics_with(["hyper"], is_start=True) == {
        "hyper": frozenset({"high-blood-pressure"})
    }


def test_title_comes_before_description_before_topic(engine: SearchEngine) -> None:
    answer = found(engine, "asthma")

    assert answer.uids == ("lungs", "blog", "heart")
    assert answer.total == 3


def test_finds_by_a_topics_name_in_another_language(engine: SearchEngine) -> None:
    assert set(found(engine, "tudoasztma").uids) == {"lungs", "heart"}


def test_finds_by_publisher_and_host(engine: SearchEngine) -> None:
    assert found(engine, "charity").uids == ("lungs",)
    assert found(engine, "example").uids == ("lungs",)


def test_every_word_is_needed_unless_some_are_enough(engine: SearchEngine) -> None:
    assert found(engine, "asthma", "wheeze").uids == ("lungs",)
    assert found(engine, "asthma", "nothing").total == 0
    assert found(engine, "asthma", "nothing", need=Need.SOME).total == 3
    assert found(engine, "wheeze", "x", "y", need=Need.SOME).total == 0


def test_a_beginning_is_enough_when_asked(engine: SearchEngine) -> None:
    assert found(engine, "whee").total == 0

    starting = ResourceQuery(groups=groups(engine, "whee", is_start=True))

    assert engine.find_resources(starting).uids == ("lungs",)


def test_scripts_without_spaces_are_found_by_a_part(engine: SearchEngine) -> None:
    words = understand("糖尿病", "en").content

    assert found(engine, *words).uids == ("sugar",)


@pytest.mark.parametrize(
    ("filters", "uids"),
    [
        (Filters(language="hu"), {"blog", "heart"}),
        (Filters(audience="patients"), {"lungs", "blog"}),
        (Filters(audience="professionals"), {"blog", "heart"}),
        (Filters(kind="blog"), {"blog"}),
        (Filters(topics=("asthma", "other")), {"lungs", "heart"}),
        (Filters(language="hu", topics=("asthma",)), {"heart"}),
        (Filters(language="sv"), set()),
    ],
)
def test_filters_narrow(engine: SearchEngine, filters: Filters, uids: set[str]) -> None:
    assert set(found(engine, "asthma", filters=filters).uids) == uids


def test_a_facet_is_counted_without_its_own_filter(engine: SearchEngine) -> None:
    filters = Filters(language="hu", kind="blog")

    facets = found(engine, "asthma", filters=filters).facets

    assert facets.language == {"en": 1, "hu": 1}
    assert facets.kind == {"blog": 1, "website": 1}
    assert facets.audience == {"both": 1}
    assert facets.topic == {}


def test_without_words_the_newest_come_first(engine: SearchEngine) -> None:
    answer = engine.find_resources(ResourceQuery())

    assert answer.uids == ("lungs", "blog", "heart", "sugar")


def test_pages_follow_each_other(engine: SearchEngine) -> None:
    pages = [
        engine.find_resources(ResourceQuery(limit=3, offset=offset))
        for offset in (0, 3, 6)
    ]

    assert [page.uids for page in pages] == [("lungs", "blog", "heart"), ("sugar",), ()]
    assert {page.total for page in pages} == {4}


def test_the_first_language_comes_before_better_hits(engine: SearchEngine) -> None:
    answer = found(engine, "asthma", first_language="hu")

    assert answer.uids == ("blog", "heart", "lungs")


def test_what_covers_the_topic_asked_for_comes_first(engine: SearchEngine) -> None:
    answer = found(engine, "nurse", "szivunk", need=Need.SOME)
    boosted = found(engine, "nurse", "szivunk", need=Need.SOME, best_topics=("asthma",))

    assert set(answer.uids) == {"blog", "heart"}
    assert boosted.uids[-1] == "blog"


def test_the_topic_asked_for_is_enough_when_some_words_are(
    engine: SearchEngine,
) -> None:
    answer = found(engine, "x", "y", "wheeze", need=Need.SOME, best_topics=("asthma",))

    assert answer.uids == ("lungs", "heart")


def test_suggests_titles_in_one_language(engine: SearchEngine) -> None:
    assert engine.suggest_resources(("asth",), "en", limit=5) == ["lungs"]
    assert engine.suggest_resources(("asth",), "hu", limit=5) == []
    assert engine.suggest_resources(("nurse", "wri"), "hu", limit=5) == ["blog"]


def test_knows_words_that_are_a_slip_away(engine: SearchEngine) -> None:
    near = engine.similar_words("asthmma", "hu")

    assert {c.written for c in near} == {"asthma"}
    assert sum(c.count for c in near) == 2
    assert {c.folded for c in engine.similar_words("hipertensoin", "en")} == {
        "hypertension"
    }
    assert engine.similar_words("uk", "en") == []


def test_writing_replaces_and_removes(engine: SearchEngine) -> None:
    renamed = replace(RESOURCES[0], titles=("Breathing well",))

    engine.write([renamed, topic("asthma", ("en", "Wheezing", Role.NAME))])
    engine.write([], gone=["resource:blog", "resource:never-there"])

    assert found(engine, "breathing").uids == ("lungs",)
    assert found(engine, "nurse").total == 0
    assert engine.topics_with(["asztma", "wheezing"]) == {
        "asztma": frozenset(),
        "wheezing": frozenset({"asthma"}),
    }
    assert engine.count() == 1 + 3 + 3


def test_a_rebuild_leaves_nothing_of_what_was(engine: SearchEngine) -> None:
    engine.rebuild([RESOURCES[1]])

    assert engine.count() == 1
    assert found(engine, "asthma").uids == ("blog",)
