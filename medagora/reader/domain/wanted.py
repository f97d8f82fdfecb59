"""The query language: how readers say what they look for, watch or do not want.

    asthma children            both words          "heart failure"    in this order
    asthma OR copd             either              -mice, NOT mice    without
    (asthma OR copd) -mice     as you like         vaccin*            what begins so
    title: author: source:     words there         topic: lang: kind: doi: pmid: is:
    after:2026-01-01 before:2026-02                days

Words in a row mean "and", which binds before OR. Nothing is ever guessed: a field
that does not exist is refused with its place. Only BadInput is raised.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy
from medagora.reader.domain import wanted_needs
from medagora.reader.domain.wanted_fields import FIELDS, clean_fact
from medagora.reader.domain.wanted_parts import (
    ANYWHERE,
    FACTS,
    SOURCE,
    AllOf,
    AnyOf,
    Fact,
    Item,
    Node,
    Not,
    Words,
    all_of,
    any_of,
    is_lone_letter,
    is_positive,
    leaves,
    negate,
)
from medagora.reader.domain.words_of_text import words_of

#: As long as the tables hold.
LONGEST = 300
DEEPEST = 10
#: Letters before a ``*``; fewer would begin half of all words.
SHORTEST_PREFIX = 3

_QUOTES = "\"“”„‟«»‹›＂"
_TOKEN = re.compile(
    rf"\s*(?:(?P<open>[(（])|(?P<close>[)）])"
    rf"|(?P<minus>-)(?=[^\s)）])"
    rf"|(?P<field>[^\W\d_]+):"
    rf"|[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<end>[{_QUOTES}]?)(?P<star>\*?)"
    rf"|(?P<bare>[^\s()（）{_QUOTES}]+))"
)
_DOI = re.compile(rf"\s*([^\s{_QUOTES}]+)")
_PLAIN = re.compile(r"\w(?:[\w.'’/+-]*\w)?")
_KEYWORDS = ("AND", "OR", "NOT")


@dataclass(frozen=True)
class Wanted:
    """A query that was understood."""

    node: Node

    def matches(self, item: Item) -> bool:
        return self.node.matches(item)

    @cached_property
    def need(self) -> wanted_needs.Need:
        """What every entry has that matches."""
        return wanted_needs.need_of(self.node)

    def engine_words(self) -> wanted_needs.Need:
        """The part of it that the index of words can answer; write it with ``fts5``
        or ``tsquery``."""
        return wanted_needs.only_words(self.need)

    def values_of(self, field: str) -> list[str]:
        """What it says about one fact, also behind a "not": ``values_of("topic")``."""
        return [
            leaf.value
            for leaf in leaves(self.node)
            if isinstance(leaf, Fact) and leaf.name == field
        ]


@lru_cache(maxsize=20_000)
def parse(text: str) -> Wanted:
    """What a query means. BadInput says what is wrong with it, and where."""
    text = tidy(text)
    if len(text) > LONGEST:
        raise BadInput(
            "This is too long: at most %(most)s characters.",
            field="query",
            most=LONGEST,
        )
    node = _Parser(text).parse()
    if node is None:
        raise BadInput("Say what you look for.", field="query")
    if not is_positive(node):
        raise BadInput(
            "This only says what you do not want. Say also what you look for.",
            field="query",
        )
    return Wanted(node)


def describe(wanted: Wanted) -> str:
    """The query as text, which means the same when it is read again."""
    return write(wanted.node)


class _Parser:
    """Reads from left to right; ``at`` is the place of the next letter."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.depth = text, 0, 0

    def parse(self) -> Node | None:
        node = self._either()
        if self.at < len(self.text):  # only a closing bracket stops before the end
            raise self._wrong("The bracket at letter %(place)s closes nothing.")
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
            raise self._wrong("Something is missing beside OR, near letter %(place)s.")
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
        if token is None or token["close"]:
            raise self._wrong("Something is missing near letter %(place)s.")
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
        if token is None or not token["close"]:
            raise self._wrong(
                "The bracket at letter %(place)s is never closed.", place=start
            )
        self.at = token.end()
        self.depth -= 1
        if inside is None:
            raise self._wrong(
                "There is nothing in the brackets at letter %(place)s.", place=start
            )
        return inside

    def _field(self, name: str, start: int) -> Node:
        if name not in FIELDS:
            raise self._wrong(
                "There is no field “%(name)s:” (letter %(place)s). The fields are: "
                "%(fields)s. If you mean the words themselves, put them in quotation "
                "marks.",
                place=start,
                name=name,
                fields=", ".join(f"{field}:" for field in FIELDS),
            )
        field = FIELDS[name]
        if field in FACTS:
            return Fact(field, self._fact(field, name, start))
        token = self._peek()
        if token is None or not (token["bare"] or token["quoted"]):
            raise self._missing(name, start)
        self.at = token.end()
        found = self._words(token, field, start)
        if found is None:
            raise self._missing(name, start)
        return found

    def _missing(self, name: str, start: int) -> BadInput:
        return self._wrong(
            "Something must follow “%(name)s:” (letter %(place)s): a word, or several "
            "in quotation marks.",
            place=start,
            name=name,
        )

    def _fact(self, field: str, name: str, start: int) -> str:
        doi = _DOI.match(self.text, self.at) if field == "doi" else None
        token = self._peek()
        if doi:
            self.at = doi.end()
            value = _without_open_bracket(doi[1])
            self.at -= len(doi[1]) - len(value)
        elif token is not None and (token["bare"] or token["quoted"]):
            self._check_quote(token, start)
            self.at = token.end()
            value = token["bare"] or token["quoted"]
        else:
            raise self._missing(name, start)
        return clean_fact(field, value.strip(), place=start + 1)

    def _check_quote(self, token: re.Match[str], start: int) -> None:
        if token["quoted"] is not None and not token["end"]:
            raise self._wrong(
                "The quotation mark at letter %(place)s is never closed.", place=start
            )

    def _words(self, token: re.Match[str], place: str, start: int) -> Words | None:
        self._check_quote(token, start)
        if token["quoted"] is not None:
            text, is_prefix = token["quoted"], bool(token["star"])
        else:
            text = token["bare"].rstrip("*")
            is_prefix = text != token["bare"]
        text = _bare_ends(text)
        words = words_of(text)
        if not words:
            if token["quoted"] is not None:
                raise self._wrong(
                    "There is no word between the quotation marks at letter "
                    "%(place)s.",
                    place=start,
                )
            return None
        if "*" in text:
            raise self._wrong(
                "A * can only stand at the end of a word (letter %(place)s).",
                place=start,
            )
        if is_prefix and len(words[-1]) < SHORTEST_PREFIX:
            # scripts without spaces say much with two letters
            if not is_lone_letter(words[-1][0]):
                raise self._wrong(
                    "Write at least three letters before the * (letter %(place)s).",
                    place=start,
                )
        return Words(text, place, is_prefix)


