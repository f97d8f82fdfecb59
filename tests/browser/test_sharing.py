"""Carrying a page elsewhere: the widget on a foreign page, references, plain links."""

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import PHONE, press, visitor
from tests.browser.test_pages import violations
from tests.running import Site

TOPIC = "/en/topics/asthma/"
#: As the lines to copy have it.
LIMITS = ' sandbox="allow-popups allow-popups-to-escape-sandbox"'


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """A test says nothing."""


@pytest.fixture
def hospital(site: Site, tmp_path: Path) -> Iterator[str]:
    """The address of a hospital's own page, on another port, with widgets on it: as
    the lines to copy say, and one that may run whatever it likes."""
    frames = "".join(
        f'<iframe src="{site.address}/embed/{path}" title="{path}" width="300" '
        f'height="400"{limits}></iframe>'
        for path, limits in (
            ("en/topic/asthma?count=3", LIMITS),
            ("ar/topic/asthma?count=3", ""),
            ("en/topic/asthma?count=1&amp;look=dark", ""),
        )
    )
    head = '<!doctype html><html lang="en"><link rel="icon" href="data:,">'
    page = f"{head}<title>Ward 3</title><h1>Ward 3</h1>{frames}"
    (tmp_path / "index.html").write_text(page)
    (tmp_path / "bad.html").write_text(f'<iframe src="{site.address}{TOPIC}"></iframe>')
    handler = partial(Quiet, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_widget_on_a_foreign_page_keeps_to_itself(
    context: BrowserContext, site: Site, hospital: str
) -> None:
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))

    page.goto(f"{hospital}/", wait_until="networkidle")

    first = page.frame_locator("iframe").nth(0)
    expect(first.get_by_role("listitem")).to_have_count(3)
    ours, theirs = urlsplit(site.address).netloc, urlsplit(hospital).netloc
    assert {urlsplit(address).netloc for address in asked} == {ours, theirs}
    assert context.cookies() == []
    assert faults == []
    kept = page.frames[2].evaluate("[document.cookie, localStorage.length]")
    assert kept == ["", 0]


def test_a_widget_is_read_by_keyboard_and_opens_a_new_tab(
    context: BrowserContext, site: Site, hospital: str
) -> None:
    page = context.new_page()
    page.goto(f"{hospital}/")
    expect(page.frame_locator("iframe").nth(0).get_by_role("listitem")).to_have_count(3)

    page.keyboard.press("Tab")
    with context.expect_page() as opened:
        page.keyboard.press("Enter")

    expect(opened.value.get_by_role("heading", level=1)).to_be_visible()
    assert urlsplit(opened.value.url).path == TOPIC
    assert opened.value.evaluate("window.opener") is None
    assert page.url == f"{hospital}/"


@pytest.mark.parametrize("path", ["en/topic/asthma", "ar/topic/asthma?look=dark"])
def test_a_widget_has_no_accessibility_violation_in_any_width(
    browser: Browser, site: Site, path: str
) -> None:
    for scheme, width in (("light", 600), ("dark", 200)):
        with visitor(
            browser,
            site,
            color_scheme=scheme,
            viewport={"width": width, "height": 500},
        ) as page:
            page.goto(f"/embed/{path}")

            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_forced_look_is_stronger_than_the_system(
    browser: Browser, site: Site, hospital: str
) -> None:
    with visitor(browser, site, color_scheme="light") as page:
        page.goto(f"{hospital}/", wait_until="networkidle")
        grounds = [
            frame.evaluate("getComputedStyle(document.body).backgroundColor")
            for frame in page.frames[1:]
        ]

    assert grounds == ["rgb(253, 252, 248)", "rgb(253, 252, 248)", "rgb(21, 25, 24)"]


def test_nothing_else_of_the_site_is_shown_in_a_frame(
    context: BrowserContext, hospital: str
) -> None:
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))

    page.goto(f"{hospital}/bad.html", wait_until="networkidle")

    assert any("frame-ancestors" in text for text in refused)
    assert page.frame_locator("iframe").locator("h1", has_text="Asthma").count() == 0


# ---- on our own pages -----------------------------------------------------------


def test_references_are_saved_from_the_keyboard(page: Page) -> None:
    page.goto(TOPIC)
    page.locator("summary", has_text="Cite").focus()
    press(page, "Enter")
    page.get_by_role("link", name="CSL-JSON").focus()

    with page.expect_download() as saved:
        press(page, "Enter")

    assert saved.value.suggested_filename == "Asthma.json"
    works = json.loads(Path(saved.value.path()).read_text())
    assert works
    assert all(work["title"] and work["URL"] for work in works)


def test_the_address_is_copied_where_scripts_run(
    context: BrowserContext, page: Page, site: Site
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(TOPIC)
    page.locator("summary", has_text="Share").click()
    page.get_by_role("button", name="Copy the address").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert urlsplit(copied).path == TOPIC


def test_without_scripts_there_are_links_and_no_dead_button(plain: Page) -> None:
    plain.goto(TOPIC)
    plain.locator("summary", has_text="Share").click()

    expect(plain.get_by_role("link", name="By e-mail")).to_be_visible()
    expect(plain.get_by_text("Copy the address")).to_be_hidden()


def test_mastodon_is_reached_through_the_server_that_was_typed(page: Page) -> None:
    reached: list[str] = []

    def answer(route: Any) -> None:
        reached.append(route.request.url)
        route.fulfill(body="their page", content_type="text/html")

    page.context.route("https://social.uni.example.org/**", answer)
    page.goto(TOPIC)
    page.locator("summary", has_text="Share").click()
    page.get_by_label("name of your server").fill("@anna@social.uni.example.org")
    press(page, "Enter")
    page.wait_for_url("https://social.uni.example.org/**")

    (address,) = reached
    assert address.startswith("https://social.uni.example.org/share?text=Asthma%20")


@pytest.mark.parametrize(
    "path",
    ["/en/embed/", "/ar/embed/?look=dark", "/en/share/mastodon/?server=localhost"],
)
def test_the_new_pages_fit_a_phone_and_everybody(
    page: Page, browser: Browser, site: Site, path: str
) -> None:
    page.goto(path)
    assert violations(page) == []

    with visitor(browser, site, **PHONE, locale="en-GB") as phone:
        phone.goto(path)
        assert violations(phone) == []
        assert phone.evaluate("document.documentElement.scrollWidth") <= 375


def test_opened_menus_fit_a_phone(phone: Page) -> None:
    phone.goto("/ar/topics/asthma/")
    for summary in phone.locator("aside details > summary").all():
        summary.click()

    assert phone.evaluate("document.documentElement.scrollWidth") <= 375
    assert violations(phone) == []


def test_the_lines_are_copied_and_shown_alive(
    context: BrowserContext, page: Page, site: Site
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/en/embed/?address={TOPIC}")
    page.get_by_role("button", name="Copy the lines").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()

    lines = page.evaluate("navigator.clipboard.readText()")
    assert lines.startswith("<iframe ")
    assert "/embed/en/topic/asthma" in lines
    example = page.frame_locator("iframe.widget-example")
    expect(example.get_by_role("heading", level=1)).to_have_text("Asthma")
