"""A doctor's first morning, from an empty home to a paper that is taken back.

Recorded sources answer on loopback under names of their own, mails go to a mail server
on loopback, and newsboat reads on the laptop. Nothing waits for the clock on the wall:
what is due later is made due now.
"""

import re
import sys
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chromium import PATIENCE
from tests.browser.conftest import press
from tests.browser.letterbox import Letterbox, part
from tests.browser.morning import (
    LINES,
    MINUTE,
    SECTIONS,
    Morning,
    begin_morning,
    choose_topics,
    line_of,
    until_there,
    wait_for_the_whole_page,
)
from tests.browser.recorded_feeds import LATER, SHARED, SHARED_DOI, SOURCES, WATCHED
from tests.browser.test_pages import violations
from tests.contracts.newsboat import PROGRAM, Newsboat
from tests.running import Site

DOCTOR = "doctor@example.org"
NOTICE = "10.5555/hfl.2026.0417-r1"
RETRACTIONS = f"""\
Record ID,RetractionNature,OriginalPaperDOI,RetractionDOI,RetractionDate
1,Retraction,{SHARED_DOI},{NOTICE},3/2/2026 0:00
"""
PHONE = {"width": 375, "height": 700}
#: The newest entry of Airways Quarterly.
FIRST_ON_THE_LAPTOP = SOURCES[1].titles[0]
READ = (
    "SELECT count(*) FROM reader_mark JOIN reader_entry USING (work) "
    "WHERE is_read AND title = ?"
)
SAVED = "SELECT count(*) FROM reader_mark WHERE saved_at IS NOT NULL"


@pytest.fixture(scope="module")
def morning(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Morning]:
    with begin_morning(browser, tmp_path_factory.mktemp("morning")) as begun:
        yield begun


def test_a_full_page_stands_there_within_a_minute(
    morning: Morning, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        sys.stdout.write(
            f"\na full page {morning.seconds:.1f} s after the empty home\n"
        )

    assert morning.seconds < MINUTE


def test_a_doctor_s_first_morning(morning: Morning, tmp_path: Path) -> None:
    page = morning.desk.pages[0]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))

    sees_every_sort_and_both_languages(page)
    sees_one_paper_once(page)
    entry = reads_by_keys_and_saves(page)
    signs_up(page, morning.letters)
    finds_her_page_and_what_she_saved(page)
    sets_an_alert(page)
    wants_a_mail_each_morning(page)
    the_paper_she_waits_for_comes(page, morning)
    gets_the_digest(page, morning)
    if PROGRAM is not None:
        reads_on_with_newsboat(page, morning, tmp_path)
    hears_that_the_saved_paper_is_retracted(page, morning, tmp_path)
    sees_it_in_red(page, entry)
    stops_the_mails_with_one_click(page, morning)

    assert faults == []
    assert [url for url in asked if not url.startswith(morning.site.address)] == []


