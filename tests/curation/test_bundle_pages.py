"""Curators choose what whoever follows a topic begins with."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from medagora.catalogue.domain.drafts import FeedDraft
from medagora.catalogue.models import Resource
from medagora.catalogue.queries.bundles import get_bundle
from medagora.curation.models import LogEntry
from medagora.people.models import Person
from tests.curation.desk_forms import MakeResource, count_queries
from tests.curation.test_suggest_pages import words

PATH = "/en/desk/bundles/asthma/"


@pytest.fixture(autouse=True)
def _asthma(make_topic: Callable[..., Any]) -> None:
    make_topic("asthma")


@pytest.fixture
def make_publisher(make_resource: MakeResource) -> MakeResource:
    def make(**fields: Any) -> Resource:
        address = f"https://feeds.example.org/{Resource.objects.count()}.xml"
        return make_resource(topics=("asthma",), feeds=(FeedDraft(address),), **fields)

    return make


def test_the_first_change_makes_what_the_site_put_together_a_choice(
    desk: Client, make_publisher: MakeResource
) -> None:
    older, newer = make_publisher(), make_publisher()

    before = words(desk.get(PATH))
    page = desk.post(PATH, {"change": "up", "uid": older.uid}, follow=True)

    assert "Nobody has chosen yet" in before
    assert get_bundle("asthma", "en").ids == [older.pk, newer.pk]
    assert "Curators chose these sources" in words(page)
    assert page.redirect_chain[0][0].endswith(f"#item-{older.uid}")


def test_sources_are_added_taken_out_and_the_choice_given_up(
    desk: Client, make_publisher: MakeResource
) -> None:
    one, two = make_publisher(), make_publisher()

    desk.post(PATH, {"change": "remove", "uid": one.uid})
    offered = words(desk.get(PATH))
    without = get_bundle("asthma", "en").ids
    desk.post(PATH, {"change": "add", "uid": one.uid})
    both = get_bundle("asthma", "en").ids
    desk.post(PATH, {"change": "give-up"})

    assert "Could be added" in offered
    assert without == [two.pk]
    assert both == [two.pk, one.pk]
    assert not get_bundle("asthma", "en").is_chosen


def test_the_public_log_tells_who_chose_what(
    desk: Client, curator: Person, make_publisher: MakeResource
) -> None:
    resource = make_publisher()

    desk.post(PATH, {"change": "keep"})

    entry = LogEntry.objects.get(verb="bundle_chosen")
    assert entry.subject == "topic:asthma"
    assert entry.actor == curator.pseudonym
    assert entry.facts == {"language": "en", "resources": [resource.uid]}
    log = words(desk.get("/en/log/?subject=topic:asthma"))
    assert "chose the sources for a topic" in log
    assert "1 source" in log


def test_a_curator_of_another_topic_looks_and_does_not_choose(
    client: Client,
    make_person: Callable[..., Person],
    make_topic: Callable[..., Any],
    make_publisher: MakeResource,
) -> None:
    make_topic("gout")
    client.force_login(make_person("Gerd", role="curator", topic="gout"))
    resource = make_publisher()

    page = words(client.get(PATH))
    refused = client.post(PATH, {"change": "remove", "uid": resource.uid})

    assert "Only curators of this topic and language" in page
    assert "Take out" not in page
    assert refused.status_code == 403
    assert not get_bundle("asthma", "en").is_chosen


def test_strangers_and_members_do_not_get_in(client: Client, member: Person) -> None:
    assert client.get(PATH).status_code == 302
    client.force_login(member)

    assert client.get(PATH).status_code == 403
    assert client.get("/en/desk/bundles/").status_code == 403


@pytest.mark.parametrize(
    "sent",
    [
        {"change": "explode"},
        {},
        {"change": "up", "uid": "nobody"},
        {"change": "add", "uid": "\x00"},
    ],
)
def test_odd_requests_are_refused_in_words(desk: Client, sent: dict[str, str]) -> None:
    assert desk.post(PATH, sent).status_code in {404, 422}


def test_odd_letters_in_addresses_are_no_error(desk: Client) -> None:
    odd = {"topic": "\x00", "language": "\x00"}

    assert desk.get("/en/desk/bundles/", odd).status_code == 200
    assert desk.get(PATH, odd).status_code == 200


def test_what_fell_out_is_marked_and_leaves_with_the_next_change(
    desk: Client, make_publisher: MakeResource
) -> None:
    gone, stays = make_publisher(), make_publisher()
    desk.post(PATH, {"change": "keep"})
    Resource.objects.filter(pk=gone.pk).update(state="retired")
    gone.listings.all().delete()

    page = words(desk.get(PATH))
    desk.post(PATH, {"change": "remove", "uid": gone.uid})

    assert "nobody is given it" in page
    assert get_bundle("asthma", "en").ids == [stays.pk]


def test_the_list_leads_to_each_bundle(
    desk: Client, make_publisher: MakeResource
) -> None:
    make_publisher(languages=("hu",))
    desk.post(f"{PATH}?language=hu", {"change": "keep"})

    listed = words(desk.get("/en/desk/bundles/"))
    opened = desk.get("/en/desk/bundles/?topic=asthma&language=hu")

    assert f"{PATH}?language=hu" in listed
    assert opened["Location"] == f"{PATH}?language=hu"


def test_ten_more_rows_cost_no_more_queries(
    desk: Client, make_publisher: MakeResource
) -> None:
    make_publisher()
    desk.post(PATH, {"change": "keep"})
    make_publisher()
    few = count_queries(desk, PATH)
    for _ in range(10):
        make_publisher()

    assert count_queries(desk, PATH) == few
