"""Pages of the companion, and the page that hands it out: in everybody's reach."""

import json
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from medagora.site.domain import companion_package as packing
from tests.browser.companion_browser import (
    SERVER,
    Companion,
    companion_in,
    recording,
    unpack,
)
from tests.browser.companion_stage import LEAFLET, UNLISTED
from tests.browser.test_pages import RULES, violations
from tests.running import Site


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_have_no_accessibility_violation(
    companion: Companion, scheme: str
) -> None:
    source = (files("axe_playwright_python") / "axe.min.js").read_text()
    run = f"axe.run({json.dumps(RULES)}).then(r => r.violations.map(v => v.id))"
    options = companion.own_page("options.html")
    options.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    companion.open(UNLISTED)
    popup = companion.press()
    popup.wait_for("!!document.querySelector('[data-criterion=claims]')")

    options.evaluate(source)
    popup.evaluate(f"document.documentElement.style.colorScheme = '{scheme}'")
    popup.evaluate(
        "for (const d of document.querySelectorAll('details')) d.open = true"
    )
    popup.evaluate(f"{source};0")

    assert options.evaluate(run) == []
    assert popup.evaluate(run) == []


def test_in_arabic_it_runs_from_right_to_left(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    """The browser here speaks English only, so Arabic words take the place of its."""
    folder = unpack(tmp_path / "ext", packing.Home(SERVER))
    words = folder / "_locales" / "ar" / "messages.json"
    (folder / "_locales" / "en" / "messages.json").write_bytes(words.read_bytes())
    with (
        recording(site.address) as (record, port),
        companion_in(browser, folder, record, port) as companion,
    ):
        record.page(UNLISTED, LEAFLET)
        companion.open(UNLISTED)
        popup = companion.press()
        popup.wait_for("!!document.querySelector('#findings li')")

        gear = popup.evaluate(
            "document.querySelector('#options').getBoundingClientRect().left"
        )
        lang_and_dir = popup.evaluate(
            "document.documentElement.lang + document.documentElement.dir"
        )

    assert lang_and_dir == "arrtl"
    assert gear < 100
    assert record.hosts() <= {"blog.example.com"}


@pytest.mark.parametrize("path", ["/en/companion/", "/ar/companion/"])
@pytest.mark.parametrize("width", [1280, 375])
def test_the_page_that_hands_it_out_is_accessible(
    page: Page, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_file_that_is_handed_out_knows_its_site(page: Page, site: Site) -> None:
    page.goto("/en/companion/")
    with page.expect_download() as download:
        page.get_by_role("link", name="for Chromium").click()

    with zipfile.ZipFile(download.value.path()) as archive:
        home = json.loads(archive.read("home.json"))
    shown = page.request.get("/companion/key").json()
    assert home == {"server": site.address, "key": shown["public_key"]}
