"""What is counted as new is what the lists hold: once a paper, without what is muted,
for a person, a device and the programs that read for a person."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from medagora.people.models import Person
from medagora.reader.domain.device import Device
from medagora.reader.domain.words import KeyScope, View
from medagora.reader.models import Entry, Feed, Mark
from medagora.reader.queries.lines import get_line
from medagora.reader.queries.numbers import count_unread
from medagora.reader.queries.readings import (
    Reading,
    StreamSearch,
    in_scope,
    reading_of,
    reading_of_feeds,
)
from medagora.reader.queries.streams import list_stream
from medagora.reader.services import anyone, following, keys, marking, watching
from medagora.reader.services.devices import Reader
from tests.reader.conftest import NOW, MakeEntries, MakeFeed

UNREAD, ALL = StreamSearch(), StreamSearch(view=View.ALL)
PAPER = {"title": "The paper", "doi": "10.1/x"}


@pytest.fixture
def rita(make_person: Callable[..., Person]) -> Person:
    return make_person("Rita")


@pytest.fixture
def shared(
    rita: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> tuple[Feed, Feed]:
    """A journal with a paper, and a later source that brings it again as its newest."""
    journal, abstracts = make_feed("Letters"), make_feed("In abstracts", sort="news")
    following.follow_many(rita, [journal, abstracts])
    make_entries(journal, PAPER, {"title": "Other"}, at=NOW - timedelta(days=1))
    make_entries(abstracts, {"title": "Own"}, PAPER)
    return journal, abstracts


def listed(reading: Reading, search: StreamSearch = UNREAD) -> list[int]:
    """The entries of all pages of a list."""
    seen: list[int] = []
    before = 0
    while True:
        page = list_stream(reading, replace(search, before=before), limit=4)
        seen += [line.id for line in page.lines]
        before = page.next
        if not before:
            return seen


def swept(reader: Reader, search: StreamSearch = UNREAD) -> Reader:
    """After "Mark all as read" on the first page of a list."""
    top = max(line.id for line in list_stream(reader.reading, search).lines)
    reader, _count, _token = anyone.sweep(reader, search, above=0, below=top, at=NOW)
    return Reader(reader.person, reader.device)


# ---- one paper once ----------------------------------------------------------------
def test_a_paper_of_two_sources_is_counted_once(
    rita: Person, shared: tuple[Feed, Feed]
) -> None:
    journal, abstracts = shared
    unread = count_unread(reading_of(rita))

    assert unread == {journal.pk: 2, abstracts.pk: 2}
    assert unread.total() == len(listed(reading_of(rita))) == 3
    assert unread.total([abstracts.pk]) == 2


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_a_double_above_the_list_is_read_with_it(
    rita: Person, shared: tuple[Feed, Feed], is_signed_in: bool
) -> None:
    device = Device(added=tuple(feed.pk for feed in shared))
    reader = Reader(rita, Device()) if is_signed_in else Reader(None, device)

    reader = swept(reader)

    double = Entry.objects.order_by("-pk")[0]
    assert count_unread(reader.reading) == {}
    assert listed(reader.reading) == []
    assert listed(reader.reading, StreamSearch(feed=shared[1].pk)) == []
    assert get_line(reader.reading, double.pk).is_read


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_a_double_that_comes_after_the_list_was_read_is_read(
    rita: Person,
    shared: tuple[Feed, Feed],
    make_entries: MakeEntries,
    is_signed_in: bool,
) -> None:
    device = Device(added=tuple(feed.pk for feed in shared))
    reader = Reader(rita, Device()) if is_signed_in else Reader(None, device)
    reader = swept(reader)

    make_entries(
        shared[1],
        {"title": "Other", "link": Entry.objects.get(title="Other").link},
        {"title": "Truly new"},
        at=NOW + timedelta(hours=2),
    )

    reader = Reader(reader.person, reader.device)
    (new,) = Entry.objects.filter(title="Truly new")
    assert listed(reader.reading) == [new.pk]
    assert count_unread(reader.reading) == {shared[1].pk: 1}


def test_what_one_source_swept_is_read_in_the_one_that_had_it_first(
    rita: Person, shared: tuple[Feed, Feed]
) -> None:
    alone = StreamSearch(feed=shared[1].pk)

    _count, token = marking.mark_all_read(reading_of(rita), alone, through=0, at=NOW)

    assert count_unread(reading_of(rita)) == {shared[0].pk: 1}
    assert len(listed(reading_of(rita))) == 1
    marking.undo(rita, token, at=NOW)
    assert count_unread(reading_of(rita)).total() == 3
    assert not Mark.objects.exists()


def test_a_paper_marked_as_new_again_is_new_in_both_sources(
    rita: Person, shared: tuple[Feed, Feed]
) -> None:
    swept(Reader(rita, Device()))
    work = Entry.objects.filter(doi="10.1/x")[0].work

    marking.mark_unread(rita, [work])

    unread = count_unread(reading_of(rita))
    assert (unread, unread.total()) == ({shared[0].pk: 1, shared[1].pk: 1}, 1)
    assert len(listed(reading_of(rita))) == 1


def test_a_device_can_read_what_began_below_its_place(
    make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    """The paper's first entry stands in a source that the device does not follow."""
    foreign, own = make_feed("Foreign"), make_feed("Own")
    make_entries(foreign, PAPER, at=NOW - timedelta(days=1))
    make_entries(own, {"title": "Read"})
    reader = swept(Reader(None, Device(added=(own.pk,))))
    (late,) = make_entries(own, PAPER, at=NOW + timedelta(hours=2))
    reader = Reader(None, reader.device)
    assert listed(reader.reading) == [late.pk]

    reader = anyone.mark_read(reader, [late.work])

    assert listed(reader.reading) == []
    assert count_unread(reader.reading) == {}


