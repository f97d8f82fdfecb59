"""Bundles: the sources that whoever follows a topic begins with."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medagora.catalogue import services
from medagora.catalogue.domain.drafts import FeedDraft
from medagora.catalogue.models import Resource
from medagora.catalogue.queries import bundle_resource_ids, bundles, list_bundle
from medagora.catalogue.services.bundles import MOST_ITEMS
from medagora.kernel.refusals import BadInput, Conflict, NotFound
from medagora.topics.models import Topic

MakeResource = Callable[..., Resource]


@pytest.fixture
def asthma(make_topic: Callable[..., Topic]) -> Topic:
    return make_topic("asthma")


@pytest.fixture
def make_publisher(make_resource: MakeResource) -> MakeResource:
    """A published resource about asthma in English that has a feed."""

    def make(**fields: Any) -> Resource:
        number = Resource.objects.count()
        address = f"https://feeds.example.org/{number}.xml"
        defaults = {"topics": ("asthma",), "feeds": (FeedDraft(address),)}
        return make_resource(**{**defaults, **fields})

    return make


def bundle(language: str = "en", audience: str = "both") -> list[int]:
    return bundle_resource_ids(["asthma"], [language], audience)


def test_what_curators_chose_is_the_bundle_in_their_order(
    asthma: Topic, make_publisher: MakeResource
) -> None:
    first, second, _other = (make_publisher() for _ in range(3))

    services.set_bundle("asthma", "en", [second.uid, first.uid, second.uid])

    assert bundle() == [second.pk, first.pk]
    assert bundles.get_bundle("asthma", "en").is_chosen


def test_without_a_choice_it_is_everything_with_a_feed(
    asthma: Topic, make_publisher: MakeResource, make_resource: MakeResource
) -> None:
    with_feed = make_publisher()
    make_resource(topics=("asthma",))  # has none
    make_publisher(state="candidate")
    make_publisher(languages=("hu",))
    make_publisher(topics=())

    assert bundle() == [with_feed.pk]


def test_each_kind_is_given_in_turn_and_the_topic_itself_comes_first(
    asthma: Topic, make_topic: Callable[..., Topic], make_publisher: MakeResource
) -> None:
    make_topic("childhood-asthma", parent="asthma")
    below = make_publisher(topics=("childhood-asthma",), kind="journal")
    journals = [make_publisher(kind="journal") for _ in range(2)]
    podcast = make_publisher(kind="podcast")

    found = bundle()

    assert set(found[:2]) == {podcast.pk, journals[1].pk}
    assert found[2:] == [journals[0].pk, below.pk]


def test_a_choice_holds_for_its_own_language_only(
    asthma: Topic, make_publisher: MakeResource
) -> None:
    english = make_publisher()
    hungarian = make_publisher(languages=("hu",))
    services.set_bundle("asthma", "en", [english.uid])

    found = list_bundle(["asthma"], ["hu", "en"], "both")

    assert [(line.resource_id, line.language) for line in found] == [
        (hungarian.pk, "hu"),
        (english.pk, "en"),
    ]
    assert {line.topic for line in found} == {"asthma"}


def test_a_bundle_suits_the_audience(
    asthma: Topic, make_publisher: MakeResource
) -> None:
    patients = make_publisher(audience="patients")
    both = make_publisher(audience="both")
    doctors = make_publisher(audience="professionals")

    derived = bundle(audience="patients")
    services.set_bundle("asthma", "en", [doctors.uid, both.uid, patients.uid])

    assert set(derived) == {patients.pk, both.pk}
    assert bundle(audience="patients") == [both.pk, patients.pk]
    assert bundle(audience="professionals") == [doctors.pk, both.pk]


def test_what_is_retired_leaves_the_bundle_and_does_not_end_the_choice(
    asthma: Topic, make_publisher: MakeResource
) -> None:
    chosen, _other = make_publisher(), make_publisher()
    services.set_bundle("asthma", "en", [chosen.uid])

    Resource.objects.filter(pk=chosen.pk).update(state="retired")

    assert bundle() == []
    assert bundles.get_bundle("asthma", "en").ids == [chosen.pk]


def test_a_resource_of_two_topics_is_given_once(
    asthma: Topic, make_topic: Callable[..., Topic], make_publisher: MakeResource
) -> None:
    make_topic("allergy")
    shared = make_publisher(topics=("asthma", "allergy"))

    (line,) = list_bundle(["allergy", "asthma", "no-such-topic"], ["en"], "both")

    assert (line.resource_id, line.topic) == (shared.pk, "allergy")


def test_giving_up_the_choice_brings_the_derived_bundle_back(
    asthma: Topic, make_publisher: MakeResource
) -> None:
    one, two = make_publisher(), make_publisher()
    services.set_bundle("asthma", "en", [one.uid])

    services.set_bundle("asthma", "en", [])

    assert set(bundle()) == {one.pk, two.pk}


def test_only_what_can_be_read_stands_in_a_bundle(
    asthma: Topic, make_publisher: MakeResource, make_resource: MakeResource
) -> None:
    good = make_publisher()
    for bad in (
        make_resource().uid,
        make_publisher(languages=("hu",)).uid,
        make_publisher(state="candidate").uid,
        "nobody",
    ):
        with pytest.raises(BadInput):
            services.set_bundle("asthma", "en", [good.uid, bad])

    assert not bundles.get_bundle("asthma", "en").is_chosen


def test_odd_requests_are_refused(asthma: Topic) -> None:
    with pytest.raises(NotFound):
        services.set_bundle("no-such-topic", "en", [])
    with pytest.raises(BadInput):
        services.set_bundle("asthma", "xx-nonsense", [])
    many = [f"uid{number}" for number in range(MOST_ITEMS + 1)]
    with pytest.raises(Conflict):
        services.set_bundle("asthma", "en", many)


def test_more_resources_cost_no_more_queries(
    asthma: Topic, make_publisher: MakeResource
) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            bundle()
        return len(queries)

    make_publisher()
    few = count()
    for _ in range(10):
        make_publisher()

    assert count() == few
