"""Appraisals by people: whose they are, what of a form is kept, how far one is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from medagora.appraisal.domain.instruments import (
    Incomplete,
    Instrument,
    effective,
    score,
)
from medagora.kernel.refusals import Refusal
from medagora.kernel.text import shorten, tidy_lines

LONGEST_REASON = 1000
LONGEST_INTEREST = 500


class Role(StrEnum):
    """In which capacity somebody judges, at the time."""

    PATIENT = "patient"  # or a carer, or any other reader
    PROFESSIONAL = "professional"


class State(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    REPLACED = "replaced"  # by a later one of the same person
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"  # by a moderator; its author still sees it


class AppraisalIncomplete(Refusal):
    """Published is only what is complete; ``missing`` names the items."""

    code, status = "appraisal_incomplete", 409
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class AppraisalDraft:
    """What a form says. Items without an answer or a reason are simply absent."""

    role: Role = Role.PATIENT
    interest_words: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Progress:
    """``done`` of ``total`` items; those that others settle count as done."""

    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        return self.done == self.total


def clean(draft: AppraisalDraft, instrument: Instrument) -> AppraisalDraft:
    """The draft without what the instrument does not know, its words tidied."""
    items = instrument.items
    answers = {
        item.id: value
        for item in items
        if (value := draft.answers.get(item.id, "")) in item.values
    }
    reasons = {
        item.id: words
        for item in items
        if (words := _tidied(draft.reasons.get(item.id, ""), LONGEST_REASON))
    }
    interest = _tidied(draft.interest_words, LONGEST_INTEREST)
    return replace(draft, answers=answers, reasons=reasons, interest_words=interest)


def _tidied(words: str, limit: int) -> str:
    return shorten(tidy_lines(words), limit)


def progress(instrument: Instrument, answers: Mapping[str, str]) -> Progress:
    counted = effective(instrument, answers)
    done = sum(value is not None for value in counted.values())
    return Progress(done, len(counted))


def check_complete(instrument: Instrument, answers: Mapping[str, str]) -> None:
    """AppraisalIncomplete, with the items to look at, unless there is a score."""
    result = score(instrument, answers)
    if isinstance(result, Incomplete):
        refusal = AppraisalIncomplete(
            "Answer every question first; only complete appraisals are published."
        )
        refusal.missing = (*result.missing, *result.impossible)
        raise refusal
