"""Bringing sources and states along: all or nothing, and nobody else notices."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from medagora.kernel.refusals import BadInput
from medagora.people.models import Person
from medagora.reader.domain.parsed import ParsedEntry
from medagora.reader.domain.taking.found import Found, FoundEntry, FoundSource
from medagora.reader.domain.words import FeedState, View
from medagora.reader.models import (
    Entry,
    EntryText,
    Feed,
    Mark,
    Sighting,
    Subscription,
)
from medagora.reader.queries.numbers import count_unread
from medagora.reader.queries.readings import StreamSearch, reading_of
from medagora.reader.queries.streams import list_stream
from medagora.reader.services import (
    changing,
    following,
    kept,
    marking,
    personal_data,
    taking,
)
from medagora.reader.services.taking_files import read_upload
from tests.reader.conftest import NOW, MakeEntries, MakeFeed
from tests.reader.taking import samples

JOURNAL = FoundSource("https://journal.example.org/feed", "Journal", folder="Heart")
SAVED = StreamSearch(view=View.SAVED)


@pytest.fixture
def reader(make_person: Callable[..., Person]) -> Person:
    return make_person("Rita")


def found_entry(source: FoundSource | None = JOURNAL, **fields: Any) -> FoundEntry:
    states = {
        name: fields.pop(name, default)
        for name, default in {
            "is_read": None,
            "is_saved": False,
            "in_listing": False,
        }.items()
    }
    defaults = {
        "guid": "a",
        "link": "https://journal.example.org/articles/a",
        "title": "An article",
        "published_at": NOW - timedelta(days=3),
    }
    return FoundEntry(source, ParsedEntry(**{**defaults, **fields}), **states)


def saved_titles(person: Person) -> list[str]:
    return [line.title for line in list_stream(reading_of(person), SAVED).lines]


def test_sources_come_with_folder_and_the_persons_own_name(reader: Person) -> None:
    taken = taking.bring_in(reader, Found(sources=[JOURNAL]), at=NOW)

    row = Subscription.objects.select_related("feed").get()
    assert len(taken.new) == 1
    assert (row.title, row.folder) == ("Journal", "Heart")
    assert row.feed.address == JOURNAL.address
    assert row.feed.next_check_at == NOW
    # what a file calls a source is nobody else's business
    assert row.feed.title == row.feed.site == ""


def test_what_is_followed_already_or_named_twice_is_told_and_is_no_error(
    reader: Person, make_feed: MakeFeed
) -> None:
    feed = make_feed(address="https://known.example.org/feed")
    following.follow(reader, feed, folder="Mine")
    again = replace(JOURNAL, address="http://journal.example.org/feed/")
    known = FoundSource("https://known.example.org/feed", "Other name", folder="Theirs")

    found = Found(sources=[JOURNAL, again, known])
    taken = taking.bring_in(reader, found, at=NOW)

    assert (taken.new, taken.again, taken.already) == ([JOURNAL], [again], [known])
    assert Subscription.objects.get(feed=feed).folder == "Mine"


def test_a_second_time_changes_nothing(reader: Person) -> None:
    entries = [found_entry(is_saved=True), found_entry(is_saved=True, guid="b")]
    found = Found(sources=[JOURNAL], entries=entries)
    taking.bring_in(reader, found, at=NOW)
    before = list(Mark.objects.order_by("work").values())

    taken = taking.bring_in(reader, found, at=NOW + timedelta(days=1))

    assert (taken.new, len(taken.already)) == ([], 1)
    assert list(Mark.objects.order_by("work").values()) == before
    assert Entry.objects.count() == 2


def test_a_look_changes_nothing_and_tells_what_would_happen(reader: Person) -> None:
    found = Found(sources=[JOURNAL], entries=[found_entry(is_saved=True)])

    look = taking.look_into(reader, found, at=NOW)

    assert not Feed.objects.exists()
    assert not Mark.objects.exists()
    taken = taking.bring_in(reader, found, at=NOW)
    assert (taken.new, taken.saved, taken.kept) == (look.new, look.saved, look.kept)


def test_a_source_that_was_taken_off_the_page_comes_back(
    reader: Person, make_feed: MakeFeed
) -> None:
    feed = make_feed(address=JOURNAL.address)
    following.follow(reader, feed, topic="asthma")
    following.unfollow(reader, feed.pk)

    taking.bring_in(reader, Found(sources=[JOURNAL]), at=NOW)

    assert [f.feed_id for f in reading_of(reader).follows] == [feed.pk]


def test_a_merged_source_leads_to_what_took_its_place(
    reader: Person, make_feed: MakeFeed
) -> None:
    heir = make_feed()
    make_feed(address=JOURNAL.address, state=FeedState.MERGED, replaced_by=heir)

    taking.bring_in(reader, Found(sources=[JOURNAL]), at=NOW)

    assert Subscription.objects.get().feed == heir


def test_more_sources_than_anybody_reads_are_refused_whole(
    reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("medagora.reader.services.taking.MOST_SOURCES", 1)
    other = replace(JOURNAL, address="https://b.example.org/feed")

    with pytest.raises(BadInput, match="more than 1 sources"):
        taking.bring_in(reader, Found(sources=[JOURNAL, other]), at=NOW)

    assert not Feed.objects.exists()


# ---- states ------------------------------------------------------------------------


def test_entries_that_are_here_get_their_marks(
    reader: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_feed(address=JOURNAL.address)
    following.follow(reader, feed)
    by_id, by_link, by_doi = make_entries(
        feed, {"guid": "a"}, {"link": "https://x.example.org/p/1"}, {"doi": "10.1/x"}
    )
    entries = [
        found_entry(guid="a", link="", is_read=True),
        found_entry(None, guid="", link="https://x.example.org/p/1", is_saved=True),
        found_entry(None, guid="", link="", doi="10.1/x", is_saved=True, is_read=True),
    ]

    taken = taking.bring_in(reader, Found(entries=entries), at=NOW)

    marks = {mark.work: mark for mark in Mark.objects.all()}
    assert marks[by_id.work].is_read
    assert marks[by_id.work].saved_at is None
    assert marks[by_link.work].saved_at
    assert marks[by_link.work].is_read is None
    assert marks[by_doi.work].saved_at
    assert marks[by_doi.work].is_read
    assert (taken.read, taken.saved, taken.kept) == (2, 2, 0)


def test_a_saved_entry_that_is_not_here_is_kept(reader: Person) -> None:
    entry = found_entry(
        is_saved=True, html="<p>Words</p>", text="Words", authors=("Ada",)
    )

    taking.bring_in(reader, Found(entries=[entry]), at=NOW)

    (line,) = list_stream(reading_of(reader), SAVED).lines
    assert (line.title, line.source, line.authors) == (
        "An article",
        "Journal",
        ("Ada",),
    )
    assert line.is_saved
    assert reading_of(reader).follows == ()


def test_what_is_kept_for_one_person_reaches_nobody_else(
    reader: Person,
    make_person: Callable[..., Person],
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    run_tasks: Callable[[], None],
) -> None:
    """A made-up export must not put words into a journal's mouth."""
    other = make_person("Otto")
    feed = make_feed(address=JOURNAL.address)
    following.follow(other, feed)
    (real,) = make_entries(feed, {"title": "The paper", "doi": "10.1/x"})
    marking.save(other, real.work, at=NOW)
    forged = found_entry(
        title="The forged paper",
        link="https://elsewhere.example.org/forged",
        is_saved=True,
        published_at=NOW - timedelta(days=900),
    )

    taking.bring_in(reader, Found(entries=[forged]), at=NOW)
    run_tasks()

    everything = StreamSearch(view=View.ALL)
    (line,) = list_stream(reading_of(other), everything).lines
    assert (line.title, line.also_in) == ("The paper", ())
    assert saved_titles(other) == ["The paper"]
    assert saved_titles(reader) == ["The forged paper"]
    apart = Feed.objects.exclude(pk=feed.pk).get()
    assert apart.state == FeedState.RETIRED
    assert apart.next_check_at is None
    assert str(reader.pk) not in apart.key.split(":")


