"""Sources in their reader's order, and sections that are hidden: with an account and
without."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from medagora.reader.models import Feed
from medagora.reader.services import devices
from tests.reader.conftest import MakeEntries
from tests.reader.pages.conftest import CHOICE, MakeSource, page_of

PAGE, SOURCES = "/en/reader/", "/en/reader/sources/"
ARRANGE, CHANGE = f"{PAGE}arrange/", f"{SOURCES}change/"
TITLES = ("Chest Journal", "Air", "Breath", "Cough")


@pytest.fixture
def reader(anyone: Client, make_source: MakeSource) -> Client:
    """Four journals."""
    for title in TITLES[1:]:
        make_source(title)
    cache.clear()
    anyone.post("/en/reader/choose/", CHOICE)
    return anyone


def number(title: str) -> int:
    return Feed.objects.get(title=title).pk


def order_of(client: Client) -> list[str]:
    page = page_of(client, SOURCES)
    return sorted(TITLES, key=lambda title: page.index(f">{title}<"))


def sections_of(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('my-section" data-item="')[1:]]


# ---- sources -----------------------------------------------------------------------


def test_sources_move_up_and_down(reader: Client) -> None:
    before = order_of(reader)

    answer = reader.post(CHANGE, {"up": number(before[2]), "next": SOURCES})
    reader.post(CHANGE, {"down": number(before[0])})

    assert answer["Location"] == f"{SOURCES}#s{number(before[2])}"
    assert order_of(reader) == [before[2], before[0], before[1], before[3]]


def test_the_first_stays_when_it_is_moved_up(reader: Client) -> None:
    before = order_of(reader)

    reader.post(CHANGE, {"up": number(before[0])})

    assert order_of(reader) == before


def test_a_source_is_dragged_to_a_place(reader: Client) -> None:
    first, *others, last = order_of(reader)

    reader.post(CHANGE, {"move": number(last), "to": 0, "order": "1,2"})
    reader.post(CHANGE, {"move": number(first), "to": 99})

    assert order_of(reader) == [last, *others, first]


def test_one_step_passes_over_what_was_taken_off(reader: Client) -> None:
    first, second, third, _last = order_of(reader)
    reader.post(CHANGE, {"hide": number(second)})

    reader.post(CHANGE, {"up": number(third)})

    assert order_of(reader)[:2] == [third, first]


def test_what_was_not_moved_has_no_order(device: Client) -> None:
    page_of(device, SOURCES)

    assert devices.ORDER not in device.cookies


def test_nobody_moves_what_they_do_not_follow(
    reader: Client, make_feed: Callable[..., Feed]
) -> None:
    private = make_feed("Somebody else's").pk

    assert reader.post(CHANGE, {"move": private, "to": 0}).status_code == 404
    assert reader.post(CHANGE, {"down": private}).status_code == 404


# ---- sections ----------------------------------------------------------------------


@pytest.fixture
def full(reader: Client, make_source: MakeSource, make_entries: MakeEntries) -> Client:
    """A page with three sections."""
    make_entries(Feed.objects.get(title="Chest Journal"), {"title": "A trial"})
    make_entries(make_source("Lung News", kind="news"), {"title": "A headline"})
    make_entries(make_source("Lung Talk", kind="podcast"), {"title": "A talk"})
    cache.clear()
    reader.post("/en/reader/choose/", CHOICE)
    return reader


def test_a_section_is_hidden_and_shown_again(full: Client) -> None:
    answer = full.post(ARRANGE, {"hide": "news"}, follow=True)
    hidden = answer.content.decode()
    shown = full.post(ARRANGE, {"show": "news"})

    assert sections_of(hidden) == ["journal", "podcast"]
    assert "A headline" not in hidden
    assert 'name="show" value="news"' in hidden
    assert "The section is hidden." in hidden
    assert shown["Location"] == f"{PAGE}#section-news"
    assert sections_of(page_of(full, PAGE)) == ["journal", "news", "podcast"]
    assert "Hidden sections" not in page_of(full, PAGE)


def test_what_a_hidden_section_brings_stands_in_lists(full: Client) -> None:
    full.post(ARRANGE, {"hide": "news"})

    assert "A headline" in page_of(full, f"{PAGE}list/")
    assert "Lung News" in page_of(full, SOURCES)


def test_sections_move_past_a_hidden_one(full: Client) -> None:
    full.post(ARRANGE, {"hide": "news"})

    full.post(ARRANGE, {"up": "podcast"})

    assert sections_of(page_of(full, PAGE)) == ["podcast", "journal"]


def test_whoever_hid_everything_can_bring_it_back(full: Client) -> None:
    for sort in ("journal", "news", "podcast"):
        full.post(ARRANGE, {"hide": sort})

    page = page_of(full, PAGE)

    assert "You hid every section." in page
    assert page.count('name="show"') == 3


@pytest.mark.parametrize("fields", [{"hide": "x"}, {"show": "x"}])
def test_what_is_no_section_is_refused(full: Client, fields: dict[str, str]) -> None:
    assert full.post(ARRANGE, fields).status_code == 422


# ---- taken away --------------------------------------------------------------------


def test_sources_leave_as_a_file_in_their_order(reader: Client) -> None:
    reader.post(CHANGE, {"move": number("Cough"), "to": 0})
    reader.post(CHANGE, {"hide": number("Air")})

    answer = reader.get("/en/reader/take/sources.opml")

    file = answer.content.decode()
    assert answer["Content-Type"].startswith("text/x-opml")
    assert answer["Cache-Control"] == "private, no-store"
    assert file.count("xmlUrl=") == 3
    assert file.index("Cough") < file.index("Chest Journal")
    assert "/en/reader/take/sources.opml" in page_of(reader, SOURCES)


def test_a_device_hears_what_needs_an_account_and_what_does_not(device: Client) -> None:
    page = page_of(device, "/en/reader/take/")

    assert "A file that you bring" in page
    assert "You follow 1 source." in page
    assert "/en/reader/take/sources.opml" in page
