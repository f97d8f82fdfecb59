"""Chapters of recordings, from files and from what people write."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.chapters import (
    MOST_CHAPTERS,
    Chapter,
    chapters_of_file,
    chapters_of_text,
    clock,
)


def file_of(*chapters: dict[str, Any]) -> bytes:
    return json.dumps({"version": "1.2.0", "chapters": chapters}).encode()


def test_chapters_come_in_the_order_of_time() -> None:
    body = file_of(
        {"startTime": 61.5, "title": "Second"},
        {"startTime": 0, "title": " First \n part "},
    )

    assert chapters_of_file(body) == (Chapter(0, "First part"), Chapter(61, "Second"))


def test_parts_for_pictures_only_and_parts_without_a_name_are_left_out() -> None:
    body = file_of(
        {"startTime": 1, "title": "Hidden", "toc": False},
        {"startTime": 2},
        {"startTime": "3", "title": "Time as a word"},
        {"startTime": None, "title": "No time"},
        {"startTime": -4, "title": "Before the beginning"},
        {"startTime": 1e300, "title": "After the end of all days"},
        {"startTime": True, "title": "Yes"},
    )

    assert chapters_of_file(body) == (Chapter(3, "Time as a word"),)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[1, 2]",
        b'{"chapters": 7}',
        b'{"chapters": [[], 1, null]}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"chapters": [{"startTime": NaN, "title": "x"}]}',
        b'{"chapters": [{"startTime": Infinity, "title": "x"}]}',
    ],
)
def test_a_broken_file_has_no_chapters_and_does_no_harm(body: bytes) -> None:
    assert chapters_of_file(body) == ()


def test_no_file_gives_more_chapters_than_a_page_can_show() -> None:
    many = file_of(*({"startTime": n, "title": str(n)} for n in range(2000)))

    assert len(chapters_of_file(many)) == MOST_CHAPTERS


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_without_complaint(body: bytes) -> None:
    assert isinstance(chapters_of_file(body), tuple)


def test_times_at_the_beginning_of_lines_are_chapters() -> None:
    text = (
        "<p>In this episode:</p><p>0:00 Welcome<br>(04:30) – What <b>asthma</b> is"
        "<br>1:02:03 | Questions &amp; answers</p>"
    )

    assert chapters_of_text(text) == (
        Chapter(0, "Welcome"),
        Chapter(270, "What asthma is"),
        Chapter(3723, "Questions & answers"),
    )


def test_times_in_a_list_are_chapters_too() -> None:
    text = "<ul><li>00:10 One</li><li>02:00 Two</li><li>75:30 Three</li></ul>"

    assert [chapter.seconds for chapter in chapters_of_text(text)] == [10, 120, 4530]


@pytest.mark.parametrize(
    "text",
    [
        "<p>At 12:30 we had lunch.<br>At 13:00 we went on.</p>",
        "<p>12:30 Lunch<br>13:00 Talk</p>",
        "<p>12:30 Lunch<br>09:00 Talk<br>10:00 Tea</p>",
        "<p>1:90 Never<br>2:90 No<br>3:90 Such</p>",
        "<p>0:01<br>0:02<br>0:03</p>",
        "",
    ],
)
def test_single_falling_and_impossible_times_are_no_chapters(text: str) -> None:
    assert chapters_of_text(text) == ()


def test_times_after_the_end_of_the_recording_are_no_chapters() -> None:
    text = "<p>0:00 One<br>5:00 Two<br>50:00 Three</p>"

    assert chapters_of_text(text, 600) == ()
    assert len(chapters_of_text(text, 3600)) == 3


@given(st.integers(0, 200_000))
def test_a_clock_is_read_back_as_what_it_shows(seconds: int) -> None:
    total = 0
    for part in clock(seconds).split(":"):
        total = total * 60 + int(part)

    assert total == seconds
