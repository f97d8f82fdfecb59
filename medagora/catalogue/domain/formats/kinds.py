"""Which kind of resource an address looks like; a first guess for a person."""

import re
from urllib.parse import urlsplit

from medagora.catalogue.domain.words import Kind

#: Host (or its end) with the kind of what is found there.
_HOSTS: tuple[tuple[str, Kind], ...] = (
    ("wikipedia.org", Kind.WIKI_PAGE),
    ("podcasts.apple.com", Kind.PODCAST),
    ("open.spotify.com", Kind.PODCAST),
    ("apps.apple.com", Kind.APP),
    ("itunes.apple.com", Kind.APP),
    ("play.google.com", Kind.APP),
    ("youtube.com", Kind.VIDEO_CHANNEL),
    ("vimeo.com", Kind.VIDEO_CHANNEL),
    ("slideshare.net", Kind.SLIDES),
    ("speakerdeck.com", Kind.SLIDES),
    ("coursera.org", Kind.COURSE),
    ("edx.org", Kind.COURSE),
    ("futurelearn.com", Kind.COURSE),
    ("reddit.com", Kind.COMMUNITY),
    ("patientslikeme.com", Kind.COMMUNITY),
    ("healthunlocked.com", Kind.COMMUNITY),
    ("twitter.com", Kind.SOCIAL_ACCOUNT),
    ("x.com", Kind.SOCIAL_ACCOUNT),
    ("facebook.com", Kind.SOCIAL_ACCOUNT),
    ("instagram.com", Kind.SOCIAL_ACCOUNT),
    ("linkedin.com", Kind.SOCIAL_ACCOUNT),
    ("bsky.app", Kind.SOCIAL_ACCOUNT),
    ("blogspot.com", Kind.BLOG),
    ("wordpress.com", Kind.BLOG),
    ("substack.com", Kind.BLOG),
    ("medium.com", Kind.BLOG),
)
_PODCAST = re.compile(
    r"podcast|\.megaphone\.fm|libsyn|simplecast|omnycontent", re.IGNORECASE
)
_BLOG = re.compile(r"^blogs?\.|/blogs?(/|$)", re.IGNORECASE)


def guess_kind(address: str, otherwise: str = Kind.WEBSITE) -> str:
    """The kind that host and path suggest, or ``otherwise``."""
    try:
        parts = urlsplit(address)
    except ValueError:  # no address at all, which others refuse with a sentence
        return otherwise
    host = (parts.hostname or "").removeprefix("www.")
    for ending, kind in _HOSTS:
        if host == ending or host.endswith("." + ending):
            return kind
    if _PODCAST.search(host + parts.path):
        return Kind.PODCAST
    if _BLOG.search(host + parts.path):
        return Kind.BLOG
    return otherwise
