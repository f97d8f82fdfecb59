"""Signs that a sentence is listened to for, as TOML files of words say them.

``<folder>/<language>.toml``: ``negations``, lists of words under ``[lists]``, named
groups of patterns under ``[contexts]``, and ``[[sign]]`` tables with ``kind``,
``said`` (patterns, one is enough), ``needs`` (if given, one of these as well),
``unless`` (none of these), all in one sentence; whatever else a table has is the
sign's own (``grade``, ``firm``). Several folders are read as one book, whose lists,
contexts and signs are those of all. How a pattern is written: ``emergencies/patterns``
of the kernel.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any

from medagora.community.domain.safety.sentences import Sentence
from medagora.kernel.emergencies.patterns import Compiler, Pattern, PatternIndex
from medagora.kernel.languages import FINISHED
from medagora.kernel.text import fold

_PACKAGE = "medagora.community.domain.safety"
#: Words back to which a negation is looked for: "I do not really want to".
NEGATION_REACH = 2
_ABOUT_SIGNS = {"said", "needs", "unless"}
Patterns = tuple[Pattern, ...]


@dataclass(frozen=True, eq=False)
class Tongue:
    """What all signs of one language share."""

    language: str
    negations: frozenset[str]
    contexts: Mapping[str, Patterns]


@dataclass(frozen=True)
class Ear:
    """How a sentence is heard: in the language of a sign, and in that of the text.

    Languages share words ("double your dose" is nearly French), so that a negation or
    a context counts in either.
    """

    tongues: tuple[Tongue, ...]

    def has(self, context: str, sentence: Sentence) -> bool:
        return any(
            is_any_in(tongue.contexts.get(context, ()), sentence)
            for tongue in self.tongues
        )

    def covers(self, context: str, sentence: Sentence, start: int, end: int) -> bool:
        """Whether a pattern of a context shares a word with a place of a sentence."""
        return any(
            first < end and start < last
            for tongue in self.tongues
            for pattern in tongue.contexts.get(context, ())
            for first, last in pattern.places_in(sentence.text)
        )

    def opens(self, context: str, sentence: Sentence, end: int) -> bool:
        """Whether a pattern of a context begins before a place: "my doctor said …"."""
        return any(
            first < end
            for tongue in self.tongues
            for pattern in tongue.contexts.get(context, ())
            for first, _ in pattern.places_in(sentence.text)
        )

    def negates(self, sentence: Sentence, place: int) -> bool:
        """Whether a negation stands shortly before a place of the sentence, or a
        denial ("I do not want to") leads up to it."""
        before = sentence.before(place, NEGATION_REACH)
        if any(not tongue.negations.isdisjoint(before) for tongue in self.tongues):
            return True
        return any(
            first < place <= last
            for tongue in self.tongues
            for pattern in tongue.contexts.get("denied", ())
            for first, last in pattern.places_in(sentence.text)
        )


@dataclass(frozen=True, eq=False)
class Sign:
    tongue: Tongue
    needs: Patterns
    unless: Patterns
    own: Mapping[str, Any]

    def holds(self, sentence: Sentence) -> bool:
        if self.needs and not is_any_in(self.needs, sentence):
            return False
        return not is_any_in(self.unless, sentence)


@dataclass(frozen=True)
class Heard:
    """A sign, and the places of ``Sentence.text`` where one of its patterns stands."""

    sign: Sign
    places: list[tuple[int, int]]


class SignBook:
    """The signs of some folders, in every finished language: people in need, and
    people who sell, write in the language that they have."""

    def __init__(self, *folders: str) -> None:
        self.tongues: dict[str, Tongue] = {}
        self._index = PatternIndex(
            pair for language in FINISHED for pair in self._read(folders, language)
        )

    def heard_in(self, sentence: Sentence) -> Iterator[Heard]:
        """Every sign that holds, in the order of the files."""
        text = sentence.text
        silent: set[Sign] = set()
        for pattern, sign in self._index.candidates({w.text for w in sentence.words}):
            if sign in silent or not (places := pattern.places_in(text)):
                continue
            if sign.holds(sentence):
                yield Heard(sign, places)
            else:
                silent.add(sign)

    def ear(self, spoken: str, language: str) -> Ear:
        """For a sign of one language in a text of another."""
        tongues = {code: self.tongues.get(code) for code in (spoken, language)}
        return Ear(tuple(tongue for tongue in tongues.values() if tongue))

    def _read(
        self, folders: Iterable[str], language: str
    ) -> Iterator[tuple[Pattern, Sign]]:
        plain = _joined([_plain(folder, language) for folder in folders])
        compiler = _compiler(plain)
        tongue = self.tongues[language] = _tongue(language, plain, compiler)
        for table in plain["sign"]:
            sign = Sign(
                tongue,
                needs=_compiled(compiler, table.get("needs", ())),
                unless=_compiled(compiler, table.get("unless", ())),
                own={k: v for k, v in table.items() if k not in _ABOUT_SIGNS},
            )
            for line in table["said"]:
                yield compiler.pattern(line), sign


def is_any_in(patterns: Patterns, sentence: Sentence) -> bool:
    return any(pattern.is_in(sentence.text) for pattern in patterns)


@lru_cache(maxsize=4)
def sign_book(*folders: str) -> SignBook:
    return SignBook(*folders)


def _plain(folder: str, language: str) -> dict[str, Any]:
    place = files(_PACKAGE) / folder / f"{language}.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


def _joined(tables: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The files of one language as one; what a later one says of a list counts."""
    contexts: dict[str, list[str]] = defaultdict(list)
    for table in tables:
        for name, lines in table.get("contexts", {}).items():
            contexts[name] += lines
    return {
        "negations": list(chain.from_iterable(t.get("negations", ()) for t in tables)),
        "lists": dict(chain.from_iterable(t.get("lists", {}).items() for t in tables)),
        "contexts": contexts,
        "sign": list(chain.from_iterable(t["sign"] for t in tables)),
    }


def _compiler(plain: Mapping[str, Any]) -> Compiler:
    lists: dict[str, tuple[str, ...]] = {}
    for name, written in plain["lists"].items():  # a list may name one before it
        parts = [part.strip() for part in written.split("|")]
        lists[name] = tuple(
            phrase for part in parts for phrase in lists.get(part.strip("<>"), (part,))
        )
    return Compiler(lists, plain["negations"])


def _tongue(language: str, plain: Mapping[str, Any], compiler: Compiler) -> Tongue:
    return Tongue(
        language,
        frozenset(map(fold, plain["negations"])),
        {
            name: _compiled(compiler, lines)
            for name, lines in plain.get("contexts", {}).items()
        },
    )


def _compiled(compiler: Compiler, lines: list[str] | tuple[()]) -> Patterns:
    return tuple(compiler.pattern(line) for line in lines)
