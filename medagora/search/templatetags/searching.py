"""Template words of this room."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from medagora.search.domain.marking import Piece

register = template.Library()
_FORMS = {True: "<mark>{}</mark>", False: "{}"}


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """The escaped text, with the words that were asked for in <mark>."""
    parts = [format_html(_FORMS[piece.is_marked], piece.text) for piece in pieces]
    return SafeString("".join(parts))
