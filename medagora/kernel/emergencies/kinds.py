"""The kinds of emergency that are told apart, and what was found in a text."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The most pressing first: a text may speak of several."""

    BREATHING = "breathing"
    #: Does not wake up, or has a seizure.
    UNCONSCIOUS = "unconscious"
    BLEEDING = "bleeding"
    HEART = "heart"
    STROKE = "stroke"
    POISONING = "poisoning"
    BIRTH = "birth"
    #: "Call an ambulance": nobody says why.
    URGENT = "urgent"
    VIOLENCE = "violence"
    #: Wanting to die, or to harm oneself.
    SUICIDE = "suicide"


@dataclass(frozen=True)
class Emergency:
    """What a text speaks of, the most pressing first, never empty.

    ``language`` is the one whose words said it, which need not be the reader's.
    """

    kinds: tuple[Kind, ...]
    language: str

    @property
    def kind(self) -> Kind:
        return self.kinds[0]

    @property
    def wants_crisis_line(self) -> bool:
        """Whoever took too much may have wanted to die; who asks is not judged."""
        return bool({Kind.SUICIDE, Kind.POISONING} & {*self.kinds})

    @property
    def wants_poison_line(self) -> bool:
        return Kind.POISONING in self.kinds

    @property
    def wants_police(self) -> bool:
        return Kind.VIOLENCE in self.kinds
