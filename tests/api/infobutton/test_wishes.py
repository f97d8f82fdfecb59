"""What the catalogue knows to do with task, sub-topic, age and sex."""

import pytest

from medagora.api.domain.infobutton.asked import Asked, Coded, Person
from medagora.api.domain.infobutton.wishes import read_wishes
from medagora.catalogue.domain.words import Audience, Kind

ABOUT = (Coded("J45", "icd10"),)


def test_nothing_said_is_nothing_wished() -> None:
    wishes = read_wishes(Asked(ABOUT), "en")

    assert (wishes.audience, wishes.kinds, wishes.topics) == ("", (), frozenset())
    assert wishes.used == frozenset()


@pytest.mark.parametrize(
    ("sub_topic", "language", "kind"),
    [
        (Coded("Q000628"), "en", Kind.GUIDELINE),
        (Coded("47965005"), "en", Kind.TOOL),
        (Coded(name="guidelines"), "en", Kind.GUIDELINE),
        (Coded(text="Selbsthilfegruppe"), "de", Kind.COMMUNITY),
        (Coded(name="podcast"), "hu", Kind.PODCAST),
    ],
)
def test_a_sub_topic_wishes_for_a_kind(
    sub_topic: Coded, language: str, kind: Kind
) -> None:
    wishes = read_wishes(Asked(ABOUT, sub_topics=(sub_topic,)), language)

    assert kind in wishes.kinds
    assert "sub_topics" in wishes.used


def test_side_effects_lead_to_the_safety_of_medicines() -> None:
    wishes = read_wishes(Asked(ABOUT, sub_topics=(Coded("Q000009"),)), "en")

    assert "medicine-safety" in wishes.topics


def test_a_sub_topic_that_nobody_knows_has_no_part() -> None:
    wishes = read_wishes(Asked(ABOUT, sub_topics=(Coded("Q999999"),)), "en")

    assert wishes.used == frozenset()


def test_teaching_a_patient_is_for_patients_unless_said_otherwise() -> None:
    task = "PATEDUE"

    assert read_wishes(Asked(ABOUT, task=task), "en").audience == Audience.PATIENTS
    doctor = Asked(ABOUT, task=task, recipient=Person.PROVIDER)
    assert read_wishes(doctor, "en").audience == Audience.PROFESSIONALS


def test_a_laboratory_task_wishes_for_laboratory_tests() -> None:
    wishes = read_wishes(Asked(ABOUT, task="LABRREV"), "en")

    assert wishes.topics == frozenset({"laboratory-tests"})
    assert wishes.used == frozenset({"task"})


def test_age_and_sex_say_what_suits_and_what_does_not() -> None:
    girl = read_wishes(Asked(ABOUT, gender="F", age_group="D000293"), "en")
    man = read_wishes(Asked(ABOUT, gender="M", age_group="D008875"), "en")

    assert {"adolescent-health", "womens-health"} <= girl.topics
    assert {"geriatrics", "mens-health"} <= girl.unsuited
    assert {"pregnancy", "child-health", "geriatrics"} <= man.unsuited
    assert not man.topics & man.unsuited
