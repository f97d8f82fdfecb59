"""What the search room is given of what people said, and when it is told."""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.appraisal import services
from medagora.appraisal.domain.appraisals import Role
from medagora.appraisal.queries import for_search, list_ratings
from medagora.appraisal.queries.for_search import SideSpread, spread_by_resource
from medagora.appraisal.services import personal_data
from medagora.catalogue.models import Resource
from medagora.people.models import Person
from medagora.web import news
from tests.appraisal.people.conftest import answers_of
from tests.conftest import NOW
from tests.people.hats.building import as_professional

Make = Callable[..., Any]


@pytest.fixture
def resource(make_resource: Make) -> Resource:
    made: Resource = make_resource()
    return made


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The resources whose appraisals are told to have changed, in order."""
    found: list[str] = []

    def tell(kind: str, subject: str) -> None:
        if kind == "appraisals_changed":
            found.append(subject)

    monkeypatch.setattr(news, "tell", tell)
    return found


def judge(
    make_person: Make, appraise: Make, resource: Resource, *values: str, **fields: Any
) -> None:
    """One person for each value, who gives it throughout."""
    for value in values:
        answers = answers_of("discern", value)
        person = as_professional(make_person("Pia"))
        appraise(person, resource, "discern", answers=answers, **fields)


def test_patients_and_professionals_stand_apart(
    resource: Resource, make_person: Make, appraise: Make
) -> None:
    judge(make_person, appraise, resource, "4", "5", "1")
    judge(make_person, appraise, resource, "2", "3", role=Role.PROFESSIONAL)

    (judged,) = spread_by_resource([resource.uid])[resource.uid]

    assert judged.instrument.key == "discern"
    assert (judged.patients, judged.professionals, judged.raters) == (3, 2, 5)
    total = next(part for part in judged.parts if part.name == "All 16 questions")
    assert (total.lowest, total.best, total.is_percent) == (16, 80, False)
    assert total.sides == (
        SideSpread(Role.PATIENT, 3, 16, 64.0, 80),
        SideSpread(Role.PROFESSIONAL, 2, 32, 40.0, 48),
    )


def test_the_figures_are_those_of_the_page_of_appraisals(
    resource: Resource, make_person: Make, appraise: Make
) -> None:
    whole = answers_of("hon", "yes", date="no")
    short = answers_of("hon", "yes", date="no", justifiability="na")
    for name, answers in (("Ann", whole), ("Ben", short)):
        appraise(make_person(name), resource, "hon", answers=answers)
    appraise(make_person("Cy"), resource, "jama")

    given = spread_by_resource([resource.uid])[resource.uid]

    shown = list_ratings(resource.uid)
    assert [g.instrument for g in given] == [s.instrument for s in shown]
    for mine, theirs in zip(given, shown, strict=True):
        for part, other in zip(mine.parts, theirs.parts, strict=True):
            assert (part.name, part.is_percent) == (other.name, other.is_percent)
            assert (part.lowest, part.best) == (other.lowest, other.best)
            lying = [(s.role, s.count, s.least, s.most) for s in part.sides]
            assert lying == [
                (role, f.count, f.least, f.most) for role, f in other.sides if f
            ]


def test_only_what_is_public_counts(
    resource: Resource,
    member: Person,
    make_person: Make,
    make_resource: Make,
    start: Make,
    appraise: Make,
) -> None:
    start(member, resource, answers=answers_of("jama", "yes"))
    withdrawn = appraise(make_person("Ann"), resource)
    services.withdraw_appraisal(withdrawn, by=withdrawn.by, at=NOW)
    other = make_resource()
    appraise(member, other)

    given = spread_by_resource([resource.uid, other.uid, "nowhere"])

    assert list(given) == [other.uid]


def test_of_many_people_all_are_counted_and_the_newest_measured(
    resource: Resource,
    make_person: Make,
    appraise: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(for_search, "MOST_RATERS", 2)
    judge(make_person, appraise, resource, "1", "4", "5")

    (judged,) = spread_by_resource([resource.uid])[resource.uid]

    assert judged.raters == 3
    assert judged.parts[0].sides[0].count == 2


def test_a_page_of_resources_costs_two_queries(
    member: Person,
    make_resource: Make,
    appraise: Make,
    django_assert_num_queries: Any,
) -> None:
    uids = []
    for _ in range(20):
        resource = make_resource()
        appraise(member, resource)
        appraise(member, resource, "hon")
        uids.append(resource.uid)

    with django_assert_num_queries(2):
        given = spread_by_resource(uids)

    assert list(given) == uids
    assert all(len(lines) == 2 for lines in given.values())
    with django_assert_num_queries(0):
        assert spread_by_resource([]) == {}


def test_whatever_becomes_public_or_is_public_no_more_is_told(
    resource: Resource,
    member: Person,
    make_person: Make,
    start: Make,
    appraise: Make,
    told: list[str],
) -> None:
    draft = start(member, resource, answers=answers_of("jama", "yes"))
    assert told == []

    shown = services.publish_appraisal(draft, by=member, at=NOW)
    again = appraise(member, resource, answers=answers_of("jama", "no"))
    services.withdraw_appraisal(again, by=member, at=NOW)
    assert shown.uid != again.uid
    assert told == [resource.uid] * 3

    hidden = appraise(make_person("Ann"), resource)
    moderator = make_person("Mo", role="moderator")
    services.hide_appraisal(hidden, by=moderator, at=NOW)
    assert told == [resource.uid] * 5

    appraise(member, resource)
    personal_data.erase(member, NOW)
    assert told == [resource.uid] * 7
