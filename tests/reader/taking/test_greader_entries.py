"""The Google Reader protocol: entries in lists, on pages and by number."""

from datetime import timedelta
from typing import Any

import pytest
from lxml import etree

from medagora.reader.domain.taking.greader import item_id
from medagora.reader.domain.words import NoticeKind
from medagora.reader.models import Mark, Notice
from medagora.reader.queries.numbers import count_unread
from medagora.reader.queries.readings import reading_of
from medagora.reader.services import marking
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.taking.conftest import Program, Shelf
from tests.reader.taking.greader_lists import LIST, READ, STARRED, numbers, titles


def test_entries_come_newest_first_with_their_words(
    program: Program, shelf: Shelf
) -> None:
    found = program.api(f"stream/contents/{LIST}")

    assert [i["title"] for i in found["items"]] == ["Post", "Three", "Two", "One"]
    item = found["items"][1]
    assert item["id"] == item_id(shelf.entries[2].pk)
    assert item["origin"] == {
        "streamId": f"feed/{shelf.journal.pk}",
        "title": "Journal",
    }
    assert "Words of entry" in item["summary"]["content"]
    assert item["alternate"][0]["href"] == shelf.entries[2].link
    assert item["categories"] == [LIST, "user/-/label/Heart"]
    assert "continuation" not in found


def test_lists_are_narrowed_by_source_label_state_and_time(
    program: Program, shelf: Shelf
) -> None:
    marking.mark_read(program.person, [shelf.entries[0].work, shelf.post.work])
    marking.save(program.person, shelf.entries[0].work, at=NOW)
    hour = int((NOW - timedelta(hours=1)).timestamp())

    assert titles(program, f"feed/{shelf.journal.pk}") == ["Three", "Two", "One"]
    assert titles(program, f"feed/{shelf.journal.address}") == ["Three", "Two", "One"]
    assert titles(program, "user/-/label/Heart", xt=READ) == ["Three", "Two"]
    assert titles(program, xt=READ, r="o") == ["Two", "Three"]
    assert titles(program, it=READ) == ["Post", "One"]
    assert titles(program, READ) == ["Post", "One"]
    assert titles(program, STARRED) == ["One"]
    assert titles(program, STARRED, xt=READ) == []
    assert titles(program, it=STARRED, s=f"feed/{shelf.journal.pk}") == ["One"]
    assert titles(program, xt=STARRED) == ["Post", "Three", "Two"]
    assert titles(program, ot=hour) == ["Post", "Three"]
    assert titles(program, nt=hour - 1) == ["Two", "One"]


@pytest.mark.parametrize(
    "stream",
    ["user/-/state/com.google/broadcast", "user/-/label/Nowhere", "splice/x"],
)
def test_what_we_do_not_have_is_empty_and_never_everything(
    program: Program, shelf: Shelf, stream: str
) -> None:
    assert titles(program, stream) == []
    program.send("mark-all-as-read", s=stream)
    assert sum(count_unread(reading_of(program.person)).values()) == 4


@pytest.mark.parametrize("order", ["d", "o"])
def test_pages_of_numbers_follow_each_other_without_gap_or_double(
    program: Program, shelf: Shelf, order: str
) -> None:
    seen: list[int] = []
    params: dict[str, Any] = {"s": LIST, "n": 3, "r": order}
    while True:
        found = program.api("stream/items/ids", **params)
        seen += [int(ref["id"]) for ref in found["itemRefs"]]
        if "continuation" not in found:
            break
        params["c"] = found["continuation"]

    expected = sorted([*(e.pk for e in shelf.entries), shelf.post.pk])
    assert seen == (expected if order == "o" else expected[::-1])


