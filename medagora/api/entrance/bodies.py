"""Reading what was sent: JSON and nothing else, whatever somebody makes of it."""

import json
import re
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja import Schema
from ninja.parser import Parser
from pydantic import ConfigDict

from medagora.api.entrance.problems import NotJson, NotReadable
from medagora.kernel.refusals import BadInput


class Body(Schema):
    """What operations take: a member that they do not know is refused, as it would
    otherwise be lost without a word."""

    model_config = ConfigDict(extra="forbid")


#: What no database takes in a text: U+0000, and halves of characters.
NO_TEXT = re.compile("[\0\ud800-\udfff]")


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
        if has_key and _holds_no_text(data):
            raise BadInput("This value has characters that no text has.")
        return data


def _holds_no_text(data: Any) -> bool:
    waiting = [data]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str) and NO_TEXT.search(here):
            return True
        if isinstance(here, dict):
            waiting += [*here, *here.values()]
        elif isinstance(here, list):
            waiting += here
    return False


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")
