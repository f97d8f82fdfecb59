"""Where the companion is met: a server, its list, and pages of the web."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from medagora.site.domain import companion_package as packing
from tests.browser.companion_browser import (
    SERVER,
    Companion,
    Record,
    companion_in,
    recording,
    unpack,
)
from tests.running import Site

#: In the starter collection as a website, so all below it belongs to it.
LISTED = "http://www.nhs.uk/conditions/asthma/"
BELOW = "http://www.nhs.uk/conditions/asthma/treatment"
UNLISTED = "http://blog.example.com/asthma"
LEAFLET = """<!doctype html><html lang="en"><head><title>Asthma</title>
<meta name="author" content="Dr Jane Doe">
<meta property="article:modified_time" content="2026-02-03"></head><body><main>
<h1>Asthma</h1><p>Most people can live well with it. Side effects of the inhaler can
happen. There is <em>no miracle
cure</em> for it. Our tea is a miracle cure.</p>
<p><a href="https://doi.org/10.1000/1">A study</a> <img src="/lungs.png"></p>
</main></body></html>"""
RESULTS = f"""<!doctype html><html lang="en"><body><main><h1>Results</h1>
<h3><a id="own" href="{LISTED}">NHS: Asthma</a></h3>
<h3><a id="below" href="{BELOW}#inhalers">Treatment</a></h3>
<h3><a id="led" href="https://www.google.com/url?q={LISTED}?utm_source=x">NHS</a></h3>
<h3><a id="other" href="{UNLISTED}">Somebody's blog</a></h3>
</main></body></html>"""


@contextmanager
def set_up(browser: Browser, site: Site, folder: Path) -> Iterator[Companion]:
    """Chromium with the companion that this site hands out."""
    extension = unpack(folder / "ext", packing.Home(SERVER))
    with (
        recording(site.address) as (record, port),
        companion_in(browser, extension, record, port) as companion,
    ):
        yield companion


def made_new(running: Companion) -> Companion:
    """With its server's list, and nothing on record yet."""
    record = running.record
    record.answers.clear()
    record.is_cut = False
    for spare in running.context.pages[1:]:
        spare.close()
    # a press holds good as long as the tab stays with its site
    running.page.goto("about:blank")
    options = running.own_page("options.html")
    options.evaluate(
        "server => chrome.storage.local.clear().then(() =>"
        " chrome.storage.local.set({server}))",
        SERVER,
    )
    renew(options)
    options.close()
    running.forget_answers()
    record.page(LISTED, LEAFLET)
    record.page(BELOW, LEAFLET)
    record.page(UNLISTED, LEAFLET)
    record.page("http://search.example.com/", RESULTS)
    forget_record(record)
    return running


def forget_record(record: Record) -> None:
    record.requests.clear()
    record.bodies.clear()


def renew(options: Page) -> str:
    options.reload()
    options.locator("#renew").click()
    options.wait_for_function(
        "said => { const text = document.querySelector('#renewed').textContent;"
        " return text && !text.startsWith(said) }",
        arg="One moment",
    )
    return options.locator("#renewed").inner_text()


def kept(options: Page, name: str) -> str:
    value = options.evaluate(
        "name => chrome.storage.local.get(name).then(all => all[name])", name
    )
    return str(value)
