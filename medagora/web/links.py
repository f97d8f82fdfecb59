"""Full addresses of our own pages, for mails, feeds and files that leave the site."""

from django.conf import settings


def absolute(path: str) -> str:
    """The full address of a path of this site, as the operator configured it."""
    return f"{settings.CONFIG.site_url.rstrip('/')}{path}"
