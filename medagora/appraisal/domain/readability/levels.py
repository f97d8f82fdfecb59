"""How hard a text is to read: the one door to readability.

``measure`` chooses the formula of the language; where there is none, or too little
text, it says so and gives no figure. ``advice`` sets the level beside what agencies
advise for patients. Nothing here adds up to a score of quality.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from medagora.appraisal.domain.readability import characters
from medagora.appraisal.domain.readability.counting import Counts, count
from medagora.appraisal.domain.readability.formulas import Formula
from medagora.appraisal.domain.readability.measures import MEASURES, Measure
from medagora.appraisal.domain.readability.scales import Band
from medagora.kernel.languages import primary

#: Formulas are means over samples of 100 words; less says nothing.
FEWEST_WORDS = 100
FEWEST_CHARACTERS = 200
#: The American Medical Association and the National Institutes of Health advise sixth
#: grade and eighth at most for patients (as does the CDC). 8.4 rounds to grade 8.
_FIRST_TOO_HARD_GRADE = 8.5


class Reason(StrEnum):
    """Why there is no level."""

    TOO_SHORT = "too_short"
    NO_LANGUAGE = "no_language"  # it could not be told
    NO_FORMULA = "no_formula"  # none is published, or none could be verified


class Advice(StrEnum):
    """The level beside the advised grade 6 to 8."""

    WITHIN = "within"
    HARDER = "harder"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Level:
    """How hard a text is by one formula, with the figures that made it.

    ``grade`` is a year of school where the language has a formula for it. ``band`` is
    None where nobody drew bands (Chinese, Japanese, Korean: there ``words`` are
    characters). ``is_indicative``: the formula or its bands were not made for this
    language. ``others`` are further figures by other formulas.
    """

    formula: Formula
    score: float
    band: Band | None
    grade: float | None
    is_indicative: bool
    words: int
    sentences: int
    syllables: int | None
    words_per_sentence: float
    long_words: int
    others: tuple[tuple[Formula, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Unmeasured:
    reason: Reason
    words: int = 0


def measure(blocks: Sequence[str], language: str) -> Level | Unmeasured:
    """The level of a text given as its headings, paragraphs and list items."""
    code = primary(language)
    if not code or code in {"und", "mul", "zxx"}:
        return Unmeasured(Reason.NO_LANGUAGE)
    if code in characters.LANGUAGES:
        return _measure_characters(blocks, code)
    known = MEASURES.get(code)
    if known is None:
        return Unmeasured(Reason.NO_FORMULA)
    counts = count(blocks, code)
    if counts.spelled < FEWEST_WORDS:
        return Unmeasured(Reason.TOO_SHORT, counts.words)
    return _level(known, counts)


def _level(known: Measure, counts: Counts) -> Level:
    score = known.score(counts)
    others = ((formula, other(counts)) for formula, other in known.others)
    return Level(
        formula=known.formula,
        score=score,
        band=known.scale.band(score),
        grade=max(0.0, known.grade(counts)) if known.grade else None,
        is_indicative=known.is_indicative,
        words=counts.words,
        sentences=counts.sentences,
        syllables=counts.syllables or None,
        words_per_sentence=counts.words_per_sentence,
        long_words=counts.long_words,
        others=tuple((name, value) for name, value in others if value is not None),
    )


def _measure_characters(blocks: Sequence[str], language: str) -> Level | Unmeasured:
    counts = characters.count_characters(blocks)
    if counts.characters < FEWEST_CHARACTERS:
        return Unmeasured(Reason.TOO_SHORT, counts.characters)
    mean = counts.characters / counts.sentences
    kanji = ((Formula.KANJI_SHARE, 100 * counts.kanji / counts.characters),)
    return Level(
        formula=Formula.CHARACTERS_PER_SENTENCE,
        score=mean,
        band=None,
        grade=None,
        is_indicative=True,
        words=counts.characters,
        sentences=counts.sentences,
        syllables=None,
        words_per_sentence=mean,
        long_words=0,
        others=kanji if language == "ja" else (),
    )


def advice(level: Level | Unmeasured) -> Advice:
    """Whether the text keeps to grade 6 to 8, or is easier still.

    By the grade where there is one, else by the band: easy counts as within, hard as
    harder, and between them, or from an indicative level, nothing can be said.
    """
    if isinstance(level, Unmeasured) or level.is_indicative or level.band is None:
        return Advice.CANNOT_TELL
    if level.grade is not None:
        is_hard = level.grade >= _FIRST_TOO_HARD_GRADE
        return Advice.HARDER if is_hard else Advice.WITHIN
    if level.band is Band.NORMAL:
        return Advice.CANNOT_TELL
    return Advice.WITHIN if level.band < Band.NORMAL else Advice.HARDER
