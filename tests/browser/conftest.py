"""A real browser on the real site: Debian's Chromium, driven by Playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    expect,
    sync_playwright,
)

from tests.browser.chromium import CHROMIUM, FLAGS, PATIENCE
from tests.browser.companion_browser import Companion
from tests.browser.companion_stage import made_new, set_up
from tests.browser.doorkeeper import Doorkeeper
from tests.browser.entry_stage import (
    OTHER,
    READER,
    MakeContext,
    publish_sound,
    store_entries,
)
from tests.running import Site, start_site
from tests.web.hostile import serve

expect.set_options(timeout=PATIENCE)


#: Files that take minutes begin first, so that no process waits for another's at the
#: end. The first two have sites of their own: meanwhile the other's is prepared.
LONGEST = (
    "test_first_morning",
    "test_community_story",
    "test_pages",
    "test_community_pages",
    "test_conversations",
    "test_companion_matching",
    "test_companion",
    "test_companion_firefox",
    "test_reading",
    "test_searching",
    "test_search_help",
    "test_static_copy",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.enable_socket)
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONGEST)))


@pytest.fixture(scope="session")
def site(
    prepared_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The starter collection, an operator, and curators who may sign in."""
    home = tmp_path_factory.mktemp("site") / "home"
    shutil.copytree(prepared_home, home)
    running = start_site(home)
    # pat and paul add passkeys, and are asked for them from then on
    for name in ("ada", "ben", "pat", "paul"):
        doorkeeper(home).add(f"{name}@example.org", name.capitalize(), "curator")
    yield running
    for home in list(_doorkeepers):
        _doorkeepers.pop(home).close()
    running.stop()


_doorkeepers: dict[Path, Doorkeeper] = {}


def doorkeeper(home: Path) -> Doorkeeper:
    if home not in _doorkeepers:
        _doorkeepers[home] = Doorkeeper(home)
    return _doorkeepers[home]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A fresh visitor at a desk."""
    fresh = browser.new_context(
        base_url=site.address,
        viewport={"width": 1280, "height": 800},
        locale="en-GB",
    )
    fresh.set_default_timeout(PATIENCE)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that must stay free of script errors and refused resources."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: (
            faults.append(message.text)
            if message.type == "error" and "Content Security Policy" in message.text
            else None
        ),
    )
    yield page
    assert faults == []


@contextmanager
def visitor(browser: Browser, site: Site, **options: Any) -> Iterator[Page]:
    """A page of somebody new with a browser of this kind."""
    context = browser.new_context(base_url=site.address, **options)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


#: A phone in the hand at night.
PHONE = {
    "viewport": {"width": 375, "height": 700},
    "color_scheme": "dark",
    "has_touch": True,
}


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    with visitor(browser, site, **PHONE, locale="en-GB") as page:
        yield page


@pytest.fixture
def plain(browser: Browser, site: Site) -> Iterator[Page]:
    """A browser that runs no scripts."""
    with visitor(browser, site, java_script_enabled=False, locale="en-GB") as page:
        yield page


def press(page: Page, key: str) -> None:
    """A key of ours works as soon as the scripts of the page that is shown have run."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def sign_in(page: Page, site: Site, email: str = "") -> None:
    """By the operator's one-time link, or by one made for this address."""
    path = doorkeeper(site.home).link(email or "operator@localhost")
    page.goto(f"{site.address}{path}")
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account/profile/")


@pytest.fixture(scope="module")
def station() -> Iterator[list[str]]:
    """The requests that the publisher of a podcast has seen; its address first."""
    with serve(publish_sound) as running:
        running.requests.insert(0, running.url)
        yield running.requests


@pytest.fixture(scope="module")
def entries(site: Site, station: list[str]) -> dict[str, str]:
    """Paths of entries by name; two people follow their sources.

    Each file stores them anew: their sound is at the station of that file.
    """
    for email in (READER, OTHER):
        doorkeeper(site.home).add(email, email.split("@")[0])
    return store_entries(site, f"{station[0]}/sound.wav")


@pytest.fixture(scope="module")
def rita_cookies(
    browser: Browser, site: Site, entries: dict[str, str], tmp_path_factory: Any
) -> str:
    """Rita's session, in a file: signing in takes seconds."""
    path = tmp_path_factory.mktemp("rita") / "cookies.json"
    context = browser.new_context(base_url=site.address)
    sign_in(context.new_page(), site, READER)
    context.storage_state(path=path)
    context.close()
    return str(path)


@pytest.fixture
def make_rita(browser: Browser, site: Site, rita_cookies: str) -> Iterator[MakeContext]:
    opened: list[BrowserContext] = []

    def make() -> BrowserContext:
        context = browser.new_context(
            base_url=site.address, storage_state=rita_cookies, locale="en-GB"
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def rita(make_rita: MakeContext) -> BrowserContext:
    """A browser in which Rita is signed in, and which has seen nothing yet."""
    return make_rita()


@pytest.fixture(scope="module")
def running_companion(
    browser: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Companion]:
    with set_up(browser, site, tmp_path_factory.mktemp("companion")) as companion:
        yield companion


@pytest.fixture
def companion(running_companion: Companion) -> Companion:
    """A Chromium with the companion as it is when its list has just come."""
    return made_new(running_companion)
