"""From a diagnosis to what the catalogue has for it."""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.appraisal.domain.findings import Answer
from medagora.catalogue.models import Resource
from medagora.prescriptions.queries import for_code
from tests.prescriptions.making import break_link, measured

MakeResource = Callable[..., Resource]


@pytest.fixture
def asthma(make_topic: Callable[..., Any]) -> str:
    codes = (("mesh", "D001249"), ("icd10", "J45"), ("snomed", "195967001"))
    return str(make_topic("asthma", codes=codes).slug)


@pytest.mark.parametrize(
    "text", ["J45", "j45.0", "ICD-10 J45.909", "D001249", "snomed: 195967001"]
)
def test_a_diagnosis_is_understood_by_its_code(
    asthma: str, make_resource: MakeResource, text: str
) -> None:
    resource = make_resource(topics=(asthma,))

    found = for_code(text, "en")

    assert found.understood == "code"
    assert [topic.name for topic in found.topics] == ["Asthma"]
    assert [line.uid for line in found.lines] == [resource.uid]


@pytest.mark.parametrize(
    "text", ["asthma", "Asthma magyarul", "asthma lay hu", "asthm"]
)
def test_and_by_name_in_any_language(
    asthma: str, make_resource: MakeResource, text: str
) -> None:
    make_resource(topics=(asthma,))

    found = for_code(text, "en")

    assert found.understood == "words"
    assert [topic.slug for topic in found.topics] == ["asthma"]


@pytest.mark.parametrize("text", ["", "Z99", "D000000", "xx", "\x00", "%" * 5000])
def test_what_nobody_knows_finds_nothing(asthma: str, text: str) -> None:
    found = for_code(text, "en")

    assert (found.topics, found.lines, found.understood) == ((), (), "")


def test_only_what_a_patient_can_use_now_is_offered(
    asthma: str, make_resource: MakeResource
) -> None:
    good = make_resource(topics=(asthma,))
    make_resource(topics=(asthma,), languages=("hu",))
    make_resource(topics=(asthma,), audience="professionals")
    make_resource(topics=(asthma,), state="candidate")
    break_link(make_resource(topics=(asthma,)))

    assert [line.uid for line in for_code("J45", "en").lines] == [good.uid]


def test_easy_reading_comes_first_where_it_was_asked_for(
    asthma: str, make_resource: MakeResource
) -> None:
    hard, easy = make_resource(topics=(asthma,)), make_resource(topics=(asthma,))
    newest = make_resource(topics=(asthma,))
    measured(hard, Answer.ABSENT)
    measured(easy, Answer.PRESENT)

    found = for_code("J45", "en", level="simple", limit=3)

    assert [line.uid for line in found.lines] == [easy.uid, newest.uid, hard.uid]


def test_a_topic_gives_what_lies_below_it_too(
    asthma: str, make_topic: Callable[..., Any], make_resource: MakeResource
) -> None:
    below = make_topic("childhood-asthma", parent="asthma", codes=())
    resource = make_resource(topics=(below.slug,))

    assert [line.uid for line in for_code("J45", "en").lines] == [resource.uid]


def test_a_new_code_is_known_at_once(
    asthma: str, make_topic: Callable[..., Any]
) -> None:
    assert for_code("I10", "en").understood == ""

    make_topic("high-blood-pressure", codes=(("icd10", "I10"),))

    assert for_code("I10", "en").understood == "code"


def test_a_code_at_an_illness_and_its_group_means_the_illness(
    make_topic: Callable[..., Any], make_resource: MakeResource
) -> None:
    make_topic("diabetes", codes=(("icd10", "E10"), ("icd10", "E11")))
    make_topic("type-1-diabetes", parent="diabetes", codes=(("icd10", "E10"),))
    make_topic("type-2-diabetes", parent="diabetes", codes=(("icd10", "E11"),))
    meant = make_resource(topics=("type-2-diabetes",))
    group = make_resource(topics=("diabetes",))
    make_resource(topics=("type-1-diabetes",))

    found = for_code("E11.9", "en")

    assert [topic.slug for topic in found.topics] == ["type-2-diabetes", "diabetes"]
    assert [line.uid for line in found.lines] == [meant.uid, group.uid]


def test_what_explains_in_its_own_language_comes_before_what_talks(
    asthma: str, make_resource: MakeResource
) -> None:
    def about(**fields: Any) -> str:
        return str(make_resource(topics=(asthma,), **fields).uid)

    page = about(kind="article")
    account = about(kind="social-account")
    portal = about(kind="website", languages=("hu", "en"))

    assert [line.uid for line in for_code("J45", "en").lines] == [page, account, portal]
