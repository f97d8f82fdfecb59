"""Feeds and their entries; what people follow, read, save and watch."""

from medagora.reader.models.entries import (
    Entry,
    EntryText,
    Mention,
    Notice,
    OpenCopy,
    Sighting,
    WorkKey,
    WorkLink,
)
from medagora.reader.models.feeds import Feed, FeedDay, HubLease
from medagora.reader.models.readers import (
    Alert,
    AlertHit,
    Digest,
    Mark,
    MuteRule,
    MyPage,
    ReaderKey,
    ReaderNews,
    Subscription,
    Undo,
)

__all__ = [
    "Alert",
    "AlertHit",
    "Digest",
    "Entry",
    "EntryText",
    "Feed",
    "FeedDay",
    "HubLease",
    "Mark",
    "Mention",
    "MuteRule",
    "MyPage",
    "Notice",
    "OpenCopy",
    "ReaderKey",
    "ReaderNews",
    "Sighting",
    "Subscription",
    "Undo",
    "WorkKey",
    "WorkLink",
]
