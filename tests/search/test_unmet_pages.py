"""Telling curators what was not found, and the list at the desk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from medagora.people.models import Person
from medagora.search import services_unmet, visits_unmet
from medagora.search.domain.requests import ANY, SearchRequest
from medagora.search.models import UnmetSearch
from medagora.search.queries import SearchResults
from medagora.search.visits_unmet import MOST_AN_HOUR, Unmet, note_visit
from medagora.web.paging import Page

pytestmark = pytest.mark.django_db

TELL, LIST = "/en/search/tell/", "/en/search/unmet/"
FLAX = {"words": "Flax seed", "language": "en"}
THANKS = "The curators see what is looked for, not who looked."


def words(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.fixture
def desk(client: Client, curator: Person) -> Client:
    client.force_login(curator)
    return client


# ---- a reader tells ------------------------------------------------------------


def test_a_visitor_tells_with_one_tap_and_without_javascript(client: Client) -> None:
    response = client.post(TELL, FLAX)

    assert response.status_code == 302
    assert response["Location"] == "/en/search/?q=Flax+seed"
    assert THANKS in words(client.get("/en/account/login/"))
    assert UnmetSearch.objects.get().words == "flax seed"


def test_the_language_of_the_search_comes_back(client: Client) -> None:
    response = client.post(TELL, FLAX | {"language": "hu"})

    assert response["Location"] == "/en/search/?q=Flax+seed&language=hu"
    assert UnmetSearch.objects.get().language == "hu"


def test_with_htmx_the_thanks_stand_where_the_button_was(client: Client) -> None:
    html = words(client.post(TELL, FLAX, headers={"HX-Request": "true"}))

    assert THANKS in html
    assert "<html" not in html
    assert "<form" not in html


def test_no_session_is_made_for_it(client: Client) -> None:
    response = client.post(TELL, FLAX)

    assert set(response.cookies) <= {"messages", "csrftoken"}


def test_tapping_again_in_the_same_week_counts_once(client: Client) -> None:
    for _ in range(3):
        client.post(TELL, FLAX)
    client.post(TELL, FLAX, REMOTE_ADDR="93.184.215.14")

    assert UnmetSearch.objects.get().told == 2


def test_somebody_who_taps_all_the_time_is_asked_to_wait(client: Client) -> None:
    asked = [client.post(TELL, FLAX | {"words": f"seed {n}"}) for n in range(21)]

    assert [response.status_code for response in asked] == [302] * 20 + [429]


@pytest.mark.parametrize(
    "text", ["anna@example.org", "call 06 30 123 4567", "Dr House"]
)
def test_what_may_be_about_a_person_is_sent_back_with_a_reason(
    client: Client, text: str
) -> None:
    posted = {"words": text, "language": "en"}

    response = client.post(TELL, posted)
    fragment = client.post(TELL, posted, headers={"HX-Request": "true"})

    assert response.status_code == 302
    assert "It was not passed on." in words(fragment)
    assert not UnmetSearch.objects.exists()


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"words": "flax"},
        {"language": "en"},
        {"words": "flax\x00seed", "language": "en"},
        {"words": "flax " * 1000, "language": "en"},
    ],
)
def test_half_a_form_is_refused(client: Client, posted: dict[str, str]) -> None:
    assert client.post(TELL, posted).status_code == 422
    assert not UnmetSearch.objects.exists()


def test_an_unknown_language_tells_nothing(client: Client) -> None:
    client.post(TELL, FLAX | {"language": "klingon"})

    assert not UnmetSearch.objects.exists()


def test_a_simple_program_is_thanked_and_not_heard(client: Client) -> None:
    response = client.post(TELL, FLAX | {"homepage": "https://spam.example"})

    assert response.status_code == 302
    assert not UnmetSearch.objects.exists()


def test_another_site_cannot_tell_in_a_readers_name() -> None:
    response = Client(enforce_csrf_checks=True).post(TELL, FLAX)

    assert response.status_code == 403
    assert not UnmetSearch.objects.exists()


def test_looking_at_the_address_does_nothing(client: Client) -> None:
    assert client.get(TELL).status_code == 405


def test_the_button_escapes_the_words(rf: RequestFactory) -> None:
    html = render_to_string(
        "search/_tell_curators.html",
        {"words": '"><script>', "language": "en"},
        request=rf.get("/"),
    )

    assert "<script>" not in html
    assert 'name="csrfmiddlewaretoken"' in html
    assert f'action="{reverse("search:tell")}"' in html


# ---- a search is counted -------------------------------------------------------

NOTHING = SearchResults(SearchRequest("Flax seed", reader="en"))


def visit(path: str = "/", address: str = "93.184.215.14", **headers: str) -> Any:
    return RequestFactory().get(path, REMOTE_ADDR=address, headers=headers)


def count() -> int:
    return sum(UnmetSearch.objects.values_list("count", flat=True))


def with_request(**changes: Any) -> SearchResults:
    return replace(NOTHING, request=replace(NOTHING.request, **changes))


def test_a_search_without_results_counts_and_may_be_told() -> None:
    assert note_visit(visit(), NOTHING) == Unmet("Flax seed", "en")
    assert count() == 1


def test_one_visitor_counts_once_and_others_too() -> None:
    for address in ("93.184.215.14", "93.184.215.14", "93.184.215.15"):
        note_visit(visit(address=address), NOTHING)

    assert count() == 2


def test_neither_words_nor_addresses_stand_in_the_cache() -> None:
    note_visit(visit(), NOTHING)

    kept = str(cache._cache).lower()  # type: ignore[attr-defined]  # local memory
    assert "unmet" in kept
    assert "flax" not in kept
    assert "93.184" not in kept


def test_whoever_searches_all_the_time_stops_counting() -> None:
    for n in range(MOST_AN_HOUR + 5):
        assert note_visit(visit(), with_request(text=f"seed {n}"))

    assert count() == MOST_AN_HOUR


def test_what_is_only_in_other_languages_is_not_found() -> None:
    elsewhere = replace(NOTHING, page=Page([], 1, 1, 7), is_widened=True)

    assert note_visit(visit(), elsewhere) == Unmet("Flax seed", "en")
    assert count() == 1


@pytest.mark.parametrize(
    ("language", "counted"), [("", "en"), ("hu", "hu"), (ANY, "en")]
)
def test_the_language_is_that_of_the_results(language: str, counted: str) -> None:
    note_visit(visit(), with_request(language=language))

    assert UnmetSearch.objects.get().language == counted


@pytest.mark.parametrize(
    "results",
    [
        replace(NOTHING, page=Page([], 1, 1, 7)),
        replace(NOTHING, is_degraded=True),
        with_request(kind="podcast"),
        with_request(topic="asthma"),
        with_request(audience="patients"),
        with_request(page=2),
        with_request(text=""),
        with_request(text="anna@example.org"),
    ],
)
def test_what_says_nothing_about_the_catalogue_does_not_count(
    results: SearchResults,
) -> None:
    assert note_visit(visit(), results) is None
    assert count() == 0


def test_what_a_browser_fetches_ahead_does_not_count() -> None:
    note_visit(visit(**{"Sec-Purpose": "prefetch;prerender"}), NOTHING)
    note_visit(RequestFactory().head("/"), NOTHING)

    assert count() == 0


def test_a_busy_database_does_not_spoil_the_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def busy(*_words: object) -> bool:
        raise OperationalError("database is locked")

    monkeypatch.setattr(services_unmet, "count_unmet", busy)

    assert note_visit(visit(), NOTHING)


def test_another_process_has_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    request: HttpRequest = visit()
    note_visit(request, NOTHING)
    monkeypatch.setattr(visits_unmet, "_KEY", b"of another process")

    note_visit(request, NOTHING)

    assert count() == 2


# ---- the curators' list --------------------------------------------------------


def test_a_curator_sees_it_with_what_can_be_done(
    desk: Client, make_topic: Callable[..., Any]
) -> None:
    make_topic("asthma")
    services_unmet.tell_curators("asthma & flax", "hu", on=date(2026, 11, 26))

    html = words(desk.get(LIST))

    assert "asthma flax" in html
    assert "asked for by 1 reader" in html
    assert "in the week of 23 Nov 2026" in html
    assert "/en/search/?q=asthma%20flax&amp;language=hu" in html
    assert "/en/suggest/?topic=asthma" in html
    assert "/en/topics/asthma/" in html
    assert "Hungarian" in html
    assert 'aria-current="page">Looked for' in html


def test_how_often_and_in_which_weeks_stands_there(desk: Client) -> None:
    for weeks in range(3):
        day = date(2026, 11, 2) + timedelta(weeks=weeks)
        services_unmet.count_unmet("flax seed", "en", 0, on=day)

    html = words(desk.get(LIST))

    assert "looked for 3 times" in html
    assert "in 3 weeks, from that of 2 Nov 2026 to that of 16 Nov 2026" in html


def test_rare_words_are_not_shown(desk: Client) -> None:
    services_unmet.count_unmet("flax seed", "en", 0)

    html = words(desk.get(LIST))

    assert "flax" not in html
    assert "Nothing waits here" in html


def test_the_list_is_filtered_by_language(desk: Client) -> None:
    services_unmet.tell_curators("flax seed", "en")
    services_unmet.tell_curators("lenmag", "hu")

    assert "flax seed" not in words(desk.get(f"{LIST}?language=hu"))
    assert "lenmag" in words(desk.get(f"{LIST}?language=hu"))
    assert "flax seed" in words(desk.get(f"{LIST}?language=nonsense&page=x"))


@pytest.mark.parametrize("how", ["done", "not_for_us"])
def test_a_curator_settles_it(desk: Client, how: str) -> None:
    services_unmet.tell_curators("flax seed", "en")
    found = UnmetSearch.objects.get()

    response = desk.post(f"{LIST}?language=en", {"id": found.pk, "how": how})

    assert response["Location"] == f"{LIST}?language=en"
    html = words(desk.get(LIST))
    assert "It has left the list" in html
    assert "flax seed" not in html


@pytest.mark.parametrize(
    "posted",
    [{}, {"id": "x", "how": "done"}, {"id": str(10**30), "how": "done"}, {"id": "1"}],
)
def test_odd_forms_are_refused(desk: Client, posted: dict[str, str]) -> None:
    assert desk.post(LIST, posted).status_code == 422


def test_what_is_gone_is_said_to_be(desk: Client) -> None:
    assert desk.post(LIST, {"id": 2**62, "how": "done"}).status_code == 404


def test_a_curator_of_another_language_sees_it_without_buttons(
    client: Client, make_person: Callable[..., Person]
) -> None:
    services_unmet.tell_curators("flax seed", "en")
    client.force_login(make_person("Henrik", role="curator", language="hu"))
    found = UnmetSearch.objects.get()

    assert 'name="how"' not in words(client.get(LIST))
    posted = client.post(LIST, {"id": found.pk, "how": "done"})
    assert posted.status_code == 403
    assert UnmetSearch.objects.get().settled == ""


@pytest.mark.parametrize("role", ["", "moderator"])
def test_others_are_refused(
    client: Client, make_person: Callable[..., Person], role: str
) -> None:
    services_unmet.tell_curators("flax seed", "en")
    client.force_login(make_person("Paul", role=role))

    for response in (client.get(LIST), client.post(LIST, {"id": 1, "how": "done"})):
        assert response.status_code == 403
        assert b"flax" not in response.content


def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    response = client.get(LIST)

    assert response.status_code == 302
    assert "/account/login/" in response["Location"]


def test_ten_more_rows_cost_no_more_queries(
    desk: Client, make_topic: Callable[..., Any], count_queries: Callable[..., int]
) -> None:
    make_topic("asthma")
    services_unmet.tell_curators("asthma z", "en")
    few = count_queries(lambda: desk.get(LIST))
    for letter in "abcdefghij":
        services_unmet.tell_curators(f"asthma {letter}", "en")

    assert count_queries(lambda: desk.get(LIST)) <= few
