from collections.abc import Callable
from typing import Any

import pytest

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.collections import CollectionDraft
from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Collection, Resource
from medagora.people.models import Person

Make = Callable[..., Any]


@pytest.fixture
def asthma(make_topic: Make, make_resource: Make) -> Resource:
    """A published resource on the topic "asthma"."""
    make_topic("asthma")
    resource: Resource = make_resource(
        "https://www.nhs.uk/conditions/asthma/",
        texts={"en": TextDraft("Asthma & you", "In plain words.")},
        topics=("asthma",),
        publisher="NHS England",
        country="GB",
    )
    return resource


@pytest.fixture
def make_collection(member: Person) -> Make:
    """A public collection of the member: ``make_collection(resource, other)``."""

    def make(*resources: Resource, **fields: Any) -> Collection:
        usual = {
            "title": "First steps",
            "by_name": "Mia, asthma nurse",
            "language": "en",
            "visibility": "public",
        }
        made = catalogue.create_collection(CollectionDraft(**usual | fields), by=member)
        for resource in resources:
            catalogue.add_item(made, resource, by=member)
        return made

    return make
