"""What this room is lent by rooms that see more: resources, and retracted papers.

Resources live on the same floor and are not seen from here. A room above lends a
finder when it starts (``AppConfig.ready``); without one there is nothing to judge.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from medagora.people.models import Person


@dataclass(frozen=True)
class Judged:
    """A resource as this room needs it. ``page`` is the path of its page here.

    ``is_open``: whether it can be judged anew; of one that is gone, what was said
    stays readable.
    """

    uid: str
    address: str
    title: str
    language: str
    page: str
    is_open: bool = True


FindJudged = Callable[[str, str, "Person | None"], Judged | None]

_find: FindJudged | None = None


def lend_resources(find: FindJudged) -> None:
    """``find`` gives the resource with a uid, in a language, as a viewer may see it."""
    global _find
    _find = find


def find_judged(uid: str, language: str, viewer: "Person | None") -> Judged | None:
    return _find(uid, language, viewer) if _find else None


# ---- what the engine is lent ---------------------------------------------------------
FindByAddress = Callable[[str, str], Judged | None]
#: Bare DOIs in lower case -> what became of them: ``domain.sight.Retracted``.
FindRetracted = Callable[[Collection[str]], Mapping[str, str]]

_find_by_address: FindByAddress | None = None
_find_retracted: FindRetracted | None = None
_is_list_kept: Callable[[], bool] | None = None


def lend_addresses(find: FindByAddress) -> None:
    """``find`` gives the published resource at an address, in a language."""
    global _find_by_address
    _find_by_address = find


def lend_retractions(find: FindRetracted, is_kept: Callable[[], bool]) -> None:
    """``find`` knows which papers were retracted; ``is_kept``: whether a list of them
    was ever taken in, without which nobody can say "none"."""
    global _find_retracted, _is_list_kept
    _find_retracted, _is_list_kept = find, is_kept


def find_judged_by_address(address: str, language: str) -> Judged | None:
    return _find_by_address(address, language) if _find_by_address else None


def retracted_papers() -> FindRetracted | None:
    """Who knows them; None where no list is kept."""
    return _find_retracted if _is_list_kept and _is_list_kept() else None
