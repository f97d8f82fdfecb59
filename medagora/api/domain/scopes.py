"""What a key may do, and how long it opens anything."""

from enum import StrEnum


class Scope(StrEnum):
    READ = "read"  # everything public at a rate of one's own; what is said of oneself
    SUGGEST = "suggest"
    REVIEW = "review"
    SUBSCRIBE = "subscribe"
    PRESCRIBE = "prescribe"


#: In days. There is no key without an end: one that nobody remembers opens nothing.
LIFETIMES = (30, 90, 365)
USUAL_LIFETIME = 90
#: Begins every key, so that programs that look for leaked ones know ours.
PREFIX = "mdg_"
#: Without vowels and without what looks alike: nothing reads as a word.
LETTERS = "bcdfghjkmnpqrstvwxz23456789"
LENGTH = 32  # 152 bits


def secret_in(header: str) -> str | None:
    """The key in an ``Authorization`` header; None for any other way to sign in, or
    what cannot be a key of ours (RFC 6750: the word Bearer in any case)."""
    scheme, _, words = header.strip().partition(" ")
    words = words.strip()
    if scheme.lower() != "bearer" or len(words) != len(PREFIX) + LENGTH:
        return None
    letters = words.removeprefix(PREFIX)
    return words if len(letters) == LENGTH and set(letters) <= set(LETTERS) else None
