"""What a register look-up promises, held by the fake and by the real one.

The real one speaks to a server on loopback that answers in the form of NPPES 2.1 and
of ORCID's public records 3.0, as we wrote it down.
"""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.people.gateways.registers import (
    FAILED,
    NOT_FOUND,
    OFF,
    Lookup,
    NoLookup,
    PublicLookup,
    Record,
    read_nppes,
    read_orcid,
)
from tests.web.hostile import loopback_too, reply, serve

PERSON = {
    "number": "1234567893",
    "enumeration_type": "NPI-1",
    "basic": {
        "first_name": "ANNA",
        "last_name": "KOVACS",
        "credential": "M.D.",
        "status": "A",
    },
    "taxonomies": [
        {"code": "208000000X", "desc": "Pediatrics", "state": "NY", "primary": True}
    ],
}
CLINIC = {
    "number": "1679576722",
    "enumeration_type": "NPI-2",
    "basic": {"organization_name": "A CLINIC", "status": "A"},
}
ORCID_RECORD = {
    "orcid-identifier": {"path": "0000-0002-1825-0097"},
    "person": {
        "name": {"given-names": {"value": "Anna"}, "family-name": {"value": "Kovacs"}}
    },
    "activities-summary": {
        "employments": {
            "affiliation-group": [
                {
                    "summaries": [
                        {
                            "employment-summary": {
                                "role-title": "Consultant",
                                "organization": {"name": "A Hospital"},
                            }
                        }
                    ]
                }
            ]
        }
    },
}
FOUND = Record("found", "ANNA", "KOVACS", ("M.D.", "Pediatrics, NY"))
FOUND_ORCID = Record("found", "Anna", "Kovacs", ("Consultant, A Hospital",))


class FakeLookup:
    """Two people who are known; everybody else is not."""

    def look_up(self, register: str, number: str) -> Record:
        if register not in {"npi", "orcid"}:
            return OFF
        known = {"1234567893": FOUND, "0000-0002-1825-0097": FOUND_ORCID}
        return known.get(number, NOT_FOUND)


def body(data: Any) -> bytes:
    return reply(json.dumps(data).encode(), content_type="application/json")


def answer(head: str) -> Iterable[bytes]:
    path = head.split(" ")[1]
    if path == "/api/?version=2.1&number=1234567893":
        yield body({"result_count": 1, "results": [PERSON]})
    elif path == "/api/?version=2.1&number=1679576722":
        yield body({"result_count": 1, "results": [CLINIC]})
    elif path == "/api/?version=2.1&number=1000000004":
        yield body({"Errors": [{"description": "CMS deactivated NPI", "number": "01"}]})
    elif path.startswith("/api/?version=2.1&number=1555"):
        yield reply(b"<html>busy</html>", status="503 Service Unavailable")
    elif path.startswith("/api/"):
        yield body({"result_count": 0, "results": []})
    elif path == "/v3.0/0000-0002-1825-0097/record":
        yield body(ORCID_RECORD)
    else:
        yield reply(b"{}", status="404 Not Found")


def holds(lookup: Lookup) -> None:
    assert lookup.look_up("npi", "1234567893") == FOUND
    assert lookup.look_up("npi", "1679576722") == NOT_FOUND
    assert lookup.look_up("npi", "1000000004") == NOT_FOUND
    assert lookup.look_up("orcid", "0000-0002-1825-0097") == FOUND_ORCID
    assert lookup.look_up("orcid", "0000-0001-5109-3700") == NOT_FOUND
    assert lookup.look_up("lanr", "123456601") == OFF


def test_the_fake_holds() -> None:
    holds(FakeLookup())


def test_the_real_one_holds() -> None:
    with serve(answer) as site:
        real = PublicLookup(nppes=site.url, orcid=site.url, policy=loopback_too)
        holds(real)
        assert real.look_up("npi", "1555555555") == FAILED


def test_a_register_that_cannot_be_reached_has_failed() -> None:
    away = PublicLookup(nppes="http://127.0.0.1:1", policy=loopback_too)

    assert away.look_up("npi", "1234567893") == FAILED


def test_private_addresses_are_not_asked() -> None:
    with serve(answer) as site:
        assert PublicLookup(nppes=site.url).look_up("npi", "1234567893") == FAILED
        assert site.requests == []


def test_without_the_operators_word_nobody_is_asked() -> None:
    assert NoLookup().look_up("npi", "1234567893") == OFF


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("results", "basic", "status", "taxonomies", "person", "name"),
                    *(
                        "enumeration_type",
                        "activities-summary",
                        "employments",
                        "Errors",
                    ),
                ]
            ),
            inner,
            max_size=4,
        )
    ),
)


@given(json_values)
def test_whatever_a_register_answers_is_read_or_refused(data: Any) -> None:
    for read in (read_nppes, read_orcid):
        assert read(data).lookup in {"found", "not_found", "failed"}


@pytest.mark.parametrize("status", ["D", "", None])
def test_a_number_that_is_not_active_is_not_found(status: Any) -> None:
    person = {**PERSON, "basic": {**PERSON["basic"], "status": status}}  # type: ignore[dict-item]

    assert read_nppes({"results": [person]}) == NOT_FOUND
