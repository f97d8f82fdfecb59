"""Where flaws of this site can be told (RFC 9116)."""

import re
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from medagora.kernel.refusals import NotFound
from medagora.web.links import absolute

#: Less than a year is asked for (2.5.5); whoever keeps a copy asks again in time.
_LASTS = timedelta(days=180)
_MAIL = re.compile(r"[^@\s:]+@[^@\s]+")
_TEXT = "text/plain; charset=utf-8"


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """404 while the operator has told no contact: a file without one is none."""
    contact = contact_of(settings.CONFIG.security_contact, settings.CONFIG.contact)
    if not contact:
        raise NotFound(
            "This site has told no contact for flaws. "
            "Its operator can: MEDAGORA_SECURITY_CONTACT."
        )
    text = write_security_txt(
        contact, absolute(reverse("security-txt")), timezone.now()
    )
    return HttpResponse(
        text,
        content_type=_TEXT,
        headers={"Cache-Control": "public, max-age=86400"},
    )


def contact_of(*settings_of_operator: str) -> str:
    """The first that is, or can be made, an address as the RFC wants it (2.5.3)."""
    for text in map(str.strip, settings_of_operator):
        if text.startswith(("mailto:", "https://", "tel:")) and not re.search(
            r"\s", text
        ):
            return text
        if _MAIL.fullmatch(text):
            return f"mailto:{text}"
    return ""


def write_security_txt(contact: str, address: str, now: datetime) -> str:
    """The same all day long, so that it can be kept and compared."""
    ends = (now + _LASTS).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
    ]
    if address.startswith("https://"):  # nothing else can be canonical (2.5.2)
        lines.append(f"Canonical: {address}")
    return "\n".join([*lines, ""])
