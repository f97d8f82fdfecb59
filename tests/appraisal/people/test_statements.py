"""Published appraisals leave in open formats: what, why, by whom, when, by what."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from medagora.appraisal.domain.appraisals import Role
from medagora.appraisal.domain.findings import Answer, Criterion, Finding, Quote
from medagora.appraisal.domain.plain import as_plain
from medagora.appraisal.domain.statements import Subject, json_line, line_of_finding
from medagora.appraisal.models import PageSeen
from medagora.catalogue.models import Resource
from medagora.people import services as people
from medagora.people.models import Person
from tests.appraisal.people.conftest import answers_of
from tests.conftest import NOW
from tests.people.hats.building import as_professional

Make = Callable[..., Any]


@pytest.fixture
def resource(make_resource: Make) -> Resource:
    made: Resource = make_resource("https://www.example.org/asthma/")
    return made


def lines_at(client: Client, path: str) -> list[dict[str, Any]]:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/x-ndjson")
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]  # Django's test response
    return [json.loads(line) for line in text.splitlines()]


def test_each_answer_is_a_line(
    client: Client, member: Person, resource: Resource, appraise: Make
) -> None:
    people.declare_interest(people.InterestDraft("Inhaler Ltd", "funding"), by=member)
    published = appraise(
        member,
        resource,
        reasons={"jama.authorship": "Signed\u2028“Dr Kiss”."},
        interest_words="I know the author.",
    )

    lines = lines_at(client, "/appraisal/all.jsonl")

    assert len(lines) == 4
    assert lines[0] == {
        "resource": resource.uid,
        "address": "https://www.example.org/asthma/",
        "appraisal": published.uid,
        "instrument": "jama",
        "instrument_version": "1",
        "item": "jama.authorship",
        "question": (
            "Are the authors named, with where they work and what qualifies them?"
        ),
        "answer": "yes",
        "evidence": "Signed “Dr Kiss”.",
        "by": "Mia",
        "by_id": member.pseudonym,
        "role": "patient",
        "interests": ["Inhaler Ltd (funding)", "I know the author."],
        "at": "2026-11-23T12:00:00.000000Z",
        "origin": "human",
    }


def test_the_lines_of_one_resource_hold_no_other(
    client: Client,
    member: Person,
    resource: Resource,
    make_resource: Make,
    appraise: Make,
) -> None:
    appraise(member, resource)
    appraise(member, make_resource())

    lines = lines_at(client, f"/appraisal/{resource.uid}.jsonl")

    assert {line["resource"] for line in lines} == {resource.uid}
    assert len(lines_at(client, "/appraisal/all.jsonl")) == 8


def test_drafts_never_leave(
    client: Client, member: Person, resource: Resource, start: Make
) -> None:
    start(member, resource, answers=answers_of("jama", "yes"))

    assert lines_at(client, "/appraisal/all.jsonl") == []


def test_a_document_of_linked_data_tells_the_same(
    client: Client, make_person: Make, resource: Resource, appraise: Make
) -> None:
    nurse = as_professional(make_person("Nora"))
    answers = answers_of("pemat-p", "agree", _6="na", _1="disagree")
    appraise(
        nurse,
        resource,
        "pemat-p",
        role=Role.PROFESSIONAL,
        answers=answers,
        reasons={"pemat-p.1": "No title."},
    )

    response = client.get(f"/appraisal/{resource.uid}.jsonld")

    document = response.json()
    assert response["Content-Type"] == "application/ld+json"
    assert document["mainEntity"]["url"] == "https://www.example.org/asthma/"
    (review,) = document["review"]
    assert review["author"]["name"] == "Nora"
    assert (review["raterRole"], review["origin"]) == ("professional", "human")
    assert review["isBasedOn"]["name"] == "PEMAT-P"
    ratings = {
        r["name"]: (r["ratingValue"], r["bestRating"]) for r in review["reviewRating"]
    }
    assert ratings == {"Understandability": (15, 16), "Actionability": (7, 7)}
    first = review["statements"][0]
    assert first["identifier"] == "pemat-p.1"
    assert first["answer"] == "disagree"
    assert first["reviewBody"] == "No title."
    assert first["reviewRating"]["ratingValue"] == 0
    sixth = next(s for s in review["statements"] if s["identifier"] == "pemat-p.6")
    assert sixth["answer"] == "na"
    assert "reviewRating" not in sixth


def test_a_total_that_the_instrument_does_not_give_is_not_in_the_document(
    client: Client, member: Person, resource: Resource, appraise: Make
) -> None:
    answers = answers_of("discern", "3", _12="na")
    appraise(member, resource, "discern", answers=answers)

    (review,) = client.get(f"/appraisal/{resource.uid}.jsonld").json()["review"]

    names = {rating["name"] for rating in review["reviewRating"]}
    assert "All 16 questions" not in names
    assert "Overall rating (question 16)" in names


def test_somebody_who_left_is_known_by_an_opaque_name_only(
    client: Client, member: Person, resource: Resource, appraise: Make
) -> None:
    appraise(member, resource, reasons={"jama.currency": "My words"})
    pseudonym = member.pseudonym
    people.erase_person(member, by=member, at=NOW)

    lines = lines_at(client, "/appraisal/all.jsonl")

    assert {line["by"] for line in lines} == {pseudonym}
    assert {line["evidence"] for line in lines} == {""}


def test_what_a_machine_saw_says_that_a_machine_saw_it() -> None:
    finding = Finding(
        Criterion.HARMS,
        Answer.PRESENT,
        0.8,
        "harms.named",
        quotes=(Quote("may cause\nnausea"),),
    )

    line = line_of_finding(finding, Subject("abc", "https://x.example/", ""), NOW)

    assert line["origin"] == "machine"
    assert line["item"] == "engine.harms"
    assert line["instrument_version"] == finding.version
    assert json_line(line).count("\n") == 1


def test_what_the_engine_saw_leaves_beside_what_people_said(
    client: Client, member: Person, resource: Resource, appraise: Make
) -> None:
    appraise(member, resource)
    finding = Finding(Criterion.HARMS, Answer.PRESENT, 0.8, "harms.some")
    PageSeen.objects.create(
        resource_uid=resource.uid,
        address=resource.address,
        findings=[as_plain(finding)],
        version="1",
        read_at=NOW,
    )

    lines = lines_at(client, f"/appraisal/{resource.uid}.jsonl")

    assert [line["origin"] for line in lines] == ["human"] * 4 + ["machine"]
    assert lines[-1]["item"] == "engine.harms"


@pytest.mark.django_db
def test_an_unknown_resource_has_no_document(client: Client) -> None:
    assert client.get("/appraisal/nothing.jsonld").status_code == 404
    assert client.get("/appraisal/nothing.jsonl").status_code == 404
