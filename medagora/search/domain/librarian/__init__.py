"""The query language of librarians over resources: who writes it gets exactly what it
says; everybody else's words stay words."""

from medagora.search.domain.librarian.fields import FACTS, FIELDS, PLACES
from medagora.search.domain.librarian.reading import (
    LONGEST,
    Librarian,
    folded_words,
    read_query,
)

__all__ = [
    "FACTS",
    "FIELDS",
    "LONGEST",
    "PLACES",
    "Librarian",
    "folded_words",
    "read_query",
]