# ---- the page ----------------------------------------------------------------------
def sees_every_sort_and_both_languages(page: Page) -> None:
    sections = page.locator(".my-section")
    expect(sections).to_have_count(SECTIONS)
    for section in sections.all():
        expect(section.locator("article.line")).to_have_count(LINES // SECTIONS)
    assert page.locator(".line-title[lang=de]").count() >= 5
    expect(page.get_by_text("remembered by your browser")).to_be_visible()


def sees_one_paper_once(page: Page) -> None:
    """A journal and a list of abstracts bring it; both name its DOI."""
    expect(line_of(page, SHARED)).to_have_count(1)
    expect(line_of(page, SHARED)).to_contain_text("Also in:")


def reads_by_keys_and_saves(page: Page) -> str:
    """Without a mouse; gives the address of the saved entry."""
    press(page, "?")
    expect(page.get_by_text("next, previous entry")).to_be_visible()
    press(page, "?")
    go_to(page, SHARED)
    press(page, "j")
    press(page, "k")
    expect(line_of(page, SHARED)).to_be_focused()
    press(page, "s")
    saved = line_of(page, SHARED).get_by_role("button", name="Saved")
    expect(saved).to_be_visible()
    press(page, "o")
    page.wait_for_url("**/reader/entry/*/**")
    expect(page.locator("h1")).to_have_text(SHARED)
    expect(page.get_by_text(SHARED_DOI).first).to_be_visible()
    # that it was opened is told by the page itself, after it came
    expect(page.get_by_role("button", name="Mark as new")).to_be_visible()
    return page.url


def go_to(page: Page, title: str) -> None:
    """Down the lines until one has this title."""
    heading = "document.activeElement.querySelector('h3')?.textContent"
    for _line in range(LINES):
        press(page, "j")
        if page.evaluate(heading) == title:
            return
    raise AssertionError(f"no line “{title}”")


# ---- an account --------------------------------------------------------------------
def signs_up(page: Page, letters: Letterbox) -> None:
    """An address and the code that comes to it; no password."""
    page.goto("/en/reader/")
    page.get_by_role("link", name="Keep this page: make an account").click()
    page.locator("#id_email").fill(DOCTOR)
    page.get_by_role("button", name="Open the account").click()
    page.locator("#id_code").fill(code_in(letters.take("Confirm")))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/reader/")


def code_in(mail: EmailMessage) -> str:
    """The code stands alone on its line."""
    assert mail["To"] == DOCTOR
    found = re.search(r"^([A-Z0-9-]{6,12})$", part(mail, "plain"), re.MULTILINE)
    assert found, part(mail, "plain")
    return found[1]


def finds_her_page_and_what_she_saved(page: Page) -> None:
    expect(page.get_by_text("Your page is kept")).to_be_visible()
    expect(page.locator("article.line")).to_have_count(LINES)
    page.get_by_role("link", name="Saved", exact=True).first.click()
    expect(page.locator("article.line")).to_have_count(1)
    expect(line_of(page, SHARED)).to_be_visible()


# ---- watching ----------------------------------------------------------------------
def sets_an_alert(page: Page) -> None:
    page.get_by_role("link", name="Alerts and digest").first.click()
    page.get_by_role("link", name="New alert").click()
    page.get_by_label("Words").first.fill(WATCHED)
    page.get_by_role("button", name="Show what it would find").click()
    expect(page.get_by_role("heading", name="It would have found 1")).to_be_visible()
    page.get_by_role("button", name="Save the alert").click()
    expect(page.get_by_text("The alert is set.")).to_be_visible()


def wants_a_mail_each_morning(page: Page) -> None:
    page.wait_for_url("**/watching/digest/")
    page.get_by_label("Once a day").check()
    page.get_by_label("Everything new in the sources that I follow").check()
    page.get_by_label("Hour", exact=True).select_option("7")
    page.get_by_label("Time zone").select_option("Europe/Vienna")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Next, if something is new:")).to_contain_text("7")


def the_paper_she_waits_for_comes(page: Page, morning: Morning) -> None:
    morning.press.publish()
    morning.pass_time("UPDATE reader_feed SET next_check_at = ?")
    page.get_by_role("link", name="Alerts", exact=True).click()
    page.get_by_role("link", name=WATCHED).click()
    until_there(page, line_of(page, LATER))


def gets_the_digest(page: Page, morning: Morning) -> None:
    morning.pass_time("UPDATE reader_digest SET due_at = ?")
    mail = morning.letters.take("new entries")

    check_headers(mail, morning.site)
    reads_it_as_text(part(mail, "plain"), morning.site)
    reads_it_as_html(page, part(mail, "html"))
    assert morning.letters.is_empty()


def check_headers(mail: EmailMessage, site: Site) -> None:
    """One click ends it (RFC 8058); programs know what it is."""
    assert mail["To"] == DOCTOR
    stop = re.escape(f"{site.address}/reader/unsubscribe/")
    assert re.fullmatch(rf"<{stop}[\w-]+/>", mail["List-Unsubscribe"].strip())
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Id"] == "<digest.reader.127.0.0.1>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "multipart/alternative"


def reads_it_as_text(text: str, site: Site) -> None:
    alert = text.index(f"== Your alert “{WATCHED}” ==")
    assert alert < text.index(LATER) < text.index("== Journals ==")
    assert text.count(LATER) == 1
    # she read that one
    assert SHARED not in text
    assert "== Podcasts ==" in text
    assert "Neue Leitlinie zur Herzschwäche" in text
    assert "for your topic Type 2 diabetes" in text
    assert re.search(rf"{site.address}/en/reader/entry/\d+/", text)
    assert f"{site.address}/reader/unsubscribe/" in text
    assert "<" not in text


def reads_it_as_html(page: Page, html: str) -> None:
    """No picture and no script; its links lead where they say."""
    mail = page.context.new_page()
    mail.set_content(html)
    expect(mail.get_by_role("heading", name=f"Your alert “{WATCHED}”")).to_be_visible()
    expect(mail.get_by_role("heading", name="Journals")).to_be_visible()
    assert mail.locator("img, script, iframe, form, link").count() == 0
    assert violations(mail) == []
    mail.get_by_role("link", name=LATER).click()
    expect(mail.locator("h1")).to_have_text(LATER)
    expect(mail.get_by_text("Heart Failure Letters").first).to_be_visible()
    mail.close()


# ---- on the laptop -----------------------------------------------------------------
def reads_on_with_newsboat(page: Page, morning: Morning, folder: Path) -> None:
    """The same entries are unread there; a star that is set there is a star here.

    (newsboat sends stars, but asks nobody for them.)
    """
    program = Newsboat(folder / "laptop")
    program.connect(morning.site.address, DOCTOR, makes_a_key(page))
    unread = count_new(page)
    assert program.run("reload", "print-unread") == f"{unread} unread articles"

    page.goto("/en/reader/list/")
    press(page, "j")
    press(page, "m")
    expect(page.locator("article.line.is-read")).to_have_count(1)
    assert program.run("reload", "print-unread") == f"{unread - 1} unread articles"

    reads_and_stars_the_first(program, morning)
    assert count_new(page) == unread - 2
    page.goto("/en/reader/saved/")
    expect(page.locator("article.line")).to_have_count(2)
    expect(line_of(page, FIRST_ON_THE_LAPTOP)).to_have_class(re.compile("is-read"))


def reads_and_stars_the_first(program: Newsboat, morning: Morning) -> None:
    """Of the first source, A to Z, the newest entry."""
    config = program.home / ".newsboat" / "config"
    config.write_text(f"{config.read_text()}feed-sort-order title\n")
    program.type(
        ("Airways Quarterly", "\r"),
        (FIRST_ON_THE_LAPTOP[:40], "\r"),
        ("What was asked", "q"),
        (lambda: morning.ask(READ, FIRST_ON_THE_LAPTOP) == [(1,)], "\x05"),
        ("Flags:", "s\r"),
        (lambda: morning.ask(SAVED) == [(2,)], "q"),
        ("Airways Quarterly", "q"),
    )


def makes_a_key(page: Page) -> str:
    page.goto("/en/reader/")
    page.get_by_role("link", name="Bring or take your sources").click()
    page.get_by_role("link", name="Make a key").click()
    page.get_by_label("Name").fill("newsboat on the laptop")
    page.get_by_label("A reading program").check()
    page.get_by_role("button", name="Make the key").click()
    return page.locator("#secret").inner_text()


def count_new(page: Page) -> int:
    page.goto("/en/reader/")
    said = page.get_by_role("link", name=re.compile("Read all .* new entries"))
    found = re.search(r"\d+", said.inner_text())
    assert found
    return int(found[0])


# ---- a paper is taken back ---------------------------------------------------------
def hears_that_the_saved_paper_is_retracted(
    page: Page, morning: Morning, folder: Path
) -> None:
    file = folder / "retraction_watch.csv"
    file.write_text(RETRACTIONS)
    assert "1 people told" in morning.run("update", "retractions", str(file))

    mail = morning.letters.take(SHARED)
    assert "was retracted" in part(mail, "plain")
    assert f"https://doi.org/{NOTICE}" in part(mail, "plain")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    page.goto("/en/reader/")
    page.get_by_role("link", name="1 piece of news").click()
    card = page.locator("main article").filter(has_text=SHARED)
    expect(card).to_contain_text("You saved this paper.")
    expect(card.get_by_role("link", name="Read the notice")).to_be_visible()


def sees_it_in_red(page: Page, entry: str) -> None:
    page.goto("/en/reader/saved/")
    badge = line_of(page, SHARED).locator(".line-notice strong")
    expect(badge).to_be_visible()
    assert is_red(badge, "backgroundColor")
    page.goto(entry)
    notice = page.locator(".entry-notice")
    expect(notice).to_contain_text("Do not rely on it.")
    assert is_red(notice, "borderInlineStartColor")
    assert violations(page) == []


def is_red(what: Locator, where: str) -> bool:
    colour = what.evaluate(f"element => getComputedStyle(element).{where}")
    red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
    return red > 1.5 * max(green, blue)


def stops_the_mails_with_one_click(page: Page, morning: Morning) -> None:
    """As a mail program does it: without her session, without a question."""
    page.goto("/en/reader/watching/digest/")
    expect(page.get_by_label("Once a day")).to_be_checked()
    ((token,),) = morning.ask("SELECT token FROM reader_digest")
    address = f"{morning.site.address}/reader/unsubscribe/{token}/"
    asked = urllib.request.Request(address, b"List-Unsubscribe=One-Click")
    with urllib.request.urlopen(asked, timeout=20) as answer:
        assert answer.status == 200
    page.reload()
    expect(page.get_by_label("Never")).to_be_checked()


# ---- others, the same morning ------------------------------------------------------
def test_the_page_is_read_without_scripts(browser: Browser, morning: Morning) -> None:
    context = browser.new_context(
        base_url=morning.site.address, java_script_enabled=False, locale="en-GB"
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    choose_topics(page)
    wait_for_the_whole_page(page)
    line_of(page, SHARED).get_by_role("button", name="Save").click()
    expect(line_of(page, SHARED).get_by_role("button", name="Saved")).to_be_visible()
    page.get_by_role("link", name=SHARED).click()

    expect(page.locator("h1")).to_have_text(SHARED)
    expect(page.get_by_role("button", name="Saved")).to_be_visible()
    context.close()


def test_a_phone_reads_it_from_right_to_left(
    browser: Browser, morning: Morning
) -> None:
    context = browser.new_context(
        base_url=morning.site.address,
        storage_state=morning.desk.storage_state(),
        viewport={"width": PHONE["width"], "height": PHONE["height"]},
        has_touch=True,
        locale="ar",
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/ar/reader/")
    expect(page.locator("article.line")).to_have_count(LINES)
    check_phone(page)
    page.get_by_role("link", name=SHARED).first.click()
    expect(page.locator("h1")).to_have_text(SHARED)
    check_phone(page)
    context.close()


def check_phone(page: Page) -> None:
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []
