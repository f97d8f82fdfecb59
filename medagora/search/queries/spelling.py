"""What was meant where a word stands nowhere. Only what finds something is proposed."""

from dataclasses import dataclass, replace

from medagora.search.domain.requests import SearchRequest
from medagora.search.domain.spelling import (
    Candidate,
    allowed_distance,
    correct,
    nearest,
)
from medagora.search.gateways import SearchEngine
from medagora.search.queries.understanding import Understood, understand_with


@dataclass(frozen=True)
class Correction:
    """The text that was probably meant, and how it was understood."""

    text: str
    understood: Understood


def find_correction(
    engine: SearchEngine, request: SearchRequest, understood: Understood
) -> Correction | None:
    """The text with its strange words replaced by known ones; None if there is
    nothing to replace. Each of the words proposed stands in some text or term, so the
    new text finds something."""
    meant = {}
    for word in understood.strange:
        for language in understood.question.languages:
            candidate = _nearest(engine, word, language)
            if candidate and candidate.is_own_language:
                meant[word] = candidate.written
                break
    if not meant:
        return None
    text = correct(understood.question.text, meant)
    changed = replace(request, text=text)
    return Correction(text, understand_with(engine, changed))


def _nearest(engine: SearchEngine, word: str, language: str) -> Candidate | None:
    """One slip is likelier than two, and looked for in a tenth of the time."""
    for slips in range(1, allowed_distance(word) + 1):
        found = nearest(word, engine.similar_words(word, language, slips=slips))
        if found:
            return found
    return None
