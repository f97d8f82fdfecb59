"""What kind of resource an address looks like: a first guess that people correct."""

import re
from urllib.parse import SplitResult, urlsplit

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
    ("libsyn.com", "", Kind.PODCAST),
    ("simplecast.com", "", Kind.PODCAST),
    ("megaphone.fm", "", Kind.PODCAST),
    ("omnycontent.com", "", Kind.PODCAST),
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


def guess_kind(address: str, otherwise: Kind | str = Kind.WEBSITE) -> str:
    """The kind that host and path suggest, or ``otherwise``."""
    return kind_of_place(address) or kind_of_words(address) or otherwise


def kind_of_place(address: str) -> Kind | None:
    """What is found on this well-known host, if it is one."""
    parts = _split(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    for place, path, kind in _PLACES:
        if (host == place or host.endswith(f".{place}")) and re.match(path, parts.path):
            return kind
    return None


def kind_of_words(address: str) -> Kind | None:
    """What a word of the address says, such as ``/blog/``."""
    parts = _split(address)
    host = (parts.hostname or "").removeprefix("www.")
    segments = [*parts.path.lower().strip("/").split("/"), *host.split(".")]
    for words, kind in _WORDS:
        if any(re.fullmatch(words, segment) for segment in segments):
            return kind
    return None


def _split(address: str) -> SplitResult:
    """Also for what is no address at all, which others refuse with a sentence."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