def test_another_persons_own_source_counts_as_unknown(
    reader: Person,
    make_person: Callable[..., Person],
    make_feed: MakeFeed,
    make_entries: MakeEntries,
) -> None:
    private = make_feed("Intranet")
    following.follow(make_person("Otto"), private)
    make_entries(private, {"link": "https://x.example.org/p/1", "title": "Theirs"})
    own = found_entry(
        None, link="https://x.example.org/p/1", title="Mine", is_saved=True
    )

    taking.bring_in(reader, Found(entries=[own]), at=NOW)

    assert saved_titles(reader) == ["Mine"]


def test_a_kept_entry_that_was_let_go_can_be_brought_again(reader: Person) -> None:
    found = Found(entries=[found_entry(is_saved=True)])
    taking.bring_in(reader, found, at=NOW)
    (number,) = Entry.objects.values_list("pk", flat=True)
    changing.forget_words([number])
    for model in (Mark, EntryText, Entry):
        model.objects.all().delete()
    assert Sighting.objects.exists()

    taking.bring_in(reader, found, at=NOW)

    assert saved_titles(reader) == ["An article"]


def test_what_was_kept_is_forgotten_with_its_person_and_nobody_elses(
    reader: Person, make_person: Callable[..., Person], make_feed: MakeFeed
) -> None:
    other = make_person("Otto")
    make_feed(address=JOURNAL.address)
    page = found_entry(None, guid="p", link="https://page.example.org/", is_saved=True)
    found = Found(entries=[found_entry(is_saved=True), page])
    for person in (reader, other):
        taking.bring_in(person, found, at=NOW)

    personal_data.erase(reader, NOW)

    assert saved_titles(reader) == []
    assert saved_titles(other) == ["An article", "An article"]
    assert Feed.objects.count() == 3
    assert kept.forget_kept(other) == 2
    assert not Sighting.objects.exists()


