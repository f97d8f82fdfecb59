"""The pieces that a query is cut into. Pure."""

import re

QUOTES = '"“”„‟«»‹›＂'
KEYWORDS = ("AND", "OR", "NOT")


def _pattern(after_field: str) -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:(?P<open>[(（])|(?P<close>[)）])"
        rf"|(?P<minus>-)(?=[^\s)）])"
        rf"|(?P<field>[^\W\d_]+):(?!//){after_field}"  # an address is no field
        rf"|[{QUOTES}](?P<quoted>[^{QUOTES}]*)(?P<end>[{QUOTES}]?)(?P<star>\*?)"
        rf"|(?P<bare>[^\s()（）{QUOTES}]+))"
    )


#: The next piece; exactly one of its groups says what it is.
TOKEN = _pattern("")
#: The same where a field is only one right before its value: "re: asthma" is not.
CLOSE_TOKEN = _pattern(r"(?=\S)")
#: A value that reaches to the next space: a DOI may hold brackets and colons.
UNBROKEN = re.compile(rf"\s*([^\s{QUOTES}]+)")


def without_open_bracket(value: str) -> str:
    """Without the brackets at the end that belong to the query."""
    while value.endswith(")") and value.count(")") > value.count("("):
        value = value[:-1]
    return value
