"""The pages by which people judge; everything works without scripts."""

from typing import Any

import pytest
from django.test import Client

from medagora.appraisal import queries
from medagora.appraisal.domain.appraisals import Role, State
from medagora.appraisal.domain.instruments import KEYS, instrument
from medagora.appraisal.models import Appraisal, PageSeen
from medagora.catalogue.models import Resource
from medagora.people.models import Person
from tests.appraisal.people.conftest import answers_of
from tests.appraisal.people.judging_pages import BrowserOf, Make, form_of, words
from tests.conftest import NOW
from tests.guarding import tick_in
from tests.people.hats.building import as_professional

HTMX = {"HX-Request": "true"}


def sent(key: str, answers: dict[str, str], **more: str) -> dict[str, str]:
    """What a browser sends for these answers, item by item."""
    numbers = {item.id: n for n, item in enumerate(instrument(key).items, start=1)}
    return {f"answer-{numbers[item]}": value for item, value in answers.items()} | more


def test_every_instrument_is_offered(
    member: Person, resource: Resource, browser_of: BrowserOf
) -> None:
    page = words(browser_of(member).get(f"/en/appraisal/{resource.uid}/judge/"))

    for key in KEYS:
        assert form_of(resource, key) in page


@pytest.mark.parametrize("key", KEYS)
def test_every_instrument_has_a_form_that_saves_nothing_by_being_read(
    key: str, member: Person, resource: Resource, browser_of: BrowserOf
) -> None:
    page = words(browser_of(member).get(form_of(resource, key)))

    for number, item in enumerate(instrument(key).items, start=1):
        assert f'id="{item.id}"' in page
        assert f'name="answer-{number}"' in page
        assert f'name="reason-{number}"' in page
    assert not Appraisal.objects.exists()


def test_saving_needs_no_script_and_keeps_an_unfinished_form(
    member: Person, resource: Resource, browser_of: BrowserOf
) -> None:
    browser = browser_of(member)
    data = {"answer-1": "yes", "reason-1": "A nurse wrote it.", "then": "save"}

    saved = browser.post(form_of(resource), data)

    assert saved["Location"] == form_of(resource)
    page = words(browser.get(form_of(resource)))
    assert "A nurse wrote it." in page
    assert "1 of 4 answered" in page
    assert "There is no score until every question is answered." in page


def test_a_change_is_saved_as_one_goes(
    member: Person, resource: Resource, browser_of: BrowserOf
) -> None:
    saved = browser_of(member).post(form_of(resource), {"answer-2": "no"}, headers=HTMX)

    fragment = words(saved)
    assert saved.status_code == 200
    assert "1 of 4 answered" in fragment
    assert "<h1" not in fragment
    assert Appraisal.objects.get().state == State.DRAFT


def test_a_late_save_of_what_is_published_makes_no_draft(
    member: Person, resource: Resource, appraise: Make, browser_of: BrowserOf
) -> None:
    appraise(member, resource)
    data = sent("jama", answers_of("jama", "yes"))

    fragment = words(browser_of(member).post(form_of(resource), data, headers=HTMX))

    assert "4 of 4 answered" in fragment
    assert Appraisal.objects.get().state == State.PUBLISHED


def test_publishing_an_unfinished_form_leads_to_what_is_missing(
    member: Person, resource: Resource, browser_of: BrowserOf
) -> None:
    answers = answers_of("jama", "yes", currency="")

    page = browser_of(member).post(
        form_of(resource), sent("jama", answers, then="publish")
    )

    assert page.status_code == 200
    assert "Answer every question first" in words(page)
    assert "Please choose an answer." in words(page)
    assert Appraisal.objects.get().state == State.DRAFT


def test_a_complete_form_is_published_and_shown(
    member: Person, resource: Resource, browser_of: BrowserOf
) -> None:
    browser = browser_of(member)
    data = sent("jama", answers_of("jama", "yes"), then="publish")
    data |= {
        "reason-1": "Signed by a doctor.",
        "interest_words": "My sister works there",
    }

    published = browser.post(form_of(resource), data)

    assert published["Location"] == f"/en/appraisal/{resource.uid}/"
    page = words(Client().get(published["Location"]))
    assert "Signed by a doctor." in page
    assert "My sister works there" in page
    assert "4 of 4" in page
    assert "Mia" in page


