"""What a finder of free copies promises, held by the fake and by the real one.

The real one speaks to a server on loopback that answers as api.unpaywall.org does.
"""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.gateways.open_access import (
    REST,
    Answers,
    Copy,
    NotUnderstood,
    OpenAccess,
    Unpaywall,
    read_answer,
)
from tests.reader.papers.test_open_copies import FakeOpenAccess
from tests.web.hostile import Site, loopback_too, reply, serve

FREE = {
    "doi": "10.1/free",
    "is_oa": True,
    "best_oa_location": {
        "url": "https://repo.example.org/1.pdf",
        "url_for_pdf": "https://repo.example.org/1.pdf",
        "url_for_landing_page": "https://repo.example.org/1",
        "license": "cc-by",
        "version": "acceptedVersion",
        "host_type": "repository",
    },
}
CLOSED = {"doi": "10.1/closed", "is_oa": False, "best_oa_location": None}


def body(data: Any) -> bytes:
    return reply(json.dumps(data).encode(), content_type="application/json")


def unpaywall(site: Site, rests: list[float] | None = None) -> Unpaywall:
    async def sleep(seconds: float) -> None:
        if rests is not None:
            rests.append(seconds)

    return Unpaywall(
        "library@example.org", base=f"{site.url}/v2", policy=loopback_too, sleep=sleep
    )


def answer(head: str) -> Iterable[bytes]:
    path = head.split(" ")[1]
    if "/10.1/free?" in path:
        yield body(FREE)
    elif "/10.1/closed?" in path:
        yield body(CLOSED)
    elif "/10.1/busy?" in path:
        yield reply(status="429 Too Many Requests")
    elif "/10.1/broken?" in path:
        yield reply(b"<html>")
    else:
        yield reply(b'{"error": true}', status="404 Not Found")


def holds(finder: OpenAccess) -> None:
    answers = finder.find(["10.1/free", "10.1/closed", "10.1/unknown"])

    assert answers.failure == ""
    assert [(copy.doi, bool(copy.address)) for copy in answers.copies] == [
        ("10.1/free", True),
        ("10.1/closed", False),
        ("10.1/unknown", False),
    ]
    assert finder.find([]) == Answers()


def test_the_fake_holds() -> None:
    holds(FakeOpenAccess({"10.1/free": "https://repo.example.org/1"}))


def test_the_real_one_holds() -> None:
    with serve(answer) as site:
        holds(unpaywall(site))


def test_the_page_is_preferred_to_the_file_and_we_say_who_asks() -> None:
    rests: list[float] = []
    with serve(answer) as site:
        answers = unpaywall(site, rests).find(["10.1/free", "10.1/closed"])

    assert answers.copies[0] == Copy(
        "10.1/free", "https://repo.example.org/1", "cc-by", "acceptedVersion"
    )
    assert "GET /v2/10.1/free?email=library@example.org" in site.requests[0]
    assert "Medagora/" in site.requests[0]
    assert rests == [REST, REST]


def test_a_server_that_has_enough_is_left_alone() -> None:
    with serve(answer) as site:
        answers = unpaywall(site).find(["10.1/free", "10.1/busy", "10.1/closed"])

    assert [copy.doi for copy in answers.copies] == ["10.1/free"]
    assert answers.failure == "not_answered"
    assert len(site.requests) == 2


def test_one_answer_that_cannot_be_read_stops_no_other() -> None:
    with serve(answer) as site:
        answers = unpaywall(site).find(["10.1/broken", "10.1/free"])

    assert [copy.doi for copy in answers.copies] == ["10.1/free"]
    assert answers.failure == ""


def test_a_server_that_is_not_there_has_a_name() -> None:
    with serve(answer) as site:
        finder = unpaywall(site)

    assert finder.find(["10.1/free"]) == Answers((), "connection")


def test_odd_dois_are_asked_as_they_are() -> None:
    with serve(answer) as site:
        unpaywall(site).find(["10.1/a<b>#c?d=é"])

    assert "/v2/10.1/a%3Cb%3E%23c%3Fd=%C3%A9?email=" in site.requests[0]


@pytest.mark.parametrize(
    "best",
    [
        None,
        [],
        {},
        {"url": None},
        {"url": 7},
        {"url": "javascript:alert(1)"},
        {"url": "https://x/" + "y" * 2000},
        {"url": "https://two words/"},
    ],
)
def test_a_copy_without_an_address_is_none(best: Any) -> None:
    data = json.dumps({"is_oa": True, "best_oa_location": best}).encode()

    assert read_answer("10.1/a", data) == Copy("10.1/a")


def nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    names = st.sampled_from(["is_oa", "best_oa_location", "url", "license", "version"])
    return st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=5)


@given(st.recursive(st.none() | st.booleans() | st.text(max_size=9), nested))
def test_any_json_is_read_or_refused_by_name(data: object) -> None:
    try:
        copy = read_answer("10.1/a", json.dumps(data).encode())
    except NotUnderstood:
        return
    assert copy.address == "" or copy.address.startswith("http")


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"7"])
def test_what_is_no_object_is_not_understood(data: bytes) -> None:
    with pytest.raises(NotUnderstood):
        read_answer("10.1/a", data)
