"""Addresses of posts, made without asking the resolver for each of them.

A page of a conversation names some hundred; only the uid in them differs.
"""

from functools import lru_cache
from typing import NamedTuple

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

#: Stands where the uid belongs; no uid has a capital.
_HOLE = "UID"


class PostAddresses(NamedTuple):
    """Paths in the present language."""

    post: str
    comment: str
    good_word: str
    worry: str
    report: str


def post_addresses(uid: str) -> PostAddresses:
    """``uid`` is one of ours: letters and digits, which no address has to quote."""
    patterns = _patterns(get_script_prefix(), get_language())
    return PostAddresses(*(path.replace(_HOLE, uid) for path in patterns))


@lru_cache(maxsize=64)
def _patterns(_prefix: str, _language: str | None) -> tuple[str, ...]:
    names = ("post", "comment", "good-word", "worry", "report")
    return tuple(reverse(f"community:{name}", args=[_HOLE]) for name in names)
