"""What this room knows about somebody leaves with them."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from medagora.appraisal.models import Appraisal, AppraisalAnswer
from medagora.people import services as people
from medagora.people.models import Person
from tests.conftest import NOW

Make = Callable[..., Any]


def test_my_appraisals_are_in_my_export_with_drafts_and_reasons(
    member: Person, make_resource: Make, appraise: Make, start: Make
) -> None:
    resource = make_resource()
    appraise(member, resource, reasons={"jama.currency": "Dated."})
    start(member, resource, "hon", answers={"hon.date": "yes"})

    archive = zipfile.ZipFile(BytesIO(people.export_person(member, at=NOW)))

    mine = json.loads(archive.read("appraisal/appraisals.json"))
    assert [one["state"] for one in mine] == ["published", "draft"]
    assert mine[0]["address"] == resource.address
    answered = {answer["item"]: answer for answer in mine[0]["answers"]}
    assert answered["jama.currency"] == {
        "item": "jama.currency",
        "answer": "yes",
        "reason": "Dated.",
    }


def test_the_appraisals_of_others_are_not_in_it(
    member: Person, curator: Person, make_resource: Make, appraise: Make
) -> None:
    appraise(curator, make_resource())

    archive = zipfile.ZipFile(BytesIO(people.export_person(member, at=NOW)))

    assert json.loads(archive.read("appraisal/appraisals.json")) == []


def test_erasing_an_account_leaves_bare_answers_and_nothing_else(
    member: Person, make_resource: Make, appraise: Make, start: Make
) -> None:
    first, second = make_resource(), make_resource()
    people.declare_interest(people.InterestDraft("Inhaler Ltd", "funding"), by=member)
    appraise(
        member, first, reasons={"jama.currency": "My words"}, interest_words="My ties"
    )
    start(member, second, reasons={"jama.currency": "My draft"})

    people.erase_person(member, by=member, at=NOW)

    left = Appraisal.objects.get()
    assert left.resource_uid == first.uid
    assert left.by is None
    assert (left.interest_words, left.interests) == ("", [])
    assert set(AppraisalAnswer.objects.values_list("reason", flat=True)) == {""}
    assert left.answers.count() == 4
