"""What the worker does for hats."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from medagora.people.gateways.registers import Lookup, NoLookup, PublicLookup
from medagora.people.services import hats_asking, hats_housekeeping
from medagora.web import tasks


@task()
def look_number_up(request_id: str) -> None:
    """Asks the register, for those who decide. Off unless the operator wants it."""
    config = settings.CONFIG
    asks = config.outside and config.register_lookups
    lookup: Lookup = PublicLookup() if asks else NoLookup()
    hats_asking.note_record(int(request_id), lookup=lookup)


@tasks.every(timedelta(hours=6))
@task()
def keep_house() -> None:
    hats_housekeeping.keep_house(timezone.now())
