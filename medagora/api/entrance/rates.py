"""Counting requests by person, or by place for those without a key. The counter lives
in the cache and fails open: a cache that does not answer must not take the catalogue
away."""

import logging
import math
import time

from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from medagora.api.domain import limits
from medagora.api.domain.limits import Count, Limit
from medagora.api.entrance.callers import key_of
from medagora.web import rates as web_rates
from medagora.web.rates import TooOften

logger = logging.getLogger(__name__)


class Rate(BaseThrottle):
    """Refuses whoever asks too often."""

    def allow_request(self, request: HttpRequest) -> bool:
        limit = limits.KEY if key_of(request) else limits.PLACE
        count = count_request(request, limit)
        return count is None or not count.is_over


def require(request: HttpRequest, limit: Limit) -> None:
    """Counts a costly request besides; TooOften when there were ``limit`` already."""
    count = count_request(request, limit)
    if count is not None and count.is_over:
        raise TooOften(
            "That was often in a short time. Please wait a little and try again."
        )


def count_request(request: HttpRequest, limit: Limit) -> Count | None:
    """How far this caller is, which the answer's headers tell; None without a cache."""
    try:
        count = _count(f"rate:api:{limit.name}:{_caller(request)}", limit)
    except Exception:
        logger.warning("the cache does not answer: no rate limit", exc_info=True)
        return None
    counts_of(request).append(count)
    return count


def counts_of(request: HttpRequest) -> list[Count]:
    """What was counted for this request."""
    if not hasattr(request, "api_counts"):
        request.api_counts = []  # type: ignore[attr-defined]  # kept for this request
    counts: list[Count] = request.api_counts  # type: ignore[attr-defined]  # as above
    return counts


def _count(name: str, limit: Limit) -> Count:
    now = time.time()
    cache.add(name, 0, limit.seconds)
    cache.add(f"{name}:end", now + limit.seconds, limit.seconds)
    try:
        used = cache.incr(name)
    except ValueError:  # it ended between the two lines
        used = 1
    end = cache.get(f"{name}:end") or now + limit.seconds
    return Count(limit, used, min(max(math.ceil(end - now), 1), limit.seconds))


def _caller(request: HttpRequest) -> str:
    key = key_of(request)
    # the place has a name that does not tell where it is
    # and more keys are no more requests
    return f"person{key.person_id}" if key else web_rates.place_of(request)
