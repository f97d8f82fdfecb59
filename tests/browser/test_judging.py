"""A worried reader judges a page: by keyboard, without scripts, in Arabic on a phone;
a member judges a resource by an instrument."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import press, sign_in
from tests.browser.test_pages import violations
from tests.running import Site

SHOP = (
    "GlucoMiracle drops\n\n"
    "Our secret formula is a guaranteed cure for diabetes. Throw away your pills and "
    "let nature work.\n\n"
    "Buy now and save 50%! This miracle treatment has no side effects.\n\n"
    + "Thousands of happy customers feel better since they began with the drops. "
    * 12
)
REPORT = re.compile(r"/judge/[\w-]{20}/$")


@pytest.fixture(scope="module")
def report(site: Site, browser: Browser) -> Iterator[str]:
    """The path of a report, asked for and read while a script waits for it."""
    context = browser.new_context(base_url=site.address)
    page = context.new_page()
    page.goto("/en/judge/")
    page.get_by_label("Or its text").fill(SHOP)
    page.get_by_role("button", name="Read it for me").click()
    page.wait_for_url(REPORT)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "What a machine saw", timeout=60_000
    )
    yield page.url.removeprefix(site.address)
    context.close()


def test_a_report_is_asked_for_by_keyboard_alone(page: Page) -> None:
    page.goto("/en/judge/")

    page.get_by_label("Or its text").focus()
    page.keyboard.insert_text(SHOP)
    press(page, "Tab")
    expect(page.get_by_role("button", name="Read it for me")).to_be_focused()
    press(page, "Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "What a machine saw", timeout=60_000
    )
    expect(page.get_by_role("main")).to_contain_text("Throw away your pills".lower())


def test_what_matters_most_stands_first_and_leads_to_its_place(
    page: Page, report: str
) -> None:
    page.goto(report)
    first = page.get_by_role("heading", name="Look at these twice").locator("..")

    expect(first.get_by_role("listitem").first).to_contain_text(
        "Advice to stop a medicine"
    )
    first.get_by_role("link", name="Big promises").click()
    expect(page.locator("#claims")).to_be_in_viewport()
    assert violations(page) == []


def test_everything_works_without_scripts(
    browser: Browser, site: Site, report: str
) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/judge/")
    page.get_by_label("Or its text").fill(SHOP)
    page.get_by_role("button", name="Read it for me").click()
    for _look in range(1000):
        if not page.get_by_text("A machine reads it now").count():
            break
        page.get_by_role("link", name="See whether it is done").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What a machine saw")

    page.goto(report)
    page.get_by_role("link", name="Begin").click()
    for _question in range(5):
        page.get_by_label("I am not sure").check()
        page.get_by_role("button", name="See what the machine saw").click()
        expect(page.get_by_role("heading", name="Seen by machine")).to_be_visible()
        page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You judged a page")
    expect(page.get_by_text("I am not sure")).to_have_count(5)
    context.close()


def test_the_report_reads_on_a_phone_in_arabic(
    browser: Browser, site: Site, report: str
) -> None:
    context = browser.new_context(
        base_url=site.address, viewport={"width": 375, "height": 700}
    )
    page = context.new_page()
    path = report.replace("/en/", "/ar/")
    for address in (path, f"{path}learn/", f"{path}instruments/"):
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 375, address
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert violations(page) == []
    context.close()


def test_a_member_judges_a_resource_and_sees_no_score_before_the_end(
    page: Page, site: Site
) -> None:
    sign_in(page, site)
    page.goto("/en/topics/asthma/")
    page.locator("main article h3 a, main article h2 a").first.click()
    page.get_by_role("link", name="Judge this resource").click()
    page.get_by_role("link", name="JAMA benchmarks").first.click()
    assert violations(page) == []
    items = page.locator(".judging-item")

    for number in range(3):
        items.nth(number).get_by_label("Yes", exact=True).check()
    expect(page.locator("#progress")).to_contain_text("3 of 4 answered")
    page.reload()
    expect(items.nth(2).get_by_label("Yes", exact=True)).to_be_checked()
    items.nth(3).get_by_label("No", exact=True).check()
    expect(page.locator("#progress")).to_contain_text("4 of 4 answered")
    page.get_by_role("button", name="Publish my answers").click()

    expect(page.get_by_role("main")).to_contain_text("JAMA benchmarks")
    assert violations(page) == []
