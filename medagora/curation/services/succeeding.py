"""What takes the place of a resource that is retired, as a curator names it."""

import re
from typing import TYPE_CHECKING

from django.conf import settings

from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import State
from medagora.catalogue.queries import upkeep
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource

_UID = re.compile(r"[0-9a-z]{4,16}")
_OUR_PAGE = re.compile(r"/(?:[a-z-]{2,12}/)?resource/([0-9a-z]{4,16})/?(?:[?#].*)?")


def named_successor(text: str, *, of: "Resource") -> "Resource | None":
    """From its address, its page on this site or its public id; None for nothing.
    BadInput unless it is published here and another one."""
    words = tidy(text)
    if not words:
        return None
    found = _by_uid(words) or _by_address(words)
    if found is None:
        raise BadInput("We have no resource of this address.", field="successor")
    if found.pk == of.pk:
        raise BadInput("Nothing takes its own place.", field="successor")
    if found.state != State.PUBLISHED:
        raise BadInput(
            "What takes its place must be published here first.", field="successor"
        )
    return found


def _by_uid(words: str) -> "Resource | None":
    ours = words.removeprefix(settings.CONFIG.site_url.rstrip("/"))
    page = _OUR_PAGE.fullmatch(ours)
    uid = page[1] if page else words
    if not _UID.fullmatch(uid):
        return None
    return upkeep.all_resources().filter(uid=uid).first()


def _by_address(words: str) -> "Resource | None":
    try:
        return catalogue.find_by_address(words)
    except BadInput:
        return None
