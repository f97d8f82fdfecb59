"""What people said about a resource: answers, spread, agreement, and no verdict."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from medagora.appraisal import queries
from medagora.appraisal.domain.appraisals import Role
from medagora.appraisal.queries import ratings
from medagora.appraisal.queries.ratings import FigureSpread
from medagora.catalogue.models import Resource
from medagora.people import services as people
from medagora.people.models import Person
from tests.appraisal.people.conftest import answers_of
from tests.conftest import NOW
from tests.people.hats.building import as_professional

Make = Callable[..., Any]


@pytest.fixture
def resource(make_resource: Make) -> Resource:
    made: Resource = make_resource()
    return made


@pytest.fixture
def four_raters(make_person: Make, resource: Resource, appraise: Make) -> list[Person]:
    """Two patients who agree nearly, two professionals who hardly do."""
    raters = [make_person("Pia"), make_person("Pal")]
    raters += [as_professional(make_person(name)) for name in ("Dora", "Dan")]
    roles = [Role.PATIENT, Role.PATIENT, Role.PROFESSIONAL, Role.PROFESSIONAL]
    given = [
        answers_of("discern", "4", _1="5", _2="2"),
        answers_of("discern", "4", _1="5", _2="1"),
        answers_of("discern", "2", _1="1", _2="5"),
        answers_of("discern", "3", _1="4", _2="na"),
    ]
    for minute, (person, role, answers) in enumerate(
        zip(raters, roles, given, strict=True)
    ):
        at = NOW + timedelta(minutes=minute)
        appraise(person, resource, "discern", role=role, answers=answers, at=at)
    return raters


def test_both_sides_stand_side_by_side(
    resource: Resource, four_raters: list[Person]
) -> None:
    (rated,) = queries.list_ratings(resource.uid)

    first = rated.sections[0][1][0]
    patients, professionals = first.sides
    assert patients == (Role.PATIENT, patients[1])
    assert patients[1].counts == (0, 0, 0, 0, 2)
    assert professionals[1].counts == (1, 0, 0, 1, 0)
    assert {dot.group for dot in first.picture.dots} == {"patient", "professional"}


def test_everyones_answer_is_there_with_its_reason(
    resource: Resource, member: Person, appraise: Make
) -> None:
    appraise(member, resource, reasons={"jama.currency": "Revised in May."})

    (rated,) = queries.list_ratings(resource.uid)

    (given,) = rated.sections[0][1][3].given
    assert (given.rater.name, given.label) == ("Mia", "Yes")
    assert given.reason == "Revised in May."


def test_agreement_is_told_for_all_and_for_each_side(
    resource: Resource, four_raters: list[Person]
) -> None:
    (rated,) = queries.list_ratings(resource.uid)

    everyone, patients, professionals = rated.agreements
    assert (everyone.role, everyone.raters) == (None, 4)
    assert patients.role is Role.PATIENT
    assert patients.quadratic is not None
    assert professionals.quadratic is not None
    assert patients.quadratic > 0.8 > professionals.quadratic


def test_four_items_are_too_few_to_tell_agreement(
    resource: Resource, make_person: Make, appraise: Make, client: Client
) -> None:
    for name in ("Ann", "Ben"):
        appraise(make_person(name), resource)

    (rated,) = queries.list_ratings(resource.uid)
    page = client.get(f"/en/appraisal/{resource.uid}/").content.decode()

    assert rated.agreements[0].linear is None
    assert "cannot tell" in page


def test_one_rater_agrees_with_nobody(
    resource: Resource, member: Person, appraise: Make
) -> None:
    appraise(member, resource)

    (rated,) = queries.list_ratings(resource.uid)

    assert rated.agreements == ()


def test_a_figure_that_was_not_added_up_stays_out_of_the_spread(
    resource: Resource, four_raters: list[Person]
) -> None:
    (rated,) = queries.list_ratings(resource.uid)

    total = next(part for part in rated.parts if part.name == "All 16 questions")
    assert (total.lowest, total.best, total.is_percent) == (16, 80, False)
    assert total.sides == (
        (Role.PATIENT, FigureSpread(2, 62, 63)),
        (Role.PROFESSIONAL, FigureSpread(1, 34, 34)),
    )


def test_people_who_left_out_different_questions_are_compared_by_percentages(
    resource: Resource, make_person: Make, appraise: Make
) -> None:
    whole = answers_of("hon", "yes", date="no")
    short = answers_of("hon", "yes", date="no", justifiability="na")
    for name, answers in (("Ann", whole), ("Ben", short)):
        appraise(make_person(name), resource, "hon", answers=answers)

    (rated,) = queries.list_ratings(resource.uid)

    (part,) = rated.parts
    # 8 of 9 and 7 of 8
    assert part.is_percent
    assert part.sides[0] == (Role.PATIENT, FigureSpread(2, 88, 89))
    assert part.sides[1] == (Role.PROFESSIONAL, None)


def test_the_page_shows_pictures_with_tables_beneath_and_no_verdict(
    resource: Resource, four_raters: list[Person], client: Client
) -> None:
    page = client.get(f"/en/appraisal/{resource.uid}/").content.decode()

    assert page.count('class="ratings"') == 16
    assert page.count("<tfoot>") == 16
    assert "not added up, because a question was left out" in page
    for name in ("Pia", "Pal", "Dora", "Dan"):
        assert name in page
    for verdict in ("excellent", "very poor", "trustworthy"):
        assert verdict not in page.lower()


def test_the_page_of_many_raters_makes_as_many_queries_as_of_few(
    resource: Resource,
    make_person: Make,
    appraise: Make,
    client: Client,
    count_queries: Callable[[Client, str], int],
) -> None:
    appraise(make_person("Ann"), resource)
    path = f"/en/appraisal/{resource.uid}/"
    few = count_queries(client, path)
    for number in range(10):
        appraise(make_person(f"Rater{number}"), resource)

    many = count_queries(client, path)

    assert many == few


def test_of_very_many_raters_the_newest_are_shown(
    resource: Resource,
    make_person: Make,
    appraise: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ratings, "MOST_RATERS", 2)
    for minute, name in enumerate(("Ann", "Ben", "Cem")):
        at = NOW + timedelta(minutes=minute)
        appraise(make_person(name), resource, at=at)

    (rated,) = queries.list_ratings(resource.uid)

    assert [line.name for line in rated.raters] == ["Cem", "Ben"]
    assert rated.more == 1


def test_the_page_of_a_resource_counts_and_invites(
    resource: Resource, four_raters: list[Person], client: Client
) -> None:
    page = client.get(f"/en/resource/{resource.uid}/").content.decode()

    section = page.split('id="appraisals"')[1].split("</section>")[0]
    assert "DISCERN" in section
    assert section.count('<td class="number">2</td>') == 2
    assert f"/en/appraisal/{resource.uid}/judge/" in section


def test_a_resource_that_nobody_judged_says_so(
    resource: Resource, client: Client
) -> None:
    page = client.get(f"/en/resource/{resource.uid}/").content.decode()
    ratings_page = client.get(f"/en/appraisal/{resource.uid}/").content.decode()

    assert "Nobody has judged it with an instrument yet." in page
    assert "Nobody has judged it with an instrument yet." in ratings_page


def test_the_name_of_somebody_who_left_is_gone_but_not_the_answers(
    resource: Resource, member: Person, appraise: Make
) -> None:
    appraise(member, resource, reasons={"jama.currency": "My words."})
    pseudonym = member.pseudonym
    people.erase_person(member, by=member, at=NOW)

    (rated,) = queries.list_ratings(resource.uid)
    (line,) = rated.raters
    assert (line.name, line.pseudonym, line.reasons) == ("", pseudonym, {})
    assert line.answers["jama.currency"] == "yes"
