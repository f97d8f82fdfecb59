"""People talk: by keyboard, without scripts, on a phone, from right to left, over a
line that breaks."""

import io
import re
from collections.abc import Callable, Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.community_content import DOCTOR, MODERATORS, READER, SLEEP, TROLL
from tests.browser.community_stage import Members, build_cast, check
from tests.browser.conftest import press
from tests.running import Site

Enter = Callable[..., Page]
WORDS = "I take it at eight, and wake up at four with a cough."


@pytest.fixture(scope="module")
def members(browser: Browser, site: Site) -> Members:
    return Members(browser, site, build_cast(site))


@pytest.fixture
def cast(members: Members) -> dict[str, str]:
    return members.cast


@pytest.fixture
def enter(members: Members) -> Iterator[Enter]:
    """``enter(READER)``: a page on which they are signed in."""
    yield members.enter
    members.leave()


@pytest.fixture
def path(cast: dict[str, str]) -> str:
    """Of a conversation in English with two answers and a comment."""
    return f"/en/community/q/{cast['question']}/"


def answer_of(page: Page, words: str) -> str:
    """The path of the post with these words on the page of a conversation."""
    post = page.locator(".post-answer").filter(has_text=words)
    link = post.locator("a:has(time)").first.get_attribute("href")
    assert link
    return link


def test_a_visitor_narrows_the_list_and_reads(page: Page, cast: dict[str, str]) -> None:
    page.goto("/en/community/?topic=asthma")
    check(page)
    page.get_by_label("Kind").select_option("peer")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("No conversation here yet")).to_be_visible()
    check(page)
    page.go_back()
    page.get_by_role("link", name=SLEEP).click()

    expect(page.locator("h1")).to_have_text(SLEEP)
    pillow = page.locator(".post-answer").filter(has_text="second pillow")
    expect(pillow.locator(".post-comment")).to_have_count(1)
    expect(page.locator(".hat-verified")).to_contain_text("Paediatrician, verified")
    expect(page.get_by_role("main").get_by_role("link", name="Sign in")).to_be_visible()
    check(page)


def test_a_question_is_asked_in_two_steps_by_keyboard_alone(enter: Enter) -> None:
    page = enter(READER)
    page.goto("/en/community/ask/")
    check(page)
    page.get_by_role("link", name="Living with it").focus()
    press(page, "Enter")
    page.wait_for_url("**/ask/living/")
    page.get_by_label("Your question in one sentence").focus()
    page.keyboard.insert_text("When do you take your inhaler in the evening?")
    press(page, "Tab")
    page.keyboard.insert_text(WORDS)
    press(page, "Tab")
    press(page, "Tab")
    page.keyboard.insert_text("asthma")
    look = page.get_by_role("button", name="See it before you post")
    for _field in ("language", "audience", "button"):
        press(page, "Tab")
    expect(look).to_be_focused()
    press(page, "Enter")

    expect(page.get_by_role("heading", name="Before you post")).to_be_visible()
    expect(page.locator("#look").get_by_role("link", name=SLEEP)).to_be_visible()
    check(page)
    page.get_by_role("button", name="Post it").focus()
    press(page, "Enter")
    page.wait_for_url(re.compile("/community/q/"))
    expect(page.locator("h1")).to_have_text(
        "When do you take your inhaler in the evening?"
    )
    expect(page.get_by_text("It is posted.")).to_be_visible()
    check(page)
    page.goto("/en/community/ask/living/")
    expect(page.get_by_label("How it is for you")).to_have_value("")


def test_without_scripts_a_draft_is_kept_and_posted_later(enter: Enter) -> None:
    page = enter(READER, java_script_enabled=False)
    page.goto("/en/community/ask/support/")
    page.get_by_label("Your question in one sentence").fill("Who else is tired of it?")
    page.get_by_label("What you want to say").fill("Some days I am only tired.")
    page.get_by_role("textbox", name="Topics").fill("asthma")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_text("Your draft is kept.")).to_be_visible()

    page.goto("/en/community/ask/")
    page.get_by_role("link", name="Go on with it").click()
    expect(page.get_by_label("What you want to say")).to_have_value(
        "Some days I am only tired."
    )
    page.get_by_role("button", name="See it before you post").click()
    expect(page.locator("#look")).to_contain_text("Some days I am only tired.")
    page.get_by_role("button", name="Post it").click()

    expect(page.locator("h1")).to_have_text("Who else is tired of it?")
    expect(page.get_by_text("It is posted.")).to_be_visible()


