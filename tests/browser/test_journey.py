"""A new site's first hour, as the people who live it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import PATIENCE
from tests.browser.conftest import press, sign_in
from tests.running import Site, medagora

ADDRESS = "https://www.example.org/asztma-a-mindennapokban/"


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Callable[[], Page]:
    contexts: list[BrowserContext] = []

    def make() -> Page:
        context = browser.new_context(base_url=site.address, locale="en-GB")
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    return make


def test_suggested_by_a_reader_published_by_two_seen_in_the_log(
    visitor: Callable[[], Page], site: Site
) -> None:
    suggest(visitor())
    first, second = visitor(), visitor()
    sign_in(first, site, "ada@example.org")
    sign_in(second, site, "ben@example.org")

    correct_and_agree(first)
    agree(second)

    reader = visitor()
    reader.goto("/en/log/")
    expect(reader.get_by_role("main")).to_contain_text("Asztma a mindennapokban")
    reader.goto("/hu/topics/asthma/")
    link = reader.get_by_role("link", name="Asztma a mindennapokban")
    expect(link.first).to_be_visible()
    assert medagora(site.home, "log", "verify").returncode == 0


def suggest(page: Page) -> None:
    page.goto("/en/suggest/")
    page.get_by_label("Address of the page").fill(ADDRESS)
    page.get_by_role("button", name="Suggest it").click()
    page.wait_for_url("**/suggest/*/")


def open_item(page: Page) -> None:
    page.goto("/en/desk/")
    found = page.locator("main a[href*='/desk/suggestion/']")
    ours = re.compile("asztma.a.mindennapokban", re.IGNORECASE)
    found.filter(has_text=ours).first.click()
    expect(page.get_by_role("main")).to_contain_text(ADDRESS)


def correct_and_agree(page: Page) -> None:
    """By keyboard alone, as a curator with a full queue works."""
    open_item(page)
    page.locator("#id_title").fill("Asztma a mindennapokban")
    page.locator("#id_description").fill("Napi tanácsok asztmával élőknek.")
    page.locator("#id_language").select_option("hu")
    page.locator("#id_topics").fill("asthma")
    give_verdict(page)


def agree(page: Page) -> None:
    open_item(page)
    give_verdict(page)


def give_verdict(page: Page) -> None:
    judged = page.url
    page.get_by_label("I have no interest in this resource").check()
    page.locator("h1").click()  # out of the fields, so that letters are commands
    press(page, "a")
    page.wait_for_url(lambda address: address != judged)
