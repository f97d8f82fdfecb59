"""Entries in a real browser without a line: kept, marked, and left behind by nobody."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import press, sign_in
from tests.browser.entry_stage import OTHER, wait_until
from tests.browser.test_pages import violations
from tests.running import Site


@pytest.fixture
def ready(rita: BrowserContext, entries: dict[str, str]) -> Page:
    """Rita's browser, which keeps her page since her second visit."""
    page = rita.new_page()
    page.goto("/en/reader/")
    page.goto("/en/reader/")
    wait_until(page, f"(await kept()).length === {len(entries)}")
    return page


def test_entries_that_were_never_opened_are_read_without_a_line(
    ready: Page, rita: BrowserContext, entries: dict[str, str]
) -> None:
    rita.set_offline(True)

    ready.goto(f"{entries['arabic']}?view=all")

    expect(ready.get_by_role("heading", level=1)).to_have_text("الربو والتنفس في الليل")
    family = ready.evaluate("getComputedStyle(document.body).fontFamily")
    assert "Literata" in family  # with its styles, that is
    assert violations(ready) == []


def test_my_page_opens_without_a_line(ready: Page, rita: BrowserContext) -> None:
    rita.set_offline(True)

    ready.goto("/en/reader/")

    expect(ready.get_by_role("heading", level=1)).to_have_text("My page")


def test_what_is_not_kept_leads_to_a_list_of_what_is(
    ready: Page, rita: BrowserContext
) -> None:
    rita.set_offline(True)

    ready.goto("/en/reader/history/")

    expect(ready.get_by_role("heading", level=1)).to_have_text("Reading offline")
    ready.get_by_role("link", name="What to ask at the next visit").click()
    expect(ready.get_by_role("heading", level=1)).to_contain_text("What to ask")


def test_what_was_saved_without_a_line_is_saved_when_it_is_back(
    ready: Page, rita: BrowserContext, entries: dict[str, str]
) -> None:
    rita.set_offline(True)
    ready.goto(entries["film"])
    press(ready, "s")
    expect(ready.get_by_text("This is kept here")).to_be_visible()

    rita.set_offline(False)
    wait_until(ready, "waiting().length === 0")

    ready.goto(entries["film"])
    expect(ready.get_by_role("button", name="Saved")).to_be_visible()
    press(ready, "s")
    expect(ready.get_by_role("button", name="Save", exact=True)).to_be_visible()


def test_who_signs_out_leaves_no_page_behind(
    context: BrowserContext, page: Page, site: Site, entries: dict[str, str]
) -> None:
    sign_in(page, site, OTHER)  # who signs out ends a session; Rita's is needed
    page.goto("/en/reader/")
    page.goto("/en/reader/")
    wait_until(page, f"(await kept()).length === {len(entries)}")

    page.goto("/en/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/en/")

    wait_until(page, "(await kept()).length === 0")
    context.set_offline(True)
    with pytest.raises(PlaywrightError, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(entries["arabic"])


def test_pages_of_two_people_are_never_kept_side_by_side(
    ready: Page, rita: BrowserContext, site: Site, entries: dict[str, str]
) -> None:
    """Also where the browser forgot nothing, because nobody signed out."""
    rita.clear_cookies()
    sign_in(ready, site, OTHER)

    ready.goto(entries["plain"])

    wait_until(ready, f"(await kept()).join() === '{entries['plain']}'")
