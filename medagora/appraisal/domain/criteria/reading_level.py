"""How hard the page's text is to read, beside what agencies advise for patients.

Only paragraphs and list items of the main text count: menus, tables and headings are
no sentences. Present means that the text keeps to the advised grade 6 to 8 or is
easier, absent that it is harder; what is only indicative is "cannot tell".
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from medagora.appraisal.domain.findings import (
    MOST_QUOTES,
    Answer,
    Criterion,
    Fact,
    Finding,
    Quote,
)
from medagora.appraisal.domain.page import Block, BlockKind, Page, PageState, Region
from medagora.appraisal.domain.readability.formulas import Formula
from medagora.appraisal.domain.readability.hard_words import HardWord, hard_words
from medagora.appraisal.domain.readability.levels import (
    Advice,
    Level,
    Unmeasured,
    advice,
    measure,
)
from medagora.appraisal.domain.readability.scales import Band

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_ANSWERS = {
    Advice.WITHIN: Answer.PRESENT,
    Advice.HARDER: Answer.ABSENT,
    Advice.CANNOT_TELL: Answer.CANNOT_TELL,
}
#: Formulas see the length of words and sentences, not whether they are understood.
_CONFIDENCE = 0.7
_CONFIDENCE_INDICATIVE = 0.3
_SAYS_NOTHING = 0.0
#: Guides to plain writing advise 15 to 20 words a sentence on average.
_LONG_SENTENCES = 20
#: Behind school a year says little: formulas then give years that nobody studies.
_LAST_SCHOOL_YEAR = 12
_MOST_NAMED = 10
_ENTRY = re.compile(r"\bdoi\b|https?://|\bwww\.|\bet al\b|\w@\w", re.IGNORECASE)
_LONGEST_ENTRY = 400
#: A word may stand in the menu first; so many places are tried.
_MOST_PLACES = 20


def look(page: Page, plainer: Mapping[str, str]) -> Iterator[Finding]:
    """One finding on the reading level of a page that could be read.

    ``plainer`` maps folded clinical terms to lay terms of the page's language.
    """
    if page.state is not PageState.READ:
        return
    measured = (page.words_of(block) for block in page.blocks if _is_measured(block))
    texts = [words for words in measured if not _is_reference(words)]
    level = measure(texts, page.language)
    if isinstance(level, Unmeasured):
        yield _unmeasured(level)
        return
    words = hard_words(texts, page.language, plainer)
    yield Finding(
        criterion=Criterion.READING_LEVEL,
        answer=_ANSWERS[advice(level)],
        confidence=_CONFIDENCE_INDICATIVE if level.is_indicative else _CONFIDENCE,
        said=f"reading_level.{_outcome(level)}",
        facts={**_facts_of(level), **_facts_of_words(words)},
        quotes=tuple(_quotes(page, words)),
    )


def _unmeasured(level: Unmeasured) -> Finding:
    return Finding(
        Criterion.READING_LEVEL,
        Answer.CANNOT_TELL,
        _SAYS_NOTHING,
        f"reading_level.{level.reason.value}",
        {"words": level.words},
    )


def _outcome(level: Level) -> str:
    """The code of the sentence: with a grade, by the band, or with caution."""
    if level.formula is Formula.CHARACTERS_PER_SENTENCE:
        return "characters"
    if level.is_indicative:
        return f"seems_{_cautious_band(level)}"
    if level.grade is not None:
        is_study = round(level.grade) > _LAST_SCHOOL_YEAR
        return "grade_study" if is_study else f"grade_{advice(level).value}"
    return _plain_band(level.band)


def _cautious_band(level: Level) -> str:
    """Of an indicative level: hard only when the sentences are long as well.

    Words of Hungarian or Finnish are long by their endings, not by being difficult.
    """
    band = _plain_band(level.band)
    has_long_sentences = level.words_per_sentence > _LONG_SENTENCES
    return "normal" if band == "hard" and not has_long_sentences else band


def _plain_band(band: Band | None) -> str:
    if band is None or band is Band.NORMAL:
        return "normal"
    return "easy" if band < Band.NORMAL else "hard"


def _facts_of(level: Level) -> dict[str, Fact]:
    """The figures, rounded as people can use them."""
    facts: dict[str, Fact] = {
        "formula": level.formula.value,
        "score": round(level.score, 1),
        "words": level.words,
        "sentences": level.sentences,
        "words_per_sentence": round(level.words_per_sentence),
        "long_share": round(100 * level.long_words / level.words),
        "is_indicative": level.is_indicative,
    }
    if level.band is not None:
        facts["band"] = int(level.band)
    if level.grade is not None:
        facts["grade"] = max(1, round(level.grade))
    for formula, score in level.others:
        facts[formula.value] = round(score, 1)
    return facts


def _facts_of_words(words: Sequence[HardWord]) -> dict[str, Fact]:
    """``clinical`` and ``plainer`` stand side by side; ``long_words`` have no match."""
    known = [word for word in words if word.plainer][:_MOST_NAMED]
    others = [word for word in words if not word.plainer][:_MOST_NAMED]
    return {
        "clinical": tuple(word.word for word in known),
        "plainer": tuple(word.plainer or "" for word in known),
        "long_words": tuple(word.word for word in others),
    }


def _quotes(page: Page, words: Sequence[HardWord]) -> Iterator[Quote]:
    """The first place of each hard word, so that it can be shown in the page."""
    for word in words[:MOST_QUOTES]:
        start = _first_place(page, word.word)
        if start is not None:
            yield Quote(word.word, start=start)


def _first_place(page: Page, word: str) -> int | None:
    start = -1
    for _ in range(_MOST_PLACES):
        start = page.text.find(word, start + 1)
        if start < 0:
            return None
        block = page.block_at(start)
        if block is not None and _is_measured(block):
            return start
    return None


def _is_reference(words: str) -> bool:
    """An entry of a list of sources, or a line of addresses: nobody reads it aloud."""
    return len(words) <= _LONGEST_ENTRY and _ENTRY.search(words) is not None


def _is_measured(block: Block) -> bool:
    return block.region is Region.MAIN and block.kind in _KINDS
