"""Where somebody stopped before they signed in: the account goes on from there."""

from playwright.sync_api import BrowserContext, expect

from tests.browser.entry_stage import wait_until

FORGET_IN_ACCOUNT = """
async () => {
  const token = document.cookie.match(/csrftoken=([^;]*)/)[1];
  const player = document.querySelector("sound-player");
  await fetch(player.dataset.report, {
    method: "POST",
    headers: { "X-CSRFToken": token },
    body: new URLSearchParams({ seconds: 0 }),
  });
  localStorage.setItem(`reader-played-${player.dataset.work}`, "12");
}
"""
KEPT_HERE = "Object.keys(localStorage).filter((key) => key.startsWith('reader-played'))"


def test_what_this_browser_kept_counts_until_the_account_knows(
    rita: BrowserContext, entries: dict[str, str]
) -> None:
    page = rita.new_page()
    page.goto(f"{entries['podcast']}?play=1")
    page.evaluate(FORGET_IN_ACCOUNT)

    page.reload()

    expect(page.get_by_text("Goes on where you stopped: 0:12")).to_be_visible()
    with page.expect_response(lambda answer: "/played/" in answer.url):
        page.get_by_role("link", name="Why nights are hard").click()
        wait_until(page, "sound().currentTime >= 10.5")
        page.get_by_role("button", name="Pause").click()
    assert page.evaluate(KEPT_HERE) == []
