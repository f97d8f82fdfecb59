"""The rules of every language, read once and indexed by their rarest words.

``words/<language>.toml``: ``negations``, lists of words under ``[lists]``, and
``[[rule]]`` tables with ``kind``, ``said`` (patterns, one is enough), ``needs``
(if given, one of these as well) and ``unless`` (none of these).
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from medagora.kernel.emergencies.kinds import Kind
from medagora.kernel.emergencies.patterns import Compiler, Pattern, PatternIndex
from medagora.kernel.languages import FINISHED


@dataclass(frozen=True, eq=False)
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


class RuleBook:
    """Every rule, found by the words of a text."""

    def __init__(self, sayings: Iterable[tuple[Pattern, Rule]]) -> None:
        self._sayings = PatternIndex(sayings)

    def rules_for(self, words: Iterable[str], text: str) -> list[Rule]:
        """The rules that hold for a text of these words, in the order of the files."""
        return [rule for rule, _ in self.heard(words, text)]

    def heard(self, words: Iterable[str], text: str) -> list[tuple[Rule, Pattern]]:
        """As ``rules_for``, each with the pattern by which it was heard first."""
        found: dict[Rule, Pattern] = {}
        for pattern, rule in self._sayings.candidates(words):
            if rule not in found and pattern.is_in(text) and rule.holds(text):
                found[rule] = pattern
        return list(found.items())


@lru_cache(maxsize=1)
def rule_book() -> RuleBook:
    return RuleBook(pair for language in FINISHED for pair in _sayings_of(language))


def _sayings_of(language: str) -> Iterator[tuple[Pattern, Rule]]:
    folder = files("medagora.kernel.emergencies") / "words"
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
