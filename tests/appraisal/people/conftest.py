"""People who judge resources, through the product's own doors."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from medagora.appraisal import access, services
from medagora.appraisal.domain.appraisals import AppraisalDraft, Role
from medagora.appraisal.domain.instruments import instrument
from medagora.appraisal.models import Appraisal
from medagora.catalogue.models import Resource
from medagora.people.models import Person
from tests.conftest import NOW
from tests.people.conftest import browser_of

__all__ = ["browser_of"]

Appraise = Callable[..., Appraisal]


def answers_of(key: str, value: str, **changes: str) -> dict[str, str]:
    """One answer throughout; ``changes`` by the end of the id, as ``_4="na"``."""
    answers = {item.id: value for item in instrument(key).items}
    for end, changed in changes.items():
        answers[f"{key}.{end.removeprefix('_')}"] = changed
    return answers


@pytest.fixture
def resource(make_resource: Callable[..., Resource]) -> Resource:
    return make_resource("https://www.example.org/asthma/")


@pytest.fixture
def start() -> Appraise:
    """A draft: ``start(member, resource, "jama", answers={…})``."""

    def save(
        person: Person,
        resource: Resource,
        key: str = "jama",
        *,
        at: datetime = NOW,
        **fields: Any,
    ) -> Appraisal:
        judged = access.get_judged_to_judge(resource.uid, by=person)
        draft = AppraisalDraft(**fields)
        return services.save_draft(judged, instrument(key), draft, by=person, at=at)

    return save


@pytest.fixture
def appraise(start: Appraise) -> Appraise:
    """A published appraisal, "yes" throughout unless ``answers`` says otherwise."""

    def publish(
        person: Person,
        resource: Resource,
        key: str = "jama",
        *,
        at: datetime = NOW,
        **fields: Any,
    ) -> Appraisal:
        last = instrument(key).scale[-1].value
        fields = {"answers": answers_of(key, last), "role": Role.PATIENT, **fields}
        draft = start(person, resource, key, at=at, **fields)
        return services.publish_appraisal(draft, by=person, at=at)

    return publish


@pytest.fixture
def count_queries() -> Callable[[Client, str], int]:
    """How many queries a page makes, once its caches are warm."""

    def count(browser: Client, path: str) -> int:
        assert browser.get(path).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            browser.get(path)
        return len(queries)

    return count
