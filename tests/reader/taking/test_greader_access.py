"""The Google Reader protocol: which key opens it, and for what."""

from collections.abc import Callable

import pytest
from django.test import Client

from medagora.people.models import Person
from medagora.reader.domain.words import KeyScope
from medagora.reader.models import ReaderKey
from medagora.reader.services import keys
from tests.reader.taking.conftest import Program


def test_a_program_signs_in_with_address_and_key(program: Program) -> None:
    said = {"Email": program.person.email.upper(), "Passwd": program.secret}

    answer = program.client.post("/greader/accounts/ClientLogin", said)

    words = dict(line.split("=", 1) for line in answer.content.decode().split())
    program.secret = words["Auth"]
    assert program.api("user-info")["userEmail"] == program.person.email
    assert len(program.get("reader/api/0/token").content) == 58


@pytest.mark.parametrize("header", ["", "GoogleLogin auth=", "GoogleLogin auth=guess"])
def test_without_a_key_nothing_opens(client: Client, db: None, header: str) -> None:
    headers = {"Authorization": header} if header else {}

    answer = client.get("/greader/reader/api/0/subscription/list", headers=headers)

    assert answer.status_code == 401
    assert answer.content == b"Unauthorized!"


def test_another_persons_key_does_not_fit(
    program: Program, make_person: Callable[..., Person]
) -> None:
    other = make_person("Otto")

    answer = program.client.post(
        "/greader/accounts/ClientLogin",
        {"Email": other.email, "Passwd": program.secret},
    )

    assert answer.status_code == 401


def test_a_key_for_lists_opens_no_program(client: Client, reader: Person) -> None:
    _row, secret = keys.make_key(reader, "Lists", KeyScope.FEEDS, by=reader)

    answer = Program(client, reader, secret).get("reader/api/0/user-info")

    assert answer.status_code == 401


def test_a_key_that_was_taken_back_opens_nothing(program: Program) -> None:
    program.api("user-info")
    row = ReaderKey.objects.get()
    assert row.used_at

    keys.revoke_key(program.person, row.pk, by=program.person)

    assert program.get("reader/api/0/user-info").status_code == 401


def test_guessing_is_slowed_down(client: Client, db: None) -> None:
    for _guess in range(60):
        client.post("/greader/accounts/ClientLogin", {"Email": "a", "Passwd": "b"})

    answer = client.post("/greader/accounts/ClientLogin", {"Email": "a", "Passwd": "b"})

    assert answer.status_code == 429


def test_changes_are_never_made_by_looking_at_an_address(program: Program) -> None:
    for path in ("edit-tag", "mark-all-as-read", "subscription/edit"):
        assert program.get(f"reader/api/0/{path}").status_code == 405


@pytest.mark.parametrize("path", ["", "check/compatibility", "reader/ping"])
def test_programs_find_out_that_we_are_here(program: Program, path: str) -> None:
    assert program.get(path).content in {b"OK", b"PASS"}


def test_what_is_not_there_is_said_in_plain_words(program: Program) -> None:
    answer = program.get("reader/api/0/preference/stream/list")

    assert (answer.status_code, answer.content) == (404, b"Not Found")
