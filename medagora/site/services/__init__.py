"""What this room does besides answering requests."""

from medagora.site.services.static_copy import copy_site

__all__ = ["copy_site"]