@pytest.mark.parametrize("more", [{}, {"xt": READ}, {"r": "o"}])
def test_pages_of_what_was_saved_come_to_an_end(
    program: Program, shelf: Shelf, more: dict[str, str]
) -> None:
    for place, entry in enumerate(shelf.entries):
        marking.save(program.person, entry.work, at=NOW + timedelta(minutes=place))
    seen: list[str] = []
    params: dict[str, Any] = {"n": 2, **more}
    for _page in range(5):
        found = program.api(f"stream/contents/{STARRED}", **params)
        seen += [item["title"] for item in found["items"]]
        if "continuation" not in found:
            break
        params["c"] = found["continuation"]

    assert seen == ["Three", "Two", "One"]


def test_entries_are_asked_for_by_number_in_every_form(
    program: Program, shelf: Shelf
) -> None:
    one, two, three = (entry.pk for entry in shelf.entries)
    ids = [item_id(one), str(two), f"{three:016x}", "nonsense", "-5"]

    found = program.post("reader/api/0/stream/items/contents", {"i": ids}).json()

    assert [item["title"] for item in found["items"]] == ["One", "Two", "Three"]


def test_a_guessed_number_opens_nobody_elses_source(
    program: Program, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    (secret,) = make_entries(make_feed("Intranet"), {"title": "Secret"})

    found = program.api("stream/items/contents", i=str(secret.pk))
    program.send("edit-tag", i=str(secret.pk), a=STARRED)

    assert found["items"] == []
    assert not Mark.objects.exists()


def test_one_paper_is_listed_once(
    program: Program, shelf: Shelf, make_entries: MakeEntries
) -> None:
    make_entries(shelf.journal, {"title": "Paper", "doi": "10.1/x"})
    make_entries(shelf.blog, {"title": "About it", "doi": "10.1/x"})

    assert titles(program).count("Paper") + titles(program).count("About it") == 1
    assert len(numbers(program, s=LIST, n=100)) == 5


def test_a_retracted_paper_says_so_in_its_title(
    program: Program, shelf: Shelf, make_entries: MakeEntries
) -> None:
    make_entries(shelf.journal, {"title": "Cure", "doi": "10.1/x"})
    Notice.objects.create(
        doi="10.1/x", kind=NoticeKind.RETRACTION, source="test", added_at=NOW
    )

    assert titles(program)[0] == "Retracted: Cure"


def test_pictures_come_through_us(
    program: Program, shelf: Shelf, make_entries: MakeEntries
) -> None:
    html = '<p><img src="https://pictures.example.org/1.png" alt=""></p>'
    make_entries(shelf.blog, {"html": html})

    (first, *_rest) = program.api(f"stream/contents/{LIST}")["items"]

    assert "pictures.example.org" not in first["summary"]["content"]
    assert "/reader/image/" in first["summary"]["content"]


def test_the_atom_form_carries_states_as_labels(program: Program, shelf: Shelf) -> None:
    marking.mark_read(program.person, [shelf.entries[0].work])

    answer = program.get(f"reader/atom/feed%2F{shelf.journal.pk}", n=10)

    names = {"a": "http://www.w3.org/2005/Atom"}
    root: Any = etree.fromstring(answer.content)
    labels = [
        entry.xpath("a:category/@label", namespaces=names)
        for entry in root.xpath("a:entry", namespaces=names)
    ]
    assert labels == [
        ["reading-list", "Heart", "fresh"],
        ["reading-list", "Heart", "fresh"],
        ["reading-list", "read", "Heart"],
    ]


@pytest.mark.parametrize(
    "params",
    [
        {"n": "x", "c": "y", "ot": "-1", "nt": "9" * 30},
        {"n": "-3", "r": "?"},
        {"c": "9" * 40},
        {"it": "\x00", "xt": "\ud800".encode("utf-8", "replace").decode()},
        {"i": ["x"] * 5},
    ],
)
def test_strange_questions_get_an_answer(
    program: Program, shelf: Shelf, params: dict[str, Any]
) -> None:
    assert program.get("reader/api/0/stream/items/ids", **params).status_code == 200
    assert program.get("reader/api/0/stream/contents", **params).status_code == 200
