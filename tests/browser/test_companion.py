"""The companion in a real Chromium: loaded as an extension, its button pressed.

Each request of the browser, to whatever host, is on record; see companion_browser.
"""

import json
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from medagora.catalogue.domain.words import Kind
from medagora.site.domain import companion_list
from medagora.site.domain import companion_package as packing
from medagora.site.services.companion import keys
from tests.browser.companion_browser import (
    SERVER,
    SERVER_HOST,
    Companion,
    Record,
    companion_in,
    recording,
    unpack,
)
from tests.browser.test_pages import RULES, violations
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
ANSWER = {
    "token": "t0k3n",
    "state": "read",
    "findings": [
        {
            "criterion": "harms",
            "answer": "present",
            "confidence": 0.9,
            "sentence": "The page says what can go wrong.",
            "quotes": [
                {"words": "Side effects of the inhaler can happen.", "where": "text"}
            ],
        }
    ],
    "not_assessed": ["Whether what the page says is right"],
}


@pytest.fixture(scope="module")
def running(
    browser: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Companion]:
    folder = unpack(tmp_path_factory.mktemp("companion") / "ext", packing.Home(SERVER))
    with (
        recording(site.address) as (record, port),
        companion_in(browser, folder, record, port) as companion,
    ):
        yield companion


@pytest.fixture
def companion(running: Companion) -> Companion:
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


@pytest.mark.parametrize(
    ("address", "how", "words"),
    [
        (LISTED, "page", "This page is in the catalogue."),
        (BELOW, "site", "belongs to a site that is in the catalogue"),
        (UNLISTED, "none", "That says nothing against it"),
    ],
)
def test_the_open_page_is_looked_up_without_asking_anybody(
    companion: Companion, address: str, how: str, words: str
) -> None:
    page = companion.open(address)

    popup = companion.press()
    popup.wait_for(f"!!document.querySelector('.verdict.{how}')")

    assert words in popup.text("#status")
    assert companion.record.hosts() == {page.evaluate("location.hostname")}


def test_the_package_asks_for_the_open_page_only(companion: Companion) -> None:
    options = companion.own_page("options.html")

    granted = options.evaluate(
        "chrome.permissions.getAll().then(all => [all.origins, all.permissions.sort()])"
    )
    manifest = options.evaluate("chrome.runtime.getManifest()")

    assert granted == [[], ["activeTab", "scripting", "storage"]]
    assert "host_permissions" not in manifest
    assert "optional_host_permissions" not in manifest
    assert "content_scripts" not in manifest
    assert "web_accessible_resources" not in manifest


def test_a_page_stays_unseen_until_the_button_is_pressed(companion: Companion) -> None:
    companion.open("http://search.example.com/")
    options = companion.own_page("options.html")

    refused = options.evaluate(
        """async () => {
          const tabs = await chrome.tabs.query({});
          const tried = await Promise.allSettled(tabs.map((tab) =>
            chrome.scripting.executeScript(
              {target: {tabId: tab.id}, func: () => document.title})));
          return [tabs.map((tab) => tab.url ?? ""), tried.map((t) => t.status)];
        }"""
    )

    assert "http://search.example.com/" not in refused[0]
    assert refused[1][0] == "rejected"


def test_why_a_page_was_chosen_is_asked_by_the_crowd(companion: Companion) -> None:
    companion.open(LISTED)
    popup = companion.press()
    forget_record(companion.record)

    popup.click("#why")
    popup.wait_for("!!document.querySelector('#details h3')")

    asked = companion.record.asked_of_server()
    assert companion.record.hosts() == {SERVER_HOST}
    assert len(asked) == 1
    path, _, number = asked[0].partition("?")[0].rpartition("/")
    assert path == "/companion/bucket/3"
    assert 0 <= int(number) < 8
    assert "NHS: Asthma" in popup.text("#details")
    assert "starter collection" in popup.text("#details")


