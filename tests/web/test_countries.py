"""Where a reader is, by what they or their browser said."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from medagora.web.countries import (
    country_choices,
    country_of,
    depends_on_country,
    is_country,
)


@pytest.fixture
def operators_country(settings: Any) -> Any:
    def put(code: str) -> None:
        settings.CONFIG = settings.CONFIG.model_copy(update={"country": code})

    return put


def asked(accept: str = "", cookie: str = "") -> str:
    request = RequestFactory().get("/", headers={"Accept-Language": accept})
    if cookie:
        request.COOKIES["country"] = cookie
    return country_of(request)


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("de-AT", "AT"),
        ("de-at,de;q=0.9,en-US;q=0.8", "AT"),
        ("hu-HU,hu;q=0.8,en-US;q=0.5", "HU"),
        ("zh-Hant-TW", "TW"),
        ("en-US,en;q=0.9", "US"),
        ("en-GB,en-US;q=0.9,en;q=0.8", "GB"),
        ("en-US,en-GB;q=0.9", "GB"),
        ("fr,fr-CA;q=0.5", "CA"),
        ("de", ""),
        ("es-419", ""),
        ("de-XX", ""),
        ("*", ""),
        ("", ""),
        ("nonsense;;q=,", ""),
    ],
)
def test_the_first_language_of_the_browser_tells_the_country(
    accept: str, expected: str
) -> None:
    assert asked(accept) == expected


def test_a_second_language_says_nothing_of_the_place() -> None:
    """Firefox in German says "de,en-US;q=0.7": nobody there calls 911."""
    assert asked("de,en-US;q=0.7,en;q=0.3") == ""


def test_what_the_reader_chose_goes_before_everything(operators_country: Any) -> None:
    operators_country("DE")

    assert asked("de-AT", cookie="HU") == "HU"
    assert asked("de-AT", cookie="XX") == "AT"
    assert asked("de-AT", cookie="<script>") == "AT"


def test_the_operators_country_stands_where_the_browser_says_none(
    operators_country: Any,
) -> None:
    operators_country("hu")

    assert asked("hu") == "HU"
    assert asked("de-AT") == "AT"
    assert asked("en-US,en;q=0.9") == "HU"


def test_the_network_address_is_never_asked() -> None:
    class NoAddress(dict[str, Any]):
        def __getitem__(self, key: str) -> Any:
            assert "REMOTE" not in key
            return super().__getitem__(key)

    request = RequestFactory().get("/", headers={"X-Forwarded-For": "81.2.69.142"})
    request.META = NoAddress(request.META)

    assert country_of(request) == ""


@given(st.text(max_size=60), st.text(max_size=4))
def test_it_is_always_a_country_or_nothing(accept: str, cookie: str) -> None:
    found = asked(accept.replace("\r", "").replace("\n", ""), cookie)

    assert found == "" or is_country(found)


def test_names_are_sorted_for_people_and_without_oddities() -> None:
    names = [name for _, name in country_choices("hu")]

    assert names.index("Ausztria") < names.index("Belgium")
    assert "Pseudo-Accents" not in dict(country_choices("en")).values()


def test_caches_are_told_what_the_page_depends_on() -> None:
    vary = depends_on_country(HttpResponse())["Vary"]

    assert "Cookie" in vary
    assert "Accept-Language" in vary