def test_the_newest_of_what_was_saved_stands_first_and_earlier_saves_stay(
    reader: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    feed = make_feed(address=JOURNAL.address)
    following.follow(reader, feed)
    (here,) = make_entries(feed, {"guid": "here", "title": "Here"})
    marking.save(reader, here.work, at=NOW - timedelta(days=9))
    entries = [
        found_entry(
            guid=str(days),
            link=f"https://j.example.org/{days}",
            title=f"{days} days",
            published_at=NOW - timedelta(days=days),
            is_saved=True,
        )
        for days in (5, 1, 3)
    ]
    entries.append(found_entry(guid="here", link="", is_saved=True))

    taking.bring_in(reader, Found(entries=entries), at=NOW)

    assert saved_titles(reader) == ["1 days", "3 days", "5 days", "Here"]


def test_what_was_read_elsewhere_is_read_when_the_source_comes(
    reader: Person, make_entries: MakeEntries
) -> None:
    def listed(days: int, is_read: bool) -> FoundEntry:
        return found_entry(
            guid=str(days),
            published_at=NOW - timedelta(days=days),
            is_read=is_read,
            in_listing=True,
        )

    entries = [listed(9, True), listed(5, True), listed(2, False), listed(1, True)]
    taken = taking.bring_in(reader, Found(sources=[JOURNAL], entries=entries), at=NOW)
    assert taken.caught_up == 1

    feed = Feed.objects.get()
    make_entries(
        feed,
        *(
            {"guid": str(days), "published_at": NOW - timedelta(days=days)}
            for days in (9, 5, 2, 1)
        ),
    )

    # rather too little is taken for read than too much: the newest one is not
    assert count_unread(reading_of(reader)) == {feed.pk: 2}


def test_an_archive_of_freshrss_comes_whole(reader: Person) -> None:
    found = read_upload(samples.freshrss_zip(), "export.zip")

    taken = taking.bring_in(reader, found, at=NOW)

    assert len(taken.new) == 2
    assert saved_titles(reader) == ["A starred article"]


def test_five_thousand_sources_take_few_queries(
    reader: Person, django_assert_max_num_queries: Any
) -> None:
    sources = [
        FoundSource(f"https://s{n}.example.org/feed", f"Source {n}")
        for n in range(5000)
    ]

    with django_assert_max_num_queries(300):
        taking.bring_in(reader, Found(sources=sources), at=NOW)

    assert Subscription.objects.filter(person=reader).count() == 5000
