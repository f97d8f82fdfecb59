"""What criteria know besides the page itself, handed in from outside."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

#: Bare DOIs in lower case -> what became of them: "retraction" or "concern".
#: DOIs of which nothing is known are left out.
Retracted = Callable[[Collection[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Sight:
    """What the criteria may use beside the page."""

    today: date
    #: None where no list of retracted papers is kept: then nobody can say "none".
    retracted: Retracted | None = None
    #: Whether there are word lists for the page's language. Without them a criterion
    #: that needs words says "cannot tell".
    has_words: bool = True
    #: Folded clinical terms -> lay terms of the page's language.
    plainer: Mapping[str, str] = field(default_factory=dict)
