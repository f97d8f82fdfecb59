"""The morning on which a doctor opens the site for the first time: the site with what
it can reach, all on loopback, and what every reader does first."""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.chromium import PATIENCE
from tests.browser.letterbox import Letterbox, letterbox
from tests.browser.recorded_feeds import SOURCES, TOPICS, Press, export_of
from tests.running import Site, medagora, start_site
from tests.web.hostile import serve

#: Journals, news, blogs, podcasts, films and others, with five entries each.
SECTIONS, LINES = 6, 30
MINUTE = 60.0
_LONG_AGO = "2026-01-01 00:00:00"


@dataclass
class Morning:
    """The site, what it can reach, and the doctor's first sight of her page."""

    site: Site
    settings: dict[str, str]
    press: Press
    letters: Letterbox
    #: A browser without an account, on a full page.
    desk: BrowserContext
    #: From the empty home to that page: tables, collection, start, sources read,
    #: without the time in which something waited for a core.
    seconds: float

    def run(self, *words: str) -> str:
        """One command of the site, to its end."""
        address = {"MEDAGORA_SITE_URL": self.site.address}
        done = medagora(self.site.home, *words, **self.settings, **address)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, question: str, *words: str) -> list[tuple[Any, ...]]:
        """What the site's database says; a change is kept."""
        with closing(sqlite3.connect(self.site.home / "medagora.sqlite3")) as database:
            found = database.execute(question, words).fetchall()
            database.commit()
        return found

    def pass_time(self, *changes: str) -> None:
        """Makes due what would be due later, and does it."""
        for change in (*changes, "UPDATE web_periodicrun SET due_at = ?"):
            self.ask(change, _LONG_AGO)
        self.run("work", "--once")


@contextmanager
def begin_morning(browser: Browser, folder: Path) -> Iterator[Morning]:
    """An empty home, the curators' choice, the site, the first page; and the end."""
    press = Press()
    with serve(press.answer) as town, letterbox(folder / "mail") as letters:
        settings = {
            "MEDAGORA_OUTSIDE": "1",
            "MEDAGORA_INSIDE": "127.0.0.0/8",
            "MEDAGORA_MAIL_URL": letters.address,
        }
        start = time.monotonic() - _waited_for_cores()
        _bring_in_the_collection(folder, int(town.url.rpartition(":")[2]), settings)
        site = start_site(folder / "home", "--no-starter", **settings)
        desk = _open_desk(browser, site)
        try:
            choose_topics(desk.new_page())
            wait_for_the_whole_page(desk.pages[0])
            seconds = time.monotonic() - _waited_for_cores() - start
            yield Morning(site, settings, press, letters, desk, seconds)
        finally:
            desk.close()
            site.stop()


def _waited_for_cores() -> float:
    """Seconds since the start of this machine in which it had more to do than it has
    cores: other tests run beside this one. Linux counts them (pressure stall)."""
    pressure = Path("/proc/pressure/cpu")
    told = pressure.read_text() if pressure.exists() else ""
    found = re.search(r"^some .*total=(\d+)", told)
    return int(found[1]) / 1e6 if found else 0.0


def _bring_in_the_collection(folder: Path, port: int, settings: dict[str, str]) -> None:
    """The curators' choice is there before the doctor is."""
    file = folder / "collection.jsonl"
    file.write_bytes(export_of(port))
    done = medagora(folder / "home", "import", "jsonl", str(file), **settings)
    assert f"{len(SOURCES)} resources made" in done.stdout, done.stdout + done.stderr


def _open_desk(browser: Browser, site: Site) -> BrowserContext:
    desk = browser.new_context(
        base_url=site.address,
        viewport={"width": 1280, "height": 800},
        locale="en-GB",
    )
    desk.set_default_timeout(PATIENCE)
    return desk


def choose_topics(page: Page) -> None:
    """Three topics, two languages, no account."""
    page.goto("/en/")
    page.get_by_role("navigation").get_by_role("link", name="My page").first.click()
    for _slug, _system, name, _german in TOPICS:
        page.locator("#topics").get_by_role("checkbox", name=name).first.check()
    page.get_by_role("checkbox", name="Deutsch").check()
    page.get_by_role("button", name="Show my page").click()
    expect(page.locator("h1")).to_have_text("My page")


def wait_for_the_whole_page(page: Page) -> None:
    """Until every section is full; the page itself says to look again."""
    until_there(page, page.locator("article.line").nth(LINES - 1))


def until_there(page: Page, what: Locator) -> None:
    """Looks again while the site's worker is at it."""
    until = time.monotonic() + 4 * MINUTE  # of a busy machine
    while True:
        try:
            expect(what).to_be_visible(timeout=1_000)
        except AssertionError:
            if time.monotonic() > until:
                raise
            page.reload()
        else:
            return


def line_of(page: Page, title: str) -> Locator:
    return page.locator("article.line").filter(has_text=title)
