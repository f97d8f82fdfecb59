"""Reads about imports: how far they are, what they left out."""

from typing import Any

from django.db.models import Count, QuerySet

from medagora.curation.models import ImportBatch, SkippedRow, Suggestion
from medagora.kernel.refusals import NotFound


def get_batch(number: int) -> ImportBatch:
    batch = ImportBatch.objects.select_related("source").filter(pk=number).first()
    if batch is None:
        raise NotFound("There is no import %(number)s.", number=number)
    return batch


def list_batches() -> QuerySet[ImportBatch]:
    """Every import, the last one first."""
    batches = ImportBatch.objects.select_related("source", "started_by")
    return batches.order_by("-started_at", "-pk")


def list_skipped(batch: ImportBatch) -> QuerySet[SkippedRow]:
    return batch.skipped_rows.order_by("line", "pk")


def count_reasons(batch: ImportBatch) -> list[tuple[str, int]]:
    """Why rows were left out, the most frequent reason first."""
    rows = batch.skipped_rows.order_by().values_list("reason")
    counted = rows.annotate(n=Count("pk")).order_by("-n", "reason")
    return [(str(reason), int(n)) for reason, n in counted]


def count_waiting(batch: ImportBatch) -> int:
    """Resources of the import that wait on the desk."""
    open_ones = Suggestion.objects.filter(batch=batch, state=Suggestion.State.OPEN)
    return open_ones.count()


def as_data(batch: ImportBatch) -> dict[str, Any]:
    """An import for programs."""
    return {
        "import": batch.pk,
        "source": batch.source.slug,
        "state": batch.state,
        "rows": batch.rows_total,
        "rows_done": batch.rows_done,
        "made": batch.made,
        "updated": batch.updated,
        "unchanged": batch.unchanged,
        "skipped": batch.skipped,
        "remarks": batch.remarks,
        "reasons": dict(count_reasons(batch)),
    }
