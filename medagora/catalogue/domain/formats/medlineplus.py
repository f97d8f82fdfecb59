"""MedlinePlus health topics: one XML file of all topics with their sites.

Format: https://medlineplus.gov/xml/ (DTD of 2012-06-01; later ones add attributes).
Reads a file of any size in a few megabytes: each topic is dropped once given.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import BinaryIO

from lxml import etree

from medagora.catalogue.domain.drafts import ResourceDraft, TextDraft
from medagora.catalogue.domain.formats.rows import (
    FactsRow,
    Item,
    ResourceRow,
    Skipped,
    resource_row,
    skipped,
)
from medagora.catalogue.domain.formats.xml import (
    SAFE,
    fault_of,
    is_at_end,
    line_of,
    refuse_declared,
    refuse_entities_in,
)
from medagora.catalogue.domain.words import Audience, Kind
from medagora.kernel.languages import codes_by_english_name
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import fold, sentences, shorten, tidy
from medagora.topics.domain.medlineplus import TopicFacts

PUBLISHER = "MedlinePlus"
_LANGUAGES = {"English": "en", "Spanish": "es"}
_OUR_HOSTS = re.compile(
    r"^https?://(www\.)?(nlm\.nih\.gov/medlineplus|medlineplus\.gov)"
)
_TAGS = re.compile(r"<[^>]*(>|$)")
#: Enough of a summary to hold two sentences.
_SUMMARY_HEAD = 4000

#: Their categories, in both languages of the file, that say more than "a page".
_KINDS = {
    "organizations": Kind.WEBSITE,
    "organizaciones": Kind.WEBSITE,
    "directories": Kind.TOOL,
    "directorios": Kind.TOOL,
    "find an expert": Kind.WEBSITE,
    "encuentre a un experto": Kind.WEBSITE,
    "health check tools": Kind.TOOL,
    "herramientas para la salud": Kind.TOOL,
    "games": Kind.TOOL,
    "juegos": Kind.TOOL,
    "tutorials": Kind.COURSE,
    "tutoriales": Kind.COURSE,
    "latest news": Kind.NEWS,
    "ultimas noticias": Kind.NEWS,
    "clinical trials": Kind.TOOL,
    "ensayos clinicos": Kind.TOOL,
}
_FOR_PROFESSIONALS = {"journal articles", "articulos de revistas"}


def read(stream: BinaryIO) -> Iterator[Item]:
    """Each topic's facts, its own page, its pages in other languages, its sites."""
    refuse_entities_in(stream)
    events = etree.iterparse(stream, events=("start", "end"), **SAFE)
    seen = 0
    try:
        _check_root(events)
        for event, element in events:
            if event == "end" and element.tag == "health-topic":
                seen += 1
                yield from _topic(element)
                _drop(element)
    except etree.XMLSyntaxError as error:
        is_cut = is_at_end(stream, error.position)
        raise fault_of(error, is_cut=is_cut) from None
    if not seen:
        raise BadInput("The file holds no health topics.")


def _check_root(events: "etree.iterparse") -> None:
    """Looks at the first element, and at what the file declares."""
    root: etree._Element = next(iter(events))[1]
    refuse_declared(root.getroottree())
    if root.tag != "health-topics":
        raise BadInput(
            "The file is not MedlinePlus: it begins with <%(tag)s> "
            "instead of <health-topics>.",
            tag=root.tag,
        )


def _drop(element: etree._Element) -> None:
    """Frees the topic and what stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]


def _topic(element: etree._Element) -> Iterator[Item]:
    line = line_of(element)
    facts = _facts(element)
    if facts is None:
        yield skipped(line, "The topic has no id, title or language that we know.")
        return
    yield FactsRow(line, facts)
    yield _page(element, facts, line)
    mapped = element.find("language-mapped-topic")
    own = mapped.get("url") if mapped is not None else None
    for other in element.iterfind("other-language"):
        if other.get("url") != own:  # that page comes with its own topic
            yield _in_other_language(other, facts)
    for site in element.iterfind("site"):
        yield _site(site, facts)


def _facts(element: etree._Element) -> TopicFacts | None:
    title = tidy(element.get("title", ""))
    language = _LANGUAGES.get(element.get("language", ""))
    number = element.get("id", "")
    if not (title and language and number):
        return None
    mapped = element.find("language-mapped-topic")
    return TopicFacts(
        id=number,
        title=title,
        language=language,
        summary=_summary(element),
        synonyms=_words(element, "also-called") + _words(element, "see-reference"),
        groups=_words(element, "group"),
        mesh=tuple(
            descriptor.get("id", "")
            for descriptor in element.iterfind("mesh-heading/descriptor")
            if descriptor.get("id")
        ),
        related=tuple(
            related.get("id", "")
            for related in element.iterfind("related-topic")
            if related.get("id")
        ),
        counterpart=mapped.get("id", "") if mapped is not None else "",
    )


def _words(element: etree._Element, tag: str) -> tuple[str, ...]:
    found = (tidy(child.text or "") for child in element.iterfind(tag))
    return tuple(dict.fromkeys(word for word in found if word))


def _summary(element: etree._Element) -> str:
    """Two plain sentences: their own short description, else of the summary."""
    short = tidy(element.get("meta-desc", ""))
    if short:
        return short
    html = (element.findtext("full-summary") or "")[:_SUMMARY_HEAD]
    plain = tidy(unescape(_TAGS.sub(" ", html)))
    return shorten(" ".join(sentences(plain)[:2]), 400)


def _page(
    element: etree._Element, facts: TopicFacts, line: int
) -> ResourceRow | Skipped:
    draft = ResourceDraft(
        address=element.get("url", ""),
        kind=Kind.ARTICLE,
        audience=Audience.PATIENTS,
        texts={facts.language: TextDraft(facts.title, facts.summary)},
        languages=(facts.language,),
        publisher=PUBLISHER,
        country="US",
    )
    key = f"medlineplus:{facts.id}"
    return resource_row(line, draft, within=(facts.id,), key=key)


def _in_other_language(
    element: etree._Element, facts: TopicFacts
) -> ResourceRow | Skipped:
    line = line_of(element)
    name = tidy(element.text or "")
    code = codes_by_english_name().get(name.casefold())
    if code is None:
        return skipped(line, f"“{name}” is not a language we know.", facts.title)
    vernacular = tidy(element.get("vernacular-name", "")) or name
    draft = ResourceDraft(
        address=element.get("url", ""),
        kind=Kind.ARTICLE,
        audience=Audience.PATIENTS,
        texts={facts.language: TextDraft(f"{facts.title} ({vernacular})")},
        languages=(code,),
        publisher=PUBLISHER,
        country="US",
    )
    return resource_row(line, draft, within=(facts.id,))


def _site(element: etree._Element, facts: TopicFacts) -> ResourceRow | Skipped:
    line = line_of(element)
    address = element.get("url", "")
    categories = [fold(word) for word in _words(element, "information-category")]
    publishers = _words(element, "organization")
    own = PUBLISHER if _OUR_HOSTS.match(address) else ""
    draft = ResourceDraft(
        address=address,
        kind=next((_KINDS[c] for c in categories if c in _KINDS), Kind.ARTICLE),
        audience=(
            Audience.PROFESSIONALS
            if _FOR_PROFESSIONALS.intersection(categories)
            else Audience.PATIENTS
        ),
        texts={facts.language: TextDraft(element.get("title", ""))},
        languages=(facts.language,),
        publisher=publishers[0] if publishers else own,
    )
    return resource_row(line, draft, within=(facts.id,))
