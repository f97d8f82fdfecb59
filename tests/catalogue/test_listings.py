"""Listings follow the resources, and pages of topics read nothing else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medagora.catalogue import queries, services
from medagora.catalogue.domain.drafts import ResourceDraft, TextDraft
from medagora.catalogue.domain.words import Kind, State
from medagora.catalogue.models import Listing, Resource
from medagora.catalogue.queries import ListingSearch
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.topics.models import Topic

Make = Callable[..., Any]


def listed(resource: Resource) -> set[tuple[str | None, str]]:
    rows = Listing.objects.filter(resource=resource)
    return set(rows.values_list("topic__slug", "language"))


def expected() -> set[tuple[int, int | None, str, str, str]]:
    """What the listings must be, worked out from the other tables one by one."""
    rows = set()
    for resource in Resource.objects.filter(state=State.PUBLISHED):
        spoken = [row.language for row in resource.languages.all()] or [""]
        for topic in (None, *(topic.pk for topic in resource.topics.all())):
            for language in spoken:
                fields = (resource.kind, resource.audience)
                rows.add((resource.pk, topic, language, *fields))
    return rows


def stored() -> set[tuple[int, int | None, str, str, str]]:
    fields = ("resource_id", "topic_id", "language", "kind", "audience")
    return set(Listing.objects.values_list(*fields))


def test_a_published_resource_is_listed_under_each_topic_and_language(
    make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    resource = make_resource(topics=("asthma",), languages=("en", "hu"))

    assert listed(resource) == {
        (None, "en"),
        (None, "hu"),
        ("asthma", "en"),
        ("asthma", "hu"),
    }


def test_a_candidate_is_not_listed(make_resource: Make) -> None:
    assert listed(make_resource(state="candidate")) == set()


def test_a_resource_that_says_no_language_is_listed_apart(make_resource: Make) -> None:
    assert listed(make_resource(languages=())) == {(None, "")}


def test_changing_and_retiring_a_resource_changes_its_listings(
    make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    make_topic("copd")
    resource = make_resource("https://a.example.org/", topics=("asthma",))

    services.change_resource(
        resource,
        ResourceDraft(
            "https://a.example.org/",
            kind="podcast",
            texts={"de": TextDraft("Ärzte im Gespräch")},
            languages=("de",),
            topics=("copd",),
        ),
    )
    changed = listed(resource)
    titles = set(Listing.objects.values_list("sort_title", flat=True))
    publishing.move(resource, Move.RETIRE, by="system", at=timezone.now())

    assert changed == {(None, "de"), ("copd", "de")}
    assert titles == {"arzte im gesprach"}
    assert listed(resource) == set()


def test_deleting_a_topic_or_a_resource_deletes_its_listings(
    make_topic: Make, make_resource: Make
) -> None:
    topic = make_topic("asthma")
    resource = make_resource(topics=("asthma",))

    Topic.objects.filter(pk=topic.pk).delete()
    without_topic = listed(resource)
    Resource.objects.filter(pk=resource.pk).delete()

    assert without_topic == {(None, "en")}
    assert not Listing.objects.exists()


def test_everything_can_be_listed_anew(
    make_topic: Make, make_resource: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.listings, "BATCH", 2)
    make_topic("asthma")
    for number in range(5):
        make_resource(topics=("asthma",) if number % 2 else (), languages=("en", "fr"))
    before = stored()
    Listing.objects.all().delete()

    count = services.relist()

    assert stored() == before == expected()
    assert count == len(before)


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "change", "publish", "retire", "restore"]),
        st.integers(0, 3),
        st.sets(st.sampled_from(["asthma", "copd"])),
        st.sets(st.sampled_from(["en", "hu", "ar"])),
        st.sampled_from(Kind),
    ),
    max_size=12,
)


@given(steps)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_listings_are_right_after_any_sequence_of_changes(
    make_topic: Make, changes: list[tuple[str, int, set[str], set[str], Kind]]
) -> None:
    Resource.objects.all().delete()
    for slug in ("asthma", "copd"):
        make_topic(slug)

    for verb, number, topics, languages, kind in changes:
        draft = ResourceDraft(
            f"https://site{number}.example.org/",
            kind=kind,
            texts={code: TextDraft(f"{code} {number}") for code in languages},
            languages=tuple(sorted(languages)),
            topics=tuple(sorted(topics)),
        )
        _do(verb, draft)

    assert stored() == expected()


def _do(verb: str, draft: ResourceDraft) -> None:
    """Does what the present state allows, nothing otherwise."""
    resource = queries.find_by_address(draft.address)
    moves = {
        ("publish", State.CANDIDATE): Move.PUBLISH,
        ("retire", State.PUBLISHED): Move.RETIRE,
        ("restore", State.RETIRED): Move.RESTORE,
    }
    if resource is None:
        if verb == "add":
            services.add_resource(draft)
    elif verb == "change":
        services.change_resource(resource, draft)
    elif move := moves.get((verb, State(resource.state))):
        publishing.move(resource, move, by="system", at=timezone.now())


@pytest.fixture
def shelf(make_topic: Make, make_resource: Make) -> Topic:
    """A topic with five websites and two podcasts in English, one in Hungarian."""
    topic: Topic = make_topic("asthma")
    for number in range(5):
        audience = "professionals" if number == 0 else "patients"
        make_resource(
            topics=("asthma",),
            audience=audience,
            texts={"en": TextDraft(f"{'edcba'[number]} website")},
        )
    for _ in range(2):
        make_resource(topics=("asthma",), kind="podcast", audience="both")
    make_resource(topics=("asthma",), languages=("hu",), kind="blog")
    for place, row in enumerate(Resource.objects.order_by("pk")):
        at = timezone.now() + timedelta(minutes=place)
        services.set_state(row, State.PUBLISHED, at=at)
    return topic


def test_choices_say_how_many_they_would_show(shelf: Topic) -> None:
    everyone = queries.tally(shelf.pk, ListingSearch("en"))
    patients = queries.tally(shelf.pk, ListingSearch("en", "patients"))
    podcasts = queries.tally(shelf.pk, ListingSearch("en", kind="podcast"))

    assert everyone.languages == {"en": 7, "hu": 1}
    assert everyone.kinds == {"website": 5, "podcast": 2}
    assert everyone.total == 7
    assert patients.kinds == {"website": 4, "podcast": 2}
    assert podcasts.audiences == {"patients": 2, "professionals": 2, "both": 2}
    assert everyone.audiences == {"patients": 6, "professionals": 3, "both": 7}


def test_a_page_never_mixes_languages(shelf: Topic) -> None:
    english = queries.listed_ids(shelf.pk, ListingSearch("en"))
    hungarian = queries.listed_ids(shelf.pk, ListingSearch("hu"))

    assert len(english) == 7
    assert len(hungarian) == 1
    assert not set(english) & set(hungarian)


def test_a_page_is_ordered_by_date_or_by_title(shelf: Topic) -> None:
    newest = queries.listed_ids(shelf.pk, ListingSearch("en", kind="website"))
    by_title = queries.listed_ids(
        shelf.pk, ListingSearch("en", kind="website", sort="title")
    )

    titles = [card.title for card in queries.cards_of(by_title, "en")]
    assert [card.title for card in queries.cards_of(newest, "en")] == titles
    assert titles == [f"{letter} website" for letter in "abcde"]


def test_an_overview_shows_the_first_of_each_kind(
    shelf: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries.listings, "OVERVIEW_SIZE", 0)
    search = ListingSearch("en")

    groups = queries.list_groups(shelf.pk, search, queries.tally(shelf.pk, search))

    assert [(g.kind, g.count, len(g.ids), g.more) for g in groups] == [
        ("website", 5, 3, 2),
        ("podcast", 2, 2, 0),
    ]
    all_ids = list(queries.listed_ids(shelf.pk, ListingSearch("en", kind="website")))
    assert groups[0].ids == all_ids[:3]


def test_an_empty_topic_has_an_empty_overview(make_topic: Make) -> None:
    topic, search = make_topic(), ListingSearch("en")

    tallies = queries.tally(topic.pk, search)

    assert tallies.total == 0
    assert queries.list_groups(topic.pk, search, tallies) == []


@pytest.mark.parametrize("params", [{"kind": "x"}, {"sort": "x"}, {"kind": ""}, {}])
def test_an_unknown_choice_is_left_out(params: dict[str, str]) -> None:
    search = ListingSearch.from_params(params, language="en", audience="both")

    assert search == ListingSearch("en")


def test_similar_resources_share_topics_and_language(
    make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    make_topic("copd")
    here = make_resource(topics=("asthma", "copd"))
    both = make_resource(topics=("asthma", "copd"))
    one = make_resource(topics=("asthma",))
    make_resource(topics=("asthma",), languages=("fr",))
    make_resource()
    ids = [topic.pk for topic in here.topics.all()]

    found = queries.similar_ids(here.pk, ids, language="en", kind="website", limit=9)

    assert found == [both.pk, one.pk]


def test_reading_a_topic_costs_the_same_whatever_it_holds(
    make_topic: Make, make_resource: Make, django_assert_num_queries: Any
) -> None:
    topic, search = make_topic("asthma"), ListingSearch("en")
    for number in range(14):
        make_resource(topics=("asthma",), kind=list(Kind)[number])

    with django_assert_num_queries(5):
        tallies = queries.tally(topic.pk, search)
        groups = queries.list_groups(topic.pk, search, tallies)
        queries.cards_of([pk for group in groups for pk in group.ids], "en")
