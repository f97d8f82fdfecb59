"""Programs go past what only pages need, and hear the same."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from medagora.api.queries import remembering
from medagora.people.models import Person
from tests.api.infobutton.conftest import coded

pytestmark = pytest.mark.django_db
SHORT = "medagora.web.middleware.short_way"
STATIC = "whitenoise.middleware.WhiteNoiseMiddleware"
FRAMES = "django.middleware.clickjacking.XFrameOptionsMiddleware"
FORM = "application/x-www-form-urlencoded"
MANY = "&".join(f"q{number}=x" for number in range(1_100))
J45 = urlencode(coded("J45", **{"informationRecipient.languageCode.c": "en"}))
#: What differs with the moment, not with the way.
_MOMENT = ("<updated>", "responseDate", '"timestamp"', '"updated"', '"date"')


def middleware(known: list[str], *, is_short: bool) -> list[str]:
    rest = [name for name in known if name not in {SHORT, FRAMES}]
    place = rest.index(STATIC) + 1
    return [*rest[:place], FRAMES, *([SHORT] if is_short else []), *rest[place:]]


@pytest.fixture
def both_ways(settings: Any) -> Callable[..., list[HttpResponse]]:
    """The answers by the long way and by the short one."""

    def ask(send: Callable[[Client], Any]) -> list[HttpResponse]:
        answers = []
        for is_short in (False, True):
            settings.MIDDLEWARE = middleware(settings.MIDDLEWARE, is_short=is_short)
            remembering.forget()
            client = Client(raise_request_exception=False)
            answers.append(send(client))
        return answers

    return ask


def still(response: HttpResponse) -> list[str]:
    """Its words without what tells the moment."""
    lines = response.content.decode().replace(", ", ",\n").splitlines()
    return [line for line in lines if not any(word in line for word in _MOMENT)]


def varies(response: HttpResponse) -> set[str]:
    return set(response.get("Vary", "").split(", "))


@pytest.mark.parametrize(
    "path",
    [
        f"/infobutton?{J45}",
        f"/infobutton?{J45}&knowledgeResponseType=application/json",
        f"/infobutton?{J45}&knowledgeResponseType=text/html",
        "/infobutton?informationRecipient=NURSE",
        "/infobutton",
        "/infobutton?chosen=hu",
        "/infobutton/profile.xml",
        "/infobutton/nothing",
        "/fhir/metadata",
        "/fhir/DocumentReference?language=en&_pretty=true",
        "/fhir/nothing",
        "/cds-services",
        "/cds-services/a/b",
        "/oai?verb=Identify",
        "/oai?verb=Nonsense",
        "/oai/nothing",
    ],
)
@pytest.mark.parametrize("language", ["", "hu;q=0.9,de"])
def test_the_answer_is_the_same(
    both_ways: Any, make_topic: Any, make_resource: Any, path: str, language: str
) -> None:
    make_topic("asthma", codes=(("icd10", "J45"),))
    make_resource(topics=("asthma",))
    headers = {"accept-language": language} if language else {}

    long, short = both_ways(lambda client: client.get(path, headers=headers))

    assert short.status_code == long.status_code
    assert still(short) == still(long)
    told = {name: value for name, value in short.items() if name != "Vary"}
    assert told == {name: value for name, value in long.items() if name != "Vary"}
    assert varies(short) == varies(long)
    assert short.cookies == long.cookies


def test_a_form_is_answered_alike(both_ways: Any, make_topic: Any) -> None:
    make_topic("asthma", codes=(("icd10", "J45"),))

    long, short = both_ways(
        lambda client: client.post("/infobutton", J45, content_type=FORM)
    )

    assert short.status_code == long.status_code == 200
    assert still(short) == still(long)


def test_neither_session_nor_person_is_looked_for(
    both_ways: Any, member: Person, make_topic: Any
) -> None:
    make_topic("asthma", codes=(("icd10", "J45"),))

    asked: list[str] = []

    def send(client: Client) -> Any:
        client.force_login(member)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/infobutton?{J45}")
        asked[:] = [query["sql"] for query in queries]
        return response

    _long, short = both_ways(send)

    assert short.status_code == 200
    assert asked
    assert not any("session" in sql or "people" in sql for sql in asked)
    assert not short.cookies


def test_a_page_still_knows_who_is_signed_in(both_ways: Any, member: Person) -> None:
    def send(client: Client) -> Any:
        client.force_login(member)
        return client.get(f"/infobutton?{J45}&KnowledgeResponseType=html")

    long, short = both_ways(send)

    assert "text/html" in short["Content-Type"]
    assert still(short) == still(long)
    assert "/account/" in short.content.decode()


def test_a_host_that_is_not_ours_is_refused(both_ways: Any) -> None:
    answers = both_ways(
        lambda client: client.get(f"/infobutton?{J45}", headers={"host": "evil.test"})
    )

    assert [answer.status_code for answer in answers] == [400, 400]


@pytest.mark.parametrize(
    ("path", "status", "form", "words"),
    [
        ("/infobutton", 400, "text/plain", "mainSearchCriteria.v: There are too many"),
        ("/fhir/DocumentReference", 400, "application/fhir+json", "OperationOutcome"),
        ("/fhir/metadata", 400, "application/fhir+json", "OperationOutcome"),
        ("/api/v1/topics", 400, "application/problem+json", '"not_readable"'),
        ("/oai", 200, "text/xml", 'code="badArgument"'),
    ],
)
def test_too_many_parameters_are_refused_in_the_form_of_the_door(
    both_ways: Any, path: str, status: int, form: str, words: str
) -> None:
    for answer in both_ways(lambda client: client.get(f"{path}?{MANY}")):
        assert answer.status_code == status
        assert answer["Content-Type"].startswith(form)
        assert words in answer.content.decode()
        assert "There are too many parameters." in answer.content.decode()
        assert not answer.cookies


def test_too_many_parameters_of_a_form_are_refused_alike(both_ways: Any) -> None:
    for path, form in (
        ("/infobutton", "text/plain"),
        ("/fhir/DocumentReference/_search", "application/fhir+json"),
        ("/oai", "text/xml"),
    ):
        for answer in both_ways(
            lambda client, path=path: client.post(path, MANY, content_type=FORM)
        ):
            assert answer["Content-Type"].startswith(form)
            assert "There are too many parameters." in answer.content.decode()


def test_a_hook_does_not_mind_parameters_that_it_never_reads(both_ways: Any) -> None:
    _long, short = both_ways(lambda client: client.get(f"/cds-services?{MANY}"))

    assert short.status_code == 200


def test_too_many_parameters_are_refused_in_the_language_of_the_request(
    both_ways: Any,
) -> None:
    for answer in both_ways(
        lambda client: client.get(
            f"/api/v1/topics?{MANY}", headers={"accept-language": "hu"}
        )
    ):
        assert "There are too many" not in answer.content.decode()
