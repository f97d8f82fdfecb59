"""Searches by a reader of English, and the words of a resource to be found."""

from typing import Any

from medagora.catalogue.domain.drafts import TextDraft
from medagora.search import queries
from medagora.search.domain.requests import SearchRequest
from medagora.search.queries import SearchResults


def search(text: str = "", **changes: Any) -> SearchResults:
    return queries.search(SearchRequest(text=text, **{"reader": "en", **changes}))


def texts(title: str, description: str = "Says why.") -> dict[str, Any]:
    return {"texts": {"en": TextDraft(title, description)}}
