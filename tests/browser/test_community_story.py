"""A frightened mother asks; a doctor, a troll and moderators; she leaves in peace.

Everybody has a browser of their own. The worker of the site finds the doctor and
brings the notices; nothing waits for the clock.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.community_content import COLLECTION, DOCTOR, MODERATORS, TROLL
from tests.browser.community_stage import (
    Stage,
    check,
    press_button,
    set_stage,
    sign_up,
)
from tests.browser.morning import until_there

MOTHER = "anyuka@example.org"
TITLE = "Mit tehetünk, ha a kislányom éjjelente köhög?"
CHILD = "Kovács Lilla"
WORDS = (
    f"A kislányom, {CHILD} asztmás. Éjjelente köhög, és nagyon félek, hogy egyszer "
    "nem kap levegőt."
)
ANSWER = (
    "Az éjszakai köhögés gyakran azt jelzi, hogy az asztma nincs jól beállítva. "
    "Kérjenek a gyermekorvosuktól írásos asztmatervet. Ebben a két oldal segít:"
)
NASTY = "Aki ennyit sír, annak nem kellett volna gyereket szülnie. Szégyellje magát!"
APPEAL = "Dühös voltam, mert a saját gyerekem is beteg. Kérem, gondolják meg újra."
THANKS = "Köszönöm szépen, sokat segített!"


@pytest.fixture(scope="module")
def stage(
    browser: Browser, prepared_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("story")
    with set_stage(browser, folder, prepared_home) as built:
        yield built


def test_a_mother_asks_and_leaves_in_peace(stage: Stage) -> None:
    doctor = stage.member(DOCTOR)
    says_that_she_can_be_asked(doctor)

    mother = stage.visitor()
    comes_and_opens_an_account(mother, stage)
    question = asks_with_the_guard_s_help(mother)
    is_promised_a_word_by_tomorrow(mother)
    third = stage.member(MODERATORS[2], "en-GB")
    reads_her_call_for_help(third)
    hears_that_somebody_read_it(mother)

    hears_of_the_question(doctor)
    answers_under_her_hat(doctor, stage)

    troll = stage.member(TROLL)
    answers_nastily(troll, question)
    reports_the_troll(mother, question)
    first, second = (stage.member(email, "en-GB") for email in MODERATORS[:2])
    wants_him_suspended(first)
    agrees(second)
    cannot_write_any_more(troll, question)

    hears_of_the_answer(mother)
    says_thank_you(mother, question)
    appeals(troll)
    cannot_hear_it(first)
    hears_the_appeal(third)
    reads_how_it_ended(troll)
    stands_in_the_log_without_names(stage)

    shows_her_collections(mother, question)
    takes_her_words_along(mother)
    erases_everything(mother)
    nothing_of_her_is_left(stage, question)
    assert stage.faults == []


# ---- the doctor gets ready ---------------------------------------------------------
def says_that_she_can_be_asked(page: Page) -> None:
    page.goto("/hu/community/helping/settings/")
    page.locator("[name=takes_questions]").check()
    page.locator("[name=topics]").fill("asztma")
    # at any hour: the story is played by day and by night
    page.locator("[name=quiet_from]").select_option("0")
    page.locator("[name=quiet_until]").select_option("0")
    check(page)
    page.locator("main form button.button").first.click()
    page.wait_for_url("**/community/helping/")
    check(page)


# ---- the mother asks ---------------------------------------------------------------
def comes_and_opens_an_account(page: Page, stage: Stage) -> None:
    page.goto("/hu/community/")
    check(page)
    page.locator("main a[href$='/community/ask/']").first.click()
    check(page)
    page.locator("main a[href$='/community/ask/living/']").click()
    sign_up(page, stage.letters, MOTHER)
    page.wait_for_url("**/before-writing/**")
    check(page)
    page.locator("[name=country]").select_option("HU")
    page.locator("[name=is_old_enough][value=yes]").check()
    page.locator("[name=agrees]").check()
    page.locator("main form button.button").first.click()
    page.wait_for_url("**/community/ask/living/")


def asks_with_the_guard_s_help(page: Page) -> str:
    """The path of her question."""
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=situation]").fill(WORDS)
    page.locator("[name=topics]").fill("asztma")
    press_button(page, "action", "look")
    expect(page.locator(".privacy-question mark")).to_have_text(CHILD)
    check(page)

    press_button(page, "use_safer", "1")
    expect(page.locator("[name=situation]")).to_have_value(
        re.compile("A kislányom.* asztmás")
    )
    expect(page.locator("[name=situation]")).not_to_have_value(re.compile("Lilla"))

    press_button(page, "action", "look")
    expect(page.locator("#look")).to_contain_text(TITLE)
    expect(page.locator(".crisis a[href='tel:112']").first).to_be_visible()
    check(page)
    press_button(page, "action", "post")
    page.wait_for_url(re.compile("/hu/community/q/"))
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator(".crisis a[href='tel:112']").first).to_be_visible()
    check(page)
    return str(re.search("/hu/community/q/[^/]+/", page.url)[0])  # type: ignore[index]  # it waited for it


def is_promised_a_word_by_tomorrow(page: Page) -> None:
    """Once the worker has found whom to ask."""
    until_there(page, page.locator(".promise"))
    check(page)


# ---- somebody looks after her --------------------------------------------------------
def open_matter(page: Page, kind: str) -> None:
    page.goto("/en/community/moderation/")
    matter = page.locator("#queue").get_by_role("link", name=kind)
    until_there(page, matter.first)
    check(page)
    matter.first.click()
    check(page)


def reads_her_call_for_help(page: Page) -> None:
    open_matter(page, "Somebody may need help")
    page.get_by_label("I am one of the people who look after this place").check()
    page.get_by_role("button", name="Decide").click()
    page.wait_for_url("**/community/moderation/")


def hears_that_somebody_read_it(page: Page) -> None:
    page.goto("/hu/community/decided/")
    page.locator("main article h2 a").filter(has_text=TITLE).click()
    expect(page.locator(".thread li")).to_have_count(1)
    check(page)


# ---- the doctor answers ------------------------------------------------------------
def hears_of_the_question(page: Page) -> None:
    page.goto("/hu/account/notices/")
    notice = page.locator("main article a").filter(has_text=TITLE)
    until_there(page, notice)
    check(page)
    notice.click()
    page.wait_for_url(re.compile("/community/helping/"))
    check(page)
    page.locator("main a.button[href*='/community/q/']").click()
    expect(page.locator("h1")).to_have_text(TITLE)
    assert "Lilla" not in page.content()


def answers_under_her_hat(page: Page, stage: Stage) -> None:
    pages = "\n\n".join(
        stage.site.address + stage.cast[name] for name in ("first", "second")
    )
    expect(page.locator("[name=hat]")).to_have_value(stage.cast["hat"])
    page.locator("#id_text").fill(f"{ANSWER}\n\n{pages}")
    page.locator("#answer-form button.button").first.click()
    answer = page.locator(".post-answer")
    expect(answer).to_contain_text(ANSWER[:40])
    expect(answer.locator(".hat-verified")).to_be_visible()
    expect(answer.locator(".post-by")).to_contain_text("Dr. Kovács Ágnes")
    expect(answer.locator(".post-cards article")).to_have_count(2)
    expect(page.locator("#id_text")).to_have_value("")
    check(page)


# ---- the troll ---------------------------------------------------------------------
def answers_nastily(page: Page, question: str) -> None:
    page.goto(question)
    page.locator("#id_text").fill(NASTY)
    page.locator("#answer-form button.button").first.click()
    expect(page.locator(".post-answer").filter(has_text=NASTY)).to_be_visible()


def reports_the_troll(page: Page, question: str) -> None:
    page.goto(question)
    post = page.locator(".post-answer").filter(has_text=NASTY)
    post.locator("a[href*='/report/']").click()
    page.locator("[name=reason][value=attack]").check()
    check(page)
    page.locator("main form button.button").first.click()
    page.wait_for_url(f"**{question}")


def wants_him_suspended(page: Page) -> None:
    """The words are covered until she wants to read them."""
    open_matter(page, "Reported")
    expect(page.get_by_text(NASTY)).to_be_hidden()
    page.get_by_text("Show what was written").click()
    expect(page.get_by_text(NASTY)).to_be_visible()
    page.get_by_label("Remove it").check()
    page.locator("[name=reason]").select_option("attack")
    page.locator("[name=words]").fill("Please do not shame somebody who is afraid.")
    page.locator("[name=sanction]").select_option("suspended")
    page.locator("[name=length]").select_option("168")
    page.get_by_role("button", name="Decide").click()
    page.wait_for_url("**/community/moderation/")


def agrees(page: Page) -> None:
    page.goto("/en/community/moderation/")
    waiting = page.locator("section").filter(has_text="A second voice is wanted")
    waiting.get_by_role("link").first.click()
    page.get_by_role("button", name="I agree", exact=True).click()
    expect(page.get_by_text("It is in force and in the log.")).to_be_visible()


def cannot_write_any_more(page: Page, question: str) -> None:
    page.goto(question)
    page.locator("#id_text").fill("Azért is írok még.")
    page.locator("#answer-form button.button").first.click()
    expect(page.locator("#answer-form .notice-warning")).to_be_visible()
    # his own, which only he sees, and the doctor's
    expect(page.locator(".post-answer")).to_have_count(2)


# ---- she says thank you --------------------------------------------------------------
def hears_of_the_answer(page: Page) -> None:
    page.goto("/hu/account/notices/")
    until_there(page, page.locator("main article a").filter(has_text=TITLE).first)
    check(page)


def says_thank_you(page: Page, question: str) -> None:
    page.goto(question)
    expect(page.get_by_text(NASTY)).to_have_count(0)
    answer = page.locator(".post-answer")
    expect(answer).to_have_count(1)
    press_button(page, "word", "thanks")
    thanks = page.locator(".post-answer button[value=thanks]")
    expect(thanks).to_have_attribute("aria-pressed", "true")
    press_button(page, "accept", "yes")
    expect(page.locator(".post-accepted")).to_be_visible()
    answer.locator("a[href*='/comment/']").click()
    check(page)
    page.locator("#id_text").fill(THANKS)
    page.locator("main form button.button").first.click()
    expect(page.locator(".post-comment")).to_contain_text(THANKS)
    check(page)


# ---- the appeal --------------------------------------------------------------------
def appeals(page: Page) -> None:
    page.goto("/hu/community/decided/")
    check(page)
    page.locator("main article h2 a").first.click()
    check(page)
    page.locator("#id_text").fill(APPEAL)
    page.locator("main form button.button").first.click()
    expect(page.locator(".thread")).to_contain_text(APPEAL)


def cannot_hear_it(page: Page) -> None:
    """Whoever decided first is not offered it."""
    page.goto("/en/community/moderation/?kind=appeal")
    expect(page.locator("#queue article")).to_have_count(0)


def hears_the_appeal(page: Page) -> None:
    open_matter(page, "Appeal")
    expect(page.get_by_text(APPEAL)).to_be_visible()
    page.get_by_label("Something milder").check()
    page.locator("[name=remaining]").select_option("24")
    page.locator("[name=words]").fill("A day is enough to calm down.")
    page.get_by_role("button", name="Decide").click()
    page.wait_for_url("**/community/moderation/")


def reads_how_it_ended(page: Page) -> None:
    page.goto("/hu/account/notices/")
    until_there(page, page.locator("main article").first)
    page.goto("/hu/community/decided/")
    page.locator("main article h2 a").first.click()
    expect(page.get_by_text("A day is enough to calm down.")).to_be_visible()


def stands_in_the_log_without_names(stage: Stage) -> None:
    page = stage.visitor("en-GB")
    page.goto("/en/log/")
    check(page)
    words = page.locator("main").inner_text()
    assert "suspended" in words.lower()
    for private in (NASTY, APPEAL, TITLE, stage.cast["troll"], "Tamás"):
        assert private not in words
    page.goto("/en/community/transparency/")
    check(page)


# ---- whom she can trust, and goodbye -------------------------------------------------
def shows_her_collections(page: Page, question: str) -> None:
    page.goto(question)
    page.locator(".post-answer .post-by a").first.click()
    expect(page.locator("h1")).to_have_text("Dr. Kovács Ágnes")
    expect(page.get_by_role("link", name=COLLECTION)).to_be_visible()
    expect(page.locator("main").get_by_text(TITLE)).to_be_visible()
    check(page)


def takes_her_words_along(page: Page) -> None:
    page.goto("/hu/account/export/")
    with page.expect_download() as download:
        page.locator("main form button.button").first.click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as taken:
        [name] = [n for n in taken.namelist() if n.endswith("posts.json")]
        posts = json.loads(taken.read(name))
    texts = " ".join(post["text"] for post in posts)
    assert "nem kap levegőt" in texts
    assert THANKS in texts
    assert CHILD not in texts


def erases_everything(page: Page) -> None:
    page.goto("/hu/account/erase/")
    check(page)
    page.locator("[name=email]").fill(MOTHER)
    page.locator("main form button.button-danger").click()
    page.wait_for_url("**/account/erased/")


def nothing_of_her_is_left(stage: Stage, question: str) -> None:
    """The doctor's answer stays, for the next mother."""
    page = stage.visitor()
    page.goto(question)
    expect(page.locator(".post-answer")).to_contain_text(ANSWER[:40])
    expect(page.locator(".post-answer .hat-verified")).to_be_visible()
    expect(page.locator("h1")).not_to_be_empty()
    check(page)
    content = page.content()
    for words in (TITLE, "kislányom", "nem kap levegőt", THANKS):
        assert words not in content
    page.goto("/hu/community/")
    expect(page.locator("main").get_by_text(TITLE)).to_have_count(0)
