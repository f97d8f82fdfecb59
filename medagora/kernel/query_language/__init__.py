"""One query language for every room that searches: words, "phrases", beginnings*,
-without, NOT, AND, OR, brackets, field:value and days.

Here it is read into a tree. What fields there are, what a word is and what the tree
finds is each room's own: it gives a ``Grammar``.
"""

from medagora.kernel.query_language.grammar import Grammar, is_lone_letter
from medagora.kernel.query_language.reading import parse_query
from medagora.kernel.query_language.tokens import KEYWORDS, QUOTES
from medagora.kernel.query_language.tree import (
    AllOf,
    AnyOf,
    Fact,
    Node,
    Not,
    Words,
    all_of,
    any_of,
    is_positive,
    leaves,
    negate,
)

__all__ = [
    "KEYWORDS",
    "QUOTES",
    "AllOf",
    "AnyOf",
    "Fact",
    "Grammar",
    "Node",
    "Not",
    "Words",
    "all_of",
    "any_of",
    "is_lone_letter",
    "is_positive",
    "leaves",
    "negate",
    "parse_query",
]
