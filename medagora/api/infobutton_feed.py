"""The answer to a health record as a feed with addresses and words."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from medagora.api.domain.infobutton import ages, names
from medagora.api.domain.infobutton.asked import Coded, Person
from medagora.api.domain.infobutton.feed import Category, Entry, Feed, Link
from medagora.api.domain.infobutton.medlineplus import Pointer
from medagora.api.queries.choosing import Chosen
from medagora.api.queries.infobutton import Answer
from medagora.catalogue.domain.words import Audience
from medagora.kernel import languages
from medagora.web.links import absolute

MEDLINEPLUS = "MedlinePlus.gov"
#: Stands for a resource in an address that is made once for all of them.
_ANY = "0000000000"
_PATIENT = Category(names.RECIPIENT, Person.PATIENT)
_PROVIDER = Category(names.RECIPIENT, Person.PROVIDER)
_PERSONS: dict[str, tuple[Category, ...]] = {
    Audience.PATIENTS: (_PATIENT,),
    Audience.PROFESSIONALS: (_PROVIDER,),
    Audience.BOTH: (_PATIENT, _PROVIDER),
}


def feed_of(answer: Answer, *, now: datetime) -> Feed:
    """In the language that is active. The same question has the same id, whoever
    asks, and nothing in it says who the patient is."""
    itself = absolute(f"{_own_path()}?{urlencode(_clinical(answer))}")
    same = _same(answer)
    entries = [_entry(row, same, answer.language) for row in answer.chosen]
    return Feed(
        id=itself,
        title=str(settings.CONFIG.site_name),
        subtitle=_subtitle(answer),
        language=get_language() or "en",
        updated=now,
        author=str(settings.CONFIG.site_name),
        author_address=absolute("/"),
        links=(Link(itself, rel="self", type="text/xml"),),
        categories=tuple(_mirrored(answer)),
        entries=tuple(
            entries or [_foreign(one, answer, now) for one in answer.elsewhere]
        ),
    )


@cache
def _own_path() -> str:
    return reverse("infobutton")


@cache
def _resource_path(_language: str) -> str:
    """Of any resource's page in the language that is active."""
    return reverse("site:resource-detail", args=[_ANY])


def _subtitle(answer: Answer) -> str:
    language = languages.name_in(answer.language, get_language() or "en")
    if answer.elsewhere:
        return _(
            "This catalogue has nothing on this; what follows is from %(site)s"
        ) % {"site": MEDLINEPLUS}
    if not answer.names:
        return _("No topic of this catalogue fits")
    subject = ", ".join(answer.names[:3])
    count = len(answer.chosen)
    words = ngettext(
        "%(subject)s: one resource in %(language)s",
        "%(subject)s: %(count)d resources in %(language)s",
        count,
    )
    return words % {"subject": subject, "count": count, "language": language}


def _clinical(answer: Answer) -> list[tuple[str, str]]:
    """The parameters that say what the question is; never those about somebody."""
    asked = answer.asked
    pairs = [
        *_coded(names.MAIN, asked.criteria, every=True),
        *_coded(names.SUB_TOPIC, asked.sub_topics, every=True),
        (f"{names.TASK}.c", asked.task if "task" in answer.wishes.used else ""),
        (names.RECIPIENT, asked.recipient or ""),
        (f"{names.RECIPIENT_LANGUAGE}.c", answer.language),
    ]
    return [(name, value) for name, value in pairs if value]


def _coded(
    stem: str, rows: tuple[Coded, ...], *, every: bool
) -> Iterator[tuple[str, str]]:
    """Their parts by name; of those with a code the names only if ``every``."""
    for place, row in enumerate(rows):
        named = (row.name, row.text) if every or not row.code else ("", "")
        parts = (row.code, row.system, row.system_name, *named)
        for part, value in zip(names.CODED, parts, strict=True):
            yield names.numbered(f"{stem}.{part}", place), value


def _mirrored(answer: Answer) -> Iterator[Category]:
    """What of the request had a part in the answer; the rest is not repeated."""
    asked, used = answer.asked, answer.wishes.used
    pairs = list(_of_criteria(answer))
    if "sub_topics" in used:
        pairs += _coded(names.SUB_TOPIC, asked.sub_topics, every=True)
    single = {
        f"{names.TASK}.c": asked.task if "task" in used else "",
        names.RECIPIENT: asked.recipient or "",
        f"{_language_stem(answer)}.c": asked.language,
        f"{names.AGE_GROUP}.c": asked.age_group,
        f"{names.AGE_GROUP}.dn": ages.NAMES.get(asked.age_group, ""),
        f"{names.GENDER}.c": asked.gender if "gender" in used else "",
    }
    pairs += single.items()
    return (Category(scheme, term) for scheme, term in pairs if term)


def _of_criteria(answer: Answer) -> Iterator[tuple[str, str]]:
    for place, row in enumerate(answer.asked.criteria):
        every = answer.is_by_name(place)
        for name, value in _coded(names.MAIN, (row,), every=every):
            yield names.numbered(name, place), value


def _language_stem(answer: Answer) -> str:
    """Whose language decided."""
    if answer.asked.recipient_language:
        return names.RECIPIENT_LANGUAGE
    return names.PERFORMER_LANGUAGE


class _Same(NamedTuple):
    """What all entries of an answer have in common, made once."""

    resource: str
    page: str
    why: str
    reader: str
    kinds: str
    by_concept: tuple[tuple[Category, ...], ...]


def _same(answer: Answer) -> _Same:
    language = Category(f"{names.RECIPIENT_LANGUAGE}.c", answer.language)
    reader = get_language() or "en"
    return _Same(
        resource=absolute("/resource/"),  # the same in every language
        page=absolute(_resource_path(reader)),
        why=_("Why this was chosen"),
        reader=reader,
        kinds=absolute("/api/v1/docs#kind"),
        by_concept=tuple(
            (*_about(concept), language) for concept in answer.asked.criteria
        ),
    )


def _about(concept: Coded) -> Iterator[Category]:
    for name, value in _coded(names.MAIN, (concept,), every=not concept.code):
        if value:
            yield Category(name, value)


def _entry(row: Chosen, same: _Same, language: str) -> Entry:
    facts, words = row.facts, row.words
    page = same.page.replace(_ANY, facts.uid)
    return Entry(
        id=f"{same.resource}{facts.uid}/",
        title=words.title,
        language=words.language,
        updated=max(facts.published_at, facts.updated_at),
        links=(
            Link(facts.address, language=language, title=words.title),
            Link(page, rel="related", language=same.reader, title=same.why),
        ),
        summary=words.description,
        author=facts.publisher,
        categories=(
            *same.by_concept[row.topic.concept],
            *_PERSONS[facts.audience],
            Category("relevanceScore", f"{row.score:.2f}"),
            Category(same.kinds, facts.kind),
        ),
    )


def _foreign(pointer: Pointer, answer: Answer, now: datetime) -> Entry:
    """Said to be of MedlinePlus wherever it is shown."""
    with override(answer.language):
        label = _("From %(site)s") % {"site": MEDLINEPLUS}
    return Entry(
        id=pointer.address,
        title=pointer.title,
        language=answer.language,
        updated=now.replace(hour=0, minute=0, second=0, microsecond=0),
        links=(Link(pointer.address, language=answer.language, title=label),),
        summary=f"{label}. {pointer.summary}".strip(),
        author=MEDLINEPLUS,
        categories=(Category(f"{names.RECIPIENT_LANGUAGE}.c", answer.language),),
    )
