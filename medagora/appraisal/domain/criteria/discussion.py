"""Whether a page is a discussion among visitors: a forum's thread, questions and
answers. What stands there is not the site's own word.

Told by what the page's code or address says; a thread that says nothing of itself is
read like any other page.
"""

from urllib.parse import urlsplit

from medagora.appraisal.domain.criteria.linked_people import objects_of, types_of
from medagora.appraisal.domain.page import Page

_TYPES = frozenset({"discussionforumposting", "qapage"})
_GENERATORS = ("discourse", "phpbb", "vbulletin", "mybb", "xenforo", "invision", "smf")
#: Folders of threads, and scripts that show one.
_FOLDERS = frozenset({"forum", "forums", "foro", "foros", "forumok", "threads"})
_SCRIPTS = frozenset({"viewtopic.php", "showthread.php", "viewthread.php"})
_DEEPEST = 6


def is_discussion(page: Page) -> bool:
    """Whether visitors wrote the main text."""
    if any(types_of(item) & _TYPES for item in objects_of(page)):
        return True
    if page.meta.get("generator", "").lower().startswith(_GENERATORS):
        return True
    try:
        path = urlsplit(page.address[:2000]).path.lower()
    except ValueError:
        return False
    parts = path.rstrip("/").split("/")[1 : 1 + _DEEPEST]
    # "/forum" itself may be a page about the forum; its threads stand below
    return not (_FOLDERS.isdisjoint(parts[:-1]) and _SCRIPTS.isdisjoint(parts))
