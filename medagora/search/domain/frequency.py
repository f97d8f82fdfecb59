"""Which words are enough alone, where some of the words of a question are enough.

In a large library "my blood" would find every page with "my": none of them is what was
meant, and to count them all takes longer than everything else. So a word that very many
pages have is still counted, in full, but a page must have one of the rarer words.
(Elsewhere this is known as a query of common terms.)
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from medagora.search.domain.requests import WordGroup

#: As many pages as this are never too many.
FEW = 5_000
#: What so many times as many pages have as the rarest word is frequent.
TIMES = 4


def mark_frequent(
    groups: Sequence[WordGroup], holders: Mapping[str, float]
) -> tuple[WordGroup, ...]:
    """The groups, the frequent ones marked; ``holders`` says how many pages have a
    stem. The rarest word that there is never is frequent."""
    counts = [max(holders.get(form, 0.0) for form in group.forms) for group in groups]
    there = [
        count
        for group, count in zip(groups, counts, strict=True)
        if count and not group.is_intent
    ]
    most = max(FEW, TIMES * min(there, default=0.0))
    return tuple(
        replace(group, is_frequent=count > most)
        for group, count in zip(groups, counts, strict=True)
    )