def test_words_that_may_identify_somebody_are_not_stored_but_stay_on_the_page(
    member: Person, resource: Resource, browser_of: BrowserOf
) -> None:
    browser = browser_of(member)
    browser.post(form_of(resource), {"reason-1": "Earlier words", "then": "save"})
    data = {"answer-1": "yes", "reason-1": "Ask joe@example.org", "then": "publish"}

    page = browser.post(form_of(resource), data)

    assert "joe@example.org" in words(page)
    assert "identifies_nobody" in words(page)
    kept = queries.draft_of(queries.find_draft(resource.uid, "jama", member))
    assert kept.answers == {"jama.authorship": "yes"}
    assert kept.reasons == {"jama.authorship": "Earlier words"}


def test_saving_as_one_goes_says_what_is_not_saved(
    member: Person, resource: Resource, browser_of: BrowserOf
) -> None:
    data = {"answer-1": "yes", "reason-1": "Ask joe@example.org"}

    fragment = words(browser_of(member).post(form_of(resource), data, headers=HTMX))

    assert "Something is not saved yet" in fragment
    assert "joe@example.org" not in str(list(Appraisal.objects.values()))


def test_confirmed_words_are_stored(
    member: Person, resource: Resource, browser_of: BrowserOf
) -> None:
    data = {"reason-1": "Ask joe@example.org"}
    browser = browser_of(member)
    asked = browser.post(form_of(resource), data).content.decode()
    tick = tick_in(asked)

    browser.post(form_of(resource), {**data, "identifies_nobody": tick})

    kept = queries.draft_of(queries.find_draft(resource.uid, "jama", member))
    assert kept.reasons == {"jama.authorship": "Ask joe@example.org"}


def test_nonsense_in_a_form_is_not_stored(
    member: Person, resource: Resource, browser_of: BrowserOf
) -> None:
    data = {"answer-1": "99", "answer-999": "yes", "role": "professional"}

    page = browser_of(member).post(form_of(resource), data)

    assert page.status_code == 200
    draft = Appraisal.objects.get()
    assert draft.role == Role.PATIENT
    assert not draft.answers.exists()


def test_only_verified_professionals_are_asked_in_which_role_they_judge(
    member: Person, make_person: Make, resource: Resource, browser_of: BrowserOf
) -> None:
    nurse = as_professional(make_person("Nora"))

    theirs = words(browser_of(nurse).get(form_of(resource)))
    ours = words(browser_of(member).get(form_of(resource)))

    assert 'name="role"' in theirs
    assert 'name="role"' not in ours


def test_changing_begins_with_what_is_published_and_says_so(
    member: Person, resource: Resource, appraise: Make, browser_of: BrowserOf
) -> None:
    appraise(member, resource, reasons={"jama.currency": "Dated at the end."})

    page = words(browser_of(member).get(form_of(resource)))

    assert "Dated at the end." in page
    assert "4 of 4 answered" in page
    assert "replaces them only when you publish again" in page


def test_what_the_engine_saw_stands_beside_the_item(
    member: Person,
    resource: Resource,
    browser_of: BrowserOf,
) -> None:
    finding = {
        "criterion": "author",
        "answer": "present",
        "confidence": 0.9,
        "said": "author.named",
        "facts": {"name": "Dr Eva Kiss"},
        "quotes": [
            {"words": words, "where": "text", "start": 0}
            for words in ("By Dr Eva Kiss", "<b>bold</b>")
        ],
        "version": "1",
    }
    wrong: list[Any] = [{}, {"criterion": "magic", "answer": "present"}]
    PageSeen.objects.create(
        resource_uid=resource.uid,
        address=resource.address,
        findings=[*wrong, finding],
        version="1",
        read_at=NOW,
    )

    page = words(browser_of(member).get(form_of(resource)))

    beside = page.split('id="jama.authorship"')[1].split('id="jama.attribution"')[0]
    assert "Seen by machine" in beside
    assert "The page says who wrote it: Dr Eva Kiss." in beside
    assert "&lt;b&gt;bold&lt;/b&gt;" in beside
    assert "who wrote it: Dr Eva Kiss" not in page.split('id="jama.attribution"')[1]


@pytest.mark.django_db
@pytest.mark.parametrize("key", KEYS)
def test_each_instrument_has_a_page_with_addressable_items(
    key: str, client: Client
) -> None:
    page = words(client.get(f"/en/appraisal/instruments/{key}/"))

    assert instrument(key).source.split(",")[0] in page
    assert all(f'id="{item.id}"' in page for item in instrument(key).items)


@pytest.mark.django_db
def test_the_instruments_are_listed(client: Client) -> None:
    page = words(client.get("/en/appraisal/"))

    assert all(instrument(key).name in page for key in KEYS)
