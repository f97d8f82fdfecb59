"""My page and lists in a real browser: buttons, keys, fingers, and no script at all."""

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import press, sign_in
from tests.browser.test_pages import violations
from tests.running import Site, run_module

LIST = "/en/reader/list/"
#: The button, not a source whose title has the letters.
UP = re.compile("^Up")


@pytest.fixture(scope="module", autouse=True)
def _entries(site: Site) -> None:
    run_module(site.home, "tests.browser.reading_content", "asthma")


def choose_asthma(page: Page, language: str = "en") -> None:
    """What a newcomer does: one topic, one button."""
    page.goto(f"/{language}/reader/choose/")
    page.locator("input[name=language][value=en]").check()
    page.locator("#topics input[value=asthma]").first.wait_for(state="attached")
    for group in page.locator("#topics details").all():
        if group.locator("input[value=asthma]").count():
            group.locator("summary").click()
            break
    page.locator("#topics input[value=asthma]").locator("visible=true").first.check()
    page.locator(".choosing-end .button").click()
    page.wait_for_url("**/reader/")


def test_ticks_made_while_the_list_is_on_its_way_stay(page: Page) -> None:
    """On a slow line the list for another language comes when much is ticked."""
    page.goto("/en/reader/choose/")
    held: list[Route] = []
    page.route("**/reader/choose/", lambda route: held.append(route), times=1)
    page.locator("input[name=language][value=hu]").check()
    page.wait_for_function("document.querySelector('.htmx-request')")
    group = page.locator("#topics details", has=page.locator("[value=asthma]")).first
    group.locator("summary").click()
    tick = page.locator("#topics input[value=asthma]").locator("visible=true").first

    tick.check()
    held[0].continue_()

    chosen = page.locator("#topics h3", has_text="You chose").locator("+ .picks")
    expect(chosen.get_by_label("Asthma")).to_be_checked()
    page.locator(".choosing-end .button").click()
    page.wait_for_url("**/reader/")


@pytest.fixture
def reader(page: Page) -> Page:
    """A desk where asthma was chosen, without an account."""
    choose_asthma(page)
    return page


def test_a_page_of_one_s_own_takes_two_clicks_and_no_account(page: Page) -> None:
    page.goto("/en/")
    page.get_by_role("navigation").get_by_role("link", name="My page").first.click()
    page.locator("#topics").get_by_role("checkbox", name="Asthma").first.check()
    page.get_by_role("button", name="Show my page").click()

    expect(page.locator("h1")).to_have_text("My page")
    assert page.locator("article.line").count() >= 5
    expect(page.get_by_text("remembered by your browser")).to_be_visible()


def test_reading_pages_have_no_accessibility_violation(page: Page, phone: Page) -> None:
    found = {}
    for window, language in ((page, "en"), (phone, "ar")):
        window.goto(f"/{language}/reader/choose/")
        found[f"{language} choose"] = violations(window)
        choose_asthma(window, language)
        window.locator(".line .menu summary").first.click()
        found[f"{language} mine"] = violations(window)
        window.locator(".section-tools [name=hide]").last.click()
        window.locator(".hidden-sections").wait_for()
        found[f"{language} hidden"] = violations(window)
        lists = ("list/", "list/?view=all", "saved/", "history/")
        for path in (*lists, "sources/", "take/", "watching/alert/new/"):
            window.goto(f"/{language}/reader/{path}")
            found[f"{language} {path}"] = violations(window)
        window.goto(f"/{language}/reader/list/")
        window.locator(".line-from a").first.click()
        window.wait_for_url("**/reader/source/*/")
        found[f"{language} source"] = violations(window)

    assert {name: faults for name, faults in found.items() if faults} == {}


def test_reading_pages_fit_a_phone(phone: Page) -> None:
    choose_asthma(phone)
    wide = []
    phone.locator(".section-tools [name=hide]").last.click()
    lists = ("", "list/", "saved/")
    for path in (*lists, "choose/", "sources/", "sources/?find=heart", "take/"):
        phone.goto(f"/en/reader/{path}")
        if phone.evaluate("document.documentElement.scrollWidth") > 375:
            wide.append(path)

    assert wide == []


