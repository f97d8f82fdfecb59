"""A topic's page: what it is, and resources that people chose, never mixed."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.collections import CollectionDraft
from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.domain.words import Kind
from medagora.people.models import Person
from tests.site.conftest import structured_data

Make = Callable[..., Any]
Read = Callable[..., str]


def titled(title: str, language: str = "en") -> dict[str, TextDraft]:
    return {language: TextDraft(title, "Says why.")}


def test_a_topic_is_named_and_described_with_a_few_other_names(
    read: Read, make_topic: Make
) -> None:
    make_topic("asthma")

    page = read("/hu/topics/asthma/")

    assert "<h1>Asthma magyarul</h1>" in page
    assert "asthma lay hu" in page
    assert "asthma clinical hu" in page
    assert "asthma lay en" not in page
    assert "D001249" in page


def test_a_topic_that_is_not_described_in_the_language_is_marked(
    read: Read, make_topic: Make
) -> None:
    make_topic("asthma")

    page = read("/ar/topics/asthma/")

    assert '<header lang="en" dir="ltr">' in page


def test_the_family_is_shown(read: Read, make_topic: Make) -> None:
    make_topic("lung-disease")
    make_topic("copd")
    make_topic("asthma", parent="lung-disease", related=("copd",))
    make_topic("asthma-attack", parent="asthma")

    page = read("/en/topics/asthma/")

    for slug in ("lung-disease", "copd", "asthma-attack"):
        assert f'href="/en/topics/{slug}/"' in page


def test_a_topic_that_is_not_there_is_not_found(read: Read, db: None) -> None:
    read("/en/topics/nowhere/", status=404)


def test_resources_are_grouped_by_kind_in_one_language(
    read: Read, make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    make_resource(topics=("asthma",), texts=titled("A site"))
    make_resource(topics=("asthma",), texts=titled("A talk"), kind="podcast")
    make_resource(
        topics=("asthma",), texts=titled("Egy oldal", "hu"), languages=("hu",)
    )

    page = read("/en/topics/asthma/")

    assert page.index("Websites") < page.index("A site") < page.index("A talk")
    assert "Egy oldal" not in page
    assert "?language=hu" in page
    assert "magyar" in page


def test_another_language_is_shown_on_request_and_marked(
    read: Read, make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    make_resource(topics=("asthma",), texts=titled("صفحة", "ar"), languages=("ar",))

    empty, arabic = read("/en/topics/asthma/"), read("/en/topics/asthma/?language=ar")

    assert 'class="empty"' in empty
    assert "?language=ar" in empty
    assert 'lang="ar" dir="rtl">صفحة' in arabic
    assert "Resources in Arabic" in arabic


def test_resources_that_say_no_language_have_their_own_link(
    read: Read, make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    make_resource(topics=("asthma",), texts=titled("Wordless"), languages=())

    assert "?language=und" in read("/en/topics/asthma/")
    assert "Wordless" in read("/en/topics/asthma/?language=und")


def test_one_kind_is_shown_in_pages(
    read: Read, make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    make_resource(topics=("asthma",), texts=titled("A talk"), kind="podcast")
    for number in range(31):
        make_resource(topics=("asthma",), texts=titled(f"Site {number:02}"))

    overview = read("/en/topics/asthma/")
    first = read("/en/topics/asthma/?kind=website&sort=title")
    second = read("/en/topics/asthma/?kind=website&sort=title&page=2")

    assert "Show all 31" in overview
    assert "A talk" in overview
    assert "Site 00" in first
    assert "Site 30" not in first
    assert "Site 30" in second
    assert "A talk" not in first


@pytest.mark.parametrize(
    ("audience", "shown", "hidden"),
    [("patients", "A leaflet", "A paper"), ("professionals", "A paper", "A leaflet")],
)
def test_the_audience_narrows_the_page_and_its_counts(
    read: Read,
    make_topic: Make,
    make_resource: Make,
    audience: str,
    shown: str,
    hidden: str,
) -> None:
    make_topic("asthma")
    make_resource(topics=("asthma",), texts=titled("A leaflet"), audience="patients")
    make_resource(topics=("asthma",), texts=titled("A paper"), audience="professionals")

    page = read(f"/en/topics/asthma/?audience={audience}")

    assert shown in page
    assert hidden not in page


def test_candidates_are_not_shown(
    read: Read, make_topic: Make, make_resource: Make
) -> None:
    make_topic("asthma")
    make_resource(topics=("asthma",), texts=titled("Unseen"), state="candidate")

    assert "Unseen" not in read("/en/topics/asthma/")


def test_starter_resources_are_marked_and_explained(
    read: Read, make_topic: Make, make_starter: Make
) -> None:
    make_topic("asthma")
    make_starter(topics=("asthma",))

    page = read("/en/topics/asthma/")

    assert "Not yet confirmed here" in page
    assert "Starter collection" in page


def test_public_collections_on_the_topic_are_shown(
    read: Read, make_topic: Make, member: Person
) -> None:
    make_topic("asthma")
    for title, visibility in (("Open list", "public"), ("Shut list", "private")):
        catalogue.create_collection(
            CollectionDraft(
                title, "Mia", "en", visibility=visibility, topics=("asthma",)
            ),
            by=member,
        )

    page = read("/en/topics/asthma/")

    assert "Open list" in page
    assert "Shut list" not in page


def test_editors_are_led_to_the_words(
    client: Client, make_topic: Make, operator: Person
) -> None:
    make_topic("asthma")
    path = "/en/topics/asthma/"

    as_visitor = client.get(path).content.decode()
    client.force_login(operator)

    assert f"{path}edit/" not in as_visitor
    assert f"{path}edit/" in client.get(path).content.decode()


def test_programs_learn_names_and_codes(read: Read, make_topic: Make) -> None:
    make_topic("asthma")

    about = structured_data(read("/en/topics/asthma/"))["about"]

    assert about["@type"] == "MedicalCondition"
    assert about["name"] == "Asthma"
    assert about["code"][0]["codingSystem"] == "MeSH"


@pytest.mark.parametrize("form", ["atom", "json"])
def test_a_feed_follows_one_topic_in_one_language(
    client: Client, make_topic: Make, make_resource: Make, form: str
) -> None:
    make_topic("asthma")
    make_resource(topics=("asthma",), texts=titled("A site"))
    make_resource(topics=("asthma",), texts=titled("Oldal", "hu"), languages=("hu",))
    make_resource(texts=titled("Elsewhere"))

    feed = client.get(f"/en/topics/asthma/feed.{form}").content.decode()

    assert "A site" in feed
    assert "Oldal" not in feed
    assert "Elsewhere" not in feed
    if form == "json":
        assert json.loads(feed)["language"] == "en"


def test_more_resources_of_more_kinds_cost_no_more_queries(
    make_topic: Make, make_resource: Make, count_queries: Make
) -> None:
    make_topic("asthma")
    make_topic(parent="asthma")
    for kind in ("website", "podcast"):
        make_resource(topics=("asthma",), kind=kind)

    with_two = count_queries("/en/topics/asthma/")
    for number in range(10):
        make_resource(topics=("asthma",), kind=list(Kind)[number])
        make_topic(parent="asthma")

    assert count_queries("/en/topics/asthma/") == with_two


def test_pages_of_one_kind_cost_no_more_queries(
    make_topic: Make, make_resource: Make, count_queries: Make
) -> None:
    make_topic("asthma")
    make_resource(topics=("asthma",))
    path = "/en/topics/asthma/?kind=website"

    with_one = count_queries(path)
    for _ in range(10):
        make_resource(topics=("asthma",))

    assert count_queries(path) == with_one
