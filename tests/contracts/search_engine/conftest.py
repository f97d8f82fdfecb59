"""Each engine in turn: empty, with what a test wants, with what most tests share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from medagora.search.domain.documents import Document
from medagora.search.gateways import SearchEngine
from tests.contracts.search_engine.documents import EVERYTHING, NOTES
from tests.contracts.search_engine.engines import ENGINES

EngineOf = Callable[..., SearchEngine]


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> SearchEngine:
    return ENGINES[request.param](tmp_path)


@pytest.fixture
def engine_of(empty: SearchEngine) -> EngineOf:
    """An engine with these documents, among notes that make words rare."""

    def build(*documents: Document) -> SearchEngine:
        empty.rebuild([*documents, *NOTES])
        return empty

    return build


@pytest.fixture(params=ENGINES, scope="session")
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> SearchEngine:
    """With what most tests share; for reading only."""
    made = ENGINES[request.param](tmp_path_factory.mktemp("shared"))
    made.rebuild(EVERYTHING)
    return made
