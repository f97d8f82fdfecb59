"""A visitor's search that found nothing: whether it counts, and what may be told.

One visitor counts once a week for a text. The cache knows that by a hash under a key
that only this process has and never writes down, so nobody can look it up later.
Counters fail open: a restarted process counts once more.
"""

import hashlib
import hmac
import logging
import secrets
from dataclasses import dataclass

from django.db import OperationalError
from django.http import HttpRequest

from medagora.kernel.refusals import BadInput
from medagora.search import services_unmet
from medagora.search.domain.unmet_words import words_to_keep
from medagora.search.queries import Matching, SearchResults
from medagora.web.rates import TooOften, require_rate

logger = logging.getLogger(__name__)

_WEEK = 7 * 24 * 3600
#: Failed searches of one visitor that count, an hour.
MOST_AN_HOUR = 30
_KEY = secrets.token_bytes(32)


@dataclass(frozen=True)
class Unmet:
    """What ``search/_tell_curators.html`` offers to tell."""

    words: str
    language: str


def note_visit(request: HttpRequest, results: SearchResults) -> Unmet | None:
    """Counts the search of this visit if it found nothing in its language.

    Gives what the reader may tell the curators; None when something was found, when
    filters may be why not, or when the words may not be kept.
    """
    unmet = _unmet_of(results)
    if unmet is None:
        return None
    if request.method == "GET" and not _is_ahead(request):
        _count(request, unmet)
    return unmet


def is_first_this_week(request: HttpRequest, what: str, unmet: Unmet) -> bool:
    """True once a week for the same visitor, deed and words."""
    words = words_to_keep(unmet.words)
    text = f"{what}\n{unmet.language}\n{words}".encode()
    name = hmac.new(_KEY, text, hashlib.sha256).hexdigest()[:32]
    return _is_within(request, f"unmet-{name}", most=1, seconds=_WEEK)


def _unmet_of(results: SearchResults) -> Unmet | None:
    asked = results.request
    is_filtered = asked.kind or asked.topic or asked.audience or asked.marks
    if is_filtered or results.is_degraded or asked.page > 1:
        return None
    if results.page.total and not (results.is_widened or _is_beside(results)):
        return None
    try:
        words_to_keep(asked.text)
    except BadInput:
        return None
    return Unmet(asked.text, asked.wanted_language or asked.reader)


def _is_beside(results: SearchResults) -> bool:
    """Nothing has all of the words, and they name no topic: what is shown may be
    beside the point."""
    return results.matching is Matching.SOME and not results.topics


def _is_ahead(request: HttpRequest) -> bool:
    """Browsers fetch pages that nobody looks at yet."""
    return "prefetch" in request.headers.get("Sec-Purpose", "")


def _count(request: HttpRequest, unmet: Unmet) -> None:
    if not _is_within(request, "unmet", most=MOST_AN_HOUR, seconds=3600):
        return
    if not is_first_this_week(request, "count", unmet):
        return
    try:
        services_unmet.count_unmet(unmet.words, unmet.language, 0)
    except OperationalError as reason:  # a busy database is no reason not to answer
        logger.warning("a search was not counted (%s)", type(reason).__name__)


def _is_within(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    try:
        require_rate(request, what, most=most, seconds=seconds)
    except TooOften:
        return False
    return True
