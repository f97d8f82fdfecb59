"""Who reaches which page of judging, takes back, throws away and hides."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from medagora.appraisal.domain.appraisals import State
from medagora.appraisal.models import Appraisal
from medagora.catalogue.models import Resource
from medagora.people.models import Person
from tests.appraisal.people.judging_pages import BrowserOf, Make, form_of, words
from tests.conftest import NOW


def test_whoever_is_not_signed_in_is_asked_to(
    client: Client, resource: Resource
) -> None:
    for path in (
        f"/en/appraisal/{resource.uid}/judge/",
        form_of(resource),
        "/en/appraisal/mine/",
        f"/en/appraisal/{resource.uid}/withdraw/jama/",
    ):
        page = client.get(path)

        assert page.status_code == 302
        assert "/account/login/" in page["Location"]


def test_taking_back_asks_first(
    member: Person, resource: Resource, appraise: Make, browser_of: BrowserOf
) -> None:
    published = appraise(member, resource)
    browser, path = browser_of(member), f"/en/appraisal/{resource.uid}/withdraw/jama/"

    asked = browser.get(path)
    still = Appraisal.objects.get(pk=published.pk).state
    done = browser.post(path)

    assert asked.status_code == 200
    assert still == State.PUBLISHED
    assert done["Location"] == "/en/appraisal/mine/"
    assert Appraisal.objects.get(pk=published.pk).state == State.WITHDRAWN


def test_throwing_a_draft_away_asks_first(
    member: Person, resource: Resource, start: Make, browser_of: BrowserOf
) -> None:
    start(member, resource)
    browser, path = browser_of(member), f"/en/appraisal/{resource.uid}/discard/jama/"

    asked = browser.get(path)
    waiting = Appraisal.objects.exists()
    browser.post(path)

    assert asked.status_code == 200
    assert waiting
    assert not Appraisal.objects.exists()


def test_the_appraisals_of_others_cannot_be_reached(
    member: Person,
    curator: Person,
    resource: Resource,
    appraise: Make,
    start: Make,
    browser_of: BrowserOf,
) -> None:
    appraise(member, resource)
    start(member, resource)
    browser = browser_of(curator)

    for verb in ("withdraw", "discard"):
        path = f"/en/appraisal/{resource.uid}/{verb}/jama/"
        assert browser.get(path).status_code == 404
        assert browser.post(path).status_code == 404
    assert "Draft" not in words(browser.get("/en/appraisal/mine/"))


def test_a_moderator_hides_what_insults_and_its_author_sees_that(
    member: Person,
    make_person: Make,
    resource: Resource,
    appraise: Make,
    browser_of: BrowserOf,
) -> None:
    shown = appraise(member, resource, reasons={"jama.currency": "An insult."})
    moderator = browser_of(make_person("Mo", role="moderator"))
    path = f"/en/appraisal/{resource.uid}/hide/{shown.uid}/"

    listed = words(moderator.get(f"/en/appraisal/{resource.uid}/"))
    asked = moderator.get(path)
    moderator.post(path)

    assert path in listed
    assert asked.status_code == 200
    assert Appraisal.objects.get().state == State.HIDDEN
    assert "An insult." not in words(Client().get(f"/en/appraisal/{resource.uid}/"))
    assert "Hidden by a moderator" in words(
        browser_of(member).get("/en/appraisal/mine/")
    )


def test_only_moderators_hide(
    member: Person,
    curator: Person,
    resource: Resource,
    appraise: Make,
    browser_of: BrowserOf,
) -> None:
    shown = appraise(member, resource)
    path = f"/en/appraisal/{resource.uid}/hide/{shown.uid}/"

    for person in (member, curator):
        assert browser_of(person).post(path).status_code == 403
        page = words(browser_of(person).get(f"/en/appraisal/{resource.uid}/"))
        assert path not in page
    assert Appraisal.objects.get().state == State.PUBLISHED


@pytest.mark.parametrize("path", ["judge/quest/", "judge/..%2Fjama/", "withdraw/jama/"])
def test_what_is_not_there_is_not_found(
    path: str, member: Person, resource: Resource, browser_of: BrowserOf
) -> None:
    page = browser_of(member).get(f"/en/appraisal/{resource.uid}/{path}")

    assert page.status_code == 404


def test_candidates_are_hidden_from_those_who_are_not_on_the_desk(
    client: Client, member: Person, make_resource: Make, browser_of: BrowserOf
) -> None:
    candidate = make_resource(state="candidate")

    assert client.get(f"/en/appraisal/{candidate.uid}/").status_code == 404
    assert client.get(f"/appraisal/{candidate.uid}.jsonld").status_code == 404
    assert browser_of(member).get(form_of(candidate)).status_code == 404


def test_a_candidate_cannot_be_judged_from_the_desk_either(
    curator: Person, make_resource: Make, browser_of: BrowserOf
) -> None:
    candidate = make_resource(state="candidate")

    page = browser_of(curator).get(form_of(candidate))

    assert page.status_code == 409


def test_my_appraisals_cost_no_more_queries_when_they_are_many(
    member: Person,
    make_resource: Make,
    start: Make,
    browser_of: BrowserOf,
    count_queries: Callable[[Client, str], int],
) -> None:
    browser = browser_of(member)
    start(member, make_resource())
    few = count_queries(browser, "/en/appraisal/mine/")
    for number in range(10):
        start(member, make_resource(), at=NOW + timedelta(minutes=number))

    many = count_queries(browser, "/en/appraisal/mine/")

    assert many == few
