"""Nothing of a request is written down: no log, no row, no cache, no cookie."""

import io
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client

from medagora.api.queries import remembering
from tests.api.infobutton.conftest import coded

pytestmark = pytest.mark.django_db

#: Values of a request that could tell who somebody is.
PRIVATE = {
    "holder.assignedEntity.n": "private-user",
    "holder.assignedEntity.certificateText": "private-certificate",
    "representedOrganization.id.root": "private-organization",
    "assignedAuthorizedPerson.id.root": "private-person",
    "mainSearchCriteria.v.dn": "private-diagnosis",
    "mainSearchCriteria.v.ot": "private-words",
    "patientPerson.administrativeGenderCode.dn": "private-gender",
    "observation.v.dn": "private-finding",
    "locationOfInterest.addr.ZIP": "private-place",
    "subTopic.v.dn": "private-side",
    "age.v.v": "41.123457",
}
WORDS = ("private-", "41.123457", "C50.911")


@pytest.fixture
def heard() -> Iterator[io.StringIO]:
    """Everything that is logged under the most talkative level that an operator can
    choose, with all that a record carries."""
    stream = io.StringIO()

    class Everything(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            carried = {name: repr(value) for name, value in vars(record).items()}
            stream.write(f"{record.getMessage()} {carried}\n")

    root, handler = logging.getLogger(), Everything(level=0)
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def everything_stored() -> str:
    rows = [
        repr(row)
        for model in apps.get_models()
        for row in model._default_manager.values()
    ]
    return "\n".join(rows)


def ask_in_every_way(client: Client) -> list[int]:
    """Good requests and faulty ones, in each form and by both methods."""
    faults: list[dict[str, str]] = [
        {},
        {"informationRecipient": "private-recipient"},
        {"informationRecipient.languageCode.c": "private-language"},
        {"age.v.u": "private-unit"},
        {"knowledgeResponseType": "private-form"},
        {"mainSearchCriteria.v.c1": "private-\x00"},
    ]
    statuses = []
    for form in ("application/json", "text/html"):
        for fault in faults if form == "application/json" else faults[:2]:
            params = {
                **coded("C50.911", "2.16.840.1.113883.6.90"),
                **PRIVATE,
                "knowledgeResponseType": form,
                **fault,
            }
            statuses.append(client.get("/infobutton", params).status_code)
            body, form_type = urlencode(params), "application/x-www-form-urlencoded"
            posted = client.post("/infobutton", body, content_type=form_type)
            statuses.append(posted.status_code)
    return statuses


def test_no_log_row_or_cache_learns_anything(
    client: Client, heard: io.StringIO, make_topic: Any
) -> None:
    make_topic("breast-cancer", codes=(("icd10cm", "C50"),))
    before = everything_stored()

    statuses = ask_in_every_way(client)

    logging.getLogger("somewhere").debug("and that is heard")

    assert set(statuses) == {200, 400}
    logged = heard.getvalue()
    assert "and that is heard" in logged
    kept = repr(cache._cache)  # type: ignore[attr-defined]  # the memory of tests
    kept += repr(remembering._kept)
    for word in WORDS:
        assert word not in logged
        assert word not in kept
    assert everything_stored() == before


def test_what_the_page_loads_and_leads_to_does_not_hear_the_question(
    client: Client,
) -> None:
    """A browser would tell the whole address, which a proxy's log may take."""
    params = coded("J45") | {"knowledgeResponseType": "text/html", "age.v.v": "33"}

    response = client.get("/infobutton", params)

    assert response["Referrer-Policy"] == "strict-origin"


def test_a_form_with_private_values_sets_no_cookie(client: Client) -> None:
    response = client.post(
        "/infobutton",
        "&".join(f"{name}=x" for name in PRIVATE),
        content_type="application/x-www-form-urlencoded",
    )

    assert not response.cookies
    assert not client.cookies
