"""The companion in a real Chromium: loaded as an extension, its button pressed.

Each request of the browser, to whatever host, is on record; see companion_browser.
"""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from medagora.site.domain import companion_package as packing
from tests.browser.companion_browser import (
    SERVER,
    SERVER_HOST,
    Companion,
    companion_in,
    recording,
    unpack,
)
from tests.browser.companion_stage import (
    BELOW,
    LEAFLET,
    LISTED,
    UNLISTED,
    forget_record,
)
from tests.running import Site

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
