"""The Google Reader protocol: marks made in a program are marks on the page."""

from datetime import timedelta

import pytest

from medagora.reader.domain.taking.greader import item_id
from medagora.reader.domain.words import View
from medagora.reader.models import Mark
from medagora.reader.queries.readings import StreamSearch, reading_of
from medagora.reader.queries.streams import list_stream
from tests.reader.conftest import NOW, MakeEntries
from tests.reader.taking.conftest import Program, Shelf
from tests.reader.taking.greader_lists import KEPT, LIST, READ, STARRED, titles


def test_marks_made_in_a_program_are_marks_on_the_page(
    program: Program, shelf: Shelf
) -> None:
    one, two, _three = shelf.entries

    program.send("edit-tag", i=[item_id(one.pk), str(two.pk)], a=READ)
    program.send("edit-tag", i=item_id(two.pk), a=STARRED)
    program.send("edit-tag", i=item_id(one.pk), r=READ, a=KEPT)

    reading = reading_of(program.person)
    unread = [line.title for line in list_stream(reading, StreamSearch()).lines]
    saved = list_stream(reading, StreamSearch(view=View.SAVED)).lines
    assert unread == ["Post", "Three", "One"]
    assert [line.title for line in saved] == ["Two"]
    program.send("edit-tag", i=str(two.pk), r=STARRED)
    assert list_stream(reading, StreamSearch(view=View.SAVED)).lines == ()


def test_a_thousand_entries_are_marked_in_one_request(
    program: Program, shelf: Shelf, make_entries: MakeEntries
) -> None:
    rows = make_entries(shelf.blog, 1500)

    program.send("edit-tag", i=[str(row.pk) for row in rows], a=READ)

    assert Mark.objects.filter(is_read=True).count() == 1500


@pytest.mark.parametrize("unit", [1, 1000, 10**6, 10**9])
def test_everything_up_to_a_moment_is_marked_read(
    program: Program, shelf: Shelf, unit: int
) -> None:
    seen = int((NOW - timedelta(hours=2)).timestamp())

    program.send("mark-all-as-read", s=LIST, ts=(seen + 60) * unit)

    assert titles(program, xt=READ) == ["Post", "Three"]


def test_the_moment_of_an_entry_covers_it_and_nothing_newer(
    program: Program, shelf: Shelf
) -> None:
    newest, middle, *_rest = program.api(f"stream/contents/feed/{shelf.journal.pk}")[
        "items"
    ]

    program.send("mark-all-as-read", s=LIST, ts=middle["timestampUsec"])

    assert newest["title"] in titles(program, xt=READ)
    assert middle["title"] not in titles(program, xt=READ)


def test_a_source_or_a_label_is_marked_read(program: Program, shelf: Shelf) -> None:
    program.send("mark-all-as-read", s="user/-/label/Heart")
    assert titles(program, xt=READ) == ["Post"]

    program.send("mark-all-as-read", s=f"feed/{shelf.blog.pk}")
    assert titles(program, xt=READ) == []
