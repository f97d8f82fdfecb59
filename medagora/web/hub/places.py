"""Which hub our feeds name: our own, another that the operator chose, or none."""

from django.conf import settings
from django.urls import reverse

from medagora.web.links import absolute

OFF = "off"


def is_ours() -> bool:
    """Whether this site is the hub of its own feeds: it must be able to reach those
    who subscribe."""
    return settings.CONFIG.outside and not settings.CONFIG.websub_hub


def outside_hub() -> str:
    """The address of another's hub that is told what changed; empty: there is none."""
    named: str = settings.CONFIG.websub_hub
    return "" if named == OFF or not settings.CONFIG.outside else named


def hub_address(*, is_told: bool = True) -> str:
    """What a feed says in ``rel="hub"``; empty: nothing. Another's hub knows only of
    feeds whose changes it is told."""
    if is_ours():
        return absolute(reverse("websub-hub"))
    return outside_hub() if is_told else ""
