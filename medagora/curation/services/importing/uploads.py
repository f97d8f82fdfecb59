"""Files that people upload: kept until their import is done, run by the worker."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO, cast

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from medagora.curation.models import ImportBatch
from medagora.curation.services.importing.options import (
    ImportOptions,
    decide_policy,
    require_import,
    source_for,
)
from medagora.curation.services.importing.running import Clock, plan_import, run_import
from medagora.kernel.refusals import Conflict, NotAllowed, Refusal
from medagora.web import news

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Larger files are for the command line, which needs no second copy of them.
MOST_BYTES = 64 * 2**20
#: How long a file waits for somebody to say yes.
KEPT_FOR = timedelta(days=7)


def receive_upload(
    stream: BinaryIO,
    options: ImportOptions,
    *,
    file_name: str,
    by: "Person",
    at: datetime,
) -> ImportBatch:
    """A batch that waits, with its file kept. An interrupted import of the same file
    is found again."""
    batch = plan_import(stream, options, file_name=file_name, by=by, at=at)
    name = _name_of(batch)
    if not default_storage.exists(name):
        stream.seek(0)
        default_storage.save(name, stream)
    return batch


def _name_of(batch: ImportBatch) -> str:
    return f"imports/{batch.file_digest}"


def open_upload(batch: ImportBatch) -> BinaryIO:
    """The kept file; Conflict when it is no longer there."""
    try:
        return cast("BinaryIO", default_storage.open(_name_of(batch), "rb"))
    except FileNotFoundError:
        raise Conflict(_("The file is no longer here. Upload it again.")) from None


@transaction.atomic
def change_options(
    batch: ImportBatch, options: ImportOptions, *, by: "Person"
) -> ImportBatch:
    """Other choices for an import that has not begun."""
    policy = decide_policy(options)
    require_import(by, policy)
    held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if held.state not in {ImportBatch.State.WAITING, ImportBatch.State.FAILED}:
        raise Conflict(_("This import has begun and can no longer be changed."))
    held.source = source_for(options, policy)
    held.options = options.to_plain()
    held.save(update_fields=["source", "options"])
    return held


@transaction.atomic
def begin_import(batch: ImportBatch, *, by: "Person") -> None:
    """Hands the batch to the worker; an interrupted one goes on where it stopped."""
    options = ImportOptions.from_plain(batch.options)
    require_import(by, decide_policy(options))
    open_upload(batch).close()
    # the worker acts with the permissions of whoever said yes last
    ImportBatch.objects.filter(pk=batch.pk).exclude(
        state=ImportBatch.State.DONE
    ).update(state=ImportBatch.State.RUNNING, started_by=by, failure="")
    news.tell("import_begun", str(batch.pk))


def run_upload(batch_id: int, *, now: Clock) -> None:
    """What the worker does with a batch that was begun."""
    batch = ImportBatch.objects.select_related("source", "started_by").get(pk=batch_id)
    if batch.state != ImportBatch.State.RUNNING:
        return
    try:
        if batch.started_by is None:
            raise NotAllowed(_("Whoever began this import has left. Begin it again."))
        with open_upload(batch) as stream:
            run_import(batch, stream, by=batch.started_by, now=now)
    except Refusal as refusal:
        ImportBatch.objects.filter(pk=batch.pk).update(
            state=ImportBatch.State.FAILED, failure=str(refusal)[:500]
        )
        return
    _forget_file(batch)


@transaction.atomic
def discard_import(batch: ImportBatch, *, by: "Person") -> None:
    """Takes back an import that has changed nothing yet."""
    require_import(by, decide_policy(replace(_options(batch), policy="")))
    if batch.rows_done:
        raise Conflict(_("This import has begun and can no longer be taken back."))
    _forget_file(batch)
    batch.delete()


def _options(batch: ImportBatch) -> ImportOptions:
    return ImportOptions.from_plain(batch.options)


def forget_old_uploads(now: datetime) -> int:
    """Drops files and batches that waited too long; gives how many."""
    old = ImportBatch.objects.filter(
        state__in=[ImportBatch.State.WAITING, ImportBatch.State.FAILED],
        started_at__lt=now - KEPT_FOR,
        rows_done=0,
    )
    count = 0
    for batch in old:
        _forget_file(batch)
        batch.delete()
        count += 1
    return count


def _forget_file(batch: ImportBatch) -> None:
    """Unless another batch still waits for the same file."""
    others = ImportBatch.objects.filter(file_digest=batch.file_digest).exclude(
        pk=batch.pk
    )
    if not others.exclude(state=ImportBatch.State.DONE).exists():
        default_storage.delete(_name_of(batch))
