"""The rules of every language, read once and indexed by their rarest words.

``words/<language>.toml``: ``negations``, lists of words under ``[lists]``, and
``[[rule]]`` tables with ``kind``, ``said`` (patterns, one is enough), ``alone`` (the
same, but of all that somebody typed into a search: "ambulance", "help me", which may
end any post), ``needs`` (if given, one of these as well), ``unless`` (none of these).
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from medagora.kernel.emergencies.kinds import Kind
from medagora.kernel.emergencies.patterns import Compiler, Pattern, PatternIndex
from medagora.kernel.emergencies.slips import Vocabularies
from medagora.kernel.languages import FINISHED

#: Languages of no page of ours: short lists of what is plain, for who types in theirs.
OTHERS = ("ru", "uk", "tr", "zh", "ja")


@dataclass(frozen=True, eq=False)
class Rule:
    language: str
    kind: Kind
    needs: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    #: Heard only where nothing else was said.
    is_alone: bool = False

    def holds(self, text: str) -> bool:
        """When one of its patterns was found: nothing speaks against it."""
        if self.needs and not any(pattern.is_in(text) for pattern in self.needs):
            return False
        return not any(pattern.is_in(text) for pattern in self.unless)


class RuleBook:
    """Every rule, found by the words of a text."""

    def __init__(self, sayings: Iterable[tuple[Pattern, Rule]]) -> None:
        pairs = tuple(sayings)
        self._sayings = PatternIndex(pairs)
        words: dict[str, set[str]] = defaultdict(set)
        for pattern, rule in pairs:
            words[rule.language] |= pattern.words
        for rule in {rule for _, rule in pairs}:
            words[rule.language].update(*(p.words for p in (*rule.needs, *rule.unless)))
        self._vocabularies = Vocabularies(words)

    def rules_for(self, words: Iterable[str], text: str) -> list[Rule]:
        """The rules that hold for a text of these words, in the order of the files."""
        return [rule for rule, _ in self.heard(words, text)]

    def rules_for_question(self, words: Sequence[str]) -> list[Rule]:
        """As ``rules_for``, of all that somebody typed: with words that say it only
        when nothing else was said, and with slips."""
        found = self._heard(words, _text_of(words))
        for language, mended in self._vocabularies.mended(words).items():
            heard = self._heard(mended, _text_of(mended))
            found |= {r: p for r, p in heard.items() if r.language == language}
        return list(found)

    def heard(self, words: Iterable[str], text: str) -> list[tuple[Rule, Pattern]]:
        """As ``rules_for``, each with the pattern by which it was heard first."""
        found = self._heard(words, text).items()
        return [(rule, pattern) for rule, pattern in found if not rule.is_alone]

    def _heard(self, words: Iterable[str], text: str) -> dict[Rule, Pattern]:
        found: dict[Rule, Pattern] = {}
        for pattern, rule in self._sayings.candidates(words):
            if rule not in found and pattern.is_in(text) and rule.holds(text):
                found[rule] = pattern
        return found


@lru_cache(maxsize=1)
def rule_book() -> RuleBook:
    languages = (*FINISHED, *OTHERS)
    return RuleBook(pair for language in languages for pair in _sayings_of(language))


def _text_of(words: Iterable[str]) -> str:
    """A text as patterns want it."""
    return "".join(f"{word} " for word in words)


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
        for line in table.get("said", ()):
            yield compiler.pattern(line), rule
        alone = replace(rule, is_alone=True)
        for line in table.get("alone", ()):
            yield compiler.pattern(f"^ {line} $"), alone


def _rule(language: str, table: dict[str, Any], compiler: Compiler) -> Rule:
    needs, unless = (
        tuple(compiler.pattern(line) for line in table.get(name, ()))
        for name in ("needs", "unless")
    )
    return Rule(language, Kind(table["kind"]), needs, unless)
