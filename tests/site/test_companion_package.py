"""The companion as it is handed out: whole, small, in six languages."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from medagora.kernel.languages import FINISHED
from medagora.site.domain import companion_package as packing
from scripts import companion as script

SOURCE = script.SOURCE
HOME = packing.Home("https://medagora.example.org", "key")


def opened(browser: str, home: packing.Home = HOME) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packing.pack(browser, home))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_message_is_there_and_sound_in_six_languages() -> None:
    assert script.faults() == []


@pytest.mark.parametrize("browser", packing.BROWSERS)
def test_the_package_holds_its_source_its_site_and_what_it_knows(browser: str) -> None:
    held = opened(browser)

    source = {
        path.relative_to(SOURCE).as_posix(): path.read_bytes()
        for path in SOURCE.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert source.items() <= held.items()
    assert held.keys() - source.keys() == {
        "manifest.json",
        "home.json",
        "knowledge.json",
    }
    assert json.loads(held["home.json"]) == {"server": HOME.server, "key": "key"}
    assert len(packing.pack(browser, HOME)) < 200_000


def test_the_same_source_and_site_give_the_same_bytes() -> None:
    first = packing.pack("firefox", HOME)
    packing.pack.cache_clear()

    assert packing.pack("firefox", HOME) == first
    assert packing.pack("firefox", packing.Home("https://other.org")) != first


@pytest.mark.parametrize("browser", packing.BROWSERS)
def test_it_may_see_the_open_page_and_nothing_else(browser: str) -> None:
    manifest = json.loads(opened(browser)["manifest.json"])

    assert manifest["permissions"] == ["activeTab", "scripting", "storage"]
    assert not {
        "host_permissions",
        "optional_permissions",
        "optional_host_permissions",
        "content_scripts",
        "web_accessible_resources",
        "externally_connectable",
        "update_url",
    } & set(manifest)
    assert manifest["default_locale"] == "en"


def test_each_browser_gets_the_manifest_that_it_understands() -> None:
    chromium, firefox = map(packing.manifest_for, packing.BROWSERS)

    assert chromium["background"] == {
        "service_worker": "background.js",
        "type": "module",
    }
    assert firefox["background"] == {"scripts": ["background.js"], "type": "module"}
    assert "browser_specific_settings" not in chromium
    assert firefox["browser_specific_settings"]["gecko"]["id"]


def test_files_that_the_manifest_and_the_pages_name_are_there() -> None:
    held = opened("chromium")
    manifest = held["manifest.json"].decode()
    named = set(re.findall(r'"([\w/]+\.(?:png|html|js))"', manifest))
    for name, content in held.items():
        if name.endswith(".html"):
            named |= set(re.findall(r'(?:src|href)="([^":]+)"', content.decode()))

    assert named - held.keys() == set()


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.js")), ids=lambda path: str(path.name)
)
def test_one_file_speaks_to_a_server_and_none_makes_markup_of_text(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    speaks = re.search(
        r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource", source
    )
    # store.js reads the package's own files
    assert not speaks or path.name in {"server.js", "store.js"}
    assert not re.search(
        r"innerHTML|insertAdjacentHTML|document\.write|\beval\(", source
    )
    assert "chrome.cookies" not in source
    assert "chrome.history" not in source


def test_pages_of_the_package_hold_no_words_of_one_language_only() -> None:
    for path in SOURCE.glob("*.html"):
        body = path.read_text(encoding="utf-8").split("<body")[1]
        words = re.sub(r"<[^>]*>", " ", body.partition(">")[2]).split()
        assert words == [], path.name


def test_the_small_reader_knows_the_word_lists_of_the_engine() -> None:
    known: dict[str, Any] = json.loads(packing.knowledge())

    assert set(known["lists"]) == set(FINISHED)
    assert all(
        groups["claims"] and groups["harms"] for groups in known["lists"].values()
    )
    assert "google-analytics.com" in known["trackers"]


def test_the_script_packs_for_each_browser(tmp_path: Path) -> None:
    made = script.pack(tmp_path / "new", "https://a.org")

    assert [path.name.split("-")[2] for path in made] == list(packing.BROWSERS)
    assert all(zipfile.is_zipfile(path) for path in made)


def test_the_script_says_what_it_can_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert script.main([]) == 2
    assert script.main(["check"]) == 0
    assert "companion.py pack" in capsys.readouterr().out


def test_a_site_hands_out_a_package_that_knows_it(client: Client, db: None) -> None:
    response = client.get("/companion/firefox.zip")

    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        home = json.loads(archive.read("home.json"))
    assert home["server"] == "http://127.0.0.1:8000"
    assert home["key"] == client.get("/companion/key").json()["public_key"]
    assert "medagora-companion-firefox-" in response["Content-Disposition"]
    assert client.get("/companion/netscape.zip").status_code == 404


def test_the_bookmarklet_leads_to_the_report_on_a_page(
    client: Client, db: None
) -> None:
    response = client.get("/judge/?url=https%3A%2F%2Fwww.nhs.uk%2F")

    assert response.headers["Location"].endswith(
        "/en/judge/?url=https%3A%2F%2Fwww.nhs.uk%2F"
    )
    page = client.get(response.headers["Location"]).content.decode()
    assert "https://www.nhs.uk/" in page


def test_the_page_tells_what_it_sees_and_how_to_get_it(
    client: Client, db: None
) -> None:
    page = client.get("/en/companion/").content.decode()

    assert "/companion/chromium.zip" in page
    assert "/companion/firefox.zip" in page
    assert "javascript:void(open(&#x27;http://127.0.0.1:8000/judge/?url=" in page
    assert client.get("/companion/key").json()["fingerprint"] in page
    assert client.get("/companion/").status_code == 302
