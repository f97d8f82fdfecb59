"""The whole public site as plain files that need no server.

Every public page is asked for as a stranger would, its links are made relative, and
what cannot work without a server (forms, sign-in, filters) is taken out. Searching
works by a prebuilt index and a small script, also from a folder on one's own disk.
"""

from medagora.site.services.static_copy.copying import CopyReport, copy_site

__all__ = ["CopyReport", "copy_site"]
