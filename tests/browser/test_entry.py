"""One entry in a real browser: in everybody's reach, loading from nobody else."""

import re

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import press
from tests.browser.test_pages import violations
from tests.running import Site

NAMES = ("paper", "plain", "podcast", "film", "arabic")


def test_entries_have_no_accessibility_violation(
    page: Page, entries: dict[str, str]
) -> None:
    found = {}
    for name in NAMES:
        for path in (entries[name], entries[name].replace("/en/", "/ar/")):
            page.goto(path)
            found[path] = violations(page)
    page.goto(entries["podcast"] + "?play=1")
    found["player"] = violations(page)
    page.goto("/en/reader/offline/")
    found["offline"] = violations(page)

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_what_a_reader_can_do_has_no_violation_either(
    rita: BrowserContext, entries: dict[str, str]
) -> None:
    page = rita.new_page()
    page.goto(f"{entries['paper']}?view=all")
    page.get_by_text("Keys", exact=True).click()

    expect(page.get_by_label("My note")).to_be_visible()
    assert violations(page) == []


def test_entries_fit_a_phone(
    browser: Browser, site: Site, entries: dict[str, str]
) -> None:
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": 375, "height": 700},
        color_scheme="dark",
    )
    page = context.new_page()
    wide = []
    for path in (*entries.values(), f"{entries['podcast']}?play=1"):
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth") > 375:
            wide.append(path)
        assert violations(page) == []
    context.close()

    assert wide == []


def test_an_entry_asks_no_other_host_for_anything(
    page: Page, site: Site, entries: dict[str, str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for name in NAMES:
        page.goto(entries[name])
        page.wait_for_load_state("networkidle")

    assert {url for url in asked if not url.startswith(site.address)} == set()


def test_a_picture_comes_from_us_and_keeps_its_room(
    page: Page, entries: dict[str, str]
) -> None:
    page.goto(entries["paper"])

    picture = page.get_by_role("img", name="Nights by group")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    box = picture.bounding_box()
    assert box is not None
    assert abs(box["width"] / box["height"] - 640 / 360) < 0.02


def test_a_key_saves_and_another_leads_on(
    rita: BrowserContext, entries: dict[str, str]
) -> None:
    page = rita.new_page()
    page.goto(f"{entries['plain']}?view=all")

    press(page, "s")
    expect(page.get_by_role("button", name="Saved")).to_be_visible()
    press(page, "s")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()
    press(page, "j")

    page.wait_for_url(lambda url: entries["plain"] not in url)
    expect(page).to_have_url(re.compile(r"/entry/\d+/\?view=all$"))
