"""The sound of an entry in a real browser: played, moved, and gone on with."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import press
from tests.browser.entry_stage import MakeContext, wait_until
from tests.running import Site


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
