"""Reports: a reader says that something is wrong, a person handles it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from medagora.curation import access
from medagora.curation.domain.problems import Outcome, Problem
from medagora.curation.models import Report
from medagora.curation.services import log
from medagora.curation.services.publishing import subject_of
from medagora.kernel.refusals import Conflict
from medagora.kernel.text import tidy_lines

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource
    from medagora.people.models import Person

LONGEST_WORDS = 2000


def report(
    resource: "Resource", problem: Problem, *, words: str, at: datetime
) -> Report:
    """Stores what a reader says; who they are is not asked."""
    return Report.objects.create(
        resource=resource,
        problem=problem,
        words=tidy_lines(words)[:LONGEST_WORDS],
        reported_at=at,
    )


@transaction.atomic
def handle_report(
    report: Report, outcome: Outcome, *, by: "Person", at: datetime
) -> None:
    """Closes a report; the log says what it was about and how it ended."""
    access.require_reports(by)
    mine = Report.objects.filter(pk=report.pk, handled_at=None).update(
        handled_at=at, handled_by=by, outcome=outcome
    )
    if not mine:
        raise Conflict(_("Somebody has handled this report meanwhile."))
    log.append(
        "report_handled",
        subject_of(report.resource),
        by=by,
        at=at,
        facts={"problem": report.problem, "outcome": str(outcome)},
    )
