"""Other ways into an account than a session, such as keys for programs.

Rooms above that give such keys say here how they end.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from medagora.people.models import Person

End = Callable[["Person"], None]
_ends: dict[str, End] = {}


def register_way_in(room: str, end: End) -> None:
    """``end`` takes away, for good, what the room gave this person to act without a
    session; called within the transaction that ends their sessions."""
    _ends[room] = end


def end_ways_in(person: "Person") -> None:
    """At once and not by news: whoever presses this may be in a hurry."""
    for end in _ends.values():
        end(person)
