"""A resource as a list shows it, in the words that its reader understands best."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol, TypeVar

from django.db.models import QuerySet

from medagora.catalogue.domain.words import LinkState
from medagora.catalogue.models import Resource, ResourceLanguage, ResourceText

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


class Words(Protocol):
    """What a resource is called in one language, and its description."""

    @property
    def language(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def description(self) -> str: ...


AnyWords = TypeVar("AnyWords", bound=Words)


class WordsRow(NamedTuple):
    """``Words`` as lists read them."""

    language: str
    title: str
    description: str


@dataclass(frozen=True)
class Shown:
    """A resource with all its words, of which its card is made in any language."""

    id: int
    columns: dict[str, Any]
    texts: dict[str, WordsRow]
    languages: tuple[str, ...]

    def card(self, language: str) -> Card:
        return _card(self.columns, self.texts, self.languages, language)


#: What a card says as the resource's own row says it.
_COLUMNS = (
    "id",
    "uid",
    "address",
    "kind",
    "audience",
    "publisher",
    "country",
    "cost",
    "needs_sign_up",
    "state",
    "link_state",
    "published_at",
    "updated_at",
    "last_reviewed_on",
)


def cards_of(ids: Iterable[int], language: str) -> list[Card]:
    """The cards of these resources in the order of the ids; three queries."""
    order = list(ids)
    rows = list_shown(Resource.objects.filter(pk__in=set(order)))
    found = {shown.id: shown for shown in rows}
    return [found[pk].card(language) for pk in order if pk in found]


def list_shown(resources: QuerySet[Resource], *, state: str = "") -> list[Shown]:
    """These resources, or those in a state, with what cards say; three queries.

    Read as plain rows: models with what belongs to them cost twice as much, and a
    list of a hundred is asked for all the time.
    """
    rows = resources.values(*_COLUMNS, "first_reviewed_on", "source__slug")
    # the state is looked at here: by it SQLite would look through all that are in it
    found = {row["id"]: row for row in rows if state in {"", row["state"]}}
    texts: dict[int, dict[str, WordsRow]] = defaultdict(dict)
    columns = ("pk", "resource_id", *WordsRow._fields)
    words = ResourceText.objects.filter(resource__in=list(found))
    for _pk, resource, *row in sorted(words.values_list(*columns)):
        texts[resource][row[0]] = WordsRow(*row)
    spoken: dict[int, list[str]] = defaultdict(list)
    codes = ResourceLanguage.objects.filter(resource__in=list(found))
    for _pk, resource, code in sorted(codes.values_list(*columns[:3])):
        spoken[resource].append(code)
    return [
        Shown(pk, _with_mark(row), texts[pk], tuple(spoken[pk]))
        for pk, row in found.items()
    ]


def _with_mark(row: dict[str, Any]) -> dict[str, Any]:
    slug, reviewed_on = row.pop("source__slug"), row.pop("first_reviewed_on")
    return row | {"is_unconfirmed": slug == STARTER and reviewed_on is None}


def card_of(resource: Resource, language: str) -> Card:
    """The card of one resource whose texts and languages are at hand."""
    columns = {name: getattr(resource, name) for name in _COLUMNS}
    columns["is_unconfirmed"] = is_unconfirmed(resource)
    texts = {text.language: text for text in resource.texts.all()}
    return _card(columns, texts, spoken_by(resource), language)


def _card(
    columns: Mapping[str, Any],
    texts: Mapping[str, AnyWords],
    spoken: tuple[str, ...],
    language: str,
) -> Card:
    text = best_text(texts, spoken, language)
    title = text.title if text else columns["address"]
    return Card(
        **columns,
        title=title,
        title_language=_language_of_title(texts, spoken, title),
        description=text.description if text else "",
        description_language=text.language if text else "",
        languages=spoken,
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
    texts: Mapping[str, AnyWords], spoken: Iterable[str], language: str
) -> AnyWords | None:
    """The reader's language, else the resource's own first, else English, else any."""
    for code in (language, *spoken, "en"):
        if code in texts:
            return texts[code]
    return next(iter(texts.values()), None)


def _language_of_title(
    texts: Mapping[str, Words], spoken: Iterable[str], title: str
) -> str:
    """Titles are mostly the resource's own name: then they speak its language."""
    for code in (*spoken, *texts):
        if code in texts and texts[code].title == title:
            return code
    return next(iter(spoken), "")