def test_words_come_back_after_the_line_was_cut(enter: Enter, path: str) -> None:
    page = enter(TROLL)
    page.goto(path)
    text = page.get_by_role("textbox", name="Your answer")
    status = page.locator("#answer-form [data-status]")
    page.context.set_offline(True)
    text.fill("A glass of water beside the bed.")
    page.get_by_role("button", name="Post it").click()
    expect(status).to_have_text("You are offline: your words are kept on this device.")
    expect(text).to_have_value("A glass of water beside the bed.")

    page.context.set_offline(False)
    expect(status).to_have_text("Draft kept")
    page.goto("/en/community/")
    page.goto(path)
    expect(text).to_have_value("A glass of water beside the bed.")
    page.get_by_role("button", name="Post it").click()
    expect(page.get_by_text("It is posted.")).to_be_visible()
    expect(text).to_have_value("")
    page.goto(path)
    expect(text).to_have_value("")


def test_an_answer_is_commented_changed_and_keeps_its_history(
    enter: Enter, path: str
) -> None:
    page = enter(TROLL)
    page.goto(path)
    page.get_by_role("textbox", name="Your answer").fill(
        "I raised the **head** of my bed."
    )
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview strong")).to_have_text("head")
    page.get_by_role("button", name="Post it").click()
    own = page.locator(".post-answer").filter(has_text="of my bed")
    expect(own.locator("strong")).to_have_text("head")

    own.get_by_role("link", name="Comment").click()
    check(page)
    page.get_by_role("textbox", name="Your comment").fill("With two bricks.")
    page.get_by_role("button", name="Post it").click()
    expect(own.locator(".post-comment")).to_contain_text("With two bricks.")

    own.get_by_role("link", name="Change it").first.click()
    check(page)
    page.get_by_label("Text").fill("I raised the head of my bed by a hand’s width.")
    page.get_by_role("button", name="Save").click()
    changed = page.locator(".post-answer").filter(has_text="a hand’s width")
    expect(changed).to_be_visible()
    address = answer_of(page, "a hand’s width")
    page.goto(f"{address}versions/")
    check(page)

    page.goto(f"{address}withdraw/")
    check(page)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("a hand’s width")).to_have_count(0)


def test_a_good_word_a_bookmark_and_a_mark_that_it_helped(
    enter: Enter, path: str
) -> None:
    page = enter(READER)
    page.goto(path)
    pillow = page.locator(".post-answer").filter(has_text="second pillow")
    pillow.get_by_role("button", name="Me too").click()
    expect(pillow.get_by_role("button", name="Me too")).to_have_attribute(
        "aria-pressed", "true"
    )
    pillow.get_by_role("button", name="This helped me").click()
    expect(page.locator(".post-accepted")).to_contain_text("second pillow")
    for name in ("Bookmark", "Follow"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_role("button", name=name, exact=True)).to_have_attribute(
            "aria-pressed", "true"
        )
    check(page)
    pillow.get_by_role("button", name="Me too").click()
    expect(pillow.get_by_role("button", name="Me too")).to_have_attribute(
        "aria-pressed", "false"
    )

    page.goto("/en/community/mine/?show=kept")
    expect(page.get_by_role("link", name=SLEEP)).to_be_visible()
    check(page)


def test_somebody_who_was_muted_is_folded_away(
    enter: Enter, path: str, cast: dict[str, str]
) -> None:
    page = enter(MODERATORS[1])
    page.goto(path)
    page.get_by_role("link", name=cast["troll"]).first.click()
    expect(page.locator("h1")).to_have_text(cast["troll"])
    check(page)
    page.get_by_role("button", name="Mute", exact=True).click()
    page.goto(path)
    words = page.get_by_text("A second pillow and a cool room")
    expect(words).to_be_hidden()
    page.get_by_text("By somebody whom you do not want to hear").first.click()
    expect(words).to_be_visible()

    page.goto("/en/community/unheard/")
    check(page)
    page.get_by_role("button", name="Hear them again").click()
    page.goto(path)
    expect(words).to_be_visible()


