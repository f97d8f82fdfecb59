"""The catalogue's cards and people's own services as things for a sheet."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import translation

from medagora.catalogue import access as catalogue_access
from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import State, Visibility
from medagora.catalogue.queries import upkeep
from medagora.kernel import languages
from medagora.kernel.refusals import NotFound
from medagora.prescriptions.domain.drafts import Chosen, is_uid
from medagora.prescriptions.domain.things import Thing
from medagora.prescriptions.domain.words import LineKind, LineState, Reading
from medagora.prescriptions.models import LocalService
from medagora.prescriptions.queries.readings import readings_of
from medagora.web.links import absolute

if TYPE_CHECKING:
    from medagora.catalogue.models import Collection
    from medagora.catalogue.queries import Card
    from medagora.people.models import Person

Key = tuple[str, str]


def find_things(
    chosen: Iterable[Chosen],
    language: str,
    *,
    viewer: "Person | None",
    with_items: bool = False,
) -> dict[Key, Thing]:
    """What the viewer can hand over of it, in any state; the rest is left out.

    A constant number of queries, but for collections that are not public and, with
    their items, for each collection.
    """
    uids: dict[str, list[str]] = {kind.value: [] for kind in LineKind}
    for line in chosen:
        if line.kind in uids and is_uid(line.uid):
            uids[line.kind].append(line.uid)
    found = [
        *resources_by_uid(uids[LineKind.RESOURCE], language).values(),
        *_collections(uids[LineKind.COLLECTION], language, viewer, with_items),
        *_services(uids[LineKind.SERVICE], viewer),
    ]
    return {thing.key: thing for thing in found}


def resources_by_uid(
    uids: Iterable[str], language: str, *, with_readings: bool = True
) -> dict[str, Thing]:
    """Resources in any state that readers have seen; five queries."""
    wanted = set(uids)
    if not wanted:
        return {}
    cards = catalogue.cards_of(upkeep.ids_of(wanted), language)
    return things_of(cards, with_readings=with_readings)


def things_of(
    cards: Iterable["Card"], *, with_readings: bool = True
) -> dict[str, Thing]:
    """Cards as things by their uid; those that were never published are left out."""
    shown = [card for card in cards if card.state in {State.PUBLISHED, State.RETIRED}]
    readings = readings_of(card.uid for card in shown) if with_readings else {}
    return {
        card.uid: _resource(card, readings.get(card.uid, Reading.UNKNOWN))
        for card in shown
    }


def _resource(card: "Card", reading: Reading) -> Thing:
    return Thing(
        kind=LineKind.RESOURCE,
        uid=card.uid,
        title=card.title,
        title_language=card.title_language,
        languages=card.languages,
        address=card.address,
        about=card.description,
        about_language=card.description_language,
        sort=card.kind,
        publisher=card.publisher,
        reading=reading,
        state=state_of(card),
    )


def state_of(card: "Card") -> LineState:
    """How a resource stands for whoever holds a link to it."""
    if card.state != State.PUBLISHED:
        return LineState.RETIRED
    return LineState.BROKEN if card.is_link_doubtful else LineState.OK


def _collections(
    uids: Iterable[str], language: str, viewer: "Person | None", with_items: bool
) -> list[Thing]:
    wanted = set(uids)
    if not wanted:
        return []
    public = catalogue.public_collections().filter(uid__in=wanted)
    found = {collection.uid: collection for collection in public}
    for uid in sorted(wanted - found.keys()):
        try:
            found[uid] = catalogue_access.get_collection_to_read(uid, viewer=viewer)
        except NotFound:
            continue
    things = [_collection(row, language) for row in found.values()]
    if not with_items:
        return things
    return [
        replace(thing, items=_items(found[thing.uid], language)) for thing in things
    ]


def _collection(row: "Collection", language: str) -> Thing:
    return Thing(
        kind=LineKind.COLLECTION,
        uid=row.uid,
        title=row.title,
        title_language=row.language,
        languages=(row.language,),
        address=collection_page(row.uid, language),
        about=row.description,
        about_language=row.language,
        publisher=row.by_name,
        is_private=row.visibility == Visibility.PRIVATE,
    )


def _items(row: "Collection", language: str) -> tuple[Thing, ...]:
    items = catalogue.list_items(row, language)
    return tuple(things_of(item.card for item in items if item.is_shown).values())


def collection_page(uid: str, language: str) -> str:
    """Its page for readers of the language, or in English."""
    code = language if language in languages.FINISHED else "en"
    with translation.override(code):
        return absolute(reverse("catalogue:collection-detail", args=[uid]))


def _services(uids: Iterable[str], viewer: "Person | None") -> list[Thing]:
    """Everybody's services are their own."""
    wanted = set(uids)
    if not wanted or viewer is None:
        return []
    rows = LocalService.objects.filter(person=viewer, uid__in=wanted)
    return [service_of(row) for row in rows]


def service_of(row: LocalService) -> Thing:
    return Thing(
        kind=LineKind.SERVICE,
        uid=row.uid,
        title=row.name,
        title_language=row.language,
        languages=(row.language,),
        address=row.address,
        about=row.what,
        about_language=row.language,
        phone=row.phone,
        place=row.place,
        hours=row.hours,
    )
