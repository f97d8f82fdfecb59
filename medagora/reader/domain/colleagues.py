"""What colleagues look at: how a list of papers is put in order, without money.

    score = sum over sources of 2^(-age/3 days) + sum over saves of 2^(-age/3 days)

Each source that carries or links to a paper counts one, once; each save by a verified
professional counts one; what happened three days ago counts half. This is exponential
decay by half-life (Cormode, Shkapenyuk, Srivastava and Xu: Forward Decay, ICDE 2009):
the order of two papers changes only by what happens, not by when somebody looks.

Saves count only in a crowd: at least three people saved it and at least three did not.
Nobody can tell from the list what one person saved.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

HALF_LIFE = timedelta(days=3)
#: What is older counts less than a twentieth and is not looked up.
WINDOW = timedelta(days=14)
#: People who must have saved a paper, and as many who have not.
CROWD = 3
#: One source is no echo.
LEAST_SOURCES = 2


@dataclass(frozen=True, slots=True)
class Echo:
    """What is known of one paper: when each source first carried or linked to it
    within the window, and when verified professionals saved it."""

    work: int
    sources: Mapping[int, datetime]
    saves: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A paper of the list, with the reason why it is there."""

    work: int
    sources: int
    saves: int  # 0 as long as there is no crowd
    score: float


def decayed(moments: Iterable[datetime], now: datetime) -> float:
    """The sum of what the moments still count; one in the future counts one."""
    ages = (max(now - at, timedelta(0)) / HALF_LIFE for at in moments)
    return sum(math.exp2(-age) for age in ages)


def is_crowd(savers: int, everybody: int) -> bool:
    """Whether saves may be told without telling on anybody."""
    return savers >= CROWD and everybody - savers >= CROWD


def rank(echoes: Iterable[Echo], *, everybody: int, now: datetime) -> list[Ranked]:
    """The papers that are looked at, most first. ``everybody``: how many verified
    professionals there are."""
    found = []
    for echo in echoes:
        saves = echo.saves if is_crowd(len(echo.saves), everybody) else ()
        if len(echo.sources) < LEAST_SOURCES and not saves:
            continue
        score = decayed([*echo.sources.values(), *saves], now)
        found.append(Ranked(echo.work, len(echo.sources), len(saves), score))
    return sorted(found, key=lambda ranked: (-ranked.score, -ranked.work))
