"""Where the story of a conversation is played: the site, its mails, who is there."""

import json
import re
import shutil
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from tests.browser.chromium import PATIENCE
from tests.browser.community_content import SLEEP
from tests.browser.conftest import sign_in
from tests.browser.letterbox import Letterbox, letterbox, part
from tests.browser.test_pages import violations
from tests.running import Site, run_module, start_site


@dataclass
class Stage:
    """Everybody has a browser of their own; pages must stay free of script errors."""

    browser: Browser
    site: Site
    letters: Letterbox
    #: What ``community_content`` printed: addresses and names by what they are.
    cast: dict[str, str]
    faults: list[str] = field(default_factory=list)
    _open: list[BrowserContext] = field(default_factory=list)

    def visitor(self, locale: str = "hu-HU", width: int = 1280) -> Page:
        context = self.browser.new_context(
            base_url=self.site.address,
            viewport={"width": width, "height": 800},
            locale=locale,
        )
        context.set_default_timeout(PATIENCE)
        self._open.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        return page

    def member(self, email: str, locale: str = "hu-HU") -> Page:
        page = self.visitor(locale)
        sign_in(page, self.site, email)
        return page

    def close(self) -> None:
        for context in self._open:
            context.close()


@contextmanager
def set_stage(browser: Browser, folder: Path, prepared_home: Path) -> Iterator[Stage]:
    """The starter collection, the cast, and a mail server on loopback."""
    shutil.copytree(prepared_home, folder / "home")
    with letterbox(folder / "mail") as letters:
        site = start_site(folder / "home", MEDAGORA_MAIL_URL=letters.address)
        stage = Stage(browser, site, letters, build_cast(site))
        try:
            yield stage
        finally:
            stage.close()
            site.stop()


def build_cast(site: Site) -> dict[str, str]:
    """Once for a site, whoever asks; the search finds it then."""
    kept = site.home / "cast.json"
    if kept.exists():
        return dict(json.loads(kept.read_text()))
    made = run_module(site.home, "tests.browser.community_content")
    cast: dict[str, str] = json.loads(made)
    _wait_for_the_index(site, cast["question"])
    kept.write_text(made)
    return cast


def _wait_for_the_index(site: Site, question: str) -> None:
    """The site's worker takes new questions into the index when it comes to them."""
    until = time.monotonic() + 240
    while time.monotonic() < until:
        asked = f"{site.address}/en/search/?q={quote(SLEEP)}"
        with urllib.request.urlopen(asked, timeout=60) as page:
            if f"/community/q/{question}/" in page.read().decode():
                return
        time.sleep(0.2)
    raise AssertionError("the worker did not index the question of the cast")


@dataclass
class Members:
    """Opens pages for people of the cast, who sign in once."""

    browser: Browser
    site: Site
    cast: dict[str, str]
    _known: dict[str, StorageState] = field(default_factory=dict)
    _open: list[BrowserContext] = field(default_factory=list)
    _faults: list[str] = field(default_factory=list)

    def enter(self, email: str, **options: Any) -> Page:
        """A page in a browser of its own on which they are signed in."""
        settings = {"base_url": self.site.address, "locale": "en-GB", **options}
        if email not in self._known:
            first = self.browser.new_context(base_url=self.site.address)
            sign_in(first.new_page(), self.site, email)
            self._known[email] = first.storage_state()
            first.close()
        context = self.browser.new_context(storage_state=self._known[email], **settings)
        context.set_default_timeout(PATIENCE)
        self._open.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self._faults.append(str(error)))
        return page

    def leave(self) -> None:
        """After each test: no script of theirs may have failed."""
        faults = [*self._faults]
        for context in self._open:
            context.close()
        self._open.clear()
        self._faults.clear()
        assert faults == []


def sign_up(page: Page, letters: Letterbox, email: str) -> None:
    """An address and the code that comes to it, in whatever language the page is."""
    page.locator("main a[href*='/signup/']").first.click()
    page.locator("#id_email").fill(email)
    page.locator("main form button.button").first.click()
    mail = letters.take("")
    assert mail["To"] == email
    code = re.search(r"^([A-Z0-9-]{6,12})$", part(mail, "plain"), re.MULTILINE)
    assert code, part(mail, "plain")
    page.locator("#id_code").fill(code[1])
    page.locator("main form button.button").first.click()


def press_button(page: Page, name: str, value: str) -> None:
    """A button by what it sends: the pages of the story speak Hungarian."""
    page.locator(f"main button[name={name}][value='{value}']").first.click()


def check(page: Page) -> None:
    """Nothing on the page is out of anybody's reach."""
    expect(page.locator("h1")).to_have_count(1)
    found = violations(page)
    assert found == [], f"{page.url}: {found}"
