"""What kind of resource a page probably is: a guess that people correct."""

from collections.abc import Collection, Mapping

from medagora.catalogue.domain.kinds import kind_of_place, kind_of_words
from medagora.catalogue.domain.words import Kind

#: schema.org types and Open Graph types, in lower case.
_TYPES: Mapping[str, Kind] = {
    "article": Kind.ARTICLE,
    "medicalscholarlyarticle": Kind.ARTICLE,
    "scholarlyarticle": Kind.ARTICLE,
    "newsarticle": Kind.ARTICLE,
    "blogposting": Kind.ARTICLE,
    "blog": Kind.BLOG,
    "newsmediaorganization": Kind.NEWS,
    "podcastseries": Kind.PODCAST,
    "podcastepisode": Kind.PODCAST,
    "course": Kind.COURSE,
    "mobileapplication": Kind.APP,
    "softwareapplication": Kind.APP,
    "webapplication": Kind.TOOL,
    "discussionforumposting": Kind.COMMUNITY,
    "periodical": Kind.JOURNAL,
    "medicalguideline": Kind.GUIDELINE,
    "presentationdigitaldocument": Kind.SLIDES,
}


def guess_kind(
    address: str, types: Collection[str] = (), *, has_episodes: bool = False
) -> Kind:
    """The likely kind; a plain website when nothing points elsewhere.

    ``types`` are what the page says of itself in schema.org or Open Graph words.
    """
    if place := kind_of_place(address):
        return place
    if has_episodes:
        return Kind.PODCAST
    for name in types:
        if name.lower() in _TYPES:
            return _TYPES[name.lower()]
    return kind_of_words(address) or Kind.WEBSITE
