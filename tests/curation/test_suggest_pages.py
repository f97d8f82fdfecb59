"""The pages by which anybody suggests and reports; everything works without scripts."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from medagora.catalogue import queries as catalogue
from medagora.catalogue.models import Resource
from medagora.curation import access
from medagora.curation.models import Report, Suggestion
from medagora.curation.services import inspecting, reviewing
from medagora.people.models import Person
from tests.conftest import NOW
from tests.curation.conftest import FakePages, decline, opinion, page_at
from tests.guarding import tick_in

ADDRESS = "https://www.example.org/asthma/"
MakeSuggestion = Callable[..., Suggestion]


def words(page: object) -> str:
    content: bytes = page.content  # type: ignore[attr-defined]  # Django's test response
    return content.decode()


def link_of(suggestion: Suggestion, query: str = "?now=1") -> str:
    return reverse("curation:suggestion", args=[access.sign(suggestion)]) + query


def details(**changes: str) -> dict[str, str]:
    return {
        "title": "Asthma explained",
        "description": "Explains inhalers step by step.",
        "text_language": "en",
        "language": "en",
        "other_languages": "",
        "kind": "website",
        "audience": "patients",
        "topics": "",
        "note": "",
        **changes,
    }


@pytest.mark.django_db
def test_an_address_is_enough(client: Client) -> None:
    page = client.post("/en/suggest/", {"address": "www.example.org/asthma/"})

    suggestion = Suggestion.objects.get()
    assert suggestion.resource.address == ADDRESS
    assert suggestion.suggested_by is None
    assert page["Location"] == link_of(suggestion, "")


def test_a_member_who_suggests_is_remembered(client: Client, member: Person) -> None:
    client.force_login(member)

    client.post("/en/suggest/", {"address": ADDRESS})

    assert Suggestion.objects.get().suggested_by == member


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "ftp://example.org/", "http://127.0.0.1/"])
def test_what_is_no_address_is_explained_at_the_field(
    client: Client, address: str
) -> None:
    page = client.post("/en/suggest/", {"address": address})

    assert page.status_code == 200
    assert "errorlist" in words(page)
    assert not Suggestion.objects.exists()


def test_what_we_have_is_shown_instead(
    client: Client, make_resource: Callable[..., Resource]
) -> None:
    resource = make_resource(ADDRESS)

    page = client.post("/en/suggest/", {"address": "http://example.org/asthma"})

    assert "We have it already" in words(page)
    assert reverse("site:resource-detail", args=[resource.uid]) in words(page)


def test_what_was_declined_says_why(
    client: Client, make_suggestion: MakeSuggestion, curator: Person
) -> None:
    suggestion = make_suggestion(address=ADDRESS)
    reviewing.review_suggestion(suggestion, decline(curator), by=curator, at=NOW)

    page = client.post("/en/suggest/", {"address": ADDRESS})

    assert "A shop." in words(page)


@pytest.mark.django_db
def test_a_program_that_fills_every_box_suggests_nothing(client: Client) -> None:
    client.post("/en/suggest/", {"address": ADDRESS, "homepage": "x"})

    assert not Suggestion.objects.exists()


@pytest.mark.django_db
def test_a_flood_is_stopped(client: Client) -> None:
    pages = [
        client.post("/en/suggest/", {"address": f"https://s{n}.example.org/"})
        for n in range(22)
    ]

    assert [page.status_code for page in pages[:20]] == [302] * 20
    assert pages[-1].status_code == 429
    assert Suggestion.objects.count() == 20


def test_while_the_machine_looks_the_page_waits_and_can_be_asked_again(
    client: Client, make_suggestion: MakeSuggestion, settings: Settings
) -> None:
    suggestion = make_suggestion(bare=True)
    Suggestion.objects.update(suggested_at=timezone.now())
    ready = reverse("curation:suggestion-ready", args=[access.sign(suggestion)])

    waiting = client.get(link_of(suggestion, ""))
    not_yet = client.get(ready)
    Suggestion.objects.update(inspected_at=timezone.now())
    done = client.get(ready)

    assert "We are looking at the page now" in words(waiting)
    assert (not_yet.status_code, done["HX-Refresh"]) == (204, "true")


def test_a_site_off_the_web_leaves_the_form_to_people(
    client: Client, make_suggestion: MakeSuggestion, settings: Settings
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"outside": False})
    suggestion = make_suggestion(bare=True)
    Suggestion.objects.update(suggested_at=timezone.now())

    page = client.get(link_of(suggestion, ""))

    assert 'name="title"' in words(page)


def test_what_the_machine_saw_is_shown_as_such(
    client: Client, make_suggestion: MakeSuggestion
) -> None:
    suggestion = make_suggestion(bare=True, address=ADDRESS)
    page = '<html lang="hu"><title>Asztma</title><meta name="description" content="X!">'
    inspecting.inspect_suggestion(
        suggestion.pk,
        reader=FakePages({ADDRESS: page_at(ADDRESS, page)}),
        guess_language=lambda text: "",
        at=NOW,
    )

    shown = words(client.get(link_of(suggestion)))

    assert "Seen by the machine" in shown
    assert 'value="Asztma"' in shown
    assert '<option value="hu" selected>' in shown
    assert "X!</textarea>" not in shown  # the page's slogan is not our reason


def test_whoever_suggested_it_corrects_it_with_the_link(
    client: Client, make_suggestion: MakeSuggestion, make_topic: Callable[..., object]
) -> None:
    make_topic("asthma")
    suggestion = make_suggestion(bare=True)

    page = client.post(link_of(suggestion), details(topics="asthma", note="Very good."))

    assert page.status_code == 302
    draft = catalogue.draft_of(catalogue.get_resource(suggestion.resource.uid))
    assert draft.texts["en"].description == "Explains inhalers step by step."
    assert (draft.topics, draft.audience) == (("asthma",), "patients")
    assert Suggestion.objects.get().note == "Very good."


def test_a_reason_in_another_language_does_not_take_the_pages_own_title(
    client: Client, make_suggestion: MakeSuggestion
) -> None:
    suggestion = make_suggestion(bare=True)

    client.post(link_of(suggestion), details(title="Asztma", language="hu"))

    draft = catalogue.draft_of(catalogue.get_resource(suggestion.resource.uid))
    assert draft.languages == ("hu",)
    assert {code: text.title for code, text in draft.texts.items()} == {
        "en": "Asztma",
        "hu": "Asztma",
    }
    assert draft.texts["hu"].description == ""


def test_an_unknown_topic_is_said_back(
    client: Client, make_suggestion: MakeSuggestion
) -> None:
    page = client.post(link_of(make_suggestion(bare=True)), details(topics="nonsense"))

    assert "no topic called “nonsense”" in words(page)


def test_words_that_identify_somebody_are_asked_about_first(
    client: Client, make_suggestion: MakeSuggestion
) -> None:
    suggestion = make_suggestion(bare=True)
    private = details(note="Ask my doctor at eva.kiss@example.org")

    asked = client.post(link_of(suggestion), private)
    unstored = Suggestion.objects.get().note
    tick = tick_in(asked.content.decode())
    client.post(link_of(suggestion), {**private, "identifies_nobody": tick})

    assert "looks like an e-mail address" in words(asked)
    assert "eva.kiss@example.org" in words(asked)  # the words stay in the form
    assert unstored == ""
    assert "eva.kiss" in Suggestion.objects.get().note


def test_a_link_that_somebody_made_up_opens_nothing(
    client: Client, make_suggestion: MakeSuggestion
) -> None:
    make_suggestion()

    page = client.get("/en/suggest/1:abc:def/")

    assert page.status_code == 404


def test_the_link_tells_what_was_decided(
    client: Client,
    make_suggestion: MakeSuggestion,
    curator: Person,
    second_curator: Person,
) -> None:
    published, declined = make_suggestion(), make_suggestion()
    for person in (curator, second_curator):
        reviewing.review_suggestion(published, opinion(person), by=person, at=NOW)
    reviewing.review_suggestion(declined, decline(curator), by=curator, at=NOW)

    assert "It is published" in words(client.get(link_of(published)))
    assert "A shop." in words(client.get(link_of(declined)))


# ---- reports --------------------------------------------------------------------


def test_a_reader_reports_without_an_account(
    client: Client, make_resource: Callable[..., Resource]
) -> None:
    resource = make_resource()
    path = reverse("curation:report", args=[resource.uid])

    form = client.get(path)
    page = client.post(
        path, {"problem": "outdated", "words": "From 1999."}, follow=True
    )

    assert form.status_code == 200
    assert "A person will look at it" in words(page)
    report = Report.objects.get()
    assert (report.problem, report.words) == ("outdated", "From 1999.")


def test_a_report_needs_a_problem_and_keeps_private_words_out(
    client: Client, make_resource: Callable[..., Resource]
) -> None:
    path = reverse("curation:report", args=[make_resource().uid])

    client.post(path, {"words": "?"})
    client.post(path, {"problem": "wrong", "words": "Call +36 30 123 4567"})
    client.post(path, {"problem": "wrong", "words": "x", "homepage": "bot"})

    assert not Report.objects.exists()


def test_a_candidate_cannot_be_reported_by_strangers(
    client: Client, make_suggestion: MakeSuggestion
) -> None:
    resource = make_suggestion().resource

    page = client.get(reverse("curation:report", args=[resource.uid]))

    assert page.status_code == 404
