"""Template words of this room."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import template

from medagora.people import labels_hats, topic_names
from medagora.people.domain import browsers, hats
from medagora.people.gateways import orcid

if TYPE_CHECKING:
    from medagora.people.models import Hat, HatRequest

register = template.Library()


@register.filter
def name_of(names: Mapping[str, str], slug: str) -> str:
    """A topic's name from the names at hand: ``{{ topic_names|name_of:slug }}``."""
    return topic_names.name_of(slug, names)


@register.filter
def browser_name(user_agent: str) -> str:
    return browsers.browser_name(user_agent)


@register.filter
def hat_line(hat: "Hat") -> str:
    """``{{ hat|hat_line }}``: "Paediatrician, verified March 2026"."""
    return labels_hats.hat_line(hat)


@register.filter
def role_line(hat: "Hat | HatRequest") -> str:
    return labels_hats.role_line(hat)


@register.filter
def is_taken_back(reason: str) -> bool:
    return reason in hats.TAKEN_BACK


@register.simple_tag
def orcid_is_set_up() -> bool:
    """``{% orcid_is_set_up as is_there %}``: may people sign in at orcid.org?"""
    return orcid.is_set_up()
