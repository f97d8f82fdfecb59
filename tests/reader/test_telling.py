"""When other rooms are told to look at papers anew, and of which."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.drafts import FeedDraft
from medagora.catalogue.domain.words import State
from medagora.catalogue.models import Resource
from medagora.catalogue.queries import draft_of
from medagora.reader.domain.notices import Nature, Row
from medagora.reader.domain.parsed import ParsedEntry
from medagora.reader.models import Entry, Feed
from medagora.reader.services import feeds, merging, notices, retention, storing
from medagora.reader.services.telling import AT_ONCE, tell_of_works
from medagora.web import news
from tests.reader.conftest import NOW, MakeEntries, MakeFeed, prepared

Make = Callable[..., Any]


class Told:
    """The numbers that were told of, one list for each piece of news."""

    def __init__(self) -> None:
        self.news: list[list[int]] = []

    def hear(self, kind: str, subject: str) -> None:
        if kind == "works_changed":
            self.news.append([int(number) for number in subject.split()])

    def take(self) -> set[int]:
        """Everything since the last time."""
        numbers = {number for told in self.news for number in told}
        self.news.clear()
        return numbers


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    told = Told()
    monkeypatch.setattr(news, "tell", told.hear)
    return told


@pytest.fixture
def public(make_feed: MakeFeed, make_resource: Make) -> Feed:
    return make_feed("Heart", resource=make_resource())


def works_of(entries: list[Entry]) -> set[int]:
    return {entry.work for entry in entries}


def test_what_a_public_source_brings_is_told_of_also_at_the_first_reading(
    public: Feed, make_entries: MakeEntries, told: Told
) -> None:
    first = make_entries(public, 3)
    assert told.news == [sorted(works_of(first))]

    told.take()
    more = make_entries(public, 2)
    assert told.take() == works_of(more)


def test_what_brings_nothing_new_is_not_told_of(public: Feed, told: Told) -> None:
    entry = ParsedEntry(guid="1", title="Salt", link="https://a.example.org/1")
    storing.store_feeds([prepared(public, entry)], now=NOW)
    told.take()

    storing.store_feeds([prepared(public, entry)], now=NOW)

    assert told.news == []


def test_what_its_source_changed_is_told_of(public: Feed, told: Told) -> None:
    one, two = (
        ParsedEntry(guid="1", title=title, link="https://a.example.org/1")
        for title in ("Salt", "Salt, corrected")
    )
    storing.store_feeds([prepared(public, one)], now=NOW)
    told.take()

    storing.store_feeds([prepared(public, two)], now=NOW)

    assert told.take() == {Entry.objects.get().work}


def test_an_entry_that_was_let_go_and_changes_is_not_told_of(
    public: Feed, told: Told
) -> None:
    one, two = (
        ParsedEntry(guid="1", title=title, link="https://a.example.org/1")
        for title in ("Salt", "Salt, corrected")
    )
    storing.store_feeds([prepared(public, one)], now=NOW)
    Entry.objects.all().delete()
    told.take()

    storing.store_feeds([prepared(public, two)], now=NOW)

    assert told.news == []


def test_what_only_a_reader_added_is_nobody_elses_business(
    make_feed: MakeFeed, make_entries: MakeEntries, told: Told
) -> None:
    make_entries(make_feed(), 3)

    assert told.news == []


def test_alerts_are_tried_on_arrivals_as_before(
    public: Feed, make_entries: MakeEntries, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(
        news, "tell", lambda kind, told: heard.append(told) if kind[0] == "e" else None
    )

    make_entries(public, 2)
    (entry,) = make_entries(public, 1)

    assert heard == [str(entry.pk)]


def test_many_are_told_of_in_several_pieces(told: Told) -> None:
    tell_of_works([*range(AT_ONCE + 1), 0])

    assert [len(numbers) for numbers in told.news] == [AT_ONCE, 1]


def test_what_is_let_go_is_told_of(
    public: Feed, make_entries: MakeEntries, told: Told
) -> None:
    old = make_entries(public, 22, at=NOW - timedelta(days=900))
    told.take()

    retention.let_old_go(now=NOW, keep_days=730)

    assert told.take() == works_of(old[:2])


# ---- sources that become public, or are public no more -------------------------------


@pytest.fixture
def resource(make_resource: Make) -> Resource:
    made: Resource = make_resource(feeds=(FeedDraft("https://a.example.org/feed"),))
    return made


def test_a_readers_source_that_the_catalogue_takes_in_is_told_of(
    make_feed: MakeFeed, make_entries: MakeEntries, resource: Resource, told: Told
) -> None:
    made = make_entries(make_feed(address="https://a.example.org/feed"), 2)

    feeds.sync_all(at=NOW)
    assert told.take() == works_of(made)

    feeds.sync_all(at=NOW)
    assert told.news == []


@pytest.mark.parametrize("state", [State.RETIRED, State.PUBLISHED])
def test_a_resource_that_changed_has_its_papers_looked_at(
    make_entries: MakeEntries, resource: Resource, told: Told, state: State
) -> None:
    feeds.sync_resource(resource.uid, at=NOW)
    made = make_entries(Feed.objects.get(), 2)
    told.take()

    catalogue.set_state(resource, state, at=NOW)
    feeds.sync_resource(resource.uid, at=NOW)

    assert told.take() == works_of(made)


@pytest.mark.parametrize("is_alone", [True, False])
def test_a_source_that_its_resource_names_no_more_is_told_of(
    make_entries: MakeEntries, resource: Resource, told: Told, *, is_alone: bool
) -> None:
    feeds.sync_resource(resource.uid, at=NOW)
    made = make_entries(Feed.objects.get(), 2)
    told.take()

    draft = draft_of(Resource.objects.get(pk=resource.pk))
    catalogue.change_resource(resource, type(draft)(**{**vars(draft), "feeds": ()}))
    if is_alone:
        feeds.sync_resource(resource.uid, at=NOW)
    else:
        feeds.sync_all(at=NOW)

    assert Feed.objects.get().resource is None
    assert told.take() == works_of(made)


def test_sources_that_become_one_are_told_of(
    public: Feed, make_feed: MakeFeed, make_entries: MakeEntries, told: Told
) -> None:
    private = make_feed()
    made = [*make_entries(public, 2), *make_entries(private, 1)]
    told.take()

    merging.merge_feeds(public, private, at=NOW)

    assert told.take() == works_of(made)


def test_a_source_that_moves_to_where_the_catalogue_expects_it_is_public(
    make_feed: MakeFeed, make_entries: MakeEntries, resource: Resource, told: Told
) -> None:
    feeds.sync_resource(resource.uid, at=NOW)
    private = make_feed()
    made = make_entries(private, 2)
    assert told.news == []

    moved = merging.move_feed(private, "https://a.example.org/feed", at=NOW)

    assert moved.resource_id == resource.pk
    assert told.take() == works_of(made)


# ---- retractions ---------------------------------------------------------------------


def test_a_paper_is_told_of_when_it_is_retracted_and_when_that_is_taken_back(
    public: Feed, make_entries: MakeEntries, told: Told
) -> None:
    paper, other = make_entries(public, {"doi": "10.1000/salt"}, {"doi": "10.1000/x"})
    listed = [
        Row(Nature.RETRACTION, "10.1000/salt", noticed_on=date(2026, 5, 1)),
        Row(Nature.RETRACTION, "10.1000/y"),
    ]
    told.take()

    notices.take_list(listed, source="List", at=NOW)
    assert told.take() == {paper.work} != {other.work}

    notices.take_list(listed, source="List", at=NOW)
    assert told.news == []

    later = date(2026, 6, 1)
    back = [*listed, Row(Nature.REINSTATEMENT, "10.1000/salt", noticed_on=later)]
    notices.take_list(back, source="List", at=NOW)
    assert told.take() == {paper.work}

    notices.take_list(back, source="List", at=NOW)
    assert told.news == []


def test_a_paper_is_told_of_when_its_list_names_it_no_more(
    public: Feed, make_entries: MakeEntries, told: Told
) -> None:
    (paper,) = make_entries(public, {"doi": "10.1000/salt"})
    others = [Row(Nature.RETRACTION, f"10.1000/{number}") for number in range(20)]
    rows = [Row(Nature.RETRACTION, "10.1000/salt"), *others]
    notices.take_list(rows, source="List", at=NOW)
    told.take()

    notices.take_list(others, source="List", at=NOW, replace=True)

    assert told.take() == {paper.work}
