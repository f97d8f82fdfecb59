"""What programs mark: one by one, and everything up to a moment."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from medagora.reader.domain.taking.greader import StreamKind, read_stream_id
from medagora.reader.domain.words import View
from medagora.reader.queries import taking
from medagora.reader.queries.readings import StreamSearch
from medagora.reader.services import marking
from medagora.reader.views.app_calls import Call
from medagora.reader.views.greader import naming
from medagora.reader.views.greader.answers import plain
from medagora.reader.views.greader.streams import item_numbers, place_at

_MOST_MARKED = 10_000


@transaction.atomic
def edit_tag(call: Call) -> HttpResponse:
    """Adds and removes states. Tags that we have no place for change nothing, and are
    no error: programs send several at once."""
    works = sorted(
        set(taking.works_of(call.reading, item_numbers(call, _MOST_MARKED)).values())
    )
    added = {read_stream_id(tag).kind for tag in call.every("a")}
    removed = {read_stream_id(tag).kind for tag in call.every("r")}
    if StreamKind.UNREAD in added or StreamKind.READ in removed:
        marking.mark_unread(call.person, works)
    elif StreamKind.READ in added:
        marking.mark_read(call.person, works)
    if StreamKind.STARRED in added:
        for work in works:
            marking.save(call.person, work, at=timezone.now())
    elif StreamKind.STARRED in removed:
        for work in works:
            marking.unsave(call.person, work)
    return plain("OK")


def mark_all_as_read(call: Call) -> HttpResponse:
    """Everything in a stream, up to the moment ``ts`` that the program knows of."""
    stream_id = read_stream_id(call.one("s"))
    at = timezone.now()
    through = _place(call)
    if stream_id.kind is StreamKind.STARRED:
        saved = taking.list_numbers(
            call.reading, StreamSearch(view=View.SAVED), limit=_MOST_MARKED
        )
        ids = [number for number in saved.ids if not through or number <= through]
        marking.mark_read(call.person, taking.works_of(call.reading, ids).values())
    else:
        reading = naming.scope_of(call, stream_id)
        if reading.follows:
            marking.mark_all_read(reading, StreamSearch(), through=through, at=at)
    return plain("OK")


def _place(call: Call) -> int:
    """``ts`` in microseconds as a place; 0 when none was sent. Some programs send
    seconds, milliseconds or nanoseconds: by its size each is told from the others."""
    moment = call.number("ts", most=2**63)
    for digits, micros in ((17, moment // 1000), (14, moment), (11, moment * 1000)):
        if moment > 10**digits:
            return place_at(micros)
    return place_at(moment * 10**6) if moment else 0
