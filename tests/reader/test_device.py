"""What a device remembers: compact, bounded, and deaf to nonsense."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain import device as devices
from medagora.reader.domain.device import Cookies, Device
from medagora.reader.domain.words import Layout, Sort

PLACE = 1_764_000_000 << 20
places = st.integers(min_value=1, max_value=1 << 53)
slugs = st.from_regex(r"[a-z0-9][a-z0-9-]{0,79}", fullmatch=True)


def made(**fields: object) -> Device:
    return devices.tidy(replace(Device(), **fields))  # type: ignore[arg-type]


anything = st.builds(
    made,
    topics=st.lists(slugs, max_size=60).map(tuple),
    languages=st.lists(st.sampled_from(["en", "hu", "ar", "ckb"])).map(tuple),
    audience=st.sampled_from(["both", "patients", "professionals"]),
    layout=st.sampled_from(Layout),
    section_order=st.permutations(list(Sort)).map(tuple),
    hidden=st.lists(st.integers(1, 10**6), max_size=200).map(tuple),
    added=st.lists(st.integers(1, 10**6), max_size=200).map(tuple),
    saved=st.lists(places, max_size=200).map(tuple),
    read=st.lists(places, max_size=300).map(tuple),
    opened=st.lists(places, max_size=80).map(tuple),
    told=st.lists(places, max_size=9).map(tuple),
    read_through=places,
    last_place=places,
)


@given(anything)
def test_what_was_written_is_read_again(device: Device) -> None:
    assert devices.decode(devices.encode(device)) == device


@given(anything)
def test_no_cookie_is_longer_than_a_browser_keeps(device: Device) -> None:
    cookies = devices.encode(device)

    assert len(cookies.choice) <= devices.LONGEST
    assert len(cookies.saved) <= devices.LONGEST
    assert len(cookies.read) <= devices.LONGEST
    assert len(cookies.opened) <= devices.LONGEST


def test_the_fullest_device_still_fits() -> None:
    full = made(
        topics=[f"a-rather-long-name-of-a-topic-{n}" for n in range(99)],
        languages=["en"] * 20,
        hidden=range(10**6, 10**6 + 500),
        added=range(2 * 10**6, 2 * 10**6 + 500),
        saved=range(PLACE, PLACE + 999),
        read=range(PLACE, PLACE + 999),
        opened=range(PLACE, PLACE + 999),
        told=range(PLACE, PLACE + 999),
    )

    cookies = devices.encode(full)

    assert len(full.read) == devices.MOST_READ
    assert len(full.saved) == len(full.told) == devices.MOST_SAVED
    assert len(full.opened) == devices.MOST_OPENED
    written = (cookies.choice, cookies.saved, cookies.read, cookies.opened)
    assert max(map(len, written)) <= 3500


@given(st.tuples(*[st.text(max_size=5000)] * 4))
def test_any_text_at_all_is_read_as_something(texts: tuple[str, ...]) -> None:
    choice, saved, read, opened = texts
    device = devices.decode(Cookies(choice, saved, read, opened=opened))

    assert devices.tidy(device) == device


@given(anything)
def test_cookies_need_no_quotes(device: Device) -> None:
    cookies = devices.encode(device)

    written = cookies.choice + cookies.saved + cookies.read + cookies.opened
    assert not set(written) & set(' ",;\\=()<>@[]{}?/')
    assert written.isascii()


@pytest.mark.parametrize(
    "text",
    [
        "t:Asthma",
        "t:../etc",
        "t",
        "l:english.e",
        "a:everybody",
        "y:spiral",
        "o:x",
        "h:!",
    ],
)
def test_what_is_no_word_of_ours_is_left_out(text: str) -> None:
    assert devices.decode(Cookies(choice=text)).is_blank or text == "l:english.e"


def test_the_oldest_marks_give_way() -> None:
    device = devices.mark_read(Device(), range(1, devices.MOST_READ + 11))

    assert len(device.read) == devices.MOST_READ
    assert device.read[0] == 11
    assert devices.mark_read(device, [11]).read[-1] == 11


def test_a_place_swallows_the_marks_below_it() -> None:
    device = devices.mark_read(Device(), [10, 30, 20])

    through = devices.mark_through(device, 20)

    assert through.read == (30,)
    assert through.read_through == 20
    assert devices.mark_through(through, 5) == through
    assert devices.mark_read(through, [15]).read == (30, 15)


def test_the_history_is_left_alone_by_places_and_marks() -> None:
    device = devices.note_opened(devices.note_opened(Device(), 10), 30)

    swept = devices.mark_unread(devices.mark_through(device, 20), [30])

    assert (swept.read, swept.opened) == ((), (10, 30))
    assert devices.note_opened(swept, 10).opened == (30, 10)


def test_what_was_told_of_a_saved_paper_goes_with_it() -> None:
    device = devices.note_told(devices.save(Device(), 7), [7, 8])

    assert device.told == (7,)
    assert devices.save(devices.unsave(device, 7), 9).told == ()


def test_hiding_and_adding_a_source_take_each_other_back() -> None:
    added = devices.add_feed(Device(), 7)
    hidden = devices.hide_feed(added, 7)

    assert (hidden.added, hidden.hidden) == ((), (7,))
    assert devices.add_feed(hidden, 7) == added
    assert devices.show_feed(hidden, 7).is_blank


def test_saving_twice_keeps_one() -> None:
    device = devices.save(devices.save(devices.save(Device(), 1), 2), 1)

    assert device.saved == (2, 1)
    assert devices.unsave(device, 2).saved == (1,)


def test_a_choice_of_topics_makes_a_page() -> None:
    device = devices.choose(Device(), ["asthma"], ["en", "hu"], "patients")

    assert device.has_choice
    assert not Device().has_choice
    assert devices.decode(devices.encode(device)).audience == "patients"
