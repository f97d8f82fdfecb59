"""Keys: made, shown once, told by mail, held to their scopes, taken back, forgotten."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from medagora.api import queries
from medagora.api.domain.scopes import LETTERS, PREFIX, Scope, secret_in
from medagora.api.models import ApiKey
from medagora.api.services import keys
from medagora.kernel.refusals import BadInput, NotFound
from medagora.people import services as people
from medagora.people.models import Person
from medagora.web.models import AuditEvent

Make = Callable[..., Any]
PAGE = "/en/account/keys/"


@given(st.text(max_size=80))
def test_only_what_can_be_a_key_of_ours_is_looked_up(header: str) -> None:
    secret = secret_in(header)

    assert secret is None or (secret.startswith(PREFIX) and len(secret) == 36)
    assert secret_in(f"bearer {PREFIX}{LETTERS[:8] * 4}") is not None
    assert secret_in(f"Basic {PREFIX}{LETTERS[:8] * 4}") is None


@pytest.mark.django_db
class TestMaking:
    def test_only_a_fingerprint_is_kept(self, make_key: Make, member: Person) -> None:
        secret = make_key(member, Scope.READ)

        row = ApiKey.objects.get()
        assert secret not in str(vars(row))
        assert queries.find_key(secret, at=timezone.now()) == row

    @pytest.mark.parametrize(
        ("name", "scopes", "days", "field"),
        [
            (" ", [Scope.READ], 30, "name"),
            ("x", [], 30, "scopes"),
            ("x", [Scope.READ], 4000, "days"),
        ],
    )
    def test_says_what_is_missing(
        self, member: Person, name: str, scopes: Any, days: int, field: str
    ) -> None:
        with pytest.raises(BadInput) as refused:
            keys.make_key(name, scopes, days=days, by=member, at=timezone.now())

        assert refused.value.field == field

    def test_nobody_takes_back_the_key_of_another(
        self, make_key: Make, member: Person, curator: Person
    ) -> None:
        make_key(member, Scope.READ)

        with pytest.raises(NotFound):
            keys.revoke_key(ApiKey.objects.get().pk, by=curator)

    def test_ended_keys_open_nothing_and_go_after_a_month(
        self, make_key: Make, member: Person
    ) -> None:
        secret = make_key(member, Scope.READ)
        now = timezone.now()

        assert queries.find_key(secret, at=now + timedelta(days=31)) is None
        assert keys.forget_ended_keys(now + timedelta(days=59)) == 0
        assert keys.forget_ended_keys(now + timedelta(days=61)) == 1

    def test_they_are_exported_and_erased_with_their_person(
        self, make_key: Make, member: Person
    ) -> None:
        make_key(member, Scope.READ)
        exported = people.export_person(member, at=timezone.now())

        people.erase_person(member, by=member, at=timezone.now())

        assert b"api/keys.json" in exported
        assert not ApiKey.objects.exists()


@pytest.mark.django_db
class TestEndingAll:
    def test_signing_out_everywhere_ends_every_key_and_says_so(
        self, client: Client, api: Make, member: Person, make_person: Make
    ) -> None:
        own, other = api(member, Scope.READ), api(make_person("Bob"), Scope.READ)
        client.force_login(member)

        answer = client.post("/en/account/settings/sign-out/", follow=True)

        assert own.get("/me").status_code == 401
        assert other.get("/me").status_code == 200
        assert "Your keys for apps and programs have ended." in answer.content.decode()

    def test_a_key_that_was_ended_so_stands_in_the_list_as_ended(
        self, client: Client, make_key: Make, member: Person
    ) -> None:
        make_key(member, Scope.READ)

        people.sign_out_everywhere(member, by=member)
        client.force_login(member)

        assert "ended" in client.get(PAGE).content.decode()
        assert AuditEvent.objects.filter(verb="api.key_ended").count() == 1

    def test_a_reopened_account_needs_new_keys(
        self, api: Make, member: Person, operator: Person
    ) -> None:
        old = api(member, Scope.READ)

        people.deactivate_person(member, by=operator)
        closed = old.get("/me")
        people.reactivate_person(member, by=operator)

        assert (closed.status_code, old.get("/me").status_code) == (401, 401)
        assert api(member, Scope.READ).get("/me").status_code == 200

    def test_keys_of_an_account_that_was_closed_in_another_way_do_not_come_back(
        self, api: Make, member: Person, operator: Person
    ) -> None:
        old = api(member, Scope.READ)
        Person.objects.filter(pk=member.pk).update(is_active=False)

        people.reactivate_person(member, by=operator)

        assert old.get("/me").status_code == 401


@pytest.mark.django_db
class TestThePage:
    def test_shows_a_new_key_once_and_tells_its_owner(
        self, client: Client, member: Person, run_tasks: Make, mailoutbox: Any
    ) -> None:
        client.force_login(member)
        sent = {"name": "Library", "scopes": ["read", "suggest"], "days": "90"}

        html = client.post(PAGE, sent).content.decode()
        again = client.get(PAGE).content.decode()
        run_tasks()

        found = re.search(r"mdg_[a-z0-9]{32}", html)
        assert found
        assert found[0] not in again
        assert "Library" in again
        (letter,) = mailoutbox
        assert letter.to == [member.email]
        assert "Library" in letter.body
        assert found[0] not in letter.body + letter.subject

    def test_takes_keys_back(
        self, client: Client, make_key: Make, member: Person
    ) -> None:
        make_key(member, Scope.READ)
        client.force_login(member)

        client.post(f"{PAGE}{ApiKey.objects.get().pk}/revoke/")

        assert not ApiKey.objects.exists()

    def test_is_for_people_with_an_account(self, client: Client) -> None:
        assert client.get(PAGE).status_code == 302

    def test_more_keys_cost_no_more_queries(
        self, client: Client, make_key: Make, member: Person, count_queries: Make
    ) -> None:
        client.force_login(member)
        make_key(member, Scope.READ)
        client.get(PAGE)
        few = count_queries(lambda: client.get(PAGE))
        for _ in range(10):
            make_key(member, Scope.READ)

        assert count_queries(lambda: client.get(PAGE)) == few


@pytest.mark.django_db
class TestAsking:
    def test_a_key_says_who_it_is_for(self, api: Make, member: Person) -> None:
        answer = api(member, Scope.READ).get("/me")

        assert answer.json()["pseudonym"] == member.pseudonym
        assert answer.json()["key"]["scopes"] == ["read"]
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["RateLimit-Policy"] == '"key";q=600;w=60'
        assert ApiKey.objects.get().used_on == timezone.now().date()

    def test_without_a_key_it_is_401_and_says_how(self, client: Client) -> None:
        answer = client.get("/api/v1/me")

        assert answer.status_code == 401
        assert answer.json()["error"] == "no_key"
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Medagora API"'

    @pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/topics"])
    def test_a_key_that_opens_nothing_is_told_everywhere(
        self, client: Client, path: str
    ) -> None:
        headers = {"Authorization": f"Bearer {PREFIX}{'b' * 32}"}

        answer = client.get(path, headers=headers)

        assert answer.status_code == 401
        assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]

    def test_another_way_to_sign_in_is_of_a_proxy_and_none_of_ours(
        self, client: Client
    ) -> None:
        headers = {"Authorization": "Basic YTpi"}

        assert client.get("/api/v1/topics", headers=headers).status_code == 200

    def test_the_wrong_scope_is_403_and_names_the_right_one(
        self, api: Make, member: Person
    ) -> None:
        answer = api(member, Scope.READ).post("/suggestions", {"address": "x"})

        assert answer.status_code == 403
        assert answer.json()["scope"] == "suggest"
        assert 'scope="suggest"' in answer.headers["WWW-Authenticate"]

    def test_a_session_opens_nothing_here(self, client: Client, member: Person) -> None:
        client.force_login(member)

        assert client.get("/api/v1/me").status_code == 401

    def test_a_closed_account_takes_its_keys_along(
        self, api: Make, member: Person, operator: Person
    ) -> None:
        asker = api(member, Scope.READ)
        people.deactivate_person(member, by=operator)

        assert asker.get("/me").status_code == 401
