"""How readers' queries are read: the language of the house with the fields of this
room. Pure; the language is described in ``wanted``."""

from medagora.kernel.query_language import Grammar, Node, parse_query
from medagora.reader.domain.wanted_fields import FIELDS, clean_fact
from medagora.reader.domain.wanted_parts import FACTS
from medagora.reader.domain.words_of_text import words_of

#: As long as the tables hold.
LONGEST = 300
_GRAMMAR = Grammar(FIELDS, FACTS, clean_fact, words_of)


def read(text: str) -> Node:
    """What a query means. BadInput says what is wrong with it, and where."""
    return parse_query(text, _GRAMMAR, longest=LONGEST)