def test_links_of_a_result_page_are_marked_when_asked(companion: Companion) -> None:
    page = companion.open("http://search.example.com/")
    popup = companion.press()

    popup.click("#mark")
    popup.wait_for("document.querySelector('#marked').textContent.includes('3')")
    popup.click("#mark")  # again: nothing doubles
    page.wait_for_timeout(300)

    marks = page.locator("[data-medagora-link]")
    assert marks.all_inner_texts() == [
        "✓ in the catalogue",
        "✓ site in the catalogue",
        "✓ in the catalogue",
    ]
    assert "catalogue" not in page.locator("#other").inner_text()
    assert companion.record.hosts() == {"search.example.com"}


def test_what_is_seen_is_told_here_and_shown_in_the_page(companion: Companion) -> None:
    page = companion.open(UNLISTED)
    popup = companion.press()
    popup.wait_for("!!document.querySelector('[data-criterion=claims]')")

    popup.click("[data-criterion=claims] button.words")
    page.wait_for_function("CSS.highlights.has('medagora-words-chosen')")
    shown = page.evaluate(
        "[...CSS.highlights.get('medagora-words-chosen')].map(String).join('|')"
    )

    seen = popup.text("#seen")
    assert "Seen by machine" in seen
    assert "Dr Jane Doe" in seen
    assert "2026-02-03" in seen
    assert "“Side effects”" in seen
    assert "Not looked at" in seen
    # the one that the page denies is not the one that is shown
    assert popup.text("[data-criterion=claims]").count("miracle") == 1
    assert " ".join(shown.split()) == "miracle cure"
    assert companion.record.hosts() == {"blog.example.com"}

    popup.click("#clear")
    page.wait_for_function("!CSS.highlights.has('medagora-words')")


def test_the_server_reads_a_page_only_when_it_is_sent(companion: Companion) -> None:
    record = companion.record
    answer = ("application/json", json.dumps(ANSWER).encode())
    record.answers[SERVER_HOST, "/api/v1/appraise"] = answer
    companion.open(UNLISTED)
    popup = companion.press()
    before = list(record.bodies)

    popup.click("#ask")
    popup.wait_for("!!document.querySelector('#asked a')")

    assert before == []
    sent = json.loads(record.bodies[0])
    assert (sent["address"], sent["reader"]) == (UNLISTED, "en")
    assert "Most people can live well with it." in sent["html"]
    assert record.asked_of_server() == ["/api/v1/appraise"]
    assert record.hosts() == {"blog.example.com", SERVER_HOST}
    seen = popup.text("#seen")
    assert f"Seen by machine, on {SERVER_HOST}" in seen
    assert "The page says what can go wrong." in seen
    assert popup.evaluate("document.querySelector('#asked a').href") == (
        f"{SERVER}/judge/t0k3n/"
    )


def test_the_whole_engine_answers_what_was_sent(companion: Companion) -> None:
    """The site's own API, as it is."""
    companion.open(UNLISTED)
    popup = companion.press()

    popup.click("#ask")
    popup.wait_for("!!document.querySelector('#asked a')")

    seen = popup.text("#seen")
    path = popup.evaluate("new URL(document.querySelector('#asked a').href).pathname")
    assert f"Seen by machine, on {SERVER_HOST}" in seen
    assert popup.evaluate("document.querySelectorAll('#findings li').length") > 5
    assert "Jane Doe" in seen
    assert path.startswith("/judge/")
    assert companion.record.hosts() == {"blog.example.com", SERVER_HOST}


def test_the_last_list_works_without_a_connection(companion: Companion) -> None:
    companion.open(LISTED)
    companion.record.is_cut = True
    options = companion.own_page("options.html")

    said = renew(options)
    options.close()
    companion.page.bring_to_front()
    popup = companion.press()
    popup.wait_for("!!document.querySelector('.verdict.page')")
    popup.click("#why")
    popup.wait_for("!!document.querySelector('#why-said.fault')")

    assert said == "The server does not answer. The last list stays in use."
    assert "does not answer" in popup.text("#why-said")


def test_a_list_that_was_changed_on_the_way_is_refused(companion: Companion) -> None:
    options = companion.own_page("options.html")
    before = kept(options, "list")
    body = bytearray(signed(["evil.com"], made_at=4_000_000_000, key="another"))
    companion.record.answers[SERVER_HOST, "/companion/list"] = ("x/y", bytes(body))

    said = renew(options)

    assert "not signed by the key" in said
    assert kept(options, "list") == before


