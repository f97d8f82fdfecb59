"""The companion in a real Firefox: the same words and rules, the other package."""

from collections.abc import Iterator

import pytest

from tests.browser.companion_browser import SERVER, SERVER_HOST, recording
from tests.browser.companion_firefox import Firefox, firefox_in
from tests.browser.companion_stage import BELOW, LEAFLET, LISTED, RESULTS, UNLISTED
from tests.running import Site

SEARCH = "http://search.example.com/"


@pytest.fixture(scope="module")
def running(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with recording(site.address) as (record, port):
        for address in (LISTED, BELOW, UNLISTED):
            record.page(address, LEAFLET)
        record.page(SEARCH, RESULTS)
        folder = tmp_path_factory.mktemp("firefox")
        with firefox_in(folder, record, port, SERVER) as firefox:
            yield firefox


@pytest.fixture
def firefox(running: Firefox) -> Firefox:
    """With its server's list, and nothing on record yet."""
    running.own_page("options.html")
    running.wait_for_page("document.querySelector('h1')?.textContent")
    # a page that is still loading does not hear a click
    running.wait_for_page(
        "document.querySelector('#renewed').textContent.startsWith('The list is new')"
        " || document.querySelector('#renew').click()"
    )
    running.record.requests.clear()
    return running


def press(firefox: Firefox, address: str, awaited: str) -> None:
    """Presses the button over a page; what the page itself asked for is no matter."""
    firefox.open(address)
    firefox.record.requests.clear()
    firefox.press()
    firefox.wait_for_popup(awaited)


@pytest.mark.parametrize(
    ("address", "how"), [(LISTED, "page"), (BELOW, "site"), (UNLISTED, "none")]
)
def test_the_open_page_is_looked_up_without_asking_anybody(
    firefox: Firefox, address: str, how: str
) -> None:
    press(firefox, address, f"!!document.querySelector('.verdict.{how}')")
    firefox.close_popup()

    assert {path for _host, path in firefox.asked_others()} <= {"/favicon.ico"}


def test_the_open_page_is_read_where_it_is(firefox: Firefox) -> None:
    press(firefox, UNLISTED, "!!document.querySelector('[data-criterion=claims]')")
    said = firefox.in_popup("document.querySelector('#findings').textContent")
    firefox.close_popup()

    assert "miracle cure" in said
    assert "Dr Jane Doe" in said
    assert SERVER_HOST not in {host for host, _path in firefox.asked_others()}


def test_links_that_are_in_the_catalogue_are_marked(firefox: Firefox) -> None:
    press(firefox, SEARCH, "!document.querySelector('#links').hidden")
    firefox.in_popup("document.querySelector('#mark').click()")
    firefox.wait_for_popup(
        "document.querySelector('#marked').textContent.includes('3')"
    )
    firefox.close_popup()

    marks = firefox.in_page(
        "[...document.querySelectorAll('[data-medagora-link]')]"
        ".map((mark) => [mark.closest('a').id, mark.textContent])"
    )
    assert marks == [
        ["own", "✓ in the catalogue"],
        ["below", "✓ site in the catalogue"],
        ["led", "✓ in the catalogue"],
    ]