def test_the_list_is_read_by_keys(reader: Page) -> None:
    reader.goto(LIST)
    lines = reader.locator("article.line")
    first, second = lines.nth(0), lines.nth(1)

    press(reader, "j")
    expect(first).to_be_focused()
    press(reader, "j")
    press(reader, "m")
    expect(second).to_have_class("line is-read is-here")
    expect(second).to_be_focused()
    press(reader, "k")
    press(reader, "s")
    expect(first.get_by_role("button", name="Saved")).to_be_visible()
    expect(reader.locator(".toast")).to_contain_text("Saved.")
    press(reader, "?")
    expect(reader.get_by_text("next, previous entry")).to_be_visible()
    title = first.locator("h3").inner_text()
    press(reader, "o")
    reader.wait_for_url("**/reader/entry/*/")

    assert reader.locator("h1").inner_text() == title


def test_marks_of_quick_fingers_are_all_kept(reader: Page) -> None:
    reader.goto(LIST)
    for _ in range(6):
        press(reader, "j")
        press(reader, "m")
    expect(reader.locator("article.line.is-read")).to_have_count(6)

    reader.goto(LIST + "?view=all")

    expect(reader.locator("article.line.is-read")).to_have_count(6)


def test_all_is_marked_and_taken_back_by_keys(reader: Page) -> None:
    reader.goto(LIST)
    press(reader, "A")
    reader.wait_for_url("**undo=**")
    expect(reader.get_by_text("You have read it all")).to_be_visible()

    press(reader, "U")

    expect(reader.locator("article.line")).to_have_count(40)


def test_a_swipe_marks_and_saves_with_a_way_back(phone: Page) -> None:
    choose_asthma(phone)
    phone.goto(LIST)
    line = phone.locator("article.line").first

    swipe(phone, line, by=-140)
    expect(line).to_have_class("line is-read is-here")
    phone.locator(".toast").get_by_role("button", name="Undo").click()
    expect(line).to_have_class("line is-here")
    swipe(phone, line, by=140)
    expect(line.get_by_role("button", name="Saved")).to_be_visible()
    swipe(phone, line, by=30)

    expect(line.get_by_role("button", name="Saved")).to_be_visible()
    assert phone.url.endswith(LIST)


