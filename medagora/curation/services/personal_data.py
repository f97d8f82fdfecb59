"""What this room knows about a person, and how it forgets them."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from medagora.curation.models import (
    ImportBatch,
    LogEntry,
    Report,
    Review,
    Suggestion,
)
from medagora.curation.services import log
from medagora.people import services as people

if TYPE_CHECKING:
    from medagora.people.models import Person


def register() -> None:
    people.register_personal_data(
        "curation",
        covers=[
            "curation.Suggestion",
            "curation.Review",
            "curation.Report",
            "curation.ImportBatch",
            "curation.LogEntry",
        ],
        export=export,
        erase=erase,
    )


def export(person: "Person") -> Iterable[people.Part]:
    suggestions = Suggestion.objects.filter(suggested_by=person).order_by("pk")
    yield people.Part(
        "suggestions",
        _("What you suggested"),
        list(suggestions.values("resource__address", "note", "suggested_at", "state")),
    )
    reviews = Review.objects.filter(by=person).order_by("pk")
    yield people.Part(
        "reviews",
        _("Your verdicts, with your words"),
        list(
            reviews.values(
                "resource__address",
                "verdict",
                "reason",
                "words",
                "interest",
                "interest_words",
                "given_at",
            )
        ),
    )
    reports = Report.objects.filter(handled_by=person).order_by("pk")
    yield people.Part(
        "reports",
        _("Reports of readers that you handled"),
        list(reports.values("resource__address", "problem", "outcome", "handled_at")),
    )
    batches = ImportBatch.objects.filter(started_by=person).order_by("pk")
    yield people.Part(
        "imports",
        _("Imports that you started"),
        list(batches.values("file_name", "started_at", "state")),
    )
    entries = LogEntry.objects.filter(actor=person.pseudonym).order_by("number")
    yield people.Part(
        "log",
        _("What the public log says about you"),
        list(entries.values("number", "at", "verb", "subject", "facts", "personal")),
    )


def erase(person: "Person", at: datetime) -> None:
    """Their words go; that somebody decided, and when, stays."""
    Suggestion.objects.filter(suggested_by=person).update(note="", suggested_by=None)
    Suggestion.objects.filter(claimed_by=person).update(
        claimed_by=None, claimed_at=None
    )
    Review.objects.filter(by=person).update(words="", interest_words="", by=None)
    Report.objects.filter(handled_by=person).update(handled_by=None)
    ImportBatch.objects.filter(started_by=person).update(started_by=None)
    log.erase_personal(person.pseudonym)
