"""Reads a query: text in, a tree out, or BadInput with the place. Pure; the language
is described in ``wanted``."""

import re

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.wanted_fields import FIELDS, clean_fact
from medagora.reader.domain.wanted_parts import (
    ANYWHERE,
    FACTS,
    Fact,
    Node,
    Words,
    all_of,
    any_of,
    is_lone_letter,
    negate,
)
from medagora.reader.domain.words_of_text import words_of

DEEPEST = 10
#: Letters before a ``*``; fewer would begin half of all words.
SHORTEST_PREFIX = 3
QUOTES = '"“”„‟«»‹›＂'
KEYWORDS = ("AND", "OR", "NOT")

_TOKEN = re.compile(
    rf"\s*(?:(?P<open>[(（])|(?P<close>[)）])"
    rf"|(?P<minus>-)(?=[^\s)）])"
    rf"|(?P<field>[^\W\d_]+):"
    rf"|[{QUOTES}](?P<quoted>[^{QUOTES}]*)(?P<end>[{QUOTES}]?)(?P<star>\*?)"
    rf"|(?P<bare>[^\s()（）{QUOTES}]+))"
)
_DOI = re.compile(rf"\s*([^\s{QUOTES}]+)")


class Parser:
    """Reads from left to right; ``at`` is the place of the next letter."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.depth = text, 0, 0

    def parse(self) -> Node | None:
        """The whole query; None when it says nothing."""
        node = self._either()
        if self._peek() is not None:  # only a closing bracket stops before the end
            raise self._wrong("The bracket at character %(place)s closes nothing.")
        return node

    def _wrong(self, sentence: str, place: int | None = None, **more: str) -> BadInput:
        at = self.at if place is None else place
        rest = self.text[at:]
        at += len(rest) - len(rest.lstrip())
        return BadInput(sentence, field="query", place=at + 1, **more)

    def _peek(self) -> re.Match[str] | None:
        return _TOKEN.match(self.text, self.at)

    def _take_word(self, keyword: str) -> bool:
        """Whether this keyword comes next; then it is taken."""
        token = self._peek()
        if token is None or token["bare"] != keyword:
            return False
        self.at = token.end()
        return True

    def _either(self) -> Node | None:
        sides = [self._row()]
        while self._take_word("OR"):
            sides.append(self._row())
        found = [side for side in sides if side is not None]
        if len(sides) > 1 and len(found) < len(sides):
            raise self._wrong(
                "Something is missing beside OR, near character %(place)s."
            )
        return any_of(found) if found else None

    def _row(self) -> Node | None:
        parts: list[Node] = []
        while self._has_more():
            if self._take_word("AND"):
                continue
            part = self._part()
            if part is not None:
                parts.append(part)
        return all_of(parts) if parts else None

    def _has_more(self) -> bool:
        token = self._peek()
        return token is not None and not token["close"] and token["bare"] != "OR"

    def _part(self) -> Node | None:
        """One word, phrase, field or bracket; None for what says nothing, like "&"."""
        if self._take_word("NOT"):
            return self._denied()
        token = self._peek()
        if token is None or token["close"] or token["bare"] in KEYWORDS:
            raise self._wrong("Something is missing near character %(place)s.")
        start, self.at = self.at, token.end()
        if token["minus"]:
            return self._denied()
        if token["open"]:
            return self._bracket(start)
        if token["field"]:
            return self._field(token["field"].lower(), start)
        return self._words(token, ANYWHERE, start)

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._wrong("There are too many brackets within brackets.")

    def _denied(self) -> Node | None:
        self._deeper()
        part = self._part()
        self.depth -= 1
        return negate(part) if part else None

    def _bracket(self, start: int) -> Node:
        self._deeper()
        inside = self._either()
        token = self._peek()
        if token is None:
            raise self._wrong(
                "The bracket at character %(place)s is never closed.", start
            )
        self.at = token.end()
        self.depth -= 1
        if inside is None:
            raise self._wrong(
                "There is nothing in the brackets at character %(place)s.", start
            )
        return inside

    def _field(self, name: str, start: int) -> Node:
        field = FIELDS.get(name)
        if field is None:
            raise self._wrong(
                "There is no field “%(name)s:” (character %(place)s). The fields are: "
                "%(fields)s. If you mean the words themselves, put them in quotation "
                "marks.",
                start,
                name=name,
                fields=", ".join(f"{field}:" for field in FIELDS),
            )
        if field in FACTS:
            return Fact(field, self._value(field, name, start))
        found = self._words(self._value_token(name, start), field, start)
        if found is None:
            raise self._missing(name, start)
        return found

    def _missing(self, name: str, start: int) -> BadInput:
        return self._wrong(
            "Something must follow “%(name)s:” (character %(place)s): a word, or "
            "several in quotation marks.",
            start,
            name=name,
        )

    def _value_token(self, name: str, start: int) -> re.Match[str]:
        """What stands behind a field: a word or something in quotation marks."""
        token = self._peek()
        if token is None or not (token["bare"] or token["quoted"]):
            raise self._missing(name, start)
        self.at = token.end()
        return token

    def _value(self, field: str, name: str, start: int) -> str:
        """The value of a fact. A DOI may hold brackets."""
        bare = _DOI.match(self.text, self.at) if field == "doi" else None
        if bare:
            value = _without_open_bracket(bare[1])
            self.at = bare.start(1) + len(value)
        else:
            token = self._value_token(name, start)
            self._check_quote(token, start)
            value = token["bare"] or token["quoted"]
        return clean_fact(field, value, place=start + 1)

    def _check_quote(self, token: re.Match[str], start: int) -> None:
        if token["quoted"] is not None and not token["end"]:
            raise self._wrong(
                "The quotation mark at character %(place)s is never closed.", start
            )

    def _words(self, token: re.Match[str], place: str, start: int) -> Words | None:
        self._check_quote(token, start)
        is_quoted = token["quoted"] is not None
        whole = token["quoted"].strip() if is_quoted else token["bare"]
        text = whole.rstrip("* ")
        words = words_of(text)
        if not words:
            if is_quoted:
                raise self._wrong(
                    "There is no word between the quotation marks at character "
                    "%(place)s.",
                    start,
                )
            return None
        if "*" in text and not is_quoted:
            raise self._wrong(
                "A * can only stand at the end of a word (character %(place)s).", start
            )
        is_prefix = text != whole or bool(token["star"])
        if is_prefix and _is_short(words[-1]):
            raise self._wrong(
                "Write at least three letters before the * (character %(place)s).",
                start,
            )
        return Words(text, place, is_prefix)


def _is_short(word: str) -> bool:
    """Scripts without spaces say much with one letter."""
    return len(word) < SHORTEST_PREFIX and not is_lone_letter(word[0])


def _without_open_bracket(doi: str) -> str:
    """Without the brackets at the end that belong to the query."""
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1]
    return doi
