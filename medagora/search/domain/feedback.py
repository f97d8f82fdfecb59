"""Words that the best hits share are looked for as well (relevance feedback).

What the first hits say about a subject are often its clinical names: somebody who
asks for "flax seed" finds pages on lignans. The words are chosen as in RM3
(Abdul-Jaleel and others, TREC 2004): the likelihood of a word in the best hits, here
weighed by how rare the word is among all documents, so that no list of small words is
needed.
"""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True)
class Feedback:
    """How much is taken from how many hits."""

    hits: int = 20
    words: int = 12
    #: What all feedback words together weigh, for each word of the question.
    share: float = 0.6
    #: Stems that a hit has in the mean; what a few lines share is chance.
    enough_stems: int = 60


#: Words that more documents than this have say nothing; shorter ones neither.
_COMMON = 0.2
_SHORTEST = 3
#: In how many of the hits a word must stand; of few hits, in half of them or two.
_IN_HITS = 3
#: How much more a rare word says: its rarity to this power.
_RARITY = 1.5


def choose_words(
    hits: Sequence[Mapping[str, int]],
    commonness: Mapping[str, float],
    asked: Collection[str],
    word_count: int,
    feedback: Feedback = Feedback(),
) -> tuple[tuple[str, float], ...]:
    """Stems with weights, the heaviest first; ``hits`` are the stems of each hit with
    their counts, the best hit first; those in ``asked`` are left out. Nothing when the
    hits are too short to tell."""
    if sum(map(len, hits)) < feedback.enough_stems * len(hits) or not hits:
        return ()
    shares = {stem: commonness.get(stem, 0.0) for stem in shared_stems(hits, asked)}
    telling = {stem for stem, share in shares.items() if 0 < share < _COMMON}
    scores = dict.fromkeys(telling, 0.0)
    for place, counts in enumerate(hits):
        length = sum(counts.values())
        for stem in telling.intersection(counts):
            scores[stem] += counts[stem] / length / (1 + place / len(hits))
    weighed = {
        stem: score * (-math.log(shares[stem])) ** _RARITY
        for stem, score in scores.items()
    }
    best = sorted(weighed, key=lambda stem: (-weighed[stem], stem))[: feedback.words]
    whole = sum(weighed[stem] for stem in best)
    share = feedback.share * word_count
    return tuple((stem, weighed[stem] / whole * share) for stem in best)


def shared_stems(
    hits: Sequence[Mapping[str, int]], asked: Collection[str]
) -> frozenset[str]:
    """Stems that stand in enough of the hits and were not asked for."""
    needed = min(_IN_HITS, max(len(hits) // 2, 2))
    seen = Counter(chain.from_iterable(hits))
    found = (s for s, count in seen.items() if count >= needed and len(s) >= _SHORTEST)
    return frozenset(found).difference(asked)
