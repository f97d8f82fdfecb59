"""Looking after what is published: due, broken, set aside, reports."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.link_visits import LinkVisit
from medagora.catalogue.domain.words import LinkState
from medagora.catalogue.models import Resource
from medagora.curation.domain.problems import Problem
from medagora.curation.models import (
    LogEntry,
    Report,
    Suggestion,
)
from medagora.curation.services import reporting, reviewing
from medagora.people.models import Person
from tests.conftest import NOW
from tests.curation.conftest import decline
from tests.curation.desk_forms import (
    DECLINED,
    NO_INTEREST,
    MakeResource,
    MakeSuggestion,
    count_queries,
    page_of,
)
from tests.curation.test_suggest_pages import words


def test_what_is_due_is_listed_and_renewed(
    desk: Client, make_resource: MakeResource
) -> None:
    due, fresh = make_resource(), make_resource()
    catalogue.note_review(due, on=date(2020, 1, 1))
    path = reverse("curation:resource", args=[due.uid])

    listed = words(desk.get("/en/desk/due/"))
    never = words(desk.get("/en/desk/due/?show=new"))
    page = desk.post(path, {"action": "renew", **NO_INTEREST}, follow=True)

    assert path in listed
    assert fresh.uid not in listed
    assert fresh.uid in never
    assert "It stays." in words(page)
    assert path not in words(desk.get("/en/desk/due/"))


def test_what_is_broken_is_listed_with_a_copy_and_the_new_address(
    desk: Client, make_resource: MakeResource
) -> None:
    broken, moved, working = make_resource(), make_resource(), make_resource()
    for resource, state, final in (
        (broken, LinkState.BROKEN, ""),
        (moved, LinkState.MOVED, "https://new.example.org/here?a=1&b=2"),
        (working, LinkState.WORKING, ""),
    ):
        catalogue.record_link_check(
            resource,
            LinkVisit(NOW, state, final_address=final, details="not-found"),
            shown=state,
            again_at=NOW,
        )

    page = words(desk.get("/en/desk/broken/"))
    only_moved = words(desk.get("/en/desk/broken/?state=moved"))

    assert f"https://web.archive.org/web/*/{broken.address}" in page
    assert "?address=https%3A%2F%2Fnew.example.org%2Fhere%3Fa%3D1%26b%3D2" in page
    assert working.uid not in page
    assert broken.uid not in only_moved


def test_the_new_address_is_ready_in_the_form(
    desk: Client, make_resource: MakeResource
) -> None:
    path = reverse("curation:resource", args=[make_resource().uid])

    page = words(desk.get(path, {"address": "https://new.example.org/here"}))

    assert 'value="https://new.example.org/here"' in page


def test_a_visit_can_be_asked_for(desk: Client, make_resource: MakeResource) -> None:
    resource = make_resource()
    catalogue.record_link_check(
        resource,
        LinkVisit(NOW, LinkState.WORKING),
        shown=LinkState.WORKING,
        again_at=NOW,
    )

    desk.post(
        reverse("curation:resource", args=[resource.uid]), {"action": "check_link"}
    )

    resource.refresh_from_db()
    assert resource.link_state == "unchecked"


def test_editors_retire_and_bring_back(
    client: Client, operator: Person, make_resource: MakeResource
) -> None:
    client.force_login(operator)
    resource = make_resource()
    path = reverse("curation:resource", args=[resource.uid])

    bare = client.post(path, {"action": "retire", **NO_INTEREST})
    client.post(path, {"action": "retire", **DECLINED})
    resource.refresh_from_db()
    retired = resource.state
    listed = words(client.get("/en/desk/set-aside/"))
    client.post(path, {"action": "bring_back", "back-words": "It is back."})
    resource.refresh_from_db()

    assert bare.status_code == 422
    assert (retired, resource.state) == ("retired", "candidate")
    assert path in listed
    assert client.get(path)["Location"] == page_of(Suggestion.objects.get())


def test_what_was_declined_is_listed_and_brought_back(
    client: Client, operator: Person, curator: Person, make_suggestion: MakeSuggestion
) -> None:
    client.force_login(operator)
    suggestion = make_suggestion()
    reviewing.review_suggestion(suggestion, decline(curator), by=curator, at=NOW)
    path = reverse("curation:resource", args=[suggestion.resource.uid])

    listed = words(client.get("/en/desk/set-aside/?state=declined"))
    client.post(path, {"action": "bring_back", "back-words": "They mended it."})

    assert path in listed
    assert Suggestion.objects.filter(state="open").count() == 1


def test_a_curator_cannot_retire_by_sending_the_form(
    desk: Client, make_resource: MakeResource
) -> None:
    resource = make_resource()

    page = desk.post(
        reverse("curation:resource", args=[resource.uid]),
        {"action": "retire", **DECLINED},
    )

    resource.refresh_from_db()
    assert (page.status_code, resource.state) == (403, "published")


def test_reports_are_handled_and_the_log_says_how(
    client: Client, operator: Person, make_resource: MakeResource
) -> None:
    client.force_login(operator)
    report = reporting.report(make_resource(), Problem.SELLS, words="Ads!", at=NOW)
    path = reverse("curation:desk-report-handle", args=[report.pk])

    listed = words(client.get("/en/desk/reports/"))
    client.post(path, {"outcome": "nonsense"})
    client.post(path, {"outcome": "corrected"})
    again = client.post(path, {"outcome": "retired"})

    assert "Ads!" in listed
    assert again.status_code == 409
    assert Report.objects.get().outcome == "corrected"
    entry = LogEntry.objects.get(verb="report_handled")
    assert entry.facts == {"problem": "sells", "outcome": "corrected"}
    assert "Ads!" in words(client.get("/en/desk/reports/?show=handled"))


def test_a_curator_reads_reports_but_does_not_close_them(
    desk: Client, make_resource: MakeResource
) -> None:
    report = reporting.report(make_resource(), Problem.SELLS, words="", at=NOW)

    page = desk.post(
        reverse("curation:desk-report-handle", args=[report.pk]),
        {"outcome": "corrected"},
    )

    assert page.status_code == 403
    assert Report.objects.get().handled_at is None


@pytest.mark.parametrize("path", ["due/?show=new", "broken/", "set-aside/", "reports/"])
def test_ten_more_rows_cost_no_more_queries(
    desk: Client, make_resource: MakeResource, path: str
) -> None:
    def add() -> None:
        resource = make_resource()
        reporting.report(resource, Problem.OTHER, words="", at=NOW)
        if path == "set-aside/":
            Resource.objects.filter(pk=resource.pk).update(state="retired")
        if path == "broken/":
            catalogue.record_link_check(
                resource,
                LinkVisit(NOW, LinkState.BROKEN),
                shown=LinkState.BROKEN,
                again_at=NOW,
            )

    add()
    few = count_queries(desk, f"/en/desk/{path}")
    for _ in range(10):
        add()

    assert count_queries(desk, f"/en/desk/{path}") == few
