"""Advice to others that can kill: what a moderator should see before everybody does.

``find_dangerous_advice`` points at the words and says why; it holds nothing back.
What people ask, what happened to themselves, what their doctor or a leaflet said and
what warns of a cure are no advice. Words: ``advice_words/<language>.toml``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from medagora.community.domain.safety.listening import Ear, Heard, sign_book
from medagora.community.domain.safety.sentences import Sentence, split_sentences

FOLDER = "advice_words"


class AdviceKind(StrEnum):
    STOP_MEDICINE = "stop_medicine"
    DOSE = "dose"
    MIRACLE_CURE = "miracle_cure"
    REFUSE_CARE = "refuse_care"
    SELLING_MEDICINE = "selling_medicine"


class Reason(StrEnum):
    """Why the words were pointed at; ``labels_safety`` says each to people."""

    STOP = "stop"
    REPLACE = "replace"
    DOSE_TOLD = "dose_told"
    DOSE_CHANGED = "dose_changed"
    #: A range in general words, as professionals tell it: perhaps.
    DOSE_RANGE = "dose_range"
    POISON_AS_CURE = "poison_as_cure"
    SURE_CURE = "sure_cure"
    NO_HELP = "no_help"
    NO_TREATMENT = "no_treatment"
    FOR_SALE = "for_sale"


class Certainty(StrEnum):
    CLEAR = "clear"
    #: A person should look; nothing is to be held for it alone.
    MAYBE = "maybe"


@dataclass(frozen=True)
class AdviceFinding:
    """Words at ``text[start:end]`` that tell others to do something dangerous."""

    kind: AdviceKind
    reason: Reason
    start: int
    end: int
    certainty: Certainty = Certainty.CLEAR


_KINDS = {
    Reason.STOP: AdviceKind.STOP_MEDICINE,
    Reason.REPLACE: AdviceKind.STOP_MEDICINE,
    Reason.DOSE_TOLD: AdviceKind.DOSE,
    Reason.DOSE_CHANGED: AdviceKind.DOSE,
    Reason.DOSE_RANGE: AdviceKind.DOSE,
    Reason.POISON_AS_CURE: AdviceKind.MIRACLE_CURE,
    Reason.SURE_CURE: AdviceKind.MIRACLE_CURE,
    Reason.NO_HELP: AdviceKind.REFUSE_CARE,
    Reason.NO_TREATMENT: AdviceKind.REFUSE_CARE,
    Reason.FOR_SALE: AdviceKind.SELLING_MEDICINE,
}


def find_dangerous_advice(text: str, language: str) -> tuple[AdviceFinding, ...]:
    """Every finding, in the order of the text; one for each reason in a sentence.

    The words of every finished language count; where two languages give one reason in
    one sentence, ``language`` is the one that is believed.
    """
    found: list[AdviceFinding] = []
    for sentence in split_sentences(text):
        best: dict[Reason, tuple[bool, AdviceFinding]] = {}
        for heard in sign_book(FOLDER).heard_in(sentence):
            is_own = heard.sign.tongue.language == language
            for finding in _findings(heard, sentence, language):
                kept = best.get(finding.reason)
                if kept is None or (is_own and not kept[0]):
                    best[finding.reason] = is_own, finding
        found += [finding for _, finding in best.values()]
    return tuple(sorted(set(found), key=lambda f: (f.start, f.end, f.reason)))


def _findings(
    heard: Heard, sentence: Sentence, language: str
) -> Iterator[AdviceFinding]:
    """The first place that is advice, if there is one: neither asked nor reported,
    and no warning; who sells may ask."""
    reason = Reason(heard.sign.own["kind"])
    ear = sign_book(FOLDER).ear(heard.sign.tongue.language, language)
    is_sale = reason is Reason.FOR_SALE
    if ear.has("warned", sentence) or (sentence.is_question and not is_sale):
        return
    for start, end in heard.places:
        is_reported = not is_sale and ear.opens("reported", sentence, end)
        if not is_reported and not ear.negates(sentence, start):
            certainty = _certainty(ear, sentence, reason)
            yield AdviceFinding(
                _KINDS[reason], reason, *sentence.span(start, end), certainty
            )
            return


def _certainty(ear: Ear, sentence: Sentence, reason: Reason) -> Certainty:
    """A dose in general words is told by those who know it, too."""
    is_dose = _KINDS[reason] is AdviceKind.DOSE and ear.has("general", sentence)
    is_maybe = reason is Reason.DOSE_RANGE or is_dose
    return Certainty.MAYBE if is_maybe else Certainty.CLEAR
