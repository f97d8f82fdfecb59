"""What can go wrong, as RFC 9457 tells it: a type with a title for each stable code."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """A type of problem. ``remedy``: what whoever asked can do."""

    status: int
    title: str
    remedy: str


KINDS = {
    "not_readable": Kind(
        400,
        "The body cannot be read",
        "Send JSON (RFC 8259) in UTF-8, without NaN, and not nested without end.",
    ),
    "bad_input": Kind(
        422,
        "Something that was sent cannot be used",
        "Mend what “field” names; “errors” lists everything that was found.",
    ),
    "identifies_somebody": Kind(
        422,
        "The text may tell who somebody is",
        "Take out what “errors” names. If it identifies nobody, send the same again "
        "with the words of “confirm” in the body's “identifies_nobody”.",
    ),
    "bad_cursor": Kind(
        422,
        "This cursor was not given for this list",
        "Begin again without “cursor”, and use “next” as it comes.",
    ),
    "no_key": Kind(
        401,
        "This needs a key",
        "Make a key on the page of your account and send it as "
        "“Authorization: Bearer …”.",
    ),
    "key_not_known": Kind(
        401,
        "This key opens nothing",
        "It was taken back, has ended, or is not whole. Make another.",
    ),
    "not_in_scope": Kind(
        403,
        "The key is not for this",
        "Make a key with the scope that “scope” names.",
    ),
    "not_allowed": Kind(
        403,
        "This account may not do this",
        "Ask the people who run the site; a role may be missing.",
    ),
    "not_found": Kind(
        404, "There is nothing here", "It was never there, or is not public."
    ),
    "method_not_allowed": Kind(
        405, "Not with this method", "Use one of the methods that Allow names."
    ),
    "not_acceptable": Kind(
        406, "This is given as JSON only", "Accept application/json, or anything."
    ),
    "conflict": Kind(
        409, "Something else happened meanwhile", "Look at it again, then decide."
    ),
    "already_there": Kind(
        409,
        "We have this address already",
        "“uid” names the resource, if it is public.",
    ),
    "too_large": Kind(413, "The body is too large", "Send less than 5 MB."),
    "not_json": Kind(
        415, "The body is not JSON", "Send it as Content-Type: application/json."
    ),
    "key_reused": Kind(
        422,
        "This Idempotency-Key belongs to another request",
        "Use a new one for each thing that you want done.",
    ),
    "too_often": Kind(
        429, "That was often in a short time", "Wait as long as Retry-After says."
    ),
    "unavailable": Kind(
        503, "Something that we depend on does not answer", "Try again later."
    ),
}


@dataclass(frozen=True)
class Problem:
    """One answer that says no. ``more``: members of its type besides the usual."""

    code: str
    status: int
    detail: str
    field: str = ""
    more: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def as_data(self, docs: str) -> dict[str, Any]:
        """``docs``: the address of the page that explains the types. The members
        ``error``, ``message`` and ``field`` are what this API said before."""
        known = KINDS.get(self.code)
        body: dict[str, Any] = {
            "type": f"{docs}#errors-{self.code}" if known else "about:blank",
            "title": known.title if known else "It is refused",
            "status": self.status,
            "detail": self.detail,
            "error": self.code,
            "message": self.detail,
        }
        return body | ({"field": self.field} if self.field else {}) | dict(self.more)
