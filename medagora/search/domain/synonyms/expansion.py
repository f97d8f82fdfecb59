"""From the words of a question to what else the same thing is called.

The words are folded as everywhere in this room (``words.words_of``); a stemmer makes
"kidneys" and "kidney" one, and the table of a language is built once per stemmer.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from medagora.search.domain.function_words import FUNCTION_WORDS
from medagora.search.domain.synonyms.groups import exact_of, groups_of
from medagora.search.domain.synonyms.spellings import phrases_of
from medagora.search.domain.words import words_of

Run = tuple[str, ...]
Stem = Callable[[str], str]

#: Another spelling is the very same word.
SPELLING_WEIGHT = 1.0
#: A shorter stem says too little: Spanish "sal" (salt) is also that of "salir" (to go
#: out). Such a word stands for itself only.
SHORTEST_STEM = 4
SHORTEST_STEM_OF = {"en": 3}


@dataclass(frozen=True)
class Synonym:
    """Another expression as folded words, and how near it is: 1 the very same, 0.8
    near the same, 0.4 related."""

    words: Run
    weight: float


def as_written(word: str) -> str:
    """The stemmer of those who have none."""
    return word


def expand(
    words: Run, language: str, stem: Stem = as_written
) -> dict[Run, list[Synonym]]:
    """For each run of words that is known, the longest first, what else it is called,
    the nearest first.

    Runs do not overlap: in "high blood pressure" the whole is known, so "blood" alone
    is not looked up. Pass the same ``stem`` each time: its table is kept. A language
    without groups gives nothing.
    """
    table = _table(language, stem)
    stems = table.stems(words)
    free = [True] * len(words)
    found: dict[Run, list[Synonym]] = {}
    for length in range(min(table.longest, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            entry = table.entries.get(stems[start:end])
            if (entry is None and length > 1) or not all(free[start:end]):
                continue
            run = words[start:end]
            if synonyms := _synonyms(run, language, entry):
                found[run] = synonyms
                free[start:end] = [False] * length
    return found


@dataclass
class _Entry:
    """What is said for expressions of one stem: for each as it is written, and
    together for other words of that stem."""

    written: dict[Run, dict[Run, float]] = field(default_factory=dict)
    together: dict[Run, float] = field(default_factory=dict)

    def said_for(self, run: Run) -> dict[Run, float]:
        return self.written.get(run, self.together)


@dataclass
class _Table:
    stem: Stem
    shortest: int
    exact: frozenset[str]
    entries: dict[Run, _Entry] = field(default_factory=dict)
    longest: int = 1

    def stems(self, run: Run) -> Run:
        return tuple(map(self._trusted, run))

    def _trusted(self, word: str) -> str:
        if word in self.exact:
            return word
        stem = self.stem(word)
        is_trusted = len(stem) >= self.shortest and stem not in self.exact
        return stem if is_trusted else word

    def add(self, run: Run, stems: Run, said: Run, weight: float) -> None:
        entry = self.entries.setdefault(stems, _Entry())
        for one in (entry.written.setdefault(run, {}), entry.together):
            one[said] = max(weight, one.get(said, 0.0))
        self.longest = max(self.longest, len(run))


def _synonyms(run: Run, language: str, entry: _Entry | None) -> list[Synonym]:
    weights = dict.fromkeys(phrases_of(run, language)[1:], SPELLING_WEIGHT)
    if entry:
        weights |= entry.said_for(run)
    ordered = sorted(weights.items(), key=lambda one: -one[1])
    return [Synonym(said, weight) for said, weight in ordered]


@lru_cache(maxsize=32)
def _table(language: str, stem: Stem) -> _Table:
    shortest = SHORTEST_STEM_OF.get(language, SHORTEST_STEM)
    table = _Table(stem, shortest, exact_of(language))
    for group in groups_of(language):
        said = [form for text in group.said for form in _forms(text, language)]
        stemmed = [(form, table.stems(form)) for form in said]
        for text in group.asked:
            own = _forms(text, language)
            for run in _keys(own, language):
                stems = table.stems(run)
                for form, form_stems in stemmed:
                    if form not in own and not _has(form_stems, stems):
                        table.add(run, stems, form, group.weight)
    return table


def _forms(text: str, language: str) -> tuple[Run, ...]:
    """An expression in each spelling."""
    return phrases_of(tuple(words_of(text)), language)


def _keys(forms: tuple[Run, ...], language: str) -> list[Run]:
    """How an expression may be asked for: in full, or without its small words, which
    a question may have lost ("shortness breath")."""
    small = FUNCTION_WORDS.get(language, frozenset()) | FUNCTION_WORDS["en"]
    keys = dict.fromkeys(forms)
    for form in forms:
        content = tuple(word for word in form if word not in small)
        if len(content) > 1:
            keys[content] = None
    return list(keys)


def _has(longer: Run, run: Run) -> bool:
    """Does it hold the run? Then whatever has it is found by the run already."""
    return any(
        longer[start : start + len(run)] == run
        for start in range(len(longer) - len(run) + 1)
    )
