"""Whether somebody wrote in the query language or just wrote. Pure.

Patients paste titles, citations, times and addresses, write "Patient:innen", shout and
put explanations in brackets. None of that is a sign.
"""

import re
from difflib import SequenceMatcher

from medagora.kernel.query_language import QUOTES
from medagora.search.domain.librarian.fields import FIELDS

# Where a part of a query can begin; an inch mark or a hyphen in a word cannot.
_START = r"(?:^|(?<=[\s(（]))"
_QUOTED = re.compile(rf"(?:{_START}-?|(?<=:))[{QUOTES}]")
#: Without figures: somebody may type "covid -19".
_DENIED = re.compile(rf"{_START}-(?=[^\W\d_]|[{QUOTES}(（])")
_BEGINNING = re.compile(r"\w\*(?![\w*])")
#: Between other words, else it is an abbreviation: "Oregon (OR)".
_KEYWORD = re.compile(rf"(?<=\S)\s(?:AND|OR)(?=\s\S)|{_START}NOT(?=\s\S)")
#: Right before its value: "re: asthma" is no field, "https://" neither.
_FIELD = re.compile(rf"{_START}-?([^\W\d_]+):(?=\S)(?!//)")
#: They stand in every citation that is pasted; alone they say nothing of the author.
_IN_CITATIONS = ("doi", "pmid")
#: Fields of our alerts and of other search engines. Who writes one expects a field, and
#: is told which there are.
_ELSEWHERE = ("journal", "sort", "year", "mesh", "intitle", "inurl", "filetype", "tag")
_SHORTEST_MISSPELT = 4
_ALIKE = 0.8


def uses_language(text: str) -> bool:
    """Whether a tidy text has a sign of the query language."""
    return (
        any(sign.search(text) for sign in (_QUOTED, _DENIED, _BEGINNING))
        or _has_keyword(text)
        or any(_is_meant(name.lower()) for name in _FIELD.findall(text))
    )


def _has_keyword(text: str) -> bool:
    """AND, OR and NOT say nothing in a text that is all capitals."""
    others, count = _KEYWORD.subn(" ", text)
    return count > 0 and not others.isupper()


def _is_meant(name: str) -> bool:
    """Whether a word before a colon is one of our fields, or was meant to be."""
    if name in _IN_CITATIONS:
        return False
    return name in FIELDS or name in _ELSEWHERE or _is_misspelt(name)


def _is_misspelt(name: str) -> bool:
    return any(
        len(field) >= _SHORTEST_MISSPELT
        and abs(len(name) - len(field)) <= 1
        and SequenceMatcher(None, name, field).ratio() >= _ALIKE
        for field in FIELDS
    )
