"""Doors for programs: addresses at which nobody with a session comes in.

Rooms name theirs at start (``AppConfig.ready``). The middleware leads what comes to
them past all that only pages need: sessions, people, tokens of forms, messages. And
what cannot be read is refused there in the form that programs know, not by a page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.module_loading import import_string

from medagora.kernel.refusals import BadInput

Answer = Callable[[HttpRequest], HttpResponse | None]
Refuse = Callable[[HttpRequest, BadInput], HttpResponse]


@dataclass(frozen=True)
class _Door:
    """Dotted names, since views load after the rooms have started."""

    refuse: str
    answer: str


_doors: dict[str, _Door] = {}


def open_door(first: str, *, refuse: str, answer: str = "") -> None:
    """``first``: the first part of the paths behind the door. ``refuse`` names a
    ``Refuse``, ``answer`` an ``Answer``: None from it, or no name, takes the request
    the usual way."""
    _doors[first] = _Door(refuse, answer)


def answer_of(request: HttpRequest) -> Answer | None:
    """What answers this request by the short way; None when it has to go the long."""
    door = _door_of(request)
    return _loaded(door.answer) if door and door.answer else None


def refuse_unreadable(
    request: HttpRequest, exception: Exception
) -> HttpResponse | None:
    """What a program hears whose request cannot be read; None where people ask."""
    door = _door_of(request)
    if door is None:
        return None
    refuse: Refuse = _loaded(door.refuse)
    return refuse(request, what_is_wrong(exception))


def what_is_wrong(exception: Exception) -> BadInput:
    if isinstance(exception, TooManyFieldsSent):
        return BadInput("There are too many parameters.")
    return BadInput("The request could not be understood.")


def by_address(request: HttpRequest) -> HttpResponse | None:
    """An ``Answer`` for doors all of whose views are for programs: they know neither
    session nor person, so no cookie opens anything and no form needs a token."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    request.resolver_match = match
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return answer


def _door_of(request: HttpRequest) -> _Door | None:
    return _doors.get(request.path_info.removeprefix("/").partition("/")[0])


@cache
def _loaded(name: str) -> Any:
    return import_string(name)
