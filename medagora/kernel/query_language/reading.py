"""From a text to the tree that it means. Pure."""

from medagora.kernel.query_language.grammar import Grammar
from medagora.kernel.query_language.parser import Parser
from medagora.kernel.query_language.tree import Node, is_positive
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy


def parse_query(text: str, grammar: Grammar, *, longest: int) -> Node:
    """What a query means; it always asks for something. BadInput says what is wrong
    with it, and where."""
    text = tidy(text)
    if len(text) > longest:
        raise BadInput(
            "This is too long: at most %(most)s characters.",
            field="query",
            most=longest,
        )
    node = Parser(text, grammar).parse()
    if node is None:
        raise BadInput("Say what you look for.", field="query")
    if not is_positive(node):
        raise BadInput(
            "This, or one side of an OR, only says what you do not want. Say also "
            "what you look for.",
            field="query",
        )
    return node
