"""Running an import: read whole, written in batches, resumable after a kill."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.formats.encodings import check_size
from medagora.catalogue.domain.formats.reading import LIMITS
from medagora.catalogue.domain.formats.rows import Format, ResourceRow, Skipped
from medagora.catalogue.domain.words import Policy
from medagora.curation.models import ImportBatch, SkippedRow
from medagora.curation.services import log
from medagora.curation.services.importing.matching import Matcher
from medagora.curation.services.importing.options import (
    ImportOptions,
    decide_policy,
    make_source,
    require_import,
    source_for,
)
from medagora.curation.services.importing.restoring import (
    restore_rows,
    restore_sources,
)
from medagora.curation.services.importing.storing import Run, Tally, store_rows
from medagora.curation.services.importing.survey import (
    Progress,
    Spool,
    Survey,
    digest_of,
    in_batches,
    no_progress,
    rows_of,
    survey,
)
from medagora.curation.services.importing.topics import take_topics
from medagora.kernel.refusals import Conflict, Refusal
from medagora.web import news

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Rows of one transaction: what a kill can cost, and how long others wait.
BATCH_ROWS = 200
#: Larger imports tell the search index once, at their end.
MANY_ROWS = 500

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Watch:
    """Who is told how far the import is: first while reading, then while writing."""

    reading: Progress = no_progress
    writing: Progress = no_progress


def plan_import(
    stream: BinaryIO,
    options: ImportOptions,
    *,
    file_name: str,
    by: "Person | None",
    at: datetime,
) -> ImportBatch:
    """The batch of this file: an interrupted one of the same file and options, or a
    new one that waits to be run."""
    policy = decide_policy(options)
    require_import(by, policy)
    check_size(stream, LIMITS[options.format])
    digest = digest_of(stream)
    source = source_for(options, policy)
    open_batches = ImportBatch.objects.exclude(state=ImportBatch.State.DONE)
    same = open_batches.filter(
        file_digest=digest, source=source, options=options.to_plain()
    )
    return same.order_by("-pk").first() or ImportBatch.objects.create(
        source=source,
        started_by=by,
        format=options.format,
        file_name=file_name[-255:],
        file_digest=digest,
        options=options.to_plain(),
        state=ImportBatch.State.WAITING,
        started_at=at,
    )


def run_import(
    batch: ImportBatch,
    stream: BinaryIO,
    *,
    by: "Person | None",
    now: Clock,
    watch: Watch | None = None,
) -> ImportBatch:
    """Brings the file in, from where an earlier run stopped.

    A file that cannot be used fails the batch with its sentence, raises the refusal
    and has changed nothing. Conflict if another process runs the same batch.
    """
    watch = watch or Watch()
    options = ImportOptions.from_plain(batch.options)
    policy = decide_policy(options)
    require_import(by, policy)
    if batch.state == ImportBatch.State.DONE:
        return batch
    with Spool() as spool:
        try:
            found = _survey(batch, stream, spool, watch)
        except Refusal as refusal:
            _fail(batch, refusal, now())
            raise
        make_source(options, policy)
        run = Run(batch, policy, by, now(), quietly=found.rows > MANY_ROWS)
        _take(run, found, options, watch)
    return _finish(run, now())


def _take(run: Run, found: Survey, options: ImportOptions, watch: Watch) -> None:
    """Everything that a whole file holds: topics first, collections last."""
    is_restore = options.format is Format.MEDAGORA and run.policy is Policy.PUBLISHED
    matcher = take_topics(found, options, run.policy, by=run.by)
    if is_restore:
        restore_sources(found)
    _run_batches(run, _Work(found, matcher, options, is_restore), watch)
    if is_restore:
        catalogue.restore_successors(found.successors)
        catalogue.restore_collections(found.collections)


@dataclass(frozen=True)
class _Work:
    found: Survey
    matcher: Matcher
    options: ImportOptions
    is_restore: bool


def _survey(batch: ImportBatch, stream: BinaryIO, spool: Spool, watch: Watch) -> Survey:
    reading = ImportOptions.from_plain(batch.options).reading
    found = survey(stream, reading, spool, progress=watch.reading)
    if found.digest != batch.file_digest:
        raise Conflict(_("The file has changed since this import was begun."))
    ImportBatch.objects.filter(pk=batch.pk).update(
        state=ImportBatch.State.RUNNING,
        rows_total=found.rows,
        remarks=found.remarks,
        failure="",
    )
    batch.refresh_from_db()
    return found


def _run_batches(run: Run, work: _Work, watch: Watch) -> None:
    batch, numbered = run.batch, rows_of(work.found)
    rest = ((n, row) for n, row in numbered if n >= batch.rows_done)
    watch.writing(batch.rows_done, work.found.rows)
    for some in in_batches(rest, BATCH_ROWS):
        placed = [
            work.matcher.place(number, row, work.found, work.options)
            if isinstance(row, ResourceRow)
            else row
            for number, row in some
        ]
        _write(run, work, placed)
        watch.writing(batch.rows_done, work.found.rows)


@transaction.atomic
def _write(run: Run, work: _Work, placed: Sequence[ResourceRow | Skipped]) -> None:
    """One batch with its place in the file: both are stored, or neither."""
    rows = [row for row in placed if isinstance(row, ResourceRow)]
    store = restore_rows if work.is_restore else store_rows
    tally, conflicts = store(rows, run)
    skipped = [*(row for row in placed if isinstance(row, Skipped)), *conflicts]
    tally.skipped = len(skipped)
    SkippedRow.objects.bulk_create(
        SkippedRow(
            batch=run.batch, line=row.line, reason=row.reason, excerpt=row.excerpt
        )
        for row in skipped
    )
    _advance(run.batch, len(placed), tally)


def _advance(batch: ImportBatch, rows: int, tally: Tally) -> None:
    """Moves the batch forward if nobody else has; that one wins who is first."""
    mine = ImportBatch.objects.filter(pk=batch.pk, rows_done=batch.rows_done).update(
        rows_done=F("rows_done") + rows,
        made=F("made") + tally.made,
        updated=F("updated") + tally.updated,
        unchanged=F("unchanged") + tally.unchanged,
        skipped=F("skipped") + tally.skipped,
    )
    if not mine:
        raise Conflict(_("This import is already being run by another process."))
    batch.rows_done += rows


@transaction.atomic
def _finish(run: Run, at: datetime) -> ImportBatch:
    batch = run.batch
    batch.refresh_from_db()
    batch.state, batch.finished_at = ImportBatch.State.DONE, at
    batch.save(update_fields=["state", "finished_at"])
    if batch.made or batch.updated:
        log.append(
            "import_done",
            f"source:{batch.source.slug}",
            by=run.actor,
            at=at,
            facts={
                "import": batch.pk,
                "format": batch.format,
                "file": batch.file_digest,
                "policy": run.policy.value,
                "made": batch.made,
                "updated": batch.updated,
                "unchanged": batch.unchanged,
                "skipped": batch.skipped,
            },
        )
        if run.quietly:
            news.tell("catalogue_changed", f"import:{batch.pk}")
    return batch


def _fail(batch: ImportBatch, refusal: Refusal, at: datetime) -> None:
    if batch.rows_done == 0:
        batch.state, batch.finished_at = ImportBatch.State.FAILED, at
        batch.failure = str(refusal)[:500]
        batch.save(update_fields=["state", "finished_at", "failure"])
