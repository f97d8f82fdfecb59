"""What goes on after a search: alerts, feeds, and words that curators get to see."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import press, sign_in
from tests.browser.test_pages import violations
from tests.running import Site

TELL = "Tell the curators that people look for this"
THANKS = "The curators see what is looked for, not who looked."


def asks(page: Page, words: str) -> None:
    page.goto("/en/search/")
    page.locator("#search-words").fill(words)
    press(page, "Enter")
    page.wait_for_url("**q=**")


# ---- nothing was found ---------------------------------------------------------


def test_one_tap_tells_the_curators_and_one_of_them_settles_it(
    page: Page, site: Site
) -> None:
    asks(page, "zorblax plinth")
    expect(page.get_by_text("No resource was found")).to_be_visible()
    page.get_by_role("button", name=TELL).click()
    expect(page.locator("#results [role=status]")).to_contain_text(THANKS)
    expect(page.get_by_role("button", name=TELL)).to_have_count(0)

    sign_in(page, site, "ada@example.org")
    page.goto("/en/desk/")
    page.get_by_role("navigation", name="Desk").get_by_role(
        "link", name="Looked for"
    ).click()
    card = page.locator(".card", has_text="zorblax plinth")
    expect(card).to_contain_text("asked for by 1 reader")
    assert violations(page) == []
    card.get_by_role("button", name=re.compile("^Not for us.*zorblax plinth$")).click()

    expect(page.locator(".messages")).to_contain_text("It has left the list")
    expect(page.locator(".card", has_text="zorblax plinth")).to_have_count(0)


def test_one_tap_tells_the_curators_without_scripts(plain: Page, site: Site) -> None:
    asks(plain, "qwibblet fnordle")
    plain.get_by_role("button", name=TELL).click()
    expect(plain.locator(".messages")).to_contain_text(THANKS)
    expect(plain.locator("#search-words")).to_have_value("qwibblet fnordle")

    sign_in(plain, site, "ben@example.org")
    plain.goto("/en/search/unmet/")
    card = plain.locator(".card", has_text="qwibblet fnordle")
    card.get_by_role("button", name=re.compile("^Done.*qwibblet fnordle$")).click()

    expect(plain.locator(".messages")).to_contain_text("It has left the list")
    expect(plain.locator(".card", has_text="qwibblet fnordle")).to_have_count(0)


def test_the_list_of_the_curators_fits_a_phone_in_the_dark(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": 375, "height": 700},
        color_scheme="dark",
        has_touch=True,
        locale="ar-EG",
    )
    phone = context.new_page()
    words = "kwyjibohelmstedtonglandership nordsoundlybrickendale"
    asks(phone, words)
    phone.get_by_role("button", name=TELL).tap()
    expect(phone.locator("#results [role=status]")).to_contain_text(THANKS)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 375
    sign_in(phone, site, "ada@example.org")

    found = {}
    for language in ("en", "ar"):
        phone.goto(f"/{language}/search/unmet/")
        expect(phone.locator(".card", has_text=words)).to_be_visible()
        wide = phone.evaluate("document.documentElement.scrollWidth") > 375
        found[language] = [*violations(phone), *(["too wide"] if wide else [])]

    assert found == {"en": [], "ar": []}
    context.close()


def test_what_names_a_person_cannot_be_told(page: Page) -> None:
    asks(page, "zorblaxon 01512345678")

    expect(page.get_by_text("No resource was found")).to_be_visible()
    expect(page.get_by_role("button", name=TELL)).to_have_count(0)


# ---- programs ------------------------------------------------------------------


def test_the_feeds_of_a_search_stand_in_the_head_and_answer(page: Page) -> None:
    page.goto("/en/search/?q=asthma&kind=journal&page=2")
    found = {}
    for form in ("atom+xml", "feed+json"):
        link = page.locator(f"head link[type='application/{form}'][href*='q=asthma']")
        address = link.get_attribute("href") or ""
        assert parse_qs(urlsplit(address).query) == {
            "q": ["asthma"],
            "kind": ["journal"],
        }
        found[form] = page.request.get(address)

    atom, data = found["atom+xml"], found["feed+json"].json()
    assert atom.status == 200
    assert atom.headers["content-type"].startswith("application/atom+xml")
    entries = atom.text().count("<entry")
    assert entries > 0
    assert len(data["items"]) == entries
    assert "asthma" in data["title"]


def test_an_empty_search_offers_no_feed(page: Page) -> None:
    page.goto("/en/search/")

    expect(page.locator("head link[href*='search/feed.']")).to_have_count(0)


# ---- people --------------------------------------------------------------------


def test_watching_leads_through_the_sign_in_back_to_the_search(
    page: Page, site: Site
) -> None:
    asks(page, "asthma inhaler")

    page.get_by_role("link", name="Sign in to watch this search").click()

    page.wait_for_url("**/account/login/**")
    back = parse_qs(urlsplit(page.url).query)["next"]
    assert back == ["/en/search/?q=asthma+inhaler"]


def test_a_watched_search_is_one_alert_however_often_it_is_pressed(
    page: Page, site: Site
) -> None:
    sign_in(page, site, "ben@example.org")
    asks(page, "asthma inhaler")

    page.get_by_role("button", name="Watch this search").click()
    expect(page.locator(".messages")).to_contain_text("now one of your alerts")
    expect(page.locator("#search-words")).to_have_value("asthma inhaler")
    page.get_by_role("button", name="Watch this search").click()
    expect(page.locator(".messages")).to_contain_text("already")

    page.goto("/en/reader/watching/")
    alert = page.get_by_role("link", name=re.compile("^asthma inhaler$"))
    expect(alert).to_have_count(1)


def test_what_no_alert_can_hold_is_said_and_nothing_is_lost(
    page: Page, site: Site
) -> None:
    sign_in(page, site, "ada@example.org")
    asks(page, "asthma is:free")

    page.get_by_role("button", name="Watch this search").click()

    expect(page.locator(".messages")).to_contain_text("cannot hold “is:”")
    expect(page.locator("#search-words")).to_have_value("asthma is:free")
