"""What is retired may say what takes its place."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medagora.catalogue import services as catalogue
from medagora.catalogue.models import Resource
from medagora.catalogue.queries import successors
from medagora.curation.domain.states import Move
from medagora.curation.models import LogEntry
from medagora.curation.services import publishing, reviewing
from medagora.kernel.refusals import BadInput
from medagora.people.models import Person
from tests.conftest import NOW
from tests.curation.conftest import opinion

Make = Callable[..., Any]
GONE = {"reason": "gone", "words": "It moved into the other one."}
SENT = {
    "action": "retire",
    "verdict-interest": "none",
    "verdict-reason": "gone",
    "verdict-words": "It moved into the other one.",
}


def retire(resource: Resource, by: Person, successor: str = "") -> Resource:
    said = opinion(by, "retire", **GONE)
    reviewing.review_due(resource, said, by=by, at=NOW, successor=successor)
    resource.refresh_from_db()
    return resource


def page(resource: Resource) -> str:
    return reverse("curation:resource", args=[resource.uid])


@pytest.mark.parametrize(
    "named",
    [
        "{uid}",
        " {uid}\n",
        "{address}",
        "/en/resource/{uid}/",
        "/resource/{uid}",
        "http://127.0.0.1:8000/hu/resource/{uid}/?a=b#c",
    ],
)
def test_a_successor_is_named_by_its_id_its_address_or_its_page(
    operator: Person, make_resource: Make, named: str
) -> None:
    old, new = make_resource(), make_resource()

    retire(old, operator, named.format(uid=new.uid, address=new.address))

    assert old.successor == new
    assert successors.find_successor(old) == new
    entry = LogEntry.objects.get(verb="resource_retired")
    assert entry.facts["successor"] == new.uid


@pytest.mark.parametrize(
    "named", ["nowhere1", "https://nowhere.example.org/", "itself", "candidate", "<b>"]
)
def test_only_another_published_resource_can_take_its_place(
    operator: Person, make_resource: Make, named: str
) -> None:
    old, candidate = make_resource(), make_resource(state="candidate")
    named = {"itself": old.uid, "candidate": candidate.uid}.get(named, named)

    with pytest.raises(BadInput) as refused:
        retire(old, operator, named)

    old.refresh_from_db()
    assert refused.value.field == "successor"
    assert (old.state, old.successor) == ("published", None)


def test_what_stays_has_no_successor(operator: Person, make_resource: Make) -> None:
    old, new = make_resource(), make_resource()
    said = opinion(operator, "renew")

    with pytest.raises(BadInput):
        reviewing.review_due(old, said, by=operator, at=NOW, successor=new.uid)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(named=st.text(min_size=1, max_size=60))
def test_hostile_words_name_nothing(
    operator: Person, make_resource: Make, named: str
) -> None:
    old = make_resource()

    found = None
    with suppress(BadInput), transaction.atomic():
        found = retire(old, operator, named).successor

    assert found is None


def test_who_follows_a_successor_that_was_retired_comes_to_its_own(
    operator: Person, make_resource: Make
) -> None:
    first, second, third = make_resource(), make_resource(), make_resource()
    retire(first, operator, second.uid)
    retire(second, operator, third.uid)

    assert successors.successor_ids([first.pk, second.pk, third.pk]) == {
        first.pk: third.pk,
        second.pk: third.pk,
    }
    assert successors.list_replaced([second.pk, third.pk]) == {
        second.pk: [first.uid],
        third.pk: [second.uid],
    }

    retire(third, operator)

    assert successors.find_successor(first) is None


def test_a_circle_ends_and_leads_nowhere(make_resource: Make) -> None:
    one, other = make_resource(state="retired"), make_resource(state="retired")
    catalogue.name_successor(one, other)
    catalogue.name_successor(other, one)

    assert successors.find_successor(one) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        catalogue.name_successor(one, one)


def test_what_comes_back_has_no_successor_any_more(
    operator: Person, make_resource: Make
) -> None:
    old, new = make_resource(), make_resource()
    retire(old, operator, new.uid)
    new.refresh_from_db()
    harvested_at = new.updated_at

    publishing.move(old, Move.RESTORE, by=operator, at=NOW)

    old.refresh_from_db()
    new.refresh_from_db()
    assert old.successor is None
    assert new.updated_at > harvested_at
    assert successors.list_replaced([new.pk]) == {}


class TestThePages:
    def test_readers_and_the_log_are_led_on(
        self, client: Client, operator: Person, make_resource: Make
    ) -> None:
        old, new = make_resource(), make_resource()
        client.force_login(operator)

        client.post(page(old), SENT | {"verdict-successor": new.uid})
        client.logout()

        html = client.get(f"/en/resource/{old.uid}/").content.decode()
        log = client.get(reverse("curation:log")).content.decode()
        new_page = f"/en/resource/{new.uid}/"
        assert "Replaced by:" in html
        assert f'href="{new_page}"' in html
        assert f'href="{new_page}"' in log

    def test_what_cannot_take_its_place_is_said_at_the_field(
        self, client: Client, operator: Person, make_resource: Make
    ) -> None:
        client.force_login(operator)
        old = make_resource()

        answer = client.post(page(old), SENT | {"verdict-successor": "nowhere1"})

        assert answer.status_code == 422
        assert "We have no resource of this address." in answer.content.decode()

    def test_whoever_cannot_retire_is_not_asked(
        self, client: Client, curator: Person, make_resource: Make
    ) -> None:
        client.force_login(curator)

        html = client.get(page(make_resource())).content.decode()

        assert "verdict-words" in html
        assert "verdict-successor" not in html

    def test_without_a_successor_the_page_names_none(
        self, client: Client, operator: Person, make_resource: Make
    ) -> None:
        old = retire(make_resource(), operator)

        assert b"Replaced by:" not in client.get(f"/en/resource/{old.uid}/").content
