"""Tables of this room: appraisals by people, and pages read by the engine."""

from medagora.appraisal.models.appraisals import (
    Appraisal,
    AppraisalAnswer,
    AppraisalQuerySet,
)
from medagora.appraisal.models.pages import PageReport, PageSeen

__all__ = [
    "Appraisal",
    "AppraisalAnswer",
    "AppraisalQuerySet",
    "PageReport",
    "PageSeen",
]
