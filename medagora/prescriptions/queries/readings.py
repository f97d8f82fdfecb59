"""How hard pages are to read, as the engine measured it."""

from collections.abc import Iterable

from medagora.appraisal import queries as appraisal
from medagora.appraisal.domain.findings import Answer, Criterion
from medagora.prescriptions.domain.words import Reading

_READINGS = {Answer.PRESENT: Reading.SIMPLE, Answer.ABSENT: Reading.HARD}


def readings_of(uids: Iterable[str]) -> dict[str, Reading]:
    """The reading of each resource; unknown for pages that were not read yet."""
    wanted = list(uids)
    answers = appraisal.find_answers(wanted, Criterion.READING_LEVEL)
    return {uid: _reading(answers.get(uid)) for uid in wanted}


def _reading(answer: Answer | None) -> Reading:
    return _READINGS.get(answer, Reading.UNKNOWN) if answer else Reading.UNKNOWN
