"""Papers that show a role: added, seen by moderators, deleted."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from medagora.kernel.refusals import BadInput, Conflict, NotAllowed, NotFound
from medagora.people import access
from medagora.people.domain.hats import Evidence
from medagora.people.domain.roles import Permission
from medagora.people.gateways import documents
from medagora.people.models import HatDocument, HatOpinion, HatRequest, Person
from medagora.web import audit

MOST = 4


@transaction.atomic
def add_document(
    request: HatRequest, content: bytes, *, by: Person, at: datetime
) -> HatDocument:
    """A PDF, JPEG or PNG of up to 5 MB. Whoever said yes before must look again."""
    _require_own(request, by)
    media_type = documents.media_type_of(content)
    if not media_type:
        raise BadInput(_("Choose a PDF, a JPEG or a PNG."), field="file")
    if len(content) > documents.MOST_BYTES:
        raise BadInput(_("The file is larger than 5 MB."), field="file")
    if request.documents.count() >= MOST:
        raise Conflict(_("Four papers are enough. Remove one first."))
    document = HatDocument.objects.create(
        request=request, media_type=media_type, size=len(content), added_at=at
    )
    request.opinions.update(saw_documents_at=None, agrees=None, said_at=None)
    documents.write(document.uid, content)
    audit.record("people.hat_document_added", document, by=by)
    return document


@transaction.atomic
def remove_document(document: HatDocument, *, by: Person) -> None:
    _require_own(document.request, by)
    audit.record("people.hat_document_removed", document, by=by)
    request, uid = document.request, document.uid
    document.delete()
    if not request.documents.exists():
        HatRequest.objects.filter(pk=request.pk).update(ready_at=None)
    transaction.on_commit(partial(documents.delete, [uid]))


@transaction.atomic
def submit_documents(request: HatRequest, *, by: Person, at: datetime) -> HatRequest:
    """Lays the request on the moderators' desk."""
    _require_own(request, by)
    if not request.documents.exists():
        raise Conflict(_("Add a paper first."))
    request.ready_at = at
    request.save(update_fields=["ready_at"])
    audit.record("people.hat_documents_submitted", request, by=by)
    return request


@transaction.atomic
def open_document(document: HatDocument, *, by: Person, at: datetime) -> bytes:
    """Its content, for a moderator who is not the person; the trail keeps who saw it
    and when. The person sees it too, unrecorded."""
    request = document.request
    if request.person_id != by.pk:
        access.require(by, Permission.HAT_VERIFY)
        HatOpinion.objects.update_or_create(
            request=request, by=by, defaults={"saw_documents_at": at}
        )
        audit.record("people.hat_document_seen", document, by=by)
    content = documents.read(document.uid)
    if content is None:
        raise NotFound(_("This paper is deleted."))
    return content


def _require_own(request: HatRequest, by: Person) -> None:
    if request.person_id != by.pk:
        raise NotAllowed(_("Only the person who asked can do this."))
    if request.state != HatRequest.State.OPEN or request.way != Evidence.DOCUMENTS:
        raise Conflict(_("This request takes no papers now."))