def test_whom_one_has_blocked_cannot_answer(
    enter: Enter, path: str, cast: dict[str, str]
) -> None:
    asker, other = enter(READER), enter(TROLL)
    asker.goto(path)
    asker.get_by_role("link", name=cast["troll"]).first.click()
    asker.get_by_role("button", name="Block", exact=True).click()

    other.goto(path)
    other.get_by_role("textbox", name="Your answer").fill("And another thing.")
    other.get_by_role("button", name="Post it").click()
    expect(other.locator("#answer-form .notice-warning")).to_be_visible()

    asker.goto("/en/community/unheard/")
    asker.get_by_role("button", name="Hear them again").click()


def test_a_doctor_chooses_whether_she_wears_her_hat(
    enter: Enter, path: str, cast: dict[str, str]
) -> None:
    page = enter(DOCTOR)
    page.goto(path)
    hat = page.get_by_label("You write as")
    expect(hat).to_have_value(cast["hat"])
    hat.select_option("")
    page.get_by_role("textbox", name="Your answer").fill(
        "My own son sleeps sitting up."
    )
    page.get_by_role("button", name="Post it").click()

    own = page.locator(".post-answer").filter(has_text="My own son")
    expect(own).to_be_visible()
    expect(own.locator(".hat")).to_have_count(0)
    expect(own).not_to_contain_text("Kovács")


def test_a_picture_is_blurred_where_it_was_ticked(enter: Enter, path: str) -> None:
    page = enter(READER)
    page.goto(path)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Add a picture").click()
    bring = opened.value
    check(bring)
    bring.get_by_label("Picture").set_input_files(
        {"name": "rash.png", "mimeType": "image/png", "buffer": stripes()}
    )
    bring.get_by_role("button", name="Go on").click()
    bring.wait_for_url(re.compile("/pictures/"))
    check(bring)
    before = shown_bytes(bring)
    bring.get_by_label("row 1, column 1", exact=True).check()
    bring.get_by_role("button", name="Blur the ticked places").click()
    bring.wait_for_load_state()
    expect(bring.get_by_label("row 1, column 1", exact=True)).not_to_be_checked()
    assert shown_bytes(bring) != before
    line = bring.locator("#picture-line").inner_text()
    bring.close()

    page.get_by_role("textbox", name="Your answer").fill(f"So it looks:\n\n{line}")
    page.get_by_role("button", name="Post it").click()
    picture = page.locator(".post-answer .post-text img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth") == 320
    check(page)


def stripes() -> bytes:
    """A picture on which blurring changes something."""
    picture = Image.new("RGB", (320, 320), "white")
    for x in range(0, 320, 8):
        picture.paste((180, 40, 40), (x, 0, x + 4, 320))
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


def shown_bytes(page: Page) -> bytes:
    source = page.locator(".picture-squares img").get_attribute("src")
    assert source
    return page.request.get(source).body()


def test_a_post_is_reported_and_its_reader_sees_how_it_stands(
    enter: Enter, path: str
) -> None:
    page = enter(DOCTOR)
    page.goto(path)
    pillow = page.locator(".post-answer").filter(has_text="second pillow")
    pillow.get_by_role("link", name="Report").first.click()
    page.locator("[name=reason][value=off-topic]").check()
    check(page)
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("Thank you. A person will look at it.")).to_be_visible()
    page.goto("/en/community/reports/")
    expect(page.get_by_role("link", name=SLEEP)).to_be_visible()
    check(page)


def test_a_text_is_looked_at_before_it_is_posted_elsewhere(page: Page) -> None:
    page.goto("/en/community/before-you-post/")
    page.get_by_label("What you want to post").fill(
        "Mrs Mary Miller, 54, came to our ward on 3 May 2026 with her usual story."
    )
    page.get_by_role("button", name="Look at it").click()

    expect(page.get_by_role("main")).to_contain_text("Mary Miller")
    expect(page.locator("#safer")).not_to_contain_text("Miller")
    check(page)
