"""The basket of whoever reads: in the account, or on the device as a signed cookie."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from medagora.kernel.refusals import BadInput
from medagora.prescriptions import queries
from medagora.prescriptions.domain.drafts import MOST_LINES, Chosen, is_uid
from medagora.prescriptions.domain.words import TICKABLE, LineKind
from medagora.prescriptions.services import basket as baskets
from medagora.web.pages import viewer

if TYPE_CHECKING:
    from medagora.people.models import Person

COOKIE = "sheet"
#: A basket that nobody looks at for a month is forgotten.
_MONTH = 31 * 24 * 3600
_LONGEST = 3000
_KEPT = "sheet_basket_of_request"
_SHORT = {LineKind.RESOURCE: "r", LineKind.COLLECTION: "c"}
_LONG = {short: kind.value for kind, short in _SHORT.items()}


@dataclass
class Basket:
    """What is ticked, asked once in a request and only when a page shows it."""

    person: "Person | None"
    on_device: tuple[Chosen, ...]

    @cached_property
    def chosen(self) -> tuple[Chosen, ...]:
        return self.on_device if self.person is None else queries.basket(self.person)

    @cached_property
    def keys(self) -> frozenset[tuple[str, str]]:
        return frozenset(line.key for line in self.chosen)


def basket_of(request: HttpRequest) -> Basket:
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, Basket(_person(request), _read(request)))
    found: Basket = getattr(request, _KEPT)
    return found


def tick(request: HttpRequest, response: HttpResponse, kind: str, uid: str) -> Basket:
    """Puts one thing in; the response carries the device's cookie."""
    _require_tickable(kind, uid)
    basket = basket_of(request)
    if basket.person is not None:
        baskets.tick(kind, uid, by=basket.person, at=timezone.now())
        return _asked_anew(request)
    added = Chosen(kind, uid)
    if added.key in basket.keys:
        return basket
    if len(basket.chosen) >= MOST_LINES:
        raise BadInput("A sheet can have %(most)d lines at most.", most=MOST_LINES)
    return _keep(request, response, (*basket.chosen, added))


def untick(request: HttpRequest, response: HttpResponse, kind: str, uid: str) -> Basket:
    _require_tickable(kind, uid)
    basket = basket_of(request)
    if basket.person is not None:
        baskets.untick(kind, uid, by=basket.person)
        return _asked_anew(request)
    left = tuple(line for line in basket.chosen if line.key != (kind, uid))
    return _keep(request, response, left)


def clear(request: HttpRequest, response: HttpResponse) -> Basket:
    basket = basket_of(request)
    if basket.person is not None:
        baskets.clear(by=basket.person)
        return _asked_anew(request)
    return _keep(request, response, ())


def take_over(request: HttpRequest) -> bool:
    """What was ticked before signing in comes along; whether anything was."""
    basket = basket_of(request)
    if basket.person is None or not basket.on_device:
        return False
    baskets.take_over(basket.on_device, by=basket.person, at=timezone.now())
    _asked_anew(request)
    return True


def forget_device(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def _asked_anew(request: HttpRequest) -> Basket:
    delattr(request, _KEPT)
    return basket_of(request)


def _person(request: HttpRequest) -> "Person | None":
    """Nobody on a page of errors from before we know who asks."""
    return viewer(request) if hasattr(request, "user") else None


def _require_tickable(kind: str, uid: str) -> None:
    if kind not in TICKABLE or not is_uid(uid):
        raise BadInput(_("There is no such thing to hand over."))


# ---- the cookie: "r.abc123 c.def456", with our signature --------------------------


def _signer() -> Signer:
    return Signer(salt="medagora.prescriptions.basket")


def _read(request: HttpRequest) -> tuple[Chosen, ...]:
    """A basket that somebody else wrote is an empty one."""
    try:
        words = _signer().unsign(request.COOKIES.get(COOKIE, "")[:_LONGEST])
    except BadSignature:
        return ()
    return tuple(_lines(words.split(" ")))[:MOST_LINES]


def _lines(words: Iterable[str]) -> Iterable[Chosen]:
    for word in words:
        short, _dot, uid = word.partition(".")
        if short in _LONG and is_uid(uid):
            yield Chosen(_LONG[short], uid)


def _keep(
    request: HttpRequest, response: HttpResponse, chosen: tuple[Chosen, ...]
) -> Basket:
    basket = Basket(None, chosen)
    setattr(request, _KEPT, basket)
    if not chosen:
        forget_device(response)
        return basket
    words = " ".join(f"{_SHORT[LineKind(line.kind)]}.{line.uid}" for line in chosen)
    response.set_cookie(
        COOKIE,
        _signer().sign(words),
        max_age=_MONTH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return basket
