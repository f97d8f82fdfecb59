"""Who and what tests are about: makers that go through the product's own doors."""

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.drafts import ResourceDraft, TextDraft
from medagora.catalogue.models import Resource
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing
from medagora.people import services as people
from medagora.people.models import Person
from medagora.topics import services as topics
from medagora.topics.domain.files import TermDraft, TopicDraft
from medagora.topics.domain.files import TextDraft as TopicText
from medagora.topics.domain.words import Register
from medagora.topics.models import Topic
from tests.running import prepare_once

# Machines differ in speed; a slow one breaks no rule.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
_numbers = count(1)
_folders = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-data",
        action="store_true",
        help="only the tests that may ask the database: for a second engine",
    )


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    if config.getoption("--only-data"):
        others = [item for item in items if not may_ask_the_database(item)]
        items[:] = [item for item in items if may_ask_the_database(item)]
        config.hook.pytest_deselected(items=others)


def may_ask_the_database(item: pytest.Item) -> bool:
    """Whether pytest-django lets it: to any other test the database is shut, so
    that none is forgotten. A fixture that is asked for by name at run time is not
    seen from here; whoever does that asks for ``db`` as well."""
    names = {"db", "transactional_db", "live_server"}
    case = getattr(item, "cls", None)
    return (
        not names.isdisjoint(getattr(item, "fixturenames", ()))
        or item.get_closest_marker("django_db") is not None
        or (isinstance(case, type) and issubclass(case, TransactionTestCase))
    )


def pytest_collection_finish() -> None:
    """What has been imported and collected stays to the end: some millions of
    objects, which the collector need not walk through again and again."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def _clean_process() -> None:
    cache.clear()
    translation.activate("en")


@pytest.fixture(autouse=True)
def search_folder(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """No test finds what another has indexed. The folder is made by who needs it:
    most tests do not, and each new ``tmp_path`` reads the names of all before."""
    folder = tmp_path_factory.getbasetemp() / "indexes" / f"{next(_folders)}"
    folder.parent.mkdir(exist_ok=True)
    settings.SEARCH_FOLDER = folder
    return folder


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A home with the starter collection, made once for both processes. Copy it."""
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent  # one process has all the tests, or each a folder in it
    return prepare_once(folder / "prepared")


@pytest.fixture(autouse=True, scope="session")
def _log_can_be_emptied_between_tests() -> Iterator[None]:
    """The database guards the log against us too: after a test that really
    committed, its triggers step aside while the tables are emptied."""
    triggers = import_module("medagora.curation.migrations.0002_log_is_append_only")
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # Django keeps it to itself

    def without_guard(case: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            triggers.backwards(None, editor)
        empty(case)
        with connection.schema_editor() as editor:
            triggers.forwards(None, editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_guard)
        yield


@pytest.fixture
def make_person(db: None) -> Callable[..., Person]:
    def make(name: str = "Alice", *, role: str = "", **scope: str) -> Person:
        email = f"{name.lower()}{next(_numbers)}@example.org"
        person = people.create_person(email, name=name, by=None)
        if role:
            people.grant_role(person, role, by=None, **scope)
        return person

    return make


@pytest.fixture
def operator(make_person: Callable[..., Person]) -> Person:
    return make_person("Olga", role="operator")


@pytest.fixture
def curator(make_person: Callable[..., Person]) -> Person:
    return make_person("Carla", role="curator")


@pytest.fixture
def second_curator(make_person: Callable[..., Person]) -> Person:
    return make_person("Cyril", role="curator")


@pytest.fixture
def member(make_person: Callable[..., Person]) -> Person:
    return make_person("Mia")


@pytest.fixture
def make_topic(db: None) -> Callable[..., Topic]:
    """A topic named in English and Hungarian, like ``make_topic("asthma")``."""

    def make(slug: str = "", **changes: Any) -> Topic:
        slug = slug or f"topic-{next(_numbers)}"
        name = slug.replace("-", " ").capitalize()
        texts = {
            code: TopicText(
                name=f"{name}{suffix}",
                description=f"{name} is a topic. It is used in tests.",
                terms=(
                    TermDraft(f"{slug} lay {code}", Register.LAY),
                    TermDraft(f"{slug} clinical {code}", Register.CLINICAL),
                ),
            )
            for code, suffix in (("en", ""), ("hu", " magyarul"))
        }
        defaults = {
            "kind": "condition",
            "body_system": "lungs",
            "codes": (("mesh", "D001249"),),
            "texts": texts,
        }
        draft = TopicDraft(slug=slug, **{**defaults, **changes})
        operator = people.create_person(f"o{next(_numbers)}@example.org", by=None)
        people.grant_role(operator, "operator", by=None)
        return topics.save_topic(draft, by=operator)

    return make


@pytest.fixture
def make_resource(db: None) -> Callable[..., Resource]:
    """A published resource; ``state="candidate"`` leaves it on its way."""

    def make(address: str = "", *, state: str = "published", **fields: Any) -> Resource:
        number = next(_numbers)
        draft = ResourceDraft(
            address=address or f"https://site{number}.example.org/",
            **{
                "texts": {"en": TextDraft(f"Resource {number}", "Says why.")},
                "languages": ("en",),
                **fields,
            },
        )
        resource = catalogue.add_resource(draft)
        if state == "published":
            publishing.move(resource, Move.PUBLISH, by="system", at=NOW)
        return resource

    return make


@pytest.fixture
def run_tasks(db: None) -> Callable[[], None]:
    """Runs what is in the queue until it is empty; a failure fails the test.

    The worker itself closes connections whose transaction is the test's.
    """

    def run() -> None:
        while result := DBTaskResult.objects.ready().first():
            result.claim("tests")
            words = result.args_kwargs
            result.task.call(*words["args"], **words["kwargs"])
            result.set_successful(None)

    return run
