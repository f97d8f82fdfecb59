"""The ten questions of HealthNewsReview, and what is answered to one of them."""

from dataclasses import dataclass
from enum import StrEnum

from medagora.appraisal.domain.findings import Answer


class NewsCriterion(StrEnum):
    """Schwitzer, PLoS Med 2008;5(5):e95. Present means "satisfactory" there."""

    COST = "cost"
    BENEFITS_QUANTIFIED = "benefits_quantified"
    HARMS = "harms"
    EVIDENCE_QUALITY = "evidence_quality"
    NO_DISEASE_MONGERING = "no_disease_mongering"
    FUNDING_AND_CONFLICTS = "funding_and_conflicts"
    ALTERNATIVES = "alternatives"
    AVAILABILITY = "availability"
    NOVELTY = "novelty"
    NO_UNJUSTIFIED_LANGUAGE = "no_unjustified_language"


@dataclass(frozen=True, slots=True)
class NewsAnswer:
    """What a machine that learned from reviewers would answer.

    ``confidence`` is how often such an answer agreed with the reviewers when it was
    tried out; under a half where the answer is the less bad of two bad guesses.
    ``words`` are those of the criterion's signs that spoke most for the answer, with
    their places in the text; none where the answer came of what is missing.
    """

    criterion: NewsCriterion
    answer: Answer
    confidence: float
    words: tuple[tuple[str, int], ...]
    version: str
