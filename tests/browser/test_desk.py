"""A visitor suggests, two curators decide with the keyboard, the log tells of it."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import press, sign_in
from tests.running import Site

ADDRESS = "https://suggested.example.org/asthma"


def suggest(page: Page, address: str, topic: str = "asthma") -> None:
    page.goto(f"/en/suggest/?topic={topic}")
    page.get_by_label("Address of the page").fill(address)
    page.get_by_role("button", name="Suggest it").click()
    page.wait_for_url(f"**/en/suggest/*/?topic={topic}")


def say_more(page: Page, title: str) -> None:
    """Does not wait for the machine, which finds no such page here."""
    if page.get_by_role("link", name="Do not wait").count():
        page.get_by_role("link", name="Do not wait").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Why would somebody go there?").fill("Explains inhalers.")
    page.get_by_label("Language of the page").select_option("en")
    page.get_by_role("button", name="Save what I said").click()
    expect(page.get_by_text("The curators see what you wrote")).to_be_visible()


def agree_by_keys(page: Page, title: str) -> None:
    page.goto("/en/desk/?topic=tinnitus")
    press(page, "n")
    expect(page.locator("h1")).to_have_text(title)
    press(page, "i")
    press(page, "a")


def test_from_a_suggestion_to_the_log_by_keyboard(
    page: Page, context: BrowserContext, site: Site
) -> None:
    title = "Inhalers, step by step"
    suggest(page, ADDRESS, "tinnitus")  # a queue of its own: the site is shared
    say_more(page, title)

    sign_in(page, site, "ada@example.org")
    agree_by_keys(page, title)
    expect(page.get_by_text("when a second person agrees too")).to_be_visible()

    context.clear_cookies()
    sign_in(page, site, "ben@example.org")
    agree_by_keys(page, title)
    expect(page.get_by_text("Published.")).to_be_visible()

    context.clear_cookies()
    page.goto("/en/log/")
    entry = page.locator(".timeline > li").first
    expect(entry).to_contain_text("Ben: published")
    entry.get_by_role("link", name=title).click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("main")).to_contain_text("Ada")


def test_keys_go_to_fields_and_not_into_them(page: Page, site: Site) -> None:
    suggest(page, "https://another.example.org/")
    say_more(page, "Another page")
    sign_in(page, site, "ada@example.org")
    page.goto("/en/desk/")
    page.get_by_role("link", name="Another page").click()
    expect(page.locator("h1")).to_have_text("Another page")

    press(page, "d")
    expect(page.get_by_label("Reason, if you say no")).to_be_focused()
    page.get_by_label("In your own words").focus()
    page.keyboard.type("and")

    expect(page.get_by_label("In your own words")).to_have_value("and")
    expect(page.locator("h1")).to_have_text("Another page")


def test_the_desk_works_without_scripts(page: Page, site: Site) -> None:
    sign_in(page, site, "ada@example.org")
    browser = page.context.browser
    assert browser
    plain = browser.new_context(
        base_url=site.address,
        java_script_enabled=False,
        storage_state=page.context.storage_state(),
    )
    bare = plain.new_page()

    suggest(bare, "https://plain.example.org/")
    say_more(bare, "A plain page")
    bare.goto("/en/desk/")
    bare.get_by_role("link", name="A plain page").click()
    bare.get_by_label("I have no interest in this resource").check()
    bare.get_by_role("button", name="Agree").click()

    expect(bare.get_by_text("when a second person agrees too")).to_be_visible()
    plain.close()
