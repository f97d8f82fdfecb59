"""From a device into an account: signing up keeps the page."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.kernel.refusals import NotFound
from medagora.people import services as people
from medagora.people.services import ProfileDraft
from medagora.reader.domain.device import Device
from medagora.reader.domain.words import View
from medagora.reader.models import Feed
from medagora.reader.queries.readings import StreamSearch, reading_of
from medagora.reader.queries.retracted import notices_among
from medagora.reader.services import following, marking, notices
from medagora.reader.services.devices import feed_ids_of

if TYPE_CHECKING:
    from medagora.people.models import Person


@transaction.atomic
def move_in(person: "Person", device: Device, *, at: datetime) -> None:
    """Adds what a device remembers to what the account holds already; twice is once."""
    is_new = not (person.interests or reading_of(person).follows)
    _take_over_choice(person, device, is_new=is_new)
    languages = person.languages
    following.follow_topics(person, languages=languages, audience=person.audience)
    for feed in Feed.objects.filter(pk__in=device.added):
        following.follow(person, feed)
    for feed_id in device.hidden:
        _hide(person, feed_id)
    _take_over_marks(person, device, at)
    if is_new:
        following.set_layout(person, device.layout)
        following.set_section_order(person, device.section_order)
        following.set_hidden_sections(person, device.hidden_sections)
        following.order_sources(person, feed_ids_of(device))
    if device.last_place:
        following.note_place(person, device.last_place)


def _take_over_choice(person: "Person", device: Device, *, is_new: bool) -> None:
    """A new account takes over the device's languages as they are: one that somebody
    did not choose is never mixed in."""
    people.follow_topics([*person.interests, *device.topics], by=person)
    spoken, audience = [*person.languages, *device.languages], person.audience
    if is_new and device.topics:
        spoken, audience = [*device.languages], device.audience
    spoken = list(dict.fromkeys(spoken))
    draft = ProfileDraft(person.name, person.bio, tuple(spoken), audience)
    people.change_profile(draft, by=person)


def _hide(person: "Person", feed_id: int) -> None:
    try:
        following.hide(person, feed_id)
    except NotFound:  # it would not come anyway
        return


def _take_over_marks(person: "Person", device: Device, at: datetime) -> None:
    if device.read_through:
        marking.mark_all_read(
            reading_of(person).within(feed_ids_of(device)),
            StreamSearch(view=View.ALL),
            through=device.read_through,
            at=at,
        )
    marking.mark_read(person, device.read)
    for verb, works in (
        (marking.save, device.saved),
        (marking.note_opened, device.opened),
    ):
        for number, work in enumerate(works):
            moment = at + timedelta(microseconds=number)  # in the order of marking
            try:
                verb(person, work, at=moment)
            except NotFound:  # let go meanwhile
                continue
    told = set(device.told)
    untold = [said for said in notices_among(device.saved) if said not in told]
    notices.tell_one(person.pk, untold, at=at)
