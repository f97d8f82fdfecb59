"""Everything that can be refused, as one form: ``domain.problems``."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from django.utils.translation import gettext as _
from ninja.errors import HttpError, Throttled, ValidationError

from medagora.api.domain.problems import Problem
from medagora.kernel.refusals import NotAllowed, NotFound, Refusal
from medagora.web.rates import TooOften
from medagora.web.refusals import sentence

#: So many mistakes of one request are told.
_MOST = 20


class NoKey(Refusal):
    code, status = "no_key", 401


class KeyNotKnown(Refusal):
    code, status = "key_not_known", 401


class NotInScope(NotAllowed):
    """``scopes``: one of them would do."""

    code = "not_in_scope"
    scopes: tuple[str, ...] = ()


class NotReadable(Refusal):
    code, status = "not_readable", 400


class NotJson(Refusal):
    code, status = "not_json", 415


class TooLarge(Refusal):
    code, status = "too_large", 413


class NotAcceptable(Refusal):
    code, status = "not_acceptable", 406


class MethodNotAllowed(Refusal):
    code, status = "method_not_allowed", 405


class Refused(Refusal):
    """Any other refusal with members of its own beside the usual ones."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.code, self.status = problem.code, problem.status
        self.problem = problem


def problem_of(error: Exception | type[Exception]) -> Problem:
    """What an error is called and how it is said, in the language of the request."""
    if isinstance(error, Refused):
        return error.problem
    if isinstance(error, ValidationError):
        return _of_validation(error)
    if isinstance(error, HttpError) and not isinstance(error, Throttled):
        # what our parser raised stands behind it
        cause = error.__cause__
        return problem_of(
            cause if isinstance(cause, Refusal) else NotReadable(str(error))
        )
    refusal = error if isinstance(error, Refusal) else _as_refusal(error)
    more = {}
    if uid := getattr(refusal, "public_uid", ""):
        more["uid"] = uid
    if scopes := getattr(refusal, "scopes", ()):
        more["scope"] = " ".join(scopes)
    return Problem(
        refusal.code, refusal.status, sentence(refusal), refusal.field or "", more
    )


def _of_validation(error: ValidationError) -> Problem:
    errors = [_mistake(one) for one in error.errors[:_MOST]]
    first = errors[0]
    detail = f"{first['field']}: {first['detail']}"
    return Problem("bad_input", 422, detail, first["field"], {"errors": errors})


def _mistake(one: dict[str, Any]) -> dict[str, str]:
    where, *place = [str(part) for part in one["loc"]]
    if where == "body" and len(place) > 1:
        place = place[1:]  # the first is our own name of the body
    elif where != "body":
        place = place[-1:]
    return {
        "field": ".".join(place) or where,
        "detail": one["msg"].removeprefix("Value error, "),
    }


def _as_refusal(error: Exception | type[Exception]) -> Refusal:
    if isinstance(error, RequestDataTooBig):
        return TooLarge(_("That is too large. Send less than 5 MB."))
    if isinstance(error, Throttled):
        return TooOften(
            _("That was often in a short time. Please wait a little and try again.")
        )
    if isinstance(error, Http404):
        return NotFound("There is nothing at this address.")
    raise TypeError(f"no refusal: {error!r}")
