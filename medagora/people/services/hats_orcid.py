"""The ORCID iD by which somebody signs in."""

from django.db import transaction

from medagora.people.gateways import orcid
from medagora.people.models import Person
from medagora.web import audit


@transaction.atomic
def unlink_orcid(*, by: Person) -> None:
    """They sign in by e-mail from now on; hats that it showed stay."""
    orcid.unlink(by)
    audit.record("people.orcid_unlinked", by, by=by)