# ---- muted ---------------------------------------------------------------------------
def test_a_muted_source_counts_nothing_and_hides_no_other(
    rita: Person, shared: tuple[Feed, Feed]
) -> None:
    journal, abstracts = shared
    watching.add_mute(rita, feed=journal)

    unread = count_unread(reading_of(rita))

    assert (unread, unread.total()) == ({abstracts.pk: 2}, 2)
    assert len(listed(reading_of(rita))) == 2
    assert listed(reading_of(rita), StreamSearch(feed=journal.pk)) == []


def test_what_a_rule_mutes_is_not_counted(
    rita: Person, shared: tuple[Feed, Feed], make_entries: MakeEntries
) -> None:
    journal, abstracts = shared
    watching.add_mute(rita, query="other")
    watching.add_mute(rita, query="paper", feed=abstracts)
    assert count_unread(reading_of(rita)) == {journal.pk: 1, abstracts.pk: 1}

    make_entries(
        abstracts, {"title": "Another"}, {"title": "The other"}, at=NOW + timedelta(1)
    )

    unread = count_unread(reading_of(rita))
    assert unread == {journal.pk: 1, abstracts.pk: 2}
    assert unread.total() == len(listed(reading_of(rita))) == 3
    rule = watching.add_mute(rita, query="another")
    assert count_unread(reading_of(rita)).total() == 2
    watching.remove_mute(rule)
    assert count_unread(reading_of(rita)).total() == 3


# ---- programs ------------------------------------------------------------------------
def test_programs_are_told_the_same(
    rita: Person, shared: tuple[Feed, Feed], make_entries: MakeEntries, client: Client
) -> None:
    journal, abstracts = shared
    following.set_folder(rita, journal.pk, "Heart")
    following.set_folder(rita, abstracts.pk, "Heart")
    watching.add_mute(rita, query="own")
    _row, secret = keys.make_key(rita, "App", KeyScope.APPS, by=rita)

    def counts() -> dict[str, int]:
        found = _greader(client, secret, "unread-count")
        return {row["id"]: row["count"] for row in found["unreadcounts"]}

    def ids(stream: str) -> int:
        found = _greader(
            client,
            secret,
            "stream/items/ids",
            s=stream,
            n="100",
            xt="user/-/state/com.google/read",
        )
        return len(found["itemRefs"])

    for _round in range(2):
        told = counts()
        assert told == {stream: ids(stream) for stream in told}
        assert told["user/-/state/com.google/reading-list"] == len(
            listed(reading_of(rita))
        )
        swept(Reader(rita, Device()))
        make_entries(journal, {"title": "Later"}, at=NOW + timedelta(days=1))


