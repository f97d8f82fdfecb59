"""Topics from A to Z, by part of the body and by kind."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from medagora.people.models import Person

Make = Callable[..., Any]
Read = Callable[..., str]


def test_topics_stand_under_their_letters_in_one_language(
    read: Read, make_topic: Make
) -> None:
    make_topic("asthma")
    make_topic("eczema")

    english, hungarian = read("/en/topics/"), read("/hu/topics/")

    assert english.index(">Asthma<") < english.index(">Eczema<")
    assert "<h2>E</h2>" in english
    assert "Asthma magyarul" in hungarian
    assert ">Asthma<" not in hungarian


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("system=skin", "Eczema", "Asthma"),
        ("kind=medicine", "Insulin", "Asthma"),
        ("letter=E", "Eczema", "Asthma"),
        ("system=skin&kind=condition", "Eczema", "Insulin"),
    ],
)
def test_the_list_narrows(
    read: Read, make_topic: Make, query: str, shown: str, hidden: str
) -> None:
    make_topic("asthma")
    make_topic("eczema", body_system="skin")
    make_topic("insulin", kind="medicine", body_system="hormones")

    page = read(f"/en/topics/?{query}")

    assert f">{shown}<" in page
    assert f">{hidden}<" not in page


def test_an_odd_address_shows_everything_rather_than_nothing(
    read: Read, make_topic: Make
) -> None:
    make_topic("asthma")

    assert ">Asthma<" in read("/en/topics/?system=wings&kind=%3Cb%3E&page=x")


def test_a_part_of_the_body_without_topics_says_so(
    read: Read, make_topic: Make
) -> None:
    make_topic("asthma")

    assert 'class="empty"' in read("/en/topics/?system=eyes")


def test_topics_without_a_name_in_the_language_are_one_link_away(
    read: Read, make_topic: Make
) -> None:
    make_topic("asthma")

    page, apart = read("/de/topics/"), read("/de/topics/?unnamed=1")

    assert ">Asthma<" not in page
    assert "?unnamed=1" in page
    assert ">Asthma<" in apart
    assert 'lang="en"' in apart


def test_only_editors_are_offered_to_add_a_topic(
    client: Client, operator: Person, db: None
) -> None:
    as_visitor = client.get("/en/topics/").content.decode()
    client.force_login(operator)
    as_operator = client.get("/en/topics/").content.decode()

    assert "/en/topics/edit/new/" not in as_visitor
    assert "/en/topics/edit/new/" in as_operator


def test_more_topics_cost_no_more_queries(
    make_topic: Make, count_queries: Make
) -> None:
    make_topic()

    with_one = count_queries("/en/topics/")
    for _ in range(10):
        make_topic()

    assert count_queries("/en/topics/") == with_one
