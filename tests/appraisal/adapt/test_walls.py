"""Pages before which something stands, and pages without text."""

import pytest

from medagora.appraisal.domain.page import PageState
from tests.appraisal.adapt.reading import FILLER, read


@pytest.mark.parametrize(
    "html",
    [
        "<title>Just a moment...</title><p>Enable JavaScript and cookies to continue",
        "<title>health.example.org</title><h1>Checking your browser before accessing",
        "<title>Attention Required! | Cloudflare</title><p>You have been blocked",
        "<p>Please verify you are human by completing the action below.</p>",
        f"<p>{FILLER}</p><script>window._cf_chl_opt={{cvId:'3'}}</script>",
        "<p>Bitte bestätigen Sie, dass Sie ein Mensch sind.</p>",
    ],
)
def test_a_robot_check_is_a_wall(html: str) -> None:
    page = read(html)

    assert (page.state, page.reason) == (PageState.WALLED, "robots")


def test_the_header_of_a_robot_check_is_enough() -> None:
    page = read(f"<p>{FILLER}</p>", cf_mitigated="challenge")

    assert page.reason == "robots"


@pytest.mark.parametrize(
    "html",
    [
        "<form><b>Name</b><input type=password><button>Go</button></form>",
        "<title>Anmelden | Klinik</title><p>Weiter mit Ihrem Klinikkonto</p>",
    ],
)
def test_a_login_form_with_hardly_any_text_is_a_wall(html: str) -> None:
    page = read(html)

    assert (page.state, page.reason) == (PageState.WALLED, "login")


def test_a_page_with_text_and_a_login_form_is_read() -> None:
    page = read(f"<header><form><input type=password></form></header><p>{FILLER * 6}")

    assert page.state is PageState.READ


@pytest.mark.parametrize(
    "end",
    [
        "<div class=paywall>Subscribe to continue reading. Already a subscriber?</div>",
        "<p>Jetzt weiterlesen mit Plus</p>",
        '<script type="application/ld+json">{"@type":"NewsArticle",'
        '"isAccessibleForFree":"False"}</script>',
    ],
)
def test_a_teaser_before_a_payment_is_a_wall(end: str) -> None:
    page = read(f"<article><p>{FILLER}</p>{end}</article>")

    assert (page.state, page.reason) == (PageState.WALLED, "payment")


def test_a_long_article_is_read_whatever_it_offers_subscribers() -> None:
    page = read(f"<article><p>{FILLER * 30}</p><p>Already a subscriber?</p></article>")

    assert page.state is PageState.READ


def test_a_page_drawn_by_scripts_is_empty() -> None:
    page = read(
        "<title>Health</title><noscript>You need JavaScript to run this app.</noscript>"
        "<div id=root></div><script src=/static/app.js></script>"
    )

    assert (page.state, page.reason) == (PageState.EMPTY, "scripts")


def test_a_page_of_menus_and_a_cookie_note_is_empty() -> None:
    page = read(
        f"<nav>{FILLER}</nav><div class=cookie-banner>{FILLER}</div><main></main>"
    )

    assert (page.state, page.reason) == (PageState.EMPTY, "")


def test_a_short_chinese_page_is_not_empty() -> None:
    page = read(
        "<p>高血压常常没有症状,很多人不知道自己患病。请咨询您的医生或护士。</p>"
    )

    assert page.state is PageState.READ
