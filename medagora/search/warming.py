"""Reading the tables of search before anybody asks: the first question of a process
would wait seconds for them."""

import threading

from django.conf import settings
from django.db import DatabaseError, connections

from medagora.kernel.emergencies import find_emergency
from medagora.search import queries
from medagora.search.domain.requests import SearchRequest

#: Several words, none of which is a term: every table is looked at.
_WORDS = "what helps"


def warm_in_background() -> None:
    """For web processes, once they are loaded; it never keeps one from ending."""
    threading.Thread(target=_warm, name="warming", daemon=True).start()


def _warm() -> None:
    try:
        warm_up()
    except DatabaseError:
        return  # the first question reads the tables then, and says what is wrong
    finally:
        connections.close_all()


def warm_up() -> None:
    """Asks once in the site's own language: each other one waits for its first reader,
    or every process would be busy for seconds before anybody came."""
    code = settings.LANGUAGE_CODE
    find_emergency(_WORDS, code)
    queries.search(SearchRequest(_WORDS, reader=code))
