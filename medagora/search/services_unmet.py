"""Counting what people looked for and did not find, without learning who looked."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput, NotFound
from medagora.search import access
from medagora.search.domain.unmet import (
    KEPT,
    KEPT_UNREAD,
    Settled,
    Tally,
    week_of,
)
from medagora.search.domain.unmet_words import words_to_keep
from medagora.search.models import UnmetSearch
from medagora.web import audit

if TYPE_CHECKING:
    from medagora.people.models import Person

_SALT = "medagora.search.unmet"


def count_unmet(
    text: str, language: str, found: int, *, on: date | None = None
) -> bool:
    """Counts a search that found nothing in the language; False when it does not count.

    Once for each call: ``visits_unmet.note_visit`` sees to it that one visitor counts
    once a week.
    """
    if found:
        return False
    try:
        words, code = words_to_keep(text), _language(language)
    except BadInput:
        return False
    _change(words, code, Tally.looked_for, week_of(on or _today()))
    return True


def tell_curators(text: str, language: str, *, on: date | None = None) -> None:
    """A reader asks that curators see these words; BadInput says why they cannot."""
    words, code = words_to_keep(text), _language(language)
    _change(words, code, Tally.asked_for, week_of(on or _today()))


@transaction.atomic
def settle(unmet_id: int, how: Settled, *, by: "Person") -> UnmetSearch:
    """Takes it off the list, until it is looked for or asked for as much again."""
    rows = UnmetSearch.objects.select_for_update().exclude(words="")
    row = rows.filter(pk=unmet_id).first()
    if row is None:
        raise NotFound("This is not on the list any more.")
    access.require_settle(by, row.language)
    row.settled = how.value
    row.count = row.told = row.weeks = 0
    row.save(update_fields=["settled", "count", "told", "weeks"])
    audit.record("search.unmet_settled", row, by=by, how=how.value)
    return row


def forget_old(on: date) -> int:
    """Drops what nobody looked for since; gives how many."""
    week = week_of(on)
    is_old = Q(last_week__lt=week - KEPT)
    is_rare = Q(words="", last_week__lt=week - KEPT_UNREAD)
    count, _by_table = UnmetSearch.objects.filter(is_old | is_rare).delete()
    return count


@transaction.atomic
def _change(
    words: str, language: str, grow: Callable[[Tally, date], Tally], week: date
) -> None:
    row = _row(words, language, week)
    tally = grow(_tally_of(row), week)
    row.count, row.told, row.weeks = tally.count, tally.told, tally.weeks
    row.first_week, row.last_week = tally.first_week, tally.last_week
    if tally.is_readable:
        row.words, row.settled = words, ""
    row.save()


def _row(words: str, language: str, week: date) -> UnmetSearch:
    """Locked. Readable words are found by themselves: the secret key may have changed
    since they were only a hash."""
    rows = UnmetSearch.objects.select_for_update().filter(language=language)
    known = rows.filter(words=words).first()
    if known:
        return known
    row, _made = UnmetSearch.objects.select_for_update().get_or_create(
        language=language,
        digest=_digest(words, language),
        defaults={"first_week": week, "last_week": week},
    )
    return row


def _tally_of(row: UnmetSearch) -> Tally:
    return Tally(row.first_week, row.last_week, row.count, row.told, row.weeks)


def _digest(words: str, language: str) -> str:
    """Nobody without the site's secret key can try words until one fits."""
    value = f"{language}\n{words}"
    return salted_hmac(_SALT, value, algorithm="sha256").hexdigest()


def _language(code: str) -> str:
    if not languages.is_known(code):
        raise BadInput("There is no such language to search in.", field="language")
    return languages.primary(code)


def _today() -> date:
    return timezone.now().date()
