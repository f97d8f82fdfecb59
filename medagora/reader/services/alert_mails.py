"""Mails of alerts that tell at once: all that a run found for a person in one mail, and
each alert no more than once an hour."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from medagora.reader.domain.digests import LEAST_REST, Content, Group, compose
from medagora.reader.domain.words import Frequency
from medagora.reader.models import Alert, AlertHit, Digest
from medagora.reader.queries.digests import OLDEST, lines_by_alert, with_words
from medagora.reader.queries.readings import reading_of
from medagora.reader.services import letters


@transaction.atomic
def send_waiting(*, at: datetime, person_ids: Collection[int] | None = None) -> int:
    """Mails what waits, to these people or to all; gives how many mails.

    The alerts stay locked until the end, so no other worker mails the same.
    """
    if person_ids is not None and not person_ids:
        return 0
    hits = _waiting(at, person_ids)
    by_person: dict[int, list[AlertHit]] = defaultdict(list)
    for hit in hits:
        by_person[hit.alert.person_id].append(hit)
    digests = Digest.objects.filter(person__in=by_person, person__is_active=True)
    count = 0
    for digest in digests.exclude(frequency=Frequency.OFF).select_related("person"):
        own = by_person[digest.person_id]
        AlertHit.objects.filter(pk__in=[hit.pk for hit in own]).update(mailed_at=at)
        groups = _groups(digest, own)
        if groups:
            letters.queue(letters.write_alert(digest, groups), digest, "alert")
            count += 1
    return count


def _waiting(at: datetime, person_ids: Collection[int] | None) -> list[AlertHit]:
    """What was found and not mailed, of alerts that have rested long enough."""
    alerts = Alert.objects.filter(frequency=Frequency.IMMEDIATE, is_on=True)
    if person_ids is not None:
        alerts = alerts.filter(person__in=person_ids)
    ids = [alert.pk for alert in alerts.select_for_update().order_by("pk")]
    resting = AlertHit.objects.filter(
        alert__in=ids, mailed_at__gt=at - LEAST_REST
    ).values_list("alert_id", flat=True)
    hits = AlertHit.objects.filter(
        alert__in=set(ids) - set(resting), mailed_at=None, found_at__gt=at - OLDEST
    )
    return list(hits.select_related("alert"))


def _groups(digest: Digest, hits: list[AlertHit]) -> tuple[Group, ...]:
    found = compose(lines_by_alert(hits), [], most=digest.most)
    content: Content = with_words(found, reading_of(digest.person), digest.language)
    return content.alerts
