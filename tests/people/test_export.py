"""Everything about me, in one zip."""

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from medagora.people import services
from medagora.people.models import Person
from medagora.people.services.personal_data import contributions

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BrowserOf = Callable[[Person], Client]


def files_of(data: bytes) -> dict[str, Any]:
    """The JSON files of an export by name, and the README."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        read = {name: archive.read(name).decode() for name in archive.namelist()}
    return {
        name: json.loads(text) if name.endswith(".json") else text
        for name, text in read.items()
    }


@pytest.fixture
def alice(make_person: Callable[..., Person], operator: Person) -> Person:
    """Somebody about whom every file has something to say."""
    alice = make_person("Alice", role="curator", language="hu")
    profile = services.ProfileDraft("Alice", "Lung doctor", ("hu", "en"), "both")
    services.change_profile(profile, by=alice)
    services.follow_topics(["asthma"], by=alice)
    draft = services.InterestDraft("Inhaler Ltd", "funding", "A travel grant", 2020)
    services.declare_interest(draft, by=alice)
    services.invite(alice.email, "editor", by=operator, at=NOW)
    return alice


def test_the_export_holds_what_people_said_about_themselves(alice: Person) -> None:
    files = files_of(services.export_person(alice, at=NOW))

    profile = files["people/profile.json"]
    assert profile["email"] == alice.email
    assert profile["bio"] == "Lung doctor"
    assert profile["reading_languages"] == ["hu", "en"]
    assert profile["topics"] == ["asthma"]
    assert profile["name_in_the_log"] == alice.pseudonym
    (interest,) = files["people/declared_interests.json"]
    assert interest["organisation"] == "Inhaler Ltd"
    (role,) = files["people/roles.json"]
    assert (role["role"], role["language"]) == ("curator", "hu")
    assert files["people/invitations.json"]["received"][0]["role"] == "editor"
    verbs = [event["verb"] for event in files["web/trail.json"]]
    assert "people.interest_declared" in verbs


def test_the_export_says_where_they_are_signed_in(
    alice: Person, browser_of: BrowserOf
) -> None:
    browser_of(alice).get("/en/account/settings/", headers={"user-agent": "Lynx/2.9"})

    files = files_of(services.export_person(alice, at=NOW))

    (session,) = files["people/sign_in.json"]["sessions"]
    assert session["user_agent"] == "Lynx/2.9"


def test_the_readme_explains_each_file(alice: Person) -> None:
    files = files_of(services.export_person(alice, at=NOW))

    readme = files.pop("README.txt")
    assert files
    for name in files:
        assert name in readme


def test_the_export_holds_no_secret_and_nobody_else(
    alice: Person, make_person: Callable[..., Person]
) -> None:
    bob = make_person("Bob")
    alice.set_password("correct horse battery")
    alice.save()

    data = services.export_person(alice, at=NOW)

    texts = json.dumps(files_of(data))
    assert alice.password not in texts
    assert bob.email not in texts


def test_the_page_downloads_the_same_zip_in_pieces(
    alice: Person, browser_of: BrowserOf
) -> None:
    response = browser_of(alice).post("/en/account/export/")

    files = files_of(response.getvalue())
    assert response["Content-Type"] == "application/zip"
    assert ".zip" in response["Content-Disposition"]
    assert files["people/profile.json"]["email"] == alice.email


def test_people_with_a_password_prove_again_that_it_is_they(
    alice: Person, client: Client
) -> None:
    alice.set_password("correct horse battery")
    alice.save()
    client.post(
        "/en/account/login/",
        {"login": alice.email, "password": "correct horse battery"},
    )

    response = client.post("/en/account/export/")

    assert response.status_code == 302
    assert "/reauthenticate/" in response["Location"]


def test_every_table_that_knows_people_is_exported_and_erased() -> None:
    marked = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("medagora.") and ".. pii:" in str(model.__doc__)
    }

    covered = {label for room in contributions() for label in room.covers}

    assert covered == marked
