from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from medagora.kernel.refusals import NotFound
from medagora.web.middleware import (
    QUIET,
    Refusals,
    quiet_answers,
    reading_choices,
    security_headers,
)

pytestmark = pytest.mark.django_db


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("fine")


def test_every_answer_forbids_foreign_and_inline_code(rf: RequestFactory) -> None:
    policy = security_headers(answer)(rf.get("/")).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_page_with_sound_may_load_it_from_one_place_more(rf: RequestFactory) -> None:
    def sound(request: HttpRequest) -> HttpResponse:
        response = HttpResponse("fine")
        response.csp_media = "https://media.example.org"  # type: ignore[attr-defined]  # see security_headers
        return response

    silent = security_headers(answer)(rf.get("/")).headers["Content-Security-Policy"]
    policy = security_headers(sound)(rf.get("/")).headers["Content-Security-Policy"]

    assert policy == f"{silent}; media-src https://media.example.org"


def test_the_browser_forgets_what_it_kept_when_a_session_ends(
    rf: RequestFactory, settings: Any
) -> None:
    def ends(request: HttpRequest) -> HttpResponse:
        response = HttpResponse("fine")
        response.delete_cookie(settings.SESSION_COOKIE_NAME)
        return response

    assert "Clear-Site-Data" not in security_headers(answer)(rf.get("/")).headers
    left = security_headers(ends)(rf.get("/")).headers
    assert left["Clear-Site-Data"] == '"storage"'


def test_what_is_fetched_ahead_ends_no_session(
    client: Client, settings: Any, rf: RequestFactory
) -> None:
    """Its session may be the one from before somebody signed in."""
    client.cookies[settings.SESSION_COOKIE_NAME] = "of-a-former-session"

    ahead = client.get("/en/reader/offline/", headers={QUIET: "1"})
    asked = client.get("/en/reader/offline/")

    assert not ahead.cookies
    assert "Clear-Site-Data" not in ahead.headers
    assert settings.SESSION_COOKIE_NAME in asked.cookies
    assert not quiet_answers(answer)(rf.get("/", headers={QUIET: "1"})).cookies


def test_the_audience_is_chosen_by_link_and_remembered(rf: RequestFactory) -> None:
    request = rf.get("/?audience=patients")

    response = reading_choices(answer)(request)

    assert request.audience == "patients"  # type: ignore[attr-defined]  # see PageRequest
    assert response.cookies["audience"].value == "patients"


def test_what_others_may_keep_a_copy_of_sets_no_cookie(rf: RequestFactory) -> None:
    def shared(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "public, max-age=600"})

    response = reading_choices(shared)(rf.get("/embed/?audience=patients"))

    assert not response.cookies


def test_an_odd_audience_is_everybody_and_sets_no_cookie(rf: RequestFactory) -> None:
    request = rf.get("/?audience=<script>")

    response = reading_choices(answer)(request)

    assert request.audience == "both"  # type: ignore[attr-defined]  # see PageRequest
    assert not response.cookies


def test_a_refusal_becomes_json_for_programs(rf: RequestFactory) -> None:
    request = rf.get("/api/v1/topics/none")

    response = Refusals(answer).process_exception(request, NotFound("No such topic."))

    assert response is not None
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/json"


def test_a_bug_is_not_dressed_up_as_a_refusal(rf: RequestFactory) -> None:
    assert Refusals(answer).process_exception(rf.get("/"), ValueError("bug")) is None


def test_an_unknown_page_says_what_to_do(client: Client) -> None:
    page = client.get("/en/no-such-page/")

    assert page.status_code == 404
    assert "Search for it" in page.content.decode()


def test_the_language_comes_from_the_address_then_the_choice_then_the_browser(
    client: Client,
) -> None:
    by_browser = client.get("/", headers={"accept-language": "de,en;q=0.5"})
    client.cookies["language"] = "hu"
    by_choice = client.get("/", headers={"accept-language": "de"})
    by_address = client.get("/fr/", headers={"accept-language": "de"})

    assert by_browser.headers["Location"] == "/de/"
    assert by_choice.headers["Location"] == "/hu/"
    assert '<html lang="fr"' in by_address.content.decode()


def test_a_language_chosen_from_the_menu_is_remembered(client: Client) -> None:
    choice = client.get("/hu/topics/?kind=condition&chosen=hu")
    afterwards = client.get("/", headers={"accept-language": "de"})

    assert choice.headers["Location"] == "/hu/topics/?kind=condition"
    assert afterwards.headers["Location"] == "/hu/"


def test_a_choice_never_leads_to_another_site(client: Client) -> None:
    away = client.get("//evil.example/?chosen=hu")

    assert not away.headers.get("Location", "").startswith("//")
