"""Topics for codes and names of a record, each once, the best first."""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.api.queries.knowledge import Concept, How, find_topics
from medagora.search import services as search

Make = Callable[..., Any]
pytestmark = pytest.mark.django_db
ICD10, SNOMED = "http://hl7.org/fhir/sid/icd-10", "http://snomed.info/sct"


def found(*concepts: Concept, language: str = "en") -> list[tuple[str, How, float]]:
    return [(t.slug, t.how, t.weight) for t in find_topics(concepts, language)]


def code(value: str, system: str = ICD10, *names: str) -> Concept:
    return Concept(((system, value),), names)


def test_the_narrowest_code_that_any_topic_has_decides(make_topic: Make) -> None:
    make_topic("diabetes", codes=(("icd10", "E11"),))
    make_topic("retina", codes=(("icd10", "E11.3"),))

    assert found(code("E11.35")) == [("retina", How.WIDER_CODE, 0.95)]
    assert found(code("E11.9")) == [("diabetes", How.WIDER_CODE, 0.95)]
    assert found(code("E11")) == [("diabetes", How.CODE, 1.0)]


def test_a_topic_above_another_one_says_less(make_topic: Make) -> None:
    make_topic("diabetes", codes=(("icd10", "E10"),))
    make_topic("type-1", parent="diabetes", codes=(("icd10", "E10"),))

    assert found(code("E10")) == [
        ("type-1", How.CODE, 1.0),
        ("diabetes", How.CODE, 0.75),
    ]


def test_of_several_codes_of_one_thing_the_exact_one_counts(make_topic: Make) -> None:
    make_topic("asthma", codes=(("snomed", "195967001"),))
    make_topic("lungs", codes=(("icd10", "J45"),))
    both = Concept(((ICD10, "J45.9"), (SNOMED, "195967001")))

    assert found(both) == [("asthma", How.CODE, 1.0)]


def test_names_count_only_when_no_code_does(make_topic: Make) -> None:
    make_topic("asthma", codes=(("icd10", "J45"),))
    make_topic("gout", codes=())

    assert found(code("J45", ICD10, "Gout")) == [("asthma", How.CODE, 1.0)]
    assert found(code("M99", ICD10, "Gout")) == [("gout", How.NAME, 0.9)]
    assert found(code("5", "urn:oid:1.2.3", "GOUT")) == [("gout", How.NAME, 0.9)]


@pytest.mark.parametrize("has_index", [True, False])
def test_a_topics_name_inside_the_records_name(
    make_topic: Make, has_index: bool
) -> None:
    make_topic("asthma", codes=())
    if has_index:
        search.rebuild_index()

    wordy = Concept(names=("Mild persistent asthma, uncomplicated",))

    assert found(wordy) == [("asthma", How.WORDS, 0.6)]


def test_codes_of_many_things_cost_one_query(
    make_topic: Make, django_assert_num_queries: Any
) -> None:
    make_topic("asthma", codes=(("icd10", "J45"),))

    with django_assert_num_queries(1):
        find_topics([code(f"J45.{n}") for n in range(10)], "en")


@pytest.mark.parametrize(
    "concept",
    [
        Concept(),
        Concept(names=("", "  ")),
        Concept(names=("x" * 10_000,)),
        Concept(names=("\x00%_'",)),
        Concept(codes=(("icd10", "J\x0045"),)),
        Concept((("", ""), ("icd10", ""), ("icd10", "x" * 5000))),
    ],
)
def test_nothing_sensible_finds_nothing(make_topic: Make, concept: Concept) -> None:
    make_topic("asthma", codes=(("icd10", "J45"),))

    assert found(concept) == []
