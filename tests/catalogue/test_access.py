"""Who may see a resource in which state."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from medagora.catalogue import access
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.kernel.refusals import NotFound
from medagora.people.models import Person

Make = Callable[..., Any]


def test_everybody_sees_published_and_retired_resources(make_resource: Make) -> None:
    published, retired = make_resource(), make_resource()
    publishing.move(retired, Move.RETIRE, by="system", at=timezone.now())

    for resource in (published, retired):
        assert access.get_resource_to_read(resource.uid, viewer=None) == resource


def test_candidates_and_declined_ones_are_for_the_desk(
    make_resource: Make, curator: Person, member: Person
) -> None:
    candidate = make_resource(state="candidate")
    declined = make_resource(state="candidate")
    publishing.move(declined, Move.DECLINE, by="system", at=timezone.now())

    for resource in (candidate, declined):
        assert access.get_resource_to_read(resource.uid, viewer=curator) == resource
        for viewer in (None, member):
            with pytest.raises(NotFound):
                access.get_resource_to_read(resource.uid, viewer=viewer)
