"""Searching for documents by what a record holds."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.api.fhir.conftest import Ask, checked, ids_in, links_of

pytestmark = pytest.mark.django_db
ICD10 = "http://hl7.org/fhir/sid/icd-10"
ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"


@pytest.mark.parametrize(
    "code",
    [
        f"{ICD10}|J45",
        f"{ICD10}|J45.9",  # its parent has a topic
        f"{ICD10CM}|J45.909",
        "J45",
        "http://snomed.info/sct|195967001",
        "http://snomed.info/sct/900000000000207008|195967001",
        "urn:oid:2.16.840.1.113883.6.96|195967001",
        "http://terminology.hl7.org/CodeSystem/MSH|D001249",
        "http://fhir.de/CodeSystem/bfarm/icd-10-gm|J45.1",
        f"{ICD10}|Z99,{ICD10}|J45",
        f"{ICD10}|",
    ],
)
def test_documents_are_found_by_the_code_of_a_diagnosis(
    ask: Ask, inhaler_video: Any, code: str
) -> None:
    answer = ask("DocumentReference", code=code)

    assert answer.status_code == 200
    assert ids_in(answer) == [inhaler_video.uid]
    assert answer.json()["total"] == 1


@pytest.mark.parametrize(
    "code", [f"{ICD10}|Z99", "|J45", "http://example.org/codes|J45", "Q" * 41]
)
def test_a_code_without_a_topic_finds_nothing_rather_than_everything(
    ask: Ask, inhaler_video: Any, code: str
) -> None:
    answer = ask("DocumentReference", code=code)

    assert (answer.status_code, answer.json()["total"]) == (200, 0)
    assert "entry" not in answer.json()


def test_event_takes_the_code_exactly_where_code_takes_its_parent_too(
    ask: Ask, inhaler_video: Any
) -> None:
    assert ids_in(ask("DocumentReference", event=f"{ICD10}|J45")) == [inhaler_video.uid]
    assert ids_in(ask("DocumentReference", event=f"{ICD10}|J45.9")) == []
    assert ids_in(ask("DocumentReference", event=f"{ICD10}|")) == [inhaler_video.uid]


def test_code_text_takes_words(
    ask: Ask, inhaler_video: Any, diabetes_page: Any
) -> None:
    answer = ask(
        "DocumentReference",
        {"Accept-Language": "hu"},
        **{"code:text": "asthma magyarul"},
    )

    assert ids_in(answer) == [inhaler_video.uid]


def test_language_is_that_of_the_document_itself(
    ask: Ask, inhaler_video: Any, asthma_guideline: Any
) -> None:
    def found(language: str) -> list[str]:
        return ids_in(ask("DocumentReference", code="J45", language=language))

    assert found("hu") == [inhaler_video.uid]
    assert found("hu-HU") == [inhaler_video.uid]
    assert found("urn:ietf:bcp:47|de") == [inhaler_video.uid]
    assert found("en") == [asthma_guideline.uid]
    assert set(found("hu,en")) == {inhaler_video.uid, asthma_guideline.uid}
    assert found("fr") == []


def test_a_document_of_several_languages_comes_once(
    ask: Ask, inhaler_video: Any
) -> None:
    answer = ask("DocumentReference", language="hu,de")

    assert ids_in(answer) == [inhaler_video.uid]
    assert answer.json()["total"] == 1


def test_a_repeated_parameter_means_and(
    ask: Ask, inhaler_video: Any, diabetes_page: Any
) -> None:
    both = ask("DocumentReference", language=["hu", "de"])
    neither = ask("DocumentReference", code=["J45", "E11"])

    assert ids_in(both) == [inhaler_video.uid]
    assert ids_in(neither) == []


def test_words_come_in_the_language_that_is_sought(
    ask: Ask, inhaler_video: Any
) -> None:
    answer = ask("DocumentReference", {"Accept-Language": "en"}, language="hu")

    assert answer.json()["entry"][0]["resource"]["language"] == "hu"


def test_what_is_for_everybody_is_found_for_each(
    ask: Ask, inhaler_video: Any, asthma_guideline: Any, diabetes_page: Any
) -> None:
    def found(**params: str) -> set[str]:
        return set(ids_in(ask("DocumentReference", **params)))

    assert found(category="patients") == {inhaler_video.uid, diabetes_page.uid}
    assert found(category="professionals") == {asthma_guideline.uid, diabetes_page.uid}
    assert found(type="guideline") == {asthma_guideline.uid}
    assert found(type="http://example.org|guideline") == set()
    assert found(status="superseded") == set()
    assert len(found(status="current")) == 3
    assert found(_id=f"{diabetes_page.uid},nowhere") == {diabetes_page.uid}


def test_pages_lead_to_each_other(
    client: Client, ask: Ask, make_resource: Callable[..., Any], settings: Any
) -> None:
    uids = {make_resource().uid for _ in range(5)}
    home = settings.CONFIG.site_url.rstrip("/")

    answer = ask("DocumentReference", _count=2)
    assert set(links_of(answer)) == {"self", "first", "next", "last"}
    found = ids_in(answer)
    while following := links_of(answer).get("next"):
        answer = checked(client.get(following.removeprefix(home)))
        found += ids_in(answer)

    assert answer.json()["total"] == 5
    assert sorted(found) == sorted(uids)
    assert set(links_of(answer)) == {"self", "first", "previous", "last"}
    assert links_of(answer)["self"] == links_of(answer)["last"]


def test_a_count_of_nought_or_a_summary_of_count_gives_the_number_only(
    ask: Ask, inhaler_video: Any
) -> None:
    for params in ({"_count": "0"}, {"_summary": "count"}):
        body = ask("DocumentReference", **params).json()

        assert body["total"] == 1
        assert "entry" not in body
        assert [link["relation"] for link in body["link"]] == ["self"]


def test_no_page_is_larger_than_we_say(
    ask: Ask, make_resource: Callable[..., Any]
) -> None:
    make_resource()

    assert ask("DocumentReference", _count="5000").status_code == 200


def test_what_is_not_known_is_left_out_and_so_is_it_from_the_link(
    ask: Ask, inhaler_video: Any
) -> None:
    answer = ask("DocumentReference", code="J45", patient="Patient/123", _sort="-date")

    assert ids_in(answer) == [inhaler_video.uid]
    assert links_of(answer)["self"].endswith("/fhir/DocumentReference?code=J45")
    assert "123" not in answer.content.decode()


def test_a_strict_client_hears_of_what_is_not_known(ask: Ask) -> None:
    answer = ask(
        "DocumentReference", {"Prefer": 'respond-async, handling="strict"'}, patient="1"
    )

    assert answer.status_code == 400
    (issue,) = answer.json()["issue"]
    assert (issue["code"], issue["expression"]) == ("not-supported", ["patient"])


@pytest.mark.parametrize(
    ("params", "place", "code"),
    [
        ({"code:below": "J45"}, "code:below", "not-supported"),
        ({"language:not": "hu"}, "language:not", "not-supported"),
        ({"code": "a|b|c"}, "code", "value"),
        ({"code": "J45,,E11"}, "code", "value"),
        ({"code": "|"}, "code", "value"),
        ({"code": "J4\x005"}, "code", "value"),
        ({"code": "x" * 1001}, "code", "too-costly"),
        ({"code": ",".join(["J45"] * 51)}, "code", "too-costly"),
        ({"code": ["J45"] * 11}, "code", "too-costly"),
        ({"code:text": "a,b,c,d,e,f"}, "code:text", "too-costly"),
        ({"_count": "-1"}, "_count", "value"),
        ({"_count": "١"}, "_count", "value"),
        ({"_page": "0"}, "_page", "value"),
        ({"_page": "501"}, "_page", "too-costly"),
    ],
)
def test_a_value_that_cannot_be_used_is_400_with_its_place(
    ask: Ask, params: dict[str, Any], place: str, code: str
) -> None:
    answer = ask("DocumentReference", **params)

    assert answer.status_code == 400
    (issue,) = answer.json()["issue"]
    assert (issue["code"], issue["expression"]) == (code, [place])


def test_a_search_by_post_finds_the_same(
    client: Client, ask: Ask, inhaler_video: Any, diabetes_page: Any
) -> None:
    answer = checked(
        client.post(
            "/fhir/DocumentReference/_search?language=hu",
            "code=http%3A%2F%2Fhl7.org%2Ffhir%2Fsid%2Ficd-10%7CJ45",
            content_type="application/x-www-form-urlencoded",
        )
    )

    assert ids_in(answer) == [inhaler_video.uid]
    assert ids_in(ask("DocumentReference", code="E11")) == [diabetes_page.uid]


def test_ten_more_documents_cost_no_more_queries(
    ask: Ask,
    make_resource: Callable[..., Any],
    asthma: Any,
    count_queries: Callable[..., int],
) -> None:
    make_resource(topics=("asthma",))
    few = count_queries(lambda: ask("DocumentReference", code="J45", language="en"))
    for _ in range(10):
        make_resource(topics=("asthma",))

    many = count_queries(lambda: ask("DocumentReference", code="J45", language="en"))

    assert many == few
