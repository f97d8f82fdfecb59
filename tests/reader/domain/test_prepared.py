"""A parsed feed made ready for the tables."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.parsed import Enclosure, ParsedEntry, ParsedFeed
from medagora.reader.domain.prepared import (
    LONGEST_SUMMARY,
    LONGEST_TEXT,
    PreparedEntry,
    body_digest,
    prepare,
)
from medagora.reader.domain.words_of_text import index_words

FULL = ParsedEntry(
    guid="1",
    link="https://e.org/1",
    title="Aspirin after a stroke",
    html="<p>Words</p>",
    text="Words",
    authors=("Ada Lovelace", "Grace Hopper"),
    published_at=datetime(2026, 11, 1, tzinfo=UTC),
    doi="10.1/a",
    journal="The Heart",
    volume="7",
    categories=("asthma",),
    enclosures=(
        Enclosure("https://e.org/1.pdf", "application/pdf", 9),
        Enclosure("https://e.org/1.mp3", "audio/mpeg", 9, 60),
    ),
)
#: As long as texts get, and a little longer.
LONG = st.text(max_size=40) | st.integers(0, 1200).map(lambda n: "é " * n)
PARSED = st.builds(
    ParsedEntry,
    guid=st.sampled_from(["", "a", "b"]),
    link=LONG,
    title=LONG,
    html=LONG,
    text=LONG,
    summary=LONG,
    authors=st.lists(LONG, max_size=3).map(tuple),
    journal=LONG,
    image=LONG,
    enclosures=st.lists(
        st.builds(Enclosure, LONG, st.sampled_from(["audio/x", "image/x"])), max_size=3
    ).map(tuple),
)


def prepared(*entries: ParsedEntry, feed_id: int = 1) -> tuple[PreparedEntry, ...]:
    return prepare(feed_id, 1, ParsedFeed("atom", entries=entries)).entries


def test_an_entry_is_ready_for_its_row() -> None:
    (row,) = prepared(FULL)

    assert row.authors == "Ada Lovelace; Grace Hopper"
    assert (row.media, row.media_seconds) == ("https://e.org/1.mp3", 60)
    assert json.loads(row.details) == {
        "journal": "The Heart",
        "volume": "7",
        "categories": ["asthma"],
        "files": [["https://e.org/1.pdf", "application/pdf", 9]],
    }
    assert {"aspirin", "lovelace", "words", "heart"} <= set(row.words.split())


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Other"},
        {"link": "https://e.org/2"},
        {"authors": ("Ada Lovelace",)},
        {"html": "<p>Others</p>"},
        {"doi": "10.1/b"},
        {"volume": "8"},
        {"enclosures": ()},
    ],
)
def test_whatever_a_source_changes_is_noticed(change: dict[str, object]) -> None:
    (before,), (after,) = prepared(FULL), prepared(replace(FULL, **change))  # type: ignore[arg-type]

    assert before.key == after.key
    assert before.digest != after.digest


def test_the_same_item_of_two_feeds_is_seen_in_each() -> None:
    (one,), (other,) = prepared(FULL), prepared(FULL, feed_id=2)

    assert one.key != other.key
    assert one.keys == other.keys


@given(st.lists(PARSED, max_size=5))
def test_everything_fits_its_column(entries: list[ParsedEntry]) -> None:
    for row in prepared(*entries):
        assert len(row.title) <= 500
        assert len(row.summary) <= LONGEST_SUMMARY
        assert len(row.authors) <= 1000
        assert max(map(len, (row.link, row.image, row.media))) <= 1000
        assert len(row.text) <= LONGEST_TEXT
        assert isinstance(json.loads(row.details), dict)


@given(st.lists(PARSED, max_size=5))
def test_each_item_has_a_key_of_its_own(entries: list[ParsedEntry]) -> None:
    keys = [row.key for row in prepared(*entries)]

    assert len(keys) == len(set(keys))


@given(PARSED)
def test_the_words_can_be_worked_out_again_to_be_forgotten(entry: ParsedEntry) -> None:
    (row,) = prepared(entry)

    journal = json.loads(row.details).get("journal", "")
    assert row.words == index_words(f"{row.text}\n{journal}")


@given(st.binary(max_size=40))
def test_a_body_that_was_read_has_a_digest(body: bytes) -> None:
    assert body_digest(body) != 0
