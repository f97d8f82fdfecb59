"""What the public log says of hats: that, how and until when, never who."""

from django.db import transaction

from medagora.curation.queries.log import LogSearch, search_log
from medagora.curation.services.log import append
from medagora.kernel.dates import iso_utc
from medagora.people.queries import hats


@transaction.atomic
def write_change(change_id: int) -> None:
    """One entry for one change, also when the task runs twice.

    The actor is the moderator who decided; "system" for two peers and for people who
    take off their own hat, because their opaque name would tie hats together.
    """
    change = hats.find_change(change_id)
    if change is None:  # the person was erased before the log heard of it
        return
    hat, subject = change.hat, f"hat:{change.hat.uid}"
    verb, at = f"hat_{change.kind}", iso_utc(change.at)
    written = search_log(LogSearch(verb=verb, subject=subject)).filter(at=at)
    if written.exists():
        return
    facts = {"hat": hat.uid, "role": hat.role, "evidence": hat.evidence}
    if change.kind == "doffed":
        facts["because"] = hat.doffed_because
    elif hat.expires_at:
        facts["until"] = f"{hat.expires_at:%Y-%m-%d}"
    append(verb, subject, by=change.by or "system", at=change.at, facts=facts)
