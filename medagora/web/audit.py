"""The private trail. Call it inside the transaction of the write it tells about."""

from typing import TYPE_CHECKING, Any

from medagora.web.models import AuditEvent

if TYPE_CHECKING:
    from medagora.people.models import Person


def record(
    verb: str, subject: object, *, by: "Person | None", **details: Any
) -> AuditEvent:
    """Stores one event; ``subject`` is shown as ``Model:pk`` or as text."""
    pk = getattr(subject, "pk", None)
    name = f"{type(subject).__name__}:{pk}" if pk is not None else str(subject)
    return AuditEvent.objects.create(
        verb=verb, actor_id=by.pk if by else 0, subject=name[:120], details=details
    )


def forget_actor(person_id: int) -> int:
    """Detaches a person from the trail; gives the number of events changed."""
    return AuditEvent.objects.filter(actor_id=person_id).update(actor_id=0)


def list_events_of(person_id: int) -> list[dict[str, Any]]:
    fields = ("at", "verb", "subject", "details")
    events = AuditEvent.objects.filter(actor_id=person_id).order_by("at", "pk")
    return [dict(row) for row in events.values(*fields)]