def swipe(page: Page, line: object, *, by: int) -> None:
    box = line.bounding_box()  # type: ignore[attr-defined]  # a locator
    x, y = box["x"] + box["width"] / 2, box["y"] + 30
    touch = page.context.new_cdp_session(page)

    def send(kind: str, at: float | None) -> None:
        points = [] if at is None else [{"x": at, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", x)
    for step in range(1, 6):
        send("touchMove", x + by * step / 5)
    send("touchEnd", None)


def test_sections_are_dragged_and_stay_there(reader: Page) -> None:
    sections = reader.locator(".my-section")
    before = [s.get_attribute("data-item") for s in sections.all()]
    last = sections.last
    handle = last.locator(".drag-handle")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box is not None

    with reader.expect_response("**/reader/arrange/"):
        reader.mouse.move(box["x"] + 9, box["y"] + 9)
        reader.mouse.down()
        reader.mouse.move(box["x"] + 9, 5, steps=6)
        reader.mouse.up()
    reader.reload()

    after = [s.get_attribute("data-item") for s in sections.all()]
    assert after == [before[-1], *before[:-1]]


def test_sources_are_dragged_and_stay_there(reader: Page) -> None:
    reader.goto("/en/reader/sources/")
    rows = reader.locator("drag-order").first.locator("li")
    before = [row.get_attribute("id") for row in rows.all()]
    third, first = rows.nth(2).locator(".drag-handle"), rows.first
    third.evaluate("handle => handle.scrollIntoView({block: 'center'})")
    box, top = third.bounding_box(), first.bounding_box()
    assert box is not None
    assert top is not None

    with reader.expect_response("**/reader/sources/change/"):
        reader.mouse.move(box["x"] + 9, box["y"] + 9)
        reader.mouse.down()
        reader.mouse.move(box["x"] + 9, top["y"] + 2, steps=6)
        reader.mouse.up()
    expect(rows.first.get_by_role("button", name=UP)).to_have_count(0)
    expect(rows.nth(1).get_by_role("button", name=UP)).to_be_visible()
    reader.reload()

    after = [row.get_attribute("id") for row in rows.all()]
    assert after == [before[2], before[0], before[1], *before[3:]]


def test_a_source_is_moved_and_a_section_hidden_by_keys(reader: Page) -> None:
    sections = reader.locator(".my-section")
    count = sections.count()
    sections.first.get_by_role("button", name=re.compile("^Hide")).focus()
    press(reader, "Enter")
    expect(sections).to_have_count(count - 1)
    reader.locator(".hidden-sections").get_by_role("button").focus()
    press(reader, "Enter")
    expect(sections).to_have_count(count)
    expect(sections.first.locator("h2")).to_be_focused()
    reader.goto("/en/reader/sources/")
    rows = reader.locator("drag-order").first.locator("li")
    second = rows.nth(1).get_attribute("id")

    rows.nth(1).get_by_role("button", name=UP).focus()
    press(reader, "Enter")

    reader.wait_for_url(f"**/sources/#{second}")
    expect(rows.first).to_have_attribute("id", second or "")
    press(reader, "Tab")  # goes on from the row that moved
    assert reader.evaluate("document.activeElement.closest('li').id") == second


def test_a_search_for_topics_keeps_what_is_ticked(page: Page) -> None:
    page.goto("/en/reader/choose/")
    page.locator("#topics").get_by_role("checkbox", name="Asthma").first.check()
    page.get_by_label("Find a topic").fill("tinni")

    expect(page.get_by_role("checkbox", name="Tinnitus")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Asthma").first).to_be_checked()


def test_one_continues_where_one_stopped(reader: Page) -> None:
    reader.goto(LIST)
    for _ in range(3):
        press(reader, "j")
    here = reader.locator("article.line").nth(2).get_attribute("id")

    # as a browser says it when its window goes to the back
    with reader.expect_response("**/reader/place/"):
        reader.evaluate(
            "Object.defineProperty(document, 'visibilityState', {value: 'hidden'});"
            "document.dispatchEvent(new Event('visibilitychange'))"
        )
    reader.goto(LIST)
    reader.get_by_role("link", name="Continue where you stopped").click()

    assert reader.url.endswith(f"#{here}")
    expect(reader.locator("article.line").first).to_have_attribute("id", here or "")


def test_everything_works_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(
        base_url=site.address, java_script_enabled=False, locale="en-GB"
    )
    page = context.new_page()
    page.goto("/en/reader/choose/")
    page.get_by_label("Find a topic").fill("asthma")
    press(page, "Enter")
    page.locator("#topics").get_by_role("checkbox", name="Asthma").first.check()
    page.get_by_role("button", name="Show my page").click()
    section = page.locator(".my-section").nth(1).get_attribute("data-item")
    page.locator(f"button[name=up][value={section}]").click()
    moved = page.locator(".my-section").first.get_attribute("data-item") or ""
    page.locator(f"button[name=hide][value={section}]").click()
    expect(page.locator(f".my-section[data-item={section}]")).to_have_count(0)
    page.locator(f"button[name=show][value={section}]").click()
    expect(page.locator(".my-section").first).to_have_attribute("data-item", moved)
    page.goto("/en/reader/sources/")
    row = page.locator(".source-rows li[data-item]").nth(1)
    lower = row.get_attribute("data-item")
    row.get_by_role("button", name=UP).click()
    first = page.locator(".source-rows li[data-item]").first
    expect(first).to_have_attribute("data-item", lower or "")
    page.goto("/en/reader/")
    page.get_by_role("button", name="As one stream").click()
    page.locator("article.line").first.get_by_role("button", name="Save").click()
    page.goto("/en/reader/saved/")
    expect(page.locator("article.line")).to_have_count(1)
    page.goto(LIST)
    page.get_by_role("button", name="Mark all as read").click()
    page.get_by_role("button", name="Undo").click()

    expect(page.locator("article.line")).to_have_count(40)
    assert moved == section
    context.close()


def test_signing_in_keeps_the_page(reader: Page, site: Site) -> None:
    reader.goto(LIST)
    reader.locator("article.line").first.get_by_role("button", name="Save").click()
    expect(reader.locator(".toast")).to_contain_text("Saved.")

    sign_in(reader, site, "ben@example.org")
    reader.goto("/en/reader/")

    expect(reader.get_by_text("Your page is kept")).to_be_visible()
    reader.goto("/en/reader/saved/")
    expect(reader.locator("article.line")).to_have_count(1)
