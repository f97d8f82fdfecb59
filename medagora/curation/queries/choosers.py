"""Who chose the resources of a list."""

from collections.abc import Iterable

from medagora.curation.domain.verdicts import Verdict
from medagora.curation.models import Review
from medagora.people import queries as people


def choosers_by_uid(uids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The names of those who agreed to each resource or found it still good, the
    last first; two queries.

    Who has left is nameless and not listed; resources nobody agreed to are absent.
    """
    agreed = Review.objects.filter(
        resource__uid__in=set(uids), verdict__in=[Verdict.AGREE, Verdict.RENEW]
    ).values_list("given_at", "resource__uid", "by_pseudonym")
    rows = sorted(agreed, reverse=True)
    names = people.names_by_pseudonym(pseudonym for _at, _uid, pseudonym in rows)
    found: dict[str, dict[str, None]] = {}
    for _at, uid, pseudonym in rows:
        if name := names.get(pseudonym):
            found.setdefault(uid, {})[name] = None
    return {uid: tuple(chosen) for uid, chosen in found.items()}
