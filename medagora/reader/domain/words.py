"""The closed lists of this room."""

from enum import StrEnum


class Sort(StrEnum):
    """What a feed brings, as sections of My page; from the kind of its resource."""

    JOURNAL = "journal"
    NEWS = "news"
    BLOG = "blog"
    PODCAST = "podcast"
    VIDEO = "video"
    OTHER = "other"


class FeedState(StrEnum):
    """Whether a feed is asked for news. Only an active one is."""

    ACTIVE = "active"
    PAUSED = "paused"  # by a curator
    DEAD = "dead"  # it failed for weeks
    GONE = "gone"  # its server said 410: never again
    RETIRED = "retired"  # by a curator
    MERGED = "merged"  # it was another feed's double


#: States in which a feed will bring nothing more: its readers were told.
ENDED = frozenset({FeedState.DEAD, FeedState.GONE, FeedState.RETIRED})


#: Keys of feeds that are never asked and hold what one person kept from a file.
KEPT = "kept:"


class View(StrEnum):
    """Which entries a list shows."""

    UNREAD = "unread"
    ALL = "all"
    SAVED = "saved"
    HISTORY = "history"


class Layout(StrEnum):
    SECTIONS = "sections"
    STREAM = "stream"


class NoticeKind(StrEnum):
    """What was said about a paper after it was published."""

    RETRACTION = "retraction"
    CONCERN = "concern"
    CORRECTION = "correction"


class Frequency(StrEnum):
    """How often a digest goes out."""

    OFF = "off"
    IMMEDIATE = "immediate"
    DAILY = "daily"
    WEEKLY = "weekly"


class NewsKind(StrEnum):
    """What a reader is told about what they follow or saved."""

    SOURCE_ENDED = "source-ended"
    SOURCE_MOVED = "source-moved"
    NOTICE = "notice"
    PUBLISHED = "published"  # a saved preprint is now published


class KeyScope(StrEnum):
    """What a private key opens."""

    FEEDS = "feeds"  # lists as Atom and JSON Feed, read only
    APPS = "apps"  # reading programs: read and mark
