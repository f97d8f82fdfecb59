"""A real reading program and the Google Reader protocol as we speak it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from medagora.people.models import Person
from medagora.reader.domain.parsed import ParsedEntry
from medagora.reader.domain.words import KeyScope
from medagora.reader.models import Entry, Feed, Mark
from medagora.reader.queries.numbers import count_unread
from medagora.reader.queries.readings import reading_of
from medagora.reader.services import following, keys, marking, storing
from medagora.reader.services.feeds import add_feed
from tests.contracts.newsboat import PROGRAM, Newsboat
from tests.reader.conftest import NOW, prepared

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="newsboat is not installed"),
    pytest.mark.django_db(transaction=True),
]

TITLES = ("First paper", "Second paper", "Third paper")


@pytest.fixture
def reader(make_person: Callable[..., Person]) -> Person:
    return make_person("Rita")


@pytest.fixture
def journal(reader: Person) -> Feed:
    """A source with three unread entries, an hour apart, the first the oldest."""
    feed = add_feed("https://journal.example.org/feed", title="Journal", at=NOW)
    following.follow(reader, feed, folder="Heart")
    entries = [
        ParsedEntry(
            guid=title,
            link=f"https://journal.example.org/{place}",
            title=title,
            html=f"<p>Words of the {title.lower()}.</p>",
            published_at=NOW - timedelta(hours=len(TITLES) - place),
        )
        for place, title in enumerate(TITLES)
    ]
    storing.store_feeds([prepared(feed, *entries)], now=NOW)
    return feed


@pytest.fixture
def newsboat(
    live_server: Any, tmp_path: Path, reader: Person, journal: Feed
) -> Newsboat:
    _row, secret = keys.make_key(reader, "newsboat", KeyScope.APPS, by=reader)
    program = Newsboat(tmp_path)
    program.connect(live_server.url, reader.email, secret)
    return program


def work_of(title: str) -> int:
    return int(Entry.objects.values_list("work", flat=True).get(title=title))


def is_read(title: str) -> bool:
    return Mark.objects.filter(work=work_of(title), is_read=True).exists()


def is_saved(title: str) -> bool:
    return Mark.objects.filter(work=work_of(title), saved_at__isnull=False).exists()


def test_newsboat_shows_the_marks_of_the_page(
    newsboat: Newsboat, reader: Person
) -> None:
    assert newsboat.run("reload", "print-unread") == "3 unread articles"

    marking.mark_read(reader, [work_of("First paper"), work_of("Third paper")])
    assert newsboat.run("reload", "print-unread") == "1 unread articles"

    marking.mark_unread(reader, [work_of("First paper")])
    assert newsboat.run("reload", "print-unread") == "2 unread articles"


def test_the_page_shows_the_marks_of_newsboat(
    newsboat: Newsboat, reader: Person
) -> None:
    newsboat.run("reload")

    # the newest stands first: it is read, flagged, and marked as unread again
    newsboat.type(
        ("Journal", "\r"),
        ("Third paper", "\r"),
        ("Words of the third paper", "q"),
        (lambda: is_read("Third paper"), "\x05"),
        ("Flags:", "s\r"),
        (lambda: is_saved("Third paper"), "N"),
        (lambda: not is_read("Third paper"), "q"),
        ("Journal", "q"),
    )

    kept = Mark.objects.get(work=work_of("Third paper"))
    assert kept.is_read is False
    assert kept.saved_at is not None
    assert not is_read("First paper")


def test_a_source_marked_read_in_newsboat_is_read_on_the_page(
    newsboat: Newsboat, reader: Person, journal: Feed
) -> None:
    newsboat.run("reload")
    assert count_unread(reading_of(reader)) == {journal.pk: 3}

    newsboat.type(("Journal", "A"), (lambda: not count_unread(reading_of(reader)), "q"))

    assert newsboat.run("reload", "print-unread") == "0 unread articles"
