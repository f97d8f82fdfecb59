"""What the words of bringing along and taking away are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medagora.reader.domain.taking.found import Note, Origin
from medagora.reader.domain.words import KeyScope, NoticeKind

Labels = dict[str, "str | Promise"]

#: Names of programs, and of the format that all of them know.
ORIGINS: Labels = {
    Origin.OPML: _("a list of sources (OPML)"),
    Origin.FRESHRSS: _("an export of FreshRSS"),
    Origin.INOREADER: _("an export of Inoreader or a program like it"),
    Origin.FEEDLY: _("an export of Feedly"),
    Origin.MINIFLUX: _("an export of Miniflux"),
}

NOTES: Labels = {
    Note.MENDED: _("The file is not well-formed XML; it was mended while reading."),
    Note.WRONG_ENCODING: _("The file is not UTF-8; it was read as Windows-1252."),
    Note.LABELS_LEFT: _(
        "Labels of single entries have no place here and are left behind."
    ),
}

KEY_SCOPES: Labels = {
    KeyScope.APPS: _("A reading program: reads and marks for you"),
    KeyScope.FEEDS: _("Private addresses of your lists: only reads"),
}

#: A retracted paper says so wherever its title is read.
NOTICE_TITLES: Labels = {
    NoticeKind.RETRACTION: _("Retracted: %(title)s"),
    NoticeKind.CONCERN: _("Expression of concern: %(title)s"),
    NoticeKind.CORRECTION: _("Corrected: %(title)s"),
}
