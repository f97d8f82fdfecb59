"""What the worker does about papers: notices, preprints, free copies, letting go."""

import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from medagora.reader.services import (
    mentions,
    notices,
    open_copies,
    preprints,
    retention,
)
from medagora.web.tasks import every

log = logging.getLogger(__name__)


@task()
def entries_arrived(entry_ids: str) -> None:
    """What new entries say about other papers; their numbers stand between spaces."""
    numbers = _numbers(entry_ids)
    notices.note_titles(numbers, at=timezone.now())
    mentions.note_mentions(numbers)


@task()
def titles_met(entry_ids: str) -> None:
    """New entries with the title of another paper: perhaps one is a preprint."""
    preprints.link_by_title(_numbers(entry_ids), at=timezone.now())


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split()]


@every(timedelta(hours=1))
@task(priority=-5)
def find_free_copies() -> None:
    """Where new papers can be read for free; off until a contact address is set."""
    contact = settings.CONFIG.unpaywall_contact
    if not (contact and settings.CONFIG.outside):
        return
    from medagora.reader.gateways.open_access import Unpaywall  # noqa: PLC0415 - loads only where it is wanted

    count, failure = open_copies.refresh_copies(Unpaywall(contact), at=timezone.now())
    if failure:
        log.warning("Unpaywall stopped answering after %s papers: %s", count, failure)


@every(timedelta(days=1))
@task(priority=-5)
def fetch_retractions() -> None:
    """The newest list of Retraction Watch, where the operator wants it daily."""
    config = settings.CONFIG
    if not (config.retractions_daily and config.outside):
        return
    from medagora.reader.gateways import retractions  # noqa: PLC0415 - as above

    path = retractions.fetch_latest(
        config.retractions_address, settings.HOME / "downloads"
    )
    found = retractions.read_list(path)
    notices.take_list(found.rows, source=found.source, at=timezone.now())


@every(timedelta(days=1))
@task(priority=-5)
def let_old_entries_go() -> None:
    """Carries out the policy of keeping; makes room for the years to come."""
    retention.make_partitions(timezone.now())
    go_on_letting_go(0)


@task(priority=-5)
def go_on_letting_go_from(place: int) -> None:
    go_on_letting_go(place)


def go_on_letting_go(place: int) -> None:
    """One run; a further task takes over where it ended."""
    done = retention.let_old_go(
        now=timezone.now(), keep_days=settings.CONFIG.reader_keep_days, begin=place
    )
    if done.place:
        go_on_letting_go_from.enqueue(done.place)
