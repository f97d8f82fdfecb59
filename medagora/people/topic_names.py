"""Topics as this room knows them: slugs, whose names a room above lends.

People follow topics and hold roles for them, but the topics live above this room.
"""

from collections.abc import Callable, Mapping

Names = Mapping[str, str]
_lender: Callable[[str], Names] | None = None


def lend_topic_names(lender: Callable[[str], Names]) -> None:
    """``lender`` gives slug and name of every topic in a language, A-Z."""
    global _lender
    _lender = lender


def topic_names(language: str) -> Names:
    """Names by slug, sorted by name; empty while no room lends any."""
    return _lender(language) if _lender else {}


def name_of(slug: str, names: Names) -> str:
    """The topic's name, or its slug when the topic is gone."""
    return names.get(slug, slug)
