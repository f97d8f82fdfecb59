"""Words of this room's templates. None asks the database."""

from collections.abc import Mapping
from typing import Any

from django import template

from medagora.community.domain.words import Word
from medagora.community.labels import WORDS

register = template.Library()


@register.simple_tag
def given_words(post_id: int, words: Mapping[int, set[str]]) -> set[str]:
    """The good words that the reader gave a post."""
    return words.get(post_id, set())


@register.simple_tag
def got_words(
    post_id: int, words: Mapping[int, Mapping[str, list[str]]]
) -> list[tuple[Any, list[str]]]:
    """The good words that a post of the reader got, with their givers' aliases."""
    got = words.get(post_id, {})
    return [(WORDS[word], got[word]) for word in Word if word in got]
