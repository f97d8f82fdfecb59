"""Reads a query: text in, a tree out, or BadInput with the place. Pure."""

import re
from typing import NoReturn

from medagora.kernel.query_language.grammar import Grammar
from medagora.kernel.query_language.tokens import (
    CLOSE_TOKEN,
    KEYWORDS,
    TOKEN,
    UNBROKEN,
    without_open_bracket,
)
from medagora.kernel.query_language.tree import (
    Fact,
    Node,
    Words,
    all_of,
    any_of,
    negate,
)
from medagora.kernel.refusals import BadInput

DEEPEST = 10


class Parser:
    """Reads from left to right; ``at`` is the place of the next letter."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text, self.grammar = text, grammar
        self.at, self.depth = 0, 0
        self.token = TOKEN if grammar.has_loose_fields else CLOSE_TOKEN

    def parse(self) -> Node | None:
        """The whole query; None when it says nothing."""
        node = self._either()
        if self._peek() is not None:  # only a closing bracket stops before the end
            raise BadInput(
                "The bracket at character %(place)s closes nothing.",
                field="query",
                place=self._place(),
            )
        return node

    def _place(self, at: int | None = None) -> int:
        """Where the reader sees what stands there, counted from one."""
        at = self.at if at is None else at
        rest = self.text[at:]
        return at + len(rest) - len(rest.lstrip()) + 1

    def _peek(self) -> re.Match[str] | None:
        return self.token.match(self.text, self.at)

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
            raise BadInput(
                "Something is missing beside OR, near character %(place)s.",
                field="query",
                place=self._place(),
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
            raise BadInput(
                "Something is missing near character %(place)s.",
                field="query",
                place=self._place(),
            )
        start, self.at = self.at, token.end()
        if token["minus"]:
            return self._denied()
        if token["open"]:
            return self._bracket(start)
        if token["field"]:
            return self._field(token["field"].lower(), start)
        return self._words(token, "", start)

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadInput(
                "There are too many brackets within brackets.", field="query"
            )

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
            raise BadInput(
                "The bracket at character %(place)s is never closed.",
                field="query",
                place=self._place(start),
            )
        self.at = token.end()
        self.depth -= 1
        if inside is None:
            raise BadInput(
                "There is nothing in the brackets at character %(place)s.",
                field="query",
                place=self._place(start),
            )
        return inside

    def _names(self) -> list[str]:
        """The fields, each by its first name only."""
        canonical = self.grammar.fields.items()
        return [name for name, field in canonical if name == field]

    def _field(self, name: str, start: int) -> Node:
        field = self.grammar.fields.get(name)
        if field is None:
            raise BadInput(
                "There is no field “%(name)s:” (character %(place)s). The fields are: "
                "%(fields)s. If you mean the words themselves, put them in quotation "
                "marks.",
                field="query",
                place=self._place(start),
                name=name,
                fields=", ".join(f"{one}:" for one in self._names()),
            )
        if field in self.grammar.facts:
            return Fact(field, self._value(field, name, start))
        found = self._words(self._value_token(name, start), field, start)
        if found is None:
            self._refuse_missing(name, start)
        return found

    def _refuse_missing(self, name: str, start: int) -> NoReturn:
        raise BadInput(
            "Something must follow “%(name)s:” (character %(place)s): a word, or "
            "several in quotation marks.",
            field="query",
            place=self._place(start),
            name=name,
        )

    def _value_token(self, name: str, start: int) -> re.Match[str]:
        """What stands behind a field: a word or something in quotation marks."""
        token = self._peek()
        if token is None or not (token["bare"] or token["quoted"]):
            self._refuse_missing(name, start)
        self.at = token.end()
        return token

    def _value(self, field: str, name: str, start: int) -> str:
        """The value of a fact."""
        is_unbroken = field in self.grammar.unbroken
        bare = UNBROKEN.match(self.text, self.at) if is_unbroken else None
        if bare:
            value = without_open_bracket(bare[1])
            self.at = bare.start(1) + len(value)
        else:
            token = self._value_token(name, start)
            self._check_quote(token, start)
            value = token["bare"] or token["quoted"]
        return self.grammar.clean(field, value, self._place(start))

    def _check_quote(self, token: re.Match[str], start: int) -> None:
        if token["quoted"] is not None and not token["end"]:
            raise BadInput(
                "The quotation mark at character %(place)s is never closed.",
                field="query",
                place=self._place(start),
            )

    def _words(self, token: re.Match[str], place: str, start: int) -> Words | None:
        self._check_quote(token, start)
        is_quoted = token["quoted"] is not None
        whole = token["quoted"].strip() if is_quoted else token["bare"]
        text = whole.rstrip("* ")
        words = self.grammar.words_of(text)
        if not words:
            self._check_empty(start, is_quoted=is_quoted)
            return None
        is_prefix = text != whole or bool(token["star"])
        if "*" in text and not is_quoted:
            raise BadInput(
                "A * can only stand at the end of a word (character %(place)s).",
                field="query",
                place=self._place(start),
            )
        if is_prefix and self.grammar.is_short(words[-1]):
            raise BadInput(
                "Write at least three letters before the * (character %(place)s).",
                field="query",
                place=self._place(start),
            )
        return Words(text, place, is_prefix)

    def _check_empty(self, start: int, *, is_quoted: bool) -> None:
        if is_quoted:
            raise BadInput(
                "There is no word between the quotation marks at character %(place)s.",
                field="query",
                place=self._place(start),
            )
