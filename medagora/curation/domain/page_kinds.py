"""What kind of resource a page probably is: a guess that people correct."""

import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from medagora.catalogue.domain.words import Kind

#: Host (and what its subdomains end with) and the beginning of the path. The first
#: that fits decides, so narrower ones stand first.
_PLACES: tuple[tuple[str, str, Kind], ...] = (
    ("youtube.com", r"/(@|channel/|c/|user/|playlist)", Kind.VIDEO_CHANNEL),
    ("vimeo.com", r"/(channels/|user|showcase/)", Kind.VIDEO_CHANNEL),
    ("podcasts.apple.com", "", Kind.PODCAST),
    ("podcasts.google.com", "", Kind.PODCAST),
    ("open.spotify.com", r"/(show|episode)/", Kind.PODCAST),
    ("soundcloud.com", "", Kind.PODCAST),
    ("apps.apple.com", "", Kind.APP),
    ("itunes.apple.com", r".*/app/", Kind.APP),
    ("play.google.com", r"/store/apps", Kind.APP),
    ("facebook.com", r"/groups/", Kind.COMMUNITY),
    ("reddit.com", r"/r/", Kind.COMMUNITY),
    ("healthunlocked.com", "", Kind.COMMUNITY),
    ("patientslikeme.com", "", Kind.COMMUNITY),
    ("inspire.com", "", Kind.COMMUNITY),
    ("facebook.com", "", Kind.SOCIAL_ACCOUNT),
    ("instagram.com", "", Kind.SOCIAL_ACCOUNT),
    ("twitter.com", "", Kind.SOCIAL_ACCOUNT),
    ("x.com", "", Kind.SOCIAL_ACCOUNT),
    ("tiktok.com", "", Kind.SOCIAL_ACCOUNT),
    ("linkedin.com", "", Kind.SOCIAL_ACCOUNT),
    ("bsky.app", r"/profile/", Kind.SOCIAL_ACCOUNT),
    ("pinterest.com", "", Kind.SOCIAL_ACCOUNT),
    ("wikipedia.org", r"/wiki/", Kind.WIKI_PAGE),
    ("wikibooks.org", r"/wiki/", Kind.WIKI_PAGE),
    ("slideshare.net", "", Kind.SLIDES),
    ("speakerdeck.com", "", Kind.SLIDES),
    ("prezi.com", "", Kind.SLIDES),
    ("coursera.org", "", Kind.COURSE),
    ("edx.org", "", Kind.COURSE),
    ("futurelearn.com", "", Kind.COURSE),
    ("secondlife.com", "", Kind.VIRTUAL_WORLD),
    ("decisionaid.ohri.ca", "", Kind.DECISION_AID),
    ("wordpress.com", "", Kind.BLOG),
    ("blogspot.com", "", Kind.BLOG),
    ("substack.com", "", Kind.BLOG),
    ("medium.com", "", Kind.BLOG),
    ("tumblr.com", "", Kind.BLOG),
)
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
#: Words that are a whole segment of a path or a label of a host.
_WORDS: tuple[tuple[str, Kind], ...] = (
    (r"podcasts?", Kind.PODCAST),
    (r"guidelines?|guidance|leitlinien?", Kind.GUIDELINE),
    (r"decision-?aids?", Kind.DECISION_AID),
    (r"calculators?|tools?", Kind.TOOL),
    (r"forums?|foro|forum|community|communities", Kind.COMMUNITY),
    (r"blogs?", Kind.BLOG),
    (r"journals?", Kind.JOURNAL),
    (r"news", Kind.NEWS),
    (r"courses?|kurse?|cursos?", Kind.COURSE),
)


def guess_kind(
    address: str, types: Collection[str] = (), *, has_episodes: bool = False
) -> Kind:
    """The likely kind; a plain website when nothing points elsewhere.

    ``types`` are what the page says of itself in schema.org or Open Graph words.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    for place, path, kind in _PLACES:
        if (host == place or host.endswith(f".{place}")) and re.match(path, parts.path):
            return kind
    if has_episodes:
        return Kind.PODCAST
    for name in types:
        if name.lower() in _TYPES:
            return _TYPES[name.lower()]
    segments = [*parts.path.lower().strip("/").split("/"), *host.split(".")]
    for words, kind in _WORDS:
        if any(re.fullmatch(words, segment) for segment in segments):
            return kind
    return Kind.WEBSITE
