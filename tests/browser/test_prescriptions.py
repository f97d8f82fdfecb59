"""A sheet in a real browser: by keyboard, on a phone, without scripts, in Arabic."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, sign_in, visitor
from tests.browser.test_pages import violations
from tests.running import Site

COMPOSE = "/en/prescriptions/"


def fits(page: Page) -> bool:
    wide = page.evaluate("document.documentElement.scrollWidth")
    return int(wide) <= int(page.evaluate("window.innerWidth"))


def hand_over(page: Page, site: Site, language: str = "en") -> str:
    """A sheet on asthma by the operator; its code."""
    sign_in(page, site)
    page.goto(f"/{language}/prescriptions/new/?code=J45")
    page.locator("#compose button[value=hand]").click()
    page.wait_for_url("**/made/**")
    return page.locator(".made-code").inner_text().strip()


def test_the_keyboard_alone_ticks_and_the_focus_stays(page: Page) -> None:
    page.goto("/en/topics/asthma/")
    first = page.locator(".tick button").first
    first.focus()

    page.keyboard.press("Enter")

    bar = page.locator("basket-bar")
    expect(bar).to_contain_text("1 thing ticked for a sheet")
    expect(first).to_be_focused()
    expect(first).to_contain_text("On the sheet: take it off")

    page.keyboard.press("Enter")

    expect(bar).to_be_hidden()
    expect(first).to_contain_text("Put it on a sheet")


def test_a_professional_hands_over_by_keyboard_alone(page: Page, site: Site) -> None:
    sign_in(page, site)
    page.goto(COMPOSE)
    page.locator("#code").focus()
    page.keyboard.type("J45")
    page.keyboard.press("Enter")
    page.wait_for_url("**code=J45**")
    expect(page.locator("#compose")).to_contain_text("Asthma")

    page.locator("#id_note").focus()
    page.keyboard.type("Begin with the first one.")
    page.locator("#compose button[value=hand]").focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/made/**")
    expect(page.locator(".made-code")).to_have_text(
        re.compile(r"^[0-9A-Z]{5}-[0-9A-Z]{5}$")
    )
    assert violations(page) == []


def test_the_patient_opens_it_on_a_phone_without_a_cookie(
    browser: Browser, page: Page, site: Site
) -> None:
    code = hand_over(page, site)

    with visitor(browser, site, **PHONE, locale="en-GB") as phone:
        phone.goto("/rx/")
        phone.locator("#id_code").fill(code.lower().replace("-", " "))
        phone.keyboard.press("Enter")
        phone.wait_for_url(f"**/rx/{code}")

        expect(phone.locator(".opened-lines > li").first).to_be_visible()
        assert phone.context.cookies() == []
        assert fits(phone)
        assert violations(phone) == []


def test_a_sheet_needs_no_script(page: Page, plain: Page, site: Site) -> None:
    plain.goto("/en/topics/asthma/")
    plain.locator(".tick button").first.click()
    expect(plain.locator("basket-bar")).to_contain_text("1 thing ticked")

    plain.get_by_role("link", name="Look at the sheet").click()
    plain.locator("#compose button[value=print]").click()

    expect(plain.locator(".sheet-line")).to_have_count(1)
    expect(plain.locator("print-button")).to_contain_text("use the menu")


@pytest.mark.parametrize(
    "path", [COMPOSE, f"{COMPOSE}?code=J45", "/rx/", "/rx/ABC", "/ar/prescriptions/"]
)
def test_pages_are_accessible_and_fit_a_phone(
    page: Page, phone: Page, path: str
) -> None:
    page.goto(path)
    assert violations(page) == []

    phone.goto(path)
    assert violations(phone) == []
    assert fits(phone)


def test_the_pages_of_an_author_are_accessible(page: Page, site: Site) -> None:
    code = hand_over(page, site)

    for path in (
        f"{COMPOSE}mine/",
        f"{COMPOSE}templates/",
        f"{COMPOSE}services/",
        f"{COMPOSE}services/new/",
        f"{COMPOSE}made/{code}/withdraw/",
        f"/rx/{code}/print",
        f"/rx/{code}/print?size=large",
    ):
        page.goto(path)
        assert violations(page) == [], path


def test_the_arabic_sheet_runs_from_right_to_left(
    browser: Browser, page: Page, site: Site
) -> None:
    code = hand_over(page, site, language="ar")

    with visitor(browser, site, **PHONE, locale="en-GB") as phone:
        phone.goto(f"/rx/{code}/print")

        assert phone.locator("html").get_attribute("dir") == "rtl"
        line = phone.locator(".sheet-line").first.bounding_box()
        words = phone.locator(".sheet-line-words").first.bounding_box()
        assert line
        assert words
        before = line["x"] + line["width"] - words["x"] - words["width"]
        assert before > words["x"] - line["x"]  # the number stands on the right
        assert fits(phone)
        assert violations(phone) == []
