"""Keys: shown once, found by their digest, taken back at any time."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from medagora.kernel.refusals import BadInput, NotAllowed, NotFound
from medagora.people import services as people
from medagora.people.models import Person
from medagora.reader.domain.words import KeyScope
from medagora.reader.models import ReaderKey
from medagora.reader.services import keys
from tests.conftest import NOW


def test_a_key_is_nowhere_in_the_database(reader: Person) -> None:
    row, secret = keys.make_key(reader, "  My   phone ", KeyScope.APPS, by=reader)

    assert row.name == "My phone"
    assert len(secret) == 26
    assert secret not in str(ReaderKey.objects.values().get())
    assert keys.person_of_key(secret, KeyScope.APPS, at=NOW) == reader
    assert keys.person_of_key(secret, KeyScope.FEEDS, at=NOW) is None
    assert keys.person_of_key(row.digest, KeyScope.APPS, at=NOW) is None
    assert keys.person_of_fever_key(row.fever_digest, at=NOW) is None


def test_its_use_is_noted_once_an_hour(reader: Person) -> None:
    _row, secret = keys.make_key(reader, "x", KeyScope.APPS, by=reader)

    for minutes in (0, 30, 90):
        at = NOW + timedelta(minutes=minutes)
        keys.person_of_key(secret, KeyScope.APPS, at=at)

    assert ReaderKey.objects.get().used_at == NOW + timedelta(minutes=90)


def test_whoever_has_left_reads_no_more(reader: Person) -> None:
    _row, secret = keys.make_key(reader, "x", KeyScope.APPS, by=reader)
    Person.objects.update(is_active=False)

    assert keys.person_of_key(secret, KeyScope.APPS, at=NOW) is None


def test_signing_out_everywhere_ends_them_for_good(reader: Person) -> None:
    _row, secret = keys.make_key(reader, "x", KeyScope.APPS, by=reader)
    people.sign_out_everywhere(reader, by=reader)

    assert keys.person_of_key(secret, KeyScope.APPS, at=NOW) is None
    assert not ReaderKey.objects.exists()


def test_keys_are_for_oneself_alone(
    reader: Person, make_person: Callable[..., Person]
) -> None:
    other = make_person("Otto")
    row, _secret = keys.make_key(reader, "x", KeyScope.APPS, by=reader)

    with pytest.raises(NotAllowed):
        keys.make_key(reader, "x", KeyScope.APPS, by=other)
    with pytest.raises(NotFound):
        keys.revoke_key(other, row.pk, by=other)


def test_a_nameless_key_and_one_too_many_are_refused(
    reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadInput, match="what the key is for"):
        keys.make_key(reader, " ", KeyScope.APPS, by=reader)

    monkeypatch.setattr(keys, "MOST_KEYS", 0)
    with pytest.raises(BadInput, match="keys already"):
        keys.make_key(reader, "x", KeyScope.APPS, by=reader)
