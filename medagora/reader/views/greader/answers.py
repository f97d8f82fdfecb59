"""Who may ask, and how answers and refusals look in this protocol: plain words."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from medagora.kernel.refusals import Refusal
from medagora.reader.domain.words import KeyScope
from medagora.reader.services import keys
from medagora.reader.views.app_calls import (
    GUESSES_SECONDS,
    MOST_GUESSES,
    Call,
    values_in,
)
from medagora.web.rates import require_rate
from medagora.web.refusals import sentence

_SCHEME = "GoogleLogin auth="
Answer = Callable[[Call], HttpResponse]
View = Callable[..., HttpResponse]


class Unauthorized(Refusal):
    """What programs know to mean: ask for the key again."""

    code, status = "unauthorized", 401


def plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(
        text, status=status, content_type="text/plain; charset=utf-8", headers=_PRIVATE
    )


def as_json(body: dict[str, Any]) -> JsonResponse:
    return JsonResponse(
        body, json_dumps_params={"ensure_ascii": False}, headers=_PRIVATE
    )


_PRIVATE = {"Cache-Control": "private, no-store"}


def for_everybody(view: View) -> View:
    """A view without a key; its refusals are plain words."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **words: str) -> HttpResponse:
        try:
            return view(request, **words)
        except Unauthorized:
            response = plain("Unauthorized!", 401)
            response["Google-Bad-Token"] = "true"
            return response
        except Refusal as refusal:
            return plain(sentence(refusal), refusal.status)

    return answer


def for_programs(view: View, *, writes: bool = False) -> View:
    """A view for whoever has a key. What ``writes`` is taken by POST only, so that
    nothing that only looks at addresses ever marks anything."""

    @wraps(view)
    def answer(request: HttpRequest, **words: str) -> HttpResponse:
        call = call_of(request)
        if writes and request.method != "POST":
            return plain("Method Not Allowed", 405)
        with translation.override(call.language):
            return view(call, **words)

    return for_everybody(answer)


def call_of(request: HttpRequest) -> Call:
    """The person's call, or Unauthorized."""
    header = request.headers.get("Authorization", "")
    secret = header.removeprefix(_SCHEME) if header.startswith(_SCHEME) else ""
    person = keys.person_of_key(secret.strip()[:200], KeyScope.APPS, at=timezone.now())
    if person is None:
        raise refused_key(request)
    return Call(request, person, values_in(request))


def refused_key(request: HttpRequest) -> Unauthorized:
    """Counts a wrong key; TooOften for whoever guesses."""
    require_rate(request, "reader-key", most=MOST_GUESSES, seconds=GUESSES_SECONDS)
    return Unauthorized("Unauthorized!")
