"""A resource as a list shows it, in the words that its reader understands best."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from medagora.catalogue.domain.words import LinkState
from medagora.catalogue.models import Resource, ResourceText

#: The source whose resources nobody here has looked at before they were shown.
STARTER = "starter"
_DOUBTFUL = {LinkState.BROKEN, LinkState.PARKED, LinkState.UNREACHABLE}


@dataclass(frozen=True)
class Card:
    """One resource of a list. ``title`` and ``description`` each say their language."""

    id: int
    uid: str
    address: str
    kind: str
    audience: str
    title: str
    title_language: str
    description: str
    description_language: str
    languages: tuple[str, ...]
    publisher: str
    country: str
    cost: str
    needs_sign_up: bool
    state: str
    link_state: str
    published_at: datetime | None
    updated_at: datetime
    last_reviewed_on: date | None
    #: Of the starter collection, and no curator of this site has confirmed it.
    is_unconfirmed: bool

    @property
    def is_link_doubtful(self) -> bool:
        return self.link_state in _DOUBTFUL


def cards_of(ids: Iterable[int], language: str) -> list[Card]:
    """The cards of these resources in the order of the ids; three queries."""
    order = list(ids)
    resources = Resource.objects.select_related("source").prefetch_related(
        "texts", "languages"
    )
    found = resources.in_bulk(order)
    return [card_of(found[pk], language) for pk in order if pk in found]


def card_of(resource: Resource, language: str) -> Card:
    """The card of one resource whose texts and languages are at hand."""
    texts = {text.language: text for text in resource.texts.all()}
    spoken = spoken_by(resource)
    text = best_text(texts, spoken, language)
    title = text.title if text else resource.address
    return Card(
        id=resource.pk,
        uid=resource.uid,
        address=resource.address,
        kind=resource.kind,
        audience=resource.audience,
        title=title,
        title_language=_language_of_title(texts, spoken, title),
        description=text.description if text else "",
        description_language=text.language if text else "",
        languages=spoken,
        publisher=resource.publisher,
        country=resource.country,
        cost=resource.cost,
        needs_sign_up=resource.needs_sign_up,
        state=resource.state,
        link_state=resource.link_state,
        published_at=resource.published_at,
        updated_at=resource.updated_at,
        last_reviewed_on=resource.last_reviewed_on,
        is_unconfirmed=is_unconfirmed(resource),
    )


def spoken_by(resource: Resource) -> tuple[str, ...]:
    """The languages it speaks, in the order in which they were given."""
    rows = sorted(resource.languages.all(), key=lambda row: row.pk)
    return tuple(row.language for row in rows)


def is_unconfirmed(resource: Resource) -> bool:
    source = resource.source
    is_starter = source is not None and source.slug == STARTER
    return is_starter and resource.first_reviewed_on is None


def best_text(
    texts: Mapping[str, ResourceText], spoken: Iterable[str], language: str
) -> ResourceText | None:
    """The reader's language, else the resource's own first, else English, else any."""
    for code in (language, *spoken, "en"):
        if code in texts:
            return texts[code]
    return next(iter(texts.values()), None)


def _language_of_title(
    texts: Mapping[str, ResourceText], spoken: Iterable[str], title: str
) -> str:
    """Titles are mostly the resource's own name: then they speak its language."""
    for code in (*spoken, *texts):
        if code in texts and texts[code].title == title:
            return code
    return next(iter(spoken), "")
