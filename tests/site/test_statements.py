"""Short, honest statements, in every language, also without a contact."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.collections import CollectionDraft
from medagora.people.models import Person

Make = Callable[..., Any]
Read = Callable[..., str]


@pytest.mark.parametrize("page", ["about", "privacy", "accessibility"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_statement_reads_in_each_language(
    read: Read, db: None, page: str, language: str
) -> None:
    text = read(f"/{language}/{page}/")

    assert f'lang="{language}"' in text
    assert text.count("<h1>") == 1


def test_the_people_who_run_the_site_can_be_reached_if_they_said_how(
    read: Read, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = read("/en/about/")
    monkeypatch.setattr(settings.CONFIG, "contact", "library@hospital.example.org")

    assert "have not said yet" in without
    assert "mailto:library@hospital.example.org" in read("/en/about/")


@pytest.mark.parametrize(
    "path", ["/en/", "/en/topics/", "/en/new/", "/en/about/", "/en/collections/"]
)
def test_reading_sets_no_cookie(client: Client, db: None, path: str) -> None:
    """The privacy statement says so."""
    response = client.get(path)

    assert response.status_code == 200
    assert response.cookies == {}


def test_reading_a_topic_a_resource_or_a_collection_sets_no_cookie(
    client: Client, make_topic: Make, make_resource: Make, member: Person
) -> None:
    make_topic("asthma")
    resource = make_resource(topics=("asthma",))
    draft = CollectionDraft("List", "Mia", "en", visibility="public")
    collection = catalogue.create_collection(draft, by=member)

    for path in (
        "topics/asthma/",
        f"resource/{resource.uid}/",
        f"collections/{collection.uid}/",
    ):
        assert client.get(f"/en/{path}").cookies == {}
