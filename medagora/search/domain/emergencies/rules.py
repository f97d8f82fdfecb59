"""The rules of every language, read once and indexed by their rarest words.

``words/<language>.toml``: ``negations``, lists of words under ``[lists]``, and
``[[rule]]`` tables with ``kind``, ``said`` (patterns, one is enough), ``needs``
(if given, one of these as well) and ``unless`` (none of these).
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from medagora.kernel.languages import FINISHED
from medagora.search.domain.emergencies.kinds import Kind
from medagora.search.domain.emergencies.patterns import Compiler, Pattern, bare_forms


@dataclass(frozen=True)
class Rule:
    language: str
    kind: Kind
    needs: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]

    def holds(self, text: str) -> bool:
        """When one of its patterns was found: nothing speaks against it."""
        if self.needs and not any(pattern.is_in(text) for pattern in self.needs):
            return False
        return not any(pattern.is_in(text) for pattern in self.unless)


@dataclass(frozen=True)
class _Saying:
    """A pattern that a rule listens for."""

    pattern: Pattern
    rule: Rule


class RuleBook:
    """Every rule, found by the words of a text."""

    def __init__(self, sayings: Iterable[tuple[Pattern, Rule]]) -> None:
        self._sayings = [_Saying(pattern, rule) for pattern, rule in sayings]
        words: dict[str, list[int]] = defaultdict(list)
        starts: dict[str, list[int]] = defaultdict(list)
        for place, saying in enumerate(self._sayings):
            for anchor in saying.pattern.anchors:
                (starts if anchor.is_start else words)[anchor.word].append(place)
        self._words, self._starts = dict(words), dict(starts)
        self._lengths = sorted({len(start) for start in starts})

    def rules_for(self, words: Iterable[str], text: str) -> list[Rule]:
        """The rules that hold for a text of these words, in the order of the files."""
        places = sorted({place for word in words for place in self._places(word)})
        found: list[Rule] = []
        for saying in (self._sayings[place] for place in places):
            rule = saying.rule
            if rule not in found and saying.pattern.is_in(text) and rule.holds(text):
                found.append(rule)
        return found

    def _places(self, written: str) -> Iterator[int]:
        for word in bare_forms(written):
            yield from self._words.get(word, ())
            for length in self._lengths:
                yield from self._starts.get(word[:length], ())


@lru_cache(maxsize=1)
def rule_book() -> RuleBook:
    return RuleBook(pair for language in FINISHED for pair in _sayings_of(language))


def _sayings_of(language: str) -> Iterator[tuple[Pattern, Rule]]:
    folder = files("medagora.search.domain.emergencies") / "words"
    plain = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    lists = {
        name: tuple(phrase.strip() for phrase in phrases.split("|"))
        for name, phrases in plain["lists"].items()
    }
    compiler = Compiler(lists, plain["negations"])
    for table in plain["rule"]:
        rule = _rule(language, table, compiler)
        for line in table["said"]:
            yield compiler.pattern(line), rule


def _rule(language: str, table: dict[str, Any], compiler: Compiler) -> Rule:
    needs, unless = (
        tuple(compiler.pattern(line) for line in table.get(name, ()))
        for name in ("needs", "unless")
    )
    return Rule(language, Kind(table["kind"]), needs, unless)
