"""What the engine saw of a page, beside the forms of the desk."""

from typing import Any

from medagora.appraisal import queries as appraisal
from medagora.curation.domain.seen import fitting_reasons
from medagora.curation.labels import REASONS


def seen_on_page(uid: str) -> dict[str, Any]:
    """Findings by matter, reasons that may fit, and when the text became another one;
    empty for a page that was not read yet."""
    page = appraisal.find_page_seen(uid)
    if page is None:
        return {}
    findings = appraisal.findings_of(page)
    reasons = fitting_reasons(findings)
    return {
        "groups": appraisal.grouped(findings),
        "reason": reasons[0] if reasons else "",
        "reasons": [REASONS[reason] for reason in reasons],
        "read_at": page.read_at,
        "changed_on": page.changed_on,
        "language": page.language,
        "version": page.version,
    }
