"""What this room is lent by rooms that see more: papers, and what is alike.

Entries of the reader live on the same floor, and the search engine above. A room
above lends a finder when it starts (``AppConfig.ready``); without one the page still
works: a DOI is shown as a DOI, and likely answers come from the topics alone.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """A paper as its journal's feed told it. ``page``: the path of its page here."""

    title: str
    language: str
    page: str = ""


@dataclass(frozen=True)
class Alike:
    """What is near to a question that somebody is writing; best first."""

    questions: tuple[str, ...] = ()  # uids
    resources: tuple[str, ...] = ()  # uids


#: DOIs and PMIDs -> the papers that we know, by the same keys.
FindPapers = Callable[[Collection[str], Collection[str]], Mapping[str, Paper]]
#: Words, language, slugs of topics, how many of each.
FindAlike = Callable[[str, str, Sequence[str], int], Alike]

_find_papers: FindPapers | None = None
_find_alike: FindAlike | None = None


def lend_papers(find: FindPapers) -> None:
    """``find`` takes bare DOIs in lower case, and PMIDs."""
    global _find_papers
    _find_papers = find


def lend_alike(find: FindAlike) -> None:
    """``find`` gives questions that everybody may read, and published resources."""
    global _find_alike
    _find_alike = find


def find_papers(dois: Collection[str], pmids: Collection[str]) -> Mapping[str, Paper]:
    return _find_papers(dois, pmids) if _find_papers and (dois or pmids) else {}


def find_alike(
    words: str, language: str, topics: Sequence[str], *, limit: int
) -> Alike | None:
    """None while no room lends a finder."""
    return _find_alike(words, language, topics, limit) if _find_alike else None
