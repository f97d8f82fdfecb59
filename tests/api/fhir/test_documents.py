"""One document, and what the server says of itself."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from tests.api.fhir.conftest import Ask, checked
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def test_a_document_says_what_why_for_whom_and_about_what(
    ask: Ask, inhaler_video: Any
) -> None:
    body = ask(
        f"DocumentReference/{inhaler_video.uid}", {"Accept-Language": "hu"}
    ).json()

    assert body["id"] == inhaler_video.uid
    assert body["status"] == "current"
    assert body["language"] == "hu"
    assert body["description"] == "Megmutatja, hogyan kell."
    assert body["type"]["coding"][0]["code"] == "video-channel"
    assert [one["coding"][0]["code"] for one in body["category"]] == ["patients"]
    assert body["author"][0]["display"] == "Tüdőgyógyász Társaság"
    event = body["context"]["event"][0]
    assert event["text"] == "Asthma magyarul"
    assert {"system": "http://hl7.org/fhir/sid/icd-10", "code": "J45"} in event[
        "coding"
    ]
    assert {"system": "http://snomed.info/sct", "code": "195967001"} in event["coding"]


def test_the_address_stands_once_for_each_language_that_it_speaks(
    ask: Ask, inhaler_video: Any
) -> None:
    body = ask(f"DocumentReference/{inhaler_video.uid}").json()

    attachments = [content["attachment"] for content in body["content"]]
    assert [one["language"] for one in attachments] == ["hu", "de"]
    assert {one["url"] for one in attachments} == {inhaler_video.address}


def test_what_is_for_everybody_has_both_categories(
    ask: Ask, diabetes_page: Any
) -> None:
    body = ask(f"DocumentReference/{diabetes_page.uid}").json()

    codes = [one["coding"][0]["code"] for one in body["category"]]
    assert codes == ["patients", "professionals"]


def test_the_narrative_is_xhtml_in_which_no_word_is_markup(
    ask: Ask, inhaler_video: Any
) -> None:
    div = ask(f"DocumentReference/{inhaler_video.uid}").json()["text"]["div"]

    assert "&lt;helyesen&gt;" in div
    assert "<helyesen>" not in div
    assert 'lang="en"' in div


def test_words_come_in_the_language_that_the_client_takes(
    ask: Ask, inhaler_video: Any
) -> None:
    path = f"DocumentReference/{inhaler_video.uid}"

    assert ask(path, {"Accept-Language": "en-GB"}).json()["language"] == "en"
    assert ask(path, {"Accept-Language": "xx, hu;q=0.5"}).json()["language"] == "hu"


def test_a_document_without_language_or_publisher_is_valid_too(
    ask: Ask, make_resource: Callable[..., Any]
) -> None:
    resource = make_resource(languages=(), publisher="")

    body = ask(f"DocumentReference/{resource.uid}").json()

    assert "author" not in body
    assert "context" not in body
    assert "language" not in body["content"][0]["attachment"]


@pytest.mark.parametrize("uid", ["nowhere", "x" * 65, "a b", "ä", "%00", "a%0Ab"])
def test_what_is_not_there_is_404(ask: Ask, uid: str) -> None:
    answer = ask(f"DocumentReference/{uid}")

    assert answer.status_code == 404
    assert answer.json()["issue"][0]["code"] == "not-found"


def test_a_candidate_is_not_there(ask: Ask, make_resource: Callable[..., Any]) -> None:
    resource = make_resource(state="candidate")

    assert ask(f"DocumentReference/{resource.uid}").status_code == 404


def test_what_was_taken_out_is_410(ask: Ask, inhaler_video: Any) -> None:
    publishing.move(inhaler_video, Move.RETIRE, by="system", at=NOW)

    answer = ask(f"DocumentReference/{inhaler_video.uid}")

    assert answer.status_code == 410
    assert answer.json()["issue"][0]["code"] == "deleted"


def test_the_capability_statement_promises_what_is_there(ask: Ask) -> None:
    body = ask("metadata").json()

    assert body["fhirVersion"] == "4.0.1"
    assert body["kind"] == "instance"
    (server,) = body["rest"]
    documents = server["resource"][0]
    assert documents["type"] == "DocumentReference"
    assert {one["code"] for one in documents["interaction"]} == {"read", "search-type"}
    for parameter in documents["searchParam"]:
        strict = {"Prefer": "handling=strict"}
        answer = ask("DocumentReference", strict, **{parameter["name"]: "x"})
        assert answer.status_code == 200, parameter["name"]


def test_definitions_of_our_own_are_served_where_they_say(
    client: Client, ask: Ask, inhaler_video: Any, settings: Any
) -> None:
    resource = ask(f"DocumentReference/{inhaler_video.uid}").json()
    parameters = ask("metadata").json()["rest"][0]["resource"][0]["searchParam"]
    addresses = [
        *(
            one["coding"][0]["system"]
            for one in [resource["type"], *resource["category"]]
        ),
        *(one["definition"] for one in parameters if one["name"] == "code"),
    ]
    home = settings.CONFIG.site_url.rstrip("/")

    for address in addresses:
        assert address.startswith(f"{home}/fhir/")
        answer = checked(client.get(address.removeprefix(home)))
        assert answer.status_code == 200
        assert answer.json()["url"] == address


def test_the_kind_of_a_document_is_in_its_code_system(
    ask: Ask, inhaler_video: Any
) -> None:
    resource = ask(f"DocumentReference/{inhaler_video.uid}").json()
    system = ask("CodeSystem/resource-kind").json()

    words = {one["code"]: one["display"] for one in system["concept"]}
    coding = resource["type"]["coding"][0]
    assert words[coding["code"]] == coding["display"] == "Video channel"
    assert system["count"] == len(words)


def test_a_definition_that_does_not_exist_is_404(ask: Ask) -> None:
    assert ask("CodeSystem/x").status_code == 404
    assert ask("SearchParameter/x").status_code == 404
