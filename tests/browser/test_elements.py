"""The small elements in a real browser, and the same pages without them."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import press
from tests.running import Site


@pytest.fixture
def guide(page: Page) -> Page:
    page.goto("/en/style/")
    return page


def test_suggestions_are_chosen_with_the_arrow_keys(guide: Page) -> None:
    box = guide.locator("#site-search")

    box.press_sequentially("asth")
    options = guide.locator(".suggestions [role=option]")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")

    expect(box).to_have_attribute("aria-expanded", "true")
    chosen = box.get_attribute("aria-activedescendant")
    assert chosen == options.first.get_attribute("id")
    expect(options.first).to_have_attribute("aria-selected", "true")


def test_enter_goes_where_the_chosen_suggestion_leads(guide: Page) -> None:
    box = guide.locator("#site-search")

    box.press_sequentially("asthma")
    first = guide.locator(".suggestions [role=option]").first
    expect(first).to_be_visible()
    target = first.get_attribute("href") or "?"
    box.press("ArrowDown")
    box.press("Enter")

    guide.wait_for_url(f"**{target}")


def test_escape_closes_the_suggestions_and_keeps_the_words(guide: Page) -> None:
    box = guide.locator("#site-search")
    box.press_sequentially("asth")
    expect(guide.locator(".suggestions [role=option]").first).to_be_visible()

    box.press("Escape")

    expect(guide.locator(".suggestions").first).to_be_hidden()
    expect(box).to_have_value("asth")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_message_can_be_put_away(guide: Page) -> None:
    messages = guide.locator("dismissable-message")
    expect(messages).to_have_count(2)

    messages.first.get_by_role("button", name="Close").click()

    expect(messages).to_have_count(1)


def test_menu_closes_when_the_reader_moves_on(guide: Page) -> None:
    menu = guide.locator(".site-tools details.menu").first
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")

    press(guide, "Escape")

    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_key_turns_the_page_but_not_while_somebody_writes(guide: Page) -> None:
    guide.locator("#site-search").press("n")
    expect(guide.locator("#site-search")).to_have_value("n")
    assert guide.url.endswith("/style/")

    guide.locator("h1").click()
    press(guide, "n")

    guide.wait_for_url(re.compile(r"\?page=4$"))


def test_name_and_region_of_the_body_map_light_up_together(guide: Page) -> None:
    lungs = guide.locator("svg .to-lungs")
    calm = lungs.evaluate("lungs => getComputedStyle(lungs).fill")

    guide.locator(".body-map li .to-lungs").hover()

    expect(lungs).not_to_have_css("fill", calm)


def test_search_and_menu_work_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/style/")

    page.locator(".site-tools details.menu summary").first.click()
    page.get_by_role("link", name="magyar").first.click()
    page.fill("#site-search", "asztma")
    page.press("#site-search", "Enter")

    page.wait_for_url("**/hu/search/?q=asztma")
    context.close()