@pytest.mark.parametrize("body", [b"", b"<html>", b"MDGL" + bytes(200)])
def test_what_is_no_list_is_refused(companion: Companion, body: bytes) -> None:
    options = companion.own_page("options.html")
    before = kept(options, "list")
    companion.record.answers[SERVER_HOST, "/companion/list"] = ("x/y", body)

    renew(options)

    assert options.locator("#renewed.fault").count() == 1
    assert kept(options, "list") == before


def test_another_key_needs_the_readers_word(companion: Companion) -> None:
    options = companion.own_page("options.html")
    trusted = kept(options, "key")
    with_another_key(companion.record, ["new.org/"], made_at=1)

    renew(options)
    options.locator("#new-key").wait_for()
    before = kept(options, "key")
    options.locator("#trust").click()
    options.get_by_text("The list is new: 1 addresses.").wait_for()

    assert before == trusted
    assert kept(options, "key") != trusted


def test_an_older_list_does_not_bring_back_what_was_withdrawn(
    companion: Companion,
) -> None:
    options = companion.own_page("options.html")
    with_another_key(companion.record, ["new.org/"], made_at=2_000)
    renew(options)
    options.locator("#trust").click()
    options.get_by_text("The list is new").wait_for()
    with_another_key(companion.record, ["old.org/", "new.org/"], made_at=1_999)

    said = renew(options)

    assert "older than the one that is kept" in said


def with_another_key(record: Record, entries: list[str], made_at: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_secret", lambda: "another")
        key = json.dumps({"public_key": keys.public_text()}).encode()
    body = signed(entries, made_at=made_at, key="another")
    record.answers[SERVER_HOST, "/companion/key"] = ("application/json", key)
    record.answers[SERVER_HOST, "/companion/list"] = ("x/y", body)


def signed(entries: list[str], *, made_at: int, key: str) -> bytes:
    head = companion_list.Head(bucket_bits=0, made_at=made_at, salt=bytes(64))
    body = companion_list.pack(entries, head)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_secret", lambda: key)
        return body + keys.sign(body)


def test_a_reader_chooses_a_server_by_keyboard_and_forgets_it(
    companion: Companion,
) -> None:
    options = companion.own_page("options.html")
    options.locator("#forget").press("Enter")
    options.get_by_text("Nothing is kept any more.").wait_for()
    forgotten = options.evaluate("chrome.storage.local.get()")

    options.locator("#server").fill("not an address")
    options.keyboard.press("Enter")
    fault = options.locator("#server-fault").inner_text()
    options.locator("#server").fill(f"{SERVER}/en/companion/")
    options.keyboard.press("Enter")
    options.get_by_text("The list is new").wait_for()

    assert forgotten == {}
    assert "no address of a server" in fault
    assert kept(options, "server") == SERVER
    assert options.locator("#fingerprint").inner_text().count(" ") == 7
    assert companion.record.hosts() == {SERVER_HOST}


def test_the_key_shown_is_the_one_that_the_site_shows(
    companion: Companion, site: Site
) -> None:
    options = companion.own_page("options.html")
    visitor = companion.context.new_page()
    visitor.goto(f"{site.address}/en/companion/")

    assert options.locator("#fingerprint").inner_text() in visitor.content()


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


def test_a_fresh_companion_speaks_to_nobody_until_told(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    folder = unpack(tmp_path / "ext", packing.Home(SERVER))
    with (
        recording(site.address) as (record, port),
        companion_in(browser, folder, record, port) as companion,
    ):
        record.page(LISTED, LEAFLET)
        companion.open(LISTED)
        popup = companion.press()
        popup.wait_for("!!document.querySelector('#renew')")

    assert record.asked_of_server() == []
    assert record.hosts() <= {"www.nhs.uk"}


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


def test_kinds_of_the_list_and_of_the_catalogue_are_the_same() -> None:
    assert set(Kind) >= companion_list.SITE_KINDS
