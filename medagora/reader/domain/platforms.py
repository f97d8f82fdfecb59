"""What the address of a page alone tells about its feed: platforms and publishers
that give every channel, profile, blog or journal a feed at a place that can be known.

Each row is a pattern for host and path and the place of the feed. They are tried and
not believed: a place that brings no feed is not shown.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

YOUTUBE_CHANNEL = r"UC[\w-]{22}"
_NAME = r"[\w.-]{1,80}"


@dataclass(frozen=True)
class _Place:
    """``host/path`` of an address, without "www." and without what follows "?"."""

    pattern: re.Pattern[str]
    feed: Callable[[re.Match[str]], str]


def _place(pattern: str, feed: str) -> _Place:
    """``feed`` is an address with {name} for each group of the pattern."""
    return _Place(
        re.compile(pattern, re.IGNORECASE),
        lambda match: feed.format(**{k: v or "" for k, v in match.groupdict().items()}),
    )


def _biorxiv(match: re.Match[str]) -> str:
    """Collections are named with hyphens, subjects of feeds with underscores."""
    server = match["server"].lower()
    subject = (match["subject"] or "all").replace("-", "_")
    return f"https://connect.{server}.org/{server}_xml.php?subject={subject}"


_PLACES = (
    # films, talks, posts
    _place(
        rf"^(?:m\.)?youtube\.com/channel/(?P<id>{YOUTUBE_CHANNEL})",
        "https://www.youtube.com/feeds/videos.xml?channel_id={id}",
    ),
    _place(
        rf"^(?:m\.)?youtube\.com/user/(?P<name>{_NAME})",
        "https://www.youtube.com/feeds/videos.xml?user={name}",
    ),
    _place(
        rf"^vimeo\.com/(?P<name>[a-z]{_NAME})/?$", "https://vimeo.com/{name}/videos/rss"
    ),
    _place(
        rf"^(?:old\.|new\.)?reddit\.com/(?P<kind>r|user)/(?P<name>{_NAME})",
        "https://www.reddit.com/{kind}/{name}/.rss",
    ),
    # Mastodon and its kin: a profile, on any host
    _place(
        r"^(?P<host>(?!medium\.com|(?:m\.)?youtube\.com)[\w.-]+\.[a-z]{2,})"
        r"/@(?P<name>\w{1,60})/?$",
        "https://{host}/@{name}.rss",
    ),
    _place(
        rf"^bsky\.app/profile/(?P<name>{_NAME})/?$",
        "https://bsky.app/profile/{name}/rss",
    ),
    # blogs
    _place(rf"^medium\.com/(?P<name>@?{_NAME})/?$", "https://medium.com/feed/{name}"),
    _place(
        r"^(?P<host>[\w-]+\.(?:substack\.com|medium\.com|wordpress\.com|ghost\.io))(?:/|$)",
        "https://{host}/feed",
    ),
    _place(
        r"^(?P<host>[\w-]+\.blogspot\.[a-z.]{2,6})(?:/|$)",
        "https://{host}/feeds/posts/default",
    ),
    _place(
        r"^(?P<host>[\w-]+\.tumblr\.com)(?:/|$)",
        "https://{host}/rss",
    ),
    _place(
        rf"^github\.com/(?P<owner>{_NAME})/(?P<name>{_NAME})",
        "https://github.com/{owner}/{name}/releases.atom",
    ),
    # journals
    _place(
        r"^nature\.com/(?P<journal>[a-z]{2,20})(?:/|$|\.rss)",
        "https://www.nature.com/{journal}.rss",
    ),
    _place(
        r"^(?P<host>(?!www\.)[\w-]+\.bmj\.com)(?:/|$)",
        "https://{host}/rss/current.xml",
    ),
    _place(
        r"^journals\.plos\.org/(?P<journal>[a-z]{3,40})(?:/|$)",
        "https://journals.plos.org/{journal}/feed/atom",
    ),
    _Place(
        re.compile(
            r"^(?:connect\.)?(?P<server>biorxiv|medrxiv)\.org"
            r"(?:/collection/(?P<subject>[\w-]{1,60}))?",
            re.IGNORECASE,
        ),
        _biorxiv,
    ),
    _place(
        r"^(?P<host>[\w-]+\.biomedcentral\.com)(?:/|$)",
        "https://{host}/articles/most-recent/rss.xml",
    ),
    _place(
        r"^thelancet\.com/journals/(?P<journal>[a-z]{2,20})(?:/|$)",
        "https://www.thelancet.com/rssfeed/{journal}_current.xml",
    ),
    _place(
        r"^frontiersin\.org/journals/(?P<journal>[a-z-]{3,80})(?:/|$)",
        "https://www.frontiersin.org/journals/{journal}/rss",
    ),
    _place(
        r"^mdpi\.com/journal/(?P<journal>[a-z0-9-]{2,40})(?:/|$)",
        "https://www.mdpi.com/rss/journal/{journal}",
    ),
    _place(
        r"^(?P<host>[\w.-]*onlinelibrary\.wiley\.com)/(?:journal|toc|loi)/(?P<code>\w{8})",
        "https://{host}/action/showFeed?jc={code}&type=etoc&feed=rss",
    ),
    _place(
        r"^tandfonline\.com/(?:journals|toc|loi)/(?P<code>[a-z0-9]{4,8})(?:/|$)",
        "https://www.tandfonline.com/action/showFeed?type=etoc&feed=rss&jc={code}",
    ),
    _place(
        r"^journals\.sagepub\.com/(?:home|toc|loi)/(?P<code>[a-z]{3,6})(?:/|$)",
        "https://journals.sagepub.com/action/showFeed?jc={code}&type=etoc&feed=rss",
    ),
    _place(
        r"^nejm\.org(?:/|$)",
        "https://www.nejm.org/action/showFeed?jc=nejm&type=etoc&feed=rss",
    ),
)


def feeds_of_address(address: str) -> list[str]:
    """The feeds that a page at this address is known to have; mostly none, or one."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return []
    place = f"{host}{parts.path}"
    matches = ((row, row.pattern.search(place)) for row in _PLACES)
    found = dict.fromkeys(row.feed(match) for row, match in matches if match)
    return list(found)
