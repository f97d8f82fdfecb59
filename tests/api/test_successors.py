"""Programs and libraries are told what took the place of what was retired."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from medagora.api.domain.scopes import Scope
from medagora.catalogue.models import Resource
from medagora.people.models import Person
from tests.api.oai.test_harvesting import _schema

Make = Callable[..., Any]
pytestmark = pytest.mark.django_db
GONE = {"verdict": "retire", "interest": "none", "reason": "gone", "words": "It moved."}


@pytest.fixture
def pair(make_resource: Make, api: Make, operator: Person) -> tuple[Resource, Resource]:
    """One that was retired by a program, and the one that took its place."""
    old, new = make_resource(), make_resource()
    asker = api(operator, Scope.REVIEW)

    answer = asker.post(f"/resources/{old.uid}/reviews", GONE | {"successor": new.uid})

    assert answer.json() == {"outcome": "retired"}
    return old, new


def test_each_names_the_other(
    ask: Callable[..., Any], pair: tuple[Resource, Resource]
) -> None:
    old, new = pair

    retired = ask(f"resources/{old.uid}").json()
    published = ask(f"resources/{new.uid}").json()

    assert (retired["successor"], retired["replaces"]) == (new.uid, [])
    assert (published["successor"], published["replaces"]) == ("", [old.uid])


@pytest.mark.parametrize("named", ["nowhere1", "itself", 7, None, "x" * 1001])
def test_what_cannot_take_its_place_is_refused(
    make_resource: Make, api: Make, operator: Person, named: Any
) -> None:
    old = make_resource()
    said = GONE | {"successor": old.uid if named == "itself" else named}

    answer = api(operator, Scope.REVIEW).post(f"/resources/{old.uid}/reviews", said)

    assert (answer.status_code, answer.json()["field"]) == (422, "successor")
    old.refresh_from_db()
    assert old.state == "published"


@pytest.mark.parametrize(
    ("prefix", "name"), [("oai_dc", "relation"), ("medagora", "replaces")]
)
def test_a_library_finds_it_in_the_record_of_the_successor(
    client: Client, pair: tuple[Resource, Resource], prefix: str, name: str
) -> None:
    old, new = pair
    asked = {"verb": "ListRecords", "metadataPrefix": prefix}

    answer = etree.fromstring(client.get("/oai", asked).content)

    (metadata,) = answer.findall(".//{*}metadata")
    pages = [found.text for found in metadata.iterfind(f".//{{*}}{name}")]
    assert f"http://127.0.0.1:8000/en/resource/{old.uid}/" in pages
    if prefix == "medagora":
        (record,) = metadata
        assert record.get("uid") == new.uid
        _schema(client).assertValid(etree.ElementTree(record))


def test_the_successor_counts_as_changed(
    make_resource: Make, api: Make, operator: Person
) -> None:
    old, new = make_resource(), make_resource()
    before = new.updated_at

    said = GONE | {"successor": new.address}
    api(operator, Scope.REVIEW).post(f"/resources/{old.uid}/reviews", said)

    new.refresh_from_db()
    assert new.updated_at > before


def test_record_systems_are_told_too(
    client: Client, pair: tuple[Resource, Resource]
) -> None:
    old, new = pair

    found = client.get(f"/fhir/DocumentReference/{new.uid}").json()
    gone = client.get(f"/fhir/DocumentReference/{old.uid}")

    assert found["relatesTo"] == [
        {
            "code": "replaces",
            "target": {"reference": f"DocumentReference/{old.uid}"},
        }
    ]
    assert gone.status_code == 410
    words = gone.json()["issue"][0]["diagnostics"]
    assert f"DocumentReference/{new.uid} took its place" in words
