"""The engine with everything that this site knows. For workers and commands only: it
loads parsers and the model of languages."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.cache import cache

from medagora.appraisal import gateways, lending
from medagora.appraisal.domain import Knowing, PageReading, read_page
from medagora.appraisal.domain.page_addresses import clean_address
from medagora.kernel.refusals import BadInput
from medagora.topics import queries as topics
from medagora.web import http

#: Terms change seldom, and reading a page must not wait for them.
_TERMS_KEPT = timedelta(minutes=10)


def read(
    body: bytes, headers: Mapping[str, str], address: str, *, at: datetime
) -> PageReading:
    """What the engine sees, with this site's lay terms and retracted papers."""
    knowing = Knowing(gateways.guess_language, lending.retracted_papers(), lay_terms)
    return read_page(body, headers, address, at.date(), knowing)


def read_alone(
    body: bytes, headers: Mapping[str, str], address: str, *, at: datetime
) -> PageReading:
    """The same without a site: no lay terms, no list of retracted papers."""
    knowing = Knowing(gateways.guess_language)
    return read_page(body, headers, address, at.date(), knowing)


def fetch(address: str) -> http.Response:
    """The page at an address. BadInput where there is none to read."""
    try:
        answer = gateways.WebPageFetcher().fetch(clean_address(address))
    except http.FETCH_FAILURES as failure:
        raise BadInput(
            "The page could not be fetched: %(why)s.", why=failure.code
        ) from failure
    if answer.status != 200:
        raise BadInput("The server answered %(status)s.", status=answer.status)
    return answer


def lay_terms(language: str) -> Mapping[str, str]:
    """Folded clinical terms of topics with the lay term that says the same."""
    key = f"appraisal:terms:{language[:12]}"
    found: Mapping[str, str] | None = cache.get(key)
    if found is None:
        found = topics.lay_terms(language)
        cache.set(key, found, _TERMS_KEPT.total_seconds())
    return found