def _greader(client: Client, secret: str, path: str, **params: str) -> dict[str, list]:  # type: ignore[type-arg]  # JSON
    answer = client.get(
        f"/greader/reader/api/0/{path}",
        {**params, "output": "json"},
        headers={"Authorization": f"GoogleLogin auth={secret}"},
    )
    assert answer.status_code == 200, answer.content
    return answer.json()  # type: ignore[no-any-return]


# ---- whatever happens ----------------------------------------------------------------
@pytest.mark.parametrize("seed", range(8))
def test_counts_are_what_lists_hold_whatever_was_done(
    seed: int, rita: Person, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret
    feeds = [make_feed(f"No. {n}", sort=("journal", "news")[n % 2]) for n in range(4)]
    following.follow_many(rita, feeds[:3])
    life = _Life(dice, feeds, rita, make_entries)

    for _step in range(12):
        life.step()
        _agree(reading_of(rita))
        _agree(life.reader.reading)


class _Life:
    """What happens to a person and to a device, one thing after the other."""

    def __init__(
        self,
        dice: random.Random,
        feeds: list[Feed],
        person: Person,
        make_entries: MakeEntries,
    ) -> None:
        self.dice, self.feeds, self.person = dice, feeds, person
        self.make_entries = make_entries
        self.reader = Reader(None, Device(added=tuple(f.pk for f in feeds[:3])))
        self.hours = 0

    def step(self) -> None:
        acts = [self.arrive, self.arrive, self.sweep, self.mark, self.mute]
        self.dice.choice(acts)()
        self.reader = Reader(None, self.reader.device)

    def arrive(self) -> None:
        self.hours += 5
        papers = self.dice.sample(range(12), self.dice.randint(1, 4))
        self.make_entries(
            self.dice.choice(self.feeds),
            *({"title": f"Words no{n}", "doi": f"10.1/{n}"} for n in papers),
            at=NOW + timedelta(hours=self.hours),
        )

    def sweep(self) -> None:
        search = self.dice.choice(
            [UNREAD, UNREAD, *(StreamSearch(feed=f.pk) for f in self.feeds[:3])]
        )
        for reader in (Reader(self.person, Device()), self.reader):
            ids = listed(reader.reading, search)
            if not ids:
                continue
            place = self.dice.choice([ids[0], ids[0], self.dice.choice(ids)])
            after, count, _token = anyone.sweep(
                reader, search, above=0, below=place, at=NOW
            )
            assert count == sum(number <= place for number in ids)
            after = Reader(after.person, after.device)
            assert not [n for n in listed(after.reading, search) if n <= place]
            if after.person is None:
                self.reader = after

    def mark(self) -> None:
        works = list(Entry.objects.values_list("work", flat=True).distinct())
        if not works:
            return
        work = self.dice.choice(works)
        if self.dice.random() < 0.5:
            marking.mark_read(self.person, [work])
            self.reader = anyone.mark_read(self.reader, [work])
        else:
            marking.mark_unread(self.person, [work])
            self.reader = anyone.mark_unread(self.reader, [work])

    def mute(self) -> None:
        if self.dice.random() < 0.3:
            watching.add_mute(self.person, feed=self.feeds[0])
        else:
            watching.add_mute(self.person, query=f"no{self.dice.randrange(12)}")


def _agree(reading: Reading) -> None:
    """Counts, warm and cold, are those of the lists; and lists say of each line that
    it is unread."""
    for _warmth in range(2):
        unread = count_unread(reading)
        searches = [UNREAD, StreamSearch(sort="journal"), StreamSearch(sort="news")]
        for search in searches:
            ids = listed(reading, search)
            feeds = list(in_scope(reading, search).by_feed)
            assert unread.total(feeds) == len(ids)
        for follow in reading.follows:
            ids = listed(reading, StreamSearch(feed=follow.feed_id))
            assert unread.get(follow.feed_id, 0) == len(ids)
            assert not any(get_line(reading, number).is_read for number in ids)
        cache.clear()


def test_counting_reads_no_more_than_what_is_unread(
    rita: Person,
    shared: tuple[Feed, Feed],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    reading = reading_of(rita)
    count_unread(reading)

    with django_assert_max_num_queries(4):  # type: ignore[attr-defined]  # a context manager
        count_unread(reading)
    device = reading_of_feeds([feed.pk for feed in shared])
    count_unread(device)
    with django_assert_max_num_queries(1):  # type: ignore[attr-defined]  # as above
        count_unread(device)
