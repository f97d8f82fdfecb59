"""The marks that readers set in lists: one by one, and many at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from medagora.reader.models import Feed
from medagora.reader.services import devices
from tests.reader.conftest import NOW, MakeEntries
from tests.reader.pages.conftest import MakeSource, page_of, press

LIST = "/en/reader/list/"
Chest = Callable[[], Feed]


def test_reading_and_saving_work_with_plain_buttons(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    (entry,) = make_entries(chest(), {"title": "Inhalers compared"})
    mark = "/en/reader/mark/"

    back = press(anyone, mark, read=entry.pk, next=f"{LIST}?view=all")
    press(anyone, mark, save=entry.pk)

    assert back == f"{LIST}?view=all#e{entry.pk}"
    assert "You have read it all" in page_of(anyone, LIST)
    assert "Mark as new" in page_of(anyone, f"{LIST}?view=all")
    assert "Inhalers compared" in page_of(anyone, "/en/reader/saved/")

    press(anyone, mark, unread=entry.pk)
    press(anyone, mark, unsave=entry.pk)

    assert "Inhalers compared" in page_of(anyone, LIST)
    assert "You have saved nothing yet" in page_of(anyone, "/en/reader/saved/")


def test_a_fragment_is_the_line_as_it_looks_now(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    (entry,) = make_entries(chest(), {"title": "Inhalers compared"})

    answer = anyone.post(
        "/en/reader/mark/", {"read": entry.pk}, headers={"HX-Request": "true"}
    )

    line = answer.content.decode()
    assert line.count("<article") == 1
    assert "is-read" in line
    assert "Mark as new" in line
    assert "<html" not in line


@pytest.mark.parametrize(
    ("fields", "status"),
    [({}, 422), ({"read": "x"}, 404), ({"save": 10**17}, 404), ({"read": "-1"}, 404)],
)
def test_odd_marks_are_refused(
    anyone: Client, fields: dict[str, object], status: int
) -> None:
    answer = anyone.post("/en/reader/mark/", fields)

    assert answer.status_code == status


def test_saving_does_not_open_somebody_s_private_source(
    anyone: Client, make_feed: Callable[..., Feed], make_entries: MakeEntries
) -> None:
    (entry,) = make_entries(make_feed("Private"), {"title": "Secret"})

    answer = anyone.post("/en/reader/mark/", {"save": entry.pk})

    assert answer.status_code == 404
    assert "Secret" not in page_of(anyone, "/en/reader/saved/")


def test_all_is_marked_as_read_and_taken_back(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    entries = make_entries(chest(), 42)

    page = page_of(anyone, LIST)
    after = press(anyone, "/en/reader/sweep/", below=entries[-1].pk)
    swept = page_of(anyone, after)
    token = after.split("undo=")[1]

    assert f'name="below" value="{entries[-1].pk}"' in page
    assert "42 marked as read." in swept
    assert "You have read it all" in swept

    back = press(anyone, "/en/reader/undo/", token=token, next=LIST)
    again = anyone.post("/en/reader/undo/", {"token": token})

    assert page_of(anyone, back).count("<article") == 40
    assert again.status_code == 404


def test_what_came_after_the_page_was_shown_stays_new(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    seen = make_entries(chest(), {"title": "Seen"}, at=NOW - timedelta(days=1))
    make_entries(chest(), {"title": "Came later"})

    press(anyone, "/en/reader/sweep/", below=seen[-1].pk)

    page = page_of(anyone, LIST)
    assert "Came later" in page
    assert ">Seen<" not in page


@pytest.mark.parametrize(
    ("which", "left"), [("above", ["First", "Second"]), ("below", ["Fourth", "Fifth"])]
)
def test_above_and_below_an_entry(
    anyone: Client,
    chest: Chest,
    make_entries: MakeEntries,
    which: str,
    left: list[str],
) -> None:
    names = ["First", "Second", "Third", "Fourth", "Fifth"]
    entries = make_entries(chest(), *({"title": name} for name in names))

    after = press(anyone, "/en/reader/sweep/", **{which: entries[2].pk})

    page = page_of(anyone, LIST)
    assert "3 marked as read." in page_of(anyone, after)
    assert [name for name in names if f">{name}<" in page] == left


def test_a_sweep_of_one_section_leaves_the_others(
    device: Client, chest: Chest, make_source: MakeSource, make_entries: MakeEntries
) -> None:
    entries = make_entries(chest(), {"title": "In a journal"})
    make_entries(make_source("Lung Talk", kind="podcast"), {"title": "To hear"})
    cache.clear()

    press(device, "/en/reader/sweep/", below=entries[0].pk + 10**13, sort="journal")

    page = page_of(device, LIST)
    assert "To hear" in page
    assert "In a journal" not in page


@pytest.mark.parametrize(
    "fields",
    [{}, {"below": "x"}, {"below": 5, "q": "words"}, {"below": 5, "view": "saved"}],
)
def test_an_odd_sweep_is_refused(anyone: Client, fields: dict[str, object]) -> None:
    assert anyone.post("/en/reader/sweep/", fields).status_code == 422


def test_the_place_is_remembered_and_led_back_to(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    entries = make_entries(chest(), 3)

    answer = anyone.post("/en/reader/place/", {"place": entries[0].pk})
    page = page_of(anyone, LIST)
    anyone.post("/en/reader/place/", {"place": entries[-1].pk})

    assert answer.status_code == 204
    assert "Continue where you stopped" not in page_of(anyone, LIST)
    assert f"before={entries[0].pk + 1}#e{entries[0].pk}" in page
    assert "Continue where you stopped" in page


def test_a_place_sent_late_does_not_overtake_a_mark(
    device: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    entries = make_entries(chest(), 3)

    answer = device.post("/en/reader/place/", {"place": entries[0].pk})

    assert set(answer.cookies) == {devices.PLACE}
