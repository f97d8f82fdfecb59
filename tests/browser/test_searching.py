"""Searching in a real browser: what was meant, filters, queries of librarians."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import press
from tests.browser.test_pages import violations


def asks(page: Page, words: str) -> None:
    page.goto("/en/search/")
    page.locator("#search-words").fill(words)
    press(page, "Enter")
    page.wait_for_url("**q=**")


def narrow(page: Page) -> Locator:
    """The filters and orders, folded away until somebody wants them."""
    return page.locator("#results details.choices-bar")


def cards(page: Page) -> Locator:
    """The resources of the page."""
    return page.get_by_role("region", name="Resources").locator(".card-list .card")


def count_in(choice: Locator) -> int:
    return int(choice.locator(".muted").inner_text())


def total(page: Page) -> int:
    return count_in(page.locator("#found-resources"))


# ---- what was meant ------------------------------------------------------------


def test_plain_words_lead_to_the_topic_with_the_reason(page: Page) -> None:
    asks(page, "my sugar is high")

    best = page.get_by_role("region", name="Topics").locator(".card").first
    expect(best.get_by_role("heading")).to_have_text("Diabetes")
    expect(best).to_contain_text(re.compile(r"(Also called|Found by what).*sugar"))
    expect(best.locator("mark")).to_be_visible()
    expect(cards(page).first).to_be_visible()


def test_a_slip_is_mended_said_and_taken_back(page: Page) -> None:
    asks(page, "diabtes")
    said = page.locator("#results [role=status]").first
    expect(said).to_contain_text("These are results for diabetes.")
    expect(page.get_by_role("region", name="Topics").locator("h3").first).to_have_text(
        "Diabetes"
    )

    said.get_by_role("link", name="Search for exactly “diabtes”").click()

    page.wait_for_url("**words=exact**")
    expect(page.locator("#search-words")).to_have_value("diabtes")
    expect(page.get_by_text("These are results for")).to_have_count(0)
    expect(page.get_by_text("No resource was found")).to_be_visible()


# ---- narrowing and sorting -----------------------------------------------------


def test_a_filter_changes_the_results_in_place_and_can_be_taken_back(
    page: Page,
) -> None:
    page.goto("/en/search/?q=asthma")
    many = cards(page).count()
    narrow(page).locator("summary").first.click()
    announced = count_in(page.locator("#kind-journal"))

    page.locator("#kind-journal").click()
    page.wait_for_url("**kind=journal")
    expect(page.locator("#kind-journal")).to_have_attribute("aria-current", "true")
    expect(page.locator("#kind-journal")).to_be_focused()
    expect(cards(page)).to_have_count(announced)
    assert 0 < announced < many

    page.go_back()
    expect(cards(page)).to_have_count(many)


def test_the_same_filter_works_without_scripts(plain: Page) -> None:
    asks(plain, "asthma")
    narrow(plain).locator("summary").first.click()

    plain.locator("#kind-journal").click()

    assert "q=asthma" in plain.url
    assert "kind=journal" in plain.url
    assert cards(plain).count() > 0
    expect(plain.locator("#kind-all")).to_be_visible()


def test_narrowing_needs_only_keys_and_keeps_its_promise(page: Page) -> None:
    page.goto("/en/search/?q=asthma")
    expect(page.locator("#kind-journal")).to_be_hidden()
    narrow(page).locator("summary").first.focus()
    press(page, "Enter")
    expect(page.locator("#kind-all")).to_be_visible()
    press(page, "Tab")
    expect(page.locator("#kind-all")).to_be_focused()
    press(page, "Tab")
    first = page.locator(":focus")
    announced, chosen = count_in(first), first.get_attribute("id")

    press(page, "Enter")

    page.wait_for_url("**kind=**")
    expect(page.locator(f"#{chosen}")).to_be_focused()
    expect(page.locator("#found-resources .muted")).to_have_text(str(announced))


def test_a_choice_of_audience_stays_in_sight(page: Page) -> None:
    page.goto("/en/search/?q=asthma")
    narrow(page).locator("summary").first.click()
    announced = count_in(page.locator("#audience-patients"))

    page.locator("#audience-patients").click()

    page.wait_for_url("**audience=patients**")
    expect(page.locator("#audience-patients")).to_be_focused()
    expect(page.locator("#audience-patients")).to_have_attribute("aria-current", "true")
    assert total(page) == announced


def test_the_newest_come_first_when_asked(page: Page) -> None:
    page.goto("/en/search/?q=asthma")
    before = cards(page).locator("h3").all_inner_texts()
    narrow(page).locator("summary").first.click()

    page.locator("#order-newest").click()
    page.wait_for_url("**order=newest**")
    expect(page.locator("#order-newest")).to_be_focused()
    after = cards(page).locator("h3").all_inner_texts()
    feed = page.request.get("/en/search/feed.json?q=asthma").json()
    page.locator("#order-best").click()

    expect(page.locator("#order-best")).to_have_attribute("aria-current", "true")
    assert sorted(after) == sorted(before)
    dates = {item["title"]: item["date_published"] for item in feed["items"]}
    days = [dates[title] for title in after]
    assert days == sorted(days, reverse=True)
    expect(cards(page).locator("h3")).to_have_text(before)


def test_what_must_be_so_is_switched_on_and_off(page: Page) -> None:
    page.goto("/en/search/?q=asthma")
    many = total(page)
    narrow(page).locator("summary").first.click()
    free = page.locator("#is-free")
    announced = count_in(free)

    free.click()
    page.wait_for_url("**is=free**")
    expect(free).to_have_attribute("aria-current", "true")
    expect(free).to_be_focused()
    expect(page.locator("#found-resources .muted")).to_have_text(str(announced))
    free.click()

    expect(page.locator("#found-resources .muted")).to_have_text(str(many))
    assert "is=free" not in page.url
    assert announced < many


# ---- queries of librarians -----------------------------------------------------


def test_a_query_finds_exactly_what_it_says(page: Page) -> None:
    asks(page, "title:asthma kind:journal")

    expect(cards(page).first).to_be_visible()
    for card in cards(page).all():
        expect(card.locator("h3")).to_contain_text(re.compile("asthma", re.IGNORECASE))
        expect(card.locator(".meta").first).to_contain_text("Journal")


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_fault_in_a_query_is_placed_and_the_text_stays(
    page: Page, plain: Page, has_scripts: bool
) -> None:
    window = page if has_scripts else plain
    asks(window, "asthma titel:children")

    alert = window.get_by_role("alert")
    expect(alert).to_contain_text("There is no field “titel:” (character 8).")
    expect(alert).to_contain_text("The fields are: title:")
    expect(window.locator("#search-words")).to_have_value("asthma titel:children")
    expect(window.locator("#found-resources")).to_have_count(0)
    window.locator("#search-words").fill("asthma title:children")
    press(window, "Enter")
    expect(window.get_by_role("alert")).to_have_count(0)
    expect(window.locator("#found-resources")).to_be_visible()


# ---- everybody -----------------------------------------------------------------


def test_results_and_open_suggestions_can_be_used_by_everybody(page: Page) -> None:
    for path in (
        "/en/search/?q=asthma&order=newest",
        "/ar/search/?q=الربو",
        "/en/search/?q=diabtes",
        "/en/search/?q=my sugar is high",
        "/en/search/?q=asthma titel:x",
        "/en/search/?q=zorblax plinth",
    ):
        page.goto(path)
        assert violations(page, {}) == [], path

    page.locator("#search-words").fill("")
    page.locator("#search-words").press_sequentially("bronch")
    expect(page.locator(".suggestions [role=option]").first).to_be_visible()
    assert violations(page, {}) == []


def test_every_answer_fits_a_dark_phone(phone: Page) -> None:
    """What was found, mended, refused and not found, in both directions of writing."""
    found = {}
    for path in (
        "/ar/search/?q=الربو&order=newest",
        "/en/search/?q=asthma&kind=journal&is=free",
        "/en/search/?q=diabtes",
        "/en/search/?q=my sugar is high",
        "/ar/search/?q=asthma titel:x",
        "/ar/search/?q=zorblax plinth",
    ):
        phone.goto(path)
        wide = phone.evaluate("document.documentElement.scrollWidth") > 375
        found[path] = [*violations(phone), *(["too wide"] if wide else [])]

    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    ("path", "text"),
    [("/en/search/", "I want to die"), ("/ar/search/", "أريد أن أموت")],
)
def test_whom_to_call_is_reached_by_keys_before_any_suggestion(
    page: Page, path: str, text: str
) -> None:
    page.goto(path)
    box = page.locator("#search-words")

    box.fill("")
    box.press_sequentially(text)
    options = page.locator(".suggestions [role=option]")
    expect(page.locator(".suggestions-help")).to_be_visible()
    box.press("ArrowDown")

    chosen = options.first
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    expect(chosen).to_have_attribute("href", re.compile("^(tel:|sms:|https:)"))
    said = page.locator("suggest-box:has(#search-words) [role=status]")
    expect(said).to_contain_text(
        page.locator(".suggestions-help strong").first.inner_text()
    )
    assert violations(page, {}) == []
