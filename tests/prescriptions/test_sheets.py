"""A sheet is drawn from what the catalogue says today."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medagora.appraisal.domain.findings import Answer
from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Resource
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.kernel.refusals import BadInput
from medagora.people.models import Person
from medagora.prescriptions import queries
from medagora.prescriptions.domain.drafts import Chosen
from medagora.prescriptions.models import Prescription
from tests.conftest import NOW
from tests.people.hats.building import give_hat
from tests.prescriptions.making import (
    break_link,
    chosen,
    draft,
    handed,
    make_collection,
    make_service,
    measured,
)

MakeResource = Callable[..., Resource]
HUNGARIAN = {
    "texts": {
        "en": TextDraft("Asthma in plain words", "In English."),
        "hu": TextDraft("Asztma közérthetően", "Magyarul."),
    },
    "languages": ("hu",),
}


def test_a_sheet_says_everything_that_paper_needs(
    member: Person, make_resource: MakeResource
) -> None:
    resource = make_resource(**HUNGARIAN)
    made = handed(resource, by=member, language="hu", title="Asztma", note="Este.")

    sheet = queries.sheet(made, now=NOW)

    (line,) = sheet.lines
    assert (sheet.title, sheet.note, sheet.language) == ("Asztma", "Este.", "hu")
    assert sheet.code == f"{made.code[:5]}-{made.code[5:]}"
    assert sheet.link.endswith(f"/rx/{sheet.code}")
    assert sheet.expires_on == (NOW + timedelta(days=90)).date()
    assert (line.title, line.about) == ("Asztma közérthetően", "Magyarul.")
    assert (line.language, line.is_other_language) == ("hu", False)
    assert line.address == resource.address


def test_the_page_can_be_read_in_another_language_and_marks_stay(
    member: Person, make_resource: MakeResource
) -> None:
    other = make_resource()
    made = handed(
        make_resource(**HUNGARIAN),
        other,
        by=member,
        language="hu",
        allow_other_languages=True,
    )

    sheet = queries.sheet(made, "en", now=NOW)

    assert sheet.language == "en"
    assert sheet.lines[0].title == "Asthma in plain words"
    assert [line.is_other_language for line in sheet.lines] == [False, True]


def test_more_lines_cost_no_more_queries(
    member: Person, make_resource: MakeResource
) -> None:
    hat = give_hat(member, "physician")
    fixed = (make_service(member), make_collection(make_resource(), by=member))
    few = handed(make_resource(), *fixed, by=member, hat=hat.uid)
    many = handed(
        *(make_resource() for _n in range(11)), *fixed, by=member, hat=hat.uid
    )
    queries.sheet(few, now=NOW)  # names of topics are remembered

    assert _count(few) == _count(many) <= 8


def _count(made: Prescription) -> int:
    with CaptureQueriesContext(connection) as seen:
        found = queries.by_code(made.code, NOW)
        queries.sheet(found, now=NOW)
    return len(seen)


def test_a_broken_or_retired_line_has_no_address_and_keeps_its_title(
    member: Person, make_resource: MakeResource
) -> None:
    broken, retired = make_resource(), make_resource()
    made = handed(broken, retired, by=member)
    break_link(broken)
    publishing.move(retired, Move.RETIRE, by="system", at=NOW)

    lines = queries.sheet(made, now=NOW).lines

    assert [(line.state, line.address) for line in lines] == [
        ("broken", ""),
        ("retired", ""),
    ]
    assert all(line.title.startswith("Resource") for line in lines)


def test_a_corrected_address_is_the_one_on_the_sheet(
    member: Person, make_resource: MakeResource
) -> None:
    resource = make_resource()
    made = handed(resource, by=member)
    Resource.objects.filter(pk=resource.pk).update(address="https://new.example.org/")

    (line,) = queries.sheet(made, now=NOW).lines

    assert line.address == "https://new.example.org/"


def test_how_hard_it_reads_stands_on_the_line(
    member: Person, make_resource: MakeResource
) -> None:
    hard, easy, unknown = make_resource(), make_resource(), make_resource()
    measured(hard, Answer.ABSENT)
    measured(easy, Answer.PRESENT)

    made = handed(hard, unknown, easy, by=member, level="simple")

    lines = queries.sheet(made, now=NOW).lines
    assert [line.level for line in lines] == ["simple", "", "hard"]


# ---- without an account, and before handing over -----------------------------------


def test_a_sheet_can_be_drawn_without_an_account_and_nothing_is_stored(
    make_resource: MakeResource, member: Person
) -> None:
    resource = make_resource()
    collection = make_collection(resource, by=member)

    sheet = queries.draft_sheet(
        draft(resource, collection, title="Asthma"), viewer=None, now=NOW
    )

    assert (sheet.code, sheet.link, sheet.expires_on) == ("", "", None)
    assert sheet.lines[1].items[0].title == sheet.lines[0].title
    assert not Prescription.objects.exists()


def test_the_language_lock_holds_without_an_account(
    make_resource: MakeResource,
) -> None:
    english = draft(make_resource(), language="hu")

    with pytest.raises(BadInput, match="not in the language"):
        queries.draft_sheet(english, viewer=None, now=NOW)


def test_the_basket_shows_what_cannot_be_handed_over(
    member: Person, make_resource: MakeResource
) -> None:
    good, retired = make_resource(), make_resource()
    private = make_collection(good, by=member, visibility="private")
    publishing.move(retired, Move.RETIRE, by="system", at=NOW)
    ticked = (*chosen(good, retired, private), Chosen("resource", "nothing"))
    forged = (Chosen("film", "a"), Chosen("resource", "\x00"))

    lines = queries.basket_lines(ticked, "en", viewer=member)

    assert [line.is_gone for line in lines] == [False, True, True, True]
    assert [line.is_private for line in lines] == [False, False, True, False]
    assert all(line.is_gone for line in queries.basket_lines(forged, "en", viewer=None))


def test_a_longer_basket_costs_no_more_queries(
    member: Person, make_resource: MakeResource, django_assert_num_queries: Any
) -> None:
    things = [make_resource() for _n in range(12)]
    public = [make_collection(things[0], by=member) for _n in range(3)]
    ticked = chosen(*things, *public, make_service(member))
    queries.basket_lines(ticked, "en", viewer=member)  # readings are remembered

    with django_assert_num_queries(7):
        queries.basket_lines(ticked, "en", viewer=member)
    with django_assert_num_queries(7):
        queries.basket_lines((*ticked[:1], *ticked[-2:]), "en", viewer=member)
