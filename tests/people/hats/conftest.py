"""People and a home for tests of hats."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from medagora.people.domain import hats
from medagora.people.models import HatRequest, Person
from medagora.people.services import hats_asking
from medagora.people.services.hats import HatDraft
from tests.people.hats.building import NOW

PDF = b"%PDF-1.7 a diploma"


@pytest.fixture(autouse=True)
def _own_home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def moderator(make_person: Callable[..., Person]) -> Person:
    return make_person("Mona", role="moderator")


@pytest.fixture
def second_moderator(make_person: Callable[..., Person]) -> Person:
    return make_person("Milo", role="moderator")


@pytest.fixture
def ask(make_person: Callable[..., Person]) -> Callable[..., HatRequest]:
    """A request as its service makes it: ``ask("documents", role="nurse")``."""

    def make(way: str = "register", **words: Any) -> HatRequest:
        person = words.pop("by", None) or make_person("Anna Kovacs")
        role = words.pop("role", hats.Role.PHYSICIAN)
        if way == "register":
            words = {"register": "npi", "number": "1234567893", **words}
        draft = HatDraft(role, specialty=words.pop("specialty", ""))
        return hats_asking.ask_for_hat(draft, way, by=person, at=NOW, **words)

    return make
