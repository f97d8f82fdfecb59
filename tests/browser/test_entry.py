"""One entry in a real browser: its sound, its pictures, and without a line."""

import io
import json
import re
import subprocess
import sys
import wave
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import press, sign_in
from tests.browser.test_pages import violations
from tests.running import Site, environment_for, medagora
from tests.web.hostile import reply, serve

READER, OTHER = "rita@example.org", "otto@example.org"


def _silence(seconds: int = 40) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(4000)
        sound.writeframes(b"\x80" * (seconds * 4000))
    return out.getvalue()


SOUND = _silence()


def _station(head: str) -> Iterable[bytes]:
    """A publisher's server: parts of a file for players, all of it for others."""
    part = re.search(r"(?im)^range: bytes=(\d+)-(\d*)", head)
    if not part:
        return [reply(SOUND, content_type="audio/wav", accept_ranges="bytes")]
    first, last = int(part[1]), int(part[2] or len(SOUND) - 1)
    answer = reply(
        SOUND[first : last + 1],
        status="206 Partial Content",
        content_type="audio/wav",
        accept_ranges="bytes",
        content_range=f"bytes {first}-{last}/{len(SOUND)}",
    )
    return [answer]


@pytest.fixture(scope="module")
def station() -> Iterator[list[str]]:
    """The requests that the publisher of a podcast has seen; its address first."""
    with serve(_station) as running:
        running.requests.insert(0, running.url)
        yield running.requests


