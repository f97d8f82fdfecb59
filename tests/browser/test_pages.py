"""Every public page, as people with different means meet it."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.conftest import press, sign_in
from tests.running import Site

PUBLIC = (
    "/en/",
    "/en/topics/",
    "/en/topics/?system=lungs",
    "/en/topics/asthma/",
    "/en/new/",
    "/en/collections/",
    "/en/search/?q=asthma",
    "/en/search/?q=xyzzyqwv",
    "/en/suggest/",
    "/en/log/",
    "/en/how-we-choose/",
    "/en/about/",
    "/en/privacy/",
    "/en/accessibility/",
    "/en/style/",
    "/en/account/login/",
    "/en/account/signup/",
    "/en/no-such-page/",
    "/en/reader/choose/",
    "/en/reader/",
    "/en/reader/list/",
    "/en/reader/sources/add/",
    "/en/reader/colleagues/",
    "/en/reader/watching/query/",
    "/en/judge/",
    "/en/judge/?url=https://www.example.org/asthma",
    "/en/appraisal/",
    "/en/appraisal/instruments/discern/",
    "/en/companion/",
    "/ar/",
    "/ar/topics/asthma/",
    "/hu/search/?q=asztma",
    "/de/how-we-choose/",
    "/ar/reader/choose/",
    "/ar/judge/",
    "/ar/companion/",
)
SIGNED_IN = (
    "/en/account/profile/",
    "/en/account/people/",
    "/en/desk/",
    "/en/desk/due/",
    "/en/desk/broken/",
    "/en/desk/reports/",
    "/en/desk/statistics/",
    "/en/desk/import/",
    "/en/topics/asthma/edit/",
    "/en/desk/bundles/",
    "/en/desk/bundles/asthma/",
    "/en/reader/sources/",
    "/en/reader/watching/",
    "/en/reader/watching/alert/new/?q=asthma",
    "/en/reader/watching/muted/",
    "/en/reader/watching/digest/",
    "/en/reader/watching/digest/preview/",
    "/en/reader/news/",
    "/en/reader/take/",
    "/en/reader/take/keys/",
    "/en/reader/health/",
    "/en/appraisal/mine/",
)
#: The design's own floor: WCAG 2.2 AA.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
}


#: What was fine is long, and carrying it here takes as long as many a rule.
LOOK = "options => axe.run(options).then(({violations}) => violations)"


def violations(page: Page, rules: dict[str, list[str]] = RULES) -> list[str]:
    """What is out of somebody's reach; without rules, by all that axe-core knows."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(LOOK, {"resultTypes": ["violations"], **rules})
    return [
        f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]
    ]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_has_no_accessibility_violation(page: Page, path: str) -> None:
    page.goto(path)

    assert violations(page) == []


def test_pages_for_curators_and_operators_have_no_violation(
    page: Page, site: Site
) -> None:
    sign_in(page, site)

    found = {}
    for path in SIGNED_IN:
        response = page.goto(path)
        assert response is not None
        assert response.status == 200, path
        found[path] = violations(page)

    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_fits_a_phone_and_its_dark_mode(phone: Page, path: str) -> None:
    phone.goto(path)

    assert phone.evaluate("document.documentElement.scrollWidth") <= 375
    assert violations(phone) == []


@pytest.fixture
def without_javascript(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(
        base_url=site.address, java_script_enabled=False, locale="en-GB"
    )
    yield context.new_page()
    context.close()


def test_a_reader_finds_a_resource_without_javascript(without_javascript: Page) -> None:
    page = without_javascript
    page.goto("/hu/")
    page.locator("main input[name=q]").first.fill("asztma")
    press(page, "Enter")
    page.get_by_role("main").get_by_role(
        "link", name="Asztma", exact=True
    ).first.click()

    assert page.url.endswith("/hu/topics/asthma/")
    assert page.get_by_role("link", name="Egészségvonal").count() > 0


def test_a_reader_finds_a_resource_by_keyboard_only(page: Page) -> None:
    page.goto("/en/")
    press(page, "Tab")
    skip = page.evaluate("document.activeElement.getAttribute('href')")
    page.locator("main input[name=q]").first.focus()
    page.keyboard.type("asthma")
    press(page, "Enter")
    page.wait_for_url("**/search/**")

    assert skip == "#main"
    assert page.get_by_role("main").get_by_role("link", name="Asthma").count() > 0


def test_a_page_in_arabic_runs_from_right_to_left(page: Page) -> None:
    page.goto("/ar/topics/asthma/")

    heading = page.get_by_role("heading", level=1).bounding_box()
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert heading is not None
    assert heading["x"] + heading["width"] > 640


def test_no_page_asks_another_host_for_anything(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for path in PUBLIC:
        page.goto(path)

    foreign = {url for url in asked if not url.startswith((site.address, "data:"))}
    assert foreign == set()
