"""Suggestions while somebody types: in groups, by keys, with collections."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import press, sign_in
from tests.browser.test_pages import violations
from tests.running import Site

TITLE = "Asthma evenings for parents"


@pytest.fixture(scope="module", autouse=True)
def _collection(browser: Browser, site: Site) -> None:
    """A public collection, made on the site's own pages."""
    context = browser.new_context(base_url=site.address, locale="en-GB")
    page = context.new_page()
    sign_in(page, site, "ada@example.org")
    page.goto("/en/search/?q=asthma")
    resource = page.locator("#found-resources ~ * .card h3 a").first
    uid = (resource.get_attribute("href") or "").strip("/").split("/")[-1]
    page.goto(f"/en/collections/new/?resource={uid}")
    page.get_by_label("Title").fill(TITLE)
    page.locator("input[name=visibility][value=public]").check()
    page.get_by_role("button", name="Make it").click()
    page.wait_for_url("**/edit/")
    context.close()


def types(page: Page, words: str) -> None:
    """Letter by letter; afterwards the suggestions are there."""
    page.goto("/en/search/")
    page.locator("#search-words").press_sequentially(words)
    expect(page.locator(".suggestions [role=option]").first).to_be_visible()


def wait_for_collection(page: Page) -> None:
    """The index follows what people make; a search asks it until it does."""
    for _ in range(240):
        answer = page.request.get("/en/search/suggest/?q=asthma+even&format=json")
        if answer.json()["collections"]:
            return
        page.wait_for_timeout(500)
    raise AssertionError("the collection never came into the index")


def test_suggestions_stand_in_named_groups_topics_first(page: Page) -> None:
    types(page, "asthm")

    groups = page.locator(".suggestions [role=group]")
    names = [group.get_attribute("aria-label") for group in groups.all()]
    assert names[:2] == ["Topics", "Resources"]
    expect(
        page.get_by_role("listbox").get_by_role("option", name="Asthma", exact=True)
    ).to_be_visible()
    options = groups.first.get_by_role("option")
    assert "/topics/asthma/" in (options.first.get_attribute("href") or "")


def test_arrows_walk_through_all_groups_and_back_to_the_field(page: Page) -> None:
    types(page, "asthm")
    field = page.locator("#search-words")
    options = page.locator(".suggestions [role=option]")
    count = options.count()

    walked = []
    for _ in range(count):
        press(page, "ArrowDown")
        walked.append(field.get_attribute("aria-activedescendant"))
    press(page, "ArrowDown")

    assert walked == [option.get_attribute("id") for option in options.all()]
    assert field.get_attribute("aria-activedescendant") is None
    expect(field).to_be_focused()
    expect(field).to_have_value("asthm")
    press(page, "ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")


def test_the_field_says_what_it_is_and_what_it_opened(page: Page) -> None:
    page.goto("/en/search/")
    field = page.locator("#search-words")
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-expanded", "false")

    field.press_sequentially("bronch")

    expect(page.get_by_role("listbox")).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    opened = page.get_by_role("listbox").get_attribute("id")
    assert field.get_attribute("aria-controls") == opened
    press(page, "Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")


def test_enter_without_a_choice_searches_for_the_words(page: Page) -> None:
    types(page, "asthm")

    press(page, "Enter")

    page.wait_for_url("**/search/?q=asthm")


def test_a_collection_is_suggested_found_and_opened_by_keys(page: Page) -> None:
    wait_for_collection(page)
    types(page, "asthma even")
    group = page.get_by_role("group", name="Collections")
    expect(group.get_by_role("option")).to_contain_text([TITLE])

    press(page, "ArrowUp")
    press(page, "Enter")

    page.wait_for_url("**/collections/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.goto("/en/search/?q=asthma evenings")
    expect(
        page.get_by_role("region", name="Collections").get_by_role("link", name=TITLE)
    ).to_be_visible()


def test_open_suggestions_fit_a_dark_phone_and_harm_nobody(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": 375, "height": 700},
        color_scheme="dark",
        has_touch=True,
    )
    phone = context.new_page()
    types(phone, "asthm")

    small = phone.locator(".suggestions [role=option]").evaluate_all(
        "options => options.filter(o => o.getBoundingClientRect().height < 24)"
        ".map(o => o.innerText)"
    )  # all at one moment: the next list may replace this one

    assert small == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 375
    assert violations(phone) == []
    context.close()
