"""Every page of the community, as people with different means meet it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.community_content import MODERATORS
from tests.browser.community_stage import Members, build_cast, check
from tests.browser.conftest import PHONE
from tests.running import Site

PAGES = (
    "/community/",
    "/community/ask/",
    "/community/ask/living/",
    "/community/mine/",
    "/community/unheard/",
    "/community/pictures/new/",
    "/community/rules/",
    "/community/before-you-post/",
    "/community/disclaimers/",
    "/community/helping/",
    "/community/helping/?tab=unanswered",
    "/community/helping/settings/",
    "/community/reports/",
    "/community/decided/",
    "/community/transparency/",
    "/community/moderation/",
    "/community/moderation/rota/",
    "/account/hats/",
    "/account/hats/new/",
    "/account/hats/new/nurse/",
    "/account/hats/desk/",
    "/account/alias/",
    "/account/consents/",
    "/account/notices/",
    "/account/notices/wishes/",
)

Enter = Callable[..., Page]


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


def test_every_page_of_the_community_is_in_everybody_s_reach(enter: Enter) -> None:
    page = enter(MODERATORS[0])
    for path in PAGES:
        page.goto(f"/en{path}")
        check(page)


def test_a_phone_reads_it_from_right_to_left(
    enter: Enter, cast: dict[str, str]
) -> None:
    page = enter(MODERATORS[0], **PHONE)
    for path in (f"/community/q/{cast['question']}/", *PAGES):
        page.goto(f"/ar{path}")
        assert page.evaluate("document.documentElement.dir") == "rtl"
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 375, path
        check(page)
