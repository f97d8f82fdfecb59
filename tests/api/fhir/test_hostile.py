"""Whatever comes in: a valid answer, never a fault of ours."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medagora.api.domain.fhir.conditions import language_of, list_problems
from medagora.api.domain.fhir.hooks import answer, require_request, shortened
from medagora.api.domain.fhir.negotiation import is_strict, require_json
from medagora.api.domain.fhir.parts import clean
from medagora.api.domain.fhir.refusals import FhirRefusal
from medagora.api.domain.fhir.search import PARAMETERS, read_search
from medagora.api.domain.fhir.tokens import Token, tokens
from tests.api.fhir.conftest import checked
from tests.api.fhir.hook_requests import PATH, asked, condition

SHARED = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60
)
NAMES = [
    *(parameter.name for parameter in PARAMETERS),
    *("code:text", "code:not", "_count", "_page", "_summary", "_format", "_sort", ""),
]
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["J45", "|", "||", ",", "\\", "\\,", "a|b", "hu", "-1", "json"]),
    st.lists(st.sampled_from(["J45", "\\", ",", "|", "é", "\x00"])).map("".join),
)
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=6)
KEYS = st.sampled_from(
    [
        *("resourceType", "entry", "resource", "code", "coding", "system", "text"),
        *("clinicalStatus", "verificationStatus", "communication", "language"),
        *("preferred", "display", "userSelected", "abatementAge", "conditions"),
        *("patient", "hook", "context"),
    ]
)
WORDS = st.one_of(
    st.sampled_from(["Bundle", "Condition", "Patient", "J45", "active", "hu"]),
    st.text(max_size=20),
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=5)
    ),
    max_leaves=25,
)


def outcome_of(call: Callable[[], Any]) -> Any:
    """What it returns, or the refusal that it raises; nothing else may come out."""
    try:
        return call()
    except FhirRefusal as refusal:
        return refusal


@given(PAIRS, st.booleans())
def test_a_search_is_read_or_refused_with_the_parameter(
    pairs: list[tuple[str, str]], strict: bool
) -> None:
    found = outcome_of(lambda: read_search(pairs, is_strict=strict))

    if isinstance(found, FhirRefusal):
        assert found.status == 400
        assert found.field is not None
        assert str(found)
    else:
        assert 1 <= found.count <= 100
        assert set(found.used) <= set(pairs)
        assert read_search(found.used).used == found.used


@given(st.lists(st.text(alphabet="ab|,\\$ ", min_size=1), min_size=1, max_size=5))
def test_what_is_escaped_is_read_as_it_was(codes: list[str]) -> None:
    codes = [code.strip() for code in codes if code.strip()] or ["x"]
    written = (
        code.replace("\\", "\\\\").replace(",", "\\,").replace("|", "\\|")
        for code in codes
    )

    read = tokens(",".join(written), place="code")

    assert read == tuple(Token(code) for code in codes)


@given(st.text(max_size=60), st.one_of(st.none(), st.text(max_size=20)))
def test_any_accept_header_is_json_or_refused(accept: str, form: str | None) -> None:
    is_strict(accept)

    found = outcome_of(lambda: require_json(accept, form))

    assert found is None or found.status == 406


@given(JSON)
def test_any_prefetch_gives_problems_or_a_refusal(prefetch: Any) -> None:
    assert isinstance(language_of(prefetch), str)

    found = outcome_of(lambda: list_problems(prefetch))

    if isinstance(found, FhirRefusal):
        assert found.status in {400, 412}
    else:
        assert all(problem.codes or problem.names for problem in found)


@given(JSON)
def test_any_request_is_taken_or_refused(body: Any) -> None:
    found = outcome_of(lambda: require_request(body))

    assert found is body or found.status == 400


@given(st.text(max_size=300), st.integers(2, 139))
def test_what_is_shortened_fits(text: str, longest: int) -> None:
    short = shortened(text, longest)

    assert len(short) <= longest
    assert short == clean(short)


def test_an_answer_without_advice_has_no_cards() -> None:
    assert answer([], None) == {"cards": []}  # type: ignore[arg-type]  # not looked at


@pytest.mark.django_db
@SHARED
@given(PAIRS)
def test_every_search_has_a_valid_answer(
    client: Client, pairs: list[tuple[str, str]]
) -> None:
    cache.clear()
    query = "&".join(f"{quote(name)}={_quoted(value)}" for name, value in pairs)

    found = checked(client.get(f"/fhir/DocumentReference?{query}"))
    posted = client.post(
        "/fhir/DocumentReference/_search",
        query,
        content_type="application/x-www-form-urlencoded",
    )

    assert found.status_code in {200, 400, 406}
    assert checked(posted).status_code == found.status_code


def _quoted(value: str) -> str:
    return quote(value.encode("utf-8", "surrogatepass"))


@pytest.mark.django_db
@SHARED
@given(JSON, JSON)
def test_every_hook_has_an_answer(client: Client, code: Any, rest: Any) -> None:
    cache.clear()
    entry = [{"resource": condition(code=code)}, {"resource": rest}, rest]
    conditions = {"resourceType": "Bundle", "entry": entry}

    found = client.post(
        PATH,
        json.dumps(asked({"conditions": conditions, "patient": rest})),
        content_type="application/json",
    )

    assert found.status_code == 200
    assert isinstance(found.json()["cards"], list)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "code",
    [
        "\ud800",
        "\x00",
        "J45\x00",
        "' OR 1=1 --",
        "x" * 100_000,
        "J" * 40,
        "\u202e54J",
    ],
)
def test_a_code_of_any_letters_is_looked_for_or_passed_over(
    client: Client, code: str
) -> None:
    coding = {"system": "http://hl7.org/fhir/sid/icd-10", "code": code, "display": code}
    entry = [{"resource": condition(code={"coding": [coding], "text": code})}]
    body = asked({"conditions": {"resourceType": "Bundle", "entry": entry}})

    found = client.post(PATH, json.dumps(body), content_type="application/json")

    assert (found.status_code, found.json()) == (200, {"cards": []})


@pytest.mark.django_db
def test_a_record_with_ten_thousand_conditions_is_answered(client: Client) -> None:
    entry = [{"resource": condition(f"Z{number}")} for number in range(10_000)]
    body = asked({"conditions": {"resourceType": "Bundle", "entry": entry}})

    found = client.post(PATH, json.dumps(body), content_type="application/json")

    assert found.status_code == 200
