"""Words of this room's templates. None asks the database."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from medagora.community.addresses import PostAddresses, post_addresses
from medagora.community.domain.words import Word
from medagora.community.labels import WORDS

register = template.Library()


@register.simple_tag
def addresses_of(uid: str) -> PostAddresses:
    return post_addresses(uid)


@register.simple_tag
def good_word_buttons(post_id: int, words: Mapping[int, Iterable[str]]) -> SafeString:
    """A button for each good word; those that the reader gave the post take it back."""
    return _buttons(get_language(), frozenset(words.get(post_id, ())))


@lru_cache(maxsize=512)
def _buttons(_language: str | None, given: frozenset[str]) -> SafeString:
    """Kept: under every post of a page stand the same ones, in one language."""
    return format_html_join(
        "",
        '<button class="button button-quiet" name="{}" value="{}" aria-pressed="{}">'
        "{}</button>",
        (
            (
                "take_back" if word in given else "word",
                word,
                "true" if word in given else "false",
                name,
            )
            for word, name in WORDS.items()
        ),
    )


@register.simple_tag
def got_words(
    post_id: int, words: Mapping[int, Mapping[str, list[str]]]
) -> list[tuple[Any, list[str]]]:
    """The good words that a post of the reader got, with their givers' aliases."""
    got = words.get(post_id, {})
    return [(WORDS[word], got[word]) for word in Word if word in got]
