"""Addresses that stay out of the log of refused requests: they tell who or what for.

Rooms name theirs at start (``AppConfig.ready``). Of a request to one of them that was
refused, Django's log has the reason alone. It is a filter of the loggers (settings), so
it holds whoever refused: a view, the middleware, or no view at all.
"""

import logging
import re

HIDDEN = "(a private address)"
_private: set[str] = set()


def keep_out(*beginnings: str) -> None:
    """``beginnings``: regular expressions for the first part of a path."""
    _private.update(beginnings)


def is_private(path: str) -> bool:
    return any(re.match(beginning, path) for beginning in _private)


class PrivateAddresses(logging.Filter):
    """Takes address and request out of the record; the record itself stays."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None and is_private(request.path):
            given = record.args if isinstance(record.args, tuple) else ()
            # Django escapes whatever letters could end a line of the log
            escaped = request.path.encode("unicode_escape").decode("ascii")
            told = (request.path, escaped)
            record.args = tuple(HIDDEN if a in told else a for a in given)
            record.request = None
        return True