def _without_open_bracket(doi: str) -> str:
    """Without the brackets at the end that belong to the query."""
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1]
    return doi


def _bare_ends(text: str) -> str:
    """Without what is no word at both ends, so that one thing is written one way."""
    return re.sub(r"^[^\w]+|[^\w]+$", "", text)


# ---- writing -------------------------------------------------------------------


def write(node: Node) -> str:
    """A query's text; ``parse`` gives the same again."""
    if isinstance(node, AnyOf):
        return " OR ".join(_inside(part, node) for part in node.parts)
    if isinstance(node, AllOf):
        return " ".join(_inside(part, node) for part in node.parts)
    if isinstance(node, Not):
        return f"-{_inside(node.part, node)}"
    if isinstance(node, Fact):
        return f"{node.name}:{_quoted(node.value)}"
    star = "*" if node.is_prefix else ""
    name = f"{node.place}:" if node.place else ""
    return f"{name}{_quoted(node.text)}{star}"


def _inside(part: Node, around: Node) -> str:
    text = write(part)
    is_looser = isinstance(part, AnyOf) or (
        isinstance(part, AllOf) and isinstance(around, Not)
    )
    return f"({text})" if is_looser else text


def _quoted(text: str) -> str:
    is_plain = _PLAIN.fullmatch(text) and text not in _KEYWORDS
    return text if is_plain else f'"{text}"'


def compose(
    *,
    words: str = "",
    topics: Iterable[str] = (),
    authors: Iterable[str] = (),
    sources: Iterable[str] = (),
) -> str:
    """A query from the boxes of a simple form: what stands in several boxes must all
    be so; of several names in one box any will do. "" when all are empty."""
    boxes: list[Node] = []
    if words.strip():
        boxes.append(parse(words).node)
    if named := [Fact("topic", clean_fact("topic", t, place=1)) for t in topics]:
        boxes.append(any_of(named))
    for place, names in (("author", authors), (SOURCE, sources)):
        texts = [_bare_ends(_without_quotes(name)) for name in names]
        if found := [Words(text, place) for text in texts if words_of(text)]:
            boxes.append(any_of(found))
    return write(all_of(boxes)) if boxes else ""


def _without_quotes(text: str) -> str:
    return tidy(re.sub(f"[{_QUOTES}*]", " ", text))
