"""The desk's sources: the list, one source, and the buttons."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from medagora.people.models import Person
from medagora.reader import labels
from medagora.reader.domain.words import FeedState
from medagora.reader.models import Feed, FeedDay, HubLease
from medagora.reader.queries import health
from medagora.reader.services import following
from tests.curation.desk_forms import count_queries
from tests.curation.test_suggest_pages import words
from tests.reader.conftest import NOW, MakeEntries, MakeFeed

Make = Callable[..., Feed]
LIST = "/en/reader/health/"


def page_of(feed: Feed) -> str:
    return f"{LIST}{feed.pk}/"


def row(feed: Feed) -> Feed:
    return Feed.objects.get(pk=feed.pk)


def test_a_failure_stands_in_words_with_its_next_check(
    desk: Client, make_published: Make
) -> None:
    make_published(
        "Heart",
        failures=3,
        failure="status",
        failure_status=503,
        failing_since=timezone.now() - timedelta(days=3),
        remarks="recovered bad_date",
    )

    page = words(desk.get(LIST))

    assert "The server reported an error of its own" in page
    assert "since " in page
    assert "Next check" in page
    assert "Broken markup, mended while reading" in page
    assert "Never read yet" in page


@pytest.mark.parametrize(
    ("show", "fields"),
    [
        ("failing", {"failures": 1, "failure": "dns"}),
        ("slow", {"failures": 1, "failure": "too_slow"}),
        ("dead", {"state": FeedState.DEAD}),
        ("gone", {"state": FeedState.GONE}),
        ("moved", {"state": FeedState.MERGED}),
        ("mended", {"remarks": "recovered"}),
        ("paused", {"state": FeedState.PAUSED}),
        ("retired", {"state": FeedState.RETIRED}),
        ("never", {"succeeded_at": None}),
    ],
)
def test_each_filter_shows_its_own(
    desk: Client, make_published: Make, show: str, fields: dict[str, Any]
) -> None:
    well = make_published("Well", succeeded_at=NOW)
    ill = make_published("Ill", **{"succeeded_at": NOW, **fields})

    page = words(desk.get(f"{LIST}?show={show}"))

    assert page_of(ill) in page
    assert page_of(well) not in page


def test_every_filter_and_remark_and_state_has_its_words() -> None:
    assert set(labels.HEALTH_SHOWS) == set(health.SHOWS)
    assert set(labels.FEED_STATES) == set(FeedState)


def test_a_source_is_found_by_name_and_address(
    desk: Client, make_published: Make
) -> None:
    heart = make_published("Heart")
    lungs = make_published("Lungs", address="https://thorax.example.org/feed")

    by_name = words(desk.get(f"{LIST}?q=hEaRt"))
    by_address = words(desk.get(f"{LIST}?q=thorax.example"))
    nothing = words(desk.get(f"{LIST}?q=xyzzy"))

    assert page_of(heart) in by_name
    assert page_of(lungs) not in by_name
    assert page_of(lungs) in by_address
    assert "No source is like that" in nothing


def test_readers_own_sources_stay_between_them_and_the_operator(
    client: Client,
    desk: Client,
    operator: Person,
    make_feed: MakeFeed,
) -> None:
    feed = make_feed("Secret", address="https://podcast.example.org/feed?key=hush")

    listed = words(desk.get(LIST))
    opened = desk.get(page_of(feed))
    client.force_login(operator)

    assert "hush" not in listed
    assert opened.status_code == 404
    assert "A reader added it" in words(client.get(page_of(feed)))


def test_the_page_of_a_source_shows_its_history_in_a_picture_and_in_words(
    desk: Client, make_published: Make, make_entries: MakeEntries, member: Person
) -> None:
    feed = make_published("Heart")
    make_entries(feed, 16, at=timezone.now())
    Feed.objects.filter(pk=feed.pk).update(hub="https://hub.example.org/")
    following.follow(member, feed)
    today = timezone.now().date()
    for age, failed in ((0, 0), (1, 2), (70, 0)):
        FeedDay.objects.create(
            feed=feed,
            day=today - timedelta(days=age),
            checks=4,
            failures=failed,
            new_entries=3,
        )

    page = words(desk.get(page_of(feed)))

    assert "Asked 8 times" in page
    assert "2 failed" in page
    assert "6 new entries" in page
    assert page.count('class="bar"') == 2
    assert page.count('class="bar-failed"') == 1
    assert "16 a week" in page
    assert "hub.example.org was not asked yet" in page


def test_a_hubs_promise_is_shown(desk: Client, make_published: Make) -> None:
    feed = make_published(hub="https://hub.example.org/", hub_topic="t")
    later = timezone.now() + timedelta(days=3)
    HubLease.objects.create(
        feed=feed, hub=feed.hub, topic="t", asked_at=NOW, expires_at=later
    )

    assert "By hub.example.org, until" in words(desk.get(page_of(feed)))


def test_a_curator_has_it_asked_now(desk: Client, make_published: Make) -> None:
    feed = make_published(next_check_at=NOW + timedelta(days=900))

    page = desk.post(page_of(feed), {"action": "check"}, follow=True)

    assert "It will be asked within moments." in words(page)
    assert row(feed).next_check_at != NOW + timedelta(days=900)
    task = DBTaskResult.objects.get(task_path__endswith="refresh_feed")
    assert task.args_kwargs["args"] == [str(feed.pk)]


def test_a_curator_pauses_resumes_and_wants_whole_pages(
    desk: Client, make_published: Make
) -> None:
    feed = make_published()

    desk.post(page_of(feed), {"action": "pause", "reason-words": "Adverts"})
    paused = row(feed).state
    desk.post(page_of(feed), {"action": "resume"})
    desk.post(page_of(feed), {"action": "full_text", "wanted": "1"})

    assert (paused, row(feed).state) == (FeedState.PAUSED, FeedState.ACTIVE)
    assert row(feed).wants_full_text


def test_a_curator_moves_merges_and_retires(desk: Client, make_published: Make) -> None:
    moved, merged, retired, other = (make_published() for _ in range(4))

    desk.post(
        page_of(moved),
        {"action": "move", "move-address": "new.example.org/feed"},
    )
    leads = desk.post(
        page_of(merged), {"action": "merge", "merge-other": f"#{other.pk}"}
    )
    desk.post(page_of(retired), {"action": "retire", "retire-other": other.address})

    assert row(moved).address == "https://new.example.org/feed"
    assert (row(merged).state, row(merged).replaced_by_id) == ("merged", other.pk)
    assert leads["Location"] == page_of(other)
    assert (row(retired).state, row(retired).replaced_by_id) == ("retired", other.pk)
    assert str(other) in words(desk.get(page_of(retired)))
    assert "What to do with it" not in words(desk.get(page_of(merged)))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"action": "move", "move-address": "ftp://x.org"}, "begin with http://"),
        ({"action": "merge", "merge-other": "12345678"}, "We have no such source."),
        ({"action": "merge", "merge-other": "https://[x"}, "cannot be read"),
        ({"action": "merge", "merge-other": ""}, "This field is required"),
        ({"action": "retire", "retire-other": "nowhere.org"}, "no such source"),
        ({"action": "resume"}, "is being asked already"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    desk: Client, make_published: Make, sent: dict[str, str], sentence: str
) -> None:
    feed = make_published()

    page = desk.post(page_of(feed), sent)

    assert page.status_code == 422
    assert sentence in words(page)
    assert row(feed).state == FeedState.ACTIVE


def test_a_source_is_not_merged_into_itself(desk: Client, make_published: Make) -> None:
    feed = make_published()

    page = desk.post(page_of(feed), {"action": "merge", "merge-other": feed.address})

    assert "cannot be merged into itself" in words(page)


def test_odd_letters_and_numbers_in_addresses_are_no_error(desk: Client) -> None:
    assert desk.get(LIST, {"q": "\x00heart", "show": "\x00"}).status_code == 200
    assert desk.get(LIST, {"page": "\x00"}).status_code == 200
    assert desk.get(f"{LIST}{'9' * 30}/").status_code == 404
    assert desk.get("/reader/hub/%00/").status_code == 404


def test_unknown_buttons_and_sources_are_refused(
    desk: Client, make_published: Make
) -> None:
    assert desk.post(page_of(make_published()), {"action": "x"}).status_code == 422
    assert desk.get(f"{LIST}999999/").status_code == 404


def test_moderators_look_members_and_strangers_do_not(
    client: Client,
    make_person: Callable[..., Person],
    make_published: Make,
) -> None:
    feed = make_published()
    stranger = client.get(LIST)
    client.force_login(make_person())
    as_member = client.get(LIST)
    client.force_login(make_person("Mo", role="moderator"))

    page = client.get(page_of(feed))
    refused = client.post(page_of(feed), {"action": "pause"})

    assert (stranger.status_code, as_member.status_code) == (302, 403)
    assert page.status_code == 200
    assert "Only curators of its topics" in words(page)
    assert refused.status_code == 403


def test_the_desk_has_a_tab_for_sources(desk: Client, make_published: Make) -> None:
    make_published()

    assert f'href="{LIST}"' in words(desk.get("/en/desk/due/"))


def test_ten_more_sources_cost_no_more_queries(
    desk: Client, make_published: Make
) -> None:
    make_published(failures=1, failure="dns")
    few = count_queries(desk, LIST)
    for _ in range(10):
        make_published(failures=1, failure="dns")

    assert count_queries(desk, LIST) == few


def test_a_summary_for_the_operator(make_feed: MakeFeed) -> None:
    late = NOW - timedelta(hours=5)
    make_feed(next_check_at=late, succeeded_at=NOW)
    make_feed(failures=2, failure="dns", next_check_at=NOW + timedelta(hours=1))
    make_feed(state=FeedState.DEAD, next_check_at=None)

    summary = health.summarise(now=NOW)

    assert (summary.active, summary.failing, summary.ended) == (2, 1, 1)
    assert summary.never == 1
    assert summary.oldest_due == late
