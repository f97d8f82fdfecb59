"""What a reading of feeds changes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.decide import Changes, Seen, decide, settle
from medagora.reader.domain.parsed import ParsedEntry, ParsedFeed
from medagora.reader.domain.places import place_of
from medagora.reader.domain.prepared import PreparedFeed, prepare

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OLDEST = NOW - timedelta(days=1000)
DATES = st.none() | st.integers(315_532_800, 2_208_988_800).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
PARSED = st.builds(
    ParsedEntry,
    guid=st.sampled_from(["1", "2", "3", ""]),
    link=st.sampled_from(["", "https://e.org/1", "https://e.org/2"]),
    title=st.sampled_from(["One", "Two"]),
    published_at=DATES,
)
FEEDS = st.lists(
    st.lists(PARSED, max_size=5).map(lambda found: tuple(found)), max_size=3
).map(lambda feeds: [feed(pk, *entries) for pk, entries in enumerate(feeds, start=1)])


def feed(feed_id: int, *entries: ParsedEntry) -> PreparedFeed:
    return prepare(feed_id, 1, ParsedFeed("atom", title="Heart", entries=entries))


def changes_of(
    feeds: list[PreparedFeed], seen: dict[int, Seen] | None = None, first: bool = True
) -> Changes:
    firsts = [found.feed_id for found in feeds] if first else []
    return decide(feeds, seen or {}, firsts, now=NOW, oldest=OLDEST)


def remembered(changes: Changes) -> dict[int, Seen]:
    return {
        new.entry.key: Seen(new.place, new.entry.digest) for new in settle(changes, ())
    }


def test_what_is_seen_again_with_other_words_is_changed() -> None:
    before = changes_of([feed(1, ParsedEntry(guid="1", title="One"))])
    again = [feed(1, ParsedEntry(guid="1", title="Two"))]

    changes = changes_of(again, remembered(before), first=False)

    assert changes.new == []
    assert [change.place for change in changes.changed] == [before.new[0].place]


def test_at_first_the_own_date_counts_later_the_moment() -> None:
    dated = ParsedEntry(guid="1", title="One", published_at=NOW - timedelta(days=9))

    (first,) = changes_of([feed(1, dated)]).new
    (later,) = changes_of([feed(1, dated)], first=False).new

    assert first.place >> 20 == place_of(NOW - timedelta(days=9)) >> 20
    assert later.place >> 20 == place_of(NOW) >> 20


def test_what_was_let_go_long_ago_does_not_come_back() -> None:
    ancient = ParsedEntry(
        guid="1", title="One", published_at=OLDEST - timedelta(days=1)
    )

    assert changes_of([feed(1, ancient)], first=False).new == []
    assert len(changes_of([feed(1, ancient)]).new) == 1


@given(FEEDS)
def test_the_same_feeds_again_change_nothing(feeds: list[PreparedFeed]) -> None:
    seen = remembered(changes_of(feeds))

    again = changes_of(feeds, seen, first=False)

    assert (again.new, again.changed, again.new_by_feed) == ([], [], {})


@given(FEEDS, st.booleans())
def test_counts_fit_and_nothing_lies_in_the_future(
    feeds: list[PreparedFeed], first: bool
) -> None:
    changes = changes_of(feeds, first=first)

    assert sum(changes.new_by_feed.values()) == len(changes.new)
    assert changes.last_entry_at.keys() == changes.new_by_feed.keys()
    assert all(when <= NOW for when in changes.last_entry_at.values())
    assert all(new.place >> 20 <= int(NOW.timestamp()) for new in changes.new)


@given(FEEDS, st.sets(st.integers(0, 4)))
def test_settled_places_are_free_and_each_its_own(
    feeds: list[PreparedFeed], taken_at: set[int]
) -> None:
    changes = changes_of(feeds)
    taken = {new.place for at, new in enumerate(changes.new) if at in taken_at}

    places = [new.place for new in settle(changes, taken)]

    assert len(places) == len(set(places)) == len(changes.new)
    assert taken.isdisjoint(places)
