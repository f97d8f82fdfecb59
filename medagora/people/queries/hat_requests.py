"""Reads about requests for hats, and about the institutions whose addresses count."""

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from medagora.kernel.refusals import NotAllowed, NotFound
from medagora.people import access
from medagora.people.domain.hats import Evidence
from medagora.people.domain.roles import Permission
from medagora.people.models import (
    Hat,
    HatDocument,
    HatOpinion,
    HatRequest,
    MailDomain,
    Person,
)


def get_request(uid: str) -> HatRequest:
    rows = HatRequest.objects.select_related("person", "mail_domain")
    request = rows.filter(uid=uid).first()
    if request is None:
        raise NotFound(_("This request is not there any more."))
    return request


def get_own_request(person: Person, uid: str) -> HatRequest:
    request = get_request(uid)
    if request.person_id != person.pk:
        raise NotFound(_("This request is not there any more."))
    return request


def get_request_to_decide(uid: str, *, by: Person) -> HatRequest:
    """For moderators, but not one's own."""
    access.require(by, Permission.HAT_VERIFY)
    request = get_request(uid)
    if request.person_id == by.pk:
        raise NotAllowed(_("Nobody decides about their own hat."))
    return request


def list_own_requests(person: Person) -> list[HatRequest]:
    """Open ones first, then the newest; decided ones that were granted are hats."""
    rows = person.hat_requests.exclude(state=HatRequest.State.GRANTED)
    return sorted(
        rows.order_by("-asked_at", "-pk")[:20],
        key=lambda request: request.state != HatRequest.State.OPEN,
    )


def list_waiting(person: Person) -> QuerySet[HatRequest]:
    """What lies on the desk for this moderator, the oldest first; each row knows
    ``yes``, how many said yes already."""
    rows = HatRequest.objects.filter(state="open", ready_at__isnull=False)
    rows = rows.exclude(person=person)
    said = HatOpinion.objects.filter(by=person, agrees=True)
    rows = rows.exclude(pk__in=said.values("request"))
    yes = Count("opinions", filter=Q(opinions__agrees=True))
    return rows.annotate(yes=yes).select_related("person").order_by("ready_at", "pk")


def list_past_hats(person: Person) -> list[Hat]:
    """Verified hats somebody has or had, for those who decide about another."""
    return list(person.hats.verified().order_by("-made_at", "-pk")[:20])


def list_past_requests(request: HatRequest) -> list[HatRequest]:
    """What the same person asked for before, and what was said."""
    past = HatRequest.objects.filter(person=request.person).exclude(state="open")
    return list(past.order_by("-asked_at", "-pk")[:10])


def list_documents(request: HatRequest) -> list[HatDocument]:
    return list(request.documents.order_by("added_at", "pk"))


def get_document(request: HatRequest, uid: str) -> HatDocument:
    document = request.documents.filter(uid=uid).first()
    if document is None:
        raise NotFound(_("This paper is deleted."))
    return document


def count_vouches(request: HatRequest) -> int:
    return request.vouches.count()


def list_mail_domains() -> QuerySet[MailDomain]:
    return MailDomain.objects.order_by("domain")


def get_mail_domain(domain_id: int) -> MailDomain:
    domain = MailDomain.objects.filter(pk=domain_id).first()
    if domain is None:
        raise NotFound(_("This domain is off the list already."))
    return domain


def has_mail_domain_for(role: str) -> bool:
    """Whether the way by address leads anywhere for this role."""
    rows = MailDomain.objects.values_list("roles", flat=True)
    return any(role in roles for roles in rows)


def get_vouchable(uid: str) -> HatRequest:
    """The request behind a link that was sent to colleagues."""
    request = get_request(uid)
    if request.way != Evidence.VOUCHING or request.state != HatRequest.State.OPEN:
        raise NotFound(_("Nobody waits for a word here any more."))
    return request
