"""How much there is on each topic, to put topics in order that fit equally well."""

from collections.abc import Mapping

from django.core.cache import cache

from medagora.search.domain.requests import ContentQuery, Filters
from medagora.search.gateways import SearchEngine

_SECONDS = 600


def of_topics(engine: SearchEngine, language: str) -> Mapping[str, int]:
    """Resources in the language on the topics that have most; a little old at times."""
    key = f"search-popularity:{language}"
    known: Mapping[str, int] | None = cache.get(key)
    if known is None:
        query = ContentQuery(filters=Filters(language=language), limit=1)
        known = dict(engine.find_content(query).facets.topic)
        cache.set(key, known, _SECONDS)
    return known
