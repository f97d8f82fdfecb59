"""The log of refused requests: it has the reason, and of private addresses no more."""

import logging

import pytest
from django.test import Client

from medagora.people.models import Person
from medagora.web.unlogged import HIDDEN

pytestmark = pytest.mark.django_db
CODE = "ABCDE-FGHJK"


@pytest.mark.parametrize(
    "path",
    [
        f"/rx/{CODE}",
        f"/rx/{CODE}/odd",
        f"/en/prescriptions/made/{CODE}/",
        f"/hu/prescriptions/{CODE}/",
        f"/api/v1/prescriptions/{CODE}",
        f"/fhir/Patient/{CODE}",
        f"/cds-services/{CODE}",
        f"/infobutton/{CODE}",
        f"/fhir/Patient/{CODE}/Müller\\",
        f"/api/v1/appraise/{CODE}",
        f"/api/v1/suggestions/{CODE}",
        f"/reader/unsubscribe/{CODE}/",
        f"/reader/feed/{CODE}/unread.atom",
        f"/reader/hub/{CODE}/",
        f"/reader/image/{CODE}/",
        f"/desk/feed/{CODE}/due.atom",
        f"/en/judge/{CODE}/ready/",
        f"/en/suggest/{CODE}/",
        f"/en/account/link/7/{CODE}/",
        f"/en/account/invitation/{CODE}/",
        f"/en/account/notices/stop/{CODE}/",
    ],
)
def test_a_refused_private_address_leaves_no_word_in_the_log(
    client: Client, member: Person, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    client.force_login(
        member, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    with caplog.at_level(logging.DEBUG):
        for method in ("get", "put", "post"):
            getattr(client, method)(path, HTTP_USER_AGENT="Tester")

    records = [r for r in caplog.records if r.name.startswith("django.request")]
    assert CODE[:5] not in " ".join(f"{r.getMessage()} {vars(r)}" for r in records)
    assert any(HIDDEN in record.getMessage() for record in records)


def test_a_form_without_its_token_leaves_no_word_either(
    caplog: pytest.LogCaptureFixture,
) -> None:
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(f"/hu/prescriptions/made/{CODE}/withdraw/")

    assert response.status_code == 403
    assert CODE[:5] not in caplog.text
    assert HIDDEN in caplog.text


def test_other_addresses_are_told_to_whoever_runs_the_site(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/en/nowhere/")

    assert "/en/nowhere/" in caplog.text
