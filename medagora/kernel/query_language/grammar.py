"""What the queries of one room can say. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

#: Letters before a ``*``; fewer would begin half of all words.
SHORTEST_PREFIX = 3


@dataclass(frozen=True)
class Grammar:
    """A room's fields and its idea of a word.

    ``clean`` takes a fact, its value as typed and its place, and gives the value as
    it is compared; BadInput for one that cannot be.
    """

    #: How a field may be typed, in small letters, and which it is.
    fields: Mapping[str, str]
    #: Fields that say what something is; in all others stand words.
    facts: Collection[str]
    clean: Callable[[str, str, int], str]
    #: The words of a text as the room compares them.
    words_of: Callable[[str], Sequence[str]]
    #: Facts whose value reaches to the next space.
    unbroken: Collection[str] = ("doi",)
    #: Whether a space may stand between a field and its value.
    has_loose_fields: bool = True

    def is_short(self, word: str) -> bool:
        """Too short to be a beginning. Scripts without spaces say much with one
        letter."""
        is_long = len(word) >= SHORTEST_PREFIX
        return not is_long and not is_lone_letter(word[0], self.words_of)


def is_lone_letter(word: str, words_of: Callable[[str], Sequence[str]]) -> bool:
    """Whether it is one letter of a script whose words are cut into pairs."""
    return len(word) == 1 and len(words_of(word * 3)) > 1
