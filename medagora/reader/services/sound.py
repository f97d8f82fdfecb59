"""Sound: where it really comes from, and its chapters, found when somebody wants to
listen and not before."""

import threading
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

from medagora.reader.domain.chapters import (
    Chapter,
    chapters_of_file,
    chapters_of_text,
)
from medagora.reader.domain.identity import number_of
from medagora.reader.domain.showing import origin_of
from medagora.reader.gateways.sound import Found, SoundFinder
from medagora.reader.queries.lines import Line

#: Addresses of files often carry a ticket that soon ends.
_KEPT_SECONDS = 5 * 60
#: One request of a process looks for a sound; the others play what the entry says.
_LOOKING = threading.BoundedSemaphore(1)


@dataclass(frozen=True)
class Sound:
    """What a player needs. Without an origin the page may not load it: then there is
    only the link."""

    address: str
    origin: str
    chapters: tuple[Chapter, ...] = ()


def find_sound(line: Line, text_html: str, *, finder: SoundFinder) -> Sound:
    """The sound of an entry at its last address, so that a listener meets neither
    counting stations nor a redirect that the page's policy would refuse."""
    found = _find(line, finder)
    address = found.address or line.media
    chapters = chapters_of_file(found.chapters)
    return Sound(
        address,
        origin_of(address),
        chapters or chapters_of_text(text_html, line.media_seconds),
    )


def _find(line: Line, finder: SoundFinder) -> Found:
    if not settings.CONFIG.outside:
        return Found()
    chapters = str(line.details.get("chapters", ""))
    key = f"sound:{number_of(line.media, chapters)}"
    found: Found | None = cache.get(key)
    if found is not None or not _LOOKING.acquire(blocking=False):
        return found or Found()
    try:
        found = finder.find(line.media, chapters)
    finally:
        _LOOKING.release()
    cache.set(key, found, _KEPT_SECONDS)
    return found
