"""What a widget on somebody else's site shows: as much as a stranger may see."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from medagora.catalogue import access
from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import State
from medagora.community.queries import profiles
from medagora.kernel.refusals import NotFound
from medagora.kernel.text import shorten, tidy
from medagora.people.queries import hats
from medagora.site.embedding import PAGES, Subject
from medagora.topics import queries as topics
from medagora.web.links import absolute

USUAL_COUNT, MOST_COUNT = 6, 20
LONGEST_TEXT = 300


@dataclass(frozen=True)
class Line:
    """A row of a widget; ``address`` leads off our site, if it is there."""

    title: str
    page: str
    language: str
    address: str = ""
    kind: str = ""
    note: str = ""
    note_language: str = ""


@dataclass(frozen=True)
class Widget:
    """What a frame shows, each text with its language."""

    title: str
    language: str
    text: str = ""
    text_language: str = ""
    by_name: str = ""
    address: str = ""  # of a resource: where it is
    lines: tuple[Line, ...] = ()
    more: bool = False  # there is more than the lines


def get_widget(
    subject: Subject, *, count: int = USUAL_COUNT, audience: str = "both"
) -> Widget:
    """What a stranger may see of the subject; Refusal otherwise."""
    return _READERS[subject.kind](subject, count, audience)


def _topic(subject: Subject, count: int, audience: str) -> Widget:
    topic = topics.get_topic(subject.key)
    text = topics.text_of(topic, subject.language)
    cards = catalogue.list_newest(
        audience=audience, language=subject.language, topic_id=topic.pk, limit=count + 1
    )
    return Widget(
        title=text.name if text else topic.slug,
        language=text.language if text else "en",
        text=_short(text.description) if text else "",
        text_language=text.language if text else "",
        lines=tuple(_line(card) for card in cards[:count]),
        more=len(cards) > count,
    )


def _collection(subject: Subject, count: int, audience: str) -> Widget:
    collection = access.get_collection_to_read(subject.key, viewer=None)
    items = catalogue.list_items(collection, subject.language)
    shown = [item for item in items if item.is_shown]
    return Widget(
        title=collection.title,
        language=collection.language,
        text=_short(collection.description),
        text_language=collection.language,
        by_name=collection.by_name,
        lines=tuple(
            _line(item.card, note=item.note, note_language=collection.language)
            for item in shown[:count]
        ),
        more=len(shown) > count,
    )


def _resource(subject: Subject, count: int, audience: str) -> Widget:
    resource = access.get_resource_to_read(subject.key, viewer=None)
    if resource.state != State.PUBLISHED:
        raise NotFound(_("This is no longer listed on this site."))
    card = catalogue.card_of(resource, subject.language)
    return Widget(
        title=card.title,
        language=card.title_language,
        text=_short(card.description),
        text_language=card.description_language,
        by_name=card.publisher,
        address=card.address,
    )


def _prescribed(subject: Subject, count: int, audience: str) -> Widget:
    """What a professional chose: the public collections under a hat with a name."""
    profile = profiles.of_hat(hats.get_hat(subject.key), None)
    if not profile.is_named:
        raise NotFound(_("There is nothing public under this hat."))
    return Widget(
        title=profile.name,
        language="",
        lines=tuple(
            Line(
                title=collection.title,
                page=_page("collection", collection.uid),
                language=collection.language,
                note=_short(collection.description),
                note_language=collection.language,
            )
            for collection in profile.collections[:count]
        ),
        more=len(profile.collections) > count,
    )


_READERS: Mapping[str, Callable[[Subject, int, str], Widget]] = {
    "topic": _topic,
    "collection": _collection,
    "resource": _resource,
    "prescribed": _prescribed,
}


def _line(card: catalogue.Card, *, note: str = "", note_language: str = "") -> Line:
    """With a collector's note, else with our own description."""
    return Line(
        title=card.title,
        page=_page("resource", card.uid),
        language=card.title_language,
        address=card.address,
        kind=card.kind,
        note=_short(note or card.description),
        note_language=note_language if note else card.description_language,
    )


def _page(kind: str, key: str) -> str:
    view, name = PAGES[kind]
    return absolute(reverse(view, kwargs={name: key}))


def _short(text: str) -> str:
    return shorten(tidy(text), LONGEST_TEXT)
