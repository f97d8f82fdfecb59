"""Writes about topics: the door of this room for changes."""

from medagora.topics.services.imports import (
    preview_medlineplus,
    restore_topics,
    take_medlineplus,
)
from medagora.topics.services.texts import add_topic, remove_text, save_text
from medagora.topics.services.topics import (
    load_starter_topics,
    read_starter_topics,
    save_topic,
    store_drafts,
)

__all__ = [
    "add_topic",
    "load_starter_topics",
    "preview_medlineplus",
    "read_starter_topics",
    "remove_text",
    "restore_topics",
    "save_text",
    "save_topic",
    "store_drafts",
    "take_medlineplus",
]
