"""For whom a feed of the site is."""

from django.http import HttpRequest

from medagora.catalogue.domain.words import Audience


def audience_of(request: HttpRequest) -> str:
    """Whom a feed is for: its address decides, never a cookie."""
    asked = request.GET.get("audience", "")
    return asked if asked in set(Audience) else Audience.BOTH
