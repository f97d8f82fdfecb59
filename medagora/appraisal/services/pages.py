"""What the engine saw of a resource's page, kept until it is read again."""

from datetime import datetime
from typing import TYPE_CHECKING

from medagora.appraisal.domain.fingerprint import fingerprint, has_changed_much
from medagora.appraisal.domain.plain import as_plain
from medagora.appraisal.models import PageSeen
from medagora.kernel.text import shorten

if TYPE_CHECKING:
    from medagora.appraisal.domain import PageReading


def note_page(uid: str, seen: "PageReading", *, at: datetime) -> bool:
    """Keeps what was seen of the page of a resource; True when its text is another one
    than the last time."""
    row = PageSeen.objects.filter(resource_uid=uid).first()
    now = fingerprint(seen.page)
    changed = row is not None and has_changed_much(row.fingerprint, now)
    # small changes add up: they are measured against the last text that was new
    base = now if row is None or changed or not row.fingerprint else row.fingerprint
    PageSeen.objects.update_or_create(
        resource_uid=uid,
        defaults={
            "address": seen.page.address,
            "title": shorten(seen.page.title, 300),
            "language": seen.page.language[:12],
            "findings": [as_plain(finding) for finding in seen.findings],
            "fingerprint": base,
            "version": seen.version,
            "read_at": at,
            **({"changed_on": at.date()} if changed else {}),
        },
    )
    return changed
