"""Reading what was sent: JSON and nothing else, whatever somebody makes of it."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja import Schema
from ninja.parser import Parser
from pydantic import ConfigDict

from medagora.api.problems import NotJson, NotReadable
from medagora.kernel.refusals import BadInput


class Body(Schema):
    """What operations take: a member that they do not know is refused, as it would
    otherwise be lost without a word."""

    model_config = ConfigDict(extra="forbid")


class JsonParser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        """Where no key is needed, text/plain is taken for JSON as well: browsers send
        it for a page's script without asking first."""
        has_key = hasattr(request, "auth")
        kind = (request.content_type or "").lower()
        is_json = kind == "application/json" or kind.endswith("+json")
        if not is_json and (has_key or kind not in {"text/plain", ""}):
            raise NotJson("Send it as Content-Type: application/json.")
        try:
            data = json.loads(request.body, parse_constant=_refuse_constant)
        except (ValueError, RecursionError):
            raise NotReadable("The body is not JSON that can be read.") from None
        if has_key and _has_nul(data):
            raise BadInput("The body holds a character that no text has (U+0000).")
        return data


def _has_nul(data: Any) -> bool:
    """Whether a text anywhere in it has the one character that databases refuse."""
    waiting = [data]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str) and "\0" in here:
            return True
        if isinstance(here, dict):
            waiting += [*here, *here.values()]
        elif isinstance(here, list):
            waiting += here
    return False


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")
