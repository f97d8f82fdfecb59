"""Template words of this room."""

from collections.abc import Mapping

from django import template

from medagora.people import topic_names
from medagora.people.domain import browsers

register = template.Library()


@register.filter
def name_of(names: Mapping[str, str], slug: str) -> str:
    """A topic's name from the names at hand: ``{{ topic_names|name_of:slug }}``."""
    return topic_names.name_of(slug, names)


@register.filter
def browser_name(user_agent: str) -> str:
    return browsers.browser_name(user_agent)
