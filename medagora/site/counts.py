"""Counts over everything, remembered for a minute: nobody needs them fresher."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.core.cache import cache
from django.utils import timezone

from medagora.catalogue import queries as catalogue
from medagora.site.services.companion import building
from medagora.topics import queries as topics

Value = TypeVar("Value")

SECONDS = 60


def _remembered(key: str, count: Callable[[], Value]) -> Value:
    """The value, counted at most once a minute for each process or shared cache."""
    return cast("Value", cache.get_or_set(f"site.counts.{key}", count, SECONDS))


def by_language(audience: str) -> dict[str, int]:
    """How many resources speak each language, the commonest first."""
    return _remembered(
        f"language.{audience}", lambda: catalogue.count_by_language(audience)
    )


def by_topic(language: str, audience: str) -> dict[int, int]:
    """How many resources in the language each topic has, most first."""
    return _remembered(
        f"topic.{language}.{audience}",
        lambda: catalogue.count_by_topic(language, audience),
    )


def topics_by_system() -> dict[str, int]:
    return _remembered("system", topics.count_by_system)


def topics_by_kind() -> dict[str, int]:
    return _remembered("kind", topics.count_by_kind)


def companion_list() -> tuple[int, int]:
    """How many addresses the companion's list holds, and its kilobytes as sent."""

    def count() -> tuple[int, int]:
        signed = building.signed_list(timezone.now())
        return signed.count, -(-len(signed.compressed) // 1000)

    return _remembered("companion", count)


def topics_unnamed(language: str) -> int:
    """How many topics have no name in the language yet."""
    return _remembered(f"unnamed.{language}", lambda: topics.count_unnamed(language))
