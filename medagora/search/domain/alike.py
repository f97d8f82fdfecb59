"""Which words of a new question choose those that are alike.

Half a million questions of patients say "doctor", "years" and "pain". To read all that
have any word of a title takes longer than everything else, and gives nothing that the
rare words do not: so the rarest words choose, as many as can be read in a moment, and
all words put what was chosen in order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from medagora.search.domain.requests import WordGroup
from medagora.search.domain.topic_matching import can_start

#: A title's words; a long one says it again.
MOST_WORDS = 24
#: So many questions may be looked at.
_MOST_READ = 40_000
#: Fewer letters begin too many words.
_SHORTEST_START = 4


def choose_words(
    groups: Sequence[WordGroup], holders: Mapping[str, float], most: int = _MOST_READ
) -> tuple[WordGroup, ...]:
    """The groups that some question has, those that do not choose marked as frequent;
    the rarest always chooses. A last word that none has may be a beginning: it chooses
    where there is nothing else. ``holders`` says how many questions have a stem."""
    counts = {group: _count(group, holders) for group in groups}
    there = [group for group in groups if counts[group]]
    begun = [replace(g, is_start=True) for g in groups[-1:] if _is_begun(g, counts[g])]
    if not there:
        return tuple(begun)
    read = 0.0
    choosing: set[WordGroup] = set()
    for group in sorted(there, key=lambda group: counts[group]):
        read += counts[group]
        if choosing and read > most:
            break
        choosing.add(group)
    return tuple(
        replace(group, is_frequent=group not in choosing) for group in (*there, *begun)
    )


def _is_begun(group: WordGroup, count: float) -> bool:
    """Nobody has used the last word: perhaps it is still being written."""
    return not count and can_start(group.word, letters=_SHORTEST_START)


def _count(group: WordGroup, holders: Mapping[str, float]) -> float:
    """All that is read for a group: for each of its forms, and for what stands for it
    as many as the rarest of its stems has."""
    own = sum(holders.get(form, 0.0) for form in group.forms)
    others = (
        min((holders.get(stem, 0.0) for stem in one.stems), default=0.0)
        for one in group.synonyms
    )
    return own + sum(others)
