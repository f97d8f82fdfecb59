"""Five questions by which a patient learns to judge a page.

After the questions that health libraries teach in every language: who, when, on what
ground, why, and what is left out.
"""

from dataclasses import dataclass

from medagora.appraisal.domain.findings import Criterion


@dataclass(frozen=True)
class Question:
    """``criteria`` are what the engine can show beside it."""

    key: str
    criteria: tuple[Criterion, ...]


QUESTIONS = (
    Question(
        "who",
        (
            Criterion.AUTHOR,
            Criterion.CREDENTIALS,
            Criterion.REVIEWER,
            Criterion.OWNER,
            Criterion.CONTACT,
        ),
    ),
    Question(
        "when",
        (
            Criterion.WRITTEN,
            Criterion.UPDATED,
            Criterion.REVIEWED,
            Criterion.DATES_AGREE,
        ),
    ),
    Question("ground", (Criterion.REFERENCES, Criterion.NOT_RETRACTED)),
    Question(
        "why",
        (
            Criterion.SELLING,
            Criterion.FUNDING,
            Criterion.CONFLICTS,
            Criterion.ADVERTISING,
            Criterion.CLAIMS,
        ),
    ),
    Question(
        "left_out",
        (
            Criterion.STOP_MEDICINE,
            Criterion.HARMS,
            Criterion.UNCERTAINTY,
            Criterion.ALTERNATIVES,
            Criterion.DOING_NOTHING,
            Criterion.ABSOLUTE_NUMBERS,
        ),
    ),
)
