"""Conversations as those of their own room make them, and what the index has."""

from collections.abc import Callable

import pytest

from medagora.search.domain.documents import Sort
from medagora.search.domain.requests import ContentQuery
from medagora.search.gateways import engine
from tests.community.conversations import conftest as conversations

make_known, ask, say = conversations.make_known, conversations.ask, conversations.say
asker, helper = conversations.asker, conversations.helper
question = conversations.question


@pytest.fixture
def held(run_tasks: Callable[[], None]) -> Callable[[], list[str]]:
    """The uids of all questions in the index, once what waits is done."""

    def uids() -> list[str]:
        run_tasks()
        found = engine().find_content(ContentQuery(sort=Sort.QUESTION, limit=100))
        return sorted(found.uids)

    return uids