@pytest.fixture(scope="module")
def entries(site: Site, station: list[str]) -> dict[str, str]:
    """Paths of entries by name; two people follow their sources."""
    for email in (READER, OTHER):
        medagora(site.home, "user", "add", email, "--name", email.split("@")[0])
    words = [f"{station[0]}/sound.wav", READER, OTHER]
    made = subprocess.run(
        [sys.executable, "-m", "tests.browser.entry_content", *words],
        env=environment_for(site.home),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    numbers = json.loads(made.stdout)
    return {name: f"/en/reader/entry/{number}/" for name, number in numbers.items()}


MakeContext = Callable[[], BrowserContext]


@pytest.fixture(scope="module")
def cookies(
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
def make_rita(browser: Browser, site: Site, cookies: str) -> Iterator[MakeContext]:
    opened: list[BrowserContext] = []

    def make() -> BrowserContext:
        context = browser.new_context(
            base_url=site.address, storage_state=cookies, locale="en-GB"
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def rita(make_rita: MakeContext) -> BrowserContext:
    """A browser in which Rita is signed in, and which has seen nothing yet."""
    return make_rita()


NAMES = ("paper", "plain", "podcast", "film", "arabic")


def test_entries_have_no_accessibility_violation(
    page: Page, entries: dict[str, str]
) -> None:
    found = {}
    for name in NAMES:
        for path in (entries[name], entries[name].replace("/en/", "/ar/")):
            page.goto(path)
            found[path] = violations(page)
    page.goto(entries["podcast"] + "?play=1")
    found["player"] = violations(page)
    page.goto("/en/reader/offline/")
    found["offline"] = violations(page)

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_what_a_reader_can_do_has_no_violation_either(
    rita: BrowserContext, entries: dict[str, str]
) -> None:
    page = rita.new_page()
    page.goto(f"{entries['paper']}?view=all")
    page.get_by_text("Keys", exact=True).click()

    expect(page.get_by_label("My note")).to_be_visible()
    assert violations(page) == []


def test_entries_fit_a_phone(
    browser: Browser, site: Site, entries: dict[str, str]
) -> None:
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": 375, "height": 700},
        color_scheme="dark",
    )
    page = context.new_page()
    wide = []
    for path in (*entries.values(), f"{entries['podcast']}?play=1"):
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth") > 375:
            wide.append(path)
        assert violations(page) == []
    context.close()

    assert wide == []


def test_an_entry_asks_no_other_host_for_anything(
    page: Page, site: Site, entries: dict[str, str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for name in NAMES:
        page.goto(entries[name])
        page.wait_for_load_state("networkidle")

    assert {url for url in asked if not url.startswith(site.address)} == set()


def test_a_picture_comes_from_us_and_keeps_its_room(
    page: Page, entries: dict[str, str]
) -> None:
    page.goto(entries["paper"])

    picture = page.get_by_role("img", name="Nights by group")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    box = picture.bounding_box()
    assert box is not None
    assert abs(box["width"] / box["height"] - 640 / 360) < 0.02


def wait_until(page: Page, condition: str) -> None:
    """Until this is true in the page; its policy forbids Playwright's own way."""
    page.evaluate(
        """async () => {
          const sound = () => document.querySelector("audio");
          const waiting = () => JSON.parse(localStorage.getItem("reader-waiting"));
          const kept = async () => {
            const paths = [];
            for (const name of await caches.keys()) {
              if (!name.startsWith("reader-pages-")) continue;
              for (const request of await (await caches.open(name)).keys()) {
                paths.push(new URL(request.url).pathname);
              }
            }
            return paths.filter((path) => path.includes("/entry/")).sort();
          };
          for (let turn = 0; turn < 1200; turn += 1) {
            if (CONDITION) return;
            await new Promise((done) => setTimeout(done, 50));
          }
          throw new Error(`never; kept: ${await kept()}`);
        }""".replace("CONDITION", condition)
    )


# ---- sound -------------------------------------------------------------------------


@pytest.fixture
def player(page: Page, entries: dict[str, str], station: list[str]) -> Page:
    del station[1:]
    page.goto(entries["podcast"])
    page.wait_for_load_state("networkidle")
    assert station[1:] == []
    page.get_by_role("link", name="Listen").click()
    expect(page.get_by_role("group", name="Player")).to_be_visible()
    return page


def place(page: Page) -> float:
    return float(page.evaluate("document.querySelector('audio').currentTime"))


def test_a_recording_plays_after_one_press_and_nothing_is_asked_before(
    player: Page, station: list[str]
) -> None:
    expect(player.get_by_role("button", name="Pause")).to_be_visible()
    wait_until(player, "sound().currentTime > 0")
    assert any("/sound.wav" in head for head in station[1:])


def test_keys_move_and_stop_a_recording(player: Page) -> None:
    wait_until(player, "sound().readyState > 0")
    press(player, "p")
    start = place(player)

    press(player, "f")
    forward = place(player)
    press(player, "b")

    assert forward - start == pytest.approx(30, abs=1)
    assert place(player) - start == pytest.approx(15, abs=1)


def test_a_chapter_is_where_it_says(player: Page) -> None:
    player.get_by_role("link", name="Questions from listeners").click()

    wait_until(player, "sound().currentTime >= 25")
    chapter = player.get_by_role("link", name="Questions from listeners")
    expect(chapter).to_have_attribute("aria-current", "true")


def test_the_speed_is_remembered(player: Page) -> None:
    player.get_by_label("Speed").select_option("1.5")
    player.reload()

    expect(player.get_by_label("Speed")).to_have_value("1.5")
    rate = player.evaluate("document.querySelector('audio').playbackRate")
    assert rate == 1.5


def test_a_device_goes_on_where_it_stopped(player: Page) -> None:
    player.get_by_role("link", name="Why nights are hard").click()
    wait_until(player, "sound().currentTime >= 10")
    player.get_by_role("button", name="Pause").click()
    player.reload()

    expect(player.get_by_text("Goes on where you stopped: 0:1")).to_be_visible()


def test_a_person_goes_on_on_another_device(
    rita: BrowserContext, entries: dict[str, str], make_rita: MakeContext
) -> None:
    page = rita.new_page()
    page.goto(f"{entries['podcast']}?play=1")
    with page.expect_response(re.compile("/played/")):
        page.get_by_role("link", name="Why nights are hard").click()
        wait_until(page, "sound().currentTime >= 10")
        page.get_by_role("button", name="Pause").click()

    there = make_rita().new_page()
    there.goto(f"{entries['podcast']}?play=1")

    expect(there.get_by_text("Goes on where you stopped: 0:1")).to_be_visible()


def test_without_scripts_the_browser_plays_it_itself(
    browser: Browser, site: Site, entries: dict[str, str]
) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(entries["podcast"])
    page.get_by_role("link", name="Listen").click()

    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.get_by_role("group", name="Player")).to_be_hidden()
    expect(page.get_by_role("link", name="Why nights are hard")).to_be_visible()
    context.close()


# ---- marks -------------------------------------------------------------------------


def test_a_key_saves_and_another_leads_on(
    rita: BrowserContext, entries: dict[str, str]
) -> None:
    page = rita.new_page()
    page.goto(f"{entries['plain']}?view=all")

    press(page, "s")
    expect(page.get_by_role("button", name="Saved")).to_be_visible()
    press(page, "s")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()
    press(page, "j")

    page.wait_for_url(lambda url: entries["plain"] not in url)
    expect(page).to_have_url(re.compile(r"/entry/\d+/\?view=all$"))


# ---- without a line ----------------------------------------------------------------


@pytest.fixture
def ready(rita: BrowserContext, entries: dict[str, str]) -> Page:
    """Rita's browser, which keeps her page since her second visit."""
    page = rita.new_page()
    page.goto("/en/reader/")
    page.goto("/en/reader/")
    wait_until(page, f"(await kept()).length === {len(entries)}")
    return page


def test_entries_that_were_never_opened_are_read_without_a_line(
    ready: Page, rita: BrowserContext, entries: dict[str, str]
) -> None:
    rita.set_offline(True)

    ready.goto(f"{entries['arabic']}?view=all")

    expect(ready.get_by_role("heading", level=1)).to_have_text("الربو والتنفس في الليل")
    family = ready.evaluate("getComputedStyle(document.body).fontFamily")
    assert "Literata" in family  # with its styles, that is
    assert violations(ready) == []


def test_my_page_opens_without_a_line(ready: Page, rita: BrowserContext) -> None:
    rita.set_offline(True)

    ready.goto("/en/reader/")

    expect(ready.get_by_role("heading", level=1)).to_have_text("My page")


def test_what_is_not_kept_leads_to_a_list_of_what_is(
    ready: Page, rita: BrowserContext
) -> None:
    rita.set_offline(True)

    ready.goto("/en/reader/history/")

    expect(ready.get_by_role("heading", level=1)).to_have_text("Reading offline")
    ready.get_by_role("link", name="What to ask at the next visit").click()
    expect(ready.get_by_role("heading", level=1)).to_contain_text("What to ask")


def test_what_was_saved_without_a_line_is_saved_when_it_is_back(
    ready: Page, rita: BrowserContext, entries: dict[str, str]
) -> None:
    rita.set_offline(True)
    ready.goto(entries["film"])
    press(ready, "s")
    expect(ready.get_by_text("This is kept here")).to_be_visible()

    rita.set_offline(False)
    wait_until(ready, "waiting().length === 0")

    ready.goto(entries["film"])
    expect(ready.get_by_role("button", name="Saved")).to_be_visible()
    press(ready, "s")
    expect(ready.get_by_role("button", name="Save", exact=True)).to_be_visible()


def test_who_signs_out_leaves_no_page_behind(
    context: BrowserContext, page: Page, site: Site, entries: dict[str, str]
) -> None:
    sign_in(page, site, OTHER)  # who signs out ends a session; Rita's is needed
    page.goto("/en/reader/")
    page.goto("/en/reader/")
    wait_until(page, f"(await kept()).length === {len(entries)}")

    page.goto("/en/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/en/")

    wait_until(page, "(await kept()).length === 0")
    context.set_offline(True)
    with pytest.raises(PlaywrightError, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(entries["arabic"])


def test_pages_of_two_people_are_never_kept_side_by_side(
    ready: Page, rita: BrowserContext, site: Site, entries: dict[str, str]
) -> None:
    """Also where the browser forgot nothing, because nobody signed out."""
    rita.clear_cookies()
    sign_in(ready, site, OTHER)

    ready.goto(entries["plain"])

    wait_until(ready, f"(await kept()).join() === '{entries['plain']}'")
