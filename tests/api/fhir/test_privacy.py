"""Nothing of a patient stays: no row, no line of a log, nothing in the cache."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests.api.fhir.hook_requests import asked, bundle, condition, patient

pytestmark = pytest.mark.django_db
Call = Callable[..., Any]

SECRETS = (
    "1288992",
    "Kovács",
    "1971-03-04",
    "some-opaque-fhir-access-token",
    "Practitioner/example",
    "J45.9",
    "d1577c69",
    "private remark",
)


def test_nothing_of_the_patient_is_logged_or_stored(
    call: Call,
    client: Client,
    inhaler_video: Any,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept: list[str] = []
    for verb in ("set", "add", "incr", "set_many", "get_or_set"):
        monkeypatch.setattr(cache, verb, _listening(getattr(cache, verb), kept))
    who = patient("hu") | {
        "id": "1288992",
        "name": [{"family": "Kovács"}],
        "birthDate": "1971-03-04",
    }
    remark = condition(note=[{"text": "private remark"}])
    whole = asked({"conditions": bundle(remark), "patient": who})

    with caplog.at_level(logging.DEBUG):
        before = _everything()
        assert len(call(whole).json()["cards"]) == 1
        call({**whole, "hook": "1288992"})
        call(json.dumps(whole)[:-5])
        call(asked({"patient": who}))
        client.get("/fhir/Patient/1288992?name=Kovács")
        client.get("/fhir/DocumentReference/1288992")
        client.get("/fhir/DocumentReference?code=J45.9&patient=1288992")
        client.get("/fhir/DocumentReference?code:in=J45.9")
        client.post(
            "/fhir/DocumentReference/_search",
            "code=J45.9&birthdate=1971-03-04",
            content_type="application/x-www-form-urlencoded",
        )
        after = _everything()

    logged = [
        f"{record.getMessage()} {vars(record)}"
        for record in caplog.records
        if not record.name.startswith("django.db")  # off, unless debugging
    ]
    assert before == after
    for secret in SECRETS:
        assert not [line for line in [*logged, *kept] if secret in line], secret


def _listening(original: Any, kept: list[str]) -> Any:
    def listening(*args: Any, **kwargs: Any) -> Any:
        kept.append(repr((args, kwargs)))
        return original(*args, **kwargs)

    return listening


def _everything() -> dict[str, list[Any]]:
    """All rows of all tables."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own names
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found
