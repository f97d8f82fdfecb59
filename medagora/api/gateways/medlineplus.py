"""Asking MedlinePlus Connect for what the catalogue does not have.

Off unless the operator wants it. It is told a code, its system and a language, and
nothing else. What it answers is kept for half a day, as the National Library of
Medicine asks; it is asked at most ninety times a minute, and not waited for long.
"""

import hashlib
import logging
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache

from medagora.api.domain.infobutton.medlineplus import Pointer, read_reply
from medagora.web import http
from medagora.web.http import FETCH_FAILURES, Limits

ADDRESS = "https://connect.medlineplus.gov/service"
#: They allow a hundred.
MOST_A_MINUTE = 90
KEEP_SECONDS = 12 * 60 * 60
#: After a failure nobody waits for it again for so long.
REST_SECONDS = 60
_LIMITS = Limits(seconds=2.0, redirects=1, body_bytes=512 * 1024)
_RATE, _RESTING = "medlineplus:minute", "medlineplus:resting"
#: What looks like a code of any system: names and sentences go to nobody else.
_CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9.-]{0,19}")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Question:
    """``system`` is an OID; ``language`` en or es."""

    system: str
    code: str
    language: str


class Connect(Protocol):
    """Somebody who may know pages about a code; never raises."""

    def ask(self, question: Question) -> Sequence[Pointer]: ...


class NobodyElse:
    """For sites whose operator has not switched it on."""

    def ask(self, question: Question) -> Sequence[Pointer]:
        return ()


class MedlinePlusConnect:
    """The real one."""

    def __init__(
        self,
        address: str = ADDRESS,
        *,
        policy: http.AddressPolicy = http.is_public,
    ) -> None:
        self._address, self._policy = address, policy

    def ask(self, question: Question) -> Sequence[Pointer]:
        if not _CODE.fullmatch(question.code):
            return ()
        try:
            return self._ask(question)
        except Exception:
            logger.warning("the cache does not answer: not asked", exc_info=True)
            return ()

    def _ask(self, question: Question) -> Sequence[Pointer]:
        key = _key(question)
        kept = cache.get(key)
        if kept is not None:
            return tuple(Pointer(**plain) for plain in kept)
        if cache.get(_RESTING) or not _may_ask():
            return ()
        body = self._fetch(question)
        if body is None:
            cache.set(_RESTING, True, REST_SECONDS)
            return ()
        found = read_reply(body)
        cache.set(key, [asdict(pointer) for pointer in found], KEEP_SECONDS)
        return found

    def _fetch(self, question: Question) -> bytes | None:
        """None: it did not answer, or not with an answer."""
        words = urlencode(
            {
                "mainSearchCriteria.v.cs": question.system,
                "mainSearchCriteria.v.c": question.code,
                "informationRecipient.languageCode.c": question.language,
                "knowledgeResponseType": "application/json",
            }
        )
        try:
            response = http.fetch_sync(
                f"{self._address}?{words}", limits=_LIMITS, policy=self._policy
            )
        except FETCH_FAILURES:
            return None
        return response.body if response.status == 200 else None


def _key(question: Question) -> str:
    """Nobody who sees the cache reads from it which code was asked for."""
    words = f"{question.system}|{question.code}|{question.language}"
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{words}".encode()).hexdigest()
    return f"medlineplus:{digest[:40]}"


def _may_ask() -> bool:
    cache.add(_RATE, 0, 60)
    try:
        return int(cache.incr(_RATE)) <= MOST_A_MINUTE
    except ValueError:  # it ended between the two lines
        return True


def connect() -> Connect:
    """Whom this site asks: MedlinePlus Connect, or nobody."""
    if settings.CONFIG.medlineplus_connect:
        return MedlinePlusConnect()
    return NobodyElse()
