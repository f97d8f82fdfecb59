"""A number for a text, so that two texts that say nearly the same get near numbers.

Simhash (Charikar, Similarity estimation techniques from rounding algorithms, STOC
2002, doi:10.1145/509907.509965) over pairs of words, 64 bits.
"""

import hashlib
from itertools import pairwise

from medagora.appraisal.domain.page import BlockKind, Page, Region
from medagora.appraisal.domain.phrases import words_in

#: Bits that differ: below it is another date or menu, from it on another text.
#: Two unrelated texts differ in about 32 of 64.
MUCH = 12
_BITS = 64
_MOST_WORDS = 20_000
#: Shorter texts change their number with every word.
_FEWEST_WORDS = 50


def fingerprint(page: Page) -> int:
    """Signed, as databases keep it; 0 for a text too short to have one."""
    main = " ".join(
        page.words_of(block)
        for block in page.blocks
        if block.region is Region.MAIN and block.kind is not BlockKind.CONTROL
    )
    words = [word.folded for word in words_in(main)[:_MOST_WORDS]]
    if len(words) < _FEWEST_WORDS:
        return 0
    counts = [0] * _BITS
    for pair in pairwise(words):
        digest = hashlib.blake2b(" ".join(pair).encode(), digest_size=8).digest()
        bits = int.from_bytes(digest, "big")
        for place in range(_BITS):
            counts[place] += 1 if bits >> place & 1 else -1
    number = sum(1 << place for place in range(_BITS) if counts[place] > 0)
    return number - (1 << _BITS) if number >> (_BITS - 1) else number


def has_changed_much(before: int, after: int) -> bool:
    """False where one of them has no number: nobody is called for nothing."""
    if not before or not after:
        return False
    different: int = ((before ^ after) & (2**_BITS - 1)).bit_count()
    return different >= MUCH
