"""What a device remembers: compact, bounded, and deaf to nonsense."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.refusals import BadInput
from medagora.reader.domain import device as devices
from medagora.reader.domain.device import Device
from medagora.reader.domain.device_cookies import LONGEST, Cookies, decode, encode
from medagora.reader.domain.words import Layout, NoticeKind, Sort

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
    hidden_sections=st.lists(st.sampled_from(list(Sort))).map(tuple),
    hidden=st.lists(st.integers(1, 10**6), max_size=200).map(tuple),
    added=st.lists(st.integers(1, 10**6), max_size=200).map(tuple),
    order=st.lists(st.integers(1, 10**6), max_size=400).map(tuple),
    saved=st.lists(places, max_size=200).map(tuple),
    read=st.lists(places, max_size=300).map(tuple),
    opened=st.lists(places, max_size=80).map(tuple),
    told=st.lists(st.tuples(places, st.sampled_from(NoticeKind))).map(tuple),
    read_through=places,
    last_place=places,
)


@given(anything)
def test_what_was_written_is_read_again(device: Device) -> None:
    assert decode(encode(device)) == device


@given(anything)
def test_no_cookie_is_longer_than_a_browser_keeps(device: Device) -> None:
    cookies = encode(device)

    assert len(cookies.choice) <= LONGEST
    assert len(cookies.saved) <= LONGEST
    assert len(cookies.read) <= LONGEST
    assert len(cookies.opened) <= LONGEST
    assert len(cookies.order) <= LONGEST


def test_the_fullest_device_still_fits() -> None:
    full = made(
        topics=[f"a-rather-long-name-of-a-topic-{n}" for n in range(99)],
        languages=["en"] * 20,
        hidden=range(10**6, 10**6 + 500),
        added=range(2 * 10**6, 2 * 10**6 + 500),
        hidden_sections=list(Sort),
        order=range(10**12, 10**12 + 500),
        saved=range(PLACE, PLACE + 999),
        read=range(PLACE, PLACE + 999),
        opened=range(PLACE, PLACE + 999),
        told=[(work, k) for work in range(PLACE, PLACE + 999) for k in NoticeKind],
    )

    cookies = encode(full)

    assert len(full.read) == devices.MOST_READ
    assert len(full.saved) == devices.MOST_SAVED
    assert len(full.told) == 3 * devices.MOST_SAVED
    assert len(full.opened) == devices.MOST_OPENED
    written = (cookies.choice, cookies.saved, cookies.read, cookies.opened)
    assert max(map(len, (*written, cookies.order))) <= 3500


@given(st.tuples(*[st.text(max_size=5000)] * 5))
def test_any_text_at_all_is_read_as_something(texts: tuple[str, ...]) -> None:
    choice, saved, read, opened, order = texts
    device = decode(Cookies(choice, saved, read, opened=opened, order=order))

    assert devices.tidy(device) == device


@given(anything)
def test_cookies_need_no_quotes(device: Device) -> None:
    cookies = encode(device)

    written = cookies.choice + cookies.saved + cookies.read + cookies.opened
    written += cookies.order
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
        "x:x",
        "h:!",
    ],
)
def test_what_is_no_word_of_ours_is_left_out(text: str) -> None:
    assert decode(Cookies(choice=text)).is_blank or text == "l:english.e"


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
    said = [(7, NoticeKind.CORRECTION), (8, NoticeKind.RETRACTION)]
    device = devices.note_told(devices.save(Device(), 7), said)

    assert device.told == ((7, NoticeKind.CORRECTION),)
    assert devices.save(devices.unsave(device, 7), 9).told == ()


def test_a_device_that_was_told_of_retractions_only_is_still_read() -> None:
    now = devices.save(Device(), PLACE)
    told = devices.note_told(now, [(PLACE, NoticeKind.RETRACTION)])
    cookies = encode(told)

    older = replace(cookies, opened=cookies.opened.rpartition(".")[0])

    assert decode(older) == told


def test_only_as_much_of_an_order_is_remembered_as_it_needs() -> None:
    came = [1, 2, 3, 4, 5]

    up = devices.order_feeds(Device(), [1, 4, 2, 3, 5], came)
    down = devices.order_feeds(Device(), [1, 3, 2, 4, 5], came)

    assert up.order == (1, 4)
    assert devices.in_order(up, came) == [1, 4, 2, 3, 5]
    assert down.order == (1, 3)
    assert devices.order_feeds(up, came, came).order == ()


@given(st.permutations(range(1, 9)), st.permutations(range(1, 9)))
def test_any_order_is_kept(wanted: list[int], came: list[int]) -> None:
    device = devices.order_feeds(Device(order=(99, *came)), wanted, came)

    assert devices.in_order(device, came) == wanted
    assert device.order[0] == 99


def test_new_sources_come_after_those_in_order() -> None:
    device = devices.order_feeds(Device(), [3, 1, 2], [1, 2, 3])

    assert devices.in_order(device, [9, 1, 2, 3]) == [3, 9, 1, 2]


def test_an_order_that_no_cookie_holds_is_refused() -> None:
    came = list(range(1, 500))

    with pytest.raises(BadInput):
        devices.order_feeds(Device(), came[::-1], came)


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
    assert decode(encode(device)).audience == "patients"
