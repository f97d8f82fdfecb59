"""Words of this room's templates, and the tick that stands on every card.

None asks the database, but for the uids of the basket, once in a request.
"""

import re
from typing import Any
from urllib.parse import unquote, urlsplit

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from medagora.kernel import languages
from medagora.prescriptions.domain import codes
from medagora.prescriptions.gateways import qr
from medagora.prescriptions.views import baskets
from medagora.prescriptions.views.ticking import bar_words

register = template.Library()


@register.simple_tag
def lang_of(code: str) -> SafeString:
    """`` lang="…" dir="…"`` where a text is in another language than the page."""
    if not code or code == get_language():
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', code, languages.direction(code))


@register.simple_tag
def qr_code(address: str, label: str = "") -> SafeString:
    return mark_safe(qr.draw(address, str(label)))  # noqa: S308 - drawn by us, the label escaped


@register.filter
def plain_address(address: str) -> str:
    """An address as somebody types it: without scheme, ``www.`` and the last slash."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    readable = unquote(path, errors="strict") if _is_utf8(path) else path
    return f"{host}{readable}".rstrip("/") or address


def _is_utf8(path: str) -> bool:
    try:
        return unquote(path, errors="strict").isprintable()
    except UnicodeDecodeError:
        return False


@register.filter
def grouped(code: str) -> str:
    """A code as it is read aloud: ``ABCDE-FGHJK``."""
    return codes.grouped(code)


@register.filter
def dialled(phone: str) -> str:
    """A telephone number for ``tel:``, digits and a leading plus only."""
    plus = "+" if phone.strip().startswith("+") else ""
    return plus + re.sub(r"[^0-9]", "", phone)


_TICK = (
    '<form class="tick{}" method="post" action="{}">'
    '<tick-box data-thing="{} {}" data-on="{}" data-off="{}">'
    '<input type="hidden" name="kind" value="{}">'
    '<input type="hidden" name="uid" value="{}">'
    '<input type="hidden" name="next" value="{}">'
    '<button name="{}" value="1"{}>{}<span class="visually-hidden">: {}</span></button>'
    "</tick-box></form>"
)


@register.simple_tag(takes_context=True)
def tick_button(
    context: dict[str, Any], kind: str, uid: str, title: str, size: str = ""
) -> SafeString:
    """A button that puts a resource or collection on the next sheet, or takes it off.

    It needs no token (see ``views.origin``), so a page full of them sets no cookie.
    """
    request: HttpRequest | None = context.get("request")
    if request is None:
        return SafeString("")
    is_ticked = (kind, uid) in baskets.basket_of(request).keys
    on, off = _("On the sheet: take it off"), _("Put it on a sheet")
    return format_html(
        _TICK,
        " tick-large" if size == "large" else "",
        reverse("prescriptions:tick"),
        kind,
        uid,
        on,
        off,
        kind,
        uid,
        _page_of(request),
        "untick" if is_ticked else "tick",
        SafeString(" data-ticked") if is_ticked else "",
        on if is_ticked else off,
        title,
    )


def _page_of(request: HttpRequest) -> str:
    """Where a browser without scripts goes back to: the page, not its fragment."""
    htmx = getattr(request, "htmx", None)
    page = htmx.current_url_abs_path if htmx else None
    return page or request.get_full_path()


@register.simple_tag(takes_context=True)
def basket_words(context: dict[str, Any]) -> str:
    """ "3 things ticked for a sheet", or nothing."""
    request: HttpRequest | None = context.get("request")
    count = len(baskets.basket_of(request).chosen) if request else 0
    return bar_words(count) if count else ""
