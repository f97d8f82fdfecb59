"""What was meant where a word stands nowhere. Only what finds something is proposed.

A slip that can hardly be anything else is mended at once; anything else is a question
to the reader, and nothing is replaced.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from medagora.search.domain.misspellings import right_words
from medagora.search.domain.requests import SearchRequest
from medagora.search.domain.spelling import (
    Candidate,
    allowed_distance,
    correct,
    is_other_ending,
    is_sure,
    nearest,
)
from medagora.search.domain.understanding.intents import GENERAL_TOPICS
from medagora.search.domain.understanding.ordinary import is_ordinary
from medagora.search.gateways import SearchEngine
from medagora.search.queries.understanding import Understood, understand_with

#: Words that the engine knows, by the word that was typed.
Meant = Mapping[str, Candidate]


@dataclass(frozen=True)
class Correction:
    """``text`` was probably meant, and is understood so; it is empty where nothing was
    replaced. ``proposed`` may have been meant as well: the reader is asked."""

    text: str
    understood: Understood
    proposed: str = ""


def find_correction(
    engine: SearchEngine, request: SearchRequest, understood: Understood
) -> Correction | None:
    """The text with its strange words replaced by known ones; None if there is
    nothing to replace or to propose. Each of the words proposed stands in some text or
    term, so the new text finds something."""
    meant = _meant(engine, understood)
    if not meant:
        return None
    proposed = _replaced(understood, meant)
    as_typed = Correction("", understood, proposed)
    sure = {word: one for word, one in meant.items() if is_sure(word, one.folded)}
    if not sure:
        return as_typed
    text = _replaced(understood, sure)
    changed = understand_with(engine, replace(request, text=text))
    if _is_led_astray(understood, changed, sure):
        return as_typed
    return Correction(text, changed, "" if proposed == text else proposed)


def _replaced(understood: Understood, meant: Meant) -> str:
    written = {word: candidate.written for word, candidate in meant.items()}
    return correct(understood.question.text, written)


def _is_led_astray(before: Understood, after: Understood, meant: Meant) -> bool:
    """Does the rest of the question name its topic, and the new words none? Then it
    was understood well enough. Other endings say nothing else."""
    if {match.slug for match in before.named} <= GENERAL_TOPICS:
        return False
    if all(is_other_ending(word, one.folded) for word, one in meant.items()):
        return False
    new = {candidate.folded for candidate in meant.values()}
    return new.isdisjoint(
        word for match in after.named for word in after.words_of(match)
    )


def _meant(engine: SearchEngine, understood: Understood) -> Meant:
    found = {}
    for word in understood.strange:
        if candidate := _nearest_of_all(engine, word, understood):
            found[word] = candidate
    return found


def _nearest_of_all(
    engine: SearchEngine, word: str, understood: Understood
) -> Candidate | None:
    """In the reader's language before others; None for an ordinary word."""
    languages = understood.question.languages
    if is_ordinary(word, languages):
        return None
    slips = 1 if word in understood.compounds else allowed_distance(word)
    for language in languages:
        candidate = _nearest(engine, word, language, slips)
        if candidate and candidate.is_own_language:
            return candidate
    return None


def _nearest(
    engine: SearchEngine, word: str, language: str, most: int
) -> Candidate | None:
    """One slip is likelier than two, and looked for in a tenth of the time."""
    for slips in range(1, most + 1):
        similar = engine.similar_words(word, language, slips=slips)
        if found := nearest(word, similar):
            return _rightly(found, language)
    return None


def _rightly(found: Candidate, language: str) -> Candidate:
    """The word as it should be written where it is a known slip itself."""
    right = right_words(language).get(found.folded)
    return replace(found, written=right) if right and found.is_own_language else found
