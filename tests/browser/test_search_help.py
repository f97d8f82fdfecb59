"""Somebody in an emergency types it into the search: whom to call, before all else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PHONE, press, visitor
from tests.browser.test_pages import violations
from tests.running import Site

CHEST = "my chest hurts now cant breathe"
DEATH = "i want to die"
CHEST_ARABIC = "ألم في صدري الآن ولا أستطيع التنفس"
DEATH_ARABIC = "أريد أن أموت"
HELP = ".emergency-help"


@pytest.fixture
def plain(browser: Browser, site: Site) -> Iterator[Page]:
    """A browser that runs no scripts, bought in Hungary."""
    with visitor(browser, site, java_script_enabled=False, locale="hu-HU") as page:
        yield page


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    """A phone bought in Egypt."""
    with visitor(browser, site, **PHONE, locale="ar-EG") as page:
        yield page


def asks(page: Page, words: str, language: str = "en") -> None:
    """As people do it: the words, then Enter."""
    page.goto(f"/{language}/search/")
    page.locator("#search-words").fill(words)
    press(page, "Enter")
    page.wait_for_url("**q=**")


def dialled(place: Locator) -> list[str]:
    """Where the telephone numbers in it lead, in order."""
    links = place.locator("a[href^='tel:'], a[href^='sms:']").all()
    return [link.get_attribute("href") or "" for link in links]


def choose_country(page: Page, name: str) -> None:
    page.get_by_label("Where are you?").select_option(label=name)
    page.get_by_role("button", name="Show the numbers of this country").click()


# ---- at a desk -----------------------------------------------------------------


def test_pain_in_the_chest_shows_whom_to_call_and_no_results(page: Page) -> None:
    asks(page, CHEST)

    first = page.locator("#results section, #results article").first
    expect(first.get_by_role("heading", level=2)).to_have_text(
        "If somebody cannot breathe, call for help now"
    )
    assert dialled(first) == ["tel:999", "tel:112"]
    expect(page.locator("#results .card")).to_have_count(0)
    expect(page.get_by_role("heading", name="Resources")).to_have_count(0)
    expect(page.locator("link[type='application/atom+xml'][href*='q=']")).to_have_count(
        0
    )


def test_somebody_who_wants_to_die_meets_people_who_listen_first(page: Page) -> None:
    asks(page, DEATH)

    first = page.locator("#results section").first
    expect(first.get_by_role("heading", level=2)).to_have_text(
        "You do not have to be alone with this"
    )
    assert dialled(first) == [
        "tel:116123",
        "sms:85258",
        "tel:999",
        "tel:112",
        "tel:08001111",
    ]
    expect(page.locator("#results .card")).to_have_count(0)


def test_the_numbers_are_next_after_the_search_for_who_uses_keys(page: Page) -> None:
    asks(page, CHEST)
    page.get_by_role("search").get_by_role("button").focus()

    press(page, "Tab")

    expect(page.locator("a[href='tel:999']")).to_be_focused()


def test_the_numbers_are_in_sight_without_scrolling(page: Page, phone: Page) -> None:
    for window, words, language in ((page, CHEST, "en"), (phone, CHEST_ARABIC, "ar")):
        asks(window, words, language)
        expect(window.locator(f"{HELP} a[href^='tel:']").first).to_be_in_viewport(
            ratio=1
        )


def test_who_searches_on_all_the_same_gets_results(page: Page) -> None:
    asks(page, CHEST)

    page.get_by_role("link", name="Search on all the same").click()

    page.wait_for_url("**go=1**")
    expect(page.locator("#search-words")).to_have_value(CHEST)
    expect(page.locator(HELP)).to_have_count(0)
    expect(page.locator("#results .card").first).to_be_visible()


def test_a_page_of_help_has_no_accessibility_violation(page: Page) -> None:
    found = {}
    for words in (CHEST, DEATH, "my son swallowed bleach", "my husband beats me"):
        asks(page, words)
        expect(page.locator(HELP)).to_be_visible()
        found[words] = violations(page)

    assert {words: faults for words, faults in found.items() if faults} == {}


# ---- in which country ----------------------------------------------------------


def test_another_country_is_chosen_and_remembered(page: Page) -> None:
    asks(page, DEATH)

    choose_country(page, "Germany")

    expect(page.get_by_text("Emergency number in: Germany")).to_be_visible()
    expect(page.get_by_label("Where are you?")).to_have_value("DE")
    assert "tel:112" in dialled(page.locator(HELP))
    asks(page, CHEST)
    expect(page.get_by_text("Emergency number in: Germany")).to_be_visible()


def test_the_country_is_chosen_by_keys_only(page: Page) -> None:
    asks(page, CHEST)
    page.get_by_label("Where are you?").focus()

    page.keyboard.type("Hungary")
    press(page, "Tab")
    expect(
        page.get_by_role("button", name="Show the numbers of this country")
    ).to_be_focused()
    press(page, "Enter")

    expect(page.get_by_text("Emergency number in: Hungary")).to_be_visible()
    assert dialled(page.locator(HELP)) == ["tel:112", "tel:104"]


def test_help_and_the_change_of_country_need_no_scripts(plain: Page) -> None:
    asks(plain, CHEST)
    at_first = dialled(plain.locator(HELP))

    choose_country(plain, "United Kingdom")
    chosen = dialled(plain.locator(HELP))
    choose_country(plain, "not said")

    assert at_first == ["tel:112", "tel:104"]
    assert chosen == ["tel:999", "tel:112"]
    assert dialled(plain.locator(HELP)) == at_first
    expect(plain.locator("#search-words")).to_have_value(CHEST)


def test_where_we_know_no_number_the_page_says_so_and_names_lists(page: Page) -> None:
    asks(page, DEATH)

    choose_country(page, "Antarctica")

    expect(page.locator(HELP)).to_contain_text("We do not know for certain")
    expect(page.get_by_text("We know no such line of your country")).to_be_visible()
    assert dialled(page.locator(HELP)) == ["tel:112"]


# ---- on a telephone, in the dark, in Arabic ------------------------------------


@pytest.mark.parametrize("words", [CHEST_ARABIC, DEATH_ARABIC])
def test_help_in_arabic_fits_a_phone_in_the_dark(phone: Page, words: str) -> None:
    asks(phone, words, "ar")

    expect(phone.locator(HELP)).to_be_visible()
    expect(phone.locator("#results .card")).to_have_count(0)
    assert "tel:123" in dialled(phone.locator(HELP))
    assert phone.evaluate("document.documentElement.dir") == "rtl"
    assert phone.evaluate("document.documentElement.scrollWidth") <= 375
    assert violations(phone) == []


@pytest.mark.parametrize("words", [CHEST_ARABIC, DEATH_ARABIC])
def test_a_shaking_finger_hits_each_number(phone: Page, words: str) -> None:
    """The design's own size for what is pressed: 44 pixels, not the 24 of WCAG."""
    asks(phone, words, "ar")

    small = [
        link.get_attribute("href")
        for link in phone.locator(f"{HELP} a[href^='tel:']").all()
        if (box := link.bounding_box()) is None or box["height"] < 44
    ]

    assert small == []


def test_a_tap_changes_the_country_on_a_phone(phone: Page) -> None:
    asks(phone, DEATH_ARABIC, "ar")

    phone.locator("#emergency-country").select_option("GB")
    phone.locator(".emergency-country .button").tap()

    expect(phone.locator("a[href='tel:999']")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 375
