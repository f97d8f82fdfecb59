"""The log in public: page, entry, Atom, JSON Lines; and the policy page."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from medagora.catalogue.models import Resource
from medagora.curation import queries
from medagora.curation.domain.chain import Entry, find_break
from medagora.curation.models import Suggestion
from medagora.curation.services import log, reviewing
from medagora.curation.services.personal_data import export
from medagora.people import services as people
from medagora.people.models import Person
from tests.conftest import NOW
from tests.curation.conftest import decline, opinion
from tests.curation.desk_forms import count_queries
from tests.curation.test_suggest_pages import words

MakeSuggestion = Callable[..., Suggestion]


@pytest.fixture
def told(
    make_suggestion: MakeSuggestion, curator: Person, second_curator: Person
) -> Suggestion:
    """A log with an agreement, a publication and a refusal."""
    published, declined = make_suggestion(), make_suggestion()
    for person in (curator, second_curator):
        reviewing.review_suggestion(published, opinion(person), by=person, at=NOW)
    reviewing.review_suggestion(
        declined,
        decline(curator, interest="declared", interest_words="A rival of mine."),
        by=curator,
        at=NOW + timedelta(days=30),
    )
    return published


def test_the_log_shows_who_did_what_with_which_words_and_interests(
    client: Client, told: Suggestion
) -> None:
    page = words(client.get("/en/log/"))

    for expected in (
        "Carla",
        "Cyril",
        "A shop.",
        "A rival of mine.",
        "Mainly sells something",
        f"/en/resource/{told.resource.uid}/",
        queries.head_hash(),
    ):
        assert expected in page


def test_the_log_is_filtered_by_what_when_and_who(
    client: Client, told: Suggestion, second_curator: Person
) -> None:
    def numbers(query: str) -> list[int]:
        page = words(client.get(f"/en/log/?{query}"))
        return [n for n in (3, 2, 1) if f'id="entry-{n}"' in page]

    assert numbers("") == [3, 2, 1]
    assert numbers("verb=resource_declined") == [3]
    assert numbers("month=2026-11") == [2, 1]
    assert numbers(f"actor={second_curator.pseudonym}") == [2]
    assert numbers(f"subject=resource:{told.resource.uid}") == [2, 1]
    assert numbers("before=3") == [2, 1]
    assert numbers("month=2020-01") == []


def test_more_entries_cost_no_more_queries(
    client: Client, make_resource: Callable[..., Resource]
) -> None:
    make_resource()
    few = count_queries(client, "/en/log/")
    for _ in range(10):
        make_resource()

    assert count_queries(client, "/en/log/") == few


def test_an_entry_has_an_address_of_its_own(client: Client, told: Suggestion) -> None:
    page = words(client.get("/en/log/2/"))

    assert "/en/log/1/" in page
    assert "/en/log/3/" in page
    assert client.get("/en/log/99/").status_code == 404


def test_erased_words_are_said_to_be_erased(
    client: Client, told: Suggestion, curator: Person
) -> None:
    log.erase_personal(curator.pseudonym)

    page = words(client.get("/en/log/3/"))

    assert "A shop." not in page
    assert "were erased" in page


@pytest.mark.django_db
def test_an_empty_log_is_a_page_too(client: Client) -> None:
    assert client.get("/en/log/").status_code == 200
    assert client.get("/log.atom").status_code == 200
    assert b"".join(client.get("/log.jsonl").streaming_content) == b""  # type: ignore[attr-defined]  # streams


def test_anybody_can_verify_the_chain_from_the_published_lines(
    client: Client, told: Suggestion
) -> None:
    response = client.get("/log.jsonl")
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # streams
    entries = [Entry(**json.loads(line)) for line in lines]

    assert response["Content-Type"].startswith("application/jsonl")
    assert len(entries) == 3
    assert find_break(entries) is None
    assert entries[-1].hash == queries.head_hash()


def test_the_lines_since_a_number_can_be_asked_for(
    client: Client, told: Suggestion
) -> None:
    response = client.get("/log.jsonl?after=2")

    body = b"".join(response.streaming_content)  # type: ignore[attr-defined]  # streams
    assert [json.loads(line)["number"] for line in body.splitlines()] == [3]


def test_the_log_is_a_feed(client: Client, told: Suggestion) -> None:
    response = client.get("/log.atom")

    assert response["Content-Type"].startswith("application/atom+xml")
    assert words(response).count("<entry>") == 3
    assert "/en/log/3/" in words(response)


# ---- the policy page -------------------------------------------------------------


def test_the_policy_tells_this_sites_own_numbers(
    client: Client, told: Suggestion
) -> None:
    page = words(client.get("/en/how-we-choose/"))

    assert "two different people have agreed" in page
    assert "Mainly sells something" in page


@pytest.mark.django_db
def test_a_site_of_one_curator_says_so(client: Client, settings: Settings) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"single_review": True})

    page = words(client.get("/en/how-we-choose/"))

    assert "one curator is enough" in page


# ---- leaving ------------------------------------------------------------------------


def test_who_erases_themselves_leaves_verdicts_without_words(
    client: Client, told: Suggestion, curator: Person, second_curator: Person
) -> None:
    people.erase_person(curator, by=curator, at=NOW)

    page = words(client.get("/en/log/"))
    judgements = queries.list_judgements(told.resource)

    assert queries.verify_log() is None
    assert "Carla" not in page
    assert "A shop." not in page
    assert [judgement.name for judgement in judgements] == ["Cyril", ""]


def test_everything_about_a_curator_is_exported(
    told: Suggestion, curator: Person
) -> None:
    parts = {part.name: part.content for part in export(curator)}

    assert {review["words"] for review in parts["reviews"]} == {"", "A shop."}
    assert len(parts["log"]) == 2
    assert set(parts) == {"suggestions", "reviews", "reports", "imports", "log"}
