"""My page in sections and as a stream, and how its reader arranges it."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from medagora.reader.models import Feed
from tests.reader.conftest import MakeEntries
from tests.reader.pages.conftest import CHOICE, MakeSource, page_of

PAGE = "/en/reader/"
ARRANGE = "/en/reader/arrange/"


@pytest.fixture
def full(anyone: Client, make_source: MakeSource, make_entries: MakeEntries) -> Client:
    """A page with three sections."""
    make_entries(Feed.objects.get(), {"title": "A trial"})
    make_entries(make_source("Lung News", kind="news"), {"title": "A headline"})
    make_entries(make_source("Lung Talk", kind="podcast"), {"title": "A talk"})
    cache.clear()
    anyone.post("/en/reader/choose/", CHOICE)
    return anyone


def sections_of(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('data-item="')[1:]]


def test_each_section_says_how_much_is_new(full: Client) -> None:
    page = page_of(full, PAGE)

    assert sections_of(page) == ["journal", "news", "podcast"]
    assert page.count("1 new</span>") == 3
    assert "Read all 3 new entries" in page
    assert "/en/reader/list/?sort=podcast&amp;view=all" in page


def test_sections_move_by_plain_buttons(full: Client) -> None:
    full.post(ARRANGE, {"up": "podcast"})
    full.post(ARRANGE, {"down": "journal"})

    assert sections_of(page_of(full, PAGE)) == ["podcast", "journal", "news"]


def test_sections_take_the_order_they_were_dragged_into(full: Client) -> None:
    full.post(ARRANGE, {"order": "podcast,nonsense,news,podcast"})

    assert sections_of(page_of(full, PAGE)) == ["podcast", "news", "journal"]


def test_the_first_has_no_button_up_and_the_last_none_down(full: Client) -> None:
    page = page_of(full, PAGE)

    assert 'name="up" value="journal"' not in page
    assert 'name="down" value="podcast"' not in page
    assert 'name="up" value="podcast"' in page


def test_one_stream_holds_what_the_sections_hold(full: Client) -> None:
    full.post(ARRANGE, {"layout": "stream"})
    page = page_of(full, PAGE)
    full.post(ARRANGE, {"layout": "sections"})

    assert page.count("<article") == 3
    assert not sections_of(page)
    assert "Mark all as read" in page
    assert sections_of(page_of(full, PAGE))


def test_a_long_stream_goes_on_in_the_list(
    full: Client, make_entries: MakeEntries
) -> None:
    make_entries(Feed.objects.get(title="Chest Journal"), 45)
    full.post(ARRANGE, {"layout": "stream"})

    page = page_of(full, PAGE)

    assert 'href="/en/reader/list/?view=all&amp;before=' in page


@pytest.mark.parametrize("fields", [{"layout": "spiral"}, {"up": "x"}, {}])
def test_odd_arrangements_are_refused(full: Client, fields: dict[str, str]) -> None:
    assert full.post(ARRANGE, fields).status_code == 422


def test_one_paper_stands_in_one_section_only(
    full: Client, make_entries: MakeEntries
) -> None:
    for feed in Feed.objects.all():
        make_entries(feed, {"title": "Everywhere", "doi": "10.5555/same"})

    assert page_of(full, PAGE).count(">Everywhere<") == 1


def test_a_page_whose_sources_were_not_read_yet_says_so(anyone: Client) -> None:
    page = page_of(anyone, PAGE)

    assert "Your page is being filled" in page
    assert "We are asking 1 source for its news" in page


def test_more_sections_and_sources_cost_no_more_queries_each(
    full: Client,
    make_source: MakeSource,
    make_entries: MakeEntries,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for number in range(6):
        make_entries(make_source(f"Journal {number}"), 6)
    cache.clear()
    full.post("/en/reader/choose/", CHOICE)
    page_of(full, PAGE)

    with django_assert_max_num_queries(32):  # type: ignore[attr-defined]  # a context
        page_of(full, PAGE)
