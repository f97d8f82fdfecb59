"""What somebody in need sees, and how they say where they are."""

import logging
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from medagora.kernel.emergencies import Emergency, Kind
from medagora.kernel.languages import FINISHED
from medagora.web.countries import COOKIE
from medagora.web.emergency_lines import EmergencyHelp, emergency_help
from medagora.web.labels_emergencies import HEADINGS


def help_for(*kinds: Kind, country: str = "HU") -> EmergencyHelp:
    return emergency_help(Emergency(kinds, "en"), country, "en")


def page(rf: RequestFactory, help_: EmergencyHelp, query: str = "q=help") -> str:
    request = rf.get(f"/en/search/?{query}")
    return render_to_string("search/_emergency.html", {"help": help_}, request)


def test_each_kind_has_its_heading() -> None:
    assert set(HEADINGS) == {*Kind}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("country", ["HU", "US", "BO", ""])
def test_every_kind_shows_a_number_that_can_be_called(
    rf: RequestFactory, kind: Kind, country: str
) -> None:
    html = page(rf, help_for(kind, country=country))

    assert 'href="tel:' in html
    assert 'dir="ltr"' in html
    assert "cannot help in an emergency" in html
    assert "Search on all the same" in html


def test_the_ambulance_comes_first_for_the_body(rf: RequestFactory) -> None:
    html = page(rf, help_for(Kind.HEART))

    assert 'href="tel:112"' in html
    assert "Emergency number in: Hungary" in html
    assert "116 123" not in html


def test_people_who_listen_come_first_for_who_wants_to_die(rf: RequestFactory) -> None:
    html = page(rf, help_for(Kind.SUICIDE))

    assert html.index("tel:116123") < html.index("tel:112")
    assert "do not judge" in html
    assert "day and night" in html
    assert "notice-warning" not in html


def test_where_no_line_is_known_lists_of_the_world_are_shown(
    rf: RequestFactory,
) -> None:
    unknown = page(rf, help_for(Kind.SUICIDE, country=""))

    assert "https://findahelpline.com/" in unknown
    assert "112 works in the whole European Union" in unknown
    assert "findahelpline" not in page(rf, help_for(Kind.SUICIDE))


def test_a_country_without_numbers_is_not_invented(rf: RequestFactory) -> None:
    html = page(rf, help_for(Kind.HEART, country="BO"))

    assert "We do not know for certain which number to call in: Bolivia" in html


def test_an_overdose_shows_poison_advice_and_people_who_listen(
    rf: RequestFactory,
) -> None:
    html = page(rf, help_for(Kind.POISONING))

    assert html.index("tel:112") < html.index("tel:0680201199")
    assert html.index("tel:0680201199") < html.index("tel:116123")


def test_against_violence_the_police_is_called(rf: RequestFactory) -> None:
    html = page(rf, help_for(Kind.VIOLENCE, country="DE"))

    assert 'href="tel:110"' in html
    assert "Police in: Germany" in html
    assert "tel:116016" in html


def test_the_page_says_that_nobody_checked_the_numbers(rf: RequestFactory) -> None:
    assert "have not been checked" in page(rf, help_for(Kind.HEART))


def test_the_question_is_kept_and_escaped(rf: RequestFactory) -> None:
    html = page(rf, help_for(Kind.HEART), "q=%3Cscript%3E&page=3")

    assert "?q=%3Cscript%3E&amp;go=1" in html
    assert "<script" not in html
    assert 'name="next" value="/en/search/?q=%3Cscript%3E&amp;page=3"' in html
    assert '<option value="HU" selected>Hungary</option>' in html


@pytest.mark.parametrize("language", FINISHED)
def test_countries_are_named_in_the_readers_language(language: str) -> None:
    found = emergency_help(Emergency((Kind.HEART,), "en"), "", language)

    names = dict(found.countries)
    assert len(names) > 240
    assert names["HU"] == {
        "en": "Hungary",
        "hu": "Magyarország",
        "de": "Ungarn",
        "fr": "Hongrie",
        "es": "Hungría",
        "ar": "هنغاريا",
    }.get(language)


# ---- the operator's own file -------------------------------------------------------
def use_file(settings: Any, path: Path) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"emergency_lines": path})


def test_the_operators_numbers_go_before_ours(
    rf: RequestFactory, settings: Any, tmp_path: Path
) -> None:
    path = tmp_path / "lines.toml"
    path.write_text('checked = 2026-11-03\n[HU]\ncall = ["4711"]\n')
    use_file(settings, path)

    html = page(rf, help_for(Kind.HEART))

    assert "tel:4711" in html
    assert "tel:112" not in html
    assert "checked on 3 Nov 2026" in html


@pytest.mark.parametrize("text", ["[XX]", "[HU]\ncall = 3", None])
def test_a_faulty_file_keeps_help_from_nobody(
    settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str | None
) -> None:
    path = tmp_path / "lines.toml"
    if text is not None:
        path.write_text(text)
    use_file(settings, path)

    with caplog.at_level(logging.ERROR):
        found = help_for(Kind.HEART)

    assert "112" in map(str, found.numbers)
    assert "MEDAGORA_EMERGENCY_LINES" in caplog.text


# ---- choosing a country -----------------------------------------------------------
@pytest.mark.django_db
def test_a_chosen_country_is_kept_and_the_reader_goes_back(client: Client) -> None:
    response = client.post(
        "/en/search/country/", {"country": "at", "next": "/en/search/?q=x"}
    )

    assert response.status_code == 302
    assert response["Location"] == "/en/search/?q=x"
    assert response.cookies[COOKIE].value == "AT"
    assert response.cookies[COOKIE]["httponly"]


@pytest.mark.django_db
def test_nothing_chosen_forgets_the_country(client: Client) -> None:
    client.cookies[COOKIE] = "AT"

    response = client.post("/en/search/country/", {"country": ""})

    assert response.cookies[COOKIE].value == ""
    assert response["Location"] == "/en/search/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\x"]
)
def test_the_way_back_stays_on_this_site(client: Client, place: str) -> None:
    response = client.post("/en/search/country/", {"country": "AT", "next": place})

    assert response["Location"] == "/en/search/"


@pytest.mark.django_db
@pytest.mark.parametrize("country", ["XX", "Hungary", "<b>", "ZZ"])
def test_what_is_no_country_is_refused(client: Client, country: str) -> None:
    response = client.post("/en/search/country/", {"country": country})

    assert response.status_code == 422
    assert COOKIE not in response.cookies


@pytest.mark.django_db
def test_a_link_alone_changes_no_country(client: Client) -> None:
    assert client.get("/en/search/country/?country=AT").status_code == 405
