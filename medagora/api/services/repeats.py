"""The same request again, because a line was bad: it gets the same answer for a day.

Action and kept answer stand in one transaction: either both happened or neither. A
second request that comes meanwhile waits for the first one's row and then reads what
it was answered. What was refused wrote nothing and is judged anew each time.
(draft-ietf-httpapi-idempotency-key-header-07)
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.http import HttpResponse

from medagora.api.models import ApiKey, KeptAnswer
from medagora.kernel.ids import sha256_hex
from medagora.kernel.refusals import BadInput, Conflict, Refusal

KEPT = timedelta(days=1)
#: In quotes as the draft has it (a structured field), or as most programs send it.
WORD = '^"?[0-9A-Za-z._:-]{1,200}"?$'
_WORD = re.compile(WORD)
#: What of an answer is said again.
_HEADERS = ("Content-Type", "Location")
#: Marks what is said again.
REPLAYED = "Idempotent-Replayed"


class KeyReused(Refusal):
    code, status = "key_reused", 422


@dataclass(frozen=True)
class Asked:
    """A request: whose it is, what it was called, what stood in it."""

    key: ApiKey
    name: str
    body: str

    @classmethod
    def of(
        cls, key: ApiKey, method: str, path: str, word: str, content: bytes
    ) -> "Asked":
        """``word``: the Idempotency-Key as it was sent."""
        if not _WORD.fullmatch(word):
            raise BadInput(
                "Idempotency-Key: give up to 200 letters and digits.",
                field="Idempotency-Key",
            )
        plain = word.strip('"')
        name = sha256_hex(f"{method} {path} {plain}".encode())
        return cls(key, name, sha256_hex(content))


def answer_once(
    asked: Asked, act: Callable[[], HttpResponse], *, at: datetime
) -> HttpResponse:
    """What ``act`` answers, or what it answered before."""
    if kept := _find(asked, at):
        return _again(kept, asked)
    try:
        with transaction.atomic():
            return _act(asked, act, at)
    except IntegrityError:
        # the same request came twice at once, and the other one was first
        if kept := _find(asked, at):
            return _again(kept, asked)
        raise


def _find(asked: Asked, at: datetime) -> KeptAnswer | None:
    rows = KeptAnswer.objects.filter(key=asked.key, name=asked.name)
    return rows.filter(made_at__gt=at - KEPT).first()


def _act(asked: Asked, act: Callable[[], HttpResponse], at: datetime) -> HttpResponse:
    KeptAnswer.objects.filter(
        key=asked.key, name=asked.name, made_at__lte=at - KEPT
    ).delete()
    row = KeptAnswer.objects.create(
        key=asked.key, name=asked.name, asked=asked.body, made_at=at
    )
    response = act()
    if response.status_code >= 400:
        transaction.set_rollback(True)
        return response
    row.status = response.status_code
    row.content = response.content.decode()
    row.headers = {
        name: response.headers[name] for name in _HEADERS if name in response.headers
    }
    row.save(update_fields=["status", "content", "headers"])
    return response


def _again(kept: KeptAnswer, asked: Asked) -> HttpResponse:
    if kept.asked != asked.body:
        raise KeyReused("Another request was sent with this Idempotency-Key.")
    if not kept.status:
        raise Conflict("The same request is being answered. Ask again in a moment.")
    response = HttpResponse(kept.content, status=kept.status, headers=kept.headers)
    response.headers[REPLAYED] = "true"
    return response


def forget_answers(at: datetime) -> int:
    return int(KeptAnswer.objects.filter(made_at__lt=at - KEPT).delete()[0])
