"""Which terms and topics a question may mean, and which words were perhaps meant."""

import pytest

from medagora.search.domain.documents import Role, Sort
from medagora.search.domain.topic_matching import match_topics
from medagora.search.domain.words import understand
from medagora.search.gateways import SearchEngine
from tests.contracts.search_engine.conftest import EngineOf
from tests.contracts.search_engine.documents import ASTHMA, topic


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
    question = understand(text, "hu")

    near = engine.find_terms(question, "hu")

    assert {m.term.text for m in match_topics(question, near, "hu")} == terms


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("asthmas", "en", "asthma"),
        ("pressures of high blood", "en", "high-blood-pressure"),
        ("magas vérnyomások", "hu", "high-blood-pressure"),
        ("what to do about my high blood pressure", "en", "high-blood-pressure"),
    ],
)
def test_finds_terms_in_other_forms_and_inside_a_question(
    engine: SearchEngine, text: str, language: str, slug: str
) -> None:
    near = engine.find_terms(understand(text, language), language)

    assert slug in {term.topic for term in near}


def test_the_likely_terms_come_first_so_that_few_are_enough(
    engine_of: EngineOf,
) -> None:
    crowd = [
        topic(f"asthma-{n}", ("en", f"Asthma of sort {n}", Role.NAME))
        for n in range(30)
    ]
    engine = engine_of(*crowd, ASTHMA)

    question = understand("asthma", "en")

    assert [t.text for t in engine.find_terms(question, "en", limit=1)] == ["Asthma"]
    assert len(engine.find_terms(question, "en", limit=7)) == 7


def test_of_equal_terms_those_in_the_language_come_first(engine_of: EngineOf) -> None:
    languages = ("de", "en", "es", "fr")
    names = tuple((code, "Angina", Role.NAME) for code in languages)
    engine = engine_of(topic("angina", *names))

    for code in languages:
        first, *_others = engine.find_terms(understand("angina", code), code)

        assert first.language == code


def test_gives_all_terms_of_topics(engine: SearchEngine) -> None:
    terms = engine.terms_of(["asthma", "no-such-topic"])

    assert sorted(t.text for t in terms) == ["Asthma", "Asztma", "J45", "tüdőasztma"]
    assert set(terms) == set(ASTHMA.terms)
    assert engine.terms_of([]) == []


def test_tells_which_topics_have_a_word(engine: SearchEngine) -> None:
    assert engine.topics_with(["asztma", "nothing"]) == {
        "asztma": frozenset({"asthma"}),
        "nothing": frozenset(),
    }
    assert engine.topics_with(["hyper"], is_start=True) == {
        "hyper": frozenset({"high-blood-pressure"})
    }
    assert engine.topics_with(["hyper"]) == {"hyper": frozenset()}
    assert engine.topics_with([]) == {}


def test_tells_which_topics_have_a_stem(engine: SearchEngine) -> None:
    assert engine.topics_with(["pressur", "hypertens"]) == {
        "pressur": frozenset({"high-blood-pressure"}),
        "hypertens": frozenset({"high-blood-pressure"}),
    }


def test_suggests_titles_in_one_language(engine: SearchEngine) -> None:
    assert engine.suggest_content(("asth",), "en", limit=5) == ["lungs"]
    assert engine.suggest_content(("asth",), "hu", limit=5) == []
    assert engine.suggest_content(("nurse", "wri"), "hu", limit=5) == ["blog"]
    assert engine.suggest_content(("nur", "writes"), "hu", limit=5) == []
    assert engine.suggest_content((), "en", limit=5) == []


def test_suggests_titles_of_one_sort(engine: SearchEngine) -> None:
    def suggested(sort: Sort, limit: int = 99) -> list[str]:
        return engine.suggest_content(("minu",), "en", limit=limit, sort=sort)

    assert len(suggested(Sort.ENTRY)) == 60
    assert len(suggested(Sort.ENTRY, limit=3)) == 3
    assert suggested(Sort.PAGE) == suggested(Sort.RESOURCE) == []


def test_knows_words_that_are_a_slip_away(engine_of: EngineOf) -> None:
    engine = engine_of(
        topic("asthma", ("en", "Asthma", Role.NAME), ("hu", "Asztma", Role.NAME)),
        topic("blood", ("en", "Hypertension", Role.NAME)),
    )

    near = engine.similar_words("asthmma", "hu")

    assert {(c.written, c.count, c.is_own_language) for c in near} == {
        ("asthma", 1, False)
    }
    assert {c.folded for c in engine.similar_words("hipertensoin", "en")} == {
        "hypertension"
    }
    assert engine.similar_words("uk", "en") == []
    assert engine.similar_words("hipertensoin", "en", slips=1) == []
    assert len(engine.similar_words("asthmma", "hu", slips=1)) == 1


def test_words_of_titles_are_known_as_well(engine: SearchEngine) -> None:
    near = engine.similar_words("asthmma", "hu")

    assert {c.written for c in near} == {"asthma"}
    # one term and four titles, whatever sort they are
    assert sum(c.count for c in near) == 5
