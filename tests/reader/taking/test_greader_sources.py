"""The Google Reader protocol: sources and their labels, told and changed."""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.people.models import Person
from medagora.reader.domain.words import KeyScope
from medagora.reader.models import Feed, Subscription
from medagora.reader.queries.readings import reading_of
from medagora.reader.services import following, keys
from tests.reader.conftest import MakeEntries, MakeFeed
from tests.reader.taking.conftest import Program, Shelf
from tests.reader.taking.greader_lists import LIST, STARRED


def test_sources_come_with_labels_and_addresses(program: Program, shelf: Shelf) -> None:
    first, second = program.api("subscription/list")["subscriptions"]

    assert first["id"] == f"feed/{shelf.journal.pk}"
    assert first["title"] == "Journal"
    assert first["categories"] == [{"id": "user/-/label/Heart", "label": "Heart"}]
    assert first["url"] == shelf.journal.address
    assert first["htmlUrl"] == "https://journal.example.org/"
    assert second["categories"] == []
    tags = program.api("tag/list")["tags"]
    assert [tag["id"] for tag in tags] == [STARRED, "user/-/label/Heart"]


def test_a_topic_is_the_label_of_what_it_brought(
    program: Program,
    reader: Person,
    make_feed: MakeFeed,
    make_topic: Callable[..., Any],
) -> None:
    make_topic("asthma")
    following.follow(reader, make_feed(), topic="asthma")

    (row,) = program.api("subscription/list")["subscriptions"]

    assert row["categories"][0]["label"] == "Asthma"


def test_unread_entries_are_counted(program: Program, shelf: Shelf) -> None:
    rows = program.api("unread-count")["unreadcounts"]

    assert {row["id"]: row["count"] for row in rows} == {
        f"feed/{shelf.journal.pk}": 3,
        f"feed/{shelf.blog.pk}": 1,
        "user/-/label/Heart": 3,
        LIST: 4,
    }


def test_a_source_is_added_renamed_filed_and_taken_off(program: Program) -> None:
    address = "https://new.example.org/feed"
    edit = "subscription/edit"

    assert program.send(edit, ac="subscribe", s=f"feed/{address}", t="Mine") == "OK"
    feed = Feed.objects.get()
    own = Subscription.objects.get()
    assert (feed.address, feed.title, own.title) == (address, "", "Mine")
    stream = f"feed/{feed.pk}"
    program.send(edit, ac="edit", s=stream, t="Ours", a="user/-/label/Lungs")
    own.refresh_from_db()
    assert (own.title, own.folder) == ("Ours", "Lungs")
    program.send(edit, ac="edit", s=stream, r="user/-/label/Lungs")
    own.refresh_from_db()
    assert own.folder == ""
    program.send(edit, ac="unsubscribe", s=stream)
    assert not Subscription.objects.exists()


def test_a_source_is_added_by_its_address_alone(program: Program) -> None:
    answer = program.post(
        "reader/api/0/subscription/quickadd", {"quickadd": "new.example.org/feed"}
    ).json()

    feed = Feed.objects.get()
    assert answer["streamId"] == f"feed/{feed.pk}"
    assert feed.address == "https://new.example.org/feed"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"ac": "destroy", "s": "feed/1"},
        {"ac": "subscribe"},
        {"ac": "subscribe", "s": "feed/ftp://x.example.org/"},
        {"ac": "subscribe", "s": "feed/12"},
        {"ac": "edit", "s": "feed/999999", "t": "x"},
        {"ac": "unsubscribe", "s": "user/-/label/x"},
    ],
)
def test_a_wrong_change_of_sources_is_refused_and_changes_nothing(
    program: Program, data: dict[str, str]
) -> None:
    answer = program.post("reader/api/0/subscription/edit", data)

    assert answer.status_code in {400, 404, 422}
    assert answer["Content-Type"].startswith("text/plain")
    assert not Feed.objects.exists()


def test_labels_are_renamed_and_taken_away(program: Program, shelf: Shelf) -> None:
    program.send("rename-tag", s="user/-/label/Heart", dest="user/-/label/Cardio")
    assert Subscription.objects.get(feed=shelf.journal).folder == "Cardio"

    program.send("disable-tag", s="user/-/label/Cardio")
    assert Subscription.objects.get(feed=shelf.journal).folder == ""


def test_lists_of_sources_go_out_and_come_in(
    program: Program, shelf: Shelf, make_person: Callable[..., Person]
) -> None:
    written = program.get("reader/api/0/subscription/export").content
    other = make_person("Otto")
    _row, program.secret = keys.make_key(other, "App", KeyScope.APPS, by=other)

    answer = program.client.post(
        "/greader/reader/api/0/subscription/import",
        written,
        content_type="text/xml",
        headers={"Authorization": f"GoogleLogin auth={program.secret}"},
    )

    assert answer.content == b"OK: 2"
    follows = {f.feed_id: f.folder for f in reading_of(other).follows}
    assert follows == {shelf.journal.pk: "Heart", shelf.blog.pk: ""}


def test_more_sources_cost_no_more_queries(
    program: Program,
    shelf: Shelf,
    make_feed: MakeFeed,
    make_entries: MakeEntries,
    django_assert_max_num_queries: Any,
) -> None:
    paths = ("subscription/list", "unread-count", f"stream/contents/{LIST}")
    for path in paths:
        program.api(path)
    with django_assert_max_num_queries(60) as few:
        for path in paths:
            program.api(path)
    most = len(few)
    for _number in range(10):
        feed = make_feed()
        following.follow(program.person, feed)
        make_entries(feed, 1)
    program.api("unread-count")  # what is counted once is remembered

    with django_assert_max_num_queries(most):
        for path in paths:
            program.api(path)
