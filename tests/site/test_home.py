"""Home: a search, ways into the topics, what is new, in the reader's language."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.collections import CollectionDraft
from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.domain.words import Kind
from medagora.people.models import Person
from medagora.topics.domain.words import TopicKind
from tests.site.conftest import structured_data

Make = Callable[..., Any]
Read = Callable[..., str]


def test_home_names_the_topics_in_the_language_of_its_address(
    read: Read, make_topic: Make
) -> None:
    make_topic("asthma")

    assert "Asthma magyarul" in read("/hu/")


def test_home_leads_into_the_topics_by_place_and_kind(
    read: Read, make_topic: Make
) -> None:
    make_topic("asthma")
    make_topic("insulin", kind="medicine")

    page = read("/en/")

    assert "/en/topics/?system=lungs" in page
    assert "/en/topics/?kind=medicine" in page
    assert "?kind=rare-disease" not in page


def test_home_has_one_search_box_that_works_without_scripts(
    read: Read, db: None
) -> None:
    page = read("/en/")

    assert page.count('role="search"') == 1
    assert 'action="/en/search/" method="get"' in page


def test_what_is_new_is_in_the_readers_language_only(
    read: Read, make_resource: Make
) -> None:
    make_resource(texts={"en": TextDraft("An English page")})
    make_resource(texts={"hu": TextDraft("Egy magyar oldal")}, languages=("hu",))

    english, hungarian = read("/en/"), read("/hu/")

    assert "An English page" in english
    assert "Egy magyar oldal" not in english
    assert "Egy magyar oldal" in hungarian
    assert "An English page" not in hungarian
    assert "/en/new/?language=hu" in english


def test_a_reader_sees_what_suits_the_chosen_audience(
    client: Client, make_resource: Make
) -> None:
    make_resource(texts={"en": TextDraft("For doctors")}, audience="professionals")
    make_resource(texts={"en": TextDraft("For carers")}, audience="patients")
    make_resource(texts={"en": TextDraft("For anybody")}, audience="both")

    client.get("/en/?audience=patients")
    page = client.get("/en/").content.decode()

    assert "For doctors" not in page
    assert "For carers" in page
    assert "For anybody" in page


def test_an_empty_language_invites_to_suggest(read: Read, db: None) -> None:
    assert "/en/suggest/" in read("/en/")


def test_the_starter_collection_is_shown_for_what_it_is(
    read: Read, make_starter: Make, make_resource: Make
) -> None:
    make_resource(languages=("hu",), texts={"hu": TextDraft("Saját")})
    make_starter()

    assert "not yet confirmed by this site's curators" in read("/en/").replace(
        "&#x27;", "'"
    )
    assert "Not yet confirmed here" in read("/en/")
    assert "Not yet confirmed here" not in read("/hu/")


def test_public_collections_of_the_readers_language_are_shown(
    read: Read, member: Person
) -> None:
    for title, visibility in (("Open list", "public"), ("Shut list", "unlisted")):
        catalogue.create_collection(
            CollectionDraft(title, "Mia", "en", visibility=visibility), by=member
        )

    assert "Open list" in read("/en/")
    assert "Shut list" not in read("/en/")
    assert "Open list" not in read("/de/")


def test_programs_learn_how_to_search_the_site(read: Read, db: None) -> None:
    data = structured_data(read("/en/"))

    assert data["@type"] == "WebSite"
    assert data["potentialAction"]["target"].endswith(
        "/en/search/?q={search_term_string}"
    )


def test_more_topics_and_resources_cost_no_more_queries(
    make_topic: Make, make_resource: Make, count_queries: Make
) -> None:
    make_topic("asthma")
    make_resource(topics=("asthma",))

    with_one = count_queries("/en/")
    for number in range(10):
        topic = make_topic(kind=list(TopicKind)[number])
        make_resource(topics=(topic.slug,), kind=list(Kind)[number])
    count_queries("/en/?audience=patients")  # another audience: nothing remembered

    assert count_queries("/en/") == with_one
