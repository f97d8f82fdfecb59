"""Searching in a real browser: filters in place, suggestions for everybody."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.running import Site


def test_a_filter_changes_the_results_in_place_and_can_be_taken_back(
    page: Page,
) -> None:
    page.goto("/en/search/?q=asthma")
    cards = page.locator("#results .card-list .card")
    many = cards.count()

    page.locator("#kind-journal").click()
    page.wait_for_url("**kind=journal")
    expect(page.locator("#kind-journal")).to_have_attribute("aria-current", "true")
    expect(page.locator("#kind-journal")).to_be_focused()
    assert 0 < cards.count() < many

    page.go_back()
    expect(cards).to_have_count(many)


def test_the_same_filter_works_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/search/")
    page.locator("#search-words").fill("asthma")
    page.locator("#search-words").press("Enter")

    page.locator("#kind-journal").click()

    assert "q=asthma" in page.url
    assert "kind=journal" in page.url
    assert page.locator("#results .card-list .card").count() > 0
    context.close()


def test_results_and_open_suggestions_can_be_used_by_everybody(page: Page) -> None:
    for path in (
        "/en/search/?q=asthma",
        "/ar/search/?q=الربو",
        "/en/search/?q=diabtes",
    ):
        page.goto(path)
        assert Axe().run(page).violations_count == 0, path

    page.locator("#search-words").fill("")
    page.locator("#search-words").press_sequentially("bronch")
    expect(page.locator(".suggestions [role=option]").first).to_be_visible()
    assert Axe().run(page).violations_count == 0
