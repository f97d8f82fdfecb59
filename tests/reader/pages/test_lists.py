"""Lists of entries."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from medagora.reader.domain.words import NoticeKind
from medagora.reader.models import Entry, Feed, Notice, OpenCopy
from medagora.reader.services import devices
from tests.reader.conftest import NOW, MakeEntries
from tests.reader.pages.conftest import MakeSource, count_queries_of, page_of, press

LIST = "/en/reader/list/"
Chest = Callable[[], Feed]


def test_a_line_says_what_one_needs_to_decide(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    make_entries(
        chest(),
        {
            "title": "Inhalers compared",
            "authors": ("A. One", "B. Two", "C. Three", "D. Four", "E. Five"),
            "summary": "A trial in primary care.",
            "language": "hu",
        },
    )

    page = page_of(anyone, LIST)

    assert "Chest Journal" in page
    assert "Inhalers compared" in page
    assert "A. One, B. Two, C. Three, D. Four and 1 more" in page
    assert "A trial in primary care." in page
    assert 'lang="hu"' in page
    assert "Hungarian" in page
    assert "<time datetime=" in page


def test_what_was_said_about_a_paper_later_stands_in_words(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    make_entries(
        chest(),
        {"title": "Withdrawn", "doi": "10.5555/one"},
        {"title": "Free", "doi": "10.5555/two"},
    )
    Notice.objects.create(
        doi="10.5555/one",
        kind=NoticeKind.RETRACTION,
        notice_doi="10.5555/notice",
        added_at=NOW,
    )
    OpenCopy.objects.create(
        doi="10.5555/two", address="https://repo.example.org/two.pdf", checked_at=NOW
    )

    page = page_of(anyone, LIST)

    assert "<strong>Retracted</strong>" in page
    assert "https://doi.org/10.5555/notice" in page
    assert 'href="https://repo.example.org/two.pdf"' in page


def test_one_paper_in_several_sources_is_one_line(
    device: Client, chest: Chest, make_source: MakeSource, make_entries: MakeEntries
) -> None:
    paper = {"title": "One paper", "doi": "10.5555/same"}
    make_entries(chest(), paper, at=NOW - timedelta(hours=1))
    make_entries(make_source("Lung News", kind="news"), paper)
    cache.clear()

    page = page_of(device, LIST)

    assert page.count("<article") == 1
    assert "Also in:" in page
    assert "Lung News" in page


def test_older_entries_are_one_link_away(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    entries = make_entries(chest(), 45)

    first = page_of(anyone, LIST)
    cursor = entries[5].pk
    second = page_of(anyone, f"{LIST}?before={cursor}&top={entries[-1].pk}")

    assert f"before={cursor}&amp;top={entries[-1].pk}" in first
    assert second.count("<article") == 5
    assert f'name="below" value="{entries[-1].pk}"' in second


def test_many_saved_entries_are_paged(
    device: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    for entry in make_entries(chest(), 45):
        press(device, "/en/reader/mark/", save=entry.pk)

    first = page_of(device, "/en/reader/saved/")
    second = page_of(device, "/en/reader/saved/?before=40")

    assert first.count("<article") == 40
    assert "before=40" in first
    assert second.count("<article") == 5


@pytest.mark.parametrize(
    "query",
    [
        "view=unread",
        "view=all&sort=journal",
        "view=all&topic=asthma",
        "view=all&topic=none",
        "view=all&folder=x",
        "view=all&language=en",
        "view=nonsense&before=x&after=-1&source=y",
        "view=saved",
        "view=history",
        "order=oldest",
        "before=99999999999999999999",
        "q=inhalers",
        "q=%22unclosed",
        "swept=x&undo=y",
    ],
)
def test_every_list_has_a_page(
    anyone: Client, chest: Chest, make_entries: MakeEntries, query: str
) -> None:
    make_entries(chest(), 3)

    assert "<h1>" in page_of(anyone, f"{LIST}?{query}")


def test_a_list_of_words_finds_them(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    make_entries(chest(), {"title": "Inhalers compared"}, {"title": "Peak flow"})

    page = page_of(anyone, f"{LIST}?view=all&q=inhalers")

    assert "Inhalers compared" in page
    assert "Peak flow" not in page
    assert 'data-key="A"' not in page


def test_history_shows_what_was_opened_last_first_whatever_is_marked(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    first, second, third = make_entries(
        chest(), {"title": "One"}, {"title": "Two"}, {"title": "Three"}
    )
    for entry in (second, first):
        page_of(anyone, f"/en/reader/entry/{entry.pk}/")

    press(anyone, "/en/reader/sweep/", below=third.pk)

    page = page_of(anyone, "/en/reader/history/")
    assert page.index(">One<") < page.index(">Two<")
    assert ">Three<" not in page
    page_of(anyone, f"/en/reader/entry/{second.pk}/")
    page = page_of(anyone, "/en/reader/history/")
    assert page.index(">Two<") < page.index(">One<")


def test_more_entries_cost_no_more_queries(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    make_entries(chest(), 5)
    paths = (LIST, "/en/reader/", f"/en/reader/source/{chest().pk}/")
    with_five = [count_queries_of(anyone, path) for path in paths]

    make_entries(chest(), 10)

    assert [count_queries_of(anyone, path) for path in paths] == with_five


def test_forty_full_lines_are_a_light_page(
    device: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    words = "Among adults with mild asthma, as-needed treatment helped. " * 9
    full = {
        "title": "A title as long as those of trials in primary care tend to be " * 2,
        "authors": ("Maria Thornbury", "Ahmed El-Sayed", "Chen Wei", "Szabó Ilona"),
        "summary": words,
        "text": words,
    }
    make_entries(chest(), *(full | {"doi": f"10.5555/{n}"} for n in range(40)))

    page = page_of(device, LIST)

    assert page.count("<article") == 40
    assert len(page.encode()) < 100_000


def test_hostile_words_stay_words(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    script = "<script>alert(1)</script>"
    make_entries(chest(), {"title": script, "authors": (script,), "summary": script})

    assert script not in page_of(anyone, LIST)


def test_a_forged_history_shows_no_private_entry(
    device: Client, make_feed: Callable[..., Feed], make_entries: MakeEntries
) -> None:
    make_entries(make_feed("Private"), {"title": "Secret"})
    place = Entry.objects.get().work
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
    letters = ""
    while place:
        place, rest = divmod(place, 64)
        letters = digits[rest] + letters
    for name in (devices.READ, devices.SAVED, devices.OPENED):
        device.cookies[name] = f"{letters.rjust(9, '0')}:{'x' * 43}"

    assert "Secret" not in page_of(device, "/en/reader/history/")
    assert "Secret" not in page_of(device, "/en/reader/saved/")


def test_buttons_of_a_line_are_its_own_and_hold_no_foreign_markup(
    anyone: Client, chest: Chest, make_entries: MakeEntries
) -> None:
    odd = 'https://odd.example.org/?a="><script>alert(1)</script>&b=9000000000000000001'
    one, two = make_entries(chest(), {"link": odd}, {"link": ""})

    page = page_of(anyone, LIST)

    for entry in (one, two):
        assert f'name="read" value="{entry.pk}"' in page
        assert f"/en/reader/entry/{entry.pk}/" in page
    assert "<script>alert" not in page
    assert page.count('data-do="original"') == 1
